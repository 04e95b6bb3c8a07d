"""The words that layouts add, in the language of the brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from brief.load import house, load
from brief.load.words import LISTS, OF_CHECKS, OF_COPIES

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]
Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]


def spoken(make_brief: MakeBrief, language: str, files: Mapping[str, str] | None = None) -> Mapping[str, str]:
    folder = make_brief({"brief.yaml": f"title: A\nlanguage: {language}\n", "a.md": "Text.", **(files or {})})
    return load(folder)[0].words


@pytest.mark.parametrize(
    ("language", "words"), [("en-US", "At a glance"), ("en", "At a glance"), ("EN-gb", "At a glance")]
)
def test_every_kind_of_english_has_the_words_of_english(make_brief: MakeBrief, language: str, words: str) -> None:
    assert spoken(make_brief, language)["at-glance"] == words


def test_each_shipped_language_has_all_words(make_brief: MakeBrief) -> None:
    english = spoken(make_brief, "en")
    for file in (house() / "words").glob("*.yaml"):
        assert spoken(make_brief, file.stem).keys() | OF_COPIES | OF_CHECKS == english.keys()


def test_every_shipped_word_is_used_by_a_layout_or_elsewhere(make_brief: MakeBrief) -> None:
    layouts = "".join(path.read_text() for path in (house() / "layouts").glob("*.html"))
    by_layouts = {word for word in spoken(make_brief, "en") if f'words["{word}"]' in layouts}
    of_the_page = {"figure", "table", "to", "date", "months", "page-of", "photo-by", "drawing-by", "qr-code"}
    of_the_page |= {"asks-of-all", "not-for-print", "notes", "note-call", "back", "description", "embargo"}
    of_numbers = {"number", "percent"}
    of_data = {"no-data", "gap", "note", "source", "pair"}
    of_charts = {f"chart-{word}" for word in ("bar", "column", "line", "span", "highest", "lowest", "last")}
    of_the_status = {"draft", "review"}
    of_the_screen = {"data", "back-to-call", "close"}
    of_pages_too_many = {"not-for-print"}
    elsewhere = of_the_screen | of_pages_too_many | of_the_page | of_the_status | of_numbers | of_data | of_charts
    elsewhere |= LISTS | OF_COPIES | OF_CHECKS
    assert spoken(make_brief, "en").keys() == by_layouts | elsewhere


def test_a_language_may_lack_the_word_lists_that_checks_use(make_brief: MakeBrief) -> None:
    english = spoken(make_brief, "en")
    german = "".join(f"{word}: '{said}'\n" for word, said in english.items() if word not in LISTS | OF_CHECKS)
    words = spoken(make_brief, "de", {"styles/words/de.yaml": german})
    assert words.keys() | OF_COPIES == english.keys() - LISTS - OF_CHECKS


def test_own_words_override_single_words_of_the_house(make_brief: MakeBrief) -> None:
    words = spoken(make_brief, "en-US", {"styles/words/en.yaml": "figure: Exhibit\nhearing: Hearing\n"})
    assert (words["figure"], words["hearing"], words["at-glance"]) == ("Exhibit", "Hearing", "At a glance")


def test_words_of_a_region_override_those_of_the_language(make_brief: MakeBrief) -> None:
    own = {"styles/words/en.yaml": "figure: Exhibit\ntable: Grid\n", "styles/words/en-GB.yaml": "figure: Plate\n"}
    assert (spoken(make_brief, "en-GB", own)["figure"], spoken(make_brief, "en-GB", own)["table"]) == ("Plate", "Grid")
    assert spoken(make_brief, "en-US", own)["figure"] == "Exhibit"


def test_a_language_without_words_is_reported_with_those_that_have_words(mistakes: Mistakes) -> None:
    assert mistakes({"brief.yaml": "title: A\nlanguage: de-AT\n"}) == [
        "content/brief.yaml:2:11: error: language-without-words:"
        " the words that layouts print exist in en, en-GB, fr and ko, but not in 'de-AT'\n"
        f"    write them: copy {house() / 'words' / 'en.yaml'} to content/styles/words/de.yaml, and translate it"
    ]


def test_an_added_language_needs_all_words(make_brief: MakeBrief, mistakes: Mistakes) -> None:
    english = spoken(make_brief, "en")
    german = "".join(f"{word}: '{said}'\n" for word, said in english.items() if word not in ("contact", "months"))
    assert mistakes({"brief.yaml": "title: A\nlanguage: de\n", "styles/words/de.yaml": german}) == [
        "content/styles/words/de.yaml: error: words-missing: these words are missing: contact and months\n"
        "    add a line for each, as in the house's styles/words/en.yaml"
    ]
    rest = f"contact: Kontakt\nmonths: '{english['months']}'\n"
    assert spoken(make_brief, "de", {"styles/words/de.yaml": german + rest})["contact"] == "Kontakt"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            "figure: [A]\n",
            "1:9: error: wrong-type: 'figure' is a list; a text was expected\n    write it after the colon,"
            ' in quotes if there is a colon in it: title: "Korea: rights first"',
        ),
        (
            "figure: A\nfigure: B\n",
            "2:1: error: key-twice: 'figure' stands here for the second time; the first is in line 1, column 1\n"
            "    keep one of the two",
        ),
        (
            "page-of: {page} of {pages}\n",
            "1:10: error: yaml-quotes: this text means something else in YAML, so it needs quotes\n"
            '    write:  page-of: "{page} of {pages}"',
        ),
        (
            'figure: "{0}"\nto: "For {0}"\n',
            "2:5: error: words-gap: 'to' has '{0}' in it, which nothing fills in\n"
            "    only these can stand in braces: {addressee}",
        ),
        (
            'to: "To {addressee"\n',
            "1:5: error: words-gap: 'to' has '{addressee' in it, which nothing fills in\n"
            "    only these can stand in braces: {addressee}",
        ),
        (
            'to: "To {addressee.__class__}"\n',
            "1:5: error: words-gap: 'to' has '{addressee.__class__}' in it, which nothing fills in\n"
            "    only these can stand in braces: {addressee}",
        ),
        (
            'date: "{{day}day}. {month} {year}"\n',
            "1:7: error: words-gap: 'date' has '{…day}' in it, which nothing fills in\n"
            "    only these can stand in braces: {day} {month} {year}",
        ),
        (
            'page-of: "{page} of {foo}"\n',
            "1:10: error: words-gap: 'page-of' has '{foo}' in it, which nothing fills in\n"
            "    only these can stand in braces: {page} {pages}",
        ),
        (
            "months: January, February, March\n",
            "1:9: error: words-months: 'months' needs twelve names, and has 3\n"
            "    write the twelve months in order, January first, with a comma between them",
        ),
        (
            "number: 1.234,50\n",
            "1:9: error: words-number: '1.234,50' does not show how a number is written\n"
            "    write this one as the language does, with its mark for thousands, if it has any, and for decimals:"
            " 1,234.5",
        ),
        (
            "months: a, b, c, d, e, f, g, h, i, j, k,\n",
            "1:9: error: words-months: 'months' needs twelve names, and has 11\n"
            "    write the twelve months in order, January first, with a comma between them",
        ),
    ],
)
def test_a_mistake_in_own_words_is_reported_with_its_line(mistakes: Mistakes, words: str, told: str) -> None:
    assert mistakes({"styles/words/en.yaml": words}) == [f"content/styles/words/en.yaml:{told}"]


def test_an_empty_file_of_words_changes_nothing(make_brief: MakeBrief) -> None:
    english = spoken(make_brief, "en")
    assert spoken(make_brief, "en", {"styles/words/en.yaml": "# later\n"}) == english
