"""Puts the values of fields into the text, into layouts and into the settings of an edition.

In a section, fields and conditions are elements of its tree. A value is put there as text, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache, partial
from typing import Any
from xml.etree.ElementTree import Element

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context as Variables
from markupsafe import escape

from brief import fields
from brief.compose import limits
from brief.compose.context import Context
from brief.compose.sandbox import Sandbox
from brief.compose.trees import append_text, fill
from brief.findings import Place, page, wording
from brief.model import Brief, Cases, Edition, Field, Text, named_lines, remove
from brief.numbers import Words

WORDS = " words"
"""The name of the words of the brief's language among the values; no field can have it."""

GAP = "\f"
"""Marks where something was left out of a text. It is a control character, which sections may not contain."""

DEFAULT = re.compile(r"\|\s*default\b")
"""Matches the filter that says that a field may be empty."""

Filter = Callable[[str, Words], str]

FILTERS: Mapping[str, Filter] = {
    "number": partial(fields.as_printed, Field(type="number")),
    "money": partial(fields.as_printed, Field(type="money")),
    "date": partial(fields.as_printed, Field(type="date")),
    "ordinal": fields.ordinal,
    "possessive": fields.possessive,
    "a": fields.with_article,
    "an": fields.with_article,
}
"""The filters that brief adds to Jinja's."""


class Value(str):
    """A value of a field for layouts: compared as text, printed in a ``span`` that marks it as a field's."""

    _name = ""

    @classmethod
    def of(cls, name: str, text: str) -> Value:
        """The value of the field of that name."""
        value = cls(text)
        value._name = name
        return value

    def __html__(self) -> str:
        """The escaped value in its ``span``. An empty one gets ``data-blank``, by which a merge refuses to print it."""
        blank = "" if self else f' data-blank="{escape(self._name)}"'
        return f'<span class="field"{blank}>{escape(str(self))}</span>'


def for_layouts(brief: Brief) -> Mapping[str, Value]:
    """The value of every declared field; empty for one without a value."""
    return {name: Value.of(name, brief.values.get(name, "")) for name in brief.settings.fields}


def fill_fields(tree: Element, context: Context) -> None:
    """Settles the conditions in a tree, and puts values in the places of fields.

    A field without a value is undefined, so that the filter `default` applies. Raises `BriefError`, with the lines of
    the block, for a value that a filter refuses, or a condition that is not complete.
    """
    if not any("data-field" in one.attrib or "data-case" in one.attrib for one in tree.iter()):
        return
    brief, source = context.brief, ""
    _settle(tree, brief, "")
    for element in tree.iter():
        source = element.get("data-source", source)
        if expression := element.attrib.pop("data-field", ""):
            text = worded(expression, brief, _place(brief, source))
            element.set("class", "field")
            if not text and not DEFAULT.search(expression):
                element.set("data-blank", name_in(expression))
            fill(element, context.tag(text))


def settled(text: Text, brief: Brief) -> Text:
    """A section without what its conditions leave out; its fields stay. Raises `BriefError` for a wrong condition."""
    if not any("data-case" in one.attrib for tree in text.trees for one in tree.iter()):
        return text
    text = deepcopy(text)
    for tree in text.trees:
        _settle(tree, brief, "")
    return text


def kept(text: Text, brief: Brief) -> Text:
    """A section without what its conditions leave out, and without notes that only this calls."""
    text = settled(text, brief)
    trees = (text.title, *(block.tree for block in text.blocks))
    called = {one.get("data-note") for tree in trees for one in tree.iter()}
    return replace(text, notes={name: note for name, note in text.notes.items() if name in called})


def unconditional(tree: Element) -> Element:
    """A copy of a section's tree with `GAP` in the places of its fields and of what depends on its conditions."""
    copied, cases = Element(tree.tag, tree.attrib), Cases({})
    copied.text = tree.text
    for child in tree:
        word = child.get("data-case")
        if word is None and not cases.is_open and "data-field" not in child.attrib:
            copied.append(unconditional(child))
            append_text(copied, child.tail or "")
            continue
        if word == "if" or (word and cases.is_open):
            cases.read(word)
        if not cases.is_open:
            append_text(copied, GAP + (child.tail or ""))
    return copied


def filled(text: str, brief: Brief, place: Place | None) -> str:
    """A text of an edition's settings with values in the places of fields. Raises `BriefError` as `worded` does."""
    return re.sub(fields.FIELD, lambda match: worded(fields.expression(match), brief, place), text)


def name_in(expression: str) -> str:
    """The name of the field in an expression with filters."""
    return expression.partition("|")[0].strip()


def fill_settings(brief: Brief, edition: Edition) -> Brief:
    """The brief with the values of fields in those settings that the edition sets itself or inherits."""
    of_edition = [of for name in edition.lineage if (of := brief.settings.editions.get(name))]
    own = [key for key in fields.SETTINGS if any(getattr(of, key) for of in of_edition)]
    changed: dict[str, Any] = {key: filled(getattr(brief.settings, key), brief, brief.place(key)) for key in own}
    return replace(brief, settings=replace(brief.settings, **changed)) if changed else brief


def blank_in_settings(brief: Brief, edition: Edition) -> set[str]:
    """The fields with neither value nor default in those settings that the edition sets itself or inherits."""
    of_edition = [of for name in edition.lineage if (of := brief.settings.editions.get(name))]
    texts = [getattr(of, key) for of in of_edition for key in fields.SETTINGS]
    written = [fields.expression(match) for text in texts for match in re.finditer(fields.FIELD, text)]
    return {name_in(one) for one in written if not DEFAULT.search(one) and not worded(one, brief, None)}


def worded(expression: str, brief: Brief, place: Place | None) -> str:
    """The value of a field after its filters. Raises `BriefError` at `place` for a value that a filter refuses."""
    try:
        with limits.afresh():  # it is no part of a document
            return str(_compiled(expression)({**brief.values, WORDS: brief.words}))
    except _Unfit as error:
        wrong = error.wrong
        raise page.FILTER_UNFIT.error_at(
            place, value=error.value, reason=wrong.reason, filter=error.filter, way=wrong.way
        ) from error


class _Unfit(Exception):
    """A value that a filter refuses."""

    def __init__(self, value: str, name: str, wrong: fields.Unfit) -> None:
        super().__init__(value)
        self.value, self.filter, self.wrong = value, name, wrong


@lru_cache(maxsize=1)
def _sandbox() -> Sandbox:
    sandbox = Sandbox()
    sandbox.globals.clear()  # a field may have the name of one
    sandbox.filters.update({name: pass_context(partial(_filtered, name)) for name in FILTERS})
    return sandbox


def _filtered(name: str, variables: Variables, value: str | Undefined) -> str | Undefined:
    if isinstance(value, Undefined) or not value:
        return value
    try:
        return FILTERS[name](value, variables[WORDS])
    except fields.Unfit as error:
        raise _Unfit(value, name, error) from error


@lru_cache(maxsize=256)
def _compiled(expression: str) -> Callable[[Mapping[str, object]], object]:
    """A function from the values of fields to that of a field with its filters, evaluated in Jinja's sandbox."""
    return _sandbox().compile_expression(expression, undefined_to_none=False)


def _settle(parent: Element, brief: Brief, source: str) -> bool:
    """Removes from an element what its conditions leave out, and elements that become empty by that.

    Returns whether any of its own children were marks of conditions; `source` is that of the block around it.
    """
    source = parent.get("data-source", source)
    for child in [*parent]:
        is_settled, is_cell = _settle(child, brief, source), child.tag in ("td", "th")  # a row keeps its cells
        if is_settled and not is_cell and not len(child) and not (child.text or "").strip():
            remove(child, parent)
    if not any("data-case" in child.attrib for child in parent):
        return False
    kept: list[Element | str] = [*_taken(parent, brief, source)]
    for child in [*parent]:
        parent.remove(child)
    parent.text = ""
    for one in kept:
        if isinstance(one, Element):
            parent.append(one)
        elif len(parent):
            parent[-1].tail = (parent[-1].tail or "") + one
        else:
            parent.text += one
    return True


def _taken(parent: Element, brief: Brief, source: str) -> Iterator[Element | str]:
    """The children and texts of an element that are printed, without the marks of conditions."""
    cases = Cases(brief.values)
    if parent.text:
        yield parent.text
    for child in parent:
        tail, child.tail = child.tail, None
        word = child.get("data-case")
        if word is None:
            if cases.printed:
                yield child
        elif word != "if" and not cases.is_open:
            raise wording.CASE_ACROSS.error_at(_place(brief, source))
        else:
            cases.read(word, child.get("data-condition", ""))
        if tail and cases.printed:
            yield tail
    if cases.is_open:
        raise wording.CASE_ACROSS.error_at(_place(brief, source))


def _place(brief: Brief, source: str) -> Place | None:
    named = named_lines(source)
    return Place(brief.folder / named[0], named[1]) if named else None
