"""Nobody but the preview's own page learns anything from the server, or has it do something."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

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
def test_its_own_page_gets_what_it_asks_for(path: str, open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    answer = preview.ask(path_for(preview, path))
    assert answer.status == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


def test_no_script_in_the_page_itself_runs_and_nothing_else_is_asked(open_preview: tuple[Running, Path]) -> None:
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
def test_others_learn_nothing(
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
        ("save/unknown", {"text": "x"}, 409),
        ("save/unknown", {"text": 7}, 400),
        ("undo", {}, 409),
        ("show", b"x" * 2_100_000, 413),
    ],
)
def test_what_is_asked_wrongly_is_refused(
    path: str, data: object, status: int, open_preview: tuple[Running, Path]
) -> None:
    assert open_preview[0].ask(path, data).status == status


def test_it_listens_on_this_machine_alone(open_preview: tuple[Running, Path]) -> None:
    preview, _ = open_preview
    lines = Path("/proc/net/tcp").read_text().splitlines() if Path("/proc/net/tcp").exists() else []
    listening = [
        line.split()[1] for line in lines if line.split()[1].endswith(f":{preview.port:04X}") and " 0A " in line
    ]
    assert all(address.startswith("0100007F") for address in listening)


def test_a_port_in_use_is_left_and_told(tmp_path: Path) -> None:
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


def test_when_the_first_has_ended_a_new_one_opens(tmp_path: Path) -> None:
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
def test_a_wrong_command_line_is_told(
    files: dict[str, str], options: tuple[str, ...], said: str, tmp_path: Path
) -> None:
    with running(write_files(tmp_path, files), *options) as preview:
        assert preview.process.wait(20) == 2
        assert preview.process.stderr
        assert said in preview.process.stderr.read()


def test_json_is_all_that_goes_over_the_wire(open_preview: tuple[Running, Path]) -> None:
    """A title with markup in it arrives as text."""
    preview, folder = open_preview
    view = preview.after(
        lambda: (folder / "brief.yaml").write_text("title: A <b>brief</b>\nsections: [summary, camps]\n")
    )
    assert json.loads(json.dumps(view))["whole"]["title"] == "A <b>brief</b>"
