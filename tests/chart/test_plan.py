"""The text alternative of a chart."""

from __future__ import annotations

import pytest

from tests.chart.drawing import svg

DESKS = "Year,Rulers,Pencils\n2014,10,3\n2015,12,\n2016,1007,9"

SAID = {
    "a line": (
        "en",
        {"kind": "line", "unit": "Things on a desk"},
        "Line chart: More rulers than pencils, Things on a desk. Year: from 2014 to 2016."
        " Rulers: highest 1,007 (2016), lowest 10 (2014), last 1,007 (2016)."
        " Pencils: highest 9 (2016), lowest 3 (2014), last 9 (2016), no data: 2015.",
    ),
    "a line in French": (
        "fr",
        {"kind": "line", "y": "Rulers"},
        "Courbe\xa0: More rulers than pencils. Year\xa0: de 2014 à 2016."
        " Rulers\xa0: maximum 1\u202f007 (2016), minimum 10 (2014), dernière valeur 1\u202f007 (2016).",
    ),
    "a line with a gap in French": (
        "fr",
        {"kind": "line", "y": "Pencils"},
        "Courbe\xa0: More rulers than pencils. Year\xa0: de 2014 à 2016."
        " Pencils\xa0: maximum 9 (2016), minimum 3 (2014), dernière valeur 9 (2016), pas de données\xa0: 2015.",
    ),
    "years in the order of their bars, of which none is last": (
        "en",
        {"kind": "bar", "y": "Pencils", "sort": "descending"},
        "Bar chart: More rulers than pencils. Year: from 2014 to 2016."
        " Pencils: highest 9 (2016), lowest 3 (2014), no data: 2015.",
    ),
    "columns in Korean": (
        "ko",
        {"kind": "column", "y": "Rulers"},
        "세로 막대그래프: More rulers than pencils. Year: 2014부터 2016까지."
        " Rulers: 최고 1,007 (2016), 최저 10 (2014), 마지막 1,007 (2016).",
    ),
    "the editor's own words": ("en", {"kind": "bar", "alt": "Rulers win."}, "Rulers win."),
}


@pytest.mark.parametrize(("language", "options", "said"), SAID.values(), ids=SAID)
def test_the_text_alternative_names_the_chart_and_its_highest_lowest_and_last_values(
    language: str, options: dict[str, str], said: str
) -> None:
    assert svg(DESKS, language, "More rulers than pencils", **options)[0].text == said


def test_names_are_listed_instead_of_a_span() -> None:
    picture = svg("Desk,Rulers\nLeft,10\nRight,12", kind="bar")
    assert picture[0].text == "Bar chart. Desk: Left, Right. Rulers: highest 12 (Right), lowest 10 (Left)."
