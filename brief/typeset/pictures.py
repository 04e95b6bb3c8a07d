"""Photographs on their way to the page: the engine asks for one by its address, and draws what it gets from here.

WeasyPrint looks for each picture in its `cache` first. `Pictures` is that cache: it gives a `Picture` for every
photograph of the brief, so that none ever reaches the PDF as it came. Of drawings (SVG) the engine makes its own.
A photograph is decoded only when the PDF is written, since only then is known how large it is printed.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from brief.findings import BriefError
from brief.findings.page import IMAGE_UNREADABLE
from brief.model import within

if TYPE_CHECKING:
    from brief.typeset.pixels import Encoded

DENSITY = 300 / 72
"""Pixels in a point on paper, at most: no eye and no office printer tells more apart."""

KEPT = 64
"""How many photographs a press keeps as they were printed last."""

Prints = dict[str, "Encoded"]
"""Photographs as they were printed, by what they were and how large; what was kept first goes first."""


class Pictures(dict[str, Any]):
    """The pictures of one document by their address, each made when it is asked for the first time.

    `fetch` gives what stands at an address: a response of the engine's kind, or a `LookupError`.
    """

    def __init__(self, base_url: str, fetch: Callable[[str], Any], prints: Prints) -> None:
        super().__init__()
        self._base_url, self._fetch, self._prints = base_url, fetch, prints

    def __contains__(self, url: object) -> bool:
        if not super().__contains__(url) and (source := self._photograph(str(url))) is not None:
            name = "a picture in another file" if str(url).startswith("data:") else self._name(str(url))
            super().__setitem__(str(url), Picture(name, source, self._prints))
        return super().__contains__(url)

    def __setitem__(self, key: str, value: Any) -> None:
        """Keeps a drawing of the engine; bytes it only has of photographs, and of those it shall make none."""
        if isinstance(value, bytes):
            raise TypeError("a photograph whose name says that it is a drawing")
        super().__setitem__(key, value)

    def _photograph(self, url: str) -> bytes | None:
        """The bytes of the photograph there; None when there is a drawing, or nothing that may be had."""
        if url.startswith("data:image/") and not url.startswith("data:image/svg"):
            return within(url)
        try:
            response = self._fetch(url)
        except LookupError:
            return None  # the engine asks again, and tells
        return None if response.content_type == "image/svg+xml" else response.read()

    def _name(self, url: str) -> str:
        return unquote(url.removeprefix(self._base_url))


class Picture:
    """A photograph of the brief, as the engine draws pictures: it has an intrinsic size, and becomes an XObject."""

    def __init__(self, name: str, source: bytes, prints: Prints) -> None:
        from brief.typeset.pixels import upright_size

        self.id = hashlib.sha256(source).hexdigest()  # the engine writes those of the same `id` once
        self._name, self._source, self._prints = name, source, prints
        with _readable(name):
            self.width, self.height = upright_size(source)

    @property
    def pixels(self) -> tuple[int, int]:
        """How many it has across and down, by which `measure` tells a photograph from a drawing."""
        return self.width, self.height

    def get_intrinsic_size(self, resolution: float, font_size: object) -> tuple[float, float, float]:
        """Width, height and their ratio, at `resolution` pixels of the picture in a CSS pixel."""
        return self.width / resolution, self.height / resolution, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, style: object) -> None:
        """Draws the picture on the unit square, enlarged to `width` by `height`; never interpolated (PDF/A)."""
        name = stream.add_image(self, False, self._share(stream, width, height, style))
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def _share(self, stream: Any, width: float, height: float, style: object) -> float:
        """How many of its pixels, in each direction, it needs here: 1 for all.

        Within a group (a stream with an `extra`) the engine does not tell how large a unit is on the paper. A page's
        groups have its CSS pixels, three fourths of a point: a few pixels too many. A drawing, whose style is a mere
        dict, has units of its own.
        """
        if stream.extra and type(style) is dict:
            return 1
        (a, b, _), (c, d, _), _ = stream.ctm
        across, down = abs(width) * math.hypot(a, b) * DENSITY, abs(height) * math.hypot(c, d) * DENSITY
        return min(1, max(across / self.width, down / self.height))

    def get_x_object(self, interpolate: bool, share: float) -> Any:
        """The picture for the PDF, with the greatest `share` of its pixels that it needs anywhere."""
        made = self._made(max(1, round(self.width * share)), max(1, round(self.height * share)))
        image = _stream(made.data, made.width, made.height, made.grey, made.jpeg)
        if made.mask:
            image.extra["SMask"] = _stream(made.mask, made.width, made.height, grey=True, jpeg=False)
        return image

    def _made(self, width: int, height: int) -> Encoded:
        """The picture with so many pixels, from the press if it was made before."""
        from brief.typeset import kept, pixels

        key = f"{self.id} {width} {height}"
        if key not in self._prints:
            while len(self._prints) >= KEPT:
                self._prints.pop(next(iter(self._prints)))
            with _readable(self._name):
                made = pixels.as_it_is(self._source, width, height) or kept.encode(self._source, width, height)
            self._prints[key] = made
        return self._prints[key]


def as_printed(name: str, source: bytes, points: tuple[float, float]) -> bytes:
    """The file of a photograph as it is printed so many points wide and high: no more pixels, and nothing beside them.

    Raises `BriefError` when it cannot be read.
    """
    from brief.typeset import kept, pixels

    with _readable(name):
        across, down = pixels.upright_size(source)
        share = min(1, max(points[0] * DENSITY / across, points[1] * DENSITY / down))
        width, height = max(1, round(across * share)), max(1, round(down * share))
        return pixels.as_file(pixels.as_it_is(source, width, height) or kept.encode(source, width, height))


def _stream(data: bytes, width: int, height: int, grey: bool, jpeg: bool) -> Any:
    """An image XObject (ISO 32000-1, 8.9.5), 8 bits a channel."""
    import pydyf

    extra = {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": width,
        "Height": height,
        "ColorSpace": "/DeviceGray" if grey else "/DeviceRGB",
        "BitsPerComponent": 8,
        "Filter": "/DCTDecode" if jpeg else "/FlateDecode",
    }
    if not jpeg:
        extra["DecodeParms"] = pydyf.Dictionary({"Predictor": 15, "Colors": 1 if grey else 3, "Columns": width})
    return pydyf.Stream([data], extra)


@contextmanager
def _readable(name: str) -> Iterator[None]:
    """Has the build stop with a finding where a photograph cannot be read."""
    from brief.typeset.pixels import Unreadable

    try:
        yield
    except Unreadable as error:
        raise BriefError([IMAGE_UNREADABLE.at(None, image=name, reason=error)]) from error
