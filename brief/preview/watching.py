"""Watching a brief: tells when a file in its folder was saved, in whatever way an editor does it.

The system tells it, on most disks. On one that sends no events, such as a network drive, the files are looked at every
second; that it sends none is noticed when a file has changed and no event came.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread

from watchfiles import Change, DefaultFilter, watch

from brief.walk import files

SETTLING = 30
"""Milliseconds without a further event until a change is told: a save may be several."""

AT_MOST = 400
"""Milliseconds after which a change is told, though more events keep coming: a checkout of forty files."""

NOT_READ = ("output", "node_modules", "__pycache__")
"""The names of folders that no build reads."""


class _Filter(DefaultFilter):
    """Leaves out hidden files, such as those that editors write beside a file before they rename them."""

    def __call__(self, change: Change, path: str) -> bool:
        name = os.path.basename(path)
        hidden = name.startswith(".") or name.endswith(("~", ".tmp", ".part"))
        return not hidden and super().__call__(change, path)


class Watching:
    """Calls `changed` when a file below one of the folders was saved, in a thread of its own, until it is stopped."""

    def __init__(self, folders: Sequence[Path], changed: Callable[[], None]) -> None:
        self._folders, self._changed = [folder for folder in folders if folder.is_dir()], changed
        self._stop = Event()
        self._thread = Thread(target=self._watch, name="watching", daemon=True)
        self._seen = self.state()
        self.has_events = True
        self._thread.start()

    def state(self) -> Hashable:
        """What tells one state of the files from another: their names, sizes and times."""
        found = []
        for path in (path for folder in self._folders for path in files(folder)):
            with suppress(OSError):  # it is gone again
                status = path.stat()
                found.append((path, status.st_mtime_ns, status.st_size, status.st_ino))
        return tuple(found)

    def note(self) -> None:
        """Takes the files as they are now for known."""
        self._seen = self.state()

    def look(self) -> bool:
        """Whether the files have changed since they were noted, and no event has told so."""
        missed = self.state() != self._seen
        self.has_events = self.has_events and not missed
        return missed

    def stop(self) -> None:
        """Ends the thread."""
        self._stop.set()
        self._thread.join(timeout=0.5)

    def _watch(self) -> None:
        only = _Filter(ignore_dirs=(*DefaultFilter.ignore_dirs, *NOT_READ))
        try:
            for _ in watch(
                *self._folders,
                watch_filter=only,
                debounce=AT_MOST,
                step=SETTLING,
                rust_timeout=200,
                stop_event=self._stop,
                ignore_permission_denied=True,
                raise_interrupt=False,
            ):
                self._changed()
        except (OSError, RuntimeError):  # no more watches to be had, or the folder is gone
            self.has_events = False
