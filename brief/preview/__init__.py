"""Preview: the pages as they will print, in a browser, new each time a file is saved.

    watching ──▶ session ──orders──▶ worker (another process) ──▶ build
                   │ View                 └── First, Whole, Failed
    browser ◀── server: answers ── pictures, editing

`session` runs in the thread of the command, the server in one of its own. The page in the browser, `page/`, is plain
HTML, CSS and JavaScript.
"""

from __future__ import annotations

import fcntl
import gc
import os
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import sleep

from brief import cache
from brief.findings import Finding
from brief.findings import preview as rules
from brief.load import find


@dataclass(frozen=True, slots=True)
class Preview:
    """A preview that is open: its address, a page that leads there, what there is to say, and what runs it."""

    address: str
    page: Path
    findings: tuple[Finding, ...]
    run: Callable[[], None]


@contextmanager
def preview(where: Path, port: int | None, seconds: int | None, megabytes: int | None) -> Iterator[Preview]:
    """Opens the preview of a brief, with the limits for its builds. A second one of the same brief is the first.

    `Preview.run` shows it until an exception, such as that of Ctrl-C, ends it. Raises `UsageError` when there is no
    brief, and when no port is free.
    """
    from brief.preview.answers import answering  # the worker needs none of these
    from brief.preview.server import HERE, listen, serving
    from brief.preview.session import Session

    gc.enable()  # it runs for hours
    brief = find(where)
    with _alone(brief) as (first, tell):
        if first:
            yield Preview(first, _doorway(first), (rules.ALREADY_OPEN.at(address=first),), lambda: None)
            return
        token, listener, session = secrets.token_urlsafe(16), listen(port), Session(brief, seconds, megabytes)
        number = listener.getsockname()[1]
        moved = (rules.PORT_TAKEN.at(port=port, other=number),) if port not in {None, number} else ()
        address = f"http://{HERE}:{number}/{token}/"
        tell(address)
        with serving(answering(session), listener, token):
            yield Preview(address, _doorway(address), moved, session.run)


@contextmanager
def _alone(brief: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Gives the address of another preview of the brief, empty if there is none, and what tells others this one's.

    A file in the cache has it, which is locked as long as that preview runs. Without a cache nobody knows.
    """
    folder = cache.home() / "previews"
    file = folder / sha256(os.fsencode(brief.parent.resolve())).hexdigest()[:32]
    with ExitStack() as stack:
        try:
            cache.make(folder)
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
            stack.callback(os.close, descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.ftruncate(descriptor, 0)
        except BlockingIOError:
            yield _told(descriptor), lambda _: None
        except OSError:
            yield "", lambda _: None
        else:
            stack.callback(file.unlink, missing_ok=True)
            yield "", partial(_tell, descriptor)


def _tell(descriptor: int, address: str) -> None:
    with suppress(OSError):  # the disk is full
        os.pwrite(descriptor, address.encode(), 0)


def _told(descriptor: int) -> str:
    """The address in a file; the preview that has locked it may not have written it yet."""
    for _ in range(40):
        if address := os.pread(descriptor, 1000, 0).decode():
            return address
        sleep(0.05)
    return ""


def _doorway(address: str) -> Path:
    """A page of this user's alone that leads to the address.

    The address that a browser is started with is in the list of processes, which others on the machine can read.
    """
    page = Path(tempfile.mkdtemp(prefix="preview-")) / "preview.html"
    page.write_text(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}"><title>Preview</title>')
    return page
