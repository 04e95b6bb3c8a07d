"""The worker of the preview builds exactly the PDF of `brief build`, after any edits."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from random import Random
from shutil import copytree
from tempfile import TemporaryDirectory

import pikepdf
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from brief.findings import Severity
from brief.load import house
from brief.preview.builder import Builder, Failed, First, Order, Said, Same, Whole
from tests.conftest import MakeBrief
from tests.fuzz.edits import edited
from tests.fuzz.run import BRIEFS
from tests.rebuilding import Builds

ORDERS = st.sampled_from([Order(), Order(), Order(), Order("handout"), Order("full", "a4"), Order("large-print")])


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" fill="{}"/></svg>'


def last(builder: Builder, order: Order) -> Said:
    """The last answer of a build."""
    *_, said = builder.answers(order)
    return said


@pytest.mark.parametrize("name", ["minimal", "one-page"])
@settings(
    max_examples=3, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # to make an example smaller takes minutes
@given(steps=st.lists(st.tuples(st.integers(0, 10**6), ORDERS), min_size=1, max_size=4))
def test_after_any_edits_the_pdf_is_that_of_a_first_build(name: str, steps: Sequence[tuple[int, Order]]) -> None:
    with TemporaryDirectory() as where:
        folder = Path(where) / "content"
        copytree(BRIEFS[name], folder)
        builder, first = Builder(folder), Builds(folder)
        before = last(builder, Order())
        for seed, order in steps:
            edited(Random(seed), folder)
            said = last(builder, order)
            before = before if isinstance(said, Same) else said
            paper = before.paper if isinstance(before, Whole) else "us-letter"
            expected = first.plain(before.edition if isinstance(before, Whole) else order.edition, paper)
            if isinstance(expected, bytes):
                assert isinstance(before, Whole)
                assert before.pdf == expected
            else:
                is_wrong = isinstance(before, Whole) and any(
                    one.finding.severity is Severity.ERROR for one in before.findings
                )
                assert isinstance(before, Failed) or is_wrong


def test_the_page_that_has_changed_comes_first(make_brief: MakeBrief) -> None:
    text = "# Camps\n\n" + "A paragraph of some words.\n\n" * 60
    folder = make_brief({"camps.md": text})
    builder = Builder(folder)
    for number in range(3):
        (folder / "camps.md").write_text(text.replace("A paragraph", f"Paragraph {number}", 1))
        said = list(builder.answers(Order()))
    first = next(one for one in said if isinstance(one, First))
    whole = said[-1]
    assert isinstance(whole, Whole)
    assert (first.number, len(first.marks)) == (1, len(whole.pages))
    assert first.marks == tuple(page.mark for page in whole.pages)
    assert first.pdf.startswith(b"%PDF-")


def test_a_picture_and_an_imported_style_sheet_that_are_replaced_are_shown(make_brief: MakeBrief) -> None:
    files = {"styles/brand.css": "@import 'own.css';", "styles/own.css": "p { color: #111111 }"}
    folder = make_brief({**files, "a.svg": SVG.format("red"), "part.md": "# T\n\nText.\n\n![A square](a.svg)\n"})
    builder, first = Builder(folder), Builds(folder)
    last(builder, Order())
    for name, text in (("a.svg", SVG.format("lime")), ("styles/own.css", "p { color: #111144 }")):
        (folder / name).write_text(text)
        said = last(builder, Order())
        assert isinstance(said, Whole)
        assert said.pdf == first.plain("full", "us-letter")


def test_a_profile_of_the_print_shop_that_is_replaced_is_embedded(make_brief: MakeBrief) -> None:
    profile = (house() / "inks" / "FOGRA39L_coated.icc").read_bytes()
    folder = make_brief(
        {"brief.yaml": "title: T\nicc-profile: shop.icc\n", "shop.icc": profile, "part.md": "# T\n\nText.\n"}
    )
    builder, first = Builder(folder), Builds(folder)
    last(builder, Order("print-shop"))
    (folder / "shop.icc").write_bytes(profile.replace(b"FOGRA39L Coated", b"FOGRA51  Coated"))
    said = last(builder, Order("print-shop"))
    assert isinstance(said, Whole)
    with pikepdf.open(io.BytesIO(said.pdf)) as document:
        assert b"FOGRA51" in document.Root.OutputIntents[0].DestOutputProfile.read_bytes()
    assert said.pdf == first.plain("print-shop", "us-letter")


def test_a_change_that_concerns_no_page_is_not_built(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": "# Camps\n\nText.\n"})
    builder = Builder(folder)
    assert isinstance(last(builder, Order()), Whole)
    (folder / "notes.txt").write_text("not in the brief")
    (folder / "camps.md").touch()
    assert list(builder.answers(Order())) == [Same()]
    assert isinstance(last(builder, Order("handout")), Whole)


def test_the_full_edition_replaces_one_that_is_removed(make_brief: MakeBrief) -> None:
    folder = make_brief(
        {"camps.md": "# Camps\n\nText.\n", "brief.yaml": "title: A\neditions: {mine: {like: handout}}\n"}
    )
    builder = Builder(folder)
    said = last(builder, Order("mine"))
    assert isinstance(said, Whole)
    assert "mine" in said.editions
    (folder / "brief.yaml").write_text("title: A\n")
    said = last(builder, Order("mine"))
    assert isinstance(said, Whole)
    assert said.edition == "full"


def test_findings_are_at_their_blocks_in_the_order_of_the_pages(make_brief: MakeBrief) -> None:
    folder = make_brief(
        {
            "brief.yaml": "title: A\nsections: [one, two]\n",
            "one.md": "# One\n\nA paragraph.\n\nA letter that no font has: \U00013080.\n",
            "two.md": "# Beta\n\nAnother one: \U00010000.\n",
        }
    )
    said = last(Builder(folder), Order())
    assert isinstance(said, Whole)
    at = [(one.page, said.pages[0].blocks[one.block]) for one in said.findings if one.block is not None]
    assert [(page, block.file, block.first) for page, block in at] == [(1, "one.md", 5), (1, "two.md", 3)]


def test_the_words_of_sections_are_counted_as_they_are_printed(make_brief: MakeBrief) -> None:
    folder = make_brief(
        {
            "brief.yaml": "title: A\nsections: [one, two]\n",
            "one.md": "# One\n\nTwo words.\n",
            "two.md": "# Two\n\nOne.\n",
        }
    )
    said = last(Builder(folder), Order())
    assert isinstance(said, Whole)
    assert said.words == {"one.md": 3, "two.md": 2}


@pytest.mark.parametrize(
    ("edition", "pages", "length"),
    [
        ("full", 1, "1 page, {} % full"),
        ("full", 2, "1 of 2 pages, {} % full"),
        ("large-print", 0, "1 page, {} % full"),
    ],
)
def test_the_length_is_reported(edition: str, pages: int, length: str, make_brief: MakeBrief) -> None:
    limit = f"editions: {{full: {{pages: {pages}}}}}\n" if pages else ""
    folder = make_brief({"brief.yaml": f"title: A\n{limit}", "one.md": "# One\n\nText.\n"})
    said = last(Builder(folder), Order(edition))
    assert isinstance(said, Whole)
    before, after = length.split("{}")
    assert said.length.words.startswith(before)
    assert said.length.words.endswith(after)
    assert (said.length.share is None) == (pages == 0)
