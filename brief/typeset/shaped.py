"""Breaks a line once, and draws a text once, however often the same text occurs in the same style.

WeasyPrint shapes a text with Pango to find where its line ends, for each setting of the pages, and again to draw it.
The result depends on the text, the `PROPERTIES` of its style, and the room; these are the key under which it is kept.
Drawn text is kept as the calls that write it into the stream of a page.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from brief.typeset.memory import memory_for

PROPERTIES = (
    *("font_style", "font_stretch", "font_weight", "font_size", "font_variant_caps"),
    *("font_variation_settings", "direction", "font_language_override", "lang"),
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "word_spacing", "letter_spacing"),
    *("overflow_wrap", "tab_size", "white_space", "hyphens", "hyphenate_limit_chars", "hyphenate_limit_zone"),
    *("hyphenate_character", "word_break"),
)
"""All properties that WeasyPrint reads when it shapes a text, besides ``font_family`` and ``text_decoration_line``
(`weasyprint.text.line_break`)."""

LONGEST = 4_000
"""The most characters of a text that is kept, since each line is kept with all the rest of its paragraph."""

_properties = itemgetter(*PROPERTIES)


def _key(style: Any, *others: Any) -> Hashable:
    """The key of a text in a style, with the families (a list in drawings) and decoration lines made hashable."""
    return *others, tuple(style["font_family"]), frozenset(style["text_decoration_line"]), _properties(style)


def broken_once(split: Callable[..., Any]) -> Callable[..., Any]:
    """A wrapper of `split` that breaks the same text in the same room only once."""

    def broken(
        text: str,
        style: Any,
        context: Any,
        room: float | None,
        spacing: float,
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:
        memory = memory_for(style.font_config)
        if memory is None or len(text) > LONGEST:
            return split(text, style, context, room, spacing, is_line_start=is_line_start, minimum=minimum)
        key = _key(style, split, text, room, spacing, is_line_start, minimum)
        found = memory.lines.get(key)
        if found is None:
            found = split(text, style, context, room, spacing, is_line_start=is_line_start, minimum=minimum)
            memory.lines.put(key, found)
        return copy.copy(found[0]), *found[1:]

    return broken


@dataclass(slots=True)
class Drawn:
    """A shaped text: the attributes of its Pango layout, and how it is drawn.

    `fonts` are the fonts that it is set in, and `letters` the keys of fonts, glyphs and their letters, in the order in
    which they are drawn. `written` are the calls of stream methods; None before it was drawn.
    """

    attributes: Mapping[str, Any]
    fonts: tuple[Font, ...] = ()
    letters: tuple[tuple[Any, int, str], ...] = ()
    written: tuple[tuple[str, tuple[Any, ...]], ...] | None = None


def shaped_once(shape: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of the method `shape` that shapes the same text only once."""

    def shaped(layout: Any, style: Any) -> None:
        layout.drawn = None
        memory = memory_for(style.font_config)
        if memory is None:
            shape(layout, style)
            return
        key = _key(style, layout.text, layout.justification_spacing)
        drawn = memory.drawn.get(key)
        if drawn is None:
            shape(layout, style)
            own = {name: value for name, value in vars(layout).items() if name not in ("max_width", "style")}
            drawn = Drawn(own)
            memory.drawn.put(key, drawn)
        else:
            vars(layout).update(drawn.attributes, style=style)
        layout.drawn = drawn

    return shaped


def drawn_once(draw: Callable[..., Any], shape: Callable[..., None]) -> Callable[..., Any]:
    """A wrapper of `draw` that repeats the calls by which the same text was drawn before."""

    def once(stream: Any, box: Any, overflow: str, ellipsis: Any, matrix: Any) -> Any:
        layout = box.pango_layout
        drawn: Drawn | None = layout.drawn
        if drawn and (overflow == "ellipsis" or ellipsis != "none"):  # the text of the layout will be changed
            shape(layout, box.style)
            drawn = None
        if drawn is None or not box.text.strip():
            return draw(stream, box, overflow, ellipsis, matrix)
        if drawn.written is not None and all(font.is_ready(stream) for font in drawn.fonts):
            for key, glyph, letters in drawn.letters:
                known = stream._fonts[key].to_unicode
                if glyph not in known:
                    known[glyph] = letters
            stream.set_text_matrix(*matrix.values)
            for name, arguments in drawn.written:
                getattr(stream, name)(*arguments)
            return []
        recorder = _TextRecorder(stream)
        pictures = draw(recorder, box, overflow, ellipsis, matrix)
        if not pictures and all(font.is_whole for font in recorder.fonts.values()):
            drawn.written = tuple(recorder.written)
            drawn.fonts = tuple(font.recorded() for font in recorder.fonts.values())
            keys = dict(zip(recorder.fonts, (font.key for font in drawn.fonts), strict=True))
            drawn.letters = tuple((keys[font], glyph, letters) for (font, glyph), letters in recorder.letters.items())
        return pictures

    return once


class Font(NamedTuple):
    """A font of a text: Pango's, its key in the document, its size, and the glyphs with their widths.

    `pango_font` is valid as long as the layout that is kept with it.
    """

    pango_font: Any
    key: Any
    size: float
    widths: Mapping[int, int]

    def is_ready(self, stream: Any) -> bool:
        """Whether the document has the same widths; adds font and widths to it, as drawing the text would.

        A document has one width for each glyph, rounded at the size at which it is drawn first.
        """
        font = stream._fonts.get(self.key) or stream.add_font(self.pango_font)[0]
        known = font.widths
        for glyph, width in self.widths.items():
            if glyph not in known and self._width(stream, glyph) == width:
                known[glyph] = width
            if known.get(glyph) != width:
                return False
        return True

    def _width(self, stream: Any, glyph: int) -> int:
        """The width of a glyph at the size of the text, in thousandths of that size."""
        from brief.parts import FROM_UNITS, pango

        pango.pango_font_get_glyph_extents(self.pango_font, glyph, stream.ink_rect, stream.logical_rect)
        width: float = stream.logical_rect.width * 1000 * FROM_UNITS / self.size
        return round(width)


class _TextRecorder:
    """A wrapper of a stream that records the fonts and the calls by which a text is drawn."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream
        self.fonts: dict[Any, _FontRecorder] = {}
        self.letters: dict[tuple[Any, int], str] = {}
        self.written: list[tuple[str, tuple[Any, ...]]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """The font, wrapped so that it records glyphs, and its size."""
        font, size = self._stream.add_font(pango_font)
        name = id(font), size  # one font of a document may be drawn in several sizes, as for small capitals
        letters = _LetterRecorder(font.to_unicode, lambda glyph, text: self.letters.update({(name, glyph): text}))
        return self.fonts.setdefault(name, _FontRecorder(font, pango_font, size, letters)), size

    def set_font_size(self, *arguments: Any) -> None:
        """Sets the font and its size."""
        self._write("set_font_size", *arguments)

    def set_text_rise(self, *arguments: Any) -> None:
        """Raises the text that follows."""
        self._write("set_text_rise", *arguments)

    def show_text(self, *arguments: Any) -> None:
        """Shows glyphs."""
        self._write("show_text", *arguments)

    def _write(self, name: str, *arguments: Any) -> None:
        self.written.append((name, arguments))
        getattr(self._stream, name)(*arguments)


class _FontRecorder:
    """A wrapper of a font that records the letters and widths of drawn glyphs; not `is_whole` if a glyph is missing."""

    def __init__(self, font: Any, pango_font: Any, size: float, letters: _LetterRecorder) -> None:
        vars(self).update(vars(font))  # WeasyPrint reads some of them at each glyph
        self._font, self._pango_font, self._size = font, pango_font, size
        self.to_unicode = letters
        self.widths = _WidthRecorder(font.widths)
        self.is_whole = True

    def get_unused_glyph_id(self, codepoint: int) -> Any:
        """The glyph for a missing letter, which WeasyPrint must report each time."""
        self.is_whole = False
        return self._font.get_unused_glyph_id(codepoint)

    def recorded(self) -> Font:
        """The font with the glyphs that were recorded."""
        from brief.parts import get_pango_font_key

        key, *_ = get_pango_font_key(self._pango_font)
        return Font(self._pango_font, key, self._size, dict(self.widths))


class _LetterRecorder(dict[int, str]):
    """The letters of the glyphs that are drawn; the document gets those that it does not have."""

    def __init__(self, known: Any, tell: Callable[[int, str], None]) -> None:
        super().__init__()
        self._known, self._tell = known, tell

    def __setitem__(self, glyph: int, letters: str) -> None:
        super().__setitem__(glyph, letters)
        self._tell(glyph, letters)
        if glyph not in self._known:
            self._known[glyph] = letters


class _WidthRecorder(dict[int, int]):
    """The widths of the glyphs that are drawn, read from and added to those of the document."""

    def __init__(self, known: Any) -> None:
        super().__init__()
        self._known = known

    def __contains__(self, glyph: object) -> bool:
        return glyph in self._known

    def __getitem__(self, glyph: int) -> int:
        width: int = self._known[glyph]
        super().__setitem__(glyph, width)
        return width

    def __setitem__(self, glyph: int, width: int) -> None:
        super().__setitem__(glyph, width)
        self._known[glyph] = width
