"""Whatever strangers send, a build and a check end with pages or findings, reveal no secret and leave nothing.

`make test` sets low limits of time and memory; `make hostile` those of users, each case in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from time import monotonic

import pikepdf
import pypdfium2
import pytest

from brief.findings import catalogue
from brief.review import review
from tests.conftest import Command, write_files
from tests.hostile.cases import LONG, SECRET, cases

ROOT = Path(__file__).parents[2]
CASES = dict(cases())
EDITIONS = ("full", "screen")

REAL = os.environ.get("HOSTILE") == "real"
"""Whether limits are those of users."""

SECONDS, LIMITS = (60, ()) if REAL else (3, ("--time-limit", "3", "--memory-limit", "700"))
"""The limits of a build, and the options for them."""

MARGIN = 15
"""Seconds that a build may take beyond its limit: to read the brief, and to be ended."""


@cache
def ends() -> Mapping[str, tuple[str, ...]]:
    """How each case ends in each edition, by the name of the rule of its first error."""
    lines = (ROOT / "tests" / "hostile" / "ends.txt").read_text(encoding="utf-8").splitlines()
    rows = [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]
    return {name: tuple(others) for name, *others in rows}


def ending(done: subprocess.CompletedProcess[str]) -> str:
    """The rule of the first error; "built" when there is none. Fails when a build ended in another way."""
    assert "Traceback" not in done.stderr
    errors = [line.partition("error: ")[2] for line in done.stderr.splitlines() if "error: " in line[:300]]
    assert done.returncode == bool(errors), done.stderr
    return errors[0].partition(":")[0] if errors else "built"


def held(file: Path) -> bytes:
    """All that can be copied out of a PDF or a page."""
    if file.suffix != ".pdf":
        return file.read_bytes()
    with pypdfium2.PdfDocument(file) as pages, pikepdf.open(file) as pdf:
        words = "".join(page.get_textpage().get_text_bounded() for page in pages)
        streams = [
            one.read_bytes()
            for one in pdf.objects
            if isinstance(one, pikepdf.Stream) and one.get("/Filter") in (None, "/FlateDecode")
        ]
        return words.encode() + repr(pdf.docinfo).encode() + b"".join(streams)


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with a secret beside the brief, and a folder for temporary files."""
    write_files(tmp_path, {"secret.txt": SECRET, "temporary/kept": ""})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def in_a_process(*words: str, where: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(where / "temporary")}
    command = [sys.executable, "-m", "brief", *words]
    return subprocess.run(
        command, cwd=where, env=environment, capture_output=True, text=True, errors="replace", check=False
    )


def test_the_end_of_each_case_is_listed() -> None:
    assert list(ends()) == list(CASES)


@pytest.mark.parametrize("name", CASES)
def test_a_build_ends_with_pages_or_findings_and_without_a_secret(name: str, where: Path, brief: Command) -> None:
    write_files(where / "content", CASES[name])
    found = []
    for edition in EDITIONS:
        words = ("build", "content", "-e", edition)
        found.append(ending(in_a_process(*words, where=where) if REAL else brief(*words)))
    assert tuple(found) == ends()[name]
    for file in where.glob("output/*"):
        assert SECRET.encode() not in held(file)


@pytest.mark.parametrize("name", CASES)
def test_a_check_of_the_words_ends_with_known_findings_only(name: str, where: Path) -> None:
    write_files(where / "content", CASES[name])
    report = review(where / "content", [], "", date(2026, 1, 1), with_pages=False)
    assert all(finding.rule in catalogue() for finding in report.findings)


@pytest.mark.parametrize("name", LONG)
def test_a_build_that_would_take_long_keeps_to_its_limits_and_leaves_nothing(name: str, where: Path) -> None:
    write_files(where, {f"content/{path}": text for path, text in LONG[name].items()})
    begun = monotonic()
    ending(in_a_process("build", "content", *LIMITS, where=where))
    assert monotonic() - begun < 2 * SECONDS + MARGIN
    assert [path.name for path in where.glob("temporary/*")] == ["kept"]
    assert not list(where.glob("output/.*"))
