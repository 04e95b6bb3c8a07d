"""Calls of notes and stops are put in the order that the language requires, whichever an editor typed."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring, tostring

import pytest

from brief.compose.stops import place_calls, place_stops

CALL = '<span data-note="n" />'


def placed(typed: str, language: str) -> str:
    """The text of a paragraph once its calls are in their places; in both texts ``^`` is a call."""
    tree = fromstring("<p>" + typed.replace("^", CALL) + "</p>")
    place_calls(tree, language)
    return tostring(tree, encoding="unicode").replace(CALL, "^")[3:-4]


@pytest.mark.parametrize(
    ("typed", "english", "french"),
    [
        ("a fact.^ in^. c", "a fact.^ in.^ c", "a fact^. in^. c"),
        ("a ^, b,^ c^; d;^", "a,^ b,^ c;^ d;^", "a^, b^, c^; d^;"),
        ("a\u202f?^ b^\u202f! c", "a\u202f?^ b^\u202f! c", "a^\u202f? b^\u202f! c"),
        ("a\xa0: ^ b", "a\xa0:^ b", "a^\xa0: b"),
        ("a^^. b.^ ^ c^.^ d", "a.^^ b.^^ c.^^ d", "a^^. b^^. c^^. d"),
        ("<em>a.</em>^ <strong>b^</strong>.", "<em>a.</em>^ <strong>b.^</strong>", "<em>a</em>^. <strong>b^</strong>."),
        ("“a^.” “b.”^ c", "“a.”^ “b.”^ c", "“a^.” “b.”^ c"),
        ("« a »^. b", "« a ».^ b", "« a »^. b"),
        ("a etc.^ b etc. ^. c", "a etc.^ b etc.^ c", "a etc.^ b etc.^ c"),
        ("J. K.^ a…^ b", "J. K.^ a…^ b", "J. K.^ a…^ b"),
        ("<code>a.</code>^ b", "<code>a.</code>^ b", "<code>a.</code>^ b"),
        ("^ a. <br />^ b", "^ a. <br />^ b", "^ a. <br />^ b"),
        ("a <img />^. b", "a <img />.^ b", "a <img />^. b"),
    ],
)
def test_the_call_of_a_note_is_behind_the_stop_in_english_and_before_it_in_french(
    typed: str, english: str, french: str
) -> None:
    assert placed(typed, "en-US") == english
    assert placed(typed, "fr") == placed(typed, "fr-CA") == french


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("in 2024^ and", "in 2024\u202f\u2060^ and"),
        ("in 2024^.", "in 2024.^"),
        ("H<sub>2</sub>^ b", "H<sub>2</sub>\u202f\u2060^ b"),
        ("25%^ b", "25%^ b"),
        ("2024^^", "2024\u202f\u2060^^"),
    ],
)
def test_a_thin_space_separates_a_digit_from_the_call_of_a_note(typed: str, printed: str) -> None:
    assert placed(typed, "en-US") == printed


def test_in_french_a_thin_space_separates_a_year_from_the_call_before_the_stop() -> None:
    assert placed("en 2024.^ Un", "fr") == "en 2024\u202f\u2060^. Un"


def stops(typed: str, language: str = "en-US") -> str:
    """The text of a paragraph once its calls, ``^``, and its stops are in their places."""
    tree = fromstring("<p>" + typed.replace("^", CALL) + "</p>")
    place_calls(tree, language)
    place_stops(tree, language)
    return tostring(tree, encoding="unicode").replace(CALL, "^")[3:-4]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("“a”. “b,” “c”, d “e”; f", "“a.” “b,” “c,” d “e”; f"),
        ("“a”^. “b”.^ “c.”^ “d^”, “e”^, f", "“a.”^ “b.”^ “c.”^ “d,”^ “e,”^ f"),
        ("“a.”. “b?”. “c!”, “d…”.", "“a.” “b?”. “c!”, “d…”."),
        ("“the U.S.”. “the U.S.”, b", "“the U.S.” “the U.S.,” b"),
        ("“a ‘b’”. “the workers’”. “‘a’ b’”.", "“a ‘b.’” “the workers’.” “‘a’ b.’”"),
        ("<em>“a”</em>. “<em>b</em>”. <em>“c”^</em>.", "<em>“a.”</em> “<em>b</em>.” <em>“c.”^</em>"),
        ("“<code>a</code>”. “a”.b “a”... “a”.<br />“b”.", "“<code>a</code>”. “a”.b “a”... “a.”<br />“b.”"),
        ("“a” of 5”.", "“a” of 5”."),
    ],
)
def test_american_stops_stand_within_quotes(typed: str, printed: str) -> None:
    assert stops(typed) == stops(typed, "en") == printed
    assert stops(printed) == printed


@pytest.mark.parametrize("language", ["en-GB", "fr", "de", "ko"])
def test_in_other_languages_stops_stay_as_typed(language: str) -> None:
    assert stops("“a”. “b.” “c”, d", language) == "“a”. “b.” “c”, d"
