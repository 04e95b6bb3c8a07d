"""Is this machine fit for the job? What was found, and the command that mends what is missing.

Nothing here imports what it looks for: a library is opened as the engine would open it, so that a missing Pango
is told and not met. Python alone is enough, since the set-up asks before anything else is installed.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import hashlib
import os
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
"""What the package is called where it is installed from."""

PIP = f"{shlex.quote(sys.executable)} -m pip"
"""The pip of this Python, as a command."""

Open = Callable[[str], Any]
"""Opens a shared library by its name on Linux, as `ctypes.CDLL` does; raises OSError when it is not there."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that a brief needs: whether it is fit, what was found, and else the command that mends it."""

    name: str
    ok: bool
    found: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """What WeasyPrint sets type with: the shared libraries, how the first tells its version, who packs them."""

    name: str
    files: tuple[str, ...]
    version: Callable[[Any], str]
    debian_packages: str
    package: str
    least: str = ""


@dataclass(frozen=True, slots=True)
class Installer:
    """How a family of systems installs software: whom it serves, its command, what it calls a library."""

    systems: str
    command: str
    package: Callable[[Library], str] = attrgetter("package")

    def install(self, libraries: Iterable[Library]) -> str:
        """The command that installs `libraries`."""
        return " ".join([self.command, *map(self.package, libraries)])


def _told_by(function: str) -> Callable[[Any], str]:
    def version(library: Any) -> str:
        tell = getattr(library, function)
        tell.restype = ctypes.c_char_p
        return str(tell().decode())

    return version


def _fontconfig_version(library: Any) -> str:
    number = int(library.FcGetVersion())
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"


LIBRARIES = (
    Library(
        "Pango",
        ("libpango-1.0.so.0", "libpangoft2-1.0.so.0"),
        _told_by("pango_version_string"),
        debian_packages="libpango-1.0-0 libpangoft2-1.0-0",
        package="pango",
        least="1.44",
    ),
    Library(
        "HarfBuzz subset",
        ("libharfbuzz-subset.so.0",),
        _told_by("hb_version_string"),
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
"""The libraries of the system that the engine cannot do without."""

APT = Installer(
    "Debian, Ubuntu, Windows through WSL",
    "sudo apt-get update && sudo apt-get install --yes",
    attrgetter("debian_packages"),
)
DNF = Installer("Fedora", "sudo dnf install")
PACMAN = Installer("Arch Linux", "sudo pacman -S")
BREW = Installer("macOS (Homebrew)", "brew install")

INSTALLERS = (APT, DNF, PACMAN, BREW)
"""The installers that are known."""

_FAMILIES = {"debian": APT, "ubuntu": APT, "fedora": DNF, "rhel": DNF, "arch": PACMAN}


def installer(system: str, os_release: str) -> Installer | None:
    """The installer of a system, by `sys.platform` and the text of /etc/os-release; None where none is known."""
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
    """The shared library of that name, found as WeasyPrint finds it; raises OSError when it is not there."""
    if sys.platform == "darwin":
        stem = file.removeprefix("lib").split(".so")[0]
        return ctypes.CDLL(ctypes.util.find_library(stem) or f"lib{stem}.dylib")
    return ctypes.CDLL(file)


def check_library(library: Library, open_file: Open, by: Installer | None) -> Check:
    """Whether a library is there and young enough."""
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
    """Whether this Python is one that brief runs on."""
    if _numbers(version) < (3, 11):
        return Check("Python", False, f"{version}, older than 3.11", "install Python 3.11 or later")
    return Check("Python", True, version)


def check_packages(requirements: Iterable[str], version_of: Callable[[str], str | None]) -> tuple[Check, ...]:
    """Whether each package that brief pins (``weasyprint==70.0``) is there in exactly that version."""
    pins = re.findall(r"^([\w.-]+)==([\w.]+)", "\n".join(requirements), re.MULTILINE)
    return tuple(_check_package(name, wanted, version_of(name)) for name, wanted in pins)


def _check_package(name: str, wanted: str, found: str | None) -> Check:
    if found == wanted:
        return Check(name, True, found)
    return Check(name, False, f"{found}, not {wanted}" if found else "not found", f"{PIP} install {name}=={wanted}")


def check_faces(folder: Path, readable: Callable[[Path], bool], remedy: str) -> Check:
    """Whether the faces that SHA256SUMS in `folder` lists are there, whole, and `readable` by fontconfig."""
    try:
        listed = re.findall(r"^(\w{64})  (.+\.ttf)$", (folder / "SHA256SUMS").read_text(encoding="ascii"), re.MULTILINE)
    except (OSError, UnicodeDecodeError):
        return Check("faces", False, f"{folder / 'SHA256SUMS'} cannot be read", remedy)
    trouble = [f"{name} {what}" for sum_, name in listed if (what := _trouble(folder / name, sum_, readable))]
    if trouble or not listed:
        return Check("faces", False, "; ".join(trouble) or "none", remedy)
    return Check("faces", True, f"{len(listed)} in {folder}")


def _trouble(face: Path, sum_: str, readable: Callable[[Path], bool]) -> str:
    try:
        content = face.read_bytes()
    except OSError:
        return "is missing"
    if hashlib.sha256(content).hexdigest() != sum_:
        return "is damaged"
    return "" if readable(face) else "is not read by fontconfig"


def check_cache(folder: Path) -> Check:
    """Whether `folder` can keep what the engine learns about faces; without it each build starts slowly."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Check("cache", True, str(folder))
    except OSError as error:
        remedy = f'sudo chown -R "$(id -un)" {shlex.quote(str(folder))}'
        return Check("cache", False, f"{folder} cannot be written: {error.strerror}", remedy)


def examine_libraries() -> tuple[Check, ...]:
    """The libraries of this machine; needs nothing but Python."""
    by = this_installer()
    return tuple(check_library(library, open_library, by) for library in LIBRARIES)


def examine() -> tuple[Check, ...]:
    """Everything that a brief needs of this machine, in the order in which it should be mended."""
    from brief import cache
    from brief.load.folders import house

    return (
        check_python(platform.python_version()),
        *examine_libraries(),
        *_examine_packages(),
        check_faces(house() / "fonts", read_by_fontconfig, _reinstall(house().parent)),
        check_cache(cache.home()),
    )


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


def read_by_fontconfig(face: Path) -> bool:
    """Whether fontconfig takes a face; True where it is missing, which is told elsewhere."""
    try:
        fontconfig = open_library("libfontconfig.so.1")
    except OSError:
        return True
    fontconfig.FcConfigCreate.restype = ctypes.c_void_p
    fontconfig.FcConfigAppFontAddFile.argtypes = [ctypes.c_void_p, ctypes.c_char_p]
    fontconfig.FcConfigDestroy.argtypes = [ctypes.c_void_p]
    configuration = fontconfig.FcConfigCreate()
    try:
        return bool(fontconfig.FcConfigAppFontAddFile(configuration, os.fsencode(face)))
    finally:
        fontconfig.FcConfigDestroy(configuration)


def _reinstall(root: Path) -> str:
    """The command that brings the shipped files below `root` back: of a checkout, or of the installed package."""
    if (root / ".git").exists():
        return f"git -C {shlex.quote(str(root))} checkout -- styles/fonts"
    return f"{PIP} install --force-reinstall --no-deps policy_brief-{__version__}-py3-none-any.whl"
