"""A session of the preview: what it shows after each kind of save, and how it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from time import monotonic, sleep

import pypdfium2
import pytest

from brief.preview import child, session
from brief.preview.watching import Watching
from brief.produce import produce
from tests.conftest import not_run, write_files
from tests.preview.running import Running, running

BRIEF = {
    "brief.yaml": "title: A brief\nsections: [summary, camps]\nask: Close the camps.\n",
    "summary.md": "# In short\n\nThe camps hold whole families.\n",
    "camps.md": "# The camps\n\nA paragraph that somebody will edit.\n\nA second paragraph.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a brief."""
    return write_files(tmp_path / "brief", BRIEF)


def built(folder: Path, edition: str = "full") -> bytes:
    """The PDF that `brief build` writes."""
    (made,) = produce(folder, [edition], "", folder.parent / "output")
    return made.data


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(page.get_textpage().get_text_bounded() for page in document)


def edit(folder: Path, old: str, new: str) -> None:
    file = folder / "camps.md"
    file.write_text(file.read_text().replace(old, new))


def test_the_pages_are_those_that_a_build_writes(folder: Path) -> None:
    with running(folder) as preview:
        view = preview.ready()
        assert len(view["pages"]) == len(view["whole"]["blocks"]) == 1
        assert preview.ask("brief.pdf").body == built(folder)
        assert not (folder / "output").exists()
        view = preview.after(lambda: edit(folder, "second", "third"))
        assert preview.ask("brief.pdf").body == built(folder)
        assert "A third paragraph." in words(preview.ask("brief.pdf").body)
        assert [block["text"] for block in view["whole"]["blocks"][0]][-1] == "A third paragraph."


def replaced(file: Path, text: str) -> None:
    """Saves as vim and VS Code do: writes another file, and renames that."""
    beside = file.with_name(".camps.md.swp")
    beside.write_text(text)
    os.replace(beside, file)


def removed_and_new(file: Path, text: str) -> None:
    """Saves as Word and iCloud do: moves the old file away first."""
    file.rename(file.with_name("camps.md~"))
    file.write_text(text)
    file.with_name("camps.md~").unlink()


def in_pieces(file: Path, text: str) -> None:
    """Saves as over a network: one letter at a time."""
    with file.open("w") as stream:
        for letter in text:
            stream.write(letter)
            stream.flush()


def with_forty_more(file: Path, text: str) -> None:
    """Saves as a checkout of git does: with many other files."""
    for number in range(40):
        (file.parent / f"notes-{number}.txt").write_text("x")
    file.write_text(text)


@pytest.mark.parametrize("save", [Path.write_text, replaced, removed_and_new, in_pieces, with_forty_more])
def test_the_pages_are_updated_however_an_editor_saves(save: Callable[[Path, str], object], folder: Path) -> None:
    text = BRIEF["camps.md"].replace("second", "third")
    with running(folder) as preview:
        preview.ready()
        preview.after(lambda: save(folder / "camps.md", text))
        preview.view(lambda view: "A third paragraph." in str(view["whole"]["blocks"]))
        assert "A third paragraph." in words(preview.ask("brief.pdf").body)


def test_an_error_is_shown_over_the_last_pages_until_it_is_corrected(folder: Path) -> None:
    with running(folder) as preview:
        before = preview.ready()
        broken = preview.after(lambda: (folder / "brief.yaml").write_text("title: [\n"))
        (error,) = broken["error"]
        assert (error["severity"], error["rule"], error["file"]) == ("error", "yaml-bracket", "brief.yaml")
        assert error["line"]
        assert error["message"]
        assert broken["pages"] == before["pages"]
        assert preview.ask("error/0").status == 409  # it is in no section
        assert preview.ask(f"picture/{broken['pages'][0]['key']}?width=400").status == 200
        mended = preview.after(lambda: (folder / "brief.yaml").write_text(BRIEF["brief.yaml"]))
        assert mended["error"] == []


def test_a_brief_that_is_broken_from_the_start_is_shown_once_it_is_corrected(folder: Path) -> None:
    (folder / "camps.md").write_text("# The camps\n\n/// box\nnever closed\n")
    with running(folder) as preview:
        view = preview.ready()
        assert [one["rule"] for one in view["error"]] == ["block-unclosed"]
        assert view["pages"] == []
        assert preview.ask("error/0").json["text"] == "/// box\nnever closed"
        wrong = ("1", "9" * 5000, "-1", "x")
        assert [preview.ask(f"error/{number}").status for number in wrong] == [409, 404, 404, 404]
        assert preview.ask("brief.pdf").status == 404
        assert preview.after(lambda: (folder / "camps.md").write_text(BRIEF["camps.md"]))["pages"]


def test_a_brief_may_disappear_and_come_back(folder: Path) -> None:
    with running(folder) as preview:
        before = preview.ready()
        away = folder.with_name("away")
        view = preview.after(lambda: folder.rename(away))
        assert [one["rule"] for one in view["error"]] == ["no-brief"]
        assert view["pages"] == before["pages"]
        assert preview.after(lambda: away.rename(folder))["error"] == []


NOT_READ = ("camps.md~", "x.tmp", ".hidden", "output/a.pdf", "node_modules/a.js", "sub/.x.swp")


def test_files_that_no_build_reads_change_nothing(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "output" / "brief", BRIEF)  # below a folder of such a name all is read
    with running(folder) as preview:
        before = preview.ready()
        write_files(folder, dict.fromkeys(NOT_READ, "x"))
        sleep(5)  # the files are looked at every four seconds
        view = preview.ready()
        assert (view["remarks"], view["whole"]) == ([], before["whole"])
        assert preview.after(lambda: edit(folder, "second", "third"))["remarks"] == []


def test_styles_that_are_added_beside_the_content_are_noticed(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "brief", {f"content/{name}": text for name, text in BRIEF.items()})
    with running(folder) as preview:
        preview.ready()
        view = preview.after(lambda: write_files(folder, {"styles/brand.css": ":root { --accent: #0b4a59 }\n"}))
        assert (view["remarks"], view["error"]) == ([], [])
        again = preview.after(lambda: write_files(folder, {"styles/brand.css": ":root { --accent: #7a1f2b }\n"}))
        assert again["pages"][0]["key"] != view["pages"][0]["key"]


def test_on_a_disk_without_events_the_files_are_polled(folder: Path) -> None:
    with running(folder, WATCHFILES_FORCE_POLLING="true", WATCHFILES_POLL_DELAY_MS="3600000") as preview:
        preview.ready()
        preview.after(lambda: edit(folder, "second", "third"))
        view = preview.after(lambda: edit(folder, "third", "fourth"))
        assert [one["rule"] for one in view["remarks"]] == ["no-file-events"]
        start = monotonic()
        preview.after(lambda: edit(folder, "fourth", "fifth"))
        assert monotonic() - start < 4


def test_an_edition_that_is_too_long_is_shown_with_what_to_cut(folder: Path) -> None:
    (folder / "brief.yaml").write_text(BRIEF["brief.yaml"] + "editions:\n  full: {pages: 1}\n")
    (folder / "camps.md").write_text("# The camps\n\n" + "The camps hold whole families, for life. " * 160 + "\n")
    with running(folder) as preview:
        whole = preview.ready()["whole"]
        assert len(whole["blocks"]) == 2
        assert whole["length"]["share"] > 1
        assert " too long" in whole["length"]["words"]
        assert "2 pages of 1" in whole["length"]["words"]
        (finding,) = (one for one in whole["findings"] if one["rule"] == "page-limit")
        assert (finding["severity"], finding["file"], finding["page"]) == ("error", "camps.md", 1)
        assert whole["blocks"][0][finding["block"]]["file"] == "camps.md"
        assert not whole["good"]
        assert preview.ask("brief.pdf").status == 404  # nobody is to hand it out


def test_another_edition_and_paper_are_shown_and_kept_after_a_save(folder: Path) -> None:
    with running(folder) as preview:
        view = preview.after(lambda: preview.ask("show", {"edition": "large-print", "paper": "a4"}))
        assert (view["whole"]["edition"], view["whole"]["paper"]) == ("large-print", "a4")
        assert round(view["pages"][0]["width"]) == 595
        view = preview.after(lambda: edit(folder, "second", "third"))
        assert (view["whole"]["edition"], view["whole"]["paper"]) == ("large-print", "a4")


def test_only_pages_that_look_different_have_new_pictures(tmp_path: Path) -> None:
    sections = {f"{name}.md": f"# Part {name}\n\n" + f"A paragraph of {name}.\n\n" * 90 for name in "abcd"}
    folder = write_files(
        tmp_path / "brief", {"brief.yaml": "title: A brief\neditions: {full: {pages: 20}}\n", **sections}
    )
    with running(folder) as preview:
        before = preview.ready()

        def change() -> None:
            (folder / "a.md").write_text(sections["a.md"].replace("A paragraph", "The paragraph", 1))

        preview.after(change)
        first = preview.ready()  # from the second build on, pages are kept
        after = preview.after(lambda: (folder / "a.md").write_text(sections["a.md"]))
        pairs = list(zip(first["pages"], after["pages"], strict=True))
        new = [number for number, (old, now) in enumerate(pairs, 1) if old["key"] != now["key"]]
        assert len(pairs) > 4
        assert new == [1, len(pairs)]  # the text, and the copy code at the end
        assert after["whole"]["changed"]["1"]
        assert len(after["before"]) == len(before["pages"])
        start = preview.ask(f"picture/{after['before'][0]['key']}?width=200").body
        assert start == preview.ask(f"picture/{after['pages'][0]['key']}?width=200").body


def test_saves_in_a_row_end_with_the_last(folder: Path) -> None:
    with running(folder) as preview:
        preview.ready()
        for number in range(12):
            (folder / "camps.md").write_text(f"# The camps\n\nState {number}.\n")
        preview.view(lambda view: "State 11." in str(view["whole"]["blocks"]) and not view["stage"])
        assert preview.ask("brief.pdf").body == built(folder)


ENDLESS = {"styles/layouts/prose.html": "{% for n in range(9000) %}<p style='break-before: page'>a</p>{% endfor %}"}


def test_an_endless_build_is_stopped_and_the_next_save_shows_pages(folder: Path) -> None:
    with running(folder, "--time-limit", "3") as preview:
        before = preview.ready()
        view = preview.after(lambda: write_files(folder, ENDLESS))
        assert [one["rule"] for one in view["error"]] == ["time-limit"]
        assert "stopped after 3 s, while setting the pages" in view["error"][0]["message"]
        assert view["pages"] == before["pages"]
        assert preview.after((folder / next(iter(ENDLESS))).unlink)["error"] == []


def test_saves_during_an_endless_build_do_not_extend_it_and_are_built_afterwards(folder: Path) -> None:
    with running(folder, "--time-limit", "3") as preview:
        preview.ready()
        write_files(folder, ENDLESS)
        preview.view(lambda view: view["stage"] == "setting the pages")
        (folder / next(iter(ENDLESS))).unlink()
        start = monotonic()
        for number in range(40):
            edit(folder, "A second paragraph", f"A second paragraph, {number}")
            preview.ask("show", {"edition": "full", "paper": "a4"})
        view = preview.view(lambda view: "second paragraph, 39" in str(view.get("whole")) and not view["stage"])
        assert monotonic() - start < 12
        assert view["error"] == []
        assert view["whole"]["paper"] == "a4"


def stat_of(pid: str) -> list[str]:
    """The state of a process and the number of its parent; nothing when it is gone."""
    if not Path("/proc/self/stat").exists():
        not_run("no /proc, in which processes are listed")
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[:2]
    except (FileNotFoundError, ProcessLookupError):
        return []


def processes(of: int) -> list[str]:
    """The processes that descend from one, parents first."""
    everyone = [(path.name, stat_of(path.name)) for path in Path("/proc").glob("[0-9]*")]
    found, more = [], [str(of)]
    while more:
        more = [pid for pid, stat in everyone if stat and stat[1] in more]
        found += more
    return found


def is_running(pid: str) -> bool:
    """Whether a process runs; a zombie does not."""
    return stat_of(pid)[:1] not in ([], ["Z"])


@pytest.mark.parametrize("stuck", [False, True], ids=["at rest", "while it is stuck"])
def test_when_the_preview_is_killed_its_worker_ends_too(stuck: bool, folder: Path) -> None:
    with running(folder) as preview:
        preview.ready()
        if stuck:
            write_files(folder, ENDLESS)
            preview.view(lambda view: view["stage"] == "setting the pages")
        command, worker = processes(preview.process.pid)
        for pid in (preview.process.pid, int(command)):
            os.kill(pid, signal.SIGKILL)
        given_up = monotonic() + 5
        while is_running(worker) and monotonic() < given_up:
            sleep(0.05)
        assert not is_running(worker)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_a_worker_that_is_killed_is_reported_and_replaced(number: int, folder: Path) -> None:
    with running(folder) as preview:
        before = preview.ready()
        _, worker = processes(preview.process.pid)
        view = preview.after(lambda: os.kill(int(worker), number))
        assert [one["severity"] for one in view["error"]] == ["error"]
        assert view["pages"] == before["pages"]
        assert preview.after(lambda: edit(folder, "second", "third"))["error"] == []


@pytest.mark.parametrize("when", ["at rest", "while it builds", "with a browser that listens"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_preview_within_a_second_and_leaves_no_process(number: int, when: str, folder: Path) -> None:
    with running(folder) as preview:
        if when != "while it builds":
            preview.ready()
        listener = listen(preview) if when.startswith("with") else None
        children = processes(preview.process.pid)
        while when == "while it builds" and len(children) < 2:
            children = processes(preview.process.pid)
        assert len(children) == 2
        code, seconds = preview.end(number)
        assert code == 128 + number
        assert seconds < 1.5  # a second, and what a busy machine adds
        assert [pid for pid in children if is_running(pid)] == []
        if listener:
            listener.close()


def listen(preview: Running) -> HTTPConnection:
    """An open connection that receives views."""
    connection = HTTPConnection("127.0.0.1", preview.port)
    connection.request("GET", f"/{preview.token}/events")
    connection.getresponse().readline()
    return connection


def test_a_worker_that_cannot_be_started_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(session, "Worker", refused)
    shown = session.Session(folder / "brief.yaml", None, None)
    watching = Watching([folder], lambda: None)
    shown._build(watching)
    watching.stop()
    assert [str(one) for one in shown.view.error] == [
        "error: preview-stopped: what builds the pages cannot be started: too many open files\n"
        "    end other programs, then save a file again"
    ]


def test_a_worker_that_ends_without_an_answer_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "RUN", "raise SystemExit(3)")
    shown = session.Session(folder / "brief.yaml", None, None)
    watching = Watching([folder], lambda: None)
    shown._build(watching)
    shown._take(shown._events.get(timeout=30), watching)
    watching.stop()
    assert [one.message for one in shown.view.error] == ["what builds the pages ended without an answer (exit code 3)"]
    assert shown._worker is None  # nor is it started again, for it would end again
