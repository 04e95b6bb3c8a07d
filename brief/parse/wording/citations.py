"""Citations as Pandoc writes them (https://pandoc.org/MANUAL.html#citation-syntax), and references to figures.

``[see @coi2014, p. 7; -@hrc2525]``, ``@collins2012 [p. 4]`` and ``-@hrc2525``; ``@fig:songbun`` and ``@tab:record``.
What comes of a citation is told in `brief.model.citations`. A reference is a link with the kind of what it leads to in
``data-ref``, and without words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from brief.findings import Finding, Place
from brief.findings import wording as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import reference
from brief.parse.reading.lines import Passage, masked

_BEFORE = r"(?<![\w/.@+\\-])"
"""What stands before an @ in a mail address, and in a web address."""

_KEY = r"@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))"
"""A key: letters, digits and single signs within it, or anything without blanks between braces."""

_INSIDE = r"(?:[^\[\]]|\[[^\[\]]*\])"

_IN_BRACKETS = rf"\[(?P<parts>(?:(?!\^){_INSIDE})*?{_BEFORE}-?@[\w{{]{_INSIDE}*)\](?!\()"
"""A citation in brackets; what is followed by an address in brackets is a link."""

_IN_SENTENCE = rf"{_BEFORE}(?P<minus>-?){_KEY}(?:[ \n]?\[(?P<rest>(?![^\[\];]*@){_INSIDE}+)\](?!\())?"
"""A citation that is a word of the sentence, with the rest of it in brackets behind it."""

CITATION = f"(?:{_IN_BRACKETS}|{_IN_SENTENCE})"
"""A citation, or a reference."""

_LOOKS_LIKE_ONE = (
    re.compile(r"\[(?:@[ ])?(?P<key>\w(?:[\w:.-]*\w)?)\](?![(\[:])"),
    re.compile(r"\[-?@(?P<key>\w(?:[\w:.-]*\w)?)(?=[^\[\]]*(?:\[|\Z))"),
)
"""A key in brackets without its @, or with a blank behind that; one in a bracket that nothing closes."""

_ONE = re.compile(rf"{_BEFORE}(?P<minus>-?){_KEY}")
_PARTS = re.compile(r"(?:&#?\w+;|[^;])+")


def cite(match: re.Match[str]) -> Element | str:
    """What comes of a citation or a reference; the text itself when a part of it has no key."""
    return _in_sentence(match) if match["parts"] is None else _in_brackets(match)


def _in_brackets(match: re.Match[str]) -> Element | str:
    parts = _PARTS.findall(match["parts"])
    if not all(map(_ONE.search, parts)):
        return match[0]
    references = [(_reference(one), part[: one.start()], part[one.end() :]) for part, one in _keyed(parts)]
    if all(link is not None for link, *_ in references):
        return _joined([(link, before, after) for link, before, after in references if link is not None])
    cites = Element("span", {"data-cites": "aside"})
    for part, one in _keyed(parts):
        _add(cites, one, part[: one.start()].lstrip(), part[one.end() :])
    return cites


def _keyed(parts: Iterable[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """The parts of a citation that have a key, each with it."""
    return ((part, one) for part in parts if (one := _ONE.search(part)))


def _in_sentence(match: re.Match[str]) -> Element:
    rest = match["rest"] or ""
    link = _reference(match)
    if link is not None:
        return _joined([(link, "", f" [{rest}]" if rest else "")])
    cites = Element("span", {"data-cites": "aside" if match["minus"] else "text"})
    first, *others = _PARTS.findall(rest) or [""]
    _add(cites, match, "", f", {first}" if first else "")
    for part, one in _keyed(others):
        _add(cites, one, part[: one.start()].lstrip(), part[one.end() :])
    return cites


def _add(cites: Element, one: re.Match[str], before: str, after: str) -> None:
    """Adds one source to a citation."""
    cite = SubElement(cites, "span", {"data-cite": _key(one)})
    cite.text = before
    if one["minus"]:
        cite.set("data-author", "no")
    SubElement(cites, "span", {"data-rest": ""}).text = after


def _key(match: re.Match[str]) -> str:
    return match["braced"] or match["key"]


def _reference(match: re.Match[str]) -> Element | None:
    """The link to a figure or table, when the key is one's name."""
    found = reference(_key(match))
    return Element("a", {"href": f"#{found[1]}", "data-ref": found[0]}) if found else None


def _joined(references: list[tuple[Element, str, str]]) -> Element:
    """Links, each with the words before and after it, and commas between them; one by itself."""
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


def words_of(root: Element) -> Iterator[Element]:
    """The words before and after the keys in a tree: texts of their own, apart from the sentence around them."""
    for cites in root.iter("span"):
        if "data-cites" in cites.attrib:
            yield from cites


def check_keys(
    passages: Iterable[Passage], keys: Collection[str], files: Collection[str], path: Path
) -> Iterator[Finding]:
    """Each key that no source has, and each part of a citation without one; `files` are those with the sources."""
    for passage in passages:
        signs = masked(passage.text)
        for offset, part in _broken(signs):
            yield rules.CITATION_BROKEN.at(Place(path, *passage.place(offset)), part=shortened(part))
        for offset, first, second in _joined_keys(signs):
            yield rules.CITATION_JOINED.at(Place(path, *passage.place(offset)), first=first, second=second)
        for match in (match for pattern in _LOOKS_LIKE_ONE for match in pattern.finditer(signs)):
            if (key := match["key"]) in keys:
                yield rules.CITATION_OPEN.at(
                    Place(path, *passage.place(match.start())), text=shortened(match[0]), key=key
                )
        for match in _ONE.finditer(signs):
            key = _key(match)
            signed = signs.rfind("<!", 0, match.start()) > signs.rfind(">", 0, match.start())  # a comment, mistyped
            if key not in keys and not reference(key) and not signed:
                at = match.start() + len(match["minus"])
                yield rules.SOURCE_UNKNOWN.at(
                    Place(path, *passage.place(at)), key=shortened(key), nearest=_way(key, keys, files)
                )


def _broken(signs: str) -> Iterator[tuple[int, str]]:
    """The parts of citations that name no source, and where they begin; figures are not cited beside sources."""
    for match in re.finditer(CITATION, signs):
        group = "rest" if match["parts"] is None else "parts"
        parts = [*_PARTS.finditer(match[group] or "")]
        cited = parts[1:] if group == "rest" else parts
        found = [_ONE.search(part[0]) for part in cited]
        only_figures = group == "parts" and all(one and reference(_key(one)) for one in found)
        for part, one in zip(cited, found, strict=True):
            if not one or (reference(_key(one)) and not only_figures):
                yield match.start(group) + part.end() - len(part[0].lstrip()), part[0].strip()


def _joined_keys(signs: str) -> Iterator[tuple[int, str, str]]:
    """The keys that stand behind another in one part of a citation, and where they do."""
    for match in re.finditer(CITATION, signs):
        group = "rest" if match["parts"] is None else "parts"
        for part in _PARTS.finditer(match[group] or ""):
            for first, second in pairwise(_ONE.finditer(part[0])):
                yield match.start(group) + part.start() + second.start(), _key(first), _key(second)


def _way(key: str, keys: Collection[str], files: Collection[str]) -> str:
    kind, colon, name = key.partition(":")
    if colon and kind.lower() in ("figure", "chart", "table"):
        return rules.SOURCE_KIND.format(name=shortened(name))
    if not files:
        return rules.SOURCE_UNKNOWN_WITHOUT_FILE
    return (did_you_mean(key, keys, "") if keys else "") or rules.SOURCE_UNKNOWN_OTHERWISE.format(
        file=" or ".join(files)
    )
