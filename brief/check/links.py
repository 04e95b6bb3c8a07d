"""Checks of names and links: each name is given once, each link has a target, and no address tracks its reader."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from brief.check.context import EditionText, Manuscript
from brief.check.places import elements, find, printed_addresses, printed_at, sourced
from brief.findings import Finding, citing
from brief.findings import page as rules
from brief.findings.nearest import did_you_mean, perhaps, shortened
from brief.model import Text, classes, tracking

PREFIXES = {"figure": "fig", "table": "tab"}
"""The prefix of a reference, by the kind of its target."""

OF_NOTE = re.compile(r"#_?(?:ftn|edn|ftnt|fn|note)(?:_?ref)?[-_:]?(?P<number>\d{1,4})")
"""The target of a link to a note, or back from it, in an export from Word, Google Docs or Pandoc."""

PASSWORD = re.compile(r"https?://(?P<both>(?P<user>[^/?#:@]+):[^/?#@]+@)", re.IGNORECASE)
"""The start of an address that contains a user and a password (RFC 3986, 3.2.1)."""


def repeated_names(context: Manuscript | EditionText) -> Iterator[Finding]:
    """Names that are given twice; a section has the name of its file.

    The two versions of a section may share a name, since an edition prints only one of them.
    """
    given: dict[str, tuple[Text | None, str]] = {
        text.section.name: (None, f"as the section {text.section.file}") for text in context.texts
    }
    for text in context.texts:
        for element, source in sourced(text):
            if not (name := element.get("id")):
                continue
            place = find(text.section, source, name if "data-exhibit" in element.attrib else f"#{name}")
            if name not in given:
                given[name] = (text, f"in {place.path.name}, line {place.line}")
                continue
            other, where = given[name]
            if other is None or other is text or other.section.name != text.section.name:
                yield rules.NAME_TWICE.at(place, anchor=name, other=where)


def broken_links(manuscript: Manuscript) -> Iterator[Finding]:
    """Links within the brief that lead nowhere."""
    texts = manuscript.texts
    anchors = {element.get("id", "") for element, _ in elements(texts)} - {""}
    anchors |= {text.section.name for text in texts}
    for element, at in elements(texts):
        target = element.get("href", "")
        is_local = element.tag == "a" and target[:1] == "#" and "data-ref" not in element.attrib
        if is_local and target[1:] not in anchors and (note := OF_NOTE.fullmatch(target)):
            yield rules.NOTE_OF_WORD.at(at(target), anchor=target[1:], number=note["number"])
        elif is_local and target[1:] not in anchors:
            near = perhaps(target, (f"#{anchor}" for anchor in anchors))
            yield rules.LINK_BROKEN.at(at(target), anchor=target[1:], near=near)


def broken_references(manuscript: Manuscript) -> Iterator[Finding]:
    """References to a figure or table that does not exist or has no number."""
    yield from dict.fromkeys(_broken_references(manuscript.texts))


def _broken_references(texts: Sequence[Text]) -> Iterator[Finding]:
    known = _numbered(texts)
    for element, at in elements(texts):
        if not (kind := element.get("data-ref")):
            continue
        name, prefix = element.get("href", "")[1:], PREFIXES[kind]
        place = at(f"@{prefix}:{name}")
        if known.get(name) == "table without a caption":
            yield citing.REFERENCE_WITHOUT_NUMBER.at(place, name=name)
        elif known.get(name) != kind:
            nearest = _nearest(name, kind, known)
            yield citing.REFERENCE_UNKNOWN.at(place, kind=kind, name=name, prefix=prefix, nearest=nearest)


def _nearest(name: str, kind: str, known: Mapping[str, str]) -> str:
    """The advice for a reference to an unknown name: what it may be meant to refer to."""
    if other := known.get(name):
        return citing.REFERENCE_OTHER_KIND.format(kind=other, prefix=PREFIXES[other], name=name)
    same_kind = [known_name for known_name, its_kind in known.items() if its_kind == kind]
    return did_you_mean(name, same_kind, "") or citing.REFERENCE_UNKNOWN_OTHERWISE.format(name=name)


def _numbered(texts: Sequence[Text]) -> Mapping[str, str]:
    """The kind of each named figure or table: 'figure', 'table' or 'table without a caption'."""
    kinds: dict[str, str] = {}
    for element, _ in elements(texts):
        name = element.get("id", "")
        if element.tag == "figure" and "decorative" not in classes(element):
            kinds[name] = "figure"
        elif element.tag == "div" and "table" in classes(element):
            captioned = element.find("table/caption") is not None
            kinds[name] = "table" if captioned else "table without a caption"
    kinds.pop("", None)
    return kinds


def unclosed_links(manuscript: Manuscript) -> Iterator[Finding]:
    """Links that are read as words in brackets and an address behind them, because a bracket is missing."""
    for element, at in elements(manuscript.texts):
        before = element.text or ""
        for child in element:
            if child.tag == "a" and before.endswith("]("):
                yield rules.LINK_UNCLOSED.at(at(f"]({child.get('href', '')[:8]}"))
            before = child.tail or ""


def tracked_readers(manuscript: Manuscript) -> Iterator[Finding]:
    """Addresses that track their readers, who did not ask for it; on paper, tracking has no use."""
    brief, settings = manuscript.brief, manuscript.brief.settings
    urls = {f"organisation.{index}.url": organisation.url for index, organisation in enumerate(settings.organisation)}
    in_settings = printed_at(brief, {**urls, "web-address": settings.web_address})
    for address, place in chain(in_settings, printed_addresses(manuscript.texts)):
        if parameters := tracking(address):
            yield rules.LINK_TRACKS.at(place(parameters[0]), parameters=shortened(", ".join(parameters)))


def passwords(manuscript: Manuscript) -> Iterator[Finding]:
    """Addresses in the text that contain a password, which every copy would reveal; brief.yaml accepts no such one."""
    for address, place in printed_addresses(manuscript.texts):
        if match := PASSWORD.match(address):
            yield rules.LINK_PASSWORD.at(place(match["both"]), user=shortened(match["user"]))
