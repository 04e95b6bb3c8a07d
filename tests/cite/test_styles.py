"""The styles that come with the tool: what each source reads in each of them, to the letter."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief.cite.locators import Locator
from brief.cite.processor import Part, Processor

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "styles" / "csl"
STYLES = ("footnotes", "numbers", "author-date")
LANGUAGES = ("en-US", "en-GB", "fr", "ko")
CSL = "{http://purl.org/net/xbiblio/csl}"


TIED = "\N{NO-BREAK SPACE}"


def table(name: str) -> Any:
    """A YAML file beside this one, with its tildes as no-break spaces."""
    return yaml.safe_load((HERE / f"{name}.yaml").read_text(encoding="utf-8").replace("~", TIED))


SOURCES: Mapping[str, Any] = {item["id"]: item for item in table("sources")}
EXPECTED: Mapping[str, Any] = table("expected")
EDGES: Sequence[Any] = table("edges")
LABELS: Mapping[str, Any] = table("labels")


TITLED = {"type": "book", "title": "T", "issued": {"date-parts": [[2018]]}}


def processor(style: str, language: str, items: Mapping[str, Any]) -> Processor:
    return Processor((FOLDER / f"{style}.csl").read_text(encoding="utf-8"), language, items, ())


def cited(style: Processor, key: str, locator: Locator | None = None, names_author: bool = True) -> str:
    return style.cite([Part(key, "", locator, "", names_author)], {})


@cache
def read(style: str) -> Mapping[str, Mapping[str, str]]:
    """All sources in a style: cited one after the other, then again with locators, and in the list."""
    made = processor(style, "en-US", SOURCES)
    first = {key: cited(made, key) for key in SOURCES}
    again = {key: cited(made, key, Locator(*EXPECTED[key]["locator"])) for key in SOURCES}
    entries = dict(made.entries())
    return {key: {"first": first[key], "again": again[key], "entry": entries[key]} for key in SOURCES}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", SOURCES)
def test_each_source_reads_as_an_office_prints_it(key: str, style: str) -> None:
    assert read(style)[key] == EXPECTED[key][style]


def test_each_kind_that_an_office_cites_is_among_the_sources() -> None:
    kinds = {item["type"] for item in SOURCES.values()}
    offices = "report legislation treaty book article-newspaper webpage article-journal chapter hearing bill legal_case"
    assert kinds == {*offices.split(), "dataset", "thesis"}
    assert len(SOURCES) == 17


@pytest.mark.parametrize("style", ["footnotes", "author-date"])
@pytest.mark.parametrize(
    ("edge", "language"), [(edge, language) for edge in EDGES for language in edge["reads"]], ids=lambda part: str(part)
)
def test_rare_cases_read_as_expected(edge: Any, language: str, style: str) -> None:
    page = Locator("page", "7")
    made = processor(style, language, {"it": edge["source"]})
    reads = {
        "first": cited(made, "it"),
        "again": cited(made, "it", page),
        "nameless": cited(made, "it", page, names_author=False),
        "entry": dict(made.entries())["it"],
    }
    expected = edge["reads"][language][style]
    assert {name: reads[name] for name in expected} == expected


@pytest.mark.parametrize("edge", EDGES, ids=lambda edge: str(edge["shows"]))
def test_an_entry_of_the_numbered_list_reads_as_a_full_note(edge: Any) -> None:
    for language in edge["reads"]:
        note = cited(processor("footnotes", language, {"it": edge["source"]}), "it")
        assert dict(processor("numbers", language, {"it": edge["source"]}).entries())["it"] == note


def test_the_list_is_sorted_by_name_and_title_and_the_numbered_one_by_citation() -> None:
    def order(style: str) -> list[str]:
        return [key for key, _ in processor(style, "en-US", SOURCES).entries()]

    assert order("numbers") == list(SOURCES)
    assert order("author-date") == order("footnotes")
    assert " ".join(order("footnotes")) == (
        "benjamin1969 brown1954 collins2012 cat cslspec dewey1948 hearing2017 pressrelease finnemore1998 hrc2525 "
        "nkhra2004 hr2061 rendler2018 turing1938 coi2014 coi2014detail wdi"
    )


def test_the_list_is_sorted_without_regard_to_accents_and_by_the_size_of_numbers() -> None:
    names = ["Úbeda", "Águas", "Tribunal", "Agência 10", "Agência 9", "águia"]
    items = {name: {"type": "report", "author": [{"literal": name}], "title": "T"} for name in names}
    order = [key for key, _ in processor("footnotes", "pt-BR", items).entries()]
    assert order == ["Agência 9", "Agência 10", "Águas", "águia", "Tribunal", "Úbeda"]


def test_a_month_that_begins_a_sentence_has_a_capital() -> None:
    source = {"type": "report", "author": [{"literal": "A"}], "title": "T", "issued": {"date-parts": [[2025, 12]]}}
    assert dict(processor("footnotes", "pt-BR", {"it": source}).entries()) == {"it": "A. <i>T</i>. Dezembro de 2025."}


@pytest.mark.parametrize(
    ("style", "around"),
    [("footnotes", "<i>T</i>, {}."), ("numbers", "[1, {}]"), ("author-date", "(<i>T</i> 2018, {})")],
)
@pytest.mark.parametrize("label", LABELS)
def test_a_locator_has_its_label_in_the_language_of_the_brief(label: str, style: str, around: str) -> None:
    for language, (one, several) in LABELS[label].items():
        made = processor(style, language, {"it": TITLED})
        cited(made, "it")  # so that all notes are short ones
        for words, numbers in ((one, "3"), (several, "3–4"), (several, "vii–ix"), (one, "9(1)")):
            assert cited(made, "it", Locator(label, numbers)) == around.format(f"{words}{TIED}{numbers}")


@pytest.mark.parametrize("style", STYLES)
def test_a_locator_of_words_has_no_label(style: str) -> None:
    made = processor(style, "en-US", {"it": TITLED})
    cited(made, "it")
    assert ", division J" in cited(made, "it", Locator("", "division J"))


@pytest.mark.parametrize("name", STYLES)
def test_a_style_is_valid_csl(name: str) -> None:
    from citeproc import CitationStylesStyle

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(str(FOLDER / f"{name}.csl"), locale="en-US", validate=True)


def test_shared_macros_are_the_same_in_each_style() -> None:
    shared: dict[str, set[bytes]] = {}
    for name in STYLES:
        for macro in ElementTree.parse(FOLDER / f"{name}.csl").getroot().iter(f"{CSL}macro"):
            shared.setdefault(macro.attrib["name"], set()).add(ElementTree.tostring(macro).strip())
    differ = {name for name, texts in shared.items() if len(texts) > 1}
    assert differ == {"names-short", "names-list", "rest-list", "work-list"}  # author-date puts the year in front


def again(items: Mapping[str, Any]) -> list[str]:
    """Each of these sources as it reads in a later note, with a page."""
    made = processor("footnotes", "en-US", items)
    for key in items:
        cited(made, key)
    return [cited(made, key, Locator("page", "9–11")) for key in items]


REPORT = {
    "type": "report",
    "author": [{"family": "Oyelaran"}, {"family": "Tveit"}],
    "title": "On Rulers",
    "issued": {"date-parts": [[2019, 3, 5]]},
}


@pytest.mark.parametrize("number", ["14", "No. 14", "Paper 14", "14/2016", "WP-14"])
def test_a_report_that_is_cited_again_has_its_title(number: str) -> None:
    assert again({"it": {**REPORT, "number": number}}) == [f"Oyelaran and Tveit, <i>On Rulers</i>, pp.{TIED}9–11."]


@pytest.mark.parametrize("number", ["A/HRC/25/63", "UN Doc. S/2014/276", "E/CN.4/2004/35"])
def test_a_report_with_a_document_symbol_is_called_by_that(number: str) -> None:
    assert again({"it": {**REPORT, "number": number}}) == [f"Oyelaran and Tveit, {number}, pp.{TIED}9–11."]


def test_sources_that_would_read_the_same_in_later_notes_are_told_apart() -> None:
    later = {**REPORT, "number": "15", "issued": {"date-parts": [[2020]]}}
    law = {"type": "legislation", "title": "Rulers Act", "issued": {"date-parts": [[1990]]}}
    other = {**law, "number": "Chapter 7", "authority": "Scotland"}
    assert again({"a": REPORT, "b": later, "c": law, "d": other, "e": {**REPORT, "title": "Another"}}) == [
        f"Oyelaran and Tveit, <i>On Rulers</i>, March 5, 2019, pp.{TIED}9–11.",
        f"Oyelaran and Tveit, <i>On Rulers</i>, 15, 2020, pp.{TIED}9–11.",
        f"Rulers Act, 1990, pp.{TIED}9–11.",
        f"Rulers Act, Chapter 7, Scotland, 1990, pp.{TIED}9–11.",
        f"Oyelaran and Tveit, <i>Another</i>, pp.{TIED}9–11.",
    ]


FIELDS: Mapping[str, Any] = {
    "author": [{"literal": "Office"}],
    "editor": [{"family": "Arendt", "given": "Hannah"}],
    "translator": [{"family": "Zohn", "given": "Harry"}],
    "title-short": "Rulers",
    "container-title": "Daedalus",
    "collection-title": "Papers",
    "publisher": "Press",
    "genre": "paper",
    "number": "12",
    "volume": "3",
    "issue": "4",
    "page": "5-9",
    "section": "Committee",
    "authority": "Parliament",
    "edition": "2",
    "version": "2.1",
    "event": "Congress",
    "issued": {"date-parts": [[2018, 6, 8]]},
    "accessed": {"date-parts": [[2018, 6, 9]]},
    "URL": "https://example.org/a",
    "DOI": "10.1000/182",
}
TYPES = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry",
    "entry-encyclopedia",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "pamphlet",
    "paper-conference",
    "patent",
    "personal_communication",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "software",
    "song",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
)
LAWS = {"bill", "legal_case", "legislation", "regulation", "treaty"}


@pytest.mark.parametrize("kind", TYPES)
def test_a_later_note_has_author_short_title_and_locator(kind: str) -> None:
    (text,) = again({"it": {**FIELDS, "type": kind, "title": "Rulers of the World"}})
    author = "" if kind in LAWS else "Office, "
    assert re.sub("</?i>|[“”]", "", text) == f"{author}Rulers, pp.{TIED}9–11."


BROKEN = re.compile(r", ,|\. \.|,,|\.\.|\(\)|\( |\(,|, \)|  |\[,|^[ ,.]|[ ,(]$|None|,\)|\.,(?! )")


@given(st.sampled_from(TYPES), st.sets(st.sampled_from(sorted(FIELDS))), st.sampled_from(LANGUAGES))
def test_whatever_is_missing_leaves_no_gap_and_no_title_twice(kind: str, names: set[str], language: str) -> None:
    item = {"type": kind, "title": "Rulers of the World", **{name: FIELDS[name] for name in names}}
    for style in STYLES:
        made = processor(style, language, {"it": item})
        said = [
            cited(made, "it"),
            cited(made, "it", Locator("page", "7")),
            cited(made, "it", Locator("page", "7"), names_author=False),
            dict(made.entries())["it"],
        ]
        for text in said:
            assert text
            assert not BROKEN.search(re.sub(r"</?i>", "", text)), text
            assert text.count("Rulers") <= 1, text
        assert "Rulers of the World" in said[3]


def test_twice_as_many_citations_cost_about_twice_as_many_lookups(monkeypatch: pytest.MonkeyPatch) -> None:
    from citeproc import CitationItem

    looked_up, looks = CitationItem.__getattr__, 0

    def counted(self: Any, name: str) -> Any:
        nonlocal looks
        looks += name == "key"
        return looked_up(self, name)

    def looks_at(count: int) -> int:
        nonlocal looks
        looks = 0
        style = processor("footnotes", "en-US", {f"k{number}": TITLED for number in range(count)})
        for number in range(count):
            cited(style, f"k{number}")
        return looks

    monkeypatch.setattr(CitationItem, "__getattr__", counted)
    assert looks_at(60) < 2.2 * looks_at(30)


POSITIONS = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note"><citation><layout><choose>
<if position="ibid-with-locator"><text value="ibid. at"/></if><else-if position="ibid"><text value="ibid."/></else-if>
<else-if position="subsequent"><text value="again"/></else-if>
<else><text value="first"/></else></choose></layout></citation></style>"""


def test_a_style_can_test_whether_a_source_was_cited_just_before_or_earlier() -> None:
    style = Processor(POSITIONS, "en-US", {key: TITLED for key in "abcd"}, ())
    said = [cited(style, key) for key in "aabcadbb"]
    assert said == ["first", "ibid.", "first", "first", "again", "first", "again", "ibid."]
    assert cited(style, "b", Locator("page", "7")) == "ibid. at"
