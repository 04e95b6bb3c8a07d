"""The fonts that WeasyPrint can use: those of the house, and copies of a brief's own.

fontconfig finds them. It would trust a file of a brief on where its cache is (``.uuid``). So it sees no folder of a
brief, but a folder in the user's cache that contains only the fonts.
"""

from __future__ import annotations

import atexit
import errno
import hashlib
import logging
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from brief import cache, walk
from brief.fonts import is_font
from brief.process import TEMPORARY
from brief.typeset.memory import Memory
from brief.typeset.start import load

SHIPPED = tuple(folder / "styles" for folder in Path(__file__).resolve().parents[1:3])
"""The possible folders of the house: in the package, or beside it in a checkout."""

MOST_FOLDERS = 8
"""The most folders of copies that are kept: those used last."""

MOST_BYTES = 400_000_000
"""The most bytes of fonts that style sheets bring: the engine copies a font for each rule that names it."""

UNWRITABLE = re.compile(r"[\x00-\x08\n-\x1f\ud800-\udfff\ufffe\uffff]")
"""A character that XML does not allow, or a line break."""


def faces(folders: Sequence[Path]) -> Any:
    """A font configuration with the faces in `folders` and no others.

    fontconfig reads the folders from the file that ``FONTCONFIG_FILE`` names; its cache speeds up the next start.
    """
    os.environ["FONTCONFIG_FILE"] = str(_configuration(folders))
    os.environ["FC_LANG"] = "en"  # otherwise a face is named in the language of the user's locale
    load()
    from brief.parts import FontConfiguration

    class Faces(FontConfiguration):  # type: ignore[misc]  # WeasyPrint has no types
        _folder: Path | None = None

        def __init__(self) -> None:
            super().__init__()
            self.memory = Memory()

        def add_font_face(self, descriptors: dict[str, Any], *args: Any) -> None:
            self.memory.forget()
            if UNWRITABLE.search(family := str(descriptors.get("font_family", ""))):
                logging.getLogger("weasyprint").warning("No font can be called %r", family)
                return
            if self._folder is None:  # WeasyPrint would remove one of its own with `self`, which outlives the command
                self._folder = _folder_of_this_run()
            if sum(path.stat().st_size for path in self._folder.iterdir()) > MOST_BYTES:
                logging.getLogger("weasyprint").warning(
                    "The fonts that style sheets name take more than %d MB", MOST_BYTES // 1_000_000
                )
                return
            super().add_font_face(descriptors, *args)

    return Faces()


def _copied(folder: Path, home: Path) -> Path | None:
    """A folder in `home` that contains only copies of the fonts in `folder`; None if there are none.

    For a folder of the house, the folder itself.
    """
    if any(folder.is_relative_to(shipped) for shipped in SHIPPED):
        return folder
    fonts = {f"{number}.font": data for number, (_, data) in enumerate(_fonts(folder))}
    if not fonts:
        return None
    digest = hashlib.sha256()
    for name, data in fonts.items():
        digest.update(f"{name} {len(data)}\0".encode() + data)
    copies = home / "fonts" / digest.hexdigest()[:32]
    if _files(copies) != fonts:
        shutil.rmtree(copies, ignore_errors=True)
        for name, data in fonts.items():
            cache.place(copies / name, data)
        _make_room(copies.parent)
    os.utime(copies)  # it was used now
    return copies


def _files(copies: Path) -> Mapping[str, bytes]:
    """The content of the files in a folder of copies, by name; empty if they cannot be trusted."""
    try:
        cache.check_ours(copies)
        return {path.name: cache.content(path) for path in copies.iterdir()}
    except OSError:
        return {}


def _make_room(folder: Path) -> None:
    """Removes all folders of copies but the `MOST_FOLDERS` that were used last."""
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST_FOLDERS]:
        shutil.rmtree(path, ignore_errors=True)


def _fonts(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """The font files in a folder, with their bytes, except hidden ones and links to files outside."""
    real = os.path.realpath(folder)
    for path in walk.files(folder):
        if Path(os.path.realpath(path)).is_relative_to(real) and (data := _bytes(path)) is not None:
            yield path, data


def _bytes(path: Path) -> bytes | None:
    """The content of a font file; None for any other file, or if it cannot be read."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # a pipe would wait for its other end
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode) and is_font(path.suffix, file.read(4)):
                file.seek(0)
                return file.read()
    except OSError:
        pass
    return None


def _configuration(folders: Sequence[Path]) -> Path:
    """The configuration file of fontconfig, in the user's cache if possible, otherwise in a folder of this run."""
    try:
        return _configured(folders, cache.home())
    except OSError:  # it cannot be written, its disk is full, or others may write to it
        return _configured(folders, _folder_of_this_run())


def _configured(folders: Sequence[Path], home: Path) -> Path:
    if UNWRITABLE.search(str(home)):
        raise OSError(errno.EINVAL, "XML cannot have this name", str(home))
    found = filter(None, (_copied(folder.resolve(), home) for folder in folders))
    lines = [f"<dir>{escape(str(folder))}</dir>" for folder in found]
    text = (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'
        f"<fontconfig>{''.join(lines)}<cachedir>{escape(str(home / 'fontconfig'))}</cachedir></fontconfig>\n"
    )
    path = home / f"fonts-{hashlib.sha256(text.encode()).hexdigest()[:12]}.conf"
    cache.place_text(path, text)
    if (kept := home / "fontconfig").exists():
        cache.check_ours(kept)  # fontconfig trusts it on which font a file contains
    return path


def _folder_of_this_run() -> Path:
    """A new folder that is removed when the program ends."""
    folder = tempfile.mkdtemp(prefix=TEMPORARY)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder)
