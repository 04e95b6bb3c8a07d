"""The files of `brief build`: named by brief, edition and paper, and never incomplete."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brief import asked
from brief.findings import BriefError, UsageError
from brief.model import EDITIONS, Fit
from brief.produce import produce
from tests.conftest import MakeBrief

PART = {"brief.yaml": "title: A brief\n", "part.md": "# Title\n\nText.\n"}


def test_a_brief_becomes_a_pdf_named_by_slug_edition_and_paper(make_brief: MakeBrief) -> None:
    make_brief(PART)
    (made,) = produce(Path(), ["full"], "", Path("output"))
    assert isinstance(made.fit, Fit)
    assert (made.path, made.edition.name, made.fit.pages, made.findings) == (
        Path("output/a-brief-full-us-letter.pdf"),
        "full",
        1,
        (),
    )
    assert made.path.read_bytes().startswith(b"%PDF-")


def test_the_paper_is_that_of_the_brief_unless_another_is_asked_for(make_brief: MakeBrief) -> None:
    make_brief({**PART, "brief.yaml": "title: A brief\npaper: a4\n"})
    assert [made.path.name for made in produce(Path(), ["full"], "", Path("output"))] == ["a-brief-full-a4.pdf"]
    assert [made.path.name for made in produce(Path(), ["all"], "us-letter", Path("x"))] == [
        *(f"a-brief-{edition.name}-us-letter.pdf" for edition in EDITIONS.values() if edition.medium == "paper"),
        "a-brief-screen.html",
    ]


def test_an_edition_may_have_a_paper_of_its_own(make_brief: MakeBrief) -> None:
    make_brief({**PART, "brief.yaml": "title: A brief\nask: We ask.\neditions: {handout: {paper: a4}}\n"})
    names = [made.path.name for made in produce(Path(), ["full", "handout"], "", Path("output"))]
    assert names == ["a-brief-full-us-letter.pdf", "a-brief-handout-a4.pdf"]


TOO_LONG = {
    "brief.yaml": "title: A brief\neditions: {full: {pages: 1}}\n",
    "part.md": "# Title\n\n" + "A sentence of a few words, and some more.\n\n" * 110,
}


def test_too_many_pages_leave_the_last_good_pdf_and_can_be_shown(make_brief: MakeBrief) -> None:
    folder = make_brief(PART)
    (made,) = produce(Path(), ["full"], "", Path("output"))
    good = made.path.read_bytes()
    for name, text in TOO_LONG.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(BriefError, match="page-limit"):
        list(produce(Path(), ["full"], "", Path("output")))
    assert [path.name for path in Path("output").iterdir()] == [made.path.name]
    with pytest.raises(BriefError) as caught:
        list(produce(Path(), ["full"], "", Path("output"), show=True))
    shown = Path("output/a-brief-full-us-letter-NOT-FOR-PRINT.pdf")
    assert str(caught.value.findings[-1]) == (
        f"info: overlong-shown: {shown} has the pages as they are, with shading over what is too much\n"
        "    they are for looking at, not for handing out; the last good file, if there is one, is unchanged"
    )
    assert made.path.read_bytes() == good
    with pypdfium2.PdfDocument(shown) as pdf:
        pages = [page.get_textpage().get_text_range() for page in pdf]
    assert len(pages) > 1
    assert all("NOT FOR PRINT" in page for page in pages)


def test_an_edition_that_is_too_long_does_not_keep_others_from_being_built(make_brief: MakeBrief) -> None:
    make_brief({**TOO_LONG, "brief.yaml": "title: A brief\neditions: {full: {pages: 1}, photocopy: {pages: 4}}\n"})
    written = []
    with pytest.raises(BriefError) as caught:
        written += [made.path.name for made in produce(Path(), ["full", "photocopy"], "", Path("output"))]
    assert [path.name for path in Path("output").iterdir()] == ["a-brief-photocopy-us-letter.pdf"]
    assert [finding.rule for finding in caught.value.findings] == ["page-limit", "edition-not-built"]
    assert str(caught.value.findings[1]) == (
        "info: edition-not-built: a-brief-full-us-letter.pdf was not built, because of the errors above"
    )


def test_a_limit_that_an_edition_and_those_like_it_break_is_reported_once(make_brief: MakeBrief) -> None:
    make_brief({**TOO_LONG, "brief.yaml": "title: A brief\neditions: {full: {pages: 1}, handout: {pages: 1}}\n"})
    with pytest.raises(BriefError) as caught:
        list(produce(Path(), ["full", "photocopy", "print-shop", "handout"], "", Path("output")))
    told = [finding.message for finding in caught.value.findings if finding.rule == "page-limit"]
    assert [message.split()[0] for message in told] == ["full", "handout"]
    assert [finding.rule for finding in caught.value.findings].count("edition-not-built") == 4


def test_pages_written_with_show_are_removed_when_the_edition_is_built(make_brief: MakeBrief) -> None:
    folder = make_brief(TOO_LONG)
    with pytest.raises(BriefError, match="page-limit"):
        list(produce(Path(), ["full"], "", Path("output"), show=True))
    (folder / "part.md").write_text("# Title\n\nText.\n", encoding="utf-8")
    list(produce(Path(), ["full"], "", Path("output")))
    assert [path.name for path in Path("output").iterdir()] == ["a-brief-full-us-letter.pdf"]


def test_a_broken_brief_leaves_the_last_good_pdf_untouched(make_brief: MakeBrief) -> None:
    folder = make_brief(PART)
    (made,) = produce(Path(), ["full"], "", Path("output"))
    good = made.path.read_bytes()
    (folder / "part.md").write_text("# Title\n\nText 人 ![A](missing.png)\n", encoding="utf-8")
    with pytest.raises(BriefError, match="image-missing"):
        list(produce(Path(), ["full"], "", Path("output")))
    assert made.path.read_bytes() == good
    assert [path.name for path in Path("output").iterdir()] == [made.path.name]


def test_the_pages_of_a_print_shop_file_include_the_blank_one(make_brief: MakeBrief) -> None:
    make_brief({**PART, "part.md": "# Title\n\n" + "A sentence of a few words, and some more.\n\n" * 95})
    (made,) = produce(Path(), ["print-shop"], "", Path("output"))
    assert isinstance(made.fit, Fit)
    assert made.fit.blank
    with pypdfium2.PdfDocument(made.path) as pdf:
        assert made.pages == len(pdf) == made.fit.pages + 1


def test_an_edition_named_twice_is_built_once(make_brief: MakeBrief) -> None:
    make_brief(PART)
    assert len(list(produce(Path(), ["full", "full"], "", Path("output")))) == 1


@pytest.mark.parametrize(
    ("editions", "paper", "finding"),
    [
        (["fulll"], "", "error: unknown-edition: there is no edition 'fulll'\n    did you mean 'full'?"),
        (["all", "fulll"], "", "error: unknown-edition: there is no edition 'fulll'\n    did you mean 'full'?"),
        (["full"], "us-leter", "error: unknown-paper: there is no paper 'us-leter'\n    did you mean 'us-letter'?"),
        (["full"], "tabloid", "error: unknown-paper: there is no paper 'tabloid'\n    known are a4 and us-letter"),
    ],
)
def test_an_unknown_edition_or_paper_is_refused(editions: list[str], paper: str, finding: str) -> None:
    with pytest.raises(UsageError) as raised:
        list(produce(Path(), editions, paper, Path("output")))
    assert str(raised.value) == finding


@pytest.mark.parametrize(("asked_for", "means"), [("A4", "a4"), ("US-Letter", "us-letter"), ("", None)])
def test_a_paper_may_be_typed_in_capitals(asked_for: str, means: str | None) -> None:
    assert asked.paper(asked_for) == means


@pytest.mark.parametrize("names", [["Full", "full"], ["FULL"]])
def test_an_edition_may_be_typed_in_capitals(names: list[str]) -> None:
    assert [edition.name for edition in asked.editions(names, EDITIONS)] == ["full"]


def test_the_word_for_all_editions_may_be_typed_in_capitals() -> None:
    assert len(asked.editions(["ALL"], EDITIONS)) == len(EDITIONS)


def test_a_warning_on_the_source_is_reported_once(make_brief: MakeBrief) -> None:
    make_brief({**PART, "brief.yaml": "title: A brief\nsections: [part]\n", "spare.md": "# Spare\n\nText.\n"})
    (made,) = produce(Path(), ["full"], "", Path("output"))
    assert [finding.rule for finding in made.findings] == ["section-unlisted"]


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("status: final\n", ["8 problems would stop `brief release`"]),
        ("status: final\nversion: '1.0'\ndate: 2020-02-03\n", ["6 problems would stop `brief release`"]),
        (
            "status: final\nrules: {unsourced-number: {severity: warning, because: ours}}\n",
            ["7 problems would stop `brief release`"],
        ),
        ("status: draft\n", []),
    ],
)
def test_the_last_edition_of_a_final_brief_counts_what_would_stop_its_release(
    make_brief: MakeBrief, settings: str, told: list[str]
) -> None:
    make_brief({"brief.yaml": f"title: A brief\n{settings}", "part.md": "# Title\n\nIn all, 300 people were held.\n"})
    first, last = produce(Path(), ["full", "proof"], "", Path("output"))
    assert "release-stopped" not in [finding.rule for finding in first.findings]
    assert [one.message for one in last.findings if one.rule == "release-stopped"] == told


def test_an_output_folder_that_is_a_link_out_is_refused(
    make_brief: MakeBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n"})
    victim = tmp_path / "victim"
    victim.mkdir()
    (folder / "output").symlink_to(victim)
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError, match=r"output-leads-out: 'output' is a link to '.*victim'"):
        list(produce(Path(), ["full"], "", Path("output")))
    assert list(victim.iterdir()) == []
