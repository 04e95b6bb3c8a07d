"""What all copies of a merge have in common: no value in it tells one copy from another."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from html import unescape
from itertools import chain, product
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.check import readable
from brief.compose.fields import GAP, fill_settings, unconditional, worded
from brief.fields import FIELD, SETTINGS
from brief.findings import BriefError
from brief.load import inside
from brief.merge.composed import Composed
from brief.merge.printed import Words, places_of, words_of
from brief.model import Brief, Edition, Text, as_edition, named_lines

CUT = "|"
"""Stands for a word that was cut from a text."""

DRAWING = re.compile(r'\bsrc="([^"]+\.svg)"', re.IGNORECASE)
"""A drawing in HTML."""


class Filled(NamedTuple):
    """What a copy prints in the places of fields: the `values` that its sections and layouts may have there.

    `settings` are those settings of its edition that have fields: each with its fields, and with values in their place.
    """

    values: Collection[str]
    settings: Sequence[tuple[str, str]] = ()

    @classmethod
    def of(cls, brief: Brief, texts: Sequence[Text], edition: Edition) -> Filled:
        """The values of a brief, each as it is and as the filters in sections change it, and its settings."""
        trees = (tree for text in texts for version in text.versions for tree in version.trees)
        values = {*brief.values.values()}
        for expression in {element.get("data-field", "") for tree in trees for element in tree.iter("span")} - {""}:
            with suppress(BriefError):  # it is not printed, or else compose would have refused it
                values.add(worded(expression, brief, None))
        before = as_edition(brief, edition)
        after = fill_settings(before, edition)
        settings = [(getattr(before.settings, key), getattr(after.settings, key)) for key in SETTINGS]
        return cls(values, [(template, text) for template, text in settings if template != text])


class AsComposed(NamedTuple):
    """A copy as it was composed: the brief with its values, its sections, what its fields print, and its HTML."""

    brief: Brief
    texts: tuple[Text, ...]
    filled: Filled
    html: str

    @property
    def drawings(self) -> frozenset[str]:
        """The names of its drawings, as its HTML has them."""
        return frozenset(DRAWING.findall(self.html))

    @property
    def of_some(self) -> OfSome:
        """Its text that only some copies have."""
        return OfSome.of(self.texts)

    @property
    def outside(self) -> Outside:
        """Its text outside of fields, without what only some copies have."""
        of_some = self.of_some
        texts = Composed(self.filled.values, self.html, of_some.has).outside
        return Outside(as_lines((*texts, *of_some.rest)), self.filled.settings)


class Outside(NamedTuple):
    """The `text` of a copy outside of fields, as lines of words, and its settings with fields, each as in `Filled`.

    No element marks the fields of settings: the text has their values, too.
    """

    text: str
    settings: Sequence[tuple[str, str]] = ()

    def prints(self, template: str) -> int:
        """How often the text has a setting."""
        return sum(times(as_line(words_of(text)), self.text) for one, text in self.settings if one == template)

    def has(self, line: str, printed: Mapping[str, int]) -> bool:
        """Whether the text has a value, as a line, beyond its settings, each of which is `printed` so often."""
        if line not in self.text:
            return False
        in_settings = 0
        for template, text in self.settings:
            fixed = as_lines(re.sub(FIELD, CUT, template).split(CUT))
            in_settings += printed[template] * (times(line, as_line(words_of(text))) - times(line, fixed))
        return times(line, self.text) > in_settings


class Sample:
    """What all copies print: the texts that several have `outside` of fields, the first of which is the sample.

    On the `pages` of the sample, fields print `own`; `more` are its texts in the HTML and in drawings that only some
    copies have.
    """

    def __init__(
        self,
        outside: Sequence[Outside] = (),
        pages: str = "",
        own: Collection[str] = (),
        more: Collection[str] = (),
    ) -> None:
        self._outside, self._more = outside, as_lines(more)
        templates = {template for one in outside for template, _ in one.settings}
        self._printed = {template: min(one.prints(template) for one in outside) for template in templates}
        self._pages, self._own = words_of(pages), [words_of(value) for value in own]

    @classmethod
    def of(cls, pages: str, sample: AsComposed, *others: AsComposed) -> Sample:
        """The sample of a brief with the text of its pages, and some other copies."""
        whole = Composed(sample.filled.values, sample.html)
        own = [*(field.value for field in whole.fields()), *(text for _, text in sample.filled.settings)]
        in_all = sample.drawings.intersection(*(one.drawings for one in others))
        in_trees = {image.get("src", "") for tree in sample.of_some.trees for image in tree.iter("img")}
        drawn = _drawn(sample.brief, (sample.drawings - in_all) | in_trees)
        return cls([one.outside for one in (sample, *others)], pages, own, (*whole.outside, *drawn))

    def is_outside(self, value: Words) -> bool:
        """Whether a value stands in the text that all copies have outside of fields."""
        line = as_line(value)
        return bool(self._outside) and all(one.has(line, self._printed) for one in self._outside)

    def drawn(self, value: Words) -> int:
        """How often a value is on all pages but not in the text, such as in a drawing, or as the number of a page."""
        on_pages, own = (sum(1 for words in of for _ in places_of(value, words)) for of in ([self._pages], self._own))
        return 0 if as_line(value) in self._more else max(on_pages - own, 0)


class OfSome(NamedTuple):
    """The text that only some copies have: the `files` that a field names, and the `trees` of blocks and notes.

    `rest` are the texts of such blocks outside of their conditions.
    """

    files: Collection[str]
    trees: Sequence[Element]
    rest: Sequence[str]

    @classmethod
    def of(cls, texts: Sequence[Text]) -> OfSome:
        """The text in sections that only some copies have."""
        files = {text.section.file for text in texts if text.section.listed}
        trees, rest = list[Element](), list[str]()
        for text in chain.from_iterable(text.versions for text in texts):
            is_whole = text.section.file in files
            blocks = [(text.title, is_whole), *((block.tree, is_whole or block.conditions) for block in text.blocks)]
            always = [unconditional(tree) for tree, is_of_some in blocks if not is_of_some]
            called = {one.get("data-note") for tree in always for one in tree.iter()}
            blocks += ((note, name not in called) for name, note in text.notes.items())
            for tree, is_of_some in blocks:
                if is_of_some or any("data-case" in one.attrib for one in tree.iter()):
                    trees.append(tree)
                    rest += [] if is_of_some else "".join(unconditional(tree).itertext()).split(GAP)
        return cls(files, trees, rest)

    def has(self, source: str) -> bool:
        """Whether only some copies have the element of a ``data-source``."""
        named = named_lines(source)
        is_of_file = named is not None and named[0] in self.files
        return is_of_file or (source != "" and any(source == tree.get("data-source") for tree in self.trees))


def _drawn(brief: Brief, names: Collection[str]) -> Iterator[str]:
    """The texts of drawings, with their parts apart and joined: a drawing program may divide a word."""
    for folder, name in product((brief.folder, *brief.styles), names):
        path = inside(folder, unescape(name)) if name.lower().endswith(".svg") else None
        if path and (drawing := readable(path)) is not None:
            yield from (between.join(drawing.itertext()) for between in (" ", ""))


def times(line: str, text: str) -> int:
    """How often a line of words is in a text."""
    return len(re.findall(f"(?={re.escape(line)})", text))


def as_lines(texts: Iterable[str]) -> str:
    """The words of texts, each text in a line, so that no value is found in two."""
    return "".join(as_line(words_of(text)) for text in texts)


def as_line(words: Sequence[str]) -> str:
    """Words in a line, with a blank before and after each."""
    return f" {' '.join(words)} "
