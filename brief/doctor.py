"""Doctor: the job behind `brief doctor`: what a brief needs of this machine, and the command that installs it.

This module needs Python alone, since the set-up runs it before anything is installed. Libraries are opened as
WeasyPrint opens them, and none is imported.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import platform
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib import metadata
from operator import attrgetter
from pathlib import Path
from typing import Any

from brief import __version__

DISTRIBUTION = "policy-brief"
"""The name of the distribution."""

PIP = f"{shlex.quote(sys.executable)} -m pip"
"""The command for the pip of this Python."""

Open = Callable[[str], Any]
"""Opens a shared library by its name on Linux, as `ctypes.CDLL` does; raises `OSError` when it is missing."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check: whether it passed, what was found, and the command that repairs it if not."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """Shared libraries of WeasyPrint, how to ask the first for its version, and the packages that contain them."""

    name: str
    files: tuple[str, ...]
    version: Callable[[Any], str]
    debian_packages: str
    package: str
    least: str = ""


@dataclass(frozen=True, slots=True)
class Installer:
    """How software is installed on some systems: their names, the command, and the package of a library."""

    systems: str
    command: str
    package: Callable[[Library], str] = attrgetter("package")

    def install(self, libraries: Iterable[Library]) -> str:
        """The command that installs `libraries`."""
        return " ".join([self.command, *map(self.package, libraries)])


def _version_from(function: str) -> Callable[[Any], str]:
    def version(library: Any) -> str:
        ask = getattr(library, function)
        ask.restype = ctypes.c_char_p
        return str(ask().decode())

    return version


def _fontconfig_version(library: Any) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        _version_from("pango_version_string"),
        debian_packages="libpango-1.0-0 libpangoft2-1.0-0",
        package="pango",
        least="1.44",
    ),
    Library(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0",),
        _version_from("hb_version_string"),
        debian_packages="libharfbuzz-subset0",
        package="harfbuzz",
        least="4.1",
    ),
    Library(
        "fontconfig",
        ("libfontconfig.so.1",),
        _fontconfig_version,
        debian_packages="libfontconfig1",
        package="fontconfig",
    ),
)
"""The system libraries that WeasyPrint needs."""

APT = Installer(
    "Debian, Ubuntu, Windows through WSL",
    "sudo apt-get update && sudo apt-get install --yes",
    attrgetter("debian_packages"),
)
DNF = Installer("Fedora", "sudo dnf install")
PACMAN = Installer("Arch Linux", "sudo pacman -S")
BREW = Installer("macOS (Homebrew)", "brew install")

INSTALLERS = (APT, DNF, PACMAN, BREW)
"""The known installers."""

_FAMILIES = {"debian": APT, "ubuntu": APT, "fedora": DNF, "rhel": DNF, "arch": PACMAN}


def installer(system: str, os_release: str) -> Installer | None:
    """The installer of a system, by `sys.platform` and the text of /etc/os-release; None if it is unknown."""
    if system == "darwin":
        return BREW
    values = dict(re.findall(r"""^(ID|ID_LIKE)=["']?([^"'\n]*)""", os_release, re.MULTILINE))
    names = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".split()
    return next((_FAMILIES[name] for name in names if name in _FAMILIES), None)


def this_installer() -> Installer | None:
    """The installer of this machine."""
    try:
        os_release = Path("/etc/os-release").read_text(encoding="utf-8", errors="replace")
    except OSError:
        os_release = ""
    return installer(sys.platform, os_release)


def open_library(file: str) -> Any:
    """The shared library of that name, found as WeasyPrint finds it. Raises `OSError` when it is missing."""
    if sys.platform == "darwin":
        stem = file.removeprefix("lib").split(".so")[0]
        return ctypes.CDLL(ctypes.util.find_library(stem) or f"lib{stem}.dylib")
    return ctypes.CDLL(file)


def check_library(library: Library, open_file: Open, by: Installer | None) -> Check:
    """Whether a library is installed in a recent enough version."""
    remedy = by.install([library]) if by else f"install {library.package} as this system installs software"
    try:
        first, *_ = [open_file(file) for file in library.files]
    except OSError:
        return Check(library.name, False, "not found", remedy)
    version = library.version(first)
    if _numbers(version) < _numbers(library.least):
        return Check(library.name, False, f"{version}, older than {library.least}", remedy)
    return Check(library.name, True, version)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))


def check_python(version: str) -> Check:
    """Whether brief runs on this Python."""
    if _numbers(version) < (3, 11):
        return Check("Python", False, f"{version}, older than 3.11", "install Python 3.11 or later")
    return Check("Python", True, version)


def check_packages(requirements: Iterable[str], version_of: Callable[[str], str | None]) -> tuple[Check, ...]:
    """Whether each pinned package (``weasyprint==70.0``) is installed in that version."""
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", "\n".join(requirements), re.MULTILINE)
    return tuple(_check_package(name, wanted, version_of(name)) for name, wanted in pins)


def _check_package(name: str, wanted: str, found: str | None) -> Check:
    if found == wanted:
        return Check(name, True, found)
    return Check(name, False, f"{found}, not {wanted}" if found else "not found", f"{PIP} install {name}=={wanted}")


def check_faces(folder: Path, remedy: str, name: str = "faces") -> Check:
    """Whether the faces listed in SHA256SUMS exist and are undamaged."""
    try:
        listed = re.findall(r"^(\w{64})  (.+\.ttf)$", (folder / "SHA256SUMS").read_text(encoding="ascii"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return Check(name, False, f"{folder / 'SHA256SUMS'} cannot be read", remedy)
    faults = [f"{face} {what}" for sum_, face in listed if (what := _fault(folder / face, sum_))]
    if faults or not listed:
        return Check(name, False, "; ".join(faults) or "none", remedy)
    return Check(name, True, f"{len(listed)} in {folder}")


def _fault(face: Path, sum_: str) -> str:
    try:
        content = face.read_bytes()
    except OSError:
        return "is missing"
    return "" if hashlib.sha256(content).hexdigest() == sum_ else "is damaged"


def check_cache(folder: Path) -> Check:
    """Whether the cache in `folder` can be used; without it, each build starts slowly."""
    from brief.cache import check_ours

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        check_ours(folder)
        with tempfile.TemporaryFile(dir=folder):
            return Check("cache", True, str(folder))
    except OSError as error:
        quoted = shlex.quote(str(folder))
        remedy = f'sudo chown -R "$(id -un)" {quoted} && chmod -R go-w {quoted}'
        return Check("cache", False, f"{folder} cannot be used: {error.strerror}", remedy)


def check_limits(system: str) -> Check:
    """The limits that a build observes on a system, by `sys.platform`; this check never fails."""
    return Check("limits", True, "of time and of memory" if system == "linux" else "of time, not of memory")


def examine_libraries() -> tuple[Check, ...]:
    """The checks of system libraries, which need only Python."""
    by = this_installer()
    return tuple(check_library(library, open_library, by) for library in LIBRARIES)


def examine() -> tuple[Check, ...]:
    """All checks, in the order in which to repair what fails."""
    from brief import cache

    return (
        check_python(platform.python_version()),
        *examine_libraries(),
        *_examine_packages(),
        *examine_faces(),
        check_cache(cache.home()),
        check_limits(sys.platform),
    )


def examine_faces() -> tuple[Check, ...]:
    """The checks of the faces: those of the house, and those that a look adds."""
    from brief.load.folders import house
    from brief.model import GAZETTE, LOOKS

    folders = {"faces": house(), **{f"faces of {name}": house() / "looks" / name for name in LOOKS}}
    del folders[f"faces of {GAZETTE.name}"]  # they are the house's
    remedy = _reinstall(house().parent)
    return tuple(check_faces(folder / "fonts", remedy, name) for name, folder in folders.items())


def _examine_packages() -> tuple[Check, ...]:
    try:
        requirements = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return (Check("packages", False, "this checkout was never set up", "make pdf"),)
    return check_packages(requirements, _version)


def _version(package: str) -> str | None:
    with suppress(metadata.PackageNotFoundError):
        return metadata.version(package)
    return None


def _reinstall(root: Path) -> str:
    """The command that restores shipped files below `root`, in a checkout or an installed package."""
    if (root / ".git").exists():
        return f"git -C {shlex.quote(str(root))} checkout -- styles"
    return f"{PIP} install --force-reinstall --no-deps policy_brief-{__version__}-py3-none-any.whl"
