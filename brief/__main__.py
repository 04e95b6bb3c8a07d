"""``brief`` and ``python -m brief``: runs the command line, and ends it quietly when somebody stops it."""

from __future__ import annotations

import os

from brief import signals


def main() -> None:
    """Runs a command and ends the process with its exit code, whatever it is doing when a signal stops it.

    Importing the command line takes up much of a short command, so a signal may well arrive during that.
    """
    signals.heed()
    try:
        from brief.cli import main as command

        command()
    except BaseException:  # code that a signal interrupts may raise an exception of its own
        if code := signals.exit_code(0):
            os._exit(code)
        raise


if __name__ == "__main__":
    main()
