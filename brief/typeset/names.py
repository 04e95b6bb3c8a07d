"""Names that WeasyPrint writes into a PDF as they are: of fonts, blends and color profiles.

A family may be called ``Odd (Pro)`` or ``Acme 50%``. Between objects of a PDF such a name would end early, and what
follows would be read as something else (ISO 32000-1, 7.3.5).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

IRREGULAR = re.compile(rb"[^!-~]|[#%()<>\[\]{}/]")
"""The bytes that a name has as numbers."""

LONGEST = 127
"""Bytes of the longest name (ISO 19005-3, 6.1.13)."""

BLEND, PROFILE = re.compile("[A-Za-z]+"), re.compile(r"device-cmyk|--[\w-]+", re.ASCII)
"""The names of blends and of color profiles that WeasyPrint gets."""


def escape_names() -> None:
    """Makes WeasyPrint write names that every reader of PDFs takes for one name."""
    from weasyprint import css
    from weasyprint.pdf.fonts import Font
    from weasyprint.pdf.stream import Stream

    Font.__init__ = _named(Font.__init__)
    Stream.set_blend_mode = _blended(Stream.set_blend_mode)
    css.parse_color_profile_name = _known(css.parse_color_profile_name)


def escaped(name: bytes) -> bytes:
    """A name as a PDF has it, with its slash."""
    parts = IRREGULAR.sub(lambda match: b"#%02X" % match[0][0], name.removeprefix(b"/"))
    return b"/" + re.sub(rb"#.?$", b"", parts[:LONGEST])


def _named(begin: Callable[..., None]) -> Callable[..., None]:
    """The same constructor; the name of the font is escaped."""

    def begun(font: Any, *args: Any) -> None:
        begin(font, *args)
        font.name = escaped(font.name)

    return begun


def _blended(blend: Callable[[Any, str], None]) -> Callable[[Any, str], None]:
    """The same method; an odd blend is none."""

    def blended(stream: Any, mode: str) -> None:
        blend(stream, mode if BLEND.fullmatch(mode) else "Normal")

    return blended


def _known(parse: Callable[[Any], str | None]) -> Callable[[Any], str | None]:
    """The same function; an odd name is none."""

    def known(prelude: Any) -> str | None:
        name = parse(prelude)
        return name if name and PROFILE.fullmatch(name) else None

    return known
