"""The sheet as text, as CSV, as HTML: whole, and safe whatever an editor wrote."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.claims import Claim, Evidence, Sheet, lines, page, spreadsheet
from brief.findings import Place

PLACE = Place(Path("content/ruler.md"), 3, 18)
SMITH = Evidence("Smith, The Book of Rulers, 1999", "smith", "p. 7", "1999", date(2024, 5, 1))
NOTE = Evidence("A note that goes on for quite a while, so that a line of a terminal has no room for it, 2003.")
OPEN = Claim(PLACE, ("number", "superlative"), "It has 25 marks, the most of all.")
SOURCED = Claim(PLACE, ("number",), "It is 30 cm long, " + "and so on, " * 10 + "to the end.", (SMITH, NOTE), "2012")


def sheet_with(*claims: Claim, today: date = date(2024, 6, 1)) -> Sheet:
    return Sheet("Rulers & <rules>", "fr", "1.0", "7f3a91", claims, today)


def test_text_is_grouped_and_folded() -> None:
    assert [*lines(sheet_with(OPEN, SOURCED))] == [
        "without a source (1)",
        "",
        "content/ruler.md:3:18  number, superlative",
        "    It has 25 marks, the most of all.",
        "",
        "with a source (1)",
        "",
        "content/ruler.md:3:18  number",
        "    It is 30 cm long, and so on, and so on, and so on, and so on, and so on, and so on, and so on,",
        "    and so on, and so on, and so on, to the end.",
        "    [smith, p. 7; A note that goes on for quite a while, so that a line of a…]  2012  review was due",
        "    2024-05-01",
    ]
    assert max(map(len, lines(sheet_with(OPEN, SOURCED), 60))) <= 60


def test_a_review_that_is_not_due_yet_says_by_when() -> None:
    claim = Claim(PLACE, ("number",), "It is 30 cm long.", (SMITH,))
    assert [*lines(sheet_with(claim, today=date(2024, 5, 1)))][-1] == "    [smith, p. 7]  review by 2024-05-01"


def test_the_count_includes_claims_without_a_source_and_reviews_that_are_due() -> None:
    assert sheet_with(OPEN, SOURCED).count == "2 claims, 1 without a source, 1 with a source whose review was due"
    assert sheet_with(OPEN).count == "1 claim, 1 without a source"


def rows(made: bytes) -> list[list[str]]:
    text = made.decode("utf-8")
    assert text.startswith("\ufeff")
    return [*csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))]


def test_csv_has_a_row_for_each_claim_and_cells_to_fill_in() -> None:
    made = spreadsheet(sheet_with(OPEN, SOURCED))
    assert made.count(b"\r\n") == made.count(b"\n") == 3
    head, *claims = rows(made)
    assert ",".join(head) == (
        "file,line,column,kind,sentence,source key,source,locator,year,review by,checked by,date,remark"
    )
    empty = ["", "", ""]
    assert claims == [
        ["content/ruler.md", "3", "18", "number, superlative", OPEN.sentence, "", "", "", "", "", *empty],
        [
            *["content/ruler.md", "3", "18", "number", SOURCED.sentence, "smith", f"{SMITH.short}; {NOTE.short}"],
            *["p. 7", "2012", "2024-05-01", *empty],
        ],
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_csv_runs_as_a_formula(sign: str) -> None:
    words = f'{sign}HYPERLINK("https://example.org";"25")'
    claim = Claim(PLACE, ("number",), words, (Evidence(words, words, words),), words)
    (_, row) = rows(spreadsheet(sheet_with(claim)))
    assert [cell for cell in row if sign in cell] == [f"'{words}"] * 5


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_csv_gives_back_whatever_a_sentence_holds(words: str) -> None:
    (_, row) = rows(spreadsheet(sheet_with(Claim(PLACE, ("number",), words))))
    assert row[4].removeprefix("'") == words.removeprefix("'")
    assert not row[4].startswith(("=", "+", "-", "@", "\t", "\r"))


def test_html_is_one_page_that_loads_nothing() -> None:
    html = page(sheet_with(OPEN, SOURCED)).decode()
    assert html.startswith('<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">')
    assert "<title>Claims: Rulers &amp; &lt;rules&gt;</title>" in html
    assert not [word for word in ("<script", "http", "url(", "@import", "<link", "<img") if word in html]


def test_html_has_a_box_to_tick_and_headers_for_each_claim() -> None:
    html = page(sheet_with(OPEN, SOURCED)).decode().removeprefix("<!DOCTYPE html>\n")
    for void in ('charset="utf-8"', 'initial-scale=1"', 'is right"'):
        html = html.replace(f"{void}>", f"{void}/>")
    tree = fromstring(html)
    assert [head.text for head in tree.iter("h2")] == ["Without a source", "With a source"]
    assert {head.get("scope") for head in tree.iterfind(".//thead//th")} == {"col"}
    assert [head.get("scope") for head in tree.iterfind(".//tbody//th")] == ["row", "row"]
    boxes = [box.get("aria-label") for box in tree.iter("input") if box.get("type") == "checkbox"]
    assert boxes == ["content/ruler.md:3:18 is right"] * 2
    said = ["".join(part.itertext()) for part in tree.iterfind(".//tbody//th/p")]
    assert said == [
        OPEN.sentence,
        "content/ruler.md:3:18 · number, superlative",
        SOURCED.sentence,
        "→ Smith, The Book of Rulers, 1999, p. 7 [smith]",
        f"→ {NOTE.short}",
        "content/ruler.md:3:18 · number",
        "Review was due 2024-05-01",
    ]
    assert {part.get("lang") for part in tree.iterfind(".//tbody//th/p[1]")} == {"fr"}
    assert "Version 1.0, copy code 7f3a91. 2 claims, 1 without a source" in html


def test_no_word_of_a_brief_is_markup_in_html() -> None:
    words = '<b>"&'
    claim = Claim(Place(Path(words), 1, 1), ("number",), words, (Evidence(words, words, words),), words)
    html = page(Sheet(words, words, words, "7f3a91", (claim,), date(2024, 6, 1))).decode()
    assert (html.count("<b>"), html.count('"&"'), html.count("&lt;b&gt;&quot;&amp;")) == (0, 0, 12)


def test_html_of_a_brief_without_claims_says_so() -> None:
    html = page(sheet_with()).decode()
    assert "No claims: no sentence holds a number" in html
    assert "<table" not in html
    assert "Signature" not in html


def test_words_that_run_from_right_to_left_do_so() -> None:
    made = Sheet("مساطر", "ar", "", "7f3a91", (OPEN,), date(2024, 6, 1))
    assert '<p lang="ar" dir="rtl">' in page(made).decode()
