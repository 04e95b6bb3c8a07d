"""The doctor reports what is missing and the command that installs it, even where nothing is installed."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from brief.doctor import (
    APT,
    BREW,
    DNF,
    LIBRARIES,
    PACMAN,
    Check,
    Installer,
    check_cache,
    check_faces,
    check_library,
    check_limits,
    check_packages,
    check_python,
    examine,
    installer,
)

PANGO, _, FONTCONFIG = LIBRARIES

DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 13 (trixie)"\nVERSION_ID="13"\nID=debian\n'
UBUNTU_IN_WSL = 'NAME="Ubuntu"\nVERSION_ID="24.04"\nID=ubuntu\nID_LIKE=debian\n'
MINT = "ID=linuxmint\nID_LIKE='ubuntu debian'\n"
FEDORA = "ID=fedora\nVERSION_ID=42\n"
ROCKY = 'ID="rocky"\nID_LIKE="rhel centos fedora"\n'
ARCH = "ID=arch\nBUILD_ID=rolling\n"
NIXOS = 'ID=nixos\nID_LIKE=""\n'


@pytest.mark.parametrize(
    ("system", "os_release", "expected"),
    [
        ("linux", DEBIAN, APT),
        ("linux", UBUNTU_IN_WSL, APT),
        ("linux", MINT, APT),
        ("linux", FEDORA, DNF),
        ("linux", ROCKY, DNF),
        ("linux", ARCH, PACMAN),
        ("linux", NIXOS, None),
        ("linux", "", None),
        ("darwin", "", BREW),
    ],
)
def test_each_system_has_its_installer(system: str, os_release: str, expected: Installer | None) -> None:
    assert installer(system, os_release) is expected


def nothing_there(file: str) -> object:
    raise OSError(f"{file}: cannot open shared object file")


@pytest.mark.parametrize(
    ("by", "command"),
    [
        (APT, "sudo apt-get update && sudo apt-get install --yes libpango-1.0-0 libpangoft2-1.0-0"),
        (DNF, "sudo dnf install pango"),
        (PACMAN, "sudo pacman -S pango"),
        (BREW, "brew install pango"),
        (None, "install pango as this system installs software"),
    ],
)
def test_a_missing_library_comes_with_the_command_that_installs_it(by: Installer | None, command: str) -> None:
    assert check_library(PANGO, nothing_there, by) == Check("Pango", False, "not found", command)


def test_a_library_with_only_half_of_its_files_is_missing() -> None:
    def only_pango(file: str) -> object:
        return SimpleNamespace() if file.startswith("libpango-1.0") else nothing_there(file)

    assert check_library(PANGO, only_pango, APT).found == "not found"


def telling(function: str, version: bytes | int) -> SimpleNamespace:
    return SimpleNamespace(**{function: lambda: version})


@pytest.mark.parametrize(
    ("version", "ok", "found"),
    [
        (b"1.56.3", True, "1.56.3"),
        (b"1.44.0", True, "1.44.0"),
        (b"1.44", True, "1.44"),
        (b"1.9.1", False, "1.9.1, older than 1.44"),
    ],
)
def test_a_library_must_be_new_enough(version: bytes, ok: bool, found: str) -> None:
    check = check_library(PANGO, lambda file: telling("pango_version_string", version), APT)
    assert (check.ok, check.found, bool(check.remedy)) == (ok, found, not ok)


def test_fontconfig_tells_its_version_as_one_number() -> None:
    check = check_library(FONTCONFIG, lambda file: telling("FcGetVersion", 21402), APT)
    assert check == Check("fontconfig", True, "2.14.2")


def test_a_python_that_is_too_old_is_named() -> None:
    assert check_python("3.11.2").ok
    assert check_python("3.9.18") == Check("Python", False, "3.9.18, older than 3.11", "install Python 3.11 or later")


def test_pinned_packages_must_be_there_in_exactly_their_version() -> None:
    requirements = ["weasyprint==70.0", "pyphen==0.18.1", "pydyf==0.13.0", "jinja2<4,>=3.1.6"]
    installed = {"weasyprint": "70.0", "pyphen": "0.18.2"}
    weasyprint, pyphen, pydyf = check_packages(requirements, installed.get)
    assert weasyprint == Check("weasyprint", True, "70.0")
    assert (pyphen.ok, pyphen.found) == (False, "0.18.2, not 0.18.1")
    assert pyphen.remedy == f"{sys.executable} -m pip install pyphen==0.18.1"
    assert (pydyf.ok, pydyf.found) == (False, "not found")


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    (tmp_path / "A.ttf").write_bytes(b"a face")
    (tmp_path / "B.ttf").write_bytes(b"another")
    lines = [f"{hashlib.sha256((tmp_path / name).read_bytes()).hexdigest()}  {name}\n" for name in ("A.ttf", "B.ttf")]
    (tmp_path / "SHA256SUMS").write_text("".join(lines))
    return tmp_path


def test_faces_that_are_there_and_whole_are_fit(fonts: Path) -> None:
    assert check_faces(fonts, "mend") == Check("faces", True, f"2 in {fonts}")


def test_each_face_that_is_missing_or_damaged_is_named(fonts: Path) -> None:
    (fonts / "B.ttf").write_bytes(b"half")
    assert check_faces(fonts, "mend") == Check("faces", False, "B.ttf is damaged", "mend")
    (fonts / "A.ttf").unlink()
    assert check_faces(fonts, "mend").found == "A.ttf is missing; B.ttf is damaged"


def test_faces_without_their_list_are_not_fit(tmp_path: Path) -> None:
    assert check_faces(tmp_path, "mend").found == f"{tmp_path / 'SHA256SUMS'} cannot be read"


def test_a_cache_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    assert check_cache(tmp_path / "new" / "brief").ok
    (tmp_path / "file").write_text("")
    check = check_cache(tmp_path / "file" / "brief")
    assert (check.ok, check.found) == (False, f"{tmp_path / 'file' / 'brief'} cannot be used: Not a directory")


def test_this_machine_is_fit() -> None:
    """Whoever runs the tests has run the set-up; this also opens the real libraries and the real faces."""
    assert [check for check in examine() if not check.ok] == []


def test_a_machine_without_any_library_is_examined_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("brief.doctor.open_library", nothing_there)
    assert [check.name for check in examine() if not check.ok] == ["Pango", "HarfBuzz subset", "fontconfig"]


def test_libraries_are_examined_with_python_alone() -> None:
    """As the set-up examines them, on a machine with nothing else installed."""
    program = "from brief import doctor; print(len(doctor.examine_libraries()))"
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(Path.cwd())!r}); {program}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "3\n"


@pytest.mark.parametrize(
    ("system", "found"), [("linux", "of time and of memory"), ("darwin", "of time, not of memory")]
)
def test_the_limits_that_a_build_keeps_to_are_reported(system: str, found: str) -> None:
    assert check_limits(system) == Check("limits", True, found)
