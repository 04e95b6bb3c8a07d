"""Which grid an edition is set on; its text decides it before any page is set."""

from __future__ import annotations

import pytest

from brief import build
from brief.build.composing import chosen
from brief.compose.grid import grid_of
from brief.load import load
from brief.model import LOOKS, editions_of
from tests.conftest import MakeBrief

QUOTE = "/// pull-quote\nSaid.\n///\n\n"
FIGURE = "/// key-figure | 7\nseas\n///\n\n"
QR = "/// qr | https://example.org/\nScan.\n///\n\n"
DRAWING = {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
TABLE = {"a.csv": "a,b\n1,2\n"}


def words(number: int) -> str:
    """Paragraphs with this total number of words."""
    whole, rest = divmod(number, 100)
    return ("words " * 100 + "\n\n") * whole + "words " * rest + "\n\n"


def grid(make_brief: MakeBrief, text: str, name: str = "full", settings: str = "", **sections: str) -> str:
    files = {f"{section}.md": words for section, words in sections.items()}
    folder = make_brief(
        {"brief.yaml": f"title: A brief\n{settings}", "part.md": f"# Part\n\n{text}", **DRAWING, **TABLE, **files}
    )
    brief, texts, _ = build.read(load(folder)[0])
    edition = editions_of(brief.settings)[name]
    return grid_of(chosen(brief, texts, edition)[1], edition, LOOKS[brief.settings.look])


def test_a_brief_without_side_matter_is_set_on_the_hanging_grid(make_brief: MakeBrief) -> None:
    assert grid(make_brief, "Text.\n") == "hanging"


@pytest.mark.parametrize("side", [QUOTE, FIGURE, QR], ids=["quote", "figure", "qr"])
def test_a_brief_with_side_matter_on_its_one_page_has_a_margin_column(side: str, make_brief: MakeBrief) -> None:
    assert grid(make_brief, f"Text.\n\n{side}") == "margin"


def test_a_figure_is_no_side_matter_since_its_caption_stands_below_it(make_brief: MakeBrief) -> None:
    assert grid(make_brief, "Text.\n\n![A drawing](a.svg)\n") == "hanging"


def test_side_matter_on_half_of_the_pages_is_not_enough_for_a_margin_column(make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE + words(219)) == "margin"  # page 1 has room for 220 words below its masthead
    assert grid(make_brief, QUOTE + words(221)) == "hanging"
    assert grid(make_brief, QUOTE + words(221) + QUOTE) == "margin"


def test_long_words_take_more_room_than_short_ones(make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE + "Klimaanpassung " * 80 + "\n\n") == "margin"
    assert grid(make_brief, QUOTE + "Klimaanpassung " * 100 + "\n\n") == "hanging"


def test_the_number_of_pages_with_side_matter_counts_and_not_its_amount(make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE * 3 + words(600) + words(300)) == "hanging"
    assert grid(make_brief, QUOTE + words(300) + QUOTE + words(600)) == "margin"


def test_side_matter_takes_no_room_in_the_text(make_brief: MakeBrief) -> None:
    assert grid(make_brief, f"/// pull-quote\n{words(60)}///\n\n{words(210)}") == "margin"


@pytest.mark.parametrize(
    ("takes", "room"),
    [
        ("![A drawing](a.svg)\n{: .wide }\n\n", 100),  # three tenths of a page
        ("/// table | a.csv\n///\n\n", 100),
        ("| A |\n|---|\n" + "| b |\n" * 11 + "\n", 100),  # each row takes a fortieth of a page
    ],
    ids=["figure", "exhibit", "rows"],
)
def test_figures_and_rows_of_tables_take_room(takes: str, room: int, make_brief: MakeBrief) -> None:
    assert grid(make_brief, takes + QUOTE + words(room - 2)) == "margin"
    assert grid(make_brief, takes + QUOTE + words(room + 2)) == "hanging"


def test_all_sections_that_are_printed_count(make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE + words(200), other=f"# Other\n\n{words(60)}") == "hanging"
    assert grid(make_brief, QUOTE + words(200), other=f"---\nshort: Short.\n---\n# Other\n\n{words(60)}") == "hanging"


def test_a_brief_of_twelve_pages_is_a_paper(make_brief: MakeBrief) -> None:
    limit = "editions: {full: {pages: 12}}\n"
    assert grid(make_brief, words(4219), settings=limit) == "hanging"
    assert grid(make_brief, words(4230), settings=limit) == "paper"
    assert grid(make_brief, (words(340) + QUOTE) * 13, settings=limit) == "paper"


def test_a_brief_that_may_not_have_twelve_pages_is_no_paper(make_brief: MakeBrief) -> None:
    assert grid(make_brief, words(4300), settings="editions: {full: {pages: 11}}\n") == "hanging"
    assert grid(make_brief, words(4300)) == "hanging"  # up to 4 pages
    assert grid(make_brief, words(4300), settings="editions: {full: {pages: even}}\n") == "paper"


def test_one_page_has_two_columns(make_brief: MakeBrief) -> None:
    one = "editions: {full: {pages: 1}, memo: {like: full, pages: 1}}\n"
    for name in ("full", "memo", "photocopy"):
        assert grid(make_brief, QUOTE + words(100), name, one) == "one-page"


@pytest.mark.parametrize("name", ["handout", "large-print", "proof", "screen"])
def test_an_edition_with_a_layout_of_its_own_has_columns_of_its_own(name: str, make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE, name) == "own"


@pytest.mark.parametrize("name", ["photocopy", "print-shop"])
def test_photocopy_and_print_shop_have_the_grid_of_the_full_edition(name: str, make_brief: MakeBrief) -> None:
    assert grid(make_brief, QUOTE, name) == "margin"
    assert grid(make_brief, "Text.\n", name) == "hanging"


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_has_a_margin_column_or_none(look: str, make_brief: MakeBrief) -> None:
    margin = "margin" if LOOKS[look].margin_column else "hanging"
    assert grid(make_brief, QUOTE, settings=f"look: {look}\n") == margin
