"""The text that a page draws, by the number of the marked content that it stands in.

It is that of each glyph's ToUnicode entry, as PLAYA decodes it, and nothing else: a tagged PDF has to write out its
word breaks (ISO 32000-1, 14.8.2.5), so none is guessed from the gaps between words. PDFium, the usual choice, does
guess: it gives 'At a glance ' for the heading 'At a glance'.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playa import ContentObject, MarkedContent, Page
    from playa.content import TextObject


class Drawn(NamedTuple):
    """A text, the number of its marked content, and the marked content around it that another text stands for."""

    number: int
    replaced: MarkedContent | None
    text: str


def drawn(page: Page) -> Mapping[int, str]:
    """What is drawn on `page`, by the number of its marked content. Artifacts are in none."""
    from playa.content import TextObject, XObjectObject

    texts: dict[int, str] = defaultdict(str)
    contents = page.interp(filter_classes={TextObject, XObjectObject})
    for (number, replaced), together in groupby(_texts(contents), key=lambda one: one[:2]):
        actual = _actual_text(replaced) if replaced else None
        texts[number] += "".join(one.text for one in together) if actual is None else actual
    return texts


def _texts(contents: Iterable[ContentObject], around: int | None = None) -> Iterator[Drawn]:
    """All text with a number; what stands in a drawing has that of the marked content `around` the drawing."""
    from playa.content import TextObject, XObjectObject

    for one in contents:
        number = around if one.mcid is None else one.mcid
        if isinstance(one, XObjectObject):
            yield from _texts(one, number)
        elif isinstance(one, TextObject) and number is not None and not _is_artifact(one):
            replaced = next((mark for mark in one.mcstack if _actual_text(mark) is not None), None)
            yield Drawn(number, replaced, one.chars)


def _is_artifact(text: TextObject) -> bool:
    return any(mark.tag == "Artifact" for mark in text.mcstack)


def _actual_text(mark: MarkedContent) -> str | None:
    """The ActualText of marked content, which stands for all that is drawn in it."""
    from playa.utils import string_property

    return string_property(mark.props, "ActualText")
