"""Watches a brief: reports when a file in its folders was saved, in whatever way an editor does it.

Most disks send events. On one that sends none, such as a network drive, the files are checked every second. A disk
counts as such when files have changed and no event came.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from time import monotonic

from watchfiles import Change, watch

from brief import walk

SETTLING, AT_MOST = 5, 400
"""Milliseconds without a further event until a change is reported, as a save may be several; and the longest wait."""

ENOUGH = 2
"""The changes in a row without an event after which none is expected: the event of the first may be on its way."""

NOT_READ = frozenset({"output", "node_modules", "__pycache__"})
"""The names of folders that no build reads."""

BESIDE = ("~", ".tmp", ".part", ".swp")
"""The suffixes of files that editors write beside the one that they save."""


class Watching:
    """Calls `changed` when a file below one of the folders was saved, in a thread of its own, until it is stopped.

    A folder need not exist yet, and links to folders are not followed. `has_events` says whether the disk sends events.
    """

    def __init__(self, folders: Sequence[Path], changed: Callable[[], None]) -> None:
        self._folders, self._changed = [folder.resolve() for folder in folders], changed  # as events name them
        self.has_events, self._missed = True, 0
        self._start()
        self.note()

    def note(self) -> None:
        """Records the state of the files as known."""
        self._known, self._at = self._state(), monotonic()

    def is_known_for(self, seconds: float) -> bool:
        """Whether the files were checked less than so many seconds ago."""
        return monotonic() < self._at + seconds

    def look(self) -> bool:
        """Whether the files have changed since `note`, without an event so far."""
        self._at = monotonic()
        if self._state() == self._known:
            return False
        if self._watched != self._there():  # a folder was made, or removed and made again
            self.stop()
            self._start()
        else:
            self._missed += 1
            self.has_events = self._missed < ENOUGH
        return True

    def stop(self) -> None:
        """Ends the thread."""
        self._stop.set()
        self._thread.join(timeout=0.5)

    def _start(self) -> None:
        self._stop, self._watched = Event(), self._there()
        self._thread = Thread(target=self._watch, args=(self._watched, self._stop), name="watching", daemon=True)
        self._thread.start()

    def _there(self) -> list[tuple[Path, int]]:
        """The folders that are watched, each with its inode, which differs when it is removed and made again."""
        found = []
        for folder in (one for top in self._folders for one in walk.folders(top) if self._is_read(one)):
            with suppress(OSError):  # it is gone again
                found.append((folder, folder.stat().st_ino))
        return found

    def _state(self) -> Hashable:
        """The state of the files, to compare it with another: their paths, times, sizes and inodes."""
        found = []
        for path in (path for folder in self._folders for path in walk.files(folder)):
            if self._is_read(path):
                with suppress(OSError):  # it is gone again
                    status = path.stat()
                    found.append((path, status.st_mtime_ns, status.st_size, status.st_ino))
        return tuple(found)

    def _is_read(self, path: Path) -> bool:
        """Whether a build may read a file: not a hidden one, one of `BESIDE`, or one in a folder of `NOT_READ`."""
        folder = next(one for one in self._folders if path.is_relative_to(one))
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts) or path.name.endswith(BESIDE)
        return not hidden and NOT_READ.isdisjoint(parts)

    def _watch(self, folders: Sequence[tuple[Path, int]], stop: Event) -> None:
        def only(_: Change, path: str) -> bool:
            return self._is_read(Path(path))

        try:
            while folders and not stop.is_set():
                for _ in watch(
                    *(folder for folder, _ in folders),
                    watch_filter=only,
                    debounce=AT_MOST,
                    step=SETTLING,
                    rust_timeout=200,
                    stop_event=stop,
                    recursive=False,  # it would follow links to folders
                    ignore_permission_denied=True,
                    raise_interrupt=False,
                ):
                    self._missed = 0
                    self._changed()
                    if folders != (there := self._there()):  # a folder was made or removed
                        self._watched = folders = there
                        break
        except (OSError, RuntimeError):  # the system has no watches left, or the folder is gone
            self.has_events = False
