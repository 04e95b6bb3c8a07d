"""`brief merge` as a command with processes of its own: what it prints, and what happens when it is interrupted."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import MakeBrief
from tests.merge.merging import FOLDER, LIST, offices
from tests.test_cli import ROOT, command, in_a_process


def many(count: int) -> str:
    """A list with this number of offices."""
    return "Office,State,Building,Room\n" + "".join(f"Office {number},OH,Hart,{number}\n" for number in range(count))


def bytes_of_copies() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (FOLDER / "copies").iterdir()}


def started(*words: str) -> subprocess.Popen[bytes]:
    """A running merge."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        command("merge", "offices.csv", *words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    )


def workers(process: subprocess.Popen[bytes]) -> list[int]:
    """The processes in which a merge makes copies."""
    children = [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    return [int(pid) for child in children for pid in Path(f"/proc/{child}/task/{child}/children").read_text().split()]


def is_running(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for(what: object) -> None:
    assert callable(what)
    given_up = time.monotonic() + 60
    while not what():
        assert time.monotonic() < given_up
        time.sleep(0.02)


def test_a_merge_prints_what_it_made_and_where(make_brief: MakeBrief) -> None:
    offices(make_brief)
    done = in_a_process("merge", "offices.csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"{FOLDER}/{name}"
        for name in ("route.pdf", "proof-sheet.pdf", "print-run.pdf", "manifest.json", "manifest.csv")
    ]
    assert done.stderr.splitlines()[-1] == f"3 copies (3 new), each read back and right, in {FOLDER}/copies"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("none.csv",), 2, "error: no-list: there is no file 'none.csv'"),
        (("offices.csv", "nowhere"), 2, "error: no-brief: there is no folder 'nowhere'"),
        (("offices.csv", "-e", "handot"), 2, "error: unknown-edition: there is no edition 'handot'"),
        (("offices.csv", "--paper", "a3"), 2, "error: unknown-paper: there is no paper 'a3'"),
        (("offices.csv", "-o", "/proc/none"), 2, "/proc/none/"),
        (("empty.csv",), 1, "empty.csv: error: file-empty: this file is empty"),
    ],
)
def test_a_wrong_command_line_is_reported(make_brief: MakeBrief, words: tuple[str, ...], code: int, told: str) -> None:
    offices(make_brief)
    Path("empty.csv").touch()
    done = in_a_process("merge", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(told)
    assert "Traceback" not in done.stderr


def test_the_number_of_processes_changes_no_byte(make_brief: MakeBrief) -> None:
    offices(make_brief, many(9))
    assert in_a_process("merge", "offices.csv", "--jobs", "1").returncode == 0
    one = bytes_of_copies()
    for path in (FOLDER / "copies").iterdir():
        path.unlink()
    assert in_a_process("merge", "offices.csv", "--jobs", "3").returncode == 0
    assert bytes_of_copies() == one


def test_existing_copies_are_recognized_in_any_process(make_brief: MakeBrief) -> None:
    offices(make_brief)
    told = [in_a_process("merge", "offices.csv", PYTHONHASHSEED=str(seed)).stderr.splitlines()[-1] for seed in range(4)]
    assert [line.partition(",")[0] for line in told] == ["3 copies (3 new)", *["3 copies (0 new)"] * 3]


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_leaves_no_process_and_the_next_run_continues(
    make_brief: MakeBrief, sent: signal.Signals
) -> None:
    offices(make_brief, many(60))
    with started("--jobs", "2") as process:
        journal = FOLDER / ".journal"
        wait_for(lambda: journal.exists() and len(journal.read_text().splitlines()) > 3)
        pids = workers(process)
        process.send_signal(sent)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, b"Traceback" in err) == (128 + sent, b"", False)
    wait_for(lambda: not any(map(is_running, pids)))
    assert len(pids) == 2
    assert not (FOLDER / "copies").exists()
    made = len(journal.read_text().splitlines())
    again = in_a_process("merge", "offices.csv")
    assert again.returncode == 0, again.stderr
    assert len(bytes_of_copies()) == 60 > made


def test_a_kill_leaves_no_process(make_brief: MakeBrief) -> None:
    offices(make_brief, many(60))
    with started("--jobs", "2") as process:
        wait_for(lambda: (FOLDER / ".journal").exists())
        pids = workers(process)
        process.kill()
        process.communicate(timeout=30)
    wait_for(lambda: not any(map(is_running, pids)))
    assert in_a_process("merge", "offices.csv").returncode == 0


def test_a_process_that_dies_is_replaced(make_brief: MakeBrief) -> None:
    offices(make_brief, many(40))
    with started("--jobs", "2") as process:
        wait_for(lambda: (FOLDER / ".journal").exists())
        os.kill(workers(process)[0], signal.SIGKILL)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert len(bytes_of_copies()) == 40


def test_a_row_that_takes_too_long_is_stopped_and_the_others_are_made(make_brief: MakeBrief) -> None:
    slow = (
        """{% if fields.office == "Office 3" %}<style>.x { width: calc(1px"""
        + " + 1px" * 10
        + """) }</style>
    <div style="columns: 2">"""
        + "<div style='columns: 2'>" * 14
        + "word " * 50
        + "</div>" * 15
        + "{% endif %}"
    )
    layout = (ROOT / "styles/layouts/foot.html").read_text() + slow
    offices(make_brief, many(6), {"styles/layouts/foot.html": layout})
    done = in_a_process("merge", "offices.csv", "--time-limit", "7", "--keep-going", "--jobs", "2")
    assert done.returncode == 1
    assert "row 5 (Office 3.pdf): to make this copy took longer than 7 seconds" in done.stderr
    assert len(bytes_of_copies()) == 5


def test_a_full_disk_stops_a_merge_and_nothing_is_lost(make_brief: MakeBrief) -> None:
    offices(make_brief, LIST)
    assert in_a_process("merge", "offices.csv").returncode == 0
    before = bytes_of_copies()
    Path("offices.csv").write_text(LIST.replace("2300", "2301"))
    done = subprocess.run(
        ["bash", "-c", f"ulimit -f 8; {' '.join(command('merge', 'offices.csv', '--jobs', '1'))}"],
        env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert bytes_of_copies() == before


SPAWNED = """
from pathlib import Path
from brief import merge
from brief.merge.pool import Processes

if __name__ == "__main__":
    order = merge.Asked(Path(), Path("offices.csv"))
    [*merge.merge(order, Path("output"), merge.Wanted(jobs=2), Processes(None, None, "spawn"))]
"""


def test_processes_that_are_not_forked_make_the_same_bytes(make_brief: MakeBrief) -> None:
    """As on macOS."""
    offices(make_brief, many(4))
    assert in_a_process("merge", "offices.csv").returncode == 0
    forked = bytes_of_copies()
    for path in (FOLDER / "copies").iterdir():
        path.unlink()
    Path("spawned.py").write_text(SPAWNED, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "spawned.py"], env=environment, check=True, timeout=100)
    assert bytes_of_copies() == forked
