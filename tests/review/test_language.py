"""Findings on sentences, words and the spaces between words."""

from __future__ import annotations

import pytest

from tests.conftest import MakeBrief
from tests.review.test_review import CLEAN, found

REST = "\n\n[^1]: A report of an office.\n"


def told(make_brief: MakeBrief, text: str, *rules: str) -> list[str]:
    """The places and messages of the findings by these rules on a summary with this text."""
    files = {**CLEAN, "summary.md": f"{text}{REST if '[^1]' in text else ''}"}
    parts = [line.partition("\n")[0].split(": ", 3) for line in found(make_brief, files)]
    return [f"{place.rpartition('summary.md:')[2]} {words}" for place, _, rule, words in parts if rule in rules]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They hold families.They left.", "1:11 a space is missing between 'families.' and 'They'"),
        ("They hold families,and they left.", "1:11 a space is missing between 'families,' and 'and'"),
        ("The camps[^1]hold families.", "1:5 a space is missing between 'camps' and 'hold'"),
        ("The camps,[^1]they say.", "1:5 a space is missing between 'camps,' and 'they'"),
        ("They hold the*real* families.", "1:11 a space is missing between 'the' and 'real'"),
        ("They see the[DOE](https://a.org) site.", "1:10 a space is missing between 'the' and 'DOE'"),
        ("They hold [men](https://a.org) and*women*.", "1:32 a space is missing between 'and' and 'women'"),
        ("They hold [many](https://a.org)families.", "1:12 a space is missing between 'many' and 'families'"),
    ],
)
def test_a_missing_space_is_reported_once_and_not_as_a_misspelling(
    make_brief: MakeBrief, text: str, expected: str
) -> None:
    assert told(make_brief, text, "space-missing", "spelling") == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "They hold [camp](https://a.org)s and un*believable* numbers.",
        "See www.Example.com, U.S.Weights, example.org,and box7@example.org.",
        "He said “They left.They came”.",
        "수용소[^1]는 넓다.",
        "They came at 5 p.m.They left.",
    ],
)
def test_other_words_without_a_space_between_them_are_not_reported(make_brief: MakeBrief, text: str) -> None:
    assert told(make_brief, text, "space-missing") == []


@pytest.mark.parametrize(
    ("behind", "count"),
    [
        ("Ann Bell, Cy Dove, Eva Fox, Gus Hill, Ida Jay, Ken Lee, Mia Nye, Oz Park, and Pia Rose", 0),
        ("they hold them behind wire for as long as the state wishes and they say no word of it", 1),
    ],
)
def test_a_list_of_names_does_not_make_a_sentence_too_long(make_brief: MakeBrief, behind: str, count: int) -> None:
    text = f"We would like to thank those who have read this: {behind}."
    assert len(told(make_brief, text, "sentence-long", "sentence-endless")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The tanker KUM UN SAN and the ships UN RYUL and EVER GLORY met.", 0),
        ("They asked UN OHCHR for help.", 1),
        ("They asked OHCHR for help.\n\nOHCHR\n:   the office for human rights", 0),
        ("Hana Electronics JVC and the IMF met.", 0),
    ],
)
def test_names_in_capitals_are_no_acronyms(make_brief: MakeBrief, text: str, count: int) -> None:
    assert len(told(make_brief, text, "acronym-undefined")) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They call it „guilt by blood“ and „songbun”.", []),
        (
            "They call it „guilt by blood and leave.",
            ["1:14 this quotation mark has no partner: …They call it „guilt by blood and…"],
        ),
        (
            "They call it “guilt by blood and leave.",
            ["1:14 this quotation mark has no partner: …They call it “guilt by blood and…"],
        ),
        ("Sie nennen es »Schuld« und „Erbe“.", []),
    ],
)
def test_a_low_opening_mark_has_its_partner_above(make_brief: MakeBrief, text: str, expected: list[str]) -> None:
    assert told(make_brief, text, "quote-alone") == expected
