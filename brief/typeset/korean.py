"""Korean breaks between words, as readers expect it; WeasyPrint ignores ``word-break: keep-all``.

Pango would break a line after any syllable; here breaks within words are forbidden. A word that is longer than a line
is still broken.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_LETTER = re.compile(f"[{_HANGUL}]")
_NO_PART = r"\s\u200b/–—\-"
WORD = re.compile(rf"[^{_NO_PART}]*[{_HANGUL}][^{_NO_PART}]*")
"""A word with its particle and its punctuation."""

ALLOW_BREAKS = "PangoAttribute * pango_attr_allow_breaks_new (gboolean allow_breaks);"
"""The function of Pango that forbids breaks; WeasyPrint does not declare it."""


class Words:
    """Makes wrappers of WeasyPrint's functions; `whole` is False while a word longer than its line is set."""

    def __init__(self) -> None:
        self.whole = True

    def kept_in(self, set_text: Callable[..., None]) -> Callable[..., None]:
        """A wrapper of the method `set_text` of a Pango layout that allows no breaks within words."""
        from brief.parts import ffi, pango

        def kept(layout: Any, text: str, justify: bool = False) -> None:
            set_text(layout, text, justify)
            if not self.whole or not _LETTER.search(layout.text):
                return
            attributes = pango.pango_layout_get_attributes(layout.layout)
            if attributes == ffi.NULL:
                attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
            for word in WORD.finditer(layout.text):
                attribute = pango.pango_attr_allow_breaks_new(False)
                attribute.start_index = len(layout.text[: word.start()].encode())
                attribute.end_index = attribute.start_index + len(word[0].encode())
                pango.pango_attr_list_change(attributes, attribute)
            pango.pango_layout_set_attributes(layout.layout, attributes)

        return kept

    def broken_in(self, split: Callable[..., Any]) -> Callable[..., Any]:
        """A wrapper of `split` that breaks a word that does not fit on a line of its own."""

        def broken(text: str, style: Any, context: Any, room: float | None, spacing: float, **options: bool) -> Any:
            first = split(text, style, context, room, spacing, **options)
            _, _, _, width, *_ = first
            too_long = room is not None and width > room and options.get("is_line_start", True)
            if not too_long or style["overflow_wrap"] == "normal" or not _LETTER.search(text):
                return first
            self.whole = False
            try:
                return split(text, style, context, room, spacing, **options)
            finally:
                self.whole = True

        return broken

    def joined_in(self, can_break: Callable[[str, str], bool]) -> Callable[[str, str], bool]:
        """A wrapper of `can_break` that finds no breaks within words."""

        def joined(text: str, language: str) -> bool:
            if _LETTER.search(text):
                text = WORD.sub(lambda word: "\N{WORD JOINER}".join(word[0]), text)
            return can_break(text, language)

        return joined
