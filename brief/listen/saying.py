"""What is heard, put in writing: a line an element for people, an object for machines.

What stands in square brackets is said and not printed: ``[note 1]``, ``[link: where it leads]``, ``[image: its
alternative text]``, ``[in full: what the abbreviation is short for]``, ``[ko: words in another language]``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from brief.listen.folding import fold
from brief.listen.hearing import Spoken
from brief.listen.lines import Part, Words, clean
from brief.listen.roles import PICTURES, numbering, words
from brief.listen.tables import DOWN

LABEL = 14
"""Columns from the beginning of a line to its text, where it is not indented further."""

MARK = 5
"""Characters of the longest mark, like (vii), that stands before an item; what is longer is a term, said as text."""

CALL = 3
"""Characters of the longest call of a note; a longer Reference is read as a link."""

LINKS = {"Link", "Annot", "Reference"}
"""What is read as a link."""

NOTES = {"Note", "FENote"}
NO_ALT = "no alternative text"
EMPTY = "[empty]"


@dataclass(frozen=True, slots=True)
class Heard:
    """A PDF as it is heard: its title, its language, the number of its pages, its elements in reading order."""

    title: str
    language: str
    pages: int
    elements: tuple[Spoken, ...]


def lines(heard: Heard, width: int | None = None) -> Iterator[str]:
    """What is heard, one line an element; each folded to `width` columns if that is given."""
    about = f"[{heard.language or 'no language'}, {_count(heard.pages, 'page')}]"
    yield from fold(_label(0, "Document"), clean(f"{heard.title or '[no title]'} {about}"), width)
    page = 1
    for told in _told_together(heard.elements):
        if told.first.page and told.first.page != page:
            page = told.first.page
            yield from fold(_label(0, "Page"), str(page), width)
        text = clean(_text(told, heard.language)).strip() or ("" if told.has_more else EMPTY)
        yield from fold(_label(told.first.depth, _name(told)), text, width)


class Told(NamedTuple):
    """What one line tells: an element, those in it that the line tells too, and whether others in it follow."""

    first: Spoken
    rest: Sequence[Spoken]
    has_more: bool


def _told_together(elements: Sequence[Spoken]) -> Iterator[Told]:
    """What each line tells: a row with all that stands in it, a table with a caption above it, else one element."""
    begin = 0
    while begin < len(elements):
        first = elements[begin]
        end = begin + 1
        while end < len(elements) and elements[end].depth > first.depth and _is_told_with(elements[end], first):
            end += 1
        yield Told(first, elements[begin + 1 : end], end < len(elements) and elements[end].depth > first.depth)
        begin = end


def _is_told_with(one: Spoken, first: Spoken) -> bool:
    return first.role == "TR" or (first.role == "Table" and one.role == "Caption")


def _label(depth: int, name: str) -> str:
    return f"{'  ' * depth}{name}  ".ljust(LABEL)


def _name(told: Told) -> str:
    """What an element is called in its line."""
    first = told.first
    if first.goes_on:
        return "(goes on)"
    cells = [one for one in told.rest if one.depth == first.depth + 1 and (one.scope or one.text)]
    if first.role == "TR" and cells and all(one.scope in DOWN for one in cells):
        return "Header row"
    if first.role == "LI" and first.label:
        return first.label if len(first.label) <= MARK else words("LI")
    return f"{words(first.role)} {first.label.rstrip('.')}".rstrip()


def _text(told: Told, language: str) -> str:
    """What is said of an element."""
    first = told.first
    if first.role == "TR":
        return "; ".join(_cells(told.rest, language))
    if first.role == "Table":
        size = f"{_count(first.columns or 0, 'column')}, {_count(first.rows or 0, 'row')}"
        return ": ".join([size, *(_said(one, language) for one in told.rest)])
    if first.role == "L":
        return ", ".join(filter(None, [numbering(first.numbering), _count(first.items or 0, "item")]))
    term = f"{first.label}: " if first.role == "LI" and len(first.label) > MARK else ""
    return term + _said(first, language)


def _cells(within: Sequence[Spoken], language: str) -> Iterator[str]:
    """What is said of each cell of a row: its headers, then all that stands in it."""
    starts = [number for number, one in enumerate(within) if one.depth == within[0].depth and not one.goes_on]
    for start, end in zip(starts, [*starts[1:], len(within)], strict=True):
        cell = within[start:end]
        said = " ".join(filter(None, (_in_cell(one, language) for one in cell)))
        yield ": ".join([*cell[0].headers, said or EMPTY])


def _in_cell(one: Spoken, language: str) -> str:
    """What is said of an element in a cell: items with their mark, notes with their number."""
    note = f"{words(one.role)} " if one.role in NOTES else ""
    return f"{note}{one.label} {_said(one, language)}".strip()


def _said(one: Spoken, language: str) -> str:
    """The words of an element's line, as they are said."""
    if one.role in PICTURES and not one.alt:
        return f"[{NO_ALT}]"
    if one.alt is not None:
        return _in_language(one.alt, one.language, language)
    return "".join(_part(part, language) for part in one.parts)


def _part(part: Part, language: str) -> str:
    said = "".join(_words(one, language) for one in part.words)
    if part.role == "Reference" and len(part.text.strip()) <= CALL:
        return f" [{words(part.role)} {part.text.strip()}]"
    if part.role in LINKS:
        return f"{said} [{': '.join(filter(None, [words('Link'), _leads(part)]))}]"
    return said


def _leads(link: Part) -> str:
    """Where a link leads, without its own text, which is said already."""
    rest = link.target.removeprefix(link.text.strip()).lstrip(" ,;:–—")
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest


def _words(one: Words, language: str) -> str:
    if one.role:
        return f" [image: {one.alt or NO_ALT}] "
    said = one.text if one.alt is None else one.alt
    full = f" [in full: {one.expansion}]" if one.expansion else ""
    return _in_language(said, one.language, language) + full


def _in_language(text: str, its: str, language: str) -> str:
    """Words with a mark around them when they are in another language than the document."""
    if not text.strip() or its.casefold() == language.casefold():
        return text
    return re.sub(r"^(\s*)(.*?)(\s*)$", lambda found: f"{found[1]}[{its}: {found[2]}]{found[3]}", text, flags=re.DOTALL)


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def report(heard: Heard) -> dict[str, Any]:
    """What is heard as one object for JSON.

    Its elements are the `Spoken` in reading order, each cell of a table one of them. They always have role, depth,
    language, page, text and alt; what else an element or a part of its text does not have is left out. The texts of
    `parts` are together that of the element; a part with a `role` is of a Link, a Reference, a Figure, Code or a Quote.
    """
    return {
        "title": heard.title,
        "language": heard.language,
        "pages": heard.pages,
        "elements": [_element(one) for one in heard.elements],
    }


def _element(one: Spoken) -> dict[str, Any]:
    names = ("label", "numbering", "items", "columns", "rows", "scope", "headers", "goes_on")
    return {
        "role": one.role,
        "depth": one.depth,
        "language": one.language,
        "page": one.page,
        "text": one.text,
        "alt": one.alt,
        **_given({name: getattr(one, name) for name in names}),
        **_given({"parts": [entry for part in one.parts for entry in _entries(part)]}),
    }


def _entries(part: Part) -> Iterator[dict[str, Any]]:
    for one in part.words:
        more = {"role": one.role or part.role, "target": part.target, "alt": one.alt, "expansion": one.expansion}
        yield {"text": one.text, "language": one.language, **_given(more)}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
