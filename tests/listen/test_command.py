"""`brief listen` on the command line: what is printed where, how wide, and the exit codes."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Command, MakeBrief
from tests.test_cli import ROOT, command, in_a_process

PART = {"part.md": f"# Title\n\nSongbun (성분) {'words ' * 30}end.\n"}
PROSE = f"Paragraph     Songbun ([ko: 성분]) {'words ' * 30}end."


def test_each_element_is_one_unbroken_line_on_standard_output(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    done = brief("listen", "content", "-e", "full", "--paper", "a4")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == "Document      A brief [en-US, 1 page]"
    assert PROSE in done.stdout.splitlines()
    assert not Path("output").exists()


def test_json_is_one_object_whatever_the_encoding_of_the_terminal(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# Título\n\nSongbun (성분).\n"})
    done = in_a_process("listen", "--json", PYTHONIOENCODING="ascii")
    assert [one["text"] for one in json.loads(done.stdout)["elements"]][1:3] == ["Título", "Songbun (성분)."]


def test_letters_that_the_terminal_cannot_print_are_escaped(make_brief: MakeBrief) -> None:
    make_brief(PART)
    done = in_a_process("listen", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Songbun ([ko: \\uc131\\ubd84])" in done.stdout


def test_warnings_go_to_standard_error(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({"brief.yaml": "title: A\nsections: [part]\n", "spare.md": "# B\n\nB.\n", **PART})
    done = brief("listen", "--json")
    assert done.returncode == 0
    assert "warning: section-unlisted" in done.stderr
    assert json.loads(done.stdout)["title"] == "A"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere",), 2, "error: no-brief: there is no folder 'nowhere'"),
        (("-e", "poster"), 2, "error: unknown-edition: there is no edition 'poster'"),
        (("--paper", "a5"), 2, "error: unknown-paper: there is no paper 'a5'"),
        (("--loud",), 2, "No such option"),
        (("content",), 1, "error: image-missing: there is no image 'a.png'"),
    ],
)
def test_errors_are_reported_as_build_reports_them(
    make_brief: MakeBrief, words: tuple[str, ...], code: int, says: str, brief: Command
) -> None:
    make_brief({"part.md": "# Title\n\n![A](a.png)\n"})
    done = brief("listen", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_closed_pipe_ends_the_command_quietly(make_brief: MakeBrief) -> None:
    make_brief(PART)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command("listen"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"")


def test_lines_are_folded_in_a_terminal(make_brief: MakeBrief) -> None:
    pty = pytest.importorskip("pty", reason="only there are terminals of this kind")
    make_brief(PART)
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": "50"}
    with subprocess.Popen(command("listen"), stdout=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        while piece := _read(ours):
            said += piece
    os.close(ours)
    folded = said.decode().replace("\r\n", "\n").splitlines()
    assert process.returncode == 0
    assert max(map(len, folded)) <= 50
    assert "Paragraph     Songbun ([ko: 성분]) words words" in folded
    assert f"{' ' * 14}words words words words words words" in folded


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # on Linux, the end of the output of the other side
        return b""
