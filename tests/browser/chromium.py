"""A browser without a window, controlled only through a pipe (Chrome DevTools Protocol 1.3).

Debian packages it; where it comes as a snap, or not at all, `found` returns None. `Tab.value` runs scripts in it.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Literal

NAMES = ("chromium-headless-shell", "chromium", "google-chrome")
"""The names of the program, in the order of preference; the first is all that is needed."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)


def found() -> str | None:
    """The path of the program, or None; a snap does not count, since it cannot read what a test writes."""
    paths = (shutil.which(name) for name in NAMES)
    return next((path for path in paths if path and "snap" not in os.path.realpath(path)), None)


class Tab:
    """A page in the browser."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.requests: list[str] = []

    def ask(self, method: str, **parameters: Any) -> Any:
        """Sends a command for the page; returns its result."""
        return self._browser.ask(method, self._session, **parameters)

    def show(self, html: Path, width: int, scheme: Literal["light", "dark"] = "light", height: int = 900) -> None:
        """Opens a file in a window of this size, for a reader who prefers light or dark colors."""
        self.size(width, scheme, height)
        self.load(html)
        self.value("document.fonts.ready.then(() => true)")

    def size(self, width: int, scheme: Literal["light", "dark"] = "light", height: int = 900) -> None:
        """Sets the size of the window, in CSS pixels, for a reader who prefers light or dark colors."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.ask("Emulation.setEmulatedMedia", media="", features=features)

    def load(self, html: Path) -> None:
        """Opens a file, which may lead to another page as soon as it is loaded."""
        self.open(html.resolve().as_uri())

    def open(self, address: str) -> None:
        """Opens an address."""
        self._browser.requests.clear()
        self.ask("Page.navigate", url=address)
        self._browser.wait_for("Page.loadEventFired")

    @property
    def fetched(self) -> list[str]:
        """The addresses that the page has requested since it was opened, its own first."""
        return list(self._browser.requests)

    def value(self, script: str) -> Any:
        """The value of a script in the page, awaited."""
        said = self.ask("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in said, said["exceptionDetails"]
        return said["result"].get("value")

    def press(self, key: str) -> None:
        """Presses a key: ``Tab``, ``Enter``, ``Escape``, or a letter."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, **({key: ord(key.upper())} if len(key) == 1 else {})}
        text = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=codes[key], **text)

    def type(self, text: str) -> None:
        """Types text where the focus is."""
        self.ask("Input.insertText", text=text)

    def click(self, x: float, y: float) -> None:
        """Clicks at a point of the window, in its pixels."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def until(self, script: str, patience: float = 30) -> Any:
        """The value of a script as soon as it is true; fails after `patience` seconds."""
        given_up = monotonic() + patience
        while not (said := self.value(script)):
            assert monotonic() < given_up, f"never true: {script}"
            sleep(0.02)
        return said

    def picture(self) -> bytes:
        """The whole page as PNG."""
        size = self.ask("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1}
        made = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True, clip=clip)
        return base64.b64decode(made["data"])

    def pdf(self) -> bytes:
        """The page as it prints."""
        return base64.b64decode(self.ask("Page.printToPDF", preferCSSPageSize=True)["data"])


class Browser:
    """The running program and its pipe: messages in JSON, each followed by a null byte."""

    def __init__(self, write: int, read: int) -> None:
        self._write, self._read = write, os.fdopen(read, "rb")
        self._number = 0
        self._rest = b""
        self.requests: list[str] = []
        self._events: list[str] = []

    def ask(self, method: str, session: str = "", **parameters: Any) -> Any:
        """Sends a command; returns its result."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        os.write(self._write, json.dumps({**message, **({"sessionId": session} if session else {})}).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]

    def wait_for(self, event: str) -> None:
        """Waits until something has happened."""
        while event not in self._events:
            self._next()
        self._events.clear()

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = self._read.read1(1 << 20)
            assert more, "the browser has ended"
            self._rest += more
        message, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(message)
        if told.get("method") == "Network.requestWillBeSent":
            self.requests.append(told["params"]["request"]["url"])
        elif "method" in told:
            self._events.append(told["method"])
        return told

    def tab(self) -> Tab:
        """A new page."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        tab = Tab(self, session)
        for domain in ("Page", "Network", "Runtime"):
            tab.ask(f"{domain}.enable")
        return tab


@contextmanager
def browser() -> Iterator[Browser]:
    """The browser, with a profile of its own that is removed with it."""
    program = found()
    assert program
    to_child, ours = os.pipe()
    from_child, theirs = os.pipe()
    with tempfile.TemporaryDirectory() as profile, open(Path(profile) / "log", "wb") as log:

        def on_three_and_four() -> None:
            read, write = os.dup(to_child), os.dup(theirs)  # clear of 3 and 4, which are to be theirs
            os.dup2(read, 3)
            os.dup2(write, 4)

        process = subprocess.Popen(
            [program, *FLAGS, f"--user-data-dir={profile}/profile", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            close_fds=False,
            preexec_fn=on_three_and_four,
        )
        os.close(to_child)
        os.close(theirs)
        running = Browser(ours, from_child)
        try:
            yield running
        finally:
            running.ask("Browser.close")
            process.wait(30)
            running._read.close()
            os.close(ours)
