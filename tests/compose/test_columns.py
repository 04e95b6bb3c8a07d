"""Tables: numbers at their decimal signs, groups of rows, and the paragraphs that introduce them."""

from __future__ import annotations

import re
from unittest.mock import ANY
from xml.etree.ElementTree import Element, fromstring

import pytest

from brief.compose.columns import Room, ease_reading, is_stacked
from brief.compose.trees import words_of
from brief.model import Box, Run
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

WORDS = {"number": "1,234.5"}
FRENCH = {"number": "1\u202f234,5"}


def column(cells: list[str], words: dict[str, str] = WORDS) -> list[str]:
    """The invisible padding behind each cell of a right-aligned column."""
    rows = "".join(f'<tr><td class="align-right">{cell}</td></tr>' for cell in cells)
    tree = fromstring(f"<div><table><tbody>{rows}</tbody></table></div>")
    ease_reading(tree, words, calls_are_raised=True)
    return [cell.get("data-pad", "") for cell in tree.iter("td")]


@pytest.mark.parametrize(
    ("cells", "pads"),
    [
        (["12", "304.80", "914.4", "20,116.80", "−3"], [".00", "", "0", "", ".00"]),
        (["3%", "12.75%", "100", "–", "n/a", ""], [".00", "", ".00%", ".00%", ".00%", ".00%"]),
        (["$1.25", "$12", "(3.5)", "~3.25 m"], [" m", ".00 m", "0", ""]),
        (["1.5 million", "12.5", "4–5", "three", "2"], ["", "", "", "", ".0"]),
        (["12", "13", "1,400"], ["", "", ""]),
        (["<strong>12</strong>", "1.5<span data-note='n' />"], [".0", ""]),
        (["12<span data-cites='aside'>x</span>", "1.5"], ["", ""]),
    ],
)
def test_numbers_are_padded_with_the_decimals_and_units_that_they_lack(cells: list[str], pads: list[str]) -> None:
    got = column(cells)
    assert [pad for pad, cell in zip(got, cells, strict=True)] == pads


def test_in_french_numbers_are_padded_with_decimals_after_a_comma() -> None:
    assert column(["12", "1\u202f234,5", "3,25\u202f%"], FRENCH) == [",00\u202f%", "0\u202f%", ""]


def groups(rows: list[str]) -> list[int]:
    """The numbers (from 1) of the rows with a rule above them; bars separate the cells of each row."""
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows)
    tree = fromstring(f"<div><table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table></div>")
    ease_reading(tree, WORDS, calls_are_raised=True)
    return [at for at, row in enumerate(tree.iter("tr"), 1) if row.get("class") == "group"]


@pytest.mark.parametrize(
    ("rows", "ruled"),
    [
        (["a|1"] * 12, []),
        (["a|1"] * 13, [6, 11]),
        (["a|1"] * 16, [6, 11]),
        (["a|1"] * 17, [6, 11, 16]),
        (["A|", "a|1", "b|2", "B|", "c|3"], [4]),
        (["a|1", "b|2", "<strong>All</strong>|3"], [3]),
        (["<strong>a</strong>|1"] * 3, []),
        (["<strong>a</strong> b|1", "a|1"], []),
    ],
)
def test_rules_stand_between_groups_or_each_fifth_row(rows: list[str], ruled: list[int]) -> None:
    assert groups(rows) == ruled


def introduces(paragraph: str) -> str:
    tree = fromstring(f'<div><p>{paragraph}</p><div class="table" id="t"><table><tbody /></table></div></div>')
    ease_reading(tree, WORDS, calls_are_raised=True)
    paragraph_: Element = tree[0]
    return paragraph_.get("class", "")


def test_a_paragraph_with_a_colon_or_the_name_of_a_table_introduces_it() -> None:
    assert introduces("These are the numbers:") == "introduces announces"
    assert introduces('They are public (<a href="#t" data-ref="t" />).') == "introduces"
    assert not introduces('They are public (<a href="#u" data-ref="u" />).')
    assert not introduces("Words.")
    assert not introduces(f"{'Words of a long paragraph. ' * 20}:")


TABLE = """
| A | Pounds | Tons |
|---|-------:|-----:|
| x | 1,204.25 | 2.5[^n] |
| y | 3.5 | 11 |
| z | 12 | – |

[^n]: A note.
"""


def test_numbers_are_aligned_at_their_decimal_signs_and_copied_as_typed(make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": f"# T\n\n{TABLE}"}))
    runs = {run.text.strip("\u202f\u2060"): run for page in made.measured.pages for run in page.texts}
    digit = runs["12"].width / 2
    assert _end(runs["1,204.25"]) - _end(runs["3.5"]) == pytest.approx(digit)
    assert _end(runs["3.5"]) - _end(runs["12"]) == pytest.approx(runs["3.5"].width - digit)
    assert runs["11"].x + digit == pytest.approx(runs["2.5"].x, abs=0.1)  # 2.5 calls a note
    cells = [cell.text for cell in read(made.pdf).root.all("TD")]
    assert cells == ["x", "1,204.25", "2.5\u202f11\u2002A note.", "y", "3.5", "11", "z", "12", "–"]


def _end(run: Box | Run) -> float:
    return run.x + run.width


ROUTES = """
| Route | From a station | Cost a year ($ million) | Passengers in a usual week |
|---|---|--:|--:|
| N1 Harbor | Central Station | 1.1 | 4,900 |
| N2 Hospital | Cannery and Docks | 1.4 | 6,150 |
"""


@pytest.mark.parametrize(
    ("edition", "whole"), [("full", True), ("proof", True), ("large-print", False), ("screen", False)]
)
def test_cells_that_have_room_side_by_side_are_kept_on_one_line_below_heads_of_several(
    edition: str, whole: bool, make_brief: MakeBrief
) -> None:
    folder = make_brief({"part.md": f"# T\n\n{ROUTES}"})
    html = built.on_screen(folder).html.decode() if edition == "screen" else built.built(folder, edition).html
    for cell in ("Central Station", "Cannery and Docks"):
        assert (f'<td class="whole">{cell}</td>' in html) == whole
    assert '<span class="whole">($ million)</span>' in html


def test_cells_that_have_no_room_side_by_side_may_be_broken(make_brief: MakeBrief) -> None:
    wide = ROUTES.replace("Central Station", "Central Station, the platforms behind the old market hall")
    html = built.built(make_brief({"part.md": f"# T\n\n{wide}"})).html
    assert "<td>Cannery and Docks</td>" in html


LAWS = [
    ["Law", "Trigger", "Water", "Rest"],
    ["California", "80 and 95 degrees", "1 quart an hour", "Preventative, five minutes"],
    ["Qatar", "32 degrees", "Free and cool", "A ban at midday in the summer months"],
    ["Spain", "A warning", "–", "Shorter hours"],
]


def shares(rows: list[list[str]], room: int, narrow: float = 1) -> list[float]:
    """The widths of the columns of a table in percent, when a row has room for so many letters."""
    head, *others = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{row}</tr>" for row in others)
    tree = fromstring(f"<div><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")
    ease_reading(tree, WORDS, calls_are_raised=True, room=Room(room, room, narrow))
    return [float(re.findall(r"[0-9.]+", column.get("style", ""))[0]) for column in tree.iter("col")]


def test_columns_get_the_widths_at_which_rows_have_the_fewest_lines() -> None:
    # With these 10, 10, 15 and 18 letters, two rows have two lines, and the last one has one. By the longest cells
    # alone, the third column would have 9 letters, and "1 quart an hour" three lines.
    assert shares(LAWS, 66) == [21.0, 21.0, 29.0, 29.0]
    assert shares(LAWS, 60, narrow=1.1) == shares(LAWS, 66)  # in a narrow face
    assert shares(LAWS, 40) == []  # no room for the longest words
    assert shares(LAWS, 99) == []  # every cell has room on one line
    assert shares([[*row, ""] if row[0] == "Law" else row for row in LAWS], 66) == []  # columns are not clear
    assert shares(LAWS[:1] + LAWS[1:] * 9, 66) == []  # too long to be tried


def test_in_cells_only_short_numbers_are_kept_with_their_units(make_brief: MakeBrief) -> None:
    rule = "Above 32.1 °C the platforms close by 8 September of every year, § 13-40-110.5"
    wide = ROUTES.replace("Central Station", rule)
    html = built.built(make_brief({"part.md": f"# T\n\n{wide}"})).html
    assert re.findall(r'<span class="whole">(.*?)</span>', html) == ["($ million)", "32.1 °C", "§ 13-40-110.5", ANY]


def test_a_table_in_a_column_of_a_handout_does_not_reach_beyond_it(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": "title: A\nsections: [summary, recommendations]\n", "recommendations.md": "# R\n\n1. Do.\n"}
    rows = ROUTES.replace("Cannery and Docks", "Cannery, Docks and Fisheries")
    made = built.built(make_brief({**files, "summary.md": f"# S\n\n- One.\n\n{rows}"}), "handout")
    page = made.measured.pages[0]
    table, *_ = (box for box in page.boxes if "table" in box.classes)
    column = next(box for box in page.boxes if "summary" in box.classes)
    assert max(run.right for run in page.texts if table.y < run.y < table.foot) <= column.right + 0.5


def test_a_table_takes_its_introduction_along(make_brief: MakeBrief) -> None:
    rows = "".join(f"| a{n} | {n} |\n" for n in range(20))
    for lines in range(24, 34):
        text = "Words of a line.\n\n" * lines + f"The numbers are these:\n\n| A | B |\n|---|--:|\n{rows}"
        made = built.built(
            make_brief({"part.md": f"# T\n\n{text}", "brief.yaml": "title: A\neditions: {full: {pages: 4}}\n"})
        )
        pages = [{run.text for run in page.texts} for page in made.measured.pages]
        assert any({"The numbers are these:", "a0"} <= page for page in pages)


def test_the_number_and_message_of_a_chart_are_on_their_own_line_above_it(make_brief: MakeBrief) -> None:
    chart = "/// chart | a.csv\n    kind: bar\n    title: More rulers\n\nRulers in each town.\n///\n"
    made = built.built(make_brief({"a.csv": "Town,Rulers\nA,1\nB,2\n", "part.md": f"# T\n\n{chart}"}))
    runs = {run.text.strip(): run for page in made.measured.pages for run in page.texts}
    label, message, below = runs["Figure 1."], runs["More rulers."], runs["Rulers in each town."]
    assert label.y == message.y < below.y
    assert label.x == below.x
    assert below.y < min(picture.y for page in made.measured.pages for picture in page.pictures)


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("What it shows", True),
        ("What it *shows*[^n]", True),
        ("**What** it shows", True),
        ("What it **shows**", True),
        ("What it shows[@act, pp. 5-14, and 20]", True),
        ("What it shows. In 2014", False),
        ("What it shows, " * 9 + "and", False),
    ],
)
def test_a_title_alone_is_the_message(title: str, marked: bool, make_brief: MakeBrief) -> None:
    text = f"# T\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: {title}\n\n[^n]: Note.\n"
    source = "- id: act\n  type: report\n  title: The Act\n  issued: 2004\n"
    settings = "title: A\nsources: sources.yaml\nsections: [part]\n"
    made = built.built(make_brief({"brief.yaml": settings, "part.md": text, "sources.yaml": source}))
    assert ('<caption class="message-alone"' in re.sub(r' data-source="[^"]*"', "", made.html)) == marked


@pytest.mark.parametrize(
    ("title", "marked"),
    [
        ("What it shows. In 2014", "What it shows."),
        ("What it *shows*, June 2014. Two *books*", "What it shows, June 2014."),
        ("Of the U.S. Army. Two books", "Of the U.S. Army."),
        ("What it shows. **In** 2014", "What it shows."),
        ("What **it** shows. In 2014", "What it shows."),
        ("**What** it shows. In 2014", "What it shows."),
        ("What it shows (as in p. 12)", ""),
        ("What *it shows. In* 2014", ""),
    ],
)
def test_the_first_sentence_of_a_title_is_the_message(title: str, marked: str, make_brief: MakeBrief) -> None:
    made = built.built(make_brief({"part.md": f"# T\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: {title}\n"}))
    caption = fromstring(re.findall(r"<caption.*?</caption>", made.html, re.DOTALL)[0])
    message = caption.find("span[@class='message']")
    assert ("" if message is None else words_of(message)) == marked
    assert words_of(caption).replace("\xa0", " ") == f"Table 1. {title.replace('*', '')}"


@pytest.mark.parametrize(
    ("blocks", "stacked"),
    [
        ("<ul>{3}</ul>", True),
        ("<ol>{5}</ol>", True),
        ("<ul>{2}</ul>", False),
        ("<ul>{7}</ul>", False),
        ("<ul>{3}</ul><p>Words.</p>", False),
        ('<div class="addressee"><h3>To you</h3><ol>{1}</ol></div>', True),
        ('<div class="addressee"><h3>To you</h3><ol>{3}</ol></div><div class="addressee"><ol>{3}</ol></div>', False),
        ('<aside class="box"><p>Words.</p><ol>{3}</ol></aside>', False),
        ("<p>Words.</p>", False),
        ("", False),
    ],
)
def test_a_list_with_an_odd_number_of_items_is_not_set_in_two_columns(blocks: str, stacked: bool) -> None:
    items = ("<li>Words.</li>" * number for number in range(9))
    assert is_stacked(fromstring(f"<div>{blocks.format(*items)}</div>")) == stacked


@pytest.mark.parametrize(("count", "beside"), [(3, True), (4, False)])
def test_arguments_that_are_not_in_two_columns_have_their_head_beside_them(
    count: int, beside: bool, make_brief: MakeBrief
) -> None:
    settings = "title: A\neditions: {full: {pages: 1}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "summary.md": "# Why\n\n" + "- An argument.\n" * count}))
    (head,) = (run for page in made.measured.pages for run in page.texts if run.text == "Why")
    runs = [run for page in made.measured.pages for run in page.texts if run.text == "An argument."]
    assert len({round(run.x) for run in runs}) == (1 if beside else 2)
    assert (head.y < runs[0].y + 1 and head.right < runs[0].x) == beside


@pytest.mark.parametrize(("text", "stacked"), [("Words.", True), ("Words.\n\nMore.", False)])
def test_a_summary_of_one_paragraph_is_not_set_in_two_columns(text: str, stacked: bool, make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {full: {pages: 1}}\n"
    files = {"brief.yaml": settings, "summary.md": text, "author.md": "# Authors\n\nThey.\n"}
    html = built.built(make_brief(files)).html
    assert ("stacked" in html) == stacked
