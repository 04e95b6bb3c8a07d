"""Where things are: the brief, its styles, what comes with the package. And which names may be followed."""

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
"""The most folders within one another that are looked into."""

FORBIDDEN = re.compile(r'[<>:"/\\|?*]|[. ]$')
"""What Windows allows in no name, or drops at its end."""

DEVICE = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?: *\..*)?", re.IGNORECASE | re.ASCII)
"""The names of devices on Windows, with any suffix."""


def find(where: Path) -> Path:
    """The brief.yaml at `where`: in that folder, in the folder content below it, or the file itself.

    Raises `UsageError` when there is none.
    """
    if not os.path.isdir(where):
        if where.name == NAME and os.path.lexists(where):
            return near(where)
        exists = os.path.lexists(where)
        raise UsageError([command.NOT_A_BRIEF.at(file=where) if exists else command.NO_SUCH_FOLDER.at(folder=where)])
    for folder in (where, where / "content"):
        if os.path.lexists(folder / NAME):
            if leads_out(where, folder):
                raise files.FILE_OUTSIDE.error_at(Place(folder))
            return near(folder / NAME)
    shown = "this folder" if where == Path() else f"'{where}'"
    misnamed = next((name for name in MISNAMED if os.path.exists(where / name)), "")
    rule = command.MISNAMED_BRIEF if misnamed else command.NO_BRIEF
    raise UsageError([rule.at(folder=shown, file=misnamed)])


def near(path: Path) -> Path:
    """`path` relative to the working directory if it is below it, otherwise as it is."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def house() -> Path:
    """The house style: ``styles/`` of the installed package or of this checkout."""
    return _shipped("styles")


def starter() -> Path:
    """The brief that new ones are copied from: ``content/`` of the installed package or of this checkout."""
    return _shipped("content")


def _shipped(name: str) -> Path:
    """A folder of the repository, which the build of the package copies into it."""
    inside = PACKAGE / name
    return near(inside if inside.is_dir() else PACKAGE.parent / name)


def styled(folder: Path, look: str) -> tuple[Path, ...]:
    """The folders of styles of the brief in `folder`: its own ``styles/``, that of its look, the house's.

    Its own are beside brief.yaml or, when that is in a folder ``content``, beside this folder. Raises `BriefError`
    when they are a link that leads out.
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
    """A file that was opened is outside the folder that it is to be in."""


@contextmanager
def opened(root: Path, path: Path) -> Iterator[BinaryIO]:
    """An ordinary file below `root`, open for reading.

    The file that was opened is judged, so nobody can exchange it for a link in between. Raises `LedOut` when it is
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
    """Where an open file is, as the system knows it, with all links followed."""
    if sys.platform == "darwin":
        return Path(os.fsdecode(fcntl.fcntl(file, fcntl.F_GETPATH, bytes(1024)).rstrip(b"\0")))
    return Path(os.readlink(f"/proc/self/fd/{file.fileno()}"))


@cache
def _real(root: str) -> str:
    """A folder with all links followed, as it was when it was first looked at: later it might be exchanged."""
    return os.path.realpath(root)


def entries(root: Path, path: Path, inside_of: Set[str] = frozenset()) -> Iterator[Path]:
    """`path` and everything in it, sorted; a link that leads out of `root`, or back, is not followed.

    Empty when there is no such path. Hidden files are left out, as in WeasyPrint, and so are unreadable folders and
    those that are nested too deeply.
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
    """The file below `root` that `name` means, as written in a brief or a style sheet; None when it is refused.

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


def there(root: Path, name: str) -> Path | None:
    """The file below `root` with this name if it exists, even if `inside` refuses it: reading it tells why."""
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
    """Whether a file below some folder can have this name on every system, and is not hidden there."""
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
    """Each name of a file that some system would write over an earlier one, or below it; and that earlier name."""
    taken: dict[str, str] = {}
    for name in sorted(names, key=_folded):  # a file before those that would be below it
        path = PurePosixPath(_folded(name))
        if other := next((taken[str(above)] for above in (path, *path.parents[:-1]) if str(above) in taken), ""):
            yield name, other
        taken[str(path)] = name


def _folded(name: str) -> str:
    """A name as systems see it that ignore case and how accents are encoded."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())
