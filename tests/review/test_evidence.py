"""Which numbers need a source of their own."""

from __future__ import annotations

import pytest

from tests.conftest import MakeBrief
from tests.review.test_review import CLEAN, found

FIGURE = """\
The paragraph.

**Figure 3: Families in camps**

Source: Report of the commission.

"""
CHART = "/// chart | camps.csv\nkind: bar\nid: camps\nsource: board papers\ntitle: Families\n///\n\n"
DRAWN = '![A chart](chart.svg "Families in camps.[@coi2014]"){: #camps}\n\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A chart</title><path d="M0 0h9v9z"/></svg>'


def numbers(make_brief: MakeBrief, text: str) -> list[str]:
    """The places of the numbers without a source in a summary with this text."""
    lines = found(make_brief, {**CLEAN, "summary.md": text, "chart.svg": SVG, "camps.csv": "Camp,Families\nA,1\nB,2\n"})
    return [line.split(": ")[0].removeprefix("content/summary.md:") for line in lines if "unsourced-number" in line]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIGURE}As Figure 3 shows, 120,000 people are held. Some 14,000 of them are children.",
        f"Some 14,000 are held, as figure 3 shows.\n\n{FIGURE}",
        "**Figure 3: Some 14,000 families**. Sources: Report of the commission.",
        f"{DRAWN}As @fig:camps shows, 120,000 people are held. Some 14,000 of them are children.",
        f"{CHART}In 14,000 of them nobody came (@fig:camps).",
        "Senate File 610, HB 2417 and interview 17 say so.",
        "- A [report](https://a.org) came. It has 14,000 names.",
        "Notes: Some 120,000 are held. Of these 14,000 are children.",
        "They held dozens and scores of them.",
        "They gave two long speeches on this:\n\n- one\n- another",
        "## Example 2: A family\n\nThey pay 450 a month.\n\n### The sum\n\nIt is 5,400.",
    ],
)
def test_a_number_with_a_figure_or_in_a_sourced_item_or_an_example_needs_no_source(
    make_brief: MakeBrief, text: str
) -> None:
    assert numbers(make_brief, text) == []


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("**Figure 3: Families**\n\nAs Figure 3 shows, 14,000 are held.", ["3:20"]),
        (f"{FIGURE}Some 120,000 are held. As Figure 3 shows, they are children.", ["7:6"]),
        (f"{FIGURE}As Figure 31 shows, 14,000 are held.", ["7:21"]),
        (f"{FIGURE}As Figure 3 shows, it is so.\n\nSome 14,000 are held.", ["9:6"]),
        ("## Example\n\nThey pay 450.\n\n## The law\n\nThey pay 450.", ["7:10"]),
        ("A [report](https://a.org) came. It has 14,000 names.", ["1:40"]),
        ("- A [report](https://a.org) came.\n- It has 14,000 names.", ["2:10"]),
        ("They gave two speeches: one on Monday.", ["1:11"]),
        ("For example, 14,000 are held.", ["1:14"]),
    ],
)
def test_other_numbers_need_a_source(make_brief: MakeBrief, text: str, places: list[str]) -> None:
    assert numbers(make_brief, text) == places


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("As of June 2022, it had dropped sharply last year.", 0),
        ("It was so in June 2022. It dropped last year.", 1),
        ("It was so in 2022 and dropped last year.", 1),
    ],
)
def test_a_month_and_a_year_define_what_last_year_means(make_brief: MakeBrief, text: str, count: int) -> None:
    lines = found(make_brief, {**CLEAN, "summary.md": f"{text}\n"})
    assert sum("time-relative" in line for line in lines) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“They took us all,” she said.\n\n“They took the children in the night too.”", 0),
        ("They came.\n\n“They took the children in the night too.”", 1),
        ("> They took the children in the night too.\n>\n> -- A member in the north", 0),
        ("> They took the children in the night too.\n>\n> They took us all, and our grain.\n>\n> — J., aged 33", 0),
        ("> They took the children in the night too.\n\n-- A member in the north", 1),
    ],
)
def test_a_quotation_has_its_speaker_in_the_paragraph_before_or_in_its_last_line(
    make_brief: MakeBrief, text: str, count: int
) -> None:
    lines = found(make_brief, {**CLEAN, "summary.md": f"{text}\n"})
    assert sum("unsourced-quotation" in line for line in lines) == count


@pytest.mark.parametrize(
    ("head", "total", "count"),
    [("People", "90", 1), ("People (%)", "45", 0), ("People (%)", "100", 1), ("Held", "45%", 0)],
)
def test_percentages_are_added_only_where_they_are_parts_of_a_whole(
    make_brief: MakeBrief, head: str, total: str, count: int
) -> None:
    rows = "".join(f"| {name} | {value} |\n" for name, value in (("A", 40), ("B", 50), ("C", 30), ("Total", total)))
    lines = found(make_brief, {**CLEAN, "summary.md": f"Text.[@coi2014]\n\n| A | {head} |\n|---|---|\n{rows}"})
    assert len([line for line in lines if "total-wrong" in line]) == count
