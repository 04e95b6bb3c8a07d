"""Files are whole or not there, whatever happens while they are written."""

from __future__ import annotations

import errno
import fcntl
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from brief.findings import UsageError
from brief.output import folder, write, write_soon

OLD, NEW = b"old" * 1000, b"new" * 1_000_000


def told(path: Path, data: bytes = b"new") -> list[str]:
    with pytest.raises(UsageError) as caught:
        write(path, data)
    return [str(finding) for finding in caught.value.findings]


def test_the_folder_of_a_file_is_made_if_it_is_missing(tmp_path: Path) -> None:
    write(tmp_path / "a" / "b" / "brief.pdf", NEW)
    assert (tmp_path / "a" / "b" / "brief.pdf").read_bytes() == NEW
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["brief.pdf"]


def test_a_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write(tmp_path / "brief.pdf", NEW)
    finally:
        os.umask(before)
    assert (tmp_path / "brief.pdf").stat().st_mode & 0o777 == 0o640


def test_a_file_that_need_not_be_on_the_disk_at_once_is_a_file_like_any_other(tmp_path: Path) -> None:
    write_soon(tmp_path / "soon.pdf", NEW + NEW)
    write_soon(tmp_path / "soon.pdf", NEW)
    write(tmp_path / "written.pdf", NEW)
    assert (tmp_path / "soon.pdf").read_bytes() == NEW
    assert (tmp_path / "soon.pdf").stat().st_mode == (tmp_path / "written.pdf").stat().st_mode
    (tmp_path / "link.pdf").symlink_to("soon.pdf")
    with pytest.raises(UsageError, match="this cannot be written"):
        write_soon(tmp_path / "link.pdf", b"")
    assert (tmp_path / "soon.pdf").read_bytes() == NEW


def test_a_link_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(OLD)
    (tmp_path / "brief.pdf").symlink_to("mine")
    write(tmp_path / "brief.pdf", NEW)
    assert (tmp_path / "mine").read_bytes() == OLD
    assert (tmp_path / "brief.pdf").read_bytes() == NEW


def test_the_reason_why_a_file_cannot_be_written_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("file").write_bytes(OLD)
    Path("folder.pdf").mkdir()
    Path("loop").symlink_to("loop")
    in_the_way = "there is a file where a folder should be\n    name another folder (for what is built: -o FOLDER)"
    assert told(Path("file/brief.pdf")) == [
        f"file/brief.pdf: error: cannot-write: this cannot be written: {in_the_way}"
    ]
    assert told(Path("file/below/brief.pdf")) == [
        f"file/below/brief.pdf: error: cannot-write: this cannot be written: {in_the_way}"
    ]
    assert told(Path("folder.pdf")) == [
        "folder.pdf: error: cannot-write: this cannot be written: there is a folder of this name\n"
        "    remove or rename it"
    ]
    long = "x" * 300
    assert told(Path(long)) == [
        f"{long}: error: cannot-write: this cannot be written: the name is too long\n"
        "    shorten `slug` in brief.yaml, or the name of the folder"
    ]
    assert sorted(path.name for path in Path().iterdir()) == ["file", "folder.pdf", "loop"]


def test_a_file_may_have_the_longest_possible_name(tmp_path: Path) -> None:
    write(tmp_path / ("x" * 255), NEW)
    assert (tmp_path / ("x" * 255)).read_bytes() == NEW


def test_a_folder_without_write_permission_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tmp_path.chmod(0o555)
    before = os.geteuid()
    if before == 0:  # root may write everywhere
        os.seteuid(65534)
    try:
        (finding,) = told(Path("brief.pdf"))
    finally:
        os.seteuid(before)
    assert finding == (
        "brief.pdf: error: cannot-write: this cannot be written: you have no right to write there\n"
        "    name another folder (for what is built: -o FOLDER)"
    )


def test_an_unknown_reason_is_reported_in_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    assert "this cannot be written: input/output error\n" in told(tmp_path / "brief.pdf")[0]
    assert list(tmp_path.iterdir()) == []


def in_a_process(code: str, *arguments: object, wrapped: tuple[str, ...] = ()) -> subprocess.Popen[str]:
    program = f"import sys; from pathlib import Path; from brief.output import write\n{code}"
    command = (*wrapped, sys.executable, "-c", program, *map(str, arguments))
    return subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def on_a_small_disk(disk: Path, code: str) -> list[str]:
    """The lines that `code` prints, where `disk` is a disk of 64 kB."""
    disk.mkdir()
    mounting = """
import os, subprocess
disk = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk], check=True)
print("mounted", flush=True)
"""
    process = in_a_process(mounting + code, disk, wrapped=("unshare", "--user", "--map-root-user", "--mount"))
    first, *lines = process.communicate(timeout=30)[0].splitlines() or [""]
    if first != "mounted":
        pytest.skip("this machine lets nobody mount a small disk")
    return lines


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has disks that anybody may mount")
def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    code = """
write(disk / "brief.pdf", b"old")
try:
    write(disk / "brief.pdf", b"new" * 100_000)
except Exception as error:
    print(error)
print((disk / "brief.pdf").read_bytes(), os.listdir(disk))
"""
    assert on_a_small_disk(tmp_path / "disk", code) == [
        f"{tmp_path}/disk/brief.pdf: error: cannot-write: this cannot be written: the disk is full",
        "    free some space, or name a folder on another disk",
        "b'old' ['brief.pdf']",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has disks that anybody may mount")
def test_a_read_only_disk_is_reported(tmp_path: Path) -> None:
    code = """
subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
try:
    write(disk / "brief.pdf", b"new")
except Exception as error:
    print(error)
"""
    assert on_a_small_disk(tmp_path / "disk", code) == [
        f"{tmp_path}/disk/brief.pdf: error: cannot-write: this cannot be written: the disk can only be read",
        "    name another folder (for what is built: -o FOLDER)",
    ]


def test_a_file_that_grows_too_large_leaves_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(OLD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
    try:
        (finding,) = told(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert "the file is larger than this system allows" in finding
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(OLD)

    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write(path, NEW)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def test_a_kill_half_way_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(OLD)
    for delay in (0.0, 0.01, 0.02, 0.05):
        process = in_a_process(
            "print('go', flush=True)\nwhile True: write(Path(sys.argv[1]), b'new' * 1_000_000)", path
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "go\n"
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert path.read_bytes() in (OLD, NEW)


def test_two_writers_at_once_leave_one_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(OLD)
    versions = [bytes([number]) * 300_000 for number in range(4)]

    def write_often(data: bytes) -> None:
        for _ in range(25):
            write(path, data)

    writers = [threading.Thread(target=write_often, args=[data]) for data in versions]
    for writer in writers:
        writer.start()
    seen = set()
    while any(writer.is_alive() for writer in writers):
        seen.add(path.read_bytes())
    assert seen <= {OLD, *versions}
    assert path.read_bytes() in versions
    assert list(tmp_path.iterdir()) == [path]


LEFT = ".0123456789abcdef.part"


def test_leftovers_of_a_killed_writer_are_removed_by_the_next_one(tmp_path: Path) -> None:
    (tmp_path / LEFT).mkdir()
    (tmp_path / LEFT / "brief.pdf").write_bytes(OLD)
    (tmp_path / LEFT.replace("0", "a")).write_bytes(OLD)
    write(tmp_path / "brief.pdf", NEW)
    assert [path.name for path in tmp_path.iterdir()] == ["brief.pdf"]


def test_leftovers_of_a_killed_release_are_removed_by_the_next_one(tmp_path: Path) -> None:
    killed = in_a_process(
        "from brief.output import folder\n"
        "with folder(Path(sys.argv[1])) as room:\n"
        "    write(room / 'brief.pdf', b'old')\n    print('go', flush=True)\n    __import__('time').sleep(60)",
        tmp_path / "release",
    )
    assert killed.stdout is not None
    assert killed.stdout.readline() == "go\n"
    with folder(tmp_path / "other"):
        assert len(list(tmp_path.glob(".*.part/brief.pdf"))) == 1  # it is still being written
    killed.kill()
    killed.communicate()
    with folder(tmp_path / "release") as room:
        assert list(tmp_path.glob(".*")) == [room]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other", "release"]


def test_files_with_similar_names_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(OLD)
    (tmp_path / LEFT).symlink_to("mine")
    names = (".part", "movie.part", ".movie.part", ".0123456789ABCDEF.part", "0123456789abcdef.part", f"{LEFT}.txt")
    for name in names:
        (tmp_path / name).write_bytes(OLD)
    write(tmp_path / "brief.pdf", NEW)
    assert {path.name for path in tmp_path.iterdir()} == {"brief.pdf", "mine", LEFT, *names}


def test_without_file_locks_everything_is_written_and_nothing_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without(*_: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", without)
    (tmp_path / LEFT).write_bytes(OLD)
    write(tmp_path / "brief.pdf", NEW)
    with folder(tmp_path / "release"):
        pass
    assert {path.name for path in tmp_path.iterdir()} == {"brief.pdf", "release", LEFT}


def test_a_folder_removed_before_it_is_locked_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flock, first = fcntl.flock, iter([True])

    def late(descriptor: int, operation: int) -> None:
        if next(first, False):
            (swept,) = tmp_path.glob(".*.part")
            swept.rmdir()
        flock(descriptor, operation)

    monkeypatch.setattr(fcntl, "flock", late)
    with folder(tmp_path / "release") as room:
        write(room / "brief.pdf", NEW)
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["release", "release/brief.pdf"]


@pytest.mark.parametrize("name", ["output/a.pdf", "output/final/a.pdf"])
def test_an_output_link_made_during_the_build_is_not_followed_out(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "here" / "output").symlink_to(tmp_path / "outside")
    monkeypatch.chdir(tmp_path / "here")
    with pytest.raises(UsageError, match="output-leads-out"):
        write(Path(name), b"new")
    assert [path.name for path in (tmp_path / "outside").rglob("*") if path.is_file()] == []
