"""Citations as Pandoc writes them (https://pandoc.org/MANUAL.html#citation-syntax), and references to figures.

``[see @coi2014, p. 7; -@hrc2525]``, ``@collins2012 [p. 4]`` and ``-@hrc2525``; ``@fig:songbun`` and ``@tab:record``.
`brief.model.citations` describes the element of a citation. A reference is a link without words, with ``figure`` or
``table`` in ``data-ref``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import TypeAlias
from xml.etree.ElementTree import Element, SubElement

from brief.findings import Finding
from brief.findings import wording as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import reference
from brief.parse.reading.lines import Passage

_BEFORE = r"(?<![\w/.@+\\-])"
"""Nothing before the @ that would make it a part of a mail or web address."""

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
"""A key: letters, digits and single signs within it, or anything without blanks between braces."""

_INSIDE = r"(?:[^\[\]]|\[[^\[\]]*\])"

_IN_BRACKETS = rf"\[(?P<parts>(?:(?!\^){_INSIDE})*?{_BEFORE}-?@[\w{{]{_INSIDE}*)\](?!\()"
"""A citation in brackets; followed by an address in brackets, it would be a link."""

_IN_SENTENCE = rf"{_BEFORE}(?P<minus>-?){_KEY}(?:[ \n]?\[(?P<rest>(?![^\[\];]*@){_INSIDE}+)\](?!\())?"
"""A citation that is a word of the sentence, and the rest of it in the brackets that may follow."""

CITATION = f"(?:{_IN_BRACKETS}|{_IN_SENTENCE})"
"""A citation, or a reference."""

_LOOKS_LIKE_CITATION = (
    re.compile(r"\[(?:@[ ])?(?P<key>\w(?:[\w:.-]*\w)?)\](?![(\[:])"),
    re.compile(r"\[-?@(?P<key>\w(?:[\w:.-]*\w)?)(?=[^\[\]]*(?:\[|\Z))"),
)
"""Mistyped citations: a key in brackets without its @ or with a blank after it, and one in an unclosed bracket."""

_CITED = re.compile(rf"{_BEFORE}(?P<minus>-?){_KEY}")
_PARTS = re.compile(r"(?:&#?\w+;|[^;])+")


def cite(match: re.Match[str]) -> Element | str:
    """The element of a citation or a reference; the text when a part of it has no key."""
    return _in_sentence(match) if match["parts"] is None else _in_brackets(match)


Keyed: TypeAlias = tuple[re.Match[str], str, str]
"""A key, and the words before and after it."""


def _keyed(parts: Iterable[str]) -> list[Keyed]:
    """The parts of a citation that have a key."""
    return [(cited, part[: cited.start()], part[cited.end() :]) for part in parts if (cited := _CITED.search(part))]


def _in_brackets(match: re.Match[str]) -> Element | str:
    parts = _PARTS.findall(match["parts"])
    keyed = _keyed(parts)
    if len(keyed) < len(parts):
        return match[0]
    links = [(link, before, after) for cited, before, after in keyed if (link := _reference(cited)) is not None]
    return _joined(links) if len(links) == len(parts) else _cites("aside", keyed)


def _in_sentence(match: re.Match[str]) -> Element:
    rest = match["rest"] or ""
    link = _reference(match)
    if link is not None:
        return _joined([(link, "", f" [{rest}]" if rest else "")])
    first, *others = _PARTS.findall(rest) or [""]
    return _cites("aside" if match["minus"] else "text", [(match, "", f", {first}" if first else ""), *_keyed(others)])


def _cites(kind: str, keyed: Iterable[Keyed]) -> Element:
    cites = Element("span", {"data-cites": kind})
    for cited, before, after in keyed:
        cite = SubElement(cites, "span", {"data-cite": _key(cited)})
        cite.text = before.lstrip()
        if cited["minus"]:
            cite.set("data-author", "no")
        SubElement(cites, "span", {"data-rest": ""}).text = after
    return cites


def _key(match: re.Match[str]) -> str:
    return match["braced"] or match["key"]


def _reference(match: re.Match[str]) -> Element | None:
    """The link to a figure or a table; None for the key of a source."""
    found = reference(_key(match))
    return Element("a", {"href": f"#{found[1]}", "data-ref": found[0]}) if found else None


def _joined(references: list[tuple[Element, str, str]]) -> Element:
    """A ``span`` with links to figures and the words around them; a single link without words is returned as it is."""
    (first, before, _), *others = references
    if not others and not "".join(references[0][1:]).strip():
        return first
    group = Element("span", {"data-refs": ""})
    group.text = before.lstrip()
    for number, (link, _, after) in enumerate(references, 1):
        following = f", {references[number][1].lstrip()}" if number < len(references) else ""
        link.tail = after.rstrip(" ") + following if following else after
        group.append(link)
    return group


def check_citations(passage: Passage, keys: Collection[str], files: Collection[str]) -> Iterator[Finding]:
    """Refuses keys without a source, and parts of a citation without exactly one key; `files` are those of sources."""
    for citation in re.finditer(CITATION, passage.signs):
        yield from _check_parts(citation, passage)
    for match in (match for pattern in _LOOKS_LIKE_CITATION for match in pattern.finditer(passage.signs)):
        if (key := match["key"]) in keys:
            yield rules.CITATION_OPEN.at(passage.place(match.start()), text=shortened(match[0]), key=key)
    for match in _CITED.finditer(passage.signs):
        key = _key(match)
        before = passage.signs[: match.start()]
        is_in_comment = before.rfind("<!") > before.rfind(">")  # in a mistyped comment, which is refused anyway
        if key not in keys and not reference(key) and not is_in_comment:
            place = passage.place(match.start() + len(match["minus"]))
            yield rules.SOURCE_UNKNOWN.at(place, key=shortened(key), nearest=_nearest(key, keys, files))


def _check_parts(citation: re.Match[str], passage: Passage) -> Iterator[Finding]:
    """Checks that each part has one key, and that no citation mixes figures and sources."""
    group = "parts" if citation["parts"] else "rest"
    parts = [*_PARTS.finditer(citation[group] or "")]
    keys = [[*_CITED.finditer(part[0])] for part in parts]
    only_figures = group == "parts" and all(cited and reference(_key(cited[0])) for cited in keys)
    for number, (part, cited) in enumerate(zip(parts, keys, strict=True)):
        start = citation.start(group) + part.start()
        for first, second in pairwise(cited):
            yield rules.CITATION_JOINED.at(
                passage.place(start + second.start()), first=_key(first), second=_key(second)
            )
        if group == "rest" and number == 0:
            continue  # the words behind a key in the sentence
        if not cited or (reference(_key(cited[0])) and not only_figures):
            blanks = len(part[0]) - len(part[0].lstrip())
            yield rules.CITATION_BROKEN.at(passage.place(start + blanks), part=shortened(part[0]))


def _nearest(key: str, keys: Collection[str], files: Collection[str]) -> str:
    kind, colon, name = key.partition(":")
    if colon and kind.lower() in ("figure", "chart", "table"):
        return rules.SOURCE_KIND.format(name=shortened(name))
    if not files:
        return rules.SOURCE_UNKNOWN_WITHOUT_FILE
    return did_you_mean(key, keys, rules.SOURCE_UNKNOWN_OTHERWISE, file=" or ".join(files))
