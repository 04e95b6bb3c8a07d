"""Preview: the pages as they will print, in a browser, new each time a file is saved.

    watching ──▶ session ──orders──▶ worker (another process) ──▶ build
                   │ View                 └── First, Whole, Failed
    browser ◀── server: answers ── pictures, editing

`session` runs in the thread of the command, the server in one of its own. The page in the browser, `page/`, is plain
HTML, CSS and JavaScript.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from brief import cache
from brief.findings import Finding
from brief.findings import preview as rules
from brief.load import find


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that is open: its address, what there is to say of that, and what runs it until Ctrl-C."""

    address: str
    findings: tuple[Finding, ...]
    run: Callable[[], None]


@contextmanager
def preview(where: Path, port: int | None, seconds: int | None, megabytes: int | None) -> Iterator[Preview]:
    """Opens the preview of a brief, with the limits for its builds. A second one of the same brief is the first.

    Raises `UsageError` when there is no brief, and when no port is free.
    """
    from brief.preview.answers import answering  # the worker needs none of these
    from brief.preview.server import HERE, listen, serving
    from brief.preview.session import Session

    brief = find(where)
    with _alone(brief) as (first, tell):
        if first:
            yield Preview(first, (rules.ALREADY_OPEN.at(address=first),), lambda: None)
            return
        token, listener, session = secrets.token_urlsafe(16), listen(port), Session(brief, seconds, megabytes)
        number = listener.getsockname()[1]
        moved = (rules.PORT_TAKEN.at(port=port, other=number),) if port not in {None, number} else ()
        address = f"http://{HERE}:{number}/{token}/"
        tell(address)
        with serving(answering(session), listener, token):
            yield Preview(address, moved, session.run)


@contextmanager
def _alone(brief: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Gives the address of another preview of the brief, empty if there is none, and what tells others this one's.

    A file in the cache has it, which is locked as long as that preview runs. Without a cache nobody knows.
    """
    file = cache.home() / "previews" / sha256(str(brief.resolve()).encode()).hexdigest()[:32]
    descriptor = -1
    with suppress(OSError):
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        cache.check_ours(file.parent)
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)

    def tell(address: str) -> None:
        if descriptor >= 0:
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, address.encode(), 0)

    try:
        try:
            if descriptor >= 0:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield os.pread(descriptor, 1000, 0).decode(errors="replace"), tell
            return
        try:
            yield "", tell
        finally:
            with suppress(OSError):
                file.unlink()
    finally:
        if descriptor >= 0:
            os.close(descriptor)
