"""Pictures in a page: each is embedded in place of its name, without metadata.

A photograph becomes a WebP. A drawing stays SVG, in a data URL of its own, so that its ids and styles do not reach the
page; it carries the glyphs that it uses, since it can load no other file.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError, fromstring

from brief.findings import pictures as rules
from brief.model import Remark, WebPicture, classes, data_url_content
from brief.model.drawings import SVG, XLINK, file_beside, photographs
from brief.model.shown import serialized, shown
from brief.publish import drawings
from brief.publish.cascade import runs
from brief.publish.drawings import PIXELS_IN_MM
from brief.publish.faces import FALLBACK, Face, Used
from brief.publish.kept import keep_attributes, keep_elements
from brief.publish.sheets import Fetch, Joined
from brief.publish.trees import SHOWN
from brief.publish.values import NOTHING

WIDEST = 1400
"""The most pixels across for a photograph in the text: two for each pixel of the page."""

PORTRAIT = 264
"""Pixels across for the photograph of an author."""

WIDTH = re.compile(r"(?<![\w-])width:\s*(?P<mm>\d{1,5}(?:\.\d{1,9})?|\.\d{1,9})mm", re.ASCII)
"""The width on paper in the ``style`` of a picture."""


ForScreen = Callable[[bytes, int], WebPicture]
"""Makes a WebP of a photograph, at most so many pixels wide."""


class Pictures:
    """The pictures of one document: their number, the characters that no face has, and remarks on missing files."""

    def __init__(self, fetch: Fetch, for_screen: ForScreen, faces: Sequence[Face], tokens: Mapping[str, str]) -> None:
        self._fetch, self._for_screen, self._faces, self._tokens = fetch, for_screen, faces, tokens
        self.count = 0
        self.missing: dict[str, None] = {}
        self.remarks: list[Remark] = []

    def put_in(self, root: Element) -> None:
        """Replaces the name of each picture by the picture."""
        self._embed_photographs(root, "")
        drawings.put_in_the_page(root, self._tokens)
        for image in root.iter("img"):
            self.count += self._put(image)

    def address(self, name: str) -> str:
        """The address of a picture that a style sheet names."""
        image = Element("img", {"src": name})
        self._put(image)
        return image.get("src", NOTHING)

    def _put(self, image: Element) -> bool:
        """Embeds a picture in place of its name; returns whether there is one."""
        name = unquote(image.get("src", "").partition("?")[0])
        image.attrib.pop("srcset", None)
        if (source := self._source(name)) is None:
            image.set("src", NOTHING)
            return False
        if name.lower().endswith(".svg") or name.startswith("data:image/svg"):
            self._draw(image, name, source)
        else:
            self._photograph(image, name, source)
        return True

    def _source(self, name: str) -> bytes | None:
        if name.startswith("data:"):
            return data_url_content(name)
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
            drawings.add_class(image, "plate")

    def _made(self, name: str, source: bytes, most: int) -> WebPicture:
        try:
            return self._for_screen(source, most)
        except Exception as error:  # `for_screen` raises exceptions of its own
            raise rules.IMAGE_UNREADABLE.error_at(None, image=name[:SHOWN], reason=error) from error

    def _draw(self, image: Element, name: str, source: bytes) -> None:
        """Embeds a drawing in place of its name, or `NOTHING` when it cannot be read or is nested too deeply."""
        try:
            self._drawn(image, name, fromstring(source))
        except (ParseError, ValueError, LookupError, RecursionError):
            image.set("src", NOTHING)
            self.remarks.append(Remark("file", name[:SHOWN]))

    def _drawn(self, image: Element, name: str, svg: Element) -> None:
        size = drawings.size(svg)
        self._embed_photographs(svg, name)
        shown(svg)
        keep_elements(svg)
        keep_attributes(svg, Joined(_refuse, lambda _: NOTHING, lambda _: None))
        dark = drawings.for_the_dark(svg, self._tokens)
        faces = self._font_faces(svg)
        if dark or faces:
            style = Element(f"{SVG}style")
            style.text = faces + dark
            svg.insert(0, style)
        if not dark:
            drawings.add_class(image, "plate")
        image.set("src", f"data:image/svg+xml;base64,{b64encode(serialized(svg)).decode()}")
        drawings.add_class(image, "drawing")
        if size:
            _set_size(image, *size)
            image.set("style", "; ".join(filter(None, (image.get("style", ""), f"--width: {size[0]}px"))))

    def _font_faces(self, svg: Element) -> str:
        """The ``@font-face`` rules for the text of a drawing."""
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

    def _embed_photographs(self, root: Element, drawing: str) -> None:
        """Embeds the photographs of a drawing; its file name is empty for one that is part of the page itself."""
        for image, address in photographs(root):
            image.attrib.pop(f"{XLINK}href", None)
            source = self._source(address if address.startswith("data:") else file_beside(drawing, address))
            if source is None:
                image.attrib.pop("href", None)
                continue
            made = self._made(address, source, WIDEST)
            image.set("href", f"data:image/webp;base64,{b64encode(made.data).decode()}")


def _refuse(name: str) -> bytes:
    """Raises `LookupError`: a style in a drawing gets no files, on paper either."""
    raise LookupError(name)


def _widest(image: Element) -> int:
    """The most pixels across for the photograph in this place."""
    if "photo" in classes(image):
        return PORTRAIT
    width = WIDTH.search(image.get("style", ""))
    return max(1, min(round(2 * PIXELS_IN_MM * float(width["mm"])), WIDEST)) if width else WIDEST


def _set_size(image: Element, width: int, height: int) -> None:
    image.set("width", str(max(1, width)))
    image.set("height", str(max(1, height)))
