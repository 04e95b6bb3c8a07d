"""Nodes become typed values: a walk over YAML along the type hints of a frozen dataclass.

The types are those of the model: `str`, `bool`, `date`, `Literal[…]`, `X | None`, `tuple[X, …]`,
`Mapping[str, X]`, and dataclasses, whose keys are their field names with hyphens.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from brief.findings import Finding
from brief.findings import keys as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.load.yaml import Items, Node, Pairs, Scalar

Hint = Any
"""A type as the model writes it."""

LONGEST, LONGEST_LINE = 5_000, 500
"""How many characters a text may have, and one that is set as a line or two."""

SET_AS_LINE = frozenset({"title", "short-title", "series"})
"""The keys of such lines."""


def problems(
    hint: Hint, node: Node, name: str = "", planned: Mapping[Hint, Iterable[str]] = MappingProxyType({})
) -> Iterator[Finding]:
    """All that keeps `node`, the value of the key `name`, from being a `hint`.

    `planned` are the keys of a dataclass that will be accepted one day, and are refused with that word.
    """
    hint = _bare(hint)
    match node:
        case Scalar(missing=True):
            yield rules.VALUE_MISSING.at(node.place, key=shortened(name))
            return
        case _ if _shape(hint) != _found(hint, node):
            yield _wrong_type(hint, node, name)
            return
        case Scalar() if not _is_list_of_texts(hint):
            yield from _wrong_word(hint, node, name)
        case Pairs() if _origin(hint) is not tuple:
            yield from _wrong_keys(
                hint, node, name, frozenset(planned.get(hint, ())) if _is_group(hint) else frozenset()
            )
    emptied = {group.text for group, _ in _below(hint, node).values()}
    for part, part_hint, child in children(hint, node):
        if not (part in emptied and isinstance(child, Scalar) and child.missing):  # its keys stand beside it
            yield from problems(part_hint, child, name if _origin(hint) is tuple else part, planned)


def value(hint: Hint, node: Node) -> Any:
    """`node` as a `hint`; only for nodes without problems."""
    hint = _bare(hint)
    if isinstance(node, Scalar) and not _is_list_of_texts(hint):
        return _word(hint, node.text)
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
    """The values in `node` by name, each with the type that it should have; keys that are not known are left out.

    Where a list is expected, a single group or text stands for a list of one.
    """
    parts = get_args(hint)
    match node:
        case Scalar() if _is_list_of_texts(hint):
            yield "0", parts[0], node
        case Items() if _origin(hint) is tuple:
            yield from ((str(number), parts[0], item) for number, item in enumerate(node.nodes))
        case Pairs() if _origin(hint) is tuple:
            yield "0", parts[0], node
        case Pairs() if _is_group(hint):
            known = keys(hint)
            yield from ((key.text, known[key.text], child) for key, child in node.pairs if key.text in known)
        case Pairs() if _origin(hint) is Mapping:
            yield from ((key.text, parts[1], child) for key, child in node.pairs)


@cache
def keys(hint: Hint) -> Mapping[str, Hint]:
    """The keys of a dataclass as an editor writes them, with their types."""
    hints = get_type_hints(hint, localns=vars(sys.modules[hint.__module__]))
    return {field.name.replace("_", "-"): hints[field.name] for field in fields(hint)}


def _origin(hint: Hint) -> Any:
    """The type that a generic hint was made from, `tuple` for ``tuple[str, …]``; None for plain ones."""
    return get_origin(hint)


def _is_group(hint: Hint) -> bool:
    """Whether `hint` is a dataclass; asked here, so that a hint stays a hint to the type checker."""
    return is_dataclass(hint)


def _is_list_of_texts(hint: Hint) -> bool:
    return _origin(hint) is tuple and get_args(hint)[0] is str


def _bare(hint: Hint) -> Hint:
    """`X` for `X | None`: a key that is there has a value."""
    if _origin(hint) in (Union, UnionType):
        (hint,) = (part for part in get_args(hint) if part is not NoneType)
    return hint


def _shape(hint: Hint) -> str:
    """What an editor writes for a `hint`: the name of one of `SHAPES`."""
    if _is_group(hint) or _origin(hint) is Mapping:
        return "keys"
    return "list" if _origin(hint) is tuple else "text"


def _found(hint: Hint, node: Node) -> str:
    """What an editor wrote, taking a single group of keys, or a text, for a list of one where such are listed."""
    match node:
        case Scalar():
            return "list" if _is_list_of_texts(hint) else "text"
        case Pairs():
            return "list" if _origin(hint) is tuple and _shape(get_args(hint)[0]) == "keys" else "keys"
        case _:
            return "list"


def _wrong_type(hint: Hint, node: Node, name: str) -> Finding:
    found = f"the text '{shortened(node.text)}'" if isinstance(node, Scalar) else rules.SHAPES[_found(str, node)][0]
    needed = first_key(hint)
    if not needed or not isinstance(node, Scalar) or node.place.column == 1:  # there, it is the whole file
        expected, way = rules.SHAPES[_shape(hint)]
    else:
        template = rules.GROUP_OF_ONE if _origin(hint) is tuple else rules.ITEM_OF_ONE
        expected = rules.SHAPES["keys"][0]
        way = template.format(key=name, needed=needed, value=_in_braces(shortened(node.text)))
    return rules.WRONG_TYPE.at(node.place, key=shortened(name), found=found, expected=expected, way=way)


def as_items(hint: Hint, text: str) -> str:
    """A text as the items of a list of type `hint`, with commas between them; empty where `hint` is no list."""
    if _origin(hint) is not tuple:
        return ""
    if needed := first_key(hint):
        return f"{{{text}}}" if ": " in text else f"{{{needed}: {_in_braces(text)}}}"
    return ", ".join(re.split(r"\s*,\s*|\s+-\s+", text))


def first_key(hint: Hint) -> str:
    """The key that a group of type `hint`, or each group in a list of them, cannot do without; empty for all else."""
    hint = _bare(hint)
    return next(_needed(get_args(hint)[0] if _origin(hint) is tuple else hint), "")


def _in_braces(text: str) -> str:
    """A text as it is written between braces: in quotes unless it is nothing but words."""
    if re.fullmatch(r"\w[\w .&’-]*", text):
        return text
    doubled = text.replace("'", "''")
    return f'"{text}"' if not re.search(r"[\"\\]", text) else f"'{doubled}'"


def _wrong_keys(hint: Hint, node: Pairs, name: str, planned: frozenset[str]) -> Iterator[Finding]:
    inside = f" in {name}" if name else ""
    known = keys(hint) if _is_group(hint) else None
    below = _below(hint, node)
    seen: dict[str, Scalar] = {}
    for key, _ in node.pairs:
        if first := seen.get(key.text):
            place = first.place
            yield rules.KEY_TWICE.at(key.place, key=shortened(key.text), line=place.line, column=place.column)
        elif known is not None and key.text not in known:
            if key.text in planned:
                yield rules.KEY_NOT_BUILT.at(key.place, key=key.text)
            elif key.text in below:
                group, column = below[key.text]
                yield rules.KEY_OUTDENTED.at(key.place, key=key.text, group=group.text, column=column)
            else:
                nearest = did_you_mean(key.text, known)
                yield rules.KEY_UNKNOWN.at(key.place, key=shortened(key.text), inside=inside, nearest=nearest)
        seen.setdefault(key.text, key)
    for key_needed in _needed(hint):
        given = node.get(key_needed)
        if given is None:
            yield rules.KEY_MISSING.at(node.place, key=key_needed, inside=inside)
        elif isinstance(given, Scalar) and not given.text and not given.missing:
            yield rules.VALUE_EMPTY.at(given.place, key=key_needed)


def _below(hint: Hint, node: Node) -> Mapping[str, tuple[Scalar, int]]:
    """The keys that belong to the group above them: its key, and the column in which its keys begin."""
    known = keys(hint) if _is_group(hint) else {}
    found: dict[str, tuple[Scalar, int]] = {}
    above: tuple[Scalar, Node] | None = None
    for key, child in node.pairs if isinstance(node, Pairs) else ():
        if key.text in known:
            above = key, child
        elif above and key.text in _keys_of_groups(known[above[0].text]) and (column := _column(*above)):
            found[key.text] = above[0], column
    return found


def _keys_of_groups(hint: Hint) -> Mapping[str, Hint]:
    """The keys of the group that `hint` is, or a list of such groups; none for all else."""
    hint = _bare(hint)
    group = get_args(hint)[0] if _origin(hint) is tuple else hint
    return keys(group) if _is_group(group) else {}


def _column(key: Scalar, child: Node) -> int | None:
    """In which column the keys of a group begin; None of one in braces."""
    while isinstance(child, Items) and child.nodes:
        child = child.nodes[-1]
    if isinstance(child, Scalar):
        return (key.place.column or 1) + 2 if child.missing else None
    return child.place.column if child.place.line != key.place.line else None


def _needed(hint: Hint) -> Iterator[str]:
    """The keys that a dataclass cannot do without."""
    if _is_group(hint):
        for field in fields(hint):
            if field.default is MISSING and field.default_factory is MISSING:
                yield field.name.replace("_", "-")


def _wrong_word(hint: Hint, node: Scalar, name: str) -> Iterator[Finding]:
    """Why a text cannot be read as `hint`, if so."""
    written = shortened(node.text)
    limit = LONGEST_LINE if name in SET_AS_LINE else LONGEST
    if hint is str and len(node.text) > limit:
        yield rules.VALUE_TOO_LONG.at(node.place, key=shortened(name), limit=limit)
    if hint is date and _date(node.text) is None:
        yield rules.DATE_WRONG.at(node.place, key=name, value=written)
    choices = _choices(hint)
    if choices and node.text.lower() not in choices:
        rule = rules.PAPER_SIZE_UNKNOWN if name == "paper" else rules.CHOICE_UNKNOWN
        way = did_you_mean(node.text, choices, "write one of them")
        yield rule.at(node.place, key=name, value=written, choices=_either(choices), nearest=way)


def _choices(hint: Hint) -> Sequence[str]:
    """The words that a value of type `hint` can be, in small letters; none where any text will do."""
    return ("true", "false") if hint is bool else get_args(hint) if _origin(hint) is Literal else ()


def _either(choices: Sequence[str]) -> str:
    """``a, b or c``."""
    *most, last = choices
    return f"{', '.join(most)} or {last}"


def _word(hint: Hint, text: str) -> str | bool | date | None:
    if hint is date:
        return _date(text)
    word = text.lower() if _choices(hint) else text
    return word == "true" if hint is bool else word


def _date(text: str) -> date | None:
    """The day, only from ``YYYY-MM-DD``: Python reads more than that."""
    if len(text) != len("YYYY-MM-DD") or not text.isascii() or text[4] + text[7] != "--":
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
