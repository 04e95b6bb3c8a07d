"""A brief is started in a folder of one's own."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from brief import new as job
from brief.findings import UsageError
from brief.load import load, starter
from brief.new import new


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


def test_a_folder_that_is_there_and_empty_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path())
    assert load(Path())[0].sections


def test_what_is_copied_can_be_written_though_the_package_cannot(
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


def test_a_failure_in_a_folder_that_was_there_leaves_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "demo").mkdir()

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        new(tmp_path / "demo")
    assert everything(tmp_path) == ["demo"]


def test_of_many_who_start_at_once_one_does(tmp_path: Path) -> None:
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


def test_an_installation_without_the_starter_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "starter", lambda: tmp_path / "gone")
    assert told(tmp_path / "demo") == (
        "error: starter-missing: the brief to start from is not in this installation\n"
        "    reinstall brief: pip install --force-reinstall policy-brief"
    )
    assert everything(tmp_path) == []
