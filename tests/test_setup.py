"""The set-up reports what is missing and what to type, and installs only where it may."""

from __future__ import annotations

import ast
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from brief.doctor import INSTALLERS, LIBRARIES, Installer

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / ".ci" / "system.py"


@pytest.fixture
def system() -> ModuleType:
    spec = importlib.util.spec_from_file_location("system", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that would have been run; none of them is."""
    heard: list[list[str]] = []
    monkeypatch.setattr(subprocess, "run", lambda command, check: heard.append(command))
    return heard


def lacking(system: ModuleType, monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    monkeypatch.setattr(system, "missing", lambda: list(names))


def test_where_nothing_is_missing_nothing_is_done(system: ModuleType, commands: list[list[str]]) -> None:
    system.main()
    assert commands == []


def test_without_the_right_to_install_the_command_for_each_system_is_printed(
    system: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(system, monkeypatch, "Pango", "python3.13-venv")
    monkeypatch.setattr(system, "VENV", "python3.13-venv")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(system.shutil, "which", lambda program: None if program == "sudo" else f"/usr/bin/{program}")
    with pytest.raises(SystemExit) as stop:
        system.main()
    assert commands == []
    assert stop.value.code == (
        "Missing on this system: Pango, python3.13-venv.\n"
        "Type the line that is for it (docs/install.md says more), then the same command again:\n"
        "\n"
        "  Debian, Ubuntu, Windows through WSL: sudo apt-get update && sudo apt-get install --yes"
        " libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 libfontconfig1 python3.13-venv\n"
        "  Fedora:                              sudo dnf install pango harfbuzz fontconfig\n"
        "  Arch Linux:                          sudo pacman -S pango harfbuzz fontconfig\n"
        "  macOS (Homebrew):                    brew install pango harfbuzz fontconfig"
    )


@pytest.mark.parametrize(("user", "begins"), [(0, ["env"]), (1000, ["sudo", "env"])])
def test_apt_get_installs_with_sudo_only_when_needed(
    system: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch, user: int, begins: list[str]
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    monkeypatch.setattr(system.shutil, "which", lambda program: f"/usr/bin/{program}")
    monkeypatch.setattr(system, "missing", iter([["Pango"], []]).__next__)
    system.main()
    quiet = [*begins, "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    packages = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "libfontconfig1"]
    assert commands == [[*quiet, "update"], [*quiet, "install", "--yes", "--no-install-recommends", *packages]]


def without(monkeypatch: pytest.MonkeyPatch, system: ModuleType, *gone: str) -> None:
    """Pretends that the system has all programs except these."""
    monkeypatch.setattr(system.shutil, "which", lambda program: None if program in gone else f"/usr/bin/{program}")


def test_where_no_program_for_the_tests_is_missing_nothing_is_done(
    system: ModuleType, commands: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    without(monkeypatch, system, "chromium-headless-shell", "google-chrome")
    system.main("tests")
    assert commands == []


def test_programs_for_the_tests_are_installed_one_by_one_and_missing_ones_are_named(
    system: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    without(monkeypatch, system, "chromium-headless-shell", "chromium", "google-chrome", "java")
    system.main("tests")
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    assert commands == [
        [*quiet, "update"],
        [*quiet, "install", "--yes", "--no-install-recommends", "chromium-headless-shell"],
        [*quiet, "install", "--yes", "--no-install-recommends", "default-jre-headless"],
    ]
    assert capsys.readouterr().out.splitlines()[-1] == (
        "Not on this system: a browser, Java. Without, some tests are not run."
    )


def test_without_apt_get_missing_programs_for_the_tests_are_only_named(
    system: ModuleType,
    commands: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    without(monkeypatch, system, "apt-get", "npm")
    system.main("tests")
    assert commands == []
    assert capsys.readouterr().out.startswith("Not on this system: npm.")


def test_a_run_of_tests_reports_at_its_end_what_was_not_run(tmp_path: Path) -> None:
    """It does so even when quiet: a page that no browser has judged must not look as if one had."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), "utf-8")
    (tmp_path / "test_a.py").write_text(
        "import pytest\n\n@pytest.mark.skip('no browser')\ndef test_a(): pass\n", "utf-8"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-qq",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        str(tmp_path),
    ]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "NOT RUN: 1 tests, since: no browser" in run.stdout


@pytest.mark.parametrize("by", INSTALLERS, ids=lambda by: by.systems)
def test_the_page_on_installing_names_the_same_packages(by: Installer) -> None:
    packages = " ".join(map(by.package, LIBRARIES))
    program, verb = re.findall(r"(apt-get|dnf|pacman|brew) (install|-S)", by.command)[-1]
    commands = re.findall(rf"{program} {verb} [^`\n]*", (ROOT / "docs" / "install.md").read_text(encoding="utf-8"))
    assert any(packages in command for command in commands), commands


def test_an_older_python_can_parse_the_set_up() -> None:
    """It reaches the message at the top of the file before any syntax that it does not know."""
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


def test_make_without_a_target_lists_the_targets() -> None:
    run = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    listed = [line.split()[1] for line in run.stdout.splitlines()]
    known = [
        "pdf",
        "merge",
        "check",
        "test",
        "quick",
        "hostile",
        "lint",
        "types",
        "pages",
        "fuzz",
        "bench",
        "longbench",
        "docs",
        "fonts",
        "clean",
    ]
    assert listed == known


def what_make_would_do(folder: Path) -> list[str]:
    command = ["make", "--no-print-directory", "--dry-run", "--file", str(ROOT / "Makefile"), "pdf"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.splitlines()


def test_make_repeats_the_set_up_only_when_its_requirements_change(tmp_path: Path) -> None:
    needed = [tmp_path / name for name in ("pyproject.toml", "uv.lock", ".ci/system.py", "brief/doctor.py")]
    for time, file in enumerate([*needed, tmp_path / ".venv/ready"]):
        file.parent.mkdir(exist_ok=True)
        file.touch()
        os.utime(file, (time, time))
    assert what_make_would_do(tmp_path) == [".venv/bin/brief build"]
    for file in needed:
        os.utime(file, (100, 100))
        assert ".venv/bin/uv sync --frozen --quiet --compile-bytecode" in what_make_would_do(tmp_path), file
        os.utime(file, (0, 0))
