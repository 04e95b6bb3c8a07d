"""A running preview for tests, spoken to as a browser would."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from time import monotonic
from typing import Any

PATIENCE = 60.0
"""Seconds that a test waits before it fails."""

View = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of the server."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True, slots=True)
class Running:
    """A preview: its process and its address."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return int(re.findall(r":(\d+)/", self.address)[0])

    @property
    def token(self) -> str:
        """The token in its address."""
        return self.address.rstrip("/").rpartition("/")[2]

    def ask(
        self, path: str, data: object = None, method: str = "", host: str = "", token: str | None = None, **headers: str
    ) -> Answer:
        """Sends a request as the preview's page does, with `data` by POST; a header of ``"none"`` is left out."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        body = None if data is None else data if isinstance(data, bytes) else json.dumps(data).encode()
        own = {"Host": host or f"127.0.0.1:{self.port}"}
        if body is not None:
            own["Origin"] = f"http://127.0.0.1:{self.port}"
        more = {name.replace("_", "-"): value for name, value in headers.items()}
        said = {name: value for name, value in {**own, **more}.items() if value != "none"}
        connection.putrequest(method or ("GET" if body is None else "POST"), self._path(path, token), skip_host=True)
        for name, value in said.items():
            connection.putheader(name, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        try:
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def _path(self, path: str, token: str | None) -> str:
        return f"/{self.token if token is None else token}/{path}"

    def view(self, until: Callable[[View], Any]) -> View:
        """The first view from now on for which `until` is true; each view is whole."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request("GET", self._path("events", None))
        try:
            return next(view for view in _views(connection.getresponse()) if until(view))
        finally:
            connection.close()

    def ready(self) -> View:
        """The view of the pages when all is done."""
        return self.view(lambda view: view["stage"] == "" and not view["settling"] and (view["pages"] or view["error"]))

    def after(self, change: Callable[[], object]) -> View:
        """The view of the pages that are made after a change."""
        before = self.ready()
        change()
        return self.view(
            lambda view: (
                view["stage"] == ""
                and not view["settling"]
                and (view.get("whole"), view["error"]) != (before.get("whole"), before["error"])
            )
        )

    def end(self, number: int = signal.SIGINT) -> tuple[int, float]:
        """Sends a signal; returns the exit code, and the seconds until the process ended."""
        start = monotonic()
        self.process.send_signal(number)
        return self.process.wait(PATIENCE), monotonic() - start


def _views(answer: HTTPResponse) -> Iterator[View]:
    """The views that are sent; each keeps from the one before what it leaves out."""
    view: dict[str, Any] = {}
    for line in answer:
        if line.startswith(b"data: "):
            view = {**view, **json.loads(line[6:])}
            yield view


@contextmanager
def running(folder: Path, *options: str, **environment: str) -> Iterator[Running]:
    """The preview of a brief, which is ended after the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "preview", str(folder), "--no-open", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    assert process.stdout
    assert process.stderr
    try:
        yield Running(process, process.stdout.readline().strip())
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
            process.wait(PATIENCE)
        process.stdout.close()
        process.stderr.close()
