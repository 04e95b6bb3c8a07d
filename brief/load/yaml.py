"""YAML as a tree of nodes that know their places: texts, lists, and groups of keys.

Every scalar is text as written. Anchors, tags and several documents in one file are refused, so that a value is what
an editor sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Literal

import yaml

from brief.findings import BriefError, Finding, Place, files
from brief.findings import yaml as rules
from brief.load.text import CONTROL

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader in C where PyYAML was built with it; the one in Python is ten times slower."""

DEEPEST, MOST_EVENTS = 20, 20_000
"""How deep a file may be nested, and how many parser events it may have: texts, and starts and ends of collections."""

NULLS = ("", "~", "null", "Null", "NULL")

FOREIGN_SPACES = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000"
"""Spaces that YAML reads as letters, written as the inside of a regular expression's character class."""


Shape = Literal["text", "list", "keys"]
"""What a value can be: a text, a list or a group of keys."""


@dataclass(frozen=True, slots=True)
class Node:
    """A value, and where it begins."""

    shape: ClassVar[Shape]
    place: Place


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A text without the blanks around it; `missing` when it is absent or an unquoted null."""

    shape = "text"
    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list."""

    shape = "list"
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs(Node):
    """A group of keys with their values, in the order of the file, duplicate keys included."""

    shape = "keys"
    pairs: tuple[tuple[Scalar, Node], ...]


def get(node: Node | None, key: str) -> Node | None:
    """The first value of `key` in a group; None when `node` is no group or lacks the key."""
    return next((value for name, value in pairs(node) if name.text == key), None)


def pairs(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    """The keys and values of a group; empty for any other node."""
    return node.pairs if isinstance(node, Pairs) else ()


def items(node: Node | None) -> tuple[Node, ...]:
    """The items of a list; any other node is a list of itself."""
    if isinstance(node, Items):
        return node.nodes
    return (node,) if node else ()


def parts(node: Node | None) -> tuple[Node, ...]:
    """The values of a group of keys, the items of a list, or else the node itself."""
    return tuple(value for _, value in node.pairs) if isinstance(node, Pairs) else items(node)


def texts(node: Node | None) -> Iterator[Scalar]:
    """The texts that are not missing: `node` itself, or those among its items or values."""
    return (part for part in parts(node) if isinstance(part, Scalar) and not part.missing)


def given(node: Node | None, key: str) -> Iterator[Scalar]:
    """The texts in the value of `key` in a group: one or several."""
    return texts(get(node, key))


def tree(text: str, path: Path, most: int = MOST_EVENTS, keys: Mapping[str, Any] = MappingProxyType({})) -> Node | None:
    """The root of the document in `text`, which was read from `path`; None when it is empty.

    `most` limits the number of parser events. `keys` are the top-level keys with their types; they help to guess what
    an editor meant. Raises `BriefError` for text that is not YAML, or that uses more of YAML than a brief needs.
    """
    wrong: list[Finding] = []
    if re.search(f"[{FOREIGN_SPACES}]", text):
        from brief.load.spaces import repaired  # these two are imported only when there is a mistake

        wrong, text = repaired(text, path, keys)
    try:
        root = _document(text, path, most)
    except yaml.YAMLError as error:
        from brief.load.mend import diagnoses

        raise BriefError([*wrong, *diagnoses(text, path, error, keys)]) from error
    if wrong:
        raise BriefError(wrong)
    return root


def events(text: str) -> Iterator[yaml.Event]:
    """The events of PyYAML's parser; reading them raises `yaml.YAMLError` at the first mistake."""
    return yaml.parse(text, Loader=Loader)


def _document(text: str, path: Path, most: int) -> Node | None:
    root: Node | None = None
    stream = _bounded(events(text), path, most)
    for event in stream:
        if isinstance(event, yaml.DocumentStartEvent):
            if root:
                raise rules.YAML_DOCUMENTS.error_at(_place(event, path))
            root = _node(next(stream), stream, path)
    return root


def _bounded(stream: Iterator[yaml.Event], path: Path, most: int) -> Iterator[yaml.Event]:
    for count, event in enumerate(stream):
        if count > most:
            raise rules.YAML_TOO_MUCH.error_at(_place(event, path))
        yield event


def _node(event: yaml.Event, stream: Iterator[yaml.Event], path: Path, depth: int = 0) -> Node:
    """The node that begins with `event`; the rest of its events are taken from `stream`."""
    place = _place(event, path)
    _refuse(event, place, depth)
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(place, event.value.strip(), missing=not event.style and event.value in NULLS)
    is_group = isinstance(event, yaml.MappingStartEvent)
    children: list[Any] = []
    for child in stream:
        if isinstance(child, yaml.CollectionEndEvent):
            break
        children.append(_node(child, stream, path, depth + 1))
        if is_group and len(children) % 2 and not isinstance(children[-1], Scalar):
            raise rules.YAML_KEY.error_at(children[-1].place)
    if is_group:
        return Pairs(place, tuple(zip(children[::2], children[1::2], strict=True)))
    return Items(place, tuple(children))


def _refuse(event: yaml.Event, place: Place, depth: int) -> None:
    """Raises `BriefError` when a node uses more of YAML than a brief needs."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or anchor:
        sign = f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}"
        raise rules.YAML_ALIAS.error_at(place, sign=sign)
    if tag:
        raise rules.YAML_TAG.error_at(place, tag=tag)
    if depth > DEEPEST:
        raise rules.YAML_DEPTH.error_at(place, limit=DEEPEST)
    if isinstance(event, yaml.ScalarEvent) and (found := CONTROL.search(event.value)):
        raise files.CONTROL_CHARACTER.error_at(place, code=ord(found[0]))


def _place(event: yaml.Event, path: Path) -> Place:
    mark = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
