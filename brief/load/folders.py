"""Finds the brief, its styles and the files that come with the package, and keeps names inside a folder."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from brief.findings import Place, UsageError, command, files, in_one_line
from brief.model import GAZETTE

NAME = "brief.yaml"
MISNAMED = ("brief.yml", "Brief.yaml", "brief.yaml.txt")
PACKAGE = Path(__file__).parents[1]
LONGEST_PART, LONGEST_NAME = 255, 1024

DEEPEST = 50
"""The most levels of nested folders that are searched."""

FORBIDDEN = re.compile(r'[<>:"/\\|?*]|[. ]$')
"""Characters that Windows does not allow in a name, or drops at its end."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?: *\..*)?", re.IGNORECASE | re.ASCII)
"""The names of devices on Windows, with any suffix."""


def find(where: Path) -> Path:
    """The brief.yaml at `where`: in that folder, in the folder content below it, or the file itself.

    Raises `UsageError` when there is none, and `BriefError` when content is a link that leads out.
    """
    if not os.path.isdir(where):
        if where.name == NAME and os.path.lexists(where):
            return relative(where)
        exists = os.path.lexists(where)
        raise UsageError([command.NOT_A_BRIEF.at(file=where) if exists else command.NO_SUCH_FOLDER.at(folder=where)])
    for folder in (where, where / "content"):
        if os.path.lexists(folder / NAME):
            if leads_out(where, folder):
                raise files.FILE_OUTSIDE.error_at(Place(folder))
            return relative(folder / NAME)
    shown = "this folder" if where == Path() else f"'{where}'"
    misnamed = next((name for name in MISNAMED if os.path.exists(where / name)), "")
    rule = command.MISNAMED_BRIEF if misnamed else command.NO_BRIEF
    raise UsageError([rule.at(folder=shown, file=misnamed)])


def relative(path: Path) -> Path:
    """`path` relative to the working directory if it is below that, otherwise unchanged."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def house() -> Path:
    """The house style: ``styles/`` of the installed package or of this checkout."""
    return _shipped("styles")


def starter() -> Path:
    """The brief that new ones are copied from: ``content/`` of the installed package or of this checkout."""
    return _shipped("content")


def _shipped(name: str) -> Path:
    """A folder that comes with the package: inside it when installed, beside it in a checkout."""
    inside = PACKAGE / name
    return relative(inside if inside.is_dir() else PACKAGE.parent / name)


def style_folders(folder: Path, look: str) -> tuple[Path, ...]:
    """The folders of styles of the brief in `folder`: its own ``styles/`` if any, that of its look, the house's.

    Its own is beside brief.yaml or, when that is in a folder ``content``, beside ``content``. Raises `BriefError` when
    it is a link that leads out.
    """
    shipped = (house(),) if look == GAZETTE.name else (house() / "looks" / look, house())
    roots = [folder]
    if folder.absolute().name == "content":
        roots.append(Path(os.path.normpath(folder / "..")))
    for root in roots:
        own = root / "styles"
        if own.is_dir() and not (house().is_dir() and own.samefile(house())):
            if not Path(_real(os.path.abspath(own))).is_relative_to(_real(os.path.abspath(root))):
                raise files.FILE_OUTSIDE.error_at(Place(own))
            return own, *shipped
    return shipped


def leads_out(root: Path, path: Path) -> bool:
    """Whether `path`, with all links followed, is outside `root`."""
    return not Path(os.path.realpath(path)).is_relative_to(_real(os.path.abspath(root)))


class LedOut(OSError):
    """A file that was opened is outside the folder that must contain it."""


@contextmanager
def opened(root: Path, path: Path) -> Iterator[BinaryIO]:
    """An ordinary file below `root`, open for reading.

    The open file is checked, not its name, so nobody can replace it by a link in between. Raises `LedOut` when it is
    outside `root`, and another `OSError` when it cannot be opened, or is a folder or a pipe.
    """
    with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:  # a pipe would wait for its other end
        mode = os.fstat(file.fileno()).st_mode
        if not stat.S_ISREG(mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(mode) else errno.ENXIO, "")
        if not path_of(file).is_relative_to(_real(os.path.abspath(root))):
            raise LedOut(errno.EXDEV, "a link leads out", str(path))
        yield file


def path_of(file: BinaryIO) -> Path:
    """The path of an open file, with all links resolved, according to the system."""
    if sys.platform == "darwin":
        return Path(os.fsdecode(fcntl.fcntl(file, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
    return Path(os.readlink(f"/proc/self/fd/{file.fileno()}"))


@cache
def _real(root: str) -> str:
    """The path of a folder with all links resolved; cached, because the folder might be replaced later."""
    return os.path.realpath(root)


def entries(root: Path, path: Path, inside_of: Set[str] = frozenset()) -> Iterator[Path]:
    """`path` and everything below it, sorted. Links out of `root`, or back to a folder around them, are not followed.

    Empty when there is no such path. Hidden files are left out, as in WeasyPrint, and so are the contents of folders
    that are unreadable or nested too deeply. `inside_of` are the real paths of the folders around `path`.
    """
    if os.path.lexists(path):
        yield path
    real = os.path.realpath(path)
    if not os.path.isdir(path) or real in inside_of or len(inside_of) == DEEPEST or leads_out(root, path):
        return
    try:
        names = sorted(name for name in os.listdir(path) if not name.startswith("."))
    except OSError:
        return
    for name in names:
        yield from entries(root, path / name, inside_of | {real})


def inside(root: Path, name: str) -> Path | None:
    """The path below `root` of the file that a brief or a style sheet calls `name`; None when the name is refused.

    Refused are absolute names, drive letters, backslashes, ``..``, links that lead out, impossible names, and
    everything but ordinary files. The file need not exist.
    """
    if not _goes_down(name):
        return None
    path = root / name
    try:
        if leads_out(root, path):
            return None
        return path if stat.S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return path
    except (OSError, ValueError):  # a loop of links, a closed folder, a name that cannot be encoded
        return None


def existing(root: Path, name: str) -> Path | None:
    """The path below `root` of an existing file, even one that `inside` refuses: reading it reports why. Else None."""
    path = root / name
    return path if _goes_down(name) and os.path.lexists(path) else None


def _goes_down(name: str) -> bool:
    """Whether `name` is a relative name without ``..``, on any system."""
    parts = name.split("/")
    return (
        0 < len(name) <= LONGEST_NAME
        and not re.match(r"/|[A-Za-z]:", name)
        and not re.search(r"[\x00\\]", name)
        and ".." not in parts
        and all(len(part.encode(errors="replace")) <= LONGEST_PART for part in parts)
    )


def is_portable(name: str) -> bool:
    """Whether `name` is a relative path that every system allows, without hidden parts."""
    parts = PurePosixPath(name).parts
    return 0 < len(name) <= LONGEST_NAME and bool(parts) and all(map(_is_portable_part, parts))


def _is_portable_part(part: str) -> bool:
    return (
        not part.startswith(".")
        and not FORBIDDEN.search(part)
        and not DEVICE.fullmatch(part)
        and part == in_one_line(part)
        and len(part.encode()) <= LONGEST_PART
    )


def collisions(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each file name that on some system is the same as an earlier one, or lies below it; and that earlier name."""
    taken: dict[str, str] = {}
    for name in sorted(names, key=_folded):  # a file before those that would be below it
        path = PurePosixPath(_folded(name))
        if other := next((taken[str(above)] for above in (path, *path.parents[:-1]) if str(above) in taken), ""):
            yield name, other
        taken[str(path)] = name


def _folded(name: str) -> str:
    """A name without differences of case and of the encoding of accents, which some systems ignore."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
