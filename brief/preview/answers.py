"""Answers the requests of the preview's page: for views, pictures, the PDF, and the blocks that are edited."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from brief.findings import BriefError, Finding, in_one_line
from brief.findings.command import doing
from brief.model import PAPERS, copy_code
from brief.preview.builder import Order, Whole
from brief.preview.editing import Changed, Editing
from brief.preview.editors import open_in_editor
from brief.preview.pictures import UndrawnError
from brief.preview.session import Session, View
from brief.preview.shown import Block

PAGE = Path(__file__).parent / "page"
"""The files of the page in the browser."""

HERE = Path.cwd()
"""The working directory at the start, to which paths in findings are relative; it may be removed later."""

LONGEST = 2_000_000
"""The most bytes of a request."""

NUMBER = re.compile(r"[0-9]{1,5}")
"""A number in a request."""

Answer = Callable[[Request], Awaitable[Response]]


def answering(session: Session) -> Starlette:
    """The application: the addresses, each with the function that answers it."""
    desk = _Desk(session)
    posts = {"show": desk.show, "save/{key}": desk.save, "open/{key}": desk.open, "undo": desk.undo}
    gets = {
        "events": desk.events,
        "picture/{key}": desk.picture,
        "brief.pdf": desk.pdf,
        "block/{key}": desk.block,
        "error/{number}": desk.error,
    }
    pages = {"" if path.name == "index.html" else path.name: _file(path) for path in PAGE.iterdir() if path.is_file()}
    app = Starlette(
        routes=[
            *(Route(f"/{name}", answer, methods=["GET"]) for name, answer in {**pages, **gets}.items()),
            *(Route(f"/{name}", answer, methods=["POST"]) for name, answer in posts.items()),
        ],
        exception_handlers={BriefError: desk.refused, Changed: _changed},
    )
    app.router.redirect_slashes = False
    return app


def _file(path: Path) -> Answer:
    async def answer(_: Request) -> Response:
        return FileResponse(path)

    return answer


class _Desk:
    """The answers of one session, with the edits that were made in it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._folder = session.view.folder
        self._editing = Editing(self._folder)

    async def events(self, _: Request) -> Response:
        """Sends each new view as a server-sent event, and leaves out those that are already outdated."""
        return StreamingResponse(self._views(), media_type="text/event-stream")

    async def _views(self) -> AsyncIterator[str]:
        loop, news = asyncio.get_running_loop(), asyncio.Event()
        before: View | None = None

        def tell() -> None:
            with suppress(RuntimeError):  # the server has ended
                loop.call_soon_threadsafe(news.set)

        with self._session.listening(tell):
            while True:
                view = self._session.view
                if view is not before:
                    yield f"data: {json.dumps(self._told(view, before))}\n\n"
                    before = view
                await news.wait()
                news.clear()

    def _told(self, view: View, before: View | None) -> Mapping[str, Any]:
        """A view as JSON, without the edition if the view before had the same."""
        whole = view.whole
        told = {
            "stage": doing(view.step, "") if view.step else "",
            "settling": view.settling,
            "pages": [asdict(page) for page in view.pages],
            "before": [asdict(page) for page in view.before],
            "error": [_finding(one, view.folder) for one in view.error],
            "remarks": [_finding(one, view.folder) for one in view.remarks],
            "undo": self._editing.last,
            "editor": bool(os.environ.get("BRIEF_EDITOR")),
        }
        new = whole and (before is None or before.whole is not whole)
        return {**told, "whole": _edition(whole, view)} if whole and new else told

    async def picture(self, request: Request) -> Response:
        """The picture of a page, about as wide as requested."""
        width = request.query_params.get("width", "")
        if not NUMBER.fullmatch(width):
            raise HTTPException(400)
        try:
            data, kind = await run_in_threadpool(self._session.pictures.drawn, request.path_params["key"], int(width))
        except KeyError as error:
            raise HTTPException(404) from error
        except UndrawnError as error:
            raise HTTPException(503) from error
        return Response(data, media_type=kind)

    async def pdf(self, request: Request) -> Response:
        """The PDF of the edition that is shown, to open in the browser or to download; none while there is an error."""
        view = self._session.view
        whole = view.whole
        if whole is None or not whole.is_good or view.error:
            raise HTTPException(404)
        how = "attachment" if "download" in request.query_params else "inline"
        headers = {"Content-Disposition": f'{how}; filename="{whole.name}.pdf"'}
        return Response(whole.pdf, media_type="application/pdf", headers=headers)

    async def show(self, request: Request) -> Response:
        """Switches to another edition or paper."""
        asked, whole = await _json(request), self._session.view.whole
        edition, paper = asked.get("edition"), asked.get("paper")
        if whole is None or edition not in whole.editions or paper not in ("", *PAPERS):
            raise HTTPException(400)
        self._session.order(Order(edition, paper))
        return Response(status_code=204)

    async def block(self, request: Request) -> Response:
        """The Markdown of a block that is shown."""
        whole, block = self._block(request)
        built = whole.texts[block.file]
        passage = await run_in_threadpool(self._editing.passage, block.file, block.first, block.last, built)
        return JSONResponse(asdict(passage))

    async def error(self, request: Request) -> Response:
        """The Markdown around an error, by its number among the errors shown."""
        number, errors = request.path_params["number"], self._session.view.error
        if not NUMBER.fullmatch(number):
            raise HTTPException(404)
        file, line = _place(errors[int(number)], self._folder) if int(number) < len(errors) else ("", None)
        if not file.endswith(".md") or line is None:
            raise Changed
        return JSONResponse(asdict(await run_in_threadpool(self._editing.around, file, line)))

    async def save(self, request: Request) -> Response:
        """Replaces the text of a block in its file."""
        text = (await _json(request)).get("text")
        if not isinstance(text, str):
            raise HTTPException(400)
        await run_in_threadpool(self._editing.save, request.path_params["key"], text)
        return Response(status_code=204)

    async def undo(self, _: Request) -> Response:
        """Undoes the last edit."""
        await run_in_threadpool(self._editing.undo)
        return Response(status_code=204)

    async def open(self, request: Request) -> Response:
        """Opens an editor at the first line of a block."""
        _, block = self._block(request)
        findings = await run_in_threadpool(open_in_editor, self._folder / block.file, block.first)
        return JSONResponse({"findings": [_finding(one, self._folder) for one in findings]})

    async def refused(self, _: Request, error: Exception) -> Response:
        """The reasons why a block cannot be read or written."""
        assert isinstance(error, BriefError)
        return JSONResponse({"findings": [_finding(one, self._folder) for one in error.findings]}, 422)

    def _block(self, request: Request) -> tuple[Whole, Block]:
        """The block that a request names. Raises `Changed` when it is no longer shown."""
        whole = self._session.view.whole
        key = request.path_params["key"]
        for page in whole.pages if whole else ():
            for block in page.blocks:
                if whole and block.file in whole.texts and _key(whole, block) == key:
                    return whole, block
        raise Changed


def _edition(whole: Whole, view: View) -> Mapping[str, Any]:
    """An edition that was built, as JSON; boxes are [x, y, width, height] in points."""
    return {
        "title": whole.title,
        "language": whole.language,
        "hash": copy_code(whole.content_hash),
        "good": whole.is_good,
        "edition": whole.edition,
        "paper": whole.paper,
        "editions": whole.editions,
        "papers": [*PAPERS],
        "length": asdict(whole.length),
        "words": whole.words,
        "sources": whole.sources,
        "findings": [
            {**_finding(one.finding, view.folder), "page": one.page, "block": one.block} for one in whole.findings
        ],
        "blocks": [
            [
                {
                    "key": _key(whole, block),
                    "file": block.file,
                    "first": block.first,
                    "last": block.last,
                    "text": block.text,
                    "edits": block.file in whole.texts,
                    "box": _box(block),
                }
                for block in page.blocks
            ]
            for page in whole.pages
        ],
        "changed": {number: [*map(_box, blocks)] for number, blocks in view.changed.items()},
    }


def _key(whole: Whole, block: Block) -> str:
    """The key by which requests name a block; it stays the same until the file of the block changes."""
    named = f"{block.file}\0{block.first}\0{block.last}\0{hash(whole.texts.get(block.file))}"
    return sha256(named.encode()).hexdigest()[:16]


def _box(block: Block) -> list[float]:
    return [round(edge, 1) for edge in (block.x, block.y, block.width, block.height)]


def _finding(finding: Finding, folder: Path) -> Mapping[str, Any]:
    """A finding as JSON, with the path of its file from the folder of the brief."""
    file, line = _place(finding, folder)
    return {
        "severity": finding.severity,
        "rule": finding.rule,
        "message": in_one_line(finding.message),
        "hint": in_one_line(finding.hint),
        "file": in_one_line(file),
        "line": line,
    }


def _place(finding: Finding, folder: Path) -> tuple[str, int | None]:
    """The path of the file of a finding, from the folder of the brief, and the line; empty and None without a place."""
    if finding.place is None:
        return "", None
    path = HERE / finding.place.path
    return str(path.relative_to(folder) if path.is_relative_to(folder) else finding.place.path), finding.place.line


async def _json(request: Request) -> Mapping[str, Any]:
    """The JSON object in a request. Raises `HTTPException` for anything else, and when it is too long."""
    data = bytearray()
    async for part in request.stream():
        data += part
        if len(data) > LONGEST:
            raise HTTPException(413)
    try:
        asked = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400) from error
    if not isinstance(asked, dict):
        raise HTTPException(400)
    return asked


async def _changed(_: Request, error: Exception) -> Response:
    assert isinstance(error, Changed)
    return JSONResponse({"now": asdict(error.now) if error.now else None}, 409)
