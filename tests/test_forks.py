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
import os, signal, sys, threading, time
from brief import forks, process
from brief.findings import BriefError
processors, forks.processors = forks.processors, lambda: 3
parent = os.getpid()

def waits():
    time.sleep(1)  # until the forks have done all other calls
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


def test_a_result_of_a_fork_may_be_larger_than_a_pipe_holds() -> None:
    code = """
    with forks.side_by_side([waits, *[lambda: (bytes(3_000_000), os.getpid())] * 2]) as result:
        result(0)
        made = [result(1), result(2)]
    print([len(data) for data, _ in made], parent in {process for _, process in made})
    """
    assert run(code) == "[3000000, 3000000] False"


def test_a_result_that_is_ready_is_given_before_another_call_runs_here() -> None:
    code = """
    forks.processors = lambda: 2
    calls = [waits, lambda: "ready", lambda: time.sleep(2 if os.getpid() != parent else 9), lambda: time.sleep(9)]
    with forks.side_by_side(calls) as result:
        result(0)
        begun = time.monotonic()
        print(result(1), time.monotonic() - begun < 2)
    """
    assert run(code) == "ready True"


def test_an_error_in_a_fork_is_raised_where_the_result_is_asked_for() -> None:
    code = """
    def wrong():
        raise FileNotFoundError(2, "gone", "a.md" if os.getpid() != parent else "here")
    with forks.side_by_side([waits, wrong]) as result:
        result(0)
        try:
            result(1)
        except FileNotFoundError as error:
            print(error.filename, *(line for note in error.__notes__ for line in note.splitlines()[:1]))
    """
    assert run(code) == "a.md Traceback (most recent call last):"


def test_a_result_that_cannot_be_sent_is_an_error_that_says_why() -> None:
    code = """
    with forks.side_by_side([waits, lambda: lambda: 0]) as result:
        result(0)
        try:
            result(1)
        except RuntimeError as error:
            print("pickle" in str(error))
    """
    assert run(code) == "True"


@pytest.mark.parametrize(
    ("death", "reason"),
    [
        ("os.abort()", "memory-limit: there was not enough memory while reading files"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "library-crashed: a library crashed (SIGSEGV) while reading files"),
        ("bytes(10 ** 15)", "memory-limit: there was not enough memory"),
    ],
)
def test_the_call_of_a_fork_that_dies_has_failed_and_the_others_run(death: str, reason: str) -> None:
    code = f"""
    def dies():
        {death}
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


def test_a_fork_that_dies_while_it_sends_its_result_has_failed() -> None:
    code = """
    class Fatal:
        def __reduce__(self):
            threading.Timer(0.3, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
            return bytes, (bytes(5_000_000),)  # more than the pipe holds, so that sending waits
    with forks.side_by_side([waits, Fatal]) as result:
        result(0)
        try:
            result(1)
        except BriefError as error:
            print(error.findings[0].rule)
    """
    assert run(code) == "memory-limit"


def test_a_call_whose_fork_is_killed_before_it_begins_runs_here() -> None:
    code = """
    take = forks._Shared._next
    def taken(shared):
        number = take(shared)
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return number
    forks._Shared._next = taken
    with forks.side_by_side([waits, os.getpid, os.getpid]) as result:
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
    def waits_in_a_fork():
        time.sleep(0 if os.getpid() == parent else 60)
    with forks.side_by_side([waits_in_a_fork] * 3) as result:
        result(0)
        begun = time.monotonic()
    print(time.monotonic() - begun < 5)
    if not os.fork():
        parent = os.getpid()
        with forks.side_by_side([waits_in_a_fork] * 3) as result:
            os.kill(os.getpid(), signal.SIGKILL)
    os.wait()
    """
    assert run(code) == "True"  # a fork that is left would keep the output open for a minute


@pytest.mark.parametrize(
    "thread", ["threading.Thread(target=time.sleep, args=(1,), daemon=True).start()", "of_pango()"]
)
def test_a_process_with_threads_also_of_a_library_is_not_forked(thread: str) -> None:
    code = f"""
    def of_pango():
        from pathlib import Path
        from brief.typeset import Engine
        return Engine([Path("styles/fonts").absolute()])
    before = forks._can_fork()
    kept = {thread}
    print(before, forks._can_fork())
    """
    assert run(code) == "True False"


@pytest.mark.parametrize(("limit", "most"), [("200000 100000", 2), ("50000 100000", 1), ("max 100000", 4)])
def test_a_container_has_the_processors_of_its_quota(limit: str, most: int) -> None:
    code = f"""
    from pathlib import Path
    os.sched_getaffinity = lambda _: range(4)
    Path.read_text = lambda *_, **__: "{limit}"
    print(processors())
    """
    assert run(code) == str(most)


def test_forks_can_be_imported_where_pipes_have_one_size() -> None:
    code = "import fcntl; del fcntl.F_SETPIPE_SZ; from importlib import reload; reload(forks); print('imported')"
    assert run(code) == "imported"


EDITIONS = {**PART, "brief.yaml": "title: A brief\nask: We ask.\n"}


def command(code: str, processors: int, *words: str) -> subprocess.CompletedProcess[str]:
    """The result of a command on so many processors, when setting pages runs this code first."""
    program = f"""
import sys, time
from brief import forks, process, watcher
from brief.__main__ import main
from brief.build import job
forks.processors = lambda: {processors}
typeset = job.typeset
def typeset_after(*values, **named):
    {code or "pass"}
    return typeset(*values, **named)
job.typeset = typeset_after
sys.argv = ["brief", *{words!r}]
main()
"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)


TWO = ("build", "-e", "full", "-e", "handout")


def test_the_time_limit_of_an_edition_ends_the_command_also_in_a_fork(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    done = command("if process._slot: time.sleep(60)", 2, *TWO, "--time-limit", "3")
    assert done.returncode == 1
    assert "error: time-limit: stopped after 3 s, while setting the pages of the edition 'handout'" in done.stderr
    assert [path.name for path in Path("output").iterdir()] == ["a-brief-full-us-letter.pdf"]


def test_the_time_limit_of_an_edition_runs_on_after_the_command_has_waited_for_a_fork() -> None:
    code = """
    with forks.side_by_side([lambda: process.begin("full"), lambda: time.sleep(0.5)]) as result:
        result(0), result(1)
    print(0 < process._state.deadline - time.monotonic() <= process.SECONDS)
    """
    assert run(code) == "True"


@pytest.mark.parametrize("status", ["draft", "final"])
def test_a_fork_that_has_finished_does_not_end_an_edition_that_has_more_time(
    status: str, make_brief: MakeBrief
) -> None:
    pages = "editions: {full: {pages: 21}}\n"
    make_brief({**EDITIONS, "brief.yaml": f"{EDITIONS['brief.yaml']}status: {status}\n{pages}"})
    code = "process.SECONDS = 2\n    if not process._slot: process.begin('full', 21); time.sleep(4)"
    limits = "process.SECONDS = 2"
    done = command(f"{limits}; {code}", 2, *TWO)
    assert done.returncode == 0, done.stderr


def test_an_edition_out_of_memory_in_a_fork_does_not_keep_others_from_being_built(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    done = command("if process._slot: bytes(10 ** 15)", 2, *TWO, "-e", "photocopy", "--memory-limit", "900")
    assert done.returncode == 1
    assert (
        "error: memory-limit: there was not enough memory while setting the pages of the edition 'handout': "
        "900 MB are allowed"
    ) in done.stderr
    names = sorted(path.name for path in Path("output").iterdir())
    assert names == ["a-brief-full-us-letter.pdf", "a-brief-photocopy-us-letter.pdf"]


def test_a_check_reports_an_edition_out_of_memory_among_its_other_findings(make_brief: MakeBrief) -> None:
    make_brief({**EDITIONS, "part.md": "# T\n\nText text.\n"})
    done = command("if process._slot: bytes(10 ** 15)", 2, "check", "-e", "full", "-e", "handout")
    assert "memory-limit" in done.stderr + done.stdout
    assert "word-twice" in done.stderr + done.stdout


RELEASED = """
status: final
version: '1'
date: 2018-06-09
contact: {name: A desk, phone: +1 202 555 0100}
rules: {part-missing: {severity: warning, because: this is a test}}
"""


def test_a_release_is_not_made_when_an_edition_is_out_of_memory_in_a_fork(make_brief: MakeBrief) -> None:
    make_brief({**EDITIONS, "brief.yaml": EDITIONS["brief.yaml"] + RELEASED})
    done = command("if process._slot: bytes(10 ** 15)", 2, "release")
    assert "memory-limit" in done.stderr
    assert not Path("output/a-brief-1").exists()


def test_all_editions_have_the_same_bytes_with_forks_and_without(make_brief: MakeBrief) -> None:
    make_brief(EDITIONS)
    made = []
    for processors in (1, 3):
        done = command("", processors, "build", "-e", "all", "-o", f"output-{processors}")
        assert done.returncode == 0, done.stderr
        made.append({path.name: path.read_bytes() for path in Path(f"output-{processors}").iterdir()})
    assert len(made[0]) == 7
    assert made[0] == made[1]
