"""Tries a style of an editor's own before it is used, with sources that are known to make citeproc-py fail.

citeproc-py crashes in styles that do what its authors did not foresee, or prints nonsense silently: a locator without
its label, a title twice where there is no author, a tag that is never closed. Each trial is one source, cited twice, in
words that stand nowhere else, so that they can be found in what the style prints.

A style is a program, and one may be written that never ends; such a style is not tried.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError, fromstring

from brief.cite.locators import Locator
from brief.cite.processor import CSL, Part, Processor
from brief.findings import Finding, Place
from brief.findings import citing as rules
from brief.findings.nearest import shortened
from brief.model import Citation, Sheet

Kind = Literal["crash", "nothing", "markup", "title twice", "label lost", "locator lost"]
"""The kinds of faults, the worst first."""

MOST = 20_000
"""The most elements that a style may evaluate for one source. Chicago's notes, the largest of the 2,851 independent
styles on zotero.org, evaluate 8,307; a style of 25,000 takes ten seconds."""

DEEPEST = 150
"""The deepest nesting of elements and macros; on zotero.org it is less than 80."""

_ONE_OF = frozenset({f"{CSL}choose", f"{CSL}substitute"})
"""The elements of which only one child is printed."""

TITLE = "Quixotic Lanterns"
CHAPTER = Locator("chapter", "317")
PAGE = Locator("page", "419")


@dataclass(frozen=True, slots=True)
class Trial:
    """A source that a style has to print, and what it is: 'a book without a date'."""

    shows: str
    item: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault of a style: its kind, the trial, and what the style printed, or the error."""

    kind: Kind
    trial: Trial
    printed: str


_PERSON = {"author": [{"family": "Averroes", "given": "Ibn"}]}
_PUBLISHER = {"publisher": "Example Press"}
_DAY = {"issued": {"date-parts": [[2018, 6, 8]]}}
_PAGE_ON_THE_WEB = {"URL": "https://example.org/a", "accessed": {"date-parts": [[2018, 6, 9]]}}
_PERIODICAL = {"container-title": "Daedalus", "volume": "3", "issue": "4", "page": "5-9"}
_COLLECTED = {"container-title": "UNTS", "volume": "1465", "page": "85"}


def trials() -> tuple[Trial, ...]:
    """The sources: of each kind that an office cites, with few and with many fields."""
    return tuple(
        Trial(shows, {"type": kind, "title": TITLE, **fields})
        for shows, kind, fields in (
            ("a book", "book", {**_PERSON, **_PUBLISHER, **_DAY, "edition": "2", "publisher-place": "Bonn"}),
            ("a book without an author", "book", {**_PUBLISHER, **_DAY}),
            ("a book with an editor", "book", {"editor": _PERSON["author"], **_PUBLISHER, **_DAY}),
            ("a book with five authors", "book", {"author": _PERSON["author"] * 5, **_PUBLISHER, **_DAY}),
            ("a book without a date", "book", {**_PERSON, **_PUBLISHER}),
            ("a book of about a year", "book", {**_PERSON, "issued": {"date-parts": [[1850]], "circa": True}}),
            ("a book of some years", "book", {**_PERSON, "issued": {"date-parts": [[1948], [1953]]}}),
            ("a report of an office", "report", {"author": [{"literal": "Example Office"}], "number": "A/1", **_DAY}),
            ("a report without an author", "report", {**_PUBLISHER, **_DAY, **_PAGE_ON_THE_WEB, "genre": "paper"}),
            ("a law", "legislation", {"number": "Public Law 1-1", **_DAY}),
            ("a law without a date", "legislation", {"container-title": "U.S.C.", "volume": "22", "section": "78"}),
            ("a treaty", "treaty", {**_COLLECTED, "issued": {"date-parts": [[1984]]}}),
            ("a bill", "bill", {"number": "H.R. 1", "authority": "House", **_DAY}),
            ("a case", "legal_case", {**_COLLECTED, "authority": "Court", **_DAY}),
            ("a hearing", "hearing", {**_PERSON, "section": "Committee", "authority": "House", **_DAY}),
            ("a web page", "webpage", {**_PERSON, "container-title": "Example", **_DAY, **_PAGE_ON_THE_WEB}),
            ("a web page without author and date", "webpage", _PAGE_ON_THE_WEB),
            ("an article in a journal", "article-journal", {**_PERSON, **_PERIODICAL, **_DAY, "DOI": "10.1000/182"}),
            ("an article in a newspaper", "article-newspaper", {"container-title": "Times", "page": "A1", **_DAY}),
            ("an article that is not published", "article", {**_PERSON, "genre": "opinion article", **_DAY}),
            ("a chapter", "chapter", {**_PERSON, **_PERIODICAL, "editor": [{"literal": "Office"}], **_DAY}),
            ("a data set", "dataset", {**_PUBLISHER, "version": "2.1", **_DAY, **_PAGE_ON_THE_WEB}),
            ("a thesis", "thesis", {**_PERSON, **_PUBLISHER, "genre": "PhD thesis", **_DAY}),
            ("a speech", "speech", {**_PERSON, "event": "Congress", **_DAY}),
            ("an issue of a season", "article-magazine", {**_PERIODICAL, "issued": {"date-parts": [[2018, 13]]}}),
        )
    )


def style_flaws(style: Sheet, language: str, citations: Iterable[Citation]) -> Iterator[Finding]:
    """The findings on a style of an editor's own; lost locators matter only if one of these citations has one."""
    if broken := _broken(style):
        yield broken
        return
    if work(fromstring(style.text.encode())) > MOST:
        yield rules.STYLE_UNFIT.at(Place(style.path), trouble=rules.TROUBLE["endless"])
        return
    locates = any(cite.locator for citation in citations for cite in citation.cites)
    first = {fault.kind: fault for fault in reversed([*faults(style.text, language)])}
    for kind, fault in first.items():
        if kind != "locator lost" or locates:
            printed = fault.printed if kind == "markup" else re.sub("<[^<>]*>", "", fault.printed)
            trouble = rules.TROUBLE[kind].format(source=fault.trial.shows, printed=shortened(printed))
            yield rules.STYLE_UNFIT.at(Place(style.path), trouble=trouble)


def _broken(style: Sheet) -> Finding | None:
    """The finding on a text that is no style at all."""
    if "<!" in style.text.replace("<!--", ""):
        return rules.STYLE_BROKEN.at(
            Place(style.path), reason="it has a document type or raw text, which no style needs"
        )
    try:
        root = fromstring(style.text.encode())
    except ParseError as error:
        line, column = error.position
        return rules.STYLE_BROKEN.at(Place(style.path, line, column + 1), reason="here it is no XML any more")
    if root.tag != f"{CSL}style":
        return rules.STYLE_BROKEN.at(Place(style.path, 1), reason="it begins with another element than <style>")
    if root.find(f"{CSL}citation/{CSL}layout") is not None:
        return None
    links = root.findall(f"{CSL}info/{CSL}link")
    if parent := next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), ""):
        return rules.STYLE_DEPENDENT.at(Place(style.path), parent=parent.rpartition("/")[2])
    return rules.STYLE_BROKEN.at(Place(style.path), reason="it does not say how to cite")


def faults(style: str, language: str) -> Iterator[Fault]:
    """The faults of a style, given as text, in the trials; only the first crash when there is one."""
    try:
        found = tuple(_faults(style, language, trials()))
    except Exception:  # citeproc-py raises errors of any kind
        yield next(_crashes(style, language))
    else:
        yield from found


def _crashes(style: str, language: str) -> Iterator[Fault]:
    """The trials that make a style crash by themselves, or else all trials together."""
    for some in (*((trial,) for trial in trials()), trials()):
        try:
            tuple(_faults(style, language, some))
        except Exception as error:  # likewise
            yield Fault("crash", some[0], f"{type(error).__name__}: {error}".rstrip(": "))


def _faults(style: str, language: str, some: Sequence[Trial]) -> Iterator[Fault]:
    tried = {f"trial-{number}": trial for number, trial in enumerate(some)}
    processor = Processor(style, language, {key: trial.item for key, trial in tried.items()}, ())
    labels = [word.rstrip(".") for word, label in processor.terms().items() if label == CHAPTER.label]
    for key, trial in tried.items():
        for locator in (CHAPTER, PAGE):
            yield from _in_citation(trial, processor.cite([Part(key, "", locator, "", True)], {}), locator, labels)
        processor.cite([Part(key, "", None, "", False)], {})
    for key, entry in processor.entries():
        yield from _in_any(tried[key], entry)


def _in_citation(trial: Trial, printed: str, locator: Locator, labels: list[str]) -> Iterator[Fault]:
    if locator.numbers not in printed:
        yield Fault("locator lost", trial, printed)
    elif locator == CHAPTER and not _labelled(printed, locator, labels):
        yield Fault("label lost", trial, printed)
    yield from _in_any(trial, printed)


def _labelled(printed: str, locator: Locator, labels: list[str]) -> bool:
    words = "|".join(map(re.escape, labels))
    beside = rf"\b(?:{words})\W*{locator.numbers}|{locator.numbers}\W*(?:{words})\b"
    return re.search(beside, re.sub("<[^>]*>", "", printed), re.IGNORECASE) is not None


def _in_any(trial: Trial, printed: str) -> Iterator[Fault]:
    try:
        words = "".join(fromstring(f"<p>{printed}</p>").itertext())
    except ParseError:
        yield Fault("markup", trial, printed)
        return
    if not any(sign.isalnum() for sign in words):
        yield Fault("nothing", trial, printed)
    if words.lower().count(TITLE.lower()) > 1:
        yield Fault("title twice", trial, printed)


def work(style: Element) -> float:
    """The most elements that a style evaluates for one source, macros included; infinite when it never ends."""
    macros = {macro.get("name", ""): macro for macro in style.iterfind(f"{CSL}macro")}
    known: dict[str, float] = {}

    def within(element: Element, above: frozenset[str], level: int) -> float:
        if level > DEEPEST:
            return math.inf
        parts = [within(child, above, level + 1) for child in element]
        most = max(parts, default=0) if element.tag in _ONE_OF else sum(parts)
        return 1 + len(parts) + most + called(element.get("macro", ""), above, level)

    def called(name: str, above: frozenset[str], level: int) -> float:
        if name in above:
            return math.inf
        if name in macros and name not in known:
            known[name] = within(macros[name], above | {name}, level + 1)
        return known.get(name, 0)

    return sum(within(part, frozenset(), 0) for part in style if part.tag in (f"{CSL}citation", f"{CSL}bibliography"))
