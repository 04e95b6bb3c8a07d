"""Tries an editor's own style before it is used, with sources that are known to make citeproc-py fail.

citeproc-py crashes on styles that its authors did not foresee, or silently prints nonsense: a locator without
its label, a title twice where there is no author, a tag that is never closed. Each trial is one source, cited twice, in
words that occur nowhere else, so that they can be found in what the style prints.

A style is a program, and may be one that never ends; such a style is not tried.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element, ParseError, fromstring

from brief.cite.locators import Locator
from brief.cite.processor import CSL, TAGS, Part, Processor
from brief.findings import Finding, Place
from brief.findings import citing as rules
from brief.findings.nearest import shortened
from brief.model import Citation, Sheet

Kind = Literal["crash", "nothing", "markup", "tags", "title twice", "label lost", "locator lost"]
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
class Fault:
    """A fault of a style: its kind, the source that shows it ('a book without a date'), and what the style printed.

    For a crash, `printed` is the error.
    """

    kind: Kind
    source: str
    printed: str


def trials() -> Mapping[str, Mapping[str, Any]]:
    """The sources by their description: of each kind that an office cites, with few and with many fields."""
    items = json.loads(Path(__file__).with_name("trials.json").read_text(encoding="utf-8"))
    return {item.pop("id"): {"title": TITLE, **item} for item in items}


def style_flaws(style: Sheet, language: str, citations: Iterable[Citation]) -> Iterator[Finding]:
    """The findings on an editor's own style; lost locators are reported only if a citation has one."""
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
            printed = fault.printed if kind in ("markup", "tags") else re.sub("<[^<>]*>", "", fault.printed)
            trouble = rules.TROUBLE[kind].format(source=fault.source, printed=shortened(printed))
            yield rules.STYLE_UNFIT.at(Place(style.path), trouble=trouble)


def _broken(style: Sheet) -> Finding | None:
    """The finding on a file that is not a complete style; None if it is one."""
    place = Place(style.path)
    if "<!" in style.text.replace("<!--", ""):
        return rules.STYLE_BROKEN.at(place, reason="it has a document type or raw text, which no style needs")
    try:
        root = fromstring(style.text.encode())
    except ParseError as error:
        line, column = error.position
        return rules.STYLE_BROKEN.at(Place(style.path, line, column + 1), reason="here it is no XML any more")
    except (LookupError, ValueError):
        return rules.STYLE_BROKEN.at(Place(style.path, 1), reason="it is not in UTF-8, as it says itself")
    if root.tag != f"{CSL}style":
        return rules.STYLE_BROKEN.at(Place(style.path, 1), reason="it begins with another element than <style>")
    if root.find(f"{CSL}citation/{CSL}layout") is not None:
        return None
    links = root.findall(f"{CSL}info/{CSL}link")
    if parent := next((link.get("href", "") for link in links if link.get("rel") == "independent-parent"), ""):
        return rules.STYLE_DEPENDENT.at(place, parent=parent.rpartition("/")[2])
    return rules.STYLE_BROKEN.at(place, reason="it does not say how to cite")


def faults(style: str, language: str) -> list[Fault]:
    """The faults of a style, given as text, in the trials; only the first crash when there is one.

    The crash is that of the first source that crashes when tried alone, or else that of all sources together.
    """
    sources = trials()
    try:
        return [*_faults(style, language, sources)]
    except Exception as error:  # citeproc-py raises errors of any kind
        together = _crash(next(iter(sources)), error)
    for source, item in sources.items():
        try:
            tuple(_faults(style, language, {source: item}))
        except Exception as error:  # likewise
            return [_crash(source, error)]
    return [together]


def _crash(source: str, error: Exception) -> Fault:
    return Fault("crash", source, f"{type(error).__name__}: {error}".rstrip(": "))


def _faults(style: str, language: str, sources: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    processor = Processor(style, language, sources, ())
    labels = [re.escape(word.rstrip(".")) for word, label in processor.terms().items() if label == CHAPTER.label]
    words, number = "|".join(labels), CHAPTER.numbers
    labelled = re.compile(rf"\b(?:{words})\W*{number}|{number}\W*(?:{words})\b", re.IGNORECASE)
    for source in sources:
        for locator in (CHAPTER, PAGE):
            printed = processor.cite([Part(source, "", locator, "", True)], {})
            if locator.numbers not in printed:
                yield Fault("locator lost", source, printed)
            elif locator == CHAPTER and not labelled.search(re.sub("<[^>]*>", "", printed)):
                yield Fault("label lost", source, printed)
            yield from _in_any(source, printed)
        processor.cite([Part(source, "", None, "", False)], {})
    for source, entry in processor.entries():
        yield from _in_any(source, entry)


def _in_any(source: str, printed: str) -> Iterator[Fault]:
    """The faults that both a citation and an entry can have."""
    try:
        tree = fromstring(f"<span>{printed}</span>")
    except ParseError:
        yield Fault("markup", source, printed)
        return
    words = "".join(tree.itertext())
    if any(element.tag not in TAGS or not element.attrib.keys() <= {"style"} for element in tree.iter()):
        yield Fault("tags", source, printed)
    if not any(sign.isalnum() for sign in words):
        yield Fault("nothing", source, printed)
    if words.lower().count(TITLE.lower()) > 1:
        yield Fault("title twice", source, printed)


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
