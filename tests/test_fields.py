"""Which values fields accept, how they are printed, and what the filters make of them."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.fields import STATES, Unfit, as_printed, ordinal, possessive, with_article
from brief.model import Field
from brief.model.settings import FIELD_TYPES, FieldType

ENGLISH: Mapping[str, str] = {
    "number": "1,234.5",
    "percent": "{number}%",
    "date": "{month} {day}, {year}",
    "months": "January,February,March,April,May,June,July,August,September,October,November,December",
    "ordinals": "{number}th, 1: {number}st, 2: {number}nd, 3: {number}rd, "
    "11: {number}th, 12: {number}th, 13: {number}th",
    "possessive": "{name}’s",
    "article": "a/an",
}
ISO = "write year, month and day as YYYY-MM-DD: 2018-06-08; a spreadsheet keeps that in cells formatted as text"
DIGITS = "write all digits, with '.' before decimals alone"
FRENCH = {**ENGLISH, "number": "1\u202f234,5", "ordinals": "{number}e, =1: {number}er", "possessive": "", "article": ""}


@pytest.mark.parametrize(
    ("field", "value", "printed"),
    [
        (Field(), "1.10 & <b>", "1.10 & <b>"),
        (Field(), "the riders' O'Neil 'so'", "the riders’ O’Neil 'so'"),
        (Field(type="number"), "1,234", "1,234"),
        (Field(type="number"), "1234567.50", "1,234,567.50"),
        (Field(type="number"), "-3", "−3"),
        (Field(type="number"), "12 %", "12%"),
        (Field(type="number", format="1,234"), "2300.5", "2,301"),
        (Field(type="number", format="1,234.5"), "2300", "2,300.0"),
        (Field(type="money"), "$1234.5", "$1,234.5"),
        (Field(type="money", format="$1,234"), "1234567.49", "$1,234,567"),
        (Field(type="money", format="$1,234.50"), "$5", "$5.00"),
        (Field(type="number", format="1,234.5678"), "1" * 30, f"{int('1' * 30):,}.0000"),
        (Field(type="date"), "2026-03-01", "March 1, 2026"),
        (Field(type="date", format="{day} {month}"), "2026-03-01", "1 March"),
        (Field(type="state"), "wv", "West Virginia"),
        (Field(type="state"), "new york", "New York"),
        (Field(type="state", format="code"), "Virginia", "VA"),
        (Field(type="email"), "a.b@example.org", "a.b@example.org"),
        (Field(type="url"), "https://example.org/x", "https://example.org/x"),
        (Field(type="choice", choices=("House", "Senate")), "house", "House"),
        (Field(longest="3"), "abc", "abc"),
    ],
)
def test_a_value_is_printed_as_its_field_says(field: Field, value: str, printed: str) -> None:
    assert as_printed(field, value, ENGLISH) == printed


@pytest.mark.parametrize(
    ("field", "value", "reason", "way"),
    [
        (Field(type="number"), "many", "is not a number", "write digits, with '.' before decimals: 1,234.5"),
        (Field(type="number"), "$5", "is not a number", "write digits, with '.' before decimals: 1,234.5"),
        (Field(type="money"), "5", "is not a sum of money", "write digits with their currency: $1,234.5"),
        (
            Field(type="money", format="$1,234"),
            "€5",
            "is not in $, as the format of this field is",
            "convert it, or change the format",
        ),
        (
            Field(type="date"),
            "6/7/2018",
            "is not a date",
            "if month, day and year are meant, write 2018-06-07",
        ),
        (Field(type="number"), "4.000", "may be another number than it seems", DIGITS),
        (Field(type="number"), "2E+06", "may be another number than it seems", DIGITS),
        (Field(type="date"), "2018-02-30", "is not a date", ISO),
        (Field(type="state"), "Virgina", "is not a state of the United States", "did you mean 'Virginia'?"),
        (Field(type="state"), "Bayern", "is not a state of the United States", "write Ohio, or OH"),
        (Field(type="email"), "a", "is not a mail address", "write one address and nothing else: office@example.org"),
        (Field(type="url"), "example.org", "is not a web address", "write it with https:// before it"),
        (Field(type="choice", choices=("House", "Senate")), "x", "is none of the choices", "write House and Senate"),
        (Field(longest="3"), "abcd", "has 4 characters, and the field takes 3", "shorten it"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_the_way_out(field: Field, value: str, reason: str, way: str) -> None:
    with pytest.raises(Unfit) as caught:
        as_printed(field, value, ENGLISH)
    assert (caught.value.reason, caught.value.way) == (reason, way)


def test_numbers_are_written_in_the_language_of_the_brief() -> None:
    assert as_printed(Field(type="number"), "1234,5", FRENCH) == "1\u202f234,5"
    with pytest.raises(Unfit):
        as_printed(Field(type="number"), "1,234.5", FRENCH)


@given(st.text(), st.sampled_from(FIELD_TYPES))
def test_any_value_is_printed_or_refused(value: str, kind: FieldType) -> None:
    with suppress(Unfit):
        printed = as_printed(Field(type=kind), value, ENGLISH)
        assert printed or not value


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [("1", "1st", "1er"), ("2", "2nd", "2e"), ("3", "3rd", "3e"), ("11", "11th", "11e"), ("21", "21st", "21e"),
     ("112", "112th", "112e"), ("122", "122nd", "122e")],
)  # fmt: skip
def test_ordinals_end_as_their_language_ends_them(number: str, english: str, french: str) -> None:
    assert (ordinal(number, ENGLISH), ordinal(number, FRENCH)) == (english, french)


def test_a_number_without_an_ordinal_in_its_language_is_refused() -> None:
    with pytest.raises(Unfit, match="has no ordinal in the words of this language"):
        ordinal("2", {"ordinals": "=1: {number}st"})


def test_words_get_their_article_and_their_possessive() -> None:
    given = ("Independent", "Republican", "honest office", "university", "MP")
    assert [with_article(word, ENGLISH) for word in given] == [
        "an Independent",
        "a Republican",
        "an honest office",
        "a university",
        "an MP",
    ]
    assert possessive("Alabama", ENGLISH) == "Alabama’s"


@pytest.mark.parametrize("make", [possessive, with_article])
def test_a_filter_that_the_language_has_no_words_for_is_refused(make: object) -> None:
    assert callable(make)
    with pytest.raises(Unfit, match="cannot be put so in this language"):
        make("Alabama", FRENCH)


def test_the_list_of_states_has_56_codes_of_two_letters() -> None:
    assert len(STATES) == 50 + 6
    assert all(len(code) == 2 and code.isupper() for code in STATES)
