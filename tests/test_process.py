"""Signals end a command, even where Python drops the exception that they raise; so do limits of time and memory.

test_cli sends more signals.
"""

from __future__ import annotations

import hashlib
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import process, watcher
from brief.manifest import SUMS, compare
from tests.conftest import Command, MakeBrief, write_files

ROOT = Path(__file__).parents[1]

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Restores the signal handlers of this process after each test."""
    monkeypatch.setattr(process, "_state", process._state)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    before = {number: signal.getsignal(number) for number in NUMBERS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_is_raised_and_remembered(number: signal.Signals) -> None:
    process.heed()
    process.raise_signal()
    assert process.exit_code(7) == 7
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    with pytest.raises(KeyboardInterrupt):
        process.raise_signal()
    assert process.exit_code(7) == 128 + number


def test_a_signal_that_is_ignored_stays_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    process.heed()
    os.kill(os.getpid(), signal.SIGHUP)
    process.raise_signal()


class Finalized:
    """An object that raises an error when it is destroyed."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


def test_an_interruption_that_python_drops_is_not_printed_but_any_other_error_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: printed.append(lost.exc_type))
    process.heed()
    Finalized(KeyboardInterrupt)
    Finalized(ZeroDivisionError)
    assert printed == [ZeroDivisionError]


def ended(code: str, *words: str, where: Path) -> subprocess.CompletedProcess[str]:
    """The result of `brief build` when setting pages runs this code."""
    program = (
        "import sys\nfrom brief import build, process\nfrom brief.__main__ import main\nfrom brief.build import job\n"
        f"def typeset(*_, **__):\n    {code}\n"
        f"job.typeset = typeset\nsys.argv = ['brief', 'build', *{words!r}]\nmain()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(where / "temporary")}
    return subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment, timeout=60
    )


PART = {"brief.yaml": "title: A brief\n", "part.md": "# T\n\nText.\n"}


@pytest.fixture
def folder(make_brief: MakeBrief) -> Path:
    """The folder of a brief, with a folder for temporary files, and an earlier PDF in the folder above it."""
    where = make_brief({**PART, "temporary/kept": "", "../output/a-brief-full-us-letter.pdf": "earlier"})
    return where.absolute()


def left(folder: Path) -> list[str]:
    """The text of the earlier PDF, and the names of unfinished output and of temporary files."""
    output = folder.parent / "output"
    earlier = (output / "a-brief-full-us-letter.pdf").read_text()
    return [earlier, *sorted(path.name for path in [*output.glob(".*"), *folder.glob("temporary/*")])]


TOO_LATE = (
    "error: time-limit: stopped after 2 s, while setting the pages of the edition 'full'\n"
    "    leave out or simplify what takes so long, or allow more time: --time-limit 4\n"
)


@pytest.mark.parametrize(
    "code",
    [
        "import re; re.match('(a+)+$', 'a' * 60 + 'b')",
        "import time; time.sleep(60)",
        "import ctypes; ctypes.PyDLL(None).sleep(60)",  # in C, with Python's lock, so that no signal is handled
        "import weasyprint; weasyprint.HTML(string='<p>' + 'x' * 10_000_000).render()",
        "exec('while True:\\n try:\\n  while True: pass\\n except KeyboardInterrupt: pass')",
        "import tempfile; open(tempfile.mkdtemp() + '/a', 'w'); import time; time.sleep(60)",
    ],
    ids=[
        "a pattern that backtracks",
        "a wait",
        "a library",
        "a word of ten megabytes",
        "a stubborn loop",
        "temporary files",
    ],
)
def test_a_command_over_its_time_limit_is_ended_and_leaves_nothing(code: str, folder: Path) -> None:
    done = ended(code, "--time-limit", "2", where=folder)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", TOO_LATE)
    assert left(folder) == ["earlier", "kept"]


def test_unfinished_output_of_a_killed_command_is_removed(folder: Path) -> None:
    unfinished = "__import__('brief.output'); from brief import output; from pathlib import Path"
    begun = "beside = output._beside(Path('output/a.pdf'), Path.mkdir); beside.__enter__()"
    stuck = f"{begun}; import ctypes; ctypes.PyDLL(None).sleep(60)"
    done = ended(f"{unfinished}; {stuck}", "--time-limit", "2", where=folder)
    assert done.stderr == TOO_LATE
    assert left(folder) == ["earlier", "kept"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
@pytest.mark.parametrize(
    "code",
    [
        "[bytes(10_000_000) for _ in range(1000)]",
        "from weasyprint.text.ffi import ffi; import ctypes; ctypes.CDLL('libglib-2.0.so.0').g_malloc(10**12)",
    ],
    ids=["Python", "C"],
)
def test_a_command_out_of_memory_ends_with_a_finding(code: str, folder: Path) -> None:
    done = ended(code, "--memory-limit", "500", where=folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(
        "error: memory-limit: there was not enough memory while setting the pages of the edition 'full': "
        "500 MB are allowed\n"
        "    leave out or simplify what is so large, or allow more memory: --memory-limit 1000\n"
    )
    assert left(folder) == ["earlier", "kept"]


def test_a_crash_of_a_library_is_reported(folder: Path) -> None:
    done = ended("import ctypes; ctypes.string_at(0)", where=folder)
    assert (done.returncode, done.stderr) == (
        1,
        "error: library-crashed: a library crashed (SIGSEGV) while setting the pages of the edition 'full'\n"
        "    leave out what came last into the brief, and report what it was\n",
    )


def test_the_file_being_read_at_the_time_limit_is_named(folder: Path) -> None:
    program = (
        "import sys, time\nfrom brief.__main__ import main\nfrom brief.load import yaml\n"
        "yaml.tree = lambda *_, **__: time.sleep(60)\n"
        "sys.argv = ['brief', 'build', '--time-limit', '2']\nmain()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment, timeout=60
    )
    assert done.stderr.startswith("content/brief.yaml: error: time-limit: stopped after 2 s, while reading files\n")


@pytest.mark.parametrize(
    ("asked", "pages", "seconds"), [(None, None, 60), (None, 20, 60), (None, 24, 72), (5, 24, 5), (5, None, 5)]
)
def test_an_edition_of_many_pages_has_more_time_unless_a_limit_is_given(
    asked: int | None, pages: int | None, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_asked", asked)
    process.begin("full", pages)
    assert process._state.seconds == seconds
    process.stop_clock()
    assert process._state.deadline == float("inf")


def test_a_reader_of_results_may_take_more_time_than_the_limit(folder: Path) -> None:
    command = f"{sys.executable} -m brief listen --time-limit 4 | (sleep 6; cat)"
    done = subprocess.run(
        ["sh", "-c", command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.stderr, "Text." in done.stdout) == ("", True)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a process that the other one is gone")
def test_a_command_whose_first_process_is_killed_ends(folder: Path) -> None:
    program = (
        "import os, sys, time\nfrom brief.__main__ import main\nfrom brief.build import job\n"
        "def typeset(*_, **__):\n    os.kill(os.getppid(), 9)\n    time.sleep(60)\n"
        "job.typeset = typeset\nsys.argv = ['brief', 'build']\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        stdout=subprocess.PIPE,  # the pipe ends when no process holds it
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary")},
        timeout=30,
    )
    assert (done.returncode, done.stdout) == (-signal.SIGKILL, b"")


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_to_the_first_process_alone_ends_both(number: signal.Signals, folder: Path) -> None:
    done = ended(f"import os, time; os.kill(os.getppid(), {int(number)}); time.sleep(60)", where=folder)
    assert (done.returncode, done.stdout, done.stderr) == (128 + number, "", "")
    assert left(folder) == ["earlier", "kept"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps to a limit of memory")
def test_a_viewer_that_a_command_starts_has_no_memory_limit(folder: Path) -> None:
    told = "print(resource.getrlimit(resource.RLIMIT_AS)[0], file=sys.stderr)"
    code = f"import resource; {told}; process.lift_limits(); {told}; raise KeyboardInterrupt"
    done = ended(code, "--memory-limit", "700", where=folder)
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    assert done.stderr.splitlines() == [str(700 * 2**20), str(most)]


@pytest.mark.parametrize("closed", [">&- <&-", ">&- <&- 2>&-", "<&- 2>&-"])
def test_a_command_is_watched_even_if_its_streams_are_closed(closed: str, folder: Path) -> None:
    program = (
        "import sys, time\nfrom brief.__main__ import main\nfrom brief.build import job\n"
        "def typeset(*_, **__):\n    print('a line', flush=True)\n    time.sleep(60)\n"
        "job.typeset = typeset\nsys.argv = ['brief', 'build', '--time-limit', '2']\nmain()\n"
    )
    Path("program.py").write_text(program)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder / "temporary")}
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} program.py {closed}"], env=environment, check=False, timeout=30
    )
    assert done.returncode == 1
    assert left(folder) == ["earlier", "kept"]


@pytest.mark.parametrize("named", ["a.svg\\0\\0{}\\0", "a.svg\\0{}/x\\0{}", "{}"])
def test_a_file_whose_name_holds_the_names_of_folders_has_none_of_them_removed(named: str, folder: Path) -> None:
    """A style sheet may request ``a.svg?%00%00/home/me%00``."""
    mine = folder.parent / "brief-mine"
    write_files(mine, {"kept.txt": "", ".0123456789abcdef.part": ""})
    name = named.replace("{}", str(mine))
    done = ended(
        f"process.begin_step('typeset', '{name}'); import time; time.sleep(60)", "--time-limit", "2", where=folder
    )
    assert (done.returncode, "time-limit" in done.stderr) == (1, True)
    assert sorted(path.name for path in mine.iterdir()) == [".0123456789abcdef.part", "kept.txt"]
    assert left(folder) == ["earlier", "kept"]


def test_the_watcher_removes_no_folder_but_one_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary, other = tmp_path / "temporary", tmp_path / "other"
    for name in ("brief-abc", "mine"):
        write_files(temporary / name, {"file": ""})
        write_files(other / name, {"file": ""})
    (temporary / "brief-link").symlink_to(other, target_is_directory=True)
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    for path in (*temporary.iterdir(), *other.iterdir()):
        watcher._remove_temporary(str(path))
    assert sorted(path.name for path in (*temporary.iterdir(), *other.iterdir())) == [
        "brief-abc",
        "brief-link",
        "mine",
        "mine",
    ]


def test_a_command_succeeds_even_if_its_starter_ignores_the_end_of_children(folder: Path) -> None:
    program = (
        "import os, signal, sys; signal.signal(signal.SIGCHLD, signal.SIG_IGN); os.execv(sys.argv[1], sys.argv[1:])"
    )
    command = [sys.executable, "-c", program, sys.executable, "-m", "brief", "build"]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)


def test_a_system_that_allows_no_further_process_is_reported(folder: Path) -> None:
    program = "import os, sys\nfrom brief.__main__ import main\n"
    program += "def fork(): raise BlockingIOError(11, 'Resource temporarily unavailable')\n"
    program += f"os.fork = fork\nsys.argv = ['brief', 'build', {str(folder)!r}]\nmain()\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        "error: no-process: the system allows no process for the work: Resource temporarily unavailable\n"
        "    close other programs, or ask whoever looks after this machine to allow you more processes and memory\n",
    )


def test_a_removed_working_directory_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    command = f"cd {tmp_path / 'gone'} && rmdir ../gone && {sys.executable} -m brief build /nowhere"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", command], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        "error: no-folder: the folder that you are in was removed\n    change to another one: cd\n",
    )


def test_the_drawing_that_takes_too_long_is_named(make_brief: MakeBrief) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    make_brief({"part.md": "# T\n\n![A line](images/a.svg)\n", "images/a.svg": drawing})
    program = (
        "import sys, time\nfrom brief.__main__ import main\nfrom weasyprint.images import SVGImage\n"
        "SVGImage.draw = lambda *_: time.sleep(60)\nsys.argv = ['brief', 'build', '--time-limit', '3']\nmain()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, env=environment)
    assert done.stderr.startswith(
        "images/a.svg: error: time-limit: stopped after 3 s, while writing the PDF of the edition 'full'\n"
    )


@pytest.mark.parametrize("words", [("--memory-limit", "255"), ("--memory-limit", "1000001"), ("--time-limit", "0")])
def test_limits_out_of_range_are_refused(words: tuple[str, ...], brief: Command) -> None:
    done = brief("build", *words)
    assert done.returncode == 2
    assert f"Invalid value for '{words[0]}'" in done.stderr


def test_the_comparison_of_a_file_of_a_release_has_its_own_time_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a.txt": "x", SUMS: f"{hashlib.sha256(b'x').hexdigest()}  a.txt\n"})
    process.stop_clock()
    assert next(compare(tmp_path)).good
    assert process._state.deadline < float("inf")


@pytest.mark.parametrize(
    ("late", "code", "rule"),
    [
        (True, 0, "time-limit"),
        (False, process.NO_MEMORY, "memory-limit"),
        (False, -9, "memory-limit"),
        (False, -11, "library-crashed"),
        (False, 1, None),
        (False, 0, None),
    ],
)
def test_the_end_of_a_process_determines_the_finding(late: bool, code: int, rule: str | None) -> None:
    reason = watcher.reason_ended(process.State(0, 60), late, code)
    assert (reason and reason.rule) == rule
