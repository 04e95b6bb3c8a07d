"""Serves files to pages: pictures, fonts and style sheets of the brief and of the house's styles, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from brief.css import color, hexadecimal
from brief.load.folders import inside, opened, path_of
from brief.load.look import house_tokens, tokens
from brief.load.seal import TEXTS
from brief.model import LARGEST_FILE, Brief, Sheet
from brief.model.shown import as_shown

UNSHOWN = TEXTS - {".css", ".svg"}
"""The suffixes of files that pages cannot load: Markdown, settings, sources, data and layouts."""

PAINTED = ("accent", "rule")
"""The custom properties whose colors in drawings follow the look."""

HEXADECIMAL = re.compile(rb"#[0-9a-fA-F]{6}\b")


def fetch(brief: Brief, name: str) -> bytes:
    """The bytes of a file that the seal covers or of the house's styles. Raises `LookupError` for anything else.

    Markdown, settings, sources and data are refused: a layout could attach them, with all comments, to the PDF.
    """
    shipped = brief.shipped_styles
    for folder, path in _meant(brief, name):
        if path.suffix.casefold() not in UNSHOWN and (folder in shipped or path in brief.files):
            with suppress(OSError), opened(folder, path) as file:
                if path_of(file).suffix.casefold() not in UNSHOWN:  # a link may have another suffix
                    return file.read()
    raise LookupError(f"{name} does not belong to the brief")


def fetched(brief: Brief, look: Sequence[Sheet]) -> Callable[[str], bytes]:
    """A function that fetches files for the pages, and removes hidden parts from drawings.

    In drawings other than logos, colors of the house are replaced by those that a look, a brand or brand.css sets.
    """
    of_house, of_look = house_tokens(), tokens(look)
    pairs = [(color(of_house[name]), color(of_look.get(name, ""))) for name in PAINTED]
    ink = color(of_look.get("ink", ""))
    instead = {hexadecimal(old): hexadecimal(new) for old, new in pairs if old and new and new not in (old, ink)}
    logos = {organisation.logo for organisation in brief.settings.organisation}

    def shown(name: str) -> bytes:
        data = fetch(brief, name)
        if not name.lower().endswith(".svg"):
            return data
        data = as_shown(data)
        if not instead or name in logos:
            return data
        return HEXADECIMAL.sub(lambda found: instead.get(found[0].decode().lower(), found[0].decode()).encode(), data)

    return shown


def served(brief: Brief, name: str) -> Path | None:
    """The path of the file that a style sheet or the text calls `name`, or None; the brief need not be sealed."""
    return next((path for _, path in _meant(brief, name)), None)


def _meant(brief: Brief, name: str) -> Iterator[tuple[Path, Path]]:
    """The files that `name` may mean, each with its folder: first the brief's folder, then those of its styles."""
    for folder in (brief.folder, *brief.styles):
        path = inside(folder, name)
        if path and path.is_file() and path.stat().st_size <= LARGEST_FILE:
            yield folder, path
