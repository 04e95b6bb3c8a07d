"""Only the preview's own page learns anything from the server, or makes it do anything."""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path

import pytest

from brief.findings import UsageError
from brief.preview import server
from tests.conftest import write_files
from tests.preview.running import Running, running

BRIEF = {
    "brief.yaml": "title: A brief\nsections: [summary, camps]\n",
    "summary.md": "# In short\n\nThe camps hold whole families.\n",
    "camps.md": "# The camps\n\nA paragraph that somebody will edit.\n\nA second paragraph.\n",
}


@pytest.fixture(scope="module")
def open_preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Path]]:
    """A preview, and the folder of its brief."""
    folder = write_files(tmp_path_factory.mktemp("brief"), BRIEF)
    with running(folder) as preview:
        preview.ready()
        yield preview, folder


GETS = ["", "preview.js", "preview.css", "events", "brief.pdf", "picture/1-1?width=400", "block/{block}"]
POSTS = ["show", "save/0", "undo", "open/{block}"]


def path_for(preview: Running, path: str) -> str:
    return path.format(block=preview.ready()["whole"]["blocks"][0][0]["key"]) if "{" in path else path


@pytest.mark.parametrize("path", [path for path in GETS if path != "events"])
def test_the_page_gets_what_it_requests(path: str, open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    answer = preview.ask(path_for(preview, path))
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_the_page_allows_no_inline_script_and_loads_nothing_from_elsewhere(open_preview: tuple[Running, Path]) -> None:
    answer = open_preview[0].ask("")
    rules = dict(rule.strip().split(" ", 1) for rule in answer.headers["content-security-policy"].split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["frame-ancestors"] == "'none'"
    assert {rules[name] for name in ("script-src", "style-src", "img-src", "connect-src")} == {"'self'"}
    assert b"<script>" not in answer.body
    assert b" style=" not in answer.body
    assert b" onclick=" not in answer.body


@pytest.mark.parametrize("path", GETS + POSTS)
@pytest.mark.parametrize(
    ("token", "host", "headers"),
    [
        ("", "", {}),
        ("wrong", "", {}),
        (None, "evil.example:{port}", {}),
        (None, "evil.example", {}),
        (None, "127.0.0.1", {}),
        (None, "", {"Origin": "http://evil.example"}),
        (None, "", {"Origin": "null"}),
        (None, "", {"Sec-Fetch-Site": "cross-site"}),
        (None, "", {"Sec-Fetch-Site": "same-site"}),
    ],
    ids=[
        "no token",
        "another token",
        "a name that was rebound",
        "the same without a port",
        "another port",
        "another origin",
        "a sandboxed frame",
        "another site",
        "another port of this machine",
    ],
)
def test_requests_of_others_are_refused_and_change_nothing(
    path: str, token: str | None, host: str, headers: dict[str, str], open_preview: tuple[Running, Path]
) -> None:
    preview, folder = open_preview
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    data = {"edition": "handout", "paper": "", "text": "x"} if path in POSTS else None
    answer = preview.ask(path_for(preview, path), data, host=host.format(port=preview.port), token=token, **headers)
    assert answer.status in {403, 404}
    assert len(answer.body) < 80
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before
    assert preview.ready()["whole"]["edition"] == "full"


def test_a_refusal_closes_the_connection_whatever_else_comes(open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    request = f"POST /x/ HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\nContent-Length: 100000\r\n\r\na"
    with socket.create_connection(("127.0.0.1", preview.port), timeout=5) as connection:
        connection.sendall(request.encode())
        answer = b"".join(iter(lambda: connection.recv(4096), b""))  # ends only when the other side closes it
    assert b"connection: close" in answer.lower()


@pytest.mark.parametrize("path", POSTS)
def test_a_form_on_another_page_cannot_post(path: str, open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    answer = preview.ask(path_for(preview, path), {"edition": "handout"}, Origin="none")
    assert answer.status == 403


@pytest.mark.parametrize(
    "path",
    [
        "../brief.yaml",
        "%2e%2e/brief.yaml",
        "preview.js/../../worker.py",
        "block/..%2fbrief.yaml",
        "picture/..%2f..%2fbrief.yaml?width=100",
        "picture//etc/passwd?width=100",
        "brief.yaml",
        "summary.md",
        "worker.py",
    ],
)
def test_no_request_names_a_file(path: str, open_preview: tuple[Running, Path]) -> None:
    assert open_preview[0].ask(path).status in {404, 409}


@pytest.mark.parametrize(
    ("path", "data", "status"),
    [
        ("picture/1-1", None, 400),
        ("picture/1-1?width=-1", None, 400),
        ("picture/1-1?width=9999999", None, 400),
        ("picture/1-1?width=%D9%A3", None, 400),
        ("picture/99-99?width=400", None, 404),
        ("block/0123456789abcdef", None, 409),
        ("show", b"no JSON", 400),
        ("show", b"[1]", 400),
        ("show", {"edition": "../x"}, 400),
        ("show", {"edition": ["full"], "paper": ""}, 400),
        ("show", {"edition": "full", "paper": "a0"}, 400),
        ("show", {"edition": "full", "paper": {}}, 400),
        ("show", b"[" * 200_000, 400),
        ("save/unknown", {"text": "x"}, 409),
        ("save/unknown", {"text": 7}, 400),
        ("undo", {}, 409),
        ("show", b"x" * 2_100_000, 413),
    ],
)
def test_an_invalid_request_is_refused(
    path: str, data: object, status: int, open_preview: tuple[Running, Path]
) -> None:
    assert open_preview[0].ask(path, data).status == status


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="only Linux lists open ports in a file")
def test_the_server_listens_only_on_this_machine(open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    lines = Path("/proc/net/tcp").read_text().splitlines()
    listening = [
        line.split()[1] for line in lines if line.split()[1].endswith(f":{preview.port:04X}") and " 0A " in line
    ]
    assert listening
    assert all(address.startswith("0100007F") for address in listening)


def test_a_port_in_use_is_skipped_and_reported(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with running(folder, "--port", str(port)) as preview:
            assert preview.port > port
            preview.end()
            assert preview.process.stderr
            said = preview.process.stderr.read()
            assert said == (
                f"warning: port-taken: the port {port} is in use, so the preview listens on {preview.port}\n"
            )


def test_a_second_preview_says_where_the_first_is(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    with running(folder) as first, running(folder) as second:
        assert second.process.wait(20) == 0
        assert second.address == first.address
        assert second.process.stderr
        assert second.process.stderr.read() == (
            f"info: preview-open: this brief is open already\n    go on there: {first.address}\n"
        )


def test_a_new_preview_opens_after_the_first_is_killed(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    with running(folder) as first:
        first.end(signal.SIGKILL)  # with its file left behind
    with running(folder) as second:
        assert second.address != first.address
        assert second.ready()["pages"]


@pytest.mark.parametrize(
    ("files", "options", "said"),
    [
        ({}, (), "no-brief: there is no brief.yaml in"),
        ({"a.txt": ""}, ("--port", "80"), "80 is not in the range"),
    ],
    ids=["an empty folder", "a port of the system"],
)
def test_a_wrong_command_line_is_reported(
    files: dict[str, str], options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    with running(write_files(tmp_path, files), *options) as preview:
        assert preview.process.wait(20) == 2
        assert preview.process.stderr
        assert said in preview.process.stderr.read()


def test_a_title_with_markup_arrives_as_text(open_preview: tuple[Running, Path]) -> None:
    """The server sends views as JSON, never as HTML."""
    preview, folder = open_preview
    view = preview.after(
        lambda: (folder / "brief.yaml").write_text("title: A <b>brief</b>\nsections: [summary, camps]\n")
    )
    assert json.loads(json.dumps(view))["whole"]["title"] == "A <b>brief</b>"


def test_a_file_of_this_user_leads_to_the_page(open_preview: tuple[Running, Path]) -> None:
    """The browser is started with such a file, since its command line is in the list of processes."""
    preview, _ = open_preview
    opens = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert preview.ask("", **opens).status == 200
    assert preview.ask("brief.pdf", **opens).status == 403
    assert preview.ask("", **{**opens, "Sec_Fetch_Dest": "iframe"}).status == 403


def test_the_browser_is_started_with_an_address_without_the_token(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    tools = write_files(tmp_path / "bin", {"xdg-open": f'#!/bin/sh\necho "$1" > {tmp_path}/asked\n'})
    (tools / "xdg-open").chmod(0o755)
    with running(folder, "--open", PATH=f"{tools}:{os.environ['PATH']}") as preview:
        preview.ready()
        asked = (tmp_path / "asked").read_text().strip()
        assert preview.token not in asked
        page = Path(asked.removeprefix("file://"))
        assert preview.address in page.read_text()
        assert [path.stat().st_mode & 0o077 for path in (page, page.parent)] == [0, 0]
        (tmp_path / "asked").unlink()
        with running(folder, "--open", PATH=f"{tools}:{os.environ['PATH']}") as second:
            assert second.process.wait(20) == 0
        assert (tmp_path / "asked").read_text().strip() == asked  # which is there as long as the first runs
        preview.end()
        assert not page.exists()


@pytest.mark.parametrize("method", ["HEAD", "OPTIONS", "PUT", "DELETE", "TRACE"])
def test_other_methods_are_refused(method: str, open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    assert preview.ask("events", method=method).status in {403, 405}


def test_an_address_without_its_last_slash_leads_to_the_page(open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    connection = HTTPConnection("127.0.0.1", preview.port)
    connection.request("GET", f"/{preview.token}")
    answer = connection.getresponse()
    assert (answer.status, answer.headers["Location"]) == (307, f"/{preview.token}/")
    connection.close()


def test_silent_connections_block_nobody(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    with running(folder) as preview, ExitStack() as silent:
        preview.ready()
        for _ in range(300):
            silent.enter_context(socket.create_connection(("127.0.0.1", preview.port)))
        assert preview.ask("").status == 200


def test_the_preview_runs_without_a_cache(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    (tmp_path / "cache").write_text("a file where the folder should be")
    with running(folder, XDG_CACHE_HOME=str(tmp_path / "cache")) as preview:
        assert preview.ready()["pages"]


def test_the_cache_stays_private_with_a_permissive_umask(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", BRIEF)
    before = os.umask(0o002)
    try:
        with running(folder, XDG_CACHE_HOME=str(tmp_path / "cache")) as preview:
            preview.ready()
            (file,) = (tmp_path / "cache" / "brief" / "previews").iterdir()
            assert preview.address in file.read_text()
            assert [path.stat().st_mode & 0o077 for path in (file, file.parent, file.parent.parent)] == [0, 0, 0]
            preview.end()
            assert not file.exists()
    finally:
        os.umask(before)


@pytest.mark.skipif(sys.platform == "darwin", reason="its disks have only names in Unicode")
def test_the_name_of_a_folder_may_be_no_text(tmp_path: Path) -> None:
    folder = write_files(Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")), BRIEF)
    with running(folder) as preview:
        assert preview.ready()["pages"]


def test_when_no_port_is_free_the_error_names_a_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PORTS", 1)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(UsageError) as caught:
            server.listen(port)
    assert str(caught.value) == (
        f"error: no-port: no port is free from {port} to {port}\n    name another one: brief preview --port 9000"
    )


def test_without_a_named_editor_the_page_is_told_how_to_name_one(open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    (finding,) = preview.ask(path_for(preview, "open/{block}"), {}).json["findings"]
    assert finding["rule"] == "no-editor"
    assert "BRIEF_EDITOR" in finding["hint"]
