"""Prints what a screen reader says: as lines for people, one for each element, or as an object for JSON.

Square brackets hold what is announced but not printed: ``[note 1]``, ``[link: where it leads]``, ``[image: its
alternative text]``, ``[in full: what the abbreviation is short for]``, ``[ko: words in another language]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from unicodedata import combining, east_asian_width

from brief.listen.hearing import Spoken, hear
from brief.listen.parts import Part, Words, clean
from brief.listen.roles import LINKS, NUMBERINGS, PICTURES, name_of
from brief.listen.tables import DOWN
from brief.listen.tree import Tree

LEAST = 20
"""The fewest columns of a folded text, however narrow the terminal."""

LABEL = 14
"""The column at which the text of a line begins, unless it is indented further."""

MARK = 5
"""The most characters of the mark of an item, such as (vii); a longer one is a term and is read as text."""

CALL = 3
"""The most characters of the call of a note; a longer Reference is read as a link."""

NOTES = {"Note", "FENote"}
NO_ALT = "no alternative text"
EMPTY = "[empty]"


def lines(tree: Tree, width: int | None = None) -> Iterator[str]:
    """The lines for people, folded to `width` columns if that is given."""
    about = f"[{tree.language or 'no language'}, {_count(tree.pages, 'page')}]"
    yield from fold(_label(0, "Document"), clean(f"{tree.title or '[no title]'} {about}"), width)
    page = 1
    for entry in _grouped(list(hear(tree.top))):
        if entry.first.page and entry.first.page != page:
            page = entry.first.page
            yield from fold(_label(0, "Page"), str(page), width)
        text = clean(_text(entry, tree.language)).strip() or ("" if entry.has_more else EMPTY)
        yield from fold(_label(entry.first.depth, _name(entry)), text, width)


class Entry(NamedTuple):
    """The content of one line: an element, inner elements that share it, and whether other inner elements follow."""

    first: Spoken
    rest: Sequence[Spoken]
    has_more: bool


def _grouped(elements: Sequence[Spoken]) -> Iterator[Entry]:
    """The elements as entries: a row with all of its content, a table with its caption, any other by itself."""
    begin = 0
    while begin < len(elements):
        first = elements[begin]
        end = begin + 1
        while end < len(elements) and elements[end].depth > first.depth and _shares_line(elements[end], first):
            end += 1
        yield Entry(first, elements[begin + 1 : end], end < len(elements) and elements[end].depth > first.depth)
        begin = end


def _shares_line(one: Spoken, first: Spoken) -> bool:
    return first.role == "TR" or (first.role == "Table" and one.role == "Caption")


def _label(depth: int, name: str) -> str:
    return f"{'  ' * depth}{name}  ".ljust(LABEL)


def _name(entry: Entry) -> str:
    """The name of an element at the start of its line."""
    first = entry.first
    if first.goes_on:
        return "(goes on)"
    cells = [one for one in entry.rest if one.depth == first.depth + 1 and (one.scope or one.text)]
    if first.role == "TR" and cells and all(one.scope in DOWN for one in cells):
        return "Header row"
    if first.role == "LI" and first.label:
        return first.label if len(first.label) <= MARK else name_of("LI")
    return f"{name_of(first.role)} {first.label.rstrip('.')}".rstrip()


def _text(entry: Entry, language: str) -> str:
    """The text of a line."""
    first = entry.first
    if first.role == "TR":
        return "; ".join(_cells(entry.rest, language))
    if first.role == "Table":
        size = f"{_count(first.columns or 0, 'column')}, {_count(first.rows or 0, 'row')}"
        return ": ".join([size, *(_spoken(one, language) for one in entry.rest)])
    if first.role == "L":
        return ", ".join(filter(None, [NUMBERINGS.get(first.numbering, ""), _count(first.items or 0, "item")]))
    term = f"{first.label}: " if first.role == "LI" and len(first.label) > MARK else ""
    return term + _spoken(first, language)


def _cells(within: Sequence[Spoken], language: str) -> Iterator[str]:
    """The text of each cell of a row: its headers, then its content."""
    starts = [number for number, one in enumerate(within) if one.depth == within[0].depth and not one.goes_on]
    for start, end in zip(starts, [*starts[1:], len(within)], strict=True):
        cell = within[start:end]
        content = " ".join(filter(None, (_in_cell(element, language) for element in cell)))
        yield ": ".join([*cell[0].headers, content or EMPTY])


def _in_cell(one: Spoken, language: str) -> str:
    """The text of an element in a cell, with the mark of an item or the number of a note."""
    note = f"{name_of(one.role)} " if one.role in NOTES else ""
    return f"{note}{one.label} {_spoken(one, language)}".strip()


def _spoken(one: Spoken, language: str) -> str:
    """The words of an element, with announcements in brackets."""
    if one.role in PICTURES and not one.alt:
        return f"[{NO_ALT}]"
    if one.alt is not None:
        return _in_language(one.alt, one.language, language)
    return "".join(_part(part, language) for part in one.parts)


def _part(part: Part, language: str) -> str:
    spoken = "".join(_words(piece, language) for piece in part.words)
    if part.role == "Reference" and len(part.text.strip()) <= CALL:
        return f" [note {part.text.strip()}]"
    if part.role in LINKS:
        return f"{spoken} [{': '.join(filter(None, ['link', _leads(part)]))}]"
    return spoken


def _leads(link: Part) -> str:
    """Where a link leads, without its own text."""
    rest = link.target.removeprefix(link.text.strip()).lstrip(" ,;:–—")
    return rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest


def _words(one: Words, language: str) -> str:
    if one.role:
        return f" [image: {one.alt or NO_ALT}] "
    spoken = one.text if one.alt is None else one.alt
    full = f" [in full: {one.expansion}]" if one.expansion else ""
    return _in_language(spoken, one.language, language) + full


def _in_language(text: str, its: str, language: str) -> str:
    """Words, in brackets with their language when it is not that of the document."""
    inner = text.strip()
    is_foreign = inner and its.casefold() != language.casefold()
    return text.replace(inner, f"[{its}: {inner}]", 1) if is_foreign else text


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def columns(text: str) -> int:
    """The columns of a text in a terminal: two for Hangul and ideographs, none for combining marks."""
    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def fold(label: str, text: str, width: int | None) -> Iterator[str]:
    """A line that begins with `label`, with its text folded to `width` columns and indented by the label.

    A word that is too wide has a line of its own. Without a width the line stays whole.
    """
    if width is None:
        yield f"{label}{text}".rstrip()
        return
    indent = columns(label)
    room = max(width - indent, LEAST)
    line, begin = "", label
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and columns(longer) > room:
            yield f"{begin}{line}".rstrip()
            line, begin = word, " " * indent
        else:
            line = longer
    yield f"{begin}{line}".rstrip()


def report(tree: Tree) -> dict[str, Any]:
    """The object for JSON.

    Its elements are in reading order; each cell of a table is an element. All of them have role, depth, language, page,
    text and alt; other keys are left out when they are empty. The texts of `parts` add up to that of the element; a
    part with a `role` belongs to a Link, a Reference, a Figure, Code or a Quote.
    """
    return {
        "title": tree.title,
        "language": tree.language,
        "pages": tree.pages,
        "elements": [_element(one) for one in hear(tree.top)],
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
