"""Runs the command line, for ``brief`` and ``python -m brief``, in a child process that is watched.

A signal ends the command without a traceback.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from brief import process
from brief.watcher import watched

if TYPE_CHECKING:
    from brief.findings import Finding


def main() -> None:
    """Runs a command and ends the process with its exit code, also when a signal arrives.

    A signal may arrive while the command line is imported, which takes much of the time of a short command.
    """
    process.heed()
    try:
        watched(_killed)
        from brief.cli import main as command

        command()
    except BaseException:  # interrupted code may raise an exception of its own
        if code := process.exit_code(0):
            os._exit(code)
        raise


def _killed(findings: Sequence[Finding], folder: str) -> None:
    """Prints why the command was ended, and removes the unfinished files in `folder`; an empty name is none."""
    from brief.cli import say
    from brief.output import sweep
    from brief.streams import open_streams

    open_streams()
    say(findings)
    if folder:
        sweep(Path(folder))


if __name__ == "__main__":
    main()
