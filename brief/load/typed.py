"""Turns nodes into typed values, by the type hints of the model's frozen dataclasses.

The types are `str`, `bool`, `date`, `Literal[…]`, `X | None`, `tuple[X, …]`, `Mapping[str, X]`, and dataclasses, whose
keys are the names of their fields with hyphens.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from functools import cache
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from brief.fields import day
from brief.findings import Finding, Rule, stop_on_errors
from brief.findings import keys as rules
from brief.findings.nearest import did_you_mean, listed, shortened
from brief.load.yaml import Items, Node, Pairs, Scalar, Shape, get, pairs

LONGEST, LONGEST_LINE = 5_000, 500
"""The most characters of a text, and of a text that is printed in a line or two."""

PRINTED_AS_LINE = frozenset({"title", "short-title", "series"})
"""The keys of texts that are printed in a line or two."""


@dataclass(frozen=True, slots=True)
class Form:
    """How the values of a `type` are written: as a text, a list or a group of keys.

    `keys` are those of a dataclass, and `required` those without a default. `part` is the form of the items of a list
    or of the values in a mapping. `choices` are the allowed words, in lower case, with their values.
    """

    type: Any
    shape: Shape
    keys: Mapping[str, Form] = field(default_factory=dict)
    required: tuple[str, ...] = ()
    part: Form | None = None
    choices: Mapping[str, Any] = field(default_factory=dict)

    @property
    def item(self) -> Form:
        """The form of the items of a list; the form itself when it is not that of a list."""
        return self.part if self.part and self.shape == "list" else self

    @property
    def first_key(self) -> str:
        """The first required key of a group, or of the groups in a list; empty for other forms."""
        return next(iter(self.item.required), "")

    def written(self, node: Node) -> Shape:
        """The shape of `node`; a single item counts as a list where a list of such items is expected."""
        return self.shape if self.item.shape == node.shape else node.shape


@cache
def form(hint: Any) -> Form:
    """The form of a type. A key that is present has a value, so `X | None` has the form of `X`."""
    types = [part for part in get_args(hint) if part is not NoneType]
    if NoneType in get_args(hint):
        return form(types[0])
    if get_origin(hint) is tuple:
        return Form(hint, "list", part=form(types[0]))
    if get_origin(hint) is Mapping:
        return Form(hint, "keys", part=form(types[1]))
    if is_dataclass(hint):
        hints = get_type_hints(hint, localns=vars(sys.modules[hint.__module__]))
        own = {field.name.replace("_", "-"): field for field in fields(hint)}
        required = (key for key, field in own.items() if field.default is field.default_factory is MISSING)
        return Form(hint, "keys", {key: form(hints[field.name]) for key, field in own.items()}, tuple(required))
    choices = {"true": True, "false": False} if hint is bool else {word: word for word in types}
    return Form(hint, "text", choices=choices)


def checked(form: Form, node: Node, name: str, more: Iterable[Finding] = ()) -> Any:
    """The value of the key or file `name`. Raises `BriefError` with findings on it and `more` if any is an error."""
    stop_on_errors((*problems(form, node, name), *more))
    return value(form, node)


def problems(form: Form, node: Node, name: str) -> Iterator[Finding]:
    """Findings on `node`, the value of the key or file `name`, where it does not have this form."""
    match node:
        case Scalar(missing=True):
            yield rules.VALUE_MISSING.at(node.place, key=shortened(name))
            return
        case _ if form.shape != form.written(node):
            yield _wrong_type(form, node, name)
            return
        case Scalar() if form.shape == "text":
            yield from _wrong_text(form, node, name)
        case Pairs() if form.shape == "keys":
            yield from _wrong_keys(form, node, name)
    outdented_groups = _outdented(form, node).values()
    for part, part_form, child in children(form, node):
        if not (part in outdented_groups and isinstance(child, Scalar) and child.missing):
            yield from problems(part_form, child, name if form.shape == "list" else part)


def value(form: Form, node: Node) -> Any:
    """The typed value of `node`, which must be without `problems`."""
    if isinstance(node, Scalar) and form.shape == "text":
        if form.choices:
            return form.choices[node.text.lower()]
        return day(node.text) if form.type is date else node.text
    parts = {name: value(part_form, child) for name, part_form, child in children(form, node)}
    if form.keys:
        return form.type(**{name.replace("-", "_"): part for name, part in parts.items()})
    return tuple(parts.values()) if form.shape == "list" else parts


def origins(form: Form, node: Node, path: str = "") -> Iterator[tuple[str, tuple[int, int]]]:
    """The line and column of every value in `node`, by its dotted path: ``organisation.0.logo``."""
    for name, part_form, child in children(form, node):
        part = f"{path}.{name}" if path else name
        yield part, (child.place.line or 1, child.place.column or 1)
        yield from origins(part_form, child, part)


def children(form: Form, node: Node) -> Iterator[tuple[str, Form, Node]]:
    """The name, form and node of each value in `node`; unknown keys are left out.

    Where a list is expected, a single group or text counts as a list of one.
    """
    if form.shape != "list":
        known = ((key.text, form.part or form.keys.get(key.text), child) for key, child in pairs(node))
        yield from ((name, part, child) for name, part, child in known if part)
    elif isinstance(node, Items):
        yield from ((str(number), form.item, child) for number, child in enumerate(node.nodes))
    elif form.written(node) == "list":
        yield "0", form.item, node


def repeated(names: Iterable[Scalar], rule: Rule = rules.KEY_TWICE) -> Iterator[Finding]:
    """A finding for each name that occurs again, with the place of its first occurrence."""
    seen: dict[str, Scalar] = {}
    for name in names:
        first = seen.setdefault(name.text, name)
        if first is not name:
            words = {"line": first.place.line, "column": first.place.column}
            yield rule.at(name.place, name=shortened(name.text), **words)


def quoted(text: str) -> str:
    """`text` in single or double quotes, whichever needs no backslash."""
    doubled = text.replace("'", "''")
    return f"'{doubled}'" if re.search(r"[\"\\]", text) else f'"{text}"'


def in_braces(text: str) -> str:
    """`text` as it is written between braces: in quotes unless it consists of words only."""
    return text if re.fullmatch(r"\w[\w .&’-]*", text) else quoted(text)


def _wrong_type(form: Form, node: Node, name: str) -> Finding:
    found, _ = rules.SHAPES[node.shape]
    expected, way = rules.SHAPES[form.shape]
    if isinstance(node, Scalar):
        found = f"the text '{shortened(node.text)}'"
        if form.first_key and node.place.column != 1:  # otherwise the text is the whole file
            template = rules.GROUP_OF_ONE if form.shape == "list" else rules.ITEM_OF_ONE
            expected, _ = rules.SHAPES["keys"]
            way = template.format(key=name, needed=form.first_key, value=in_braces(shortened(node.text)))
    return rules.WRONG_TYPE.at(node.place, key=shortened(name), found=found, expected=expected, way=way)


def _wrong_keys(form: Form, node: Pairs, name: str) -> Iterator[Finding]:
    """Findings on keys of a group that are unknown, repeated, missing or empty."""
    yield from repeated(key for key, _ in node.pairs)
    outdented = _outdented(form, node)
    for key, _ in node.pairs if form.keys else ():
        if key.text in form.keys:
            continue
        if key.text in rules.NOT_BUILT.get(name, ()):
            yield rules.KEY_NOT_BUILT.at(key.place, key=key.text)
        elif key.text in outdented:
            yield rules.KEY_OUTDENTED.at(key.place, key=key.text, group=outdented[key.text])
        else:
            nearest = rules.COMMA_IN_TEXT if " " in key.text.strip() else did_you_mean(key.text, form.keys)
            yield rules.KEY_UNKNOWN.at(key.place, key=shortened(key.text), group=name, nearest=nearest)
    for required in form.required:
        given = get(node, required)
        if given is None:
            yield rules.KEY_MISSING.at(node.place, key=required, group=name)
        elif isinstance(given, Scalar) and not given.text and not given.missing:
            yield rules.VALUE_EMPTY.at(given.place, key=required)


def _outdented(form: Form, node: Node) -> Mapping[str, str]:
    """The keys that should be indented, as keys of the group above them, each with the key of that group."""
    found: dict[str, str] = {}
    group: str | None = None
    for key, child in pairs(node) if form.keys else ():
        if key.text in form.keys:
            is_open = child.place.line != key.place.line or (isinstance(child, Scalar) and child.missing)
            group = key.text if is_open else None
        elif group and key.text in form.keys[group].item.keys:
            found[key.text] = group
    return found


def _wrong_text(form: Form, node: Scalar, name: str) -> Iterator[Finding]:
    """Findings on a text that does not have this form."""
    written = shortened(node.text)
    limit = LONGEST_LINE if name in PRINTED_AS_LINE else LONGEST
    if form.type is str and len(node.text) > limit:
        yield rules.VALUE_TOO_LONG.at(node.place, key=shortened(name), limit=limit)
    if form.type is date and day(node.text) is None:
        yield rules.DATE_WRONG.at(node.place, key=name, value=written)
    if form.choices and node.text.lower() not in form.choices:
        rule = rules.PAPER_SIZE_UNKNOWN if name == "paper" else rules.CHOICE_UNKNOWN
        nearest = did_you_mean(node.text, form.choices, "write one of them")
        yield rule.at(node.place, key=name, value=written, choices=listed(form.choices, "or"), nearest=nearest)
