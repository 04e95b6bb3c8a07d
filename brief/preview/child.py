"""A process of the preview: it has a pipe to the command, and ends with it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from multiprocessing import Pipe

RUN = "from brief.preview.{module} import main; main()"
"""What Python runs in the process."""


class Child:
    """A process that runs `main` of a module of the preview, with further arguments, and the command's end of its pipe.

    The first two arguments of the process are the descriptors of its own end, and of a pipe that closes with the
    command. Raises `OSError` when the process cannot be started.
    """

    def __init__(self, module: str, *words: str) -> None:
        with ExitStack() as opened:
            self.pipe, there = map(opened.enter_context, Pipe())
            self._end, held = os.pipe()  # the process ends when this end closes, even if it is stuck in a library
            opened.callback(os.close, self._end)
            run = RUN.format(module=module)
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-c", run, str(there.fileno()), str(held), *words],  # -P: no other imports
                    pass_fds=[there.fileno(), held],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C is for the command, which ends the process
                )
            finally:
                os.close(held)
            opened.pop_all()
        there.close()

    def end(self, patience: float = 0) -> int:
        """Ends the process, after `patience` seconds in which it may end by itself; returns its exit code."""
        try:
            return self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
        finally:
            os.close(self._end)
