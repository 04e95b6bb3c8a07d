"""What every test may ask for: a tiny whole brief as a folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

NOT_RUN = "NOT RUN"
"""What the line begins with that says, at the end of a run, which tests lacked something of the system."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was not run, and why, however quiet pytest was told to be."""
    left_out = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    )
    for reason, number in left_out.items():
        terminalreporter.write_line(f"{NOT_RUN}: {number} tests, since: {reason}", yellow=True)


MakeBrief = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def make_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakeBrief:
    """Writes files (name → text or bytes) into ``content/`` of an empty working directory; gives that folder.

    A brief.yaml with a title is added when none is given. The folder is relative to the working directory, so
    that findings name ``content/summary.md``, as they do for an editor.
    """
    monkeypatch.chdir(tmp_path)

    def make(files: Mapping[str, str | bytes]) -> Path:
        folder = Path("content")
        for name, text in {"brief.yaml": "title: A brief\n", **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return folder

    return make
