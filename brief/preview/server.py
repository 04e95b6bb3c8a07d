"""The server of the preview: listens on this machine alone, and lets nobody in but the preview's own page.

Other users of the machine can reach 127.0.0.1, so the address has a token in it that only its user knows. Any page on
the web can make the browser send requests, so these have to come from the preview's page.
"""

from __future__ import annotations

import errno
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import Any

import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from brief.findings import UsageError
from brief.findings import preview as rules

HERE = "127.0.0.1"
FIRST_PORT, PORTS = 8480, 40
"""The port that is tried first, and the number of ports tried."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What the page in the browser may do (CSP 3): nothing but talk to the preview."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""The headers of each answer."""

REFUSED = {"Connection": "close"}
"""The further header of a refusal: what else comes through the connection, such as an endless body, is not read."""

CLOSING = 0.5
"""Seconds to wait for the server to end."""

MOST_CONNECTIONS, PATIENCE = 100, 10.0
"""The most connections that are open at once, and the seconds within which each has to send a request."""


def listen(port: int | None) -> socket.socket:
    """A socket that listens on a port, or on the next one that is free. Raises `UsageError` when none is."""
    first = port or FIRST_PORT
    for number in range(first, min(first + PORTS, 65_536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # also if it was in use until a moment ago
        try:
            listener.bind((HERE, number))
            listener.listen(128)
        except OSError as error:
            listener.close()
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
        else:
            return listener
    raise UsageError([rules.NO_PORT.at(first=first, last=first + PORTS - 1)])


class _Bounded(H11Protocol):
    """A connection that is closed when no request comes, or when others need its place: any user here can open one."""

    def connection_made(self, transport: Any) -> None:
        """Accepts a connection. When there are too many, the oldest without a request is closed, or else this one."""
        super().connection_made(transport)
        self.since = self.loop.time()
        if len(self.connections) > MOST_CONNECTIONS:
            idle = (one for one in self.connections if isinstance(one, _Bounded) and one.is_idle)
            min(idle, key=lambda one: one.since).transport.abort()
        self.loop.call_later(PATIENCE, self._close_if_idle)

    @property
    def is_idle(self) -> bool:
        """Whether no request has come."""
        return self.cycle is None and not self.transport.is_closing()

    def _close_if_idle(self) -> None:
        if self.is_idle:
            self.transport.close()


@contextmanager
def serving(app: ASGIApp, listener: socket.socket, token: str) -> Iterator[None]:
    """Answers requests in the block, in a thread of its own."""
    config = uvicorn.Config(
        Guard(app, token, listener.getsockname()[1]),
        lifespan="off",
        ws="none",
        http=_Bounded,
        loop="asyncio",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=0,
    )
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listener],), name="serving", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.force_exit = server.should_exit = True
        thread.join(CLOSING)


class Guard:
    """Lets requests through that open the preview's page or come from it, and refuses all others."""

    def __init__(self, app: ASGIApp, token: str, port: int) -> None:
        self._app, self._token = app, token
        self._hosts = {f"{HERE}:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, and adds `HEADERS` to its answer, with the `POLICY` unless it is a PDF."""
        if scope["type"] != "http":
            return

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                is_pdf = (b"content-type", b"application/pdf") in message["headers"]  # shown by scripts of the browser
                headers = HEADERS if is_pdf else {**HEADERS, "Content-Security-Policy": POLICY}
                more = [(name.lower().encode(), value.encode()) for name, value in headers.items()]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        first, slash, rest = scope["path"].lstrip("/").partition("/")
        app: ASGIApp
        if not self._is_ours(Request(scope), is_page=not rest):
            app = PlainTextResponse("This address is for the preview alone.\n", 403, REFUSED)
        elif not secrets.compare_digest(first.encode(), self._token.encode()):
            app = PlainTextResponse("Use the whole address that `brief preview` printed.\n", 404, REFUSED)
        elif not slash:
            app = RedirectResponse(f"/{self._token}/")
        else:
            app, scope = self._app, {**scope, "path": f"/{rest}", "raw_path": f"/{rest}".encode()}
        await app(scope, receive, with_headers)

    def _is_ours(self, request: Request, is_page: bool) -> bool:
        """Whether a request comes from the preview's page, or opens this page, from a link anywhere.

        Another name that resolves to 127.0.0.1 is another host (DNS rebinding), a page elsewhere is another origin.
        """
        headers = request.headers
        host, origin, site = headers.get("host", ""), headers.get("origin"), headers.get("sec-fetch-site", "none")
        opens = is_page and (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) == ("navigate", "document")
        if host not in self._hosts or not (site in {"none", "same-origin"} or opens):
            return False
        return request.method == "GET" if origin is None else origin == f"http://{host}"
