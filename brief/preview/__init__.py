"""Preview: the pages as they will print, in a browser, updated each time a file is saved.

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
import re
import secrets
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import sleep

from brief import cache
from brief.findings import Finding
from brief.findings import preview as rules
from brief.load import find

LEADS = '<!doctype html><meta http-equiv="refresh" content="0; url={address}"><title>Preview</title>'
"""A page that redirects to the preview; only this user can read its file.

The browser is started with this file: the token then stays out of the list of processes, which everybody can read.
"""


@dataclass(frozen=True, slots=True)
class Preview:
    """An open preview: its address, the page that redirects there, findings on it, and the function that runs it."""

    address: str
    page: Path
    findings: tuple[Finding, ...]
    run: Callable[[], None]


@contextmanager
def preview(where: Path, port: int | None, seconds: int | None, megabytes: int | None) -> Iterator[Preview]:
    """Opens the preview of a brief, with limits for its builds; if one is open already, yields its address.

    `Preview.run` runs until an exception such as `KeyboardInterrupt` ends it, and does nothing when the preview was
    open already. Raises `UsageError` when there is no brief or no free port.
    """
    from brief.preview.answers import answering  # the worker needs none of these
    from brief.preview.server import HERE, listen, serving
    from brief.preview.session import Session

    gc.enable()  # it runs for hours
    brief = find(where)
    with ExitStack() as stack:
        page, is_first = _claimed(brief, stack)
        if not is_first:
            address = _address_in(page)
            yield Preview(address, page, (rules.ALREADY_OPEN.at(address=address),), lambda: None)
            return
        token, listener, session = secrets.token_urlsafe(16), listen(port), Session(brief, seconds, megabytes)
        number = listener.getsockname()[1]
        moved = (rules.PORT_TAKEN.at(port=port, other=number),) if port not in {None, number} else ()
        address = f"http://{HERE}:{number}/{token}/"
        with suppress(OSError):  # such as on a full disk: the preview works without the page
            page.write_text(LEADS.format(address=address))
        with serving(answering(session), listener, token):
            yield Preview(address, page, moved, session.run)


def _claimed(brief: Path, stack: ExitStack) -> tuple[Path, bool]:
    """The page that redirects to the preview of a brief, and whether this is its first preview, which writes the page.

    The page is in the cache, and locked while the first preview runs. Without a cache, each preview is a first.
    """
    folder = cache.home() / "previews"
    page = folder / f"{sha256(os.fsencode(brief.parent.resolve())).hexdigest()[:32]}.html"
    try:
        cache.make(folder)
        descriptor = os.open(page, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
        stack.callback(os.close, descriptor)
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, 0)
    except BlockingIOError:
        return page, False
    except OSError:
        return Path(tempfile.mkdtemp(prefix="preview-")) / "preview.html", True
    stack.callback(page.unlink, missing_ok=True)
    return page, True


def _address_in(page: Path) -> str:
    """The address that a page redirects to. Waits two seconds for it to be written; empty if it never is."""
    for _ in range(40):
        with suppress(OSError):  # the first preview has just ended
            if found := re.search(r'url=([^"]+)', page.read_text()):
                return found[1]
        sleep(0.05)
    return ""
