"""`brief new` starts a brief in a folder."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import subprocess
import sys
import termios
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, get_args

import pytest

from brief import new as job
from brief.findings import UsageError, leftovers
from brief.load import load, starter
from brief.model import Kind
from brief.new import Own, new
from brief.produce import produce
from tests.conftest import MakeBrief


def told(folder: Path) -> str:
    with pytest.raises(UsageError) as caught:
        new(folder)
    return str(caught.value)


def everything(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_new_brief_is_the_starter_and_can_be_loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    written = new(Path("a/demo"))
    assert {path.name for path in written} >= {"brief.yaml", "summary.md", ".gitignore"}
    assert all(path.is_file() for path in written)
    assert everything(Path("a/demo/content")) == everything(starter())
    assert os.listdir("a/demo/output") == []
    brief, warnings = load(Path("a/demo"))
    assert (brief.settings, warnings) == (load(starter())[0].settings, ())
    assert not Path("a/demo/styles").exists()


def test_an_existing_empty_folder_is_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path())
    assert load(Path())[0].sections


def test_copied_files_are_writable_even_if_the_package_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = tmp_path / "shipped"
    (shipped / "images").mkdir(parents=True)
    for name in ("brief.yaml", "images/a.svg"):
        (shipped / name).write_text("title: A")
        (shipped / name).chmod(0o444)
    (shipped / "images").chmod(0o555)
    monkeypatch.setattr(job, "starter", lambda: shipped)
    written = new(tmp_path / "demo")
    assert all(path.stat().st_mode & 0o200 for path in (*written, tmp_path / "demo/content/images"))
    (shipped / "images").chmod(0o755)


def test_nothing_is_overwritten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_text("mine")
    Path("full").mkdir()
    Path("full/mine").write_text("mine")
    Path("dangling").symlink_to("nowhere")
    hint = "    name a folder that does not exist yet; brief overwrites nothing"
    assert told(Path("full")) == (f"error: folder-not-empty: 'full' exists and is not empty\n{hint}")
    assert told(Path("file")) == f"error: folder-not-empty: 'file' is a file\n{hint}"
    assert told(Path("dangling")) == f"error: folder-not-empty: 'dangling' is a file\n{hint}"
    assert told(Path("file/demo")).startswith("file/demo: error: cannot-write: ")
    assert everything(tmp_path) == ["dangling", "file", "full", "full/mine"]


@pytest.mark.parametrize("trouble", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_failure_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, trouble: type[BaseException] | OSError, after: int
) -> None:
    calls = iter(range(after))
    sync = os.fsync

    def failing(file: int) -> None:
        if next(calls, None) is None:
            raise trouble
        sync(file)

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises((KeyboardInterrupt, UsageError)):
        new(tmp_path / "a" / "demo")
    assert everything(tmp_path) == []


def test_a_failure_in_an_existing_folder_keeps_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo").mkdir()

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        new(tmp_path / "demo")
    assert everything(tmp_path) == ["demo"]


def test_only_one_of_several_simultaneous_starts_succeeds(tmp_path: Path) -> None:
    outcomes: list[str] = []

    def start() -> None:
        try:
            new(tmp_path / "demo")
            outcomes.append("done")
        except UsageError as error:
            outcomes.append(error.findings[0].rule)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["done", *["folder-not-empty"] * 7]
    assert load(tmp_path / "demo")[1] == ()


def test_an_installation_without_the_starter_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "starter", lambda: tmp_path / "gone")
    assert told(tmp_path / "demo") == (
        "error: starter-missing: the brief to start from is not in this installation\n"
        "    reinstall brief: pip install --force-reinstall policy-brief"
    )
    assert everything(tmp_path) == []


def test_with_a_title_settings_that_suit_only_the_example_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path("demo"), own=Own('Keep "the" night bus: now', "Riders’ Forum", "en-GB"))
    brief, warnings = load(Path("demo"))
    given, example = brief.settings, load(starter())[0].settings
    assert warnings == ()
    assert (given.title, given.language, given.status) == ('Keep "the" night bus: now', "en-GB", "draft")
    assert [one.name for one in given.organisation] == ["Riders’ Forum"]
    assert (given.slug, given.short_title, given.version, given.web_address) == ("keep-the-night-bus-now", "", "", "")
    assert (given.date, given.contact, given.authors) == (None, None, ())
    assert (given.ask, given.sections, given.sources) == (example.ask, example.sections, example.sources)
    text = Path("demo/content/brief.yaml").read_text()
    assert text.startswith("# The settings of this brief.")
    assert "Example Rights Office" not in text


def test_a_blank_brief_has_a_section_of_each_kind_and_can_be_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path("demo"), blank=True)
    brief, _ = load(Path("demo"))
    assert {section.kind for section in brief.sections} == {*get_args(Kind)}
    (made,) = produce(Path("demo"), ["full"], "", Path("output"))
    warnings = [finding for finding in made.findings if finding.severity != "info"]
    assert {finding.rule for finding in warnings} == {"unfinished"}
    assert {words for finding in warnings for words in leftovers.TO_REPLACE if words in finding.message} == {
        *leftovers.TO_REPLACE
    }


def test_its_words_within_a_sentence_of_yours_are_no_remainder(make_brief: MakeBrief) -> None:
    words = "The state has engineers who can do it. They say what they should do, and by when they did."
    make_brief({"brief.yaml": "title: A brief\n", "part.md": f"# Title\n\n{words}\n"})
    (made,) = produce(Path(), ["full"], "", Path("output"))
    assert [finding for finding in made.findings if finding.rule == "unfinished"] == []


@pytest.mark.parametrize("more", [{"own": Own("T")}, {"blank": True}], ids=["a title", "blank"])
def test_a_brief_from_a_pdf_cannot_have_a_given_title_or_be_blank(more: dict[str, Any], tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        new(tmp_path / "demo", tmp_path / "a.pdf", **more)
    assert str(caught.value) == (
        "error: two-starts: a brief from a PDF keeps the title and the text of that PDF\n"
        "    leave out --from, or else --title and --blank"
    )
    assert everything(tmp_path) == []


def test_a_double_click_opens_the_preview(tmp_path: Path) -> None:
    folder = tmp_path / "a brief"
    new(folder)
    assert all(os.access(folder / name, os.X_OK) for name in ("Preview.command", "Preview.desktop"))
    tools = tmp_path / "bin"
    tools.mkdir()
    (tools / "brief").write_text('#!/bin/sh\necho "$PWD: $*"\n')
    (tools / "brief").chmod(0o755)
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}"}
    (line,) = re.findall(r"(?m)^Exec=(.*)$", (folder / "Preview.desktop").read_text())
    # A desktop undoes the escapes of the file, then splits the line as a shell does (Desktop Entry Specification).
    command = line.replace("\\\\", "\\").replace("%k", f"'{folder}/Preview.desktop'")
    for words in ([str(folder / "Preview.command")], ["sh", "-c", command]):
        done = subprocess.run(words, env=environment, cwd="/", capture_output=True, text=True, check=True)
        assert done.stdout == f"{folder}: preview\n"


def in_a_terminal(folder: Path, *typed: str) -> tuple[int, str]:
    """Runs ``brief new`` in a terminal with typed answers; returns the exit code and the text on the screen."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "brief", "new", str(folder)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # Ctrl-C reaches processes of the terminal
    )
    os.close(theirs)
    seen = ""
    for words in typed:
        while not seen.rstrip(" ").endswith(":"):
            seen += os.read(ours, 1000).decode()
        os.write(ours, words.encode())
        seen += "\n"
    code = process.wait(30)
    with suppress(OSError):
        while more := os.read(ours, 1000):
            seen += more.decode()
    os.close(ours)
    return code, seen


def test_in_a_terminal_it_asks_for_the_title_the_organisation_and_the_language(tmp_path: Path) -> None:
    code, seen = in_a_terminal(tmp_path / "demo", "Keep the night bus\n", "Riders\n", "en-GB\n")
    assert (code, "next:  cd " in seen) == (0, True)
    assert "still the example's:  subtitle, ask, addressee, series and licence in brief.yaml, and all text" in seen
    settings = load(tmp_path / "demo")[0].settings
    assert (settings.title, settings.organisation[0].name, settings.language) == (
        "Keep the night bus",
        "Riders",
        "en-GB",
    )


def test_an_empty_first_answer_gives_the_example(tmp_path: Path) -> None:
    code, _ = in_a_terminal(tmp_path / "demo", "\n")
    assert code == 0
    assert load(tmp_path / "demo")[0].settings == load(starter())[0].settings


def test_a_title_alone_gives_american_english_and_no_organisation(tmp_path: Path) -> None:
    code, _ = in_a_terminal(tmp_path / "demo", "Keep the night bus\n", "\n", "\n")
    settings = load(tmp_path / "demo")[0].settings
    assert (code, settings.language, settings.organisation) == (0, "en-US", ())


def test_ctrl_c_at_a_question_leaves_nothing(tmp_path: Path) -> None:
    code, seen = in_a_terminal(tmp_path / "demo", "Keep the night bus\n", "\x03")
    assert code == 130
    assert "Traceback" not in seen
    assert everything(tmp_path) == []
