"""What is set beside the text or kept with it on each grid: heads, key figures, pull quotes, lists of addressees."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from brief import build
from brief.compose.sides import BELOW_ITEM, LONG_GROUP
from brief.load import load
from brief.model import Grid
from tests.compose.composing import composed
from tests.conftest import MakeBrief

QUOTE = "/// pull-quote\nSaid.\n///\n\n"
ALL: tuple[Grid, ...] = ("margin", "hanging", "paper", "folded", "one-page")


def figure(number: int) -> str:
    return f"/// key-figure | {number}\nthings\n///\n\n"


def page(make_brief: MakeBrief, files: Mapping[str, str | bytes], grid: Grid, name: str = "full") -> str:
    """The body of an edition on a grid, in one line and without ``data-source``."""
    brief, texts, _ = build.read(load(make_brief(files))[0])
    html = re.sub(r"[ \n]+", " ", composed(brief, texts, name=name, grid=grid)).partition("<body")[2]
    return re.sub(r' data-(?:source|read)="[^"]*"', "", html)


def section(html: str, name: str = "part") -> str:
    (inside,) = re.findall(rf'<section class="[a-z -]+" id="{name}"> ?(.*?) ?</section>', html)
    return str(inside)


def row(html: str) -> list[str]:
    """The numbers of the key figures in the row above all sections."""
    (inside,) = re.findall(r'<div class="figures"><div class="row">(.*?)</div></div>', html) or [""]
    return re.findall(r'<p class="number">(\d+)</p>', inside)


def opening(make_brief: MakeBrief, text: str, grid: Grid = "hanging", **files: str | bytes) -> str:
    """The opening of a section: its head and the text beside it; empty when the head is set over the text."""
    (inside,) = re.findall(
        r'^<div class="opening"> (.*?) ?</div>(?= ?<|$)',
        section(page(make_brief, {"part.md": text, **files}, grid)).replace("</div> </div>", "</div></div>"),
    ) or [""]
    return str(inside)


@pytest.mark.parametrize("grid", ["hanging", "paper"])
def test_a_head_stands_beside_the_first_paragraph_of_its_section(grid: Grid, make_brief: MakeBrief) -> None:
    inside = section(page(make_brief, {"part.md": "# Head\n\nFirst.\n\nSecond.\n"}, grid))
    number = '<span class="section-number" data-head="1 Head">1</span>'
    head = f'<h2 data-head="1 Head">{number} Head</h2>' if grid == "paper" else "<h2>Head</h2>"
    assert inside == f'<div class="opening"> {head} <p>First.</p> </div> <p>Second.</p>'


@pytest.mark.parametrize("grid", ["margin", "folded", "one-page"])
def test_on_grids_without_hanging_heads_a_head_is_set_over_its_text(grid: Grid, make_brief: MakeBrief) -> None:
    html = page(make_brief, {"part.md": "# Head\n\nFirst.\n\nSecond.\n"}, grid)
    assert 'class="opening"' not in html
    assert "<h2>Head</h2> <p>First.</p><p>Second.</p>" in html


@pytest.mark.parametrize("text", ["- One.\n- Two.\n", "1. One.\n2. Two.\n", "One.\n: Two.\n"])
def test_a_head_stands_beside_a_list_too(text: str, make_brief: MakeBrief) -> None:
    assert "One." in opening(make_brief, f"# Head\n\n{text}\nSecond.\n")


def test_one_smaller_head_joins_the_opening_and_two_prevent_it(make_brief: MakeBrief) -> None:
    first = opening(make_brief, "# Head\n\n## Small\n\nFirst.\n\nSecond.\n")
    assert re.sub(r' id="[^"]*"', "", first) == "<h2>Head</h2> <h3>Small</h3><p>First.</p>"
    assert opening(make_brief, "# Head\n\n## Small\n\n### Smaller\n\nFirst.\n") == ""


FIRST = {
    "table": "| A | B |\n|---|---|\n| c | d |\n",
    "figure": "![A drawing](a.svg)\n",
    "box": "/// box | A box\nWords.\n///\n",
    "quote": "> Words of others.\n",
    "long": "word " * 231 + "\n",
    "long list": ("- " + "word " * 20 + "\n") * 7,
}


@pytest.mark.parametrize("first", FIRST.values(), ids=FIRST)
def test_a_head_is_set_over_a_first_block_that_is_not_text_or_too_long(first: str, make_brief: MakeBrief) -> None:
    svg = {"a.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>'}
    assert opening(make_brief, f"# Head\n\n{first}\nText.\n", "hanging", **svg) == ""


def test_a_head_hangs_beside_a_paragraph_of_a_third_of_a_page(make_brief: MakeBrief) -> None:
    assert opening(make_brief, f"# Head\n\n{'word ' * 230}\n") != ""


@pytest.mark.parametrize(
    ("head", "hangs"),
    [
        ("Sixteen letters.", True),  # fills one line
        ("Seventeen letters", True),  # two lines
        ("What the United Nations found", True),
        ("What the United Nations found there and then, and what not", False),  # four lines
        ("Internationalization", False),  # a word that is longer than a line
        ("정치범수용소에서의 실태", False),  # a Korean letter is as wide as two others
        ("수용소의 실태", True),
    ],
)
def test_a_head_hangs_where_it_takes_no_more_than_three_lines(head: str, hangs: bool, make_brief: MakeBrief) -> None:
    assert (opening(make_brief, f"# {head}\n\nText.\n") != "") == hangs


def test_a_side_note_of_the_first_paragraph_is_inside_the_opening(make_brief: MakeBrief) -> None:
    files = {"part.md": f"# Head\n\nFirst.\n\n{figure(7)}Second.\n"}
    inside = section(page(make_brief, files, "hanging"))
    assert inside.startswith('<div class="opening"> <h2>Head</h2> <div class="beside"><aside class="key-figure side">')
    assert inside.endswith("<p>First.</p></div> </div> <p>Second.</p>")


def test_the_note_of_an_opening_has_its_number_before_those_below(make_brief: MakeBrief) -> None:
    text = "# Head\n\nFirst.[^a]\n\nSecond.[^b]\n\n[^a]: A.\n[^b]: B.\n"
    inside = section(page(make_brief, {"part.md": text}, "hanging"))
    assert re.findall(r'class="footnote" id="note/part/(\w)"', inside) == ["a", "b"]


def test_heads_of_recommendations_and_of_the_summary_do_not_hang(make_brief: MakeBrief) -> None:
    files = {"summary.md": "# S\n\nText.\n", "recommendations.md": "# R\n\nText.\n\n1. Do.\n"}
    assert 'class="opening"' not in page(make_brief, files, "hanging")


def test_the_opening_of_the_author_section_holds_its_head_and_the_card(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": "title: A\nauthors: [{name: Ana Example}]\n", "author.md": "# Author\n\nText.\n\nMore.\n"}
    inside = section(page(make_brief, files, "hanging"), "author")
    assert inside.startswith('<div class="opening"><h2>Author</h2> <div class="card">')
    assert inside.endswith("<p>Text.</p></div><p>More.</p>")


@pytest.mark.parametrize(
    ("grid", "figures", "in_row"),
    [
        ("margin", 4, []),
        ("hanging", 1, []),  # a single figure is set in the indent
        ("hanging", 2, ["1", "2"]),
        ("hanging", 4, ["1", "2", "3"]),
        ("paper", 3, ["1", "2", "3"]),
        ("folded", 1, ["1"]),
        ("one-page", 1, ["1"]),
        ("one-page", 4, ["1", "2", "3"]),
    ],
)
def test_key_figures_stand_in_a_row_where_there_is_no_column_for_them(
    grid: Grid, figures: int, in_row: list[str], make_brief: MakeBrief
) -> None:
    text = "".join(f"Text.\n\n{figure(number)}" for number in range(1, figures + 1))
    html = page(make_brief, {"part.md": f"# Head\n\n{text}"}, grid)
    assert row(html) == in_row
    numbers = re.findall(r'<p class="number">(\d+)</p>', html)
    assert sorted(numbers) == [str(number) for number in range(1, figures + 1)]  # none is lost or printed twice
    assert html.count('class="key-figure side"') == figures - len(in_row)


@pytest.mark.parametrize("grid", ["hanging", "folded"])
def test_the_row_takes_the_figures_of_all_sections_in_their_order(grid: Grid, make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nsections: [summary, part]\n",
        "summary.md": f"# S\n\nText.\n\n{figure(2)}",
        "part.md": f"# P\n\nText.\n\n{figure(1)}Text.\n\n{figure(3)}Text.\n\n{figure(4)}",
    }
    html = page(make_brief, files, grid)
    assert row(html) == ["2", "1", "3"]
    assert html.index('class="figures"') < html.index("<h2>S</h2>")


def test_the_note_of_a_figure_in_the_row_is_the_first(make_brief: MakeBrief) -> None:
    first = "/// key-figure | 7\nthings[^b]\n///\n\n"
    text = f"# P\n\nText.[^a]\n\n{first}{figure(8)}[^a]: A.\n[^b]: B.\n"
    html = page(make_brief, {"part.md": text}, "hanging")
    assert html.index('id="note/part/b"') < html.index('id="note/part/a"')


@pytest.mark.parametrize("grid", ALL)
def test_pull_quotes_are_printed_only_in_a_margin_column(grid: Grid, make_brief: MakeBrief) -> None:
    html = page(make_brief, {"part.md": f"# Head\n\nText.\n\n{QUOTE}More.\n", "summary.md": f"Text.\n\n{QUOTE}"}, grid)
    assert html.count("Said.") == (2 if grid == "margin" else 0)
    assert "More." in html


@pytest.mark.parametrize(("arguments", "expected"), [(3, ["1", "2", "3"]), (9, [])])
def test_key_figures_taller_than_the_summary_form_a_row(
    arguments: int, expected: list[str], make_brief: MakeBrief
) -> None:
    text = "- An argument of the usual length, which takes two lines beside the figures.\n" * arguments
    summary = f"{text}\n" + figure(1) + figure(2) + figure(3)
    assert row(page(make_brief, {"summary.md": summary, "part.md": "# T\n\nText.\n"}, "margin")) == expected


@pytest.mark.parametrize("grid", ALL)
def test_no_side_note_of_the_summary_is_lost(grid: Grid, make_brief: MakeBrief) -> None:
    figures = "".join(map(figure, range(1, 6)))
    html = page(make_brief, {"summary.md": f"Text.\n\n{figures}/// qr | https://example.org/\nScan.\n///\n"}, grid)
    assert sorted(re.findall(r'<p class="number">(\d)</p>', html)) == ["1", "2", "3", "4", "5"]
    assert html.count("Scan.") == 1


@pytest.mark.parametrize("grid", ALL)
def test_an_addressee_without_an_ask_is_named_in_the_summary(grid: Grid, make_brief: MakeBrief) -> None:
    files = {"brief.yaml": "title: A\naddressee: the Senate\n", "summary.md": "Text.\n"}
    assert section(page(make_brief, files, grid), "summary").count("To the Senate") == 1
    files["brief.yaml"] += "ask: Do it.\n"
    html = page(make_brief, files, grid)
    assert '<div class="ask"> <p class="to">To the Senate</p><p>Do it.</p></div>' in html
    assert html.count("To the Senate") == html.count("Do it.") == 1


ASKS = "# Asks\n\nWhy so.\n\n## To A\n\n1. Do.\n2. Go.\n\n## To B\n\nOf them:\n\n3. Stop.\n"


@pytest.mark.parametrize("grid", ALL)
def test_the_recommendations_to_one_addressee_form_a_group(grid: Grid, make_brief: MakeBrief) -> None:
    inside = section(page(make_brief, {"recommendations.md": ASKS}, grid), "recommendations")
    bare = re.sub(r' (?:id|start|style)="[^"]*"', "", inside)
    assert (
        '<p>Why so.</p><div class="addressee"><h3>To A</h3>'
        "<ol><li><strong>Do.</strong></li><li><strong>Go.</strong></li></ol></div>"
        '<div class="addressee"><h3>To B</h3><p>Of them:</p><ol><li><strong>Stop.</strong></li></ol></div>'
    ) in bare


@pytest.mark.parametrize(("name", "groups"), [("proof", 2), ("large-print", 2), ("screen", 0), ("handout", 0)])
def test_only_editions_that_break_over_pages_group_recommendations_by_addressee(
    name: str, groups: int, make_brief: MakeBrief
) -> None:
    assert page(make_brief, {"recommendations.md": ASKS}, "own", name).count('class="addressee') == groups


def groups(make_brief: MakeBrief, *words: int, grid: Grid = "hanging") -> list[str]:
    """The classes of the groups of recommendations, one for each addressee, with these numbers of words."""
    asks = "".join(
        f"## To {name}\n\n1. {'word ' * (number - 1)}\n\n" for name, number in zip("ABC", words, strict=False)
    )
    inside = section(page(make_brief, {"recommendations.md": f"# Asks\n\n{asks}"}, grid), "recommendations")
    return re.findall(r'<div class="(addressee[^"]*)">', inside)


def test_a_long_group_may_break(make_brief: MakeBrief) -> None:
    assert groups(make_brief, LONG_GROUP - BELOW_ITEM, 110) == ["addressee", "addressee"]
    assert groups(make_brief, LONG_GROUP - BELOW_ITEM + 1, 110) == ["addressee long", "addressee"]
    assert groups(make_brief, 30) == ["addressee"]


def test_in_two_columns_a_group_with_most_of_the_words_may_break_too(make_brief: MakeBrief) -> None:
    assert groups(make_brief, 30, 30, grid="folded") == ["addressee", "addressee"]
    assert groups(make_brief, 60, 40, grid="folded") == ["addressee", "addressee"]
    assert groups(make_brief, 62, 40, grid="folded") == ["addressee long", "addressee"]
    assert groups(make_brief, 62, 40) == ["addressee", "addressee"]
    assert groups(make_brief, 30, grid="one-page") == ["addressee long"]


def test_recommendations_without_addressees_are_not_grouped(make_brief: MakeBrief) -> None:
    inside = section(page(make_brief, {"recommendations.md": "# Asks\n\n1. Do.\n"}, "hanging"), "recommendations")
    assert "addressee" not in inside


@pytest.mark.parametrize("grid", ["folded", "one-page"])
def test_in_two_columns_sections_of_prose_share_their_columns(grid: Grid, make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nsections: [summary, one, two, recommendations]\n",
        "summary.md": "Text.\n",
        "one.md": "# One\n\nText.\n",
        "two.md": "# Two\n\nText.\n",
        "recommendations.md": "# Asks\n\n1. Do.\n",
    }
    html = page(make_brief, files, grid)
    between = html.partition("<h2>One</h2>")[2].partition("<h2>Two</h2>")[0]
    assert between.strip() == '<p>Text.</p> <div id="two"></div>'
    assert html.count('<div class="columns">') == 3
    assert html.count('<div class="parting"></div>') == 2


def test_pull_quotes_across_the_column_follow_all_recommendations(make_brief: MakeBrief) -> None:
    asks = f"# R\n\n## To one\n\n1. Do.\n\n{QUOTE}2. Act.\n\n## To two\n\n3. Go.\n"
    files = {
        "brief.yaml": "title: A\nlook: ledger\nsections: [part, recommendations]\n",
        "part.md": f"# P\n\nFirst.\n\n{QUOTE}Second.\n",
        "recommendations.md": asks,
    }
    html = page(make_brief, files, "hanging")
    quote = '<aside class="pull-quote across"><blockquote><p>Said.</p></blockquote></aside>'
    assert section(html).endswith(f"</div> {quote}<p>Second.</p>")
    assert re.search(rf"</li> ?</ol></div>{quote} ?</section>", html)


def test_in_large_print_pull_quotes_follow_all_recommendations_too(make_brief: MakeBrief) -> None:
    asks = f"# R\n\n## To one\n\n1. Do.\n\n{QUOTE}2. Act.\n\n## To two\n\n3. Go.\n"
    html = page(make_brief, {"recommendations.md": asks}, "own", "large-print")
    assert html.index("Act.") < html.index("Go.") < html.index("Said.")


@pytest.mark.parametrize("grid", ["margin", "one-page"])
def test_a_section_keeps_its_own_layout_in_one_column_and_in_two(grid: Grid, make_brief: MakeBrief) -> None:
    own = {"styles/layouts/own.html": "<h2>Own</h2>{{ section.blocks }}"}
    html = page(make_brief, {"part.md": "---\nlayout: own\n---\n# Head\n\nText.\n", **own}, grid)
    assert section(html) == "<h2>Own</h2><p>Text.</p>"
