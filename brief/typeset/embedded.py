"""Corrects what WeasyPrint copies into a PDF unchanged: fonts, and the names of fonts, blends and color profiles.

A family may be called ``Odd (Pro)`` or ``Acme 50%``. Among the objects of a PDF such a name would end early, and the
rest would be read as something else (ISO 32000-1, 7.3.5). A font may contain private tables of its maker, which are
left out here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from brief.fonts import bare

IRREGULAR = re.compile(rb"[^!-~]|[#%()<>\[\]{}/]")
"""The bytes that must be escaped in a name."""

LONGEST = 127
"""The most bytes in a name (ISO 19005-3, 6.1.13)."""

BLEND, PROFILE = re.compile("[A-Za-z]+"), re.compile(r"device-cmyk|--[\w-]+", re.ASCII)
"""The valid names of blend modes and of color profiles."""

AXIS = re.compile(r"[A-Za-z][A-Za-z0-9 ]{3}")
"""The name of an axis of a variable font (OpenType 1.9, ``fvar``)."""


def with_bare_font(clean: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of `clean` that leaves nothing of the font but what the given glyphs are drawn with."""

    def cleaned(font: Any, glyphs: Mapping[int, str], hinting: bool) -> None:
        if font.used_in_forms:
            clean(font, glyphs, hinting)  # forms stop a build; WeasyPrint reads the letters they need from the font
            return
        clean(font, glyphs or {0: ""}, hinting)  # without any glyph, WeasyPrint would embed all of them
        font.file_content = bare(font.file_content)

    return cleaned


def with_valid_axes(parse: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A wrapper of `parse` that rejects invalid names of axes."""

    @wraps(parse)
    def of_axes(tokens: Any) -> Any:
        value = parse(tokens)
        names = [] if isinstance(value, str) else [name for name, _ in value or ()]
        return value if all(map(AXIS.fullmatch, names)) else None

    return of_axes


def escaped(name: bytes) -> bytes:
    """A name as it is written in a PDF: with its slash, escaped, and cut to `LONGEST` bytes."""
    parts = IRREGULAR.sub(lambda match: b"#%02X" % match[0][0], name.removeprefix(b"/"))
    return b"/" + re.sub(rb"#.?$", b"", parts[:LONGEST])


def with_name_escaped(begin: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of `begin` that escapes the name of the font."""

    def begun(font: Any, *args: Any) -> None:
        begin(font, *args)
        font.name = escaped(font.name)

    return begun


def with_outlines_alone(begin: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of `begin` after which no letter is a bitmap, which would be embedded unchanged.

    A font without outlines then cannot be cut, which stops a build.
    """

    def begun(font: Any, *args: Any) -> None:
        begin(font, *args)
        font.bitmap = False

    return begun


def with_valid_mode(blend: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """A wrapper of `blend` that replaces an invalid mode by ``Normal``."""

    def blended(stream: Any, mode: str) -> None:
        blend(stream, mode if BLEND.fullmatch(mode) else "Normal")

    return blended


def with_valid_name(parse: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """A wrapper of `parse` that returns None for an invalid name."""

    def known(prelude: Any) -> str | None:
        name = parse(prelude)
        return name if name and PROFILE.fullmatch(name) else None

    return known
