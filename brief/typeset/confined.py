"""What WeasyPrint gets from outside, besides fonts (`faces`): files of the brief, color profiles, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

from brief.findings import page as rules
from brief.typeset.start import load

BASE_URL = "https://brief.invalid/"
"""The address of the document. It names no real folder, so that a page does not depend on where it is built."""

MOST_TIMES = 100
"""How often one document may request the same file; it requests a picture once, a style sheet for each import."""


Fetch = Callable[[str], bytes]
"""Returns the bytes of a file by its name in the brief; raises `LookupError` for a missing or forbidden file."""


def fetcher(base_url: str, fetch: Fetch) -> Any:
    """A URL fetcher for WeasyPrint that serves the files of `fetch` under `base_url`, and nothing else."""
    load()
    from brief.parts import FatalURLFetchingError, URLFetcher, URLFetcherResponse

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
    """The counter styles of all style sheets; WeasyPrint adds its own."""
    from brief.parts import CounterStyle

    together = CounterStyle()
    for counters in of_sheets:
        together.update(counters)
    return together


def srgb() -> Any:
    """The sRGB profile that comes with WeasyPrint. WeasyPrint itself would open the file and not close it."""
    from brief.parts import ColorProfile

    with (files("weasyprint.pdf") / "sRGB2014.icc").open("rb") as file:
        return ColorProfile(file, "sRGB2014.icc", "relative-colorimetric", (["r"], ["g"], ["b"]))


class Profile:
    """The ICC profile of a press, to be embedded byte for byte; it has the attributes of WeasyPrint's profiles."""

    name = "of the press"  # `finish` says what it is for
    components = (["c"], ["m"], ["y"], ["k"])

    def __init__(self, content: bytes) -> None:
        self.content = content
        self.pdf_reference: bytes | None = None  # WeasyPrint sets it
