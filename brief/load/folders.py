"""Where things are: the brief, its look, what comes with the package; and what is out of bounds."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Set
from pathlib import Path

from brief.findings import BriefError, Place, UsageError, command, files

NAME = "brief.yaml"
MISNAMED = ("brief.yml", "Brief.yaml", "brief.yaml.txt")
PACKAGE = Path(__file__).parents[1]
LONGEST_PART, LONGEST_NAME = 255, 1024


def find(where: Path) -> Path:
    """The brief.yaml that `where` means: a folder with one, a folder with content/brief.yaml, or the file itself.

    Raises `UsageError` when there is none.
    """
    if not os.path.isdir(where):
        if where.name == NAME and os.path.lexists(where):
            return near(where)
        wrong = (
            command.NOT_A_BRIEF.at(file=where) if os.path.lexists(where) else command.NO_SUCH_FOLDER.at(folder=where)
        )
        raise UsageError([wrong])
    for folder in (where, where / "content"):
        if os.path.lexists(folder / NAME):
            return near(folder / NAME)
    shown = "this folder" if where == Path() else f"'{where}'"
    misnamed = next((name for name in MISNAMED if os.path.exists(where / name)), None)
    raise UsageError(
        [command.MISNAMED_BRIEF.at(folder=shown, file=misnamed) if misnamed else command.NO_BRIEF.at(folder=shown)]
    )


def near(path: Path) -> Path:
    """`path` as seen from the working directory when it lies below it, otherwise as it was given."""
    return path.relative_to(Path.cwd()) if path.is_absolute() and path.is_relative_to(Path.cwd()) else path


def house() -> Path:
    """The house style, as it comes with the package: ``styles/`` of an installed package or of this checkout."""
    return _shipped("styles")


def starter() -> Path:
    """The brief that new ones start from: ``content/`` of an installed package or of this checkout."""
    return _shipped("content")


def _shipped(name: str) -> Path:
    """A folder that stands once in the repository and is mapped into the package when that is built."""
    inside = PACKAGE / name
    return near(inside if inside.is_dir() else PACKAGE.parent / name)


def looks(folder: Path) -> tuple[Path, ...]:
    """The folders of the look of the brief in `folder`: its own ``styles/`` if it has one, then the house's.

    A brief's own styles are beside brief.yaml or, when that is in a folder ``content``, beside this folder.
    Raises `BriefError` when they are a link that leads out of where the brief is.
    """
    owns = [folder]
    if folder.absolute().name == "content":
        owns.append(Path(os.path.normpath(folder / "..")))
    for root in owns:
        own = root / "styles"
        if own.is_dir() and not (house().is_dir() and own.samefile(house())):
            if leads_out(root, own):
                raise BriefError([files.FILE_OUTSIDE.at(Place(own))])
            return own, house()
    return (house(),)


def leads_out(root: Path, path: Path) -> bool:
    """Whether `path`, with every link on its way followed, is not below `root`."""
    return not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def entries(root: Path, path: Path, inside_of: Set[str] = frozenset()) -> Iterator[Path]:
    """`path` and all that is in it, in order; where a link leads out of `root`, or back, the link alone.

    Nothing when there is no such path. Names that begin with a dot are passed over, as the engine does.
    """
    if os.path.lexists(path):
        yield path
    real = os.path.realpath(path)
    if os.path.isdir(path) and real not in inside_of and not leads_out(root, path):
        for name in _listed(path):
            yield from entries(root, path / name, inside_of | {real})


def _listed(folder: Path) -> list[str]:
    """The names in a folder; none in one that may not be read, as for the engine."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError:
        return []


def inside(root: Path, name: str) -> Path | None:
    """The file that `name`, as written in a brief or a style sheet, means below `root`; None when it is refused.

    Refused are absolute names, drive letters, backslashes, ``..``, links that lead out, names that no file can
    have, and whatever is there and is not an ordinary file. The file need not be there: a name that leads
    nowhere below `root` is in bounds, and reading it fails as usual.
    """
    if not _plain(name):
        return None
    path = root / name
    try:
        if leads_out(root, path):
            return None
        return path if stat.S_ISREG(path.stat().st_mode) else None
    except (FileNotFoundError, NotADirectoryError):
        return path
    except (OSError, ValueError):  # a loop of links, a folder that may not be entered, a name that cannot be encoded
        return None


def there(root: Path, name: str) -> Path | None:
    """The file of that name below `root`, if there is one; also one that `inside` refuses: to read it says why."""
    path = inside(root, name) or (root / name if _plain(name) else None)
    return path if path and os.path.lexists(path) else None


def _plain(name: str) -> bool:
    """Whether `name` is a relative name that goes down only, on any system."""
    parts = name.split("/")
    return (
        0 < len(name) <= LONGEST_NAME
        and not re.match(r"/|[A-Za-z]:", name)
        and not re.search(r"[\x00\\]", name)
        and ".." not in parts
        and all(len(part.encode(errors="replace")) <= LONGEST_PART for part in parts)
    )
