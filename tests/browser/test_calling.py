"""A page calls nobody, whatever strangers put into it: a listener on this machine hears nothing.

Each of the two defences is tested without the other: the policy on pages as strangers wrote them, and published
pages without the policy. Pages with neither do call, which shows that the listener hears.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from brief.publish import POLICY
from tests.browser.chromium import Tab
from tests.publish.hostile import CASES, HOST, Case
from tests.publish.test_hostile import published

META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
LEAVING = {"a refresh", "a refresh in the body"}
"""The cases that a policy does not forbid."""


PAINTED = 0.02
"""Seconds until a loaded page is painted; some addresses are requested only then."""


class Listener(ThreadingHTTPServer):
    """Answers every request with 404; records the number of each page that calls, and counts the connections.

    `names` are those of all pages that were opened, by their numbers: a page may call after others were opened.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Heard)
        self.names: list[str] = []
        self.heard: set[int] = set()
        self.knocks = 0

    def process_request(self, request: Any, client_address: Any) -> None:
        self.knocks += 1
        super().process_request(request, client_address)


class _Heard(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        if number := re.match(r"/(\d+)/", self.path):
            self.server.heard.add(int(number[1]))
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:
        """Logs nothing."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def brought(case: Case) -> str:
    """The page of a case as a stranger wrote it."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T</title>{case.head}'
        f"<style>{case.css}</style></head><body>{case.body}</body></html>"
    )


def callers(tab: Tab, listener: Listener, pages: Mapping[str, str], folder: Path, wait: float = PAINTED) -> set[str]:
    """The names of the pages that call when they are opened, or up to `wait` seconds after they are loaded."""
    file = folder / "page.html"
    for name, html in pages.items():
        address = f"127.0.0.1:{listener.server_port}/{len(listener.names)}"
        listener.names.append(name)
        file.write_text(html.replace(HOST, address), encoding="utf-8")
        tab.load(file)
        time.sleep(wait)
    heard = {listener.names[number] for number in listener.heard}
    listener.heard.clear()
    return heard


def test_pages_without_any_defence_call_the_listener(tab: Tab, listener: Listener, tmp_path: Path) -> None:
    pages = {name: brought(case) for name, case in CASES.items() if case.calls}
    assert len(pages) > 60
    late = pages.keys() - callers(tab, listener, pages, tmp_path)
    again = {name: pages[name] for name in late}
    assert late - callers(tab, listener, again, tmp_path, 0.5) == set()


def test_the_policy_alone_keeps_pages_silent(tab: Tab, listener: Listener, tmp_path: Path) -> None:
    pages = {name: brought(case).replace("<head>", f"<head>{META}") for name, case in CASES.items() if case.calls}
    assert callers(tab, listener, pages, tmp_path) <= LEAVING


def test_published_pages_are_silent_without_the_policy(tab: Tab, listener: Listener, tmp_path: Path) -> None:
    pages = {name: published(case).replace(META, "") for name, case in CASES.items()}
    assert callers(tab, listener, pages, tmp_path) == set()
    assert listener.knocks == 0
