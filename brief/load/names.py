"""Names that files can have on every system, each beside the others: a brief in a PDF goes from one to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from brief.findings import in_one_line
from brief.load.folders import LONGEST_NAME, LONGEST_PART

FORBIDDEN = re.compile(r'[<>:"/\\|?*]|[. ]$')
"""What Windows has in no name, or drops at its end."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?: *\..*)?", re.IGNORECASE | re.ASCII)
"""What is a device on Windows, with any ending, and so the name of no file."""


def anywhere(name: str) -> bool:
    """Whether a file can be called so below some folder, and be seen there, on every system."""
    parts = PurePosixPath(name).parts
    return 0 < len(name) <= LONGEST_NAME and bool(parts) and all(map(_anywhere, parts))


def _anywhere(part: str) -> bool:
    return (
        not part.startswith(".")
        and not FORBIDDEN.search(part)
        and not DEVICE.fullmatch(part)
        and part == in_one_line(part)
        and len(part.encode()) <= LONGEST_PART
    )


def in_the_way(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each of the names of files that some system would write over another or below it, and that other."""
    taken: dict[str, str] = {}
    for name in sorted(names, key=_alike):  # a file before what would be below it
        place = PurePosixPath(_alike(name))
        above = map(str, (place, *place.parents[:-1]))
        if other := next((taken[one] for one in above if one in taken), ""):
            yield name, other
        taken[str(place)] = name


def _alike(name: str) -> str:
    """A name as systems see it that do not tell large letters from small ones, nor an accent from a letter with it."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
