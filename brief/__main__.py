"""``brief`` and ``python -m brief``: runs the command line and ends without a traceback on a signal."""

from __future__ import annotations

import os

from brief import signals


def main() -> None:
    """Runs a command and ends the process with its exit code, also when a signal arrives.

    It may arrive while the command line is imported, which is much of a short command.
    """
    signals.heed()
    try:
        from brief.cli import main as command

        command()
    except BaseException:  # interrupted code may raise an exception of its own
        if code := signals.exit_code(0):
            os._exit(code)
        raise


if __name__ == "__main__":
    main()
