"""Turns nodes into typed values, by the type hints of the model's frozen dataclasses.

The types are `str`, `bool`, `date`, `Literal[…]`, `X | None`, `tuple[X, …]`, `Mapping[str, X]`, and dataclasses, whose
keys are the names of their fields with hyphens.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from brief.findings import BriefError, Finding
from brief.findings import keys as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.yaml import Items, Node, Pairs, Scalar, pairs

Hint = Any
"""A type as the model writes it."""

_origin: Callable[[Hint], Any] = get_origin
_is_group: Callable[[Hint], bool] = is_dataclass
"""The two with types that leave a `Hint` what it is; mypy would take it for something narrower."""

LONGEST, LONGEST_LINE = 5_000, 500
"""How many characters a text may have, and one that is printed as a line or two."""

PRINTED_AS_LINE = frozenset({"title", "short-title", "series"})
"""The keys of such lines."""


def checked(hint: Hint, node: Node, name: str) -> Any:
    """`node`, the value of the key or file `name`, as a `hint`. Raises `BriefError` with all that is wrong with it."""
    if found := [*problems(hint, node, name)]:
        raise BriefError(found)
    return value(hint, node)


def problems(hint: Hint, node: Node, name: str) -> Iterator[Finding]:
    """Everything that keeps `node`, the value of the key or file `name`, from being a `hint`."""
    hint = _bare(hint)
    match node:
        case Scalar(missing=True):
            yield rules.VALUE_MISSING.at(node.place, key=shortened(name))
            return
        case _ if _shape(hint) != _written_shape(hint, node):
            yield _wrong_type(hint, node, name)
            return
        case Scalar() if not _is_list_of_texts(hint):
            yield from _wrong_text(hint, node, name)
        case Pairs() if _origin(hint) is not tuple:
            yield from _wrong_keys(hint, node, name)
    outdented_groups = {group.text for group, _ in _outdented(hint, node).values()}
    for part, part_hint, child in children(hint, node):
        if not (part in outdented_groups and isinstance(child, Scalar) and child.missing):
            yield from problems(part_hint, child, name if _origin(hint) is tuple else part)


def value(hint: Hint, node: Node) -> Any:
    """`node` as a `hint`; only for nodes without problems."""
    hint = _bare(hint)
    if isinstance(node, Scalar) and not _is_list_of_texts(hint):
        return _text_as(hint, node.text)
    parts = {name: value(part_hint, child) for name, part_hint, child in children(hint, node)}
    if _is_group(hint):
        return hint(**{name.replace("-", "_"): part for name, part in parts.items()})
    return tuple(parts.values()) if _origin(hint) is tuple else parts


def origins(hint: Hint, node: Node, path: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """The line and column of every value in `node`, by its dotted path: ``organisation.0.logo``."""
    for name, part_hint, child in children(_bare(hint), node):
        part = f"{path}.{name}" if path else name
        yield part, (child.place.line or 1, child.place.column or 1)
        yield from origins(part_hint, child, part)


def children(hint: Hint, node: Node) -> Iterator[tuple[str, Hint, Node]]:
    """The name, type and node of each value in `node`; unknown keys are left out.

    Where a list is expected, a single group or text counts as a list of one.
    """
    types = get_args(hint)
    match node:
        case Items() if _origin(hint) is tuple:
            yield from ((str(number), types[0], item) for number, item in enumerate(node.nodes))
        case Pairs() if _is_group(hint):
            known = keys(hint)
            yield from ((key.text, known[key.text], child) for key, child in node.pairs if key.text in known)
        case Pairs() if _origin(hint) is Mapping:
            yield from ((key.text, types[1], child) for key, child in node.pairs)
        case Scalar() | Pairs() if _shape(hint) == _written_shape(hint, node) == "list":
            yield "0", types[0], node


@cache
def keys(hint: Hint) -> Mapping[str, Hint]:
    """The keys of a dataclass as an editor writes them, with their types."""
    hints = get_type_hints(hint, localns=vars(sys.modules[hint.__module__]))
    return {field.name.replace("_", "-"): hints[field.name] for field in fields(hint)}


def as_items(hint: Hint, text: str) -> str:
    """`text` as the items of a flow list of type `hint`; empty when `hint` is not a list."""
    if _origin(hint) is not tuple:
        return ""
    if needed := first_key(hint):
        return f"{{{text}}}" if ": " in text else f"{{{needed}: {_in_braces(text)}}}"
    return ", ".join(re.split(r"\s*,\s*|\s+-\s+", text))


def first_key(hint: Hint) -> str:
    """The first required key of a group of type `hint`, or of the groups in such a list; empty for other types."""
    return next(_required(_group_in(hint)), "")


def _is_list_of_texts(hint: Hint) -> bool:
    return _origin(hint) is tuple and get_args(hint)[0] is str


def _bare(hint: Hint) -> Hint:
    """`X` for `X | None`: a key that is there has a value."""
    if _origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return hint


def _group_in(hint: Hint) -> Hint:
    """The type of the items of a list, or else `hint` itself."""
    hint = _bare(hint)
    return get_args(hint)[0] if _origin(hint) is tuple else hint


def _shape(hint: Hint) -> str:
    """How a `hint` is written: as one of `SHAPES`."""
    if _is_group(hint) or _origin(hint) is Mapping:
        return "keys"
    return "list" if _origin(hint) is tuple else "text"


def _written_shape(hint: Hint, node: Node) -> str:
    """How `node` is written; a text or a group of keys counts as a list where such are listed."""
    match node:
        case Scalar():
            return "list" if _is_list_of_texts(hint) else "text"
        case Pairs():
            return "list" if _origin(hint) is tuple and _shape(get_args(hint)[0]) == "keys" else "keys"
        case _:
            return "list"


def _wrong_type(hint: Hint, node: Node, name: str) -> Finding:
    found = rules.SHAPES[_written_shape(str, node)][0]
    expected, way = rules.SHAPES[_shape(hint)]
    if isinstance(node, Scalar):
        found = f"the text '{shortened(node.text)}'"
        needed = first_key(hint)
        if needed and node.place.column != 1:  # otherwise the text is the whole file
            template = rules.GROUP_OF_ONE if _origin(hint) is tuple else rules.ITEM_OF_ONE
            expected = rules.SHAPES["keys"][0]
            way = template.format(key=name, needed=needed, value=_in_braces(shortened(node.text)))
    return rules.WRONG_TYPE.at(node.place, key=shortened(name), found=found, expected=expected, way=way)


def _in_braces(text: str) -> str:
    """`text` as it is written between braces: in quotes unless it is words only."""
    if re.fullmatch(r"\w[\w .&’-]*", text):
        return text
    doubled = text.replace("'", "''")
    return f'"{text}"' if not re.search(r"[\"\\]", text) else f"'{doubled}'"


def _wrong_keys(hint: Hint, node: Pairs, name: str) -> Iterator[Finding]:
    """Keys that are unknown, duplicate or missing in a group."""
    inside = f" in {name}" if name else ""
    outdented = _outdented(hint, node)
    seen: dict[str, Scalar] = {}
    for key, _ in node.pairs:
        first = seen.setdefault(key.text, key)
        if first is not key:
            place = first.place
            yield rules.KEY_TWICE.at(key.place, key=shortened(key.text), line=place.line, column=place.column)
        elif not _is_group(hint) or key.text in keys(hint):
            continue
        elif key.text in rules.NOT_BUILT.get(name, ()):
            yield rules.KEY_NOT_BUILT.at(key.place, key=key.text)
        elif key.text in outdented:
            group, column = outdented[key.text]
            yield rules.KEY_OUTDENTED.at(key.place, key=key.text, group=group.text, column=column)
        else:
            nearest = did_you_mean(key.text, keys(hint))
            yield rules.KEY_UNKNOWN.at(key.place, key=shortened(key.text), inside=inside, nearest=nearest)
    for required in _required(hint):
        given = node.get(required)
        if given is None:
            yield rules.KEY_MISSING.at(node.place, key=required, inside=inside)
        elif isinstance(given, Scalar) and not given.text and not given.missing:
            yield rules.VALUE_EMPTY.at(given.place, key=required)


def _outdented(hint: Hint, node: Node) -> Mapping[str, tuple[Scalar, int]]:
    """The keys that belong into the group above them: the key of that group, and the column of its keys."""
    known = keys(hint) if _is_group(hint) else {}
    found: dict[str, tuple[Scalar, int]] = {}
    above: tuple[Scalar, Node] | None = None
    for key, child in pairs(node):
        if key.text in known:
            above = key, child
        elif above and key.text in _keys_of_groups(known[above[0].text]) and (column := _column_below(*above)):
            found[key.text] = above[0], column
    return found


def _keys_of_groups(hint: Hint) -> Mapping[str, Hint]:
    """The keys of a group, or of the groups in a list; none for other types."""
    group = _group_in(hint)
    return keys(group) if _is_group(group) else {}


def _column_below(key: Scalar, child: Node) -> int | None:
    """The column in which the keys of a group begin; None when it is written in braces."""
    while isinstance(child, Items) and child.nodes:
        child = child.nodes[-1]
    if isinstance(child, Scalar):
        return (key.place.column or 1) + 2 if child.missing else None
    return child.place.column if child.place.line != key.place.line else None


def _required(hint: Hint) -> Iterator[str]:
    """The required keys of a group."""
    for field in fields(hint) if _is_group(hint) else ():
        if field.default is MISSING and field.default_factory is MISSING:
            yield field.name.replace("_", "-")


def _wrong_text(hint: Hint, node: Scalar, name: str) -> Iterator[Finding]:
    """What keeps a text from being a `hint`."""
    written = shortened(node.text)
    limit = LONGEST_LINE if name in PRINTED_AS_LINE else LONGEST
    if hint is str and len(node.text) > limit:
        yield rules.VALUE_TOO_LONG.at(node.place, key=shortened(name), limit=limit)
    if hint is date and _date(node.text) is None:
        yield rules.DATE_WRONG.at(node.place, key=name, value=written)
    choices = _choices(hint)
    if choices and node.text.lower() not in choices:
        rule = rules.PAPER_SIZE_UNKNOWN if name == "paper" else rules.CHOICE_UNKNOWN
        *most, last = choices
        either = f"{', '.join(most)} or {last}"
        nearest = did_you_mean(node.text, choices, "write one of them")
        yield rule.at(node.place, key=name, value=written, choices=either, nearest=nearest)


def _choices(hint: Hint) -> Sequence[str]:
    """The words that a `hint` can be, in lower case; empty for a free text."""
    return ("true", "false") if hint is bool else get_args(hint) if _origin(hint) is Literal else ()


def _text_as(hint: Hint, text: str) -> str | bool | date | None:
    if hint is date:
        return _date(text)
    word = text.lower() if _choices(hint) else text
    return word == "true" if hint is bool else word


def _date(text: str) -> date | None:
    """The date that ``YYYY-MM-DD`` names; `date.fromisoformat` alone accepts other forms too."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None
