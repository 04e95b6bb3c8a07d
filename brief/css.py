"""Reads CSS: lengths, colors in sRGB, custom properties, and the rules and declarations of style sheets.

Several stages, which do not import each other, use this for style sheets, drawings and charts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from colorsys import hls_to_rgb, rgb_to_hls
from contextlib import suppress
from math import isfinite
from typing import Any

GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "inherit", "initial"}
)
"""Keywords that are allowed in place of the name of a family."""

CONDITIONS = frozenset({"media", "supports", "layer"})
"""The at-rules whose rules are known to `rules`."""

DEEPEST = 100
"""The most rules within each other that are looked into."""

WITHOUT_RULES = frozenset(
    {"font-face", "page", "property", "counter-style", "font-feature-values", "font-palette-values", "keyframes"}
)
"""The at-rules that contain no style rules."""

ASKED = re.compile(r"var\(\s*--(?P<name>[\w-]+)\s*(?:,\s*(?P<otherwise>[^()]*))?\)")
"""A reference to a custom property, with its fallback."""

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?|\\(.)")
"""An escape: a character given by its hexadecimal number, or one to be taken literally (CSS Syntax 3, 4.3.7)."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

DECLARATION = re.compile(r"(?<![\w-])(?P<name>[\w-]+)\s*:(?P<value>[^;{}]+)(?=[;}]|$)")
"""A property and its value, in a style sheet or in a ``style`` attribute."""

INCH = 72.0
POINTS_IN: Mapping[str, float] = {
    "pt": 1,
    "pc": 12,
    "px": INCH / 96,
    "in": INCH,
    "cm": INCH / 2.54,
    "mm": INCH / 25.4,
    "q": INCH / 101.6,
}
"""The number of points in each absolute unit of CSS."""

LENGTH = re.compile(rf"\s*(?P<number>-?\d*\.?\d+)(?P<unit>{'|'.join(POINTS_IN)}|%)\s*", re.IGNORECASE)

RGB = tuple[float, float, float]
"""Red, green and blue in sRGB, each 0 to 1."""

WHITE: RGB = (1.0, 1.0, 1.0)

LARGEST = 1e6
"""The largest coordinate of a color, far above those of all colors: sums of larger ones would not be numbers."""
BLACK: RGB = (0.0, 0.0, 0.0)

STEPS = 100
"""The number of steps in which `shaded` changes a color."""

D50_TO_D65 = (
    (0.955473421488075, -0.02309845494876471, 0.06325924320057072),
    (-0.0283697093338637, 1.0099953980813041, 0.021041441191917323),
    (0.012314014864481998, -0.020507649298898964, 1.330365926242124),
)
D65_TO_LINEAR = (
    (12831 / 3959, -329 / 214, -1974 / 3959),
    (-851781 / 878810, 1648619 / 878810, 36519 / 878810),
    (705 / 12673, -2585 / 12673, 705 / 667),
)
"""The matrices of CSS Color 4, 18: from white D50 to D65 (Bradford), and from XYZ to the linear channels of sRGB."""


def filled(css: str, values: Mapping[str, str]) -> str:
    """CSS with each ``var()`` replaced by the value of its custom property, or by its fallback."""
    return ASKED.sub(lambda match: values.get(match["name"], match["otherwise"] or ""), css)


def unescaped(css: str) -> str:
    """CSS with each escape replaced by the character that it means."""
    return ESCAPE.sub(lambda match: chr(min(int(match[1], 16), 0xFFFD)) if match[1] else match[2], css)


def length(written: str) -> tuple[float, str] | None:
    """The number and the unit of a length or a percentage, such as ``10mm``; None for any other value."""
    match = LENGTH.fullmatch(written)
    return (float(match["number"]), match["unit"].lower()) if match else None


def points(written: str) -> float | None:
    """A length in points; None for a percentage and for any other value."""
    number, unit = length(written) or (0.0, "")
    return number * POINTS_IN[unit] if unit in POINTS_IN else None


def color(written: str) -> RGB | None:
    """The color that a value names; None for ``none``, ``currentColor``, ``transparent`` and invalid values."""
    parsed = _parsed(written)
    return srgb(parsed) if parsed and parsed.alpha else None


def alpha(written: str) -> float:
    """The opacity of a color, 0 to 1; 1 for ``currentColor`` and invalid values."""
    parsed = _parsed(written)
    return float(parsed.alpha) if parsed else 1.0


def _parsed(written: str) -> Any:
    """A color of tinycss2; None for ``currentColor``, for invalid values and for coordinates above `LARGEST`."""
    from tinycss2.color5 import parse_color

    try:
        parsed = parse_color(written)
    except Exception:  # tinycss2 may raise several exceptions on what is nearly a color
        return None
    if parsed is None or parsed == "currentcolor":
        return None
    known = (one for one in parsed.coordinates if one is not None)
    return parsed if all(isfinite(one) and abs(one) <= LARGEST for one in known) else None


def srgb(parsed: Any) -> RGB:
    """A color of tinycss2 in sRGB; channels outside its range are clipped.

    An unknown color space is treated as sRGB, as in WeasyPrint, which logs it.
    """
    match parsed.space:
        case "srgb" | "hsl" | "hwb":
            return clipped(parsed.to("srgb").coordinates)
        case "lab" | "lch" | "xyz-d50":
            return _from_xyz(_times(D50_TO_D65, parsed.to("xyz-d50").coordinates))
        case "oklab" | "oklch" | "xyz-d65":
            return _from_xyz(parsed.to("xyz-d65").coordinates)
        case "device-cmyk":  # CSS Color 5, 7.3: without a profile, by arithmetic
            *inks, black = parsed.coordinates
            return clipped([(1 - ink) * (1 - black) for ink in inks])
        case _:
            return clipped([*parsed.coordinates, 0, 0])


def clipped(channels: Sequence[float | None]) -> RGB:
    """The first three channels, each clipped to the range 0 to 1; a missing one (None) is 0."""
    red, green, blue = (min(max(channel or 0.0, 0.0), 1.0) for channel in channels[:3])
    return red, green, blue


def _from_xyz(xyz: Sequence[float]) -> RGB:
    linear = clipped(_times(D65_TO_LINEAR, xyz))
    return clipped([12.92 * one if one <= 0.0031308 else 1.055 * one ** (1 / 2.4) - 0.055 for one in linear])


def _times(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def luminance(color: RGB) -> float:
    """The relative luminance of a color, 0 for black to 1 for white (WCAG 2.2)."""
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: RGB, other: RGB) -> float:
    """The contrast ratio of two colors, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def hexadecimal(color: RGB) -> str:
    """A color as style sheets write it: ``#8a2318``."""
    return "#" + "".join(f"{round(channel * 255):02x}" for channel in color)


def mixed(color: RGB, share: float, ground: RGB = WHITE) -> RGB:
    """The solid color of a tint: a `share` of the color, from 0 to 1, on the ground.

    It has eight bits to a channel, as a style sheet writes it.
    """
    channels = (share * one + (1 - share) * under for one, under in zip(color, ground, strict=True))
    red, green, blue = (round(one * 255) / 255 for one in channels)
    return red, green, blue


def shaded(color: RGB, lightness: float, enough: Callable[[RGB], bool]) -> RGB:
    """The nearest color on the way to a `lightness` for which `enough` is true; the one of that lightness if none is.

    Hue and saturation stay the same. A lightness of 0 is black, 1 is white. The color has eight bits to a channel, as a
    style sheet writes it.
    """
    hue, own, saturation = rgb_to_hls(*color)
    found = color
    for step in range(STEPS + 1):
        channels = hls_to_rgb(hue, own + (lightness - own) * step / STEPS, saturation)
        red, green, blue = (round(one * 255) / 255 for one in channels)
        found = (red, green, blue)
        if enough(found):
            break
    return found


def nodes(parse: Callable[..., Sequence[Any]], css: str | Sequence[Any]) -> Sequence[Any]:
    """What one of the functions of tinycss2 reads; nothing if a number has more digits than Python reads (4,300)."""
    try:
        return parse(css, skip_comments=True, skip_whitespace=True)
    except ValueError:
        return ()


def rules(
    css: str | Sequence[Any], within: str = "", depth: int = 0
) -> Iterator[tuple[Sequence[Any], Sequence[Any], str]]:
    """The rules of a style sheet: selectors for cssselect2, the nodes of the declarations, and the at-rule around them.

    That is ``media``, ``supports`` or ``layer``, or empty; of several it is ``media``, or else the innermost. A rule
    with an unknown selector is left out, as in browsers.
    """
    import cssselect2
    import tinycss2

    parse = tinycss2.parse_stylesheet if isinstance(css, str) else tinycss2.parse_rule_list
    for rule in nodes(parse, css):
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in CONDITIONS and depth < DEEPEST:
            yield from rules(rule.content, within if within == "media" else rule.lower_at_keyword, depth + 1)
        elif rule.type == "qualified-rule":
            with suppress(Exception):  # cssselect2 raises several exceptions on invalid or unknown selectors
                yield cssselect2.compile_selector_list(rule.prelude), rule.content, within


def nested_names(css: str | Sequence[Any], depth: int = 0) -> Iterator[str]:
    """The names of properties that are declared in a rule within another, or in an at-rule unknown to `rules`."""
    import tinycss2

    parse = tinycss2.parse_stylesheet if isinstance(css, str) else tinycss2.parse_rule_list
    for rule in nodes(parse, css) if depth < DEEPEST else ():
        if rule.type == "at-rule" and rule.content and rule.lower_at_keyword in CONDITIONS:
            yield from nested_names(rule.content, depth + 1)
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword not in WITHOUT_RULES:
            yield from _declared(rule.content, depth)
        elif rule.type == "qualified-rule":
            for node in nodes(tinycss2.parse_blocks_contents, rule.content):
                if node.type != "declaration" and getattr(node, "content", None):
                    yield from _declared(node.content, depth)


def _declared(content: Sequence[Any], depth: int) -> Iterator[str]:
    """The names of the properties that a rule declares, and those of the rules nested in it."""
    import tinycss2

    for node in nodes(tinycss2.parse_blocks_contents, content) if depth < DEEPEST else ():
        if node.type == "declaration":
            yield node.lower_name
        elif getattr(node, "content", None):
            yield from _declared(node.content, depth + 1)


def declarations(content: str | Sequence[Any]) -> Iterator[tuple[str, str, bool]]:
    """The declarations in a rule or a ``style`` attribute: name, value, and whether it is important."""
    import tinycss2

    for one in nodes(tinycss2.parse_blocks_contents, content):
        if one.type == "declaration":
            yield one.lower_name, tinycss2.serialize(one.value).strip(), one.important
