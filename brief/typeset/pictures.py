"""Puts photographs on pages, in place of WeasyPrint.

WeasyPrint looks for each picture in its `cache` first. `Pictures` is that cache: it has a `Picture` for every
photograph of the brief, so that none reaches the PDF as it came. Drawings (SVG) are left to WeasyPrint. A photograph is
decoded when the PDF is written, since its printed size is not known before.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from brief.findings import pictures as rules
from brief.model import Inks, data_url_content
from brief.process import begin_step

if TYPE_CHECKING:
    from brief.typeset.encoded import Encoded

DENSITY = 300 / 72
"""The most pixels in a point on paper: neither the eye nor an office printer resolves more."""

DOTS = 120 / 72
"""The same for a photograph in black alone: dots of 0.2 mm, half a module of a QR code. A copier loses smaller ones."""

KEPT = 64
"""The most photographs that an engine keeps; each size in which one was printed counts."""

Prints = dict[str, "Encoded"]
"""Photographs as they were printed, by content, size and inks; the oldest is removed first."""


class Pictures(dict[str, Any]):
    """The pictures of one document by their address, each made when it is first requested.

    `fetch` returns WeasyPrint's response for an address, or raises `LookupError`.
    """

    def __init__(self, base_url: str, fetch: Callable[[str], Any], prints: Prints, inks: Inks) -> None:
        super().__init__()
        self._base_url, self._fetch, self._prints, self._inks = base_url, fetch, prints, inks
        self._drawings: dict[str, bytes] = {}

    def __contains__(self, url: object) -> bool:
        if not super().__contains__(url) and (source := self._photograph(str(url))) is not None:
            name = "a picture in another file" if str(url).startswith("data:") else self._name(str(url))
            super().__setitem__(str(url), Picture(name, source, self._prints, self._inks))
        return super().__contains__(url)

    def __setitem__(self, key: str, value: Any) -> None:
        """Keeps a drawing that WeasyPrint has made. Raises `TypeError` for the bytes of a photograph."""
        if isinstance(value, bytes):
            raise TypeError("a photograph whose name says that it is a drawing")
        if value is not None and key.startswith("data:"):
            value.content = key
        elif value is not None:
            value.content = self._drawings.get(key, object())
            value.draw = partial(_drawn, self._name(key), value.draw)
        super().__setitem__(key, value)

    def _photograph(self, url: str) -> bytes | None:
        """The bytes of the photograph at an address; None for a drawing, or when the file is missing or refused."""
        if url.startswith("data:image/") and not url.startswith("data:image/svg"):
            return data_url_content(url)
        try:
            response = self._fetch(url)
        except LookupError:
            return None  # WeasyPrint requests it again, and logs the failure
        source: bytes = response.read()
        if response.content_type != "image/svg+xml":
            return source
        self._drawings[url] = hashlib.sha256(source).digest()
        return None

    def _name(self, url: str) -> str:
        return unquote(url.removeprefix(self._base_url))


class Picture:
    """A photograph with the methods of WeasyPrint's own pictures: it has an intrinsic size, and becomes an XObject."""

    def __init__(self, name: str, source: bytes, prints: Prints, inks: Inks) -> None:
        from brief.typeset.pixels import upright_size

        self.id = self.content = hashlib.sha256(source).hexdigest()  # WeasyPrint writes pictures of one `id` once
        self._name, self._source, self._prints, self._inks = name, source, prints, inks
        with _readable(name):
            self.width, self.height = upright_size(source)

    @property
    def pixels(self) -> tuple[int, int]:
        """Pixels across and down. Drawings have no such attribute: `measure` tells photographs by it."""
        return self.width, self.height

    def get_intrinsic_size(self, resolution: float, font_size: object) -> tuple[float, float, float]:
        """Width, height and their ratio, at `resolution` pixels of the picture in a CSS pixel."""
        return self.width / resolution, self.height / resolution, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, style: object) -> None:
        """Draws the picture at `width` by `height`, not interpolated (PDF/A)."""
        name = stream.add_image(self, False, self._share(stream, width, height, style))
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def _share(self, stream: Any, width: float, height: float, style: object) -> float:
        """The share of its pixels, in each direction, that the picture needs at this size: 1 for all.

        Within a group (a stream with an `extra`) the size of a unit on paper is unknown. Groups of a page are assumed
        to use CSS pixels, which gives a few pixels too many. A drawing, whose style is a plain dict, may have any unit.
        """
        if stream.extra and type(style) is dict:
            return 1
        (a, b, _), (c, d, _), _ = stream.ctm
        density = DOTS if self._in_dots else DENSITY
        across, down = abs(width) * math.hypot(a, b) * density, abs(height) * math.hypot(c, d) * density
        return min(1, max(across / self.width, down / self.height))

    @cached_property
    def _in_dots(self) -> bool:
        """Whether it is printed as black dots: it has tones, and black is the only ink."""
        if self._inks.set != "black":
            return False
        from brief.typeset import pixels, plates

        with _readable(self._name):
            return not plates.is_line_art(pixels.upright(self._source, self.width, self.height))

    def get_x_object(self, interpolate: bool, share: float) -> Any:
        """The XObject, with the greatest `share` of its pixels that any place needs."""
        begin_step("write", self._name)
        made = self._made(max(1, round(self.width * share)), max(1, round(self.height * share)))
        begin_step("write")
        image = _stream(made)
        if made.mask:
            image.extra["SMask"] = _stream(replace(made, space="DeviceGray", coding="png", data=made.mask, bits=8))
        return image

    def _made(self, width: int, height: int) -> Encoded:
        """The encoded picture at that size, from the engine's memory if it was made before."""
        from brief.typeset import kept

        inks = self._inks
        key = f"{self.id} {width} {height} {inks.set} {hash(inks.profile)}"
        if key not in self._prints:
            while len(self._prints) >= KEPT:
                self._prints.pop(next(iter(self._prints)))
            with _readable(self._name):
                self._prints[key] = kept.encode(self._source, width, height, inks)
        return self._prints[key]


def as_printed(name: str, source: bytes, points: tuple[float, float]) -> bytes:
    """The file of a photograph, without metadata and without pixels that print at that size, in points, does not need.

    Raises `BriefError` when it cannot be read.
    """
    from brief.typeset import encoded, pixels

    with _readable(name):
        across, down = pixels.upright_size(source)
        share = min(1, max(points[0] * DENSITY / across, points[1] * DENSITY / down))
        return encoded.as_file(source, *_in_shape(across, down, share))


def _in_shape(across: int, down: int, share: float) -> tuple[int, int]:
    """The size in pixels that is this share of another, or up to a hundredth larger where that keeps its shape better.

    A page on which the smaller picture is a tenth of a point higher can end a line earlier.
    """
    least = max(1, round(across * share))
    widths = range(least, min(across, least + max(2, least // 100)) + 1)
    sizes = [(width, max(1, round(width * down / across))) for width in widths]
    return min(sizes, key=lambda size: (abs(size[1] / size[0] - down / across), size))


def _stream(made: Encoded) -> Any:
    """An image XObject (ISO 32000-1, 8.9.5)."""
    import pydyf

    from brief.typeset.encoded import CHANNELS

    extra = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": made.width,
        "Height": made.height,
        "ColorSpace": f"/{made.space}",
        "BitsPerComponent": made.bits,
        "Filter": "/DCTDecode" if made.coding == "jpeg" else "/FlateDecode",
    }
    if made.coding == "png":
        rows = {"Predictor": 15, "Colors": CHANNELS[made.space], "Columns": made.width}
        extra["DecodeParms"] = pydyf.Dictionary(rows | ({"BitsPerComponent": made.bits} if made.bits != 8 else {}))
    return pydyf.Stream([made.data], extra)


def _drawn(name: str, draw: Callable[..., None], *arguments: object) -> None:
    """Draws a drawing, after reporting its name: it may be so large that it exceeds the limit of time."""
    begin_step("write", name)
    draw(*arguments)
    begin_step("write")


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Turns `Unreadable` into a `BriefError` that names the photograph."""
    from brief.typeset.pixels import Unreadable

    try:
        yield
    except Unreadable as error:
        raise rules.IMAGE_UNREADABLE.error_at(None, image=name, reason=error) from error
