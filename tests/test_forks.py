"""Calls that run side by side, in this process and in forks of it. Each test has a process without threads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.conftest import MakeBrief
from tests.test_process import PART

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux runs calls in forks")

BEGINNING = """
import os, signal, time
from brief import forks
from brief.findings import BriefError
forks._processors = lambda: 3
parent = os.getpid()
"""


def run(code: str) -> str:
    """What a program prints that begins with `BEGINNING`."""
    done = subprocess.run(
        [sys.executable, "-c", BEGINNING + dedent(code)], capture_output=True, text=True, check=False, timeout=30
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_results_come_in_order_from_several_processes() -> None:
    code = """
    calls = [lambda number=number: (time.sleep(0.2), number, os.getpid())[1:] for number in range(7)]
    with forks.side_by_side(calls) as result:
        made = [result(number) for number in range(7)]
    print([number for number, _ in made], len({process for _, process in made}), made[0][1] == parent)
    """
    assert run(code) == "[0, 1, 2, 3, 4, 5, 6] 3 True"


def test_a_result_may_be_larger_than_a_pipe_holds() -> None:
    code = """
    with forks.side_by_side([lambda: b"", *[lambda: bytes(3_000_000)] * 4]) as result:
        print([len(result(number)) for number in range(5)])
    """
    assert run(code) == "[0, 3000000, 3000000, 3000000, 3000000]"


def test_an_error_in_a_fork_is_raised_where_the_result_is_asked_for() -> None:
    code = """
    def wrong():
        time.sleep(0.1 * (os.getpid() == parent))  # so that forks take these calls
        raise FileNotFoundError(2, "gone", "a.md")
    with forks.side_by_side([lambda: time.sleep(0.3), wrong, wrong]) as result:
        result(0)
        try:
            result(1)
        except FileNotFoundError as error:
            print(error.filename, *(line for note in error.__notes__ for line in note.splitlines()[:1]))
    """
    assert run(code) == "a.md Traceback (most recent call last):"


@pytest.mark.parametrize(
    ("death", "reason"),
    [
        ("os.abort()", "memory-limit: there was not enough memory while reading files"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "library-crashed: a library ended the command (SIGSEGV)"),
        ("bytes(10 ** 15)", "memory-limit: there was not enough memory"),
    ],
)
def test_the_call_of_a_fork_that_dies_has_failed_and_the_others_go_on(death: str, reason: str) -> None:
    code = f"""
    def dies():
        if os.getpid() != parent:
            {death}
        return "made"
    def waits():
        time.sleep(1)
    with forks.side_by_side([waits, dies, dies, lambda: "made", lambda: "made"]) as result:
        result(0)
        for number in range(1, 5):
            try:
                print(result(number))
            except BriefError as error:
                print(error)
    """
    first, _, second, _, *others = run(code).split("\n")
    assert reason in first
    assert reason in second
    assert others == ["made", "made"]


def test_a_call_whose_fork_is_killed_before_it_begins_runs_here() -> None:
    code = """
    take = forks._Shared._next
    def taken(shared):
        number = take(shared)
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return number
    forks._Shared._next = taken
    with forks.side_by_side([lambda: time.sleep(0.5), os.getpid, os.getpid]) as result:
        result(0)
        print({result(1), result(2)} == {parent})
    """
    assert run(code) == "True"


def test_calls_run_here_when_the_system_allows_no_further_process() -> None:
    code = """
    def refuse():
        raise BlockingIOError(11, "Resource temporarily unavailable")
    os.fork = refuse
    with forks.side_by_side([os.getpid, os.getpid]) as result:
        print({result(0), result(1)} == {parent})
    """
    assert run(code) == "True"


def test_forks_end_with_the_block_and_with_the_command() -> None:
    code = """
    def waits():
        time.sleep(0 if os.getpid() == parent else 60)
    with forks.side_by_side([waits, waits, waits]) as result:
        result(0)
        begun = time.monotonic()
    print(time.monotonic() - begun < 5)
    if not os.fork():
        parent = os.getpid()
        with forks.side_by_side([waits, waits, waits]) as result:
            os.kill(os.getpid(), signal.SIGKILL)
    os.wait()
    """
    assert run(code) == "True"  # a fork that is left would keep the output open for a minute


def test_calls_run_here_where_a_process_cannot_be_forked_safely() -> None:
    code = """
    import threading
    from importlib import reload
    reload(forks)
    threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
    with forks.side_by_side([os.getpid, os.getpid]) as result:
        print({result(0), result(1)} == {parent})
    """
    assert run(code) == "True"


EDITIONS = {**PART, "brief.yaml": "title: A brief\nask: We ask.\n"}


def build(code: str, processors: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The result of `brief build` on so many processors, when setting pages runs this code first."""
    program = f"""
import sys, time
from brief import forks, process
from brief.__main__ import main
from brief.build import job
forks._processors = lambda: {processors}
typeset = job.typeset
def typeset_after(*values, **named):
    {code}
    return typeset(*values, **named)
job.typeset = typeset_after
sys.argv = ["brief", "build", *{words!r}]
main()
"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)


def test_the_time_limit_of_an_edition_ends_the_command_also_in_a_fork(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    done = build("if process._slot: time.sleep(60)", 2, "-e", "full", "-e", "handout", "--time-limit", "3")
    assert done.returncode == 1
    assert "error: time-limit: stopped after 3 s, while setting the pages of the edition 'handout'" in done.stderr
    assert [path.name for path in Path("output").iterdir()] == ["a-brief-full-us-letter.pdf"]


def test_an_edition_out_of_memory_in_a_fork_does_not_keep_others_from_being_built(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    done = build(
        "if process._slot: bytes(10 ** 15)",
        2,
        *("-e", "full", "-e", "handout", "-e", "photocopy"),
        "--memory-limit",
        "900",
    )
    assert done.returncode == 1
    assert (
        "error: memory-limit: there was not enough memory while setting the pages of the edition 'handout': "
        "900 MB are allowed"
    ) in done.stderr
    names = sorted(path.name for path in Path("output").iterdir())
    assert names == ["a-brief-full-us-letter.pdf", "a-brief-photocopy-us-letter.pdf"]


def test_all_editions_have_the_same_bytes_with_forks_and_without(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    made = []
    for processors in (1, 3):
        done = build("", processors, "-e", "all", "-o", f"output-{processors}")
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in Path(f"output-{processors}").iterdir()})
    assert len(made[0]) == 7
    assert made[0] == made[1]
