"""YAML becomes a tree of nodes, each with its place: texts, lists of nodes, groups of keys.

Every scalar is text as written. What makes YAML a language of its own (anchors, tags, documents in a row)
is refused, so that a value is what an editor sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from brief.findings import BriefError, Place, files
from brief.findings import yaml as yaml_rules
from brief.load import spaces
from brief.load.text import CONTROL

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The loader in C where PyYAML was built with it, otherwise the same in Python, some ten times slower."""

DEEPEST, MOST = 20, 20_000
"""The most levels, and the most keys, texts, beginnings and ends of groups, that a file may have."""

NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Node:
    """A value in a YAML file, and where it begins."""

    place: Place


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A text, without blanks at its ends; `missing` when nothing, or YAML's word for it, stands there unquoted."""

    text: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Items(Node):
    """A list."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Pairs(Node):
    """A group of keys with their values, in the order of the file, the second of two equal keys as well."""

    pairs: tuple[tuple[Scalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of `key`, the first if it stands there twice."""
        return next((node for name, node in self.pairs if name.text == key), None)


def tree(text: str, path: Path, most: int = MOST, keys: Mapping[str, Any] = MappingProxyType({})) -> Node | None:
    """The one document in `text`, which was read from `path`; None when there is nothing but blanks and comments.

    It has no more than `most` keys, texts, beginnings and ends of groups. `keys` are those that may stand at the margin
    of the file, with the types of their values: they help to say what a mistake was meant to be.
    Raises `BriefError` for a document that is no YAML, or more YAML than a brief has use for.
    """
    wrong, text = spaces.mended(text, path, _events, keys) if spaces.FOREIGN.search(text) else ((), text)
    try:
        root = _document(_events(text), path, most)
    except yaml.YAMLError as error:
        from brief.load.mend import diagnoses  # only a mistake needs it

        found = diagnoses(text, path, error, lambda mended: list(_events(mended)), keys)
        raise BriefError([*wrong, *found]) from error
    if wrong:
        raise BriefError(wrong)
    return root


def _events(text: str) -> Iterator[yaml.Event]:
    return yaml.parse(text, Loader=Loader)


def _document(events: Iterator[yaml.Event], path: Path, most: int) -> Node | None:
    root: Node | None = None
    events = _bounded(events, path, most)
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            if root:
                raise BriefError([yaml_rules.YAML_DOCUMENTS.at(_place(event, path))])
            root = _node(next(events), events, path)
    return root


def _bounded(events: Iterator[yaml.Event], path: Path, most: int) -> Iterator[yaml.Event]:
    for count, event in enumerate(events):
        if count > most:
            raise BriefError([yaml_rules.YAML_TOO_MUCH.at(_place(event, path))])
        yield event


def _node(event: yaml.Event, events: Iterator[yaml.Event], path: Path, depth: int = 0) -> Node:
    """The node that `event` begins; the events that belong to it are taken from `events`."""
    place = _place(event, path)
    _refuse(event, place, depth)
    match event:
        case yaml.ScalarEvent():
            return Scalar(place, event.value.strip(), missing=not event.style and event.value in NULLS)
        case yaml.SequenceStartEvent():
            return Items(place, tuple(_node(item, events, path, depth + 1) for item in _until_end(events)))
        case _:
            pairs = (
                (_node(key, events, path, depth + 1), _node(next(events), events, path, depth + 1))
                for key in _until_end(events)
            )
            return Pairs(place, tuple((_key(key), value) for key, value in pairs))


def _until_end(events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
    """The first event of each node in a collection; whoever asks for the next has taken the rest of the last."""
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            return
        yield event


def _key(node: Node) -> Scalar:
    if not isinstance(node, Scalar):
        raise BriefError([yaml_rules.YAML_KEY.at(node.place)])
    return node


def _refuse(event: yaml.Event, place: Place, depth: int) -> None:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent) or anchor:
        sign = f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}"
        raise BriefError([yaml_rules.YAML_ALIAS.at(place, sign=sign)])
    if tag:
        raise BriefError([yaml_rules.YAML_TAG.at(place, tag=tag)])
    if depth > DEEPEST:
        raise BriefError([yaml_rules.YAML_DEPTH.at(place, limit=DEEPEST)])
    if isinstance(event, yaml.ScalarEvent) and (found := CONTROL.search(event.value)):
        raise BriefError([files.CONTROL_CHARACTER.at(place, code=ord(found[0]))])


def _place(event: yaml.Event, path: Path) -> Place:
    mark = event.start_mark
    return Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
