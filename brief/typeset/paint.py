"""Paint: every color of a page becomes the inks that an edition is printed in.

WeasyPrint sets a color, wherever it comes from, with one method of its streams, and the ends of a gradient with
another; pages, groups and patterns are streams. These methods are replaced while a PDF is written. Transparency is
noted, since a press and a copier have only ink and paper. In black, the areas of a picture become patterns of dots.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from brief.css import RGB, clipped, luminance, srgb
from brief.model import LEAST_PICTURE, WHITE_FROM, Inks, Painted
from brief.model.drawings import has_words
from brief.model.markup import POINTS_IN_PIXEL
from brief.typeset.replaced import painting

TONES = 12
"""The number of tones in which the areas of a picture are painted in black, besides white."""

CELL = 2.0
"""The side, in points, of the square with two dots that makes up a pattern: rows are half a millimetre apart."""


@contextmanager
def painted(inks: Inks) -> Iterator[list[str]]:
    """Makes WeasyPrint paint in these inks within the block; yields the list of the kinds of transparency found."""
    if inks.set == "colors":
        yield []
        return
    found: list[str] = []
    colors = _in_press(inks.profile) if inks.set == "press" else _in_black()
    drawing = _as_picture if inks.set == "black" else _as_it_is
    with painting({**colors, **_noting(found)}, _as_lines, drawing):
        yield found


def _shading(space: str) -> Callable[..., Any]:
    """The method that adds a gradient with its colors in `space`; a gradient of opacity keeps its own space."""
    from brief.parts import Stream

    add = Stream.add_shading

    def add_shading(
        stream: Any, kind: int, domain: Any, coords: Any, extend: bool, function: Any, own: str = ""
    ) -> Any:
        return add(stream, kind, domain, coords, extend, function, own or space)

    return add_shading


def _in_press(profile: bytes) -> dict[str, Any]:
    """The methods that set colors as inks; a color in `device-cmyk()` keeps its inks."""
    from brief.typeset.separation import Build, limited, separation

    inks = separation(profile)

    def build(color: Any) -> Build:
        return limited(Build(*color.coordinates)) if color.space == "device-cmyk" else inks.build(srgb(color))

    def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
        stream.set_alpha(color.alpha, stroke)
        mixed = build(color)
        if _is_new(stream, mixed, stroke):
            operands = " ".join(f"{ink:g}" for ink in mixed)
            stream.stream.append(f"{operands} {'K' if stroke else 'k'}".encode())

    def in_inks(end: Sequence[float]) -> Sequence[float]:
        return inks.build(clipped(end)) if len(end) == 3 else end  # else it is an opacity

    def interpolation(domain: Any, c0: Sequence[float], c1: Sequence[float], n: float) -> Any:
        return _function(domain, in_inks(c0), in_inks(c1), n)

    return {
        "set_color": set_color,
        "add_shading": _shading("DeviceCMYK"),
        "create_interpolation_function": staticmethod(interpolation),
    }


def _in_black() -> dict[str, Any]:
    """The methods that set colors as black or white, with a gradient as an edge between the two.

    They are in DeviceGray, since an office printer would mix a black in RGB of all its toners.
    """
    from brief.parts import Stream

    begin, set_space = Stream.begin_text, Stream.set_color_space

    def set_color(stream: Any, color: Any, stroke: bool = False) -> None:
        stream.set_alpha(color.alpha, stroke)
        rgb = srgb(color)
        if not stroke:
            stream.filled = rgb
            if getattr(stream, "dotted", False) and 0 < (ink := tone(rgb)) < TONES:
                _fill_with_dots(stream, ink)
                return
        _set(stream, rgb, "line" if stroke or getattr(stream, "lines", False) else "area", stroke)

    def begin_text(stream: Any) -> None:
        begin(stream)
        if (rgb := getattr(stream, "filled", None)) and black_or_white(rgb, "type") != black_or_white(rgb, "area"):
            _set(stream, rgb, "type", False)

    def set_color_space(stream: Any, space: str, stroke: bool = False) -> None:
        if not stroke:
            stream.filled = None  # text is filled with a pattern
        set_space(stream, space, stroke)

    def interpolation(domain: Any, c0: Sequence[float], c1: Sequence[float], n: float) -> Any:
        if len(c0) != 3:
            return _function(domain, c0, c1, n)
        return _edged(domain, clipped(c0), clipped(c1))

    return {
        "add_shading": _shading("DeviceGray"),
        "set_color": set_color,
        "begin_text": begin_text,
        "set_color_space": set_color_space,
        "create_interpolation_function": staticmethod(interpolation),
    }


def tone(color: RGB) -> int:
    """How dark a color is, from 0 for white to `TONES` for black, in steps that are even to the eye."""
    lightness: float = luminance(color) ** (1 / 2.2)
    return round(TONES * (1 - lightness))


def _fill_with_dots(stream: Any, ink: int) -> None:
    """Sets the fill to a pattern of dots with `ink` parts of `TONES` in black, in rows at 45° that a copier keeps."""
    from pydyf import Array

    kept = vars(stream).setdefault("dots", {})
    if ink not in kept:
        pattern = stream.add_pattern(0, 0, CELL, CELL, CELL, CELL, stream.ctm)
        pattern.extra["Matrix"] = Array((1, 0, 0, 1, 0, 0))
        is_dark = ink > TONES / 2  # then the dots are white
        side = CELL * ((min(ink, TONES - ink) / TONES) / 2) ** 0.5
        pattern.stream += [b"0 g", f"0 0 {CELL} {CELL} re f 1 g".encode()] if is_dark else [b"0 g"]
        pattern.stream += [f"{at:.3f} {at:.3f} {side:.3f} {side:.3f} re".encode() for at in (0, CELL / 2)]
        pattern.stream.append(b"f")
        kept[ink] = pattern.id
    stream.set_color_space("Pattern")
    stream.set_color_special(kept[ink])
    stream._current_color = ("dots", ink)


def black_or_white(color: RGB, painted: Painted) -> int:
    """The grey in which a color is painted: 0 for black, 1 for white."""
    return int(luminance(color) >= WHITE_FROM[painted])


def edge(start: RGB, end: RGB) -> float:
    """Where a gradient from one color to another changes between black and white, 0 to 1; one of the two is black."""
    low, high = 0.0, 1.0
    first = black_or_white(start, "area")
    while high - low > 1e-4:
        middle = (low + high) / 2
        red, green, blue = (a + (b - a) * middle for a, b in zip(start, end, strict=True))
        low, high = (middle, high) if black_or_white((red, green, blue), "area") == first else (low, middle)
    return round(high, 4)


def _set(stream: Any, rgb: RGB, painted: Painted, stroke: bool) -> None:
    white = black_or_white(rgb, painted)
    if _is_new(stream, (white,), stroke):
        stream.stream.append(f"{white} {'G' if stroke else 'g'}".encode())


def _is_new(stream: Any, color: tuple[float, ...], stroke: bool) -> bool:
    """Whether the color differs from the one set before; updates WeasyPrint's record of it, on which `tags` relies."""
    name = "_current_color_stroke" if stroke else "_current_color"
    before = getattr(stream, name)
    setattr(stream, name, color)
    return bool(before != color)


def _edged(domain: Sequence[float], start: RGB, end: RGB) -> Any:
    """A function that is black on one side and white on the other, or the same on both."""
    from pydyf import Array, Dictionary

    before, after = ([float(black_or_white(color, "area"))] for color in (start, end))
    if before == after:
        return _function(domain, before, after, 1)
    low, high = domain
    return Dictionary(
        {
            "FunctionType": 3,
            "Domain": Array(domain),
            "Encode": Array((0, 1, 0, 1)),
            "Bounds": Array([low + (high - low) * edge(start, end)]),
            "Functions": Array([_function((0, 1), one, one, 1) for one in (before, after)]),
        }
    )


def _function(domain: Any, start: Sequence[float], end: Sequence[float], exponent: float) -> Any:
    """A function from one color to another (ISO 32000-1, 7.10.3)."""
    from pydyf import Array, Dictionary

    return Dictionary({"FunctionType": 2, "Domain": Array(domain), "C0": Array(start), "C1": Array(end), "N": exponent})


def _noting(found: list[str]) -> dict[str, Any]:
    """The methods that note transparency; an opaque group loses its /Group and is drawn as part of the page."""
    from brief.parts import Stream

    set_alpha, set_blend_mode, add_group = Stream.set_alpha, Stream.set_blend_mode, Stream.add_group
    set_alpha_state = Stream.set_alpha_state

    def note(what: str) -> None:
        if what not in found:
            found.append(what)

    def with_alpha(stream: Any, alpha: float, stroke: bool = False, fill: bool | None = None) -> None:
        if alpha < 1:
            note("opacity")
        set_alpha(stream, alpha, stroke, fill)

    def with_mask(stream: Any, *box: float, **mode: str) -> Any:
        note("a mask")
        return set_alpha_state(stream, *box, **mode)

    def with_blend(stream: Any, mode: str) -> None:
        if mode != "Normal":
            note("a blend")
        set_blend_mode(stream, mode)

    def as_part(stream: Any, *box: float) -> Any:
        group = add_group(stream, *box)
        del group.extra["Group"]
        return group

    return {
        "set_alpha": with_alpha,
        "set_alpha_state": with_mask,
        "set_blend_mode": with_blend,
        "add_group": as_part,
    }


def _as_picture(draw: Callable[..., None]) -> Callable[..., None]:
    """A wrapper of `draw` that fills the areas of a large drawing without words with dots.

    On dots, words would be hard to read, and a logo would be coarse.
    """

    def draw_picture(drawing: Any, stream: Any, width: float, height: float, *where: Any) -> None:
        stream.dotted = width * POINTS_IN_PIXEL >= LEAST_PICTURE and not has_words(drawing.tree._etree_node)
        try:
            draw(drawing, stream, width, height, *where)
        finally:
            stream.dotted = False

    return draw_picture


def _as_it_is(draw: Callable[..., None]) -> Callable[..., None]:
    return draw


def _as_lines(draw: Callable[[Any, Any], None]) -> Callable[[Any, Any], None]:
    """A wrapper of `draw` that colors borders as lines; WeasyPrint fills them like areas."""

    def draw_border(stream: Any, box: Any) -> None:
        stream.lines = True
        try:
            draw(stream, box)
        finally:
            stream.lines = False

    return draw_border
