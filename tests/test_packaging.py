"""The wheel as it is installed by somebody without this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path, PurePosixPath
from shutil import copytree

import pytest

from brief import __version__
from tests import built

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """The output of a command that runs without the paths and the virtual environment of this checkout."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV", "MAKE"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env={**kept, **environment}, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution, which must therefore be complete too."""
    folder = tmp_path_factory.mktemp("dist")
    run(
        UV,
        "build",
        "--quiet",
        "--no-build-isolation",
        "--python",
        sys.executable,
        "--out-dir",
        folder,
        ROOT,
        cwd=folder,
    )
    assert (folder / f"policy_brief-{__version__}.tar.gz").is_file()
    return folder / f"policy_brief-{__version__}-py3-none-any.whl"


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a new virtual environment with the wheel and the locked packages that it needs.

    The packages come from uv's cache, which the set-up of this checkout has filled, so no network is needed.
    """
    venv = tmp_path_factory.mktemp("venv")
    locked = ["--frozen", "--quiet", "--no-dev", "--no-install-project", "--python", sys.executable]
    run(UV, "sync", *locked, "--project", ROOT, cwd=venv, UV_PROJECT_ENVIRONMENT=str(venv))
    run(UV, "pip", "install", "--quiet", "--offline", "--no-deps", "--python", venv, wheel, cwd=venv)
    run(UV, "pip", "check", "--python", venv, cwd=venv)  # no dependency of the wheel is missing
    return venv / "bin"


def test_the_wheel_holds_code_content_and_styles_once_and_nothing_else(wheel: Path) -> None:
    names = [PurePosixPath(name) for name in zipfile.ZipFile(wheel).namelist()]
    assert {name.parts[0] for name in names} == {"brief", f"policy_brief-{__version__}.dist-info"}
    for folder in ("content", "styles"):
        here = {path.relative_to(ROOT) for path in (ROOT / folder).rglob("*") if path.is_file()}
        there = {Path(*name.parts[1:]) for name in names if name.parts[:2] == ("brief", folder)}
        assert there == here - {Path("styles/fonts/make"), Path("styles/looks/make")}
    code = [name for name in names if name.parts[0] == "brief" and name.parts[1] not in {"content", "styles"}]
    in_the_browser = [name for name in code if name.parts[:3] == ("brief", "preview", "page")]
    assert {name.suffix for name in in_the_browser} == {".html", ".css", ".js"}
    assert {name.suffix for name in {*code} - {*in_the_browser}} <= {".py", ".typed", ".json", ".md"}
    assert len(names) == len(set(names))


def test_the_wheel_holds_the_licences(wheel: Path) -> None:
    licences = f"policy_brief-{__version__}.dist-info/licenses/"
    names = {name.removeprefix(licences) for name in zipfile.ZipFile(wheel).namelist() if name.startswith(licences)}
    fonts = {f"styles/fonts/LICENSE-{name}" for name in ("source-serif.txt", "source-sans.txt", "nanum.txt")}
    fonts |= {
        f"styles/looks/{look}/fonts/LICENSE-{name}.txt"
        for look, name in (
            ("block", "archivo"), ("witness", "libre-franklin"), ("witness", "newsreader"), ("ledger", "ibm-plex-sans"),
        )
    }  # fmt: skip
    assert names == {"LICENSE", "NOTICE", "styles/inks/LICENSE-fogra39.txt"} | fonts


def test_an_installed_brief_starts_and_builds_a_brief_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    brief = installed / "brief"
    assert run(brief, "--version", cwd=tmp_path) == f"brief {__version__}\n"
    run(brief, "new", "demo", cwd=tmp_path)
    printed = run(brief, "build", cwd=tmp_path / "demo")
    (pdf,) = (tmp_path / "demo" / "output").glob("*.pdf")
    assert printed == f"output/{pdf.name}\n"
    content = pdf.read_bytes()
    assert content.startswith(b"%PDF-")
    assert content.rstrip().endswith(b"%%EOF")


def test_an_installed_brief_makes_the_same_bytes_as_this_checkout(installed: Path, tmp_path: Path) -> None:
    """Even with a copy of the house's styles beside the brief, as in this repository."""
    for folder in ("content", "styles"):
        copytree(ROOT / folder, tmp_path / folder)
    run(installed / "brief", "build", cwd=tmp_path)
    (pdf,) = (tmp_path / "output").glob("*.pdf")
    assert pdf.read_bytes() == built.kept(built.EXAMPLE).pdf


def test_an_installed_brief_finds_nothing_missing_on_its_machine(installed: Path, tmp_path: Path) -> None:
    said = run(installed / "brief", "doctor", cwd=tmp_path)
    assert "missing" not in said
    assert str(installed.parent) in said  # the faces of the package, not those of a checkout
