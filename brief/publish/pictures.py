"""Pictures in a page: each stands where its name stood, made for the screen, with nothing that it says of itself.

A photograph becomes a WebP. A drawing stays one, in a file of its own within the page, so that neither its names nor
its style reach the page; the glyphs that it uses come with it, since no other file can be asked for them.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring, register_namespace, tostring

from brief.findings import BriefError
from brief.findings import pictures as rules
from brief.model import Remark, within
from brief.model.drawings import SVG, XLINK, file_beside, photographs, shown
from brief.publish import drawings
from brief.publish.cascade import runs
from brief.publish.drawings import PIXELS_IN_MM
from brief.publish.faces import FALLBACK, Face, Used
from brief.publish.flaws import SHOWN
from brief.publish.sheets import NOTHING, Fetch

WIDEST = 1400
"""Pixels across of a photograph in the text, two for one of the page."""

PORTRAIT = 264
"""Pixels across of the photograph of an author."""

WIDTH = re.compile(r"(?<![\w-])width:\s*(?P<mm>[\d.]+)mm")
"""How the ``style`` of a picture says the width that it has on paper."""


class Made(Protocol):
    """A photograph for the screen."""

    @property
    def width(self) -> int:
        """Pixels across."""

    @property
    def height(self) -> int:
        """Pixels down."""

    @property
    def data(self) -> bytes:
        """A whole WebP."""

    @property
    def transparent(self) -> bool:
        """Whether one sees through it."""


ForScreen = Callable[[bytes, int], Made]
"""Makes a photograph at most so many pixels wide."""


class Pictures:
    """The pictures of one document: those that are in it, characters that no face has, files that were not had."""

    def __init__(self, fetch: Fetch, for_screen: ForScreen, faces: Sequence[Face], tokens: Mapping[str, str]) -> None:
        self._fetch, self._for_screen, self._faces, self._tokens = fetch, for_screen, faces, tokens
        self.count = 0
        self.missing: dict[str, None] = {}
        self.remarks: list[Remark] = []

    def put_in(self, root: Element) -> None:
        """Puts each picture in the place of its name."""
        self._bring_photographs(root, "")
        drawings.put_in_the_page(root, self._tokens)
        for image in root.iter("img"):
            name = unquote(image.get("src", "").partition("?")[0])
            image.attrib.pop("srcset", None)
            if (source := self._source(name)) is None:
                image.set("src", NOTHING)
                continue
            self.count += 1
            if name.lower().endswith(".svg") or name.startswith("data:image/svg"):
                self._draw(image, name, source)
            else:
                self._photograph(image, name, source)

    def _source(self, name: str) -> bytes | None:
        if name.startswith("data:"):
            return within(name)
        try:
            return self._fetch(name)
        except LookupError:
            self.remarks.append(Remark("file", name))
            return None

    def _photograph(self, image: Element, name: str, source: bytes) -> None:
        made = self._made(name, source, _widest(image))
        image.set("src", f"data:image/webp;base64,{b64encode(made.data).decode()}")
        _set_size(image, made.width, made.height)
        if made.transparent:
            _add_class(image, "plate")

    def _made(self, name: str, source: bytes, most: int) -> Made:
        try:
            return self._for_screen(source, most)
        except Exception as error:  # whatever makes photographs says in its own way that this is none
            raise BriefError([rules.IMAGE_UNREADABLE.at(None, image=name[:SHOWN], reason=error)]) from error

    def _draw(self, image: Element, name: str, source: bytes) -> None:
        try:
            svg = fromstring(source)
        except (ParseError, ValueError, LookupError):  # which `check` tells before
            image.set("src", NOTHING)
            return
        size = drawings.size(svg)
        self._bring_photographs(svg, name)
        shown(svg)
        dark = drawings.for_the_dark(svg, self._tokens)
        faces = self._bring_faces(svg)
        if dark or faces:
            style = Element(f"{SVG}style")
            style.text = faces + dark
            svg.insert(0, style)
        if not dark:
            _add_class(image, "plate")
        register_namespace("", SVG.strip("{}"))
        register_namespace("xlink", XLINK.strip("{}"))
        image.set("src", f"data:image/svg+xml;base64,{b64encode(tostring(svg)).decode()}")
        _add_class(image, "drawing")
        if size:
            _set_size(image, *size)
            image.set("style", "; ".join(filter(None, (image.get("style", ""), f"--width: {size[0]}px"))))

    def _bring_faces(self, svg: Element) -> str:
        """The glyphs that the words of a drawing are set in, as style; a face of the name it has none for is ours."""
        if not any("".join(text.itertext()).strip() for text in svg.iter(f"{SVG}text")):
            return ""
        svg.attrib.setdefault("font-family", FALLBACK)
        drawings.quote_families(svg)
        used = Used(self._faces)
        sheets = ["".join(style.itertext()) for style in svg.iter(f"{SVG}style")]
        for setting, text in runs(svg, sheets, {}):
            used.add(setting, text)
        self.missing.update(used.missing)
        return used.css

    def _bring_photographs(self, root: Element, drawing: str) -> None:
        """Puts the photographs of a drawing of this name into it; of one that is in the page itself, it has none."""
        for image, address in photographs(root):
            image.attrib.pop(f"{XLINK}href", None)
            source = self._source(address if address.startswith("data:") else file_beside(drawing, address))
            if source is None:
                image.attrib.pop("href", None)
                continue
            made = self._made(address, source, WIDEST)
            image.set("href", f"data:image/webp;base64,{b64encode(made.data).decode()}")


def _widest(image: Element) -> int:
    """Pixels across, at most, of the photograph that stands here."""
    if "photo" in image.get("class", "").split():
        return PORTRAIT
    width = WIDTH.search(image.get("style", ""))
    return max(1, min(round(2 * PIXELS_IN_MM * float(width["mm"])), WIDEST)) if width else WIDEST


def _set_size(image: Element, width: int, height: int) -> None:
    image.set("width", str(max(1, width)))
    image.set("height", str(max(1, height)))


def _add_class(element: Element, name: str) -> None:
    element.set("class", f"{element.get('class', '')} {name}".strip())
