"""Pictures of pages, which PDFium draws from the PDF itself, as wide as the browser requests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from math import sqrt
from threading import Lock

import pypdfium2

WIDTHS = range(120, 4001, 40)
"""The widths of pictures, in pixels: a request gets the next larger one."""

AT_ONCE = "-at-once"
"""The suffix of keys of pages shown only for a moment, as BMP: to make a PNG takes longer than to draw the page."""

MOST_PIXELS = 24_000_000
"""The most pixels of a picture; one that would have more is drawn smaller."""

MOST_KEPT = 40
"""The most pictures that are kept, of any pages and widths."""


class Pictures:
    """The pages that can be drawn, by key, with their PDFs, and the pictures that were requested last.

    PDFium may be used by only one thread at a time.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: dict[str, tuple[pypdfium2.PdfDocument, int]] = {}
        self._kept = lru_cache(MOST_KEPT)(self._drawn)

    def keep(self, *files: tuple[bytes, Sequence[str]]) -> None:
        """Replaces the PDFs by others, each with the keys of its pages. A key always means the same page."""
        with self._lock:
            before = {document for document, _ in self._pages.values()}
            self._pages = {}
            for data, keys in files:
                document = pypdfium2.PdfDocument(data)
                for index, key in enumerate(keys):
                    self._pages.setdefault(key, (document, index))
            for document in before:
                document.close()

    def drawn(self, key: str, width: int) -> tuple[bytes, str]:
        """The picture of a page, about `width` pixels wide, and its type. Raises `KeyError` for an unknown key."""
        make = self._drawn if key.endswith(AT_ONCE) else self._kept
        return make(key, next((one for one in WIDTHS if one >= width), WIDTHS[-1]))

    def _drawn(self, key: str, width: int) -> tuple[bytes, str]:
        with self._lock:
            document, index = self._pages[key]
            page = document[index]
            try:
                (wide, high), data = page.get_size(), io.BytesIO()
                picture = page.render(scale=min(width / wide, sqrt(MOST_PIXELS / (wide * high)))).to_pil()
                if key.endswith(AT_ONCE):
                    picture.save(data, "BMP")
                    return data.getvalue(), "image/bmp"
                picture.save(data, "PNG", compress_level=1)
                return data.getvalue(), "image/png"
            finally:
                page.close()
