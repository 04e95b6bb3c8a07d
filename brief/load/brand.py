"""Style sheets with the colors of a brand, and with those derived from colors in a brief's own style sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from brief.css import RGB, color, hexadecimal
from brief.load.look import properties, tokens
from brief.model import LOOKS, Brief, Look, Sheet, accent_of, text_on, tinted

BASE_COLORS = ("brand", "accent")
"""The custom properties from which the other colors are derived."""


def branded(sheets: Sequence[Sheet], brief: Brief) -> tuple[Sheet, ...]:
    """`sheets` with the colors of the brief's `brand`, after the look's, and before those of brand.css and of editions.

    Each later sheet that sets an accent or a brand is followed by a sheet with the derived colors that it does not set
    itself. Otherwise a tint of one color could appear beside text in another.
    """
    look = LOOKS[brief.settings.look]
    known = [sheet.path.name == "brand.css" or sheet.path.parent.name == "editions" for sheet in sheets]
    own = known.index(True) if any(known) else len(sheets)
    made = list(sheets[:own])
    if brand := color(brief.brand):
        accent = accent_of(look, brand)
        made.append(_sheet({"brand": brand, "accent": accent, **_following(look, brand, accent, tokens(made))}))
    for sheet in sheets[own:]:
        made.append(sheet)
        if follows := dict(_not_set(sheet, tokens(made), look, bool(brief.brand))):
            made.append(_sheet(follows))
    return tuple(made)


def _not_set(sheet: Sheet, known: Mapping[str, str], look: Look, has_brand: bool) -> Iterator[tuple[str, RGB]]:
    """The colors derived from the accent or the brand that a sheet sets, except those that it sets itself.

    `known` are the values of all custom properties up to this sheet. Without any brand, the accent serves as one.
    """
    own = properties(sheet)
    accent, brand = color(known.get("accent", "")), color(known.get("brand", ""))
    if not own.intersection(BASE_COLORS) or not accent or not brand:
        return
    if "brand" not in own and not has_brand:
        brand = accent
        yield "brand", brand
    yield from ((name, rgb) for name, rgb in _following(look, brand, accent, known).items() if name not in own)


def _following(look: Look, brand: RGB, accent: RGB, known: Mapping[str, str]) -> Mapping[str, RGB]:
    """The tint, and the color of text on the brand."""
    ink = color(known.get("ink", "")) or (0.0, 0.0, 0.0)
    return {"tint": tinted(look, accent, brand), "on-brand": text_on(brand, ink)}


def _sheet(colors: Mapping[str, RGB]) -> Sheet:
    properties = "; ".join(f"--{name}: {hexadecimal(rgb)}" for name, rgb in colors.items())
    return Sheet(Path("colors.css"), f":root {{ {properties} }}")
