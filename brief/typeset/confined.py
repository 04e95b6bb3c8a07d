"""What WeasyPrint gets from outside: faces, files of the brief, color profiles, and nothing else."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.sax.saxutils import escape

from brief import cache
from brief.findings import page as rules
from brief.typeset.start import load

BASE_URL = "https://brief.invalid/"

"""The address of the document. It is no folder, so that the page does not depend on where it is built."""

MOST_TIMES = 100
"""How often one document may ask for the same file; pictures are asked for once, style sheets by each import."""


Fetch = Callable[[str], bytes]
"""Gives the bytes of a file by its name in the brief; raises `LookupError` for a file that the brief may not have."""


def faces(folders: Sequence[Path]) -> Any:
    """A font configuration with the faces in `folders` and no others.

    fontconfig reads the folders from the file that ``FONTCONFIG_FILE`` names; its cache speeds up the next start.
    """
    os.environ["FONTCONFIG_FILE"] = str(_configuration(folders))
    os.environ["FC_LANG"] = "en"  # otherwise a face is named in the language of the user's locale
    load()
    from weasyprint.text.fonts import FontConfiguration

    class Faces(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
        _folder: Path | None = None

        def add_font_face(self, *args: Any) -> None:
            if self._folder is None:  # WeasyPrint would remove its own only with `self`, which outlives the command
                self._folder = _folder_of_this_run()
            super().add_font_face(*args)

    return Faces()


def fetcher(base_url: str, fetch: Fetch) -> Any:
    """A fetcher for WeasyPrint that serves what `fetch` gives for names under `base_url`, and nothing else."""
    load()
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    times = Counter[str]()

    class Confined(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if not url.startswith(base_url):
                raise LookupError(f"{url} is not in the brief")
            name = unquote(url.removeprefix(base_url).split("?")[0].split("#")[0])
            times[name] += 1
            if times[name] > MOST_TIMES:
                raise FatalURLFetchingError(url) from rules.IMPORTED_WITHOUT_END.error_at(None, name=name)
            kind = "image/svg+xml" if name.lower().endswith(".svg") else "application/octet-stream"
            return URLFetcherResponse(url, fetch(name), {"Content-Type": kind})

    return Confined()


def counter_styles(of_sheets: Iterable[dict[str, Any]]) -> Any:
    """The counter styles of all style sheets, with those that every document has."""
    from weasyprint.css.counters import CounterStyle

    together = CounterStyle()
    for counters in of_sheets:
        together.update(counters)
    return together


def srgb() -> Any:
    """The sRGB profile that comes with WeasyPrint, which would open the same file by its name and not close it."""
    from weasyprint.css import ColorProfile

    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


class Profile:
    """The profile of a press with the attributes of WeasyPrint's own, embedded byte for byte."""

    name = "of the press"  # `finish` says what it is for
    components = (["c"], ["m"], ["y"], ["k"])

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf_reference: bytes | None = None  # WeasyPrint sets it


def _configuration(folders: Sequence[Path]) -> Path:
    """The file for fontconfig, in the cache if it can be written, else in a folder of this run."""
    try:
        return _configured(folders, cache.home())
    except OSError:  # it cannot be written, its disk is full, or others may write to it
        return _configured(folders, _folder_of_this_run())


def _configured(folders: Sequence[Path], home: Path) -> Path:
    lines = [f"<dir>{escape(str(folder.resolve()))}</dir>" for folder in folders]
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{''.join(lines)}<cachedir>{escape(str(home / 'fontconfig'))}</cachedir></fontconfig>\n"
    )
    path = home / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    cache.place_text(path, text)
    if (kept := home / "fontconfig").exists():
        cache.check_ours(kept)  # what fontconfig keeps says which file a font is
    return path


def _folder_of_this_run() -> Path:
    """A folder that is removed when the program ends."""
    folder = tempfile.mkdtemp(prefix="brief-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
