"""The pages of a dozen complete briefs of different shapes keep all measurable bounds."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from brief.cache import place
from tests import built
from tests.pages.__main__ import main
from tests.pages.bounds import out_of
from tests.pages.corpus import CORPUS, HERE, Opened, looking, opened
from tests.pages.judging import judge
from tests.pages.reading import Printed, read

SAMPLE = (
    ("plain", "photocopy"),
    ("one-page", "large-print"),
    ("two-languages", "proof"),
    ("authors", "large-print"),
)
"""Some of the other editions, of briefs that are built fast."""


def names() -> list[str]:
    return [where.name for where in CORPUS]


@cache
def pdf(name: str, edition: str) -> bytes:
    """An edition of a brief of the corpus; one process of a run builds it, the others read it from a file."""
    file = built.shared[0] / f"pages-{name}-{edition}.pdf" if built.shared else None
    if file is None or not file.exists():
        made = opened(HERE / name).pdf(edition)
        if file is None:
            return made
        place(file, made)
    return file.read_bytes()


def read_back(name: str, edition: str = "full") -> Printed:
    return read(pdf(name, edition))


@pytest.mark.parametrize("edition", ["full", "handout"])
@pytest.mark.parametrize("name", names())
def test_pages_keep_the_bounds(name: str, edition: str) -> None:
    judged = judge(read_back(name, edition), opened(HERE / name).asks)
    assert list(out_of(judged, edition)) == []


@pytest.mark.parametrize(("name", "edition"), SAMPLE)
def test_a_sample_of_other_editions_keeps_the_bounds_too(name: str, edition: str) -> None:
    judged = judge(read_back(name, edition), opened(HERE / name).asks)
    assert list(out_of(judged, edition)) == []


def markdown(where: Path) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in sorted(where.glob("*.md")))


def test_the_corpus_has_a_dozen_briefs_and_no_paragraph_twice() -> None:
    assert len(CORPUS) == 12
    blocks = Counter(
        " ".join(block.split()) for where in CORPUS for block in markdown(where).split("\n\n") if len(block) > 120
    )
    assert [block for block, times in blocks.items() if times > 1] == []


def test_each_brief_of_the_corpus_has_its_intended_shape() -> None:
    settings = {where.name: opened(where).brief.settings for where in CORPUS}
    assert "key-figure" not in markdown(HERE / "plain")
    assert markdown(HERE / "beside").count("/// pull-quote") + markdown(HERE / "beside").count("/// key-figure") >= 12
    assert len(markdown(HERE / "paper").split()) > 7500
    assert settings["notes"].sources
    assert not settings["no-notes"].sources
    assert "[^" not in markdown(HERE / "no-notes")
    assert len(settings["authors"].authors) == 40
    assert [bool(office.logo) for office in settings["coalition"].organisation] == [True] * 5
    photographs = list((HERE / "photographs" / "images").glob("*.jpg"))
    assert len(photographs) == 10
    assert max(file.stat().st_size for file in photographs) < 60_000
    assert (HERE / "tables" / "data" / "districts.csv").read_text(encoding="utf-8").splitlines()[0].count(",") == 8


def test_the_brief_with_notes_has_at_least_sixty() -> None:
    assert len([block for block in read_back("notes").blocks if block.role == "Note"]) >= 60


def test_the_table_has_a_line_for_each_document_and_counts_what_is_out_of_bounds(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pdf("plain", "handout")
    monkeypatch.setattr(Opened, "pdf", lambda self, edition, paper=None: made)
    ended = main(["--briefs", "plain", "--editions", "handout", "--papers", "a4,us-letter"])
    head, *rows, last = capsys.readouterr().out.splitlines()
    documents = [row for row in rows if not row.startswith("  ")]
    assert head.split()[:3] == ["pages", "needed", "line"]
    assert [row.split()[:4] for row in documents] == [["plain", "handout", paper, "1"] for paper in ("a4", "us-letter")]
    assert last == f"{len(rows) - 2} out of bounds"
    assert ended == (1 if len(rows) > 2 else 0)


def test_a_look_is_tried_on_a_copy_of_a_brief() -> None:
    with looking(HERE / "plain", "ledger") as copy:
        assert (copy / "brief.yaml").read_text(encoding="utf-8").startswith("look: ledger\ntitle: |-\n")
        assert (copy / "summary.md").is_file()
    assert not copy.exists()
    with looking(HERE / "plain", "") as same:
        assert same == HERE / "plain"
