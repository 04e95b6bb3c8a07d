"""Names, numbers and dates that stay on one line, in several languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from brief.compose.names import keep_names, keep_numbers
from brief.findings import Place
from brief.load import house, words
from tests import built
from tests.conftest import MakeBrief

GERMAN = {
    "months": "Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember",
    "numbered": "Artikel, Absatz, Resolution",
}


def kept(html: str, language: str, keep: Callable[[Element, Mapping[str, str]], object] = keep_names) -> list[str]:
    """The words that are kept together in a heading."""
    known = GERMAN if language == "de" else words.read(language, [house()], Place(Path("brief.yaml")))
    tree = fromstring(f"<h2>{html}</h2>")
    text = "".join(tree.itertext())
    keep(tree, known)
    assert "".join(tree.itertext()) == text
    return [span.text or "" for span in tree.iter("span")]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("A wall of 118 yards by June 8, 2018", ["118 yards", "June 8"]),
        ("How 25 million people and $3.5 billion went", ["25 million", "$3.5 billion"]),
        ("Public Law 108-333 and § 3, No. 5 or p. 7", ["Public Law 108-333", "§ 3", "No. 5", "p. 7"]),
        ("See Article IV, Annex B, resolution 25/25", ["See Article IV", "Annex B", "resolution 25/25"]),
        ("What Mr. Rendler told Dr. Kim and J. K. Rowling", ["Mr. Rendler", "Dr. Kim", "J. K. Rowling"]),
        ("What 10 % means in 2024 for 7 to 9 cities", ["10 %", "9 cities"]),
        ("The 21st century", ["21st century"]),
        ("USD 5 million", ["USD 5 million"]),
        ("A <em>118 yards</em> wall", ["118 yards"]),
        ("5 <em>feet</em> of <code>8 bits</code>", []),
        ("<span class='whole'>25 million</span>", ["25 million"]),
        ("Eleven small-town libraries, state-of-the-art", ["small-town"]),
        ("Of 12 incomprehensibilities-of-all-of-these", []),
        ("A/HRC/25/63, 2014. Then 7 * 7", []),
    ],
)
def test_names_and_numbers_in_english_headings_are_kept_together(text: str, together: list[str]) -> None:
    assert kept(text, "en") == together


@pytest.mark.parametrize(
    ("language", "text", "together"),
    [
        (
            "fr",
            "L’article 5 du 8 juin, no 3, M. Dupont et 25 millions",
            ["article 5", "8 juin,", "no 3", "M. Dupont", "25 millions"],
        ),
        ("fr", "Le 1er juin 2018, Mme Sand", ["1er juin", "Mme Sand"]),
        (
            "de",
            "Am 8. Juni in Artikel 5 Abs. 2, Nr. 7, 30 Prozent",
            ["8. Juni", "Artikel 5", "Abs. 2", "Nr. 7", "30 Prozent"],
        ),
        ("ko", "6월 8일 그림 2, 25 센티미터", ["6월 8일", "그림 2", "25 센티미터"]),
    ],
)
def test_names_and_numbers_in_headings_in_other_languages_are_kept_together(
    language: str, text: str, together: list[str]
) -> None:
    assert kept(text, language) == together


def test_numbers_in_title_deck_headings_and_captions_stay_with_their_units(make_brief: MakeBrief) -> None:
    table = "| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: A table of 119 yards in all of its cells\n"
    files = {
        "brief.yaml": "title: A wall of 117 yards between two\nsubtitle: And 118 miles of it beside them\n",
        "part.md": f"# A part of 120 yards of the whole wall\n\nText.\n\n## One of 121 yards of it\n\n{table}",
    }
    result = built.built(make_brief(files))
    for together in ("117 yards", "118 miles", "119 yards", "120 yards", "121 yards"):
        assert f'<span class="whole">{together}</span>' in result.html


def test_nothing_is_kept_together_in_a_drawing(make_brief: MakeBrief) -> None:
    text = "/// chart | a.csv\nkind: bar\ntitle: From June 8 to 2014–15\n///\n"
    made = built.built(make_brief({"part.md": f"# T\n\n{text}", "a.csv": "Where,2014–15\nA,1\nJune 8,2\n"}))
    drawing = made.html[made.html.index("<svg") : made.html.index("</svg>")]
    assert "2014–15" in drawing
    assert "<span" not in drawing


@pytest.mark.parametrize(
    ("language", "text", "together"),
    [
        ("en", "On June 8, 2018, from 6 October\nto May 2019, with 118 yards", ["June 8", "6 October", "118 yards"]),
        (
            "en",
            "At 9:40 a.m. in FY 2027, 41 percent of 34 crossings, 8 % and 5 of 9 by 2024 laws",
            ["9:40 a.m.", "FY 2027", "41 percent", "8 %"],
        ),
        ("de", "35 Minuten nach Art. 9, 46 Millionen\nEuro", ["35 Minuten", "Art. 9", "46 Millionen\nEuro"]),
        ("en", "In Courtroom 4 starts table 12 of 23 islanders", ["Courtroom 4", "table 12"]),
        ("fr", "l’article 12 ne vaut pas pour 3 quais", ["article 12"]),
        (
            "en",
            "R$ 87,00 por mês, R$ 62 milhões em 11 horas e 40 noites",
            ["R$ 87,00", "R$ 62 milhões", "11 horas", "40 noites"],
        ),
        ("en", "el 3 por ciento de 12 millones, en 10 años", ["3 por ciento", "12 millones", "10 años"]),
        ("en", "2 milioni di euro in 3 anni, EUR 40", ["2 milioni", "3 anni", "EUR 40"]),
        ("en", "from 11 pm to 3 am", ["11 pm", "3 am"]),
        ("en", "June 18–20 and the <em>30th October</em>", ["June 18–20", "30th October"]),
        ("en", "In June 2018, 12,6 June, may 5, 8 Juneberries", []),
        ("en", "Pages 402–405, 8–12, 1–2–3 and 2014–now", ["Pages 402–405", "8–12"]),
        ("fr", "Le 1er juin 2018 et le 8 juin", ["1er juin", "8 juin"]),
        ("de", "Am 20. Dezember 2023, 7.–8. Mai", ["20. Dezember", "7.–8. Mai"]),
        ("ko", "2018년 6월 8일, 12월 25일", ["6월 8일", "12월 25일"]),
    ],
)
def test_in_text_dates_and_numbers_are_kept_together(language: str, text: str, together: list[str]) -> None:
    assert kept(text, language, keep_numbers) == together


def test_dates_in_text_notes_and_sources_stay_on_one_line(make_brief: MakeBrief) -> None:
    source = "- id: a\n  type: webpage\n  title: T\n  author: A\n  issued: 2018-03-07\n"
    cells = "| A | B |\n|---|---|\n| June 4 | 2 |\n"
    text = f"# Part\n\nOn June 8 it rained.[^1] It was dry.[@a]\n\n[^1]: Not\n    on June 9.\n\n{cells}"
    files = {
        "brief.yaml": "title: T\nsources: s.yaml\n",
        "s.yaml": source,
        "part.md": text,
        "sources.md": "# Sources\n",
    }
    html = built.built(make_brief(files)).html
    assert html.count('<span class="whole">March 7</span>') == 2
    for together, is_kept in (("June 8", True), ("June 9", True), ("June 4", False)):
        assert (f'<span class="whole">{together}</span>' in html) == is_kept
