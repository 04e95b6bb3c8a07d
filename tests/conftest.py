"""Fixtures for all tests, such as a small complete brief in a folder."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from brief import build, cli
from brief.load import house
from brief.model import Brief
from brief.typeset import Engine
from tests import built

# A run tries 40 examples of each property, however slow the machine is; `--hypothesis-profile=thorough` tries more.
settings.register_profile("quick", max_examples=40, deadline=None)
settings.register_profile("thorough", max_examples=2000, deadline=None)
settings.load_profile("quick")

NOT_RUN = "NOT RUN"
"""The beginning of the lines that report, at the end of a run, tests for which the system lacks something."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Reports how many tests were not run, and why, even when pytest is quiet."""
    left_out = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    )
    for reason, number in left_out.items():
        terminalreporter.write_line(f"{NOT_RUN}: {number} tests, since: {reason}", yellow=True)


def pytest_collection_finish() -> None:
    """Keeps the garbage collector from scanning thousands of tests again and again, which takes 30 % of a run."""
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def not_run(reason: str) -> None:
    """Skips a test, which is reported at the end; fails it in CI on Debian, where everything can be installed."""
    debian = Path("/etc/debian_version").exists() and "ID=debian" in Path("/etc/os-release").read_text(encoding="utf-8")
    if debian and os.environ.get("CI"):
        pytest.fail(f"{reason}, which Debian has: run `make test`")
    pytest.skip(reason)


def judged_by(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The result of a program of the system, run in a folder; the test is skipped where the program is missing."""
    if not shutil.which(command[0]):
        not_run(f"no {command[0]}")
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session", autouse=True)
def one_engine() -> Iterator[None]:
    """Lets all briefs without a look of their own share an engine, as the editions of one command do.

    Loading the faces and parsing the style sheets takes half of the time of building a small brief. A brief with a
    look of its own has an engine of its own, which need not parse the house's sheets again.
    """
    new = build.engine_for
    of_house = cache(lambda keeps_boxes: Engine([house() / "fonts"], keeps_boxes=keeps_boxes))

    def engine_for(brief: Brief, before: Engine | None = None, *, keeps_boxes: bool = False) -> Engine:
        if brief.styles == (house(),):
            return of_house(keeps_boxes)
        engine = new(brief, before, keeps_boxes=keeps_boxes)
        if engine is not before:  # an older one may have parsed some itself, and keeps styles for these
            engine._sheets |= {sheet: parsed for sheet, parsed in of_house(False)._sheets.items() if not parsed.files}
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "engine_for", engine_for)
        yield


@pytest.fixture(scope="session", autouse=True)
def shared_builds(worker_id: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Lets the processes of a run share what `built.kept` builds."""
    if worker_id != "master":
        built.shared.append(tmp_path_factory.getbasetemp().parent / "built")


MakeBrief = Callable[[Mapping[str, str | bytes]], Path]


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files (name → text or bytes) into a folder and returns the folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


@pytest.fixture
def make_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeBrief:
    """Writes files (name → text or bytes) into ``content/`` of an empty working directory and returns that folder.

    A brief.yaml with a title is added when none is given. The folder is relative to the working directory, so
    that findings name ``content/summary.md``, as they do for an editor.
    """
    monkeypatch.chdir(tmp_path)

    def make(files: Mapping[str, str | bytes]) -> Path:
        return write_files(Path("content"), {"brief.yaml": "title: A brief\n", **files})

    return make


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def brief(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Runs `brief` with these arguments in the working directory, in this process, which suits most commands."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["brief", *words])
            patch.setattr(gc, "disable", lambda: None)
            for name in ("stdout", "stderr"):  # so that they are restored afterwards
                patch.setattr(sys, name, getattr(sys, name))
            with pytest.raises(SystemExit) as ended:
                cli.run()
        assert ended.value.code is None or isinstance(ended.value.code, int)
        return subprocess.CompletedProcess(words, ended.value.code or 0, *capfd.readouterr())

    return run
