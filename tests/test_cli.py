"""The commands on the command line: what is printed where, and the exit codes."""

from __future__ import annotations

import errno
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

from brief import __version__, doctor
from tests.conftest import Command, MakeBrief

ROOT = Path(__file__).parents[1]
PART = {"brief.yaml": "title: A brief\n", "part.md": "# Title\n\nText.\n"}


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "brief", *words]


def in_a_process(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `brief` in the working directory, in a process of its own."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", **environment}
    return subprocess.run(command(*words), capture_output=True, text=True, check=False, env=env, timeout=60)


def test_build_prints_the_path_and_says_how_long_it_took(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    done = brief("build")
    assert (done.returncode, done.stdout) == (0, f"{Path('output/a-brief-full-us-letter.pdf')}\n")
    assert re.fullmatch(
        r"full: 1 page, type 10\.5 pt \(smallest allowed 10\.5\), margins 16 mm, \d+ % full\n1 file in \d+\.\d\d s\n",
        done.stderr,
    )


def test_a_build_of_several_editions_says_at_the_end_how_long_all_took(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    *lines, last = brief("build", "-e", "full", "-e", "screen").stderr.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["full", "screen"]
    assert re.fullmatch(r"2 files in \d+\.\d\d s", last)


def test_build_takes_a_folder_a_paper_and_an_output_folder(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    done = brief("build", "content", "-e", "full", "--paper", "a4", "-o", "there")
    assert (done.returncode, done.stdout) == (0, f"{Path('there/a-brief-full-a4.pdf')}\n")


def test_an_error_in_the_brief_exits_with_1_and_writes_no_output(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({**PART, "part.md": "# Title\n\n![A](a.png)\n"})
    done = brief("build")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("content/part.md:3:6: error: image-missing: there is no image 'a.png'\n    ")
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("build", "nowhere"), "error: no-brief: there is no folder 'nowhere'"),
        (("build",), "error: no-brief: there is no brief.yaml in this folder"),
        (("build", str(ROOT), "-e", "poster"), "error: unknown-edition: there is no edition 'poster'"),
        (("build", "--paper", "a5"), "error: unknown-paper: there is no paper 'a5'"),
        (("build", "--colour"), "No such option"),
        (("bild",), "No such command 'bild'"),
        (("new",), "Missing argument 'FOLDER'"),
    ],
)
def test_a_command_line_that_is_wrong_ends_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], says: str, brief: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    done = brief(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_an_output_folder_that_cannot_be_written_ends_with_2(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    Path("file").write_text("")
    done = brief("build", "-o", "file")
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: cannot-write: this cannot be written: there is a file where a folder should be" in done.stderr


def test_new_makes_a_brief_that_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, brief: Command) -> None:
    monkeypatch.chdir(tmp_path)
    made = brief("new", "demo")
    assert made.returncode == 0
    assert str(Path("demo/content/brief.yaml")) in made.stdout.splitlines()
    monkeypatch.chdir(tmp_path / "demo")
    done = brief("build")
    assert (done.returncode, done.stdout) == (0, f"{Path('output/north-korea-human-rights-full-us-letter.pdf')}\n")


@pytest.mark.parametrize(
    ("folder", "quoted"), [("demo", "demo"), ("my brief", "'my brief'"), ("Ann's (1)", """'Ann'"'"'s (1)'""")]
)
def test_new_prints_the_next_step_quoted_for_a_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str, quoted: str, brief: Command
) -> None:
    monkeypatch.chdir(tmp_path)
    done = brief("new", folder)
    assert done.stderr == f"next:  cd {quoted}  and then  brief preview\n"
    next_step = done.stderr.removeprefix("next:  ").partition("  and then")[0]
    assert subprocess.run(["sh", "-c", f"{next_step} && ls"], capture_output=True, text=True, check=True).stdout == (
        "Preview.command\nPreview.desktop\ncontent\noutput\n"
    )


def test_editions_lists_what_can_be_built(brief: Command) -> None:
    done = brief("editions")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1].split("  ")[0] == "full"


def test_looks_lists_the_designs_with_their_faces(brief: Command) -> None:
    done = brief("looks")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["look", "gazette", "block", "witness", "ledger"]
    assert "  Libre Franklin, Newsreader  " in done.stdout


def test_looks_names_the_faces_that_are_missing(brief: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = doctor.Check("faces of block", False, "Archivo-Bold.ttf is missing", "reinstall it")
    monkeypatch.setattr(doctor, "examine_faces", lambda: (missing,))
    done = brief("looks")
    assert done.stdout.splitlines()[-2:] == [
        "missing  faces of block: Archivo-Bold.ttf is missing",
        " " * 9 + "reinstall it",
    ]


def test_editions_of_a_brief_are_listed_too(make_brief: MakeBrief, brief: Command) -> None:
    settings = "title: A\npaper: a4\neditions:\n  senate: {like: handout, pages: 1-2, min-type-size: 11}\n"
    make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"})
    last = brief("editions").stdout.splitlines()[-1]
    assert re.split(r"  +", last) == [
        "senate",
        "up to 2",
        "a4",
        "11 pt",
        "PDF/UA-1, PDF/A-3a",
        "the leave-behind: one ask (like handout)",
    ]


def test_doctor_says_ok_for_each_part_on_a_machine_that_can_run_these_tests(brief: Command) -> None:
    done = brief("doctor")
    assert (done.returncode, done.stderr) == (0, "")
    assert {line[:3] for line in done.stdout.splitlines()} == {"ok "}


def test_the_version_is_printed(brief: Command) -> None:
    assert brief("--version").stdout == f"brief {__version__}\n"


def test_the_help_shows_each_command_in_full() -> None:
    assert "..." not in in_a_process("--help", COLUMNS="80").stdout.partition("Commands:")[2]


def test_without_arguments_the_help_is_printed(brief: Command) -> None:
    done = brief()
    assert "Usage:" in done.stdout + done.stderr


def test_every_command_shows_an_example(brief: Command) -> None:
    for name in ("new", "build", "listen", "verify", "editions", "looks", "doctor"):
        assert f"Example:  brief {name}" in brief(name, "--help").stdout


def test_a_closed_standard_output_ends_quietly_and_the_file_is_there(make_brief: MakeBrief) -> None:
    make_brief(PART)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command("build"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert process.returncode == 0
    assert re.fullmatch(rb"full: 1 page, .*\n1 file in .* s\n", errors)
    assert Path("output/a-brief-full-us-letter.pdf").is_file()


def test_build_works_without_any_standard_output(make_brief: MakeBrief) -> None:
    make_brief(PART)
    words = " ".join(command("build"))
    done = subprocess.run(
        ["sh", "-c", f"{words} >&-"], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert Path("output/a-brief-full-us-letter.pdf").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", ["editions", "--help"])
def test_a_full_standard_output_is_reported(words: str) -> None:
    with open("/dev/full", "w") as full:
        done = subprocess.run(command(words), stdout=full, stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot-write: the results cannot be printed: No space left on device\n")


PRINTING = [("editions",), ("claims",), ("listen",), ("doctor",), ("--help",), ("build", "--help")]
"""Commands that print several lines and write no file."""


@pytest.mark.parametrize("words", PRINTING, ids=" ".join)
@pytest.mark.parametrize("redirected", ["| true", ">&-", ">&- 2>&- <&-"])
def test_results_that_nobody_reads_cause_no_error(
    make_brief: MakeBrief, words: tuple[str, ...], redirected: str
) -> None:
    make_brief(PART)
    line = f"{{ {' '.join(command(*words))}; echo $? >code; }} {redirected}"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], env=env, capture_output=True, text=True, check=False, timeout=60)
    assert (Path("code").read_text(), done.stdout) == ("0\n", "")
    assert "error" not in done.stderr


def test_a_connection_reset_by_its_reader_ends_the_command_quietly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        reader = socket.create_connection(server.getsockname())
        written, _ = server.accept()
    reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # so that closing sends a reset
    reader.close()
    with written:
        done = subprocess.run(
            command("editions"), stdout=written.fileno(), stderr=subprocess.PIPE, text=True, cwd=ROOT, check=False
        )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize(
    ("words", "code"), [(("build",), 0), (("claims",), 0), (("build", "nowhere"), 2), (("build", "--colour"), 2)]
)
def test_messages_that_cannot_be_printed_change_no_exit_code(
    make_brief: MakeBrief, words: tuple[str, ...], code: int
) -> None:
    make_brief(PART)
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            command(*words),
            stdout=subprocess.PIPE,
            stderr=full,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
    assert done.returncode == code
    assert Path("output/a-brief-full-us-letter.pdf").is_file() == (words == ("build",))


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_an_interruption_ends_quietly_and_leaves_nothing_behind(
    make_brief: MakeBrief, sent: signal.Signals, code: int
) -> None:
    make_brief({**PART, "part.md": "# Title\n\n" + f"{'Some words of a paragraph. ' * 20}\n\n" * 1500})
    with subprocess.Popen(
        command("build"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        time.sleep(1)
        process.send_signal(sent)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (code, b"", b"")
    assert not Path("output").exists() or list(Path("output").iterdir()) == []


@pytest.mark.parametrize(("address", "code"), [("own.ttf", 0), ("http://example.org/own.ttf", 1)])
def test_fonts_of_style_sheets_leave_no_folder_behind(
    address: str, code: int, make_brief: MakeBrief, tmp_path: Path
) -> None:
    """The folder for temporary files is empty afterwards, whether pages are written or refused."""
    face = f"@font-face {{ font-family: Own; src: url({address}) }}"
    font = (ROOT / "styles" / "fonts" / "SourceSans3-It.ttf").read_bytes()
    make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": face, "styles/own.ttf": font})
    (tmp_path / "temporary").mkdir()
    done = in_a_process("build", TMPDIR=str(tmp_path / "temporary"))
    assert done.returncode == code, done.stderr
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_while_a_file_is_written_leaves_no_half_of_it(
    make_brief: MakeBrief, sent: signal.Signals, code: int
) -> None:
    make_brief(PART)
    program = (
        "import os, sys\nfrom brief.__main__ import main\n"
        f"os.fsync = lambda file: os.kill(os.getpid(), {int(sent)})\nsys.argv = ['brief', 'build']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=env)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", b"")
    assert list(Path("output").iterdir()) == []


def test_an_interruption_while_the_command_line_is_imported_ends_quietly(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n")
    done = in_a_process("editions", PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


LOST = {
    "in a finalizer while a file is written": "os.fsync = lambda file: Noisy()",
    "in a finalizer before the first stage": "import brief.load\nbrief.load.load = with_noise(brief.load.load)",
    "in a callback of the import system": "sys.meta_path.insert(0, Finder())",
    "when the command has ended": "atexit.register(lambda: os.kill(os.getpid(), SENT))",
}
"""Places where Python drops exceptions, and with them the one that a signal raises."""


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("where", LOST)
def test_a_signal_that_python_drops_is_obeyed_all_the_same(
    make_brief: MakeBrief, where: str, sent: signal.Signals, code: int
) -> None:
    make_brief(PART)
    program = f"""
import atexit, os, sys, weakref
SENT = {int(sent)}
class Noisy:
    def __del__(self):
        os.kill(os.getpid(), SENT)
def with_noise(stage):
    def noisy(*arguments):
        Noisy()
        return stage(*arguments)
    return noisy
class Finder:
    def find_spec(self, name, *_):
        if name == "brief.cli":
            gone = Finder()
            self.reference = weakref.ref(gone, lambda _: os.kill(os.getpid(), SENT))
from brief.__main__ import main
{LOST[where]}
sys.argv = ["brief", "build"]
main()
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=env)
    ended = where == "when the command has ended"
    assert (done.returncode, bool(done.stdout), b"Exception" in done.stderr) == (code, ended, False)
    assert len(list(Path().glob("output/*"))) == ended


def test_a_signal_that_another_error_hides_is_obeyed_all_the_same(make_brief: MakeBrief) -> None:
    make_brief(PART)
    program = (
        "import os, signal, sys\nfrom brief.__main__ import main\nimport brief.load\n"
        "def load(_):\n    try: os.kill(os.getpid(), signal.SIGTERM)\n    except BaseException: raise ValueError\n"
        "brief.load.load = load\nsys.argv = ['brief', 'build']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=env)
    assert (done.returncode, done.stdout, done.stderr) == (143, b"", b"")


def test_a_signal_that_is_ignored_stays_so(make_brief: MakeBrief) -> None:
    make_brief(PART)
    program = (
        "import os, signal, sys\nsignal.signal(signal.SIGHUP, signal.SIG_IGN)\nfrom brief.__main__ import main\n"
        "os.fsync = lambda file: os.kill(os.getpid(), signal.SIGHUP)\nsys.argv = ['brief', 'build']\nmain()"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, env=env).returncode == 0


def test_help_imports_nothing_heavy() -> None:
    program = (
        "import sys; from brief.cli import app\n"
        "try: app(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'weasyprint', 'jinja2', 'markdown', 'yaml', 'PIL', 'pikepdf', 'playa', 'rich'} & set(sys.modules)\n"
        "sys.exit(', '.join(heavy) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_file_that_is_taken_away_while_a_brief_is_read_is_a_finding(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch, brief: Command
) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n"})

    def gone(*args: object) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "No such file or directory", "content/styles/fonts/own.ttf")

    monkeypatch.setattr("brief.build.read", gone)
    ended = brief("build", str(folder))
    assert ended.returncode == 1
    assert ended.stderr == (
        "content/styles/fonts/own.ttf: error: file-gone: this file was taken away or exchanged while the brief was "
        "read\n    build it again once nobody changes its files\n"
    )
