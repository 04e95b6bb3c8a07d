"""WeasyPrint, kept in its place: only these faces, only these files.

How fontconfig is told about faces, what a fetcher is, and which profile the colors are in.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from brief import cache
from brief.typeset.start import load

BASE_URL = "https://brief.invalid/"
"""Where the document is said to stand: no folder, so that nothing on the page depends on where it was built."""


Fetch = Callable[[str], bytes]
"""Gives the bytes of a file by its name in the brief; raises `LookupError` for a file that the brief may not have."""


def faces(folders: Sequence[Path]) -> Any:
    """A font configuration that knows the faces in `folders` and nothing else.

    fontconfig reads which folders those are from a file that an environment variable names; its own cache
    makes the second start faster.
    """
    os.environ["FONTCONFIG_FILE"] = str(_configuration(folders))
    os.environ["FC_LANG"] = "en"  # otherwise a face is named in the language of the user's locale
    load()
    from weasyprint.text.fonts import FontConfiguration

    class Faces(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
        _folder: Path | None = None

        def add_font_face(self, *args: Any) -> None:
            if (
                self._folder is None
            ):  # the engine removes its own only with `self`, which is still there when a run ends
                self._folder = _folder_of_this_run()
            super().add_font_face(*args)

    return Faces()


def fetcher(base_url: str, fetch: Fetch) -> Any:
    """A WeasyPrint fetcher that serves what `fetch` gives for names under `base_url`, and nothing else at all."""
    load()
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Confined(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith(base_url):
                raise LookupError(f"{url} is not in the brief")
            name = unquote(url.removeprefix(base_url).split("?")[0].split("#")[0])
            kind = "image/svg+xml" if name.lower().endswith(".svg") else "application/octet-stream"
            return URLFetcherResponse(url, fetch(name), {"Content-Type": kind})

    return Confined()


def counter_styles(of_sheets: Iterable[dict[str, Any]]) -> Any:
    """The counter styles that style sheets define, together, beside the ones that every document has."""
    from weasyprint.css.counters import CounterStyle

    together = CounterStyle()
    for counters in of_sheets:
        together.update(counters)
    return together


def srgb() -> Any:
    """The profile that says which sRGB the colors of a page are in, as it comes with the engine.

    Asked for it by name, the engine would read the same file and leave it open.
    """
    from weasyprint.css import ColorProfile

    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


class Profile:
    """The profile of a press, as the engine takes one, embedded byte for byte."""

    name = "of the press"  # `finish` says what it is for
    components = (["c"], ["m"], ["y"], ["k"])

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf_reference: bytes | None = None  # the engine sets it


def _configuration(folders: Sequence[Path]) -> Path:
    """The file for fontconfig; made once for each set of folders, in the cache, or in a folder of this run."""
    try:
        return _configured(folders, cache.home())
    except OSError:  # it cannot be written, or its disk is full
        return _configured(folders, _folder_of_this_run())


def _configured(folders: Sequence[Path], home: Path) -> Path:
    lines = [f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders]
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{''.join(lines)}<cachedir>{escape(str(home / 'fontconfig'))}</cachedir></fontconfig>\n"
    )
    path = home / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    if not path.exists():
        cache.place(path, text.encode())
    return path


def _folder_of_this_run() -> Path:
    """A folder that is removed when the program ends."""
    folder = tempfile.mkdtemp(prefix="brief-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
