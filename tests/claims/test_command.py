"""`brief claims` on the command line: what is printed where, and the exit codes."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Command, MakeBrief
from tests.test_cli import ROOT, command, in_a_process

PART = {"part.md": "# Title\n\nSongbun (성분) has 3 classes.\n"}


def test_claims_go_to_standard_output_and_their_count_to_standard_error(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(PART)
    done = brief("claims", "content")
    assert (done.returncode, done.stderr) == (0, "1 claim, 1 without a source\n")
    assert done.stdout == "without a source (1)\n\ncontent/part.md:3:1  number\n    Songbun (성분) has 3 classes.\n"
    assert not Path("output").exists()


@pytest.mark.parametrize(
    ("form", "begins"),
    [("csv", b"\xef\xbb\xbffile,line,"), ("CSV", b"\xef\xbb\xbffile,line,"), ("html", b"<!DOCTYPE html>\n")],
)
def test_csv_and_html_are_in_utf_8_whatever_the_encoding_of_the_terminal(
    make_brief: MakeBrief, form: str, begins: bytes
) -> None:
    make_brief(PART)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(command("claims", "--format", form), capture_output=True, check=True, env=environment)
    assert done.stdout.startswith(begins)
    assert "성분" in done.stdout.decode()


def test_letters_that_the_terminal_cannot_print_are_escaped(make_brief: MakeBrief) -> None:
    make_brief(PART)
    done = in_a_process("claims", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "Songbun (\\uc131\\ubd84) has 3 classes." in done.stdout


def test_a_brief_without_claims_says_so(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({"part.md": "# Title\n\nText.\n"})
    done = brief("claims")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("no claims: no sentence holds")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("nowhere",), 2, "error: no-brief: there is no folder 'nowhere'"),
        (("--format", "cvs"), 2, "error: unknown-format: there is no format 'cvs'\n    did you mean 'csv'?\n"),
        (("--format", "pdf"), 2, "there is no format 'pdf'\n    known are csv, html and text\n"),
        (("--loud",), 2, "No such option"),
        (("content",), 1, "error: image-missing: there is no image 'a.png'"),
    ],
)
def test_errors_are_reported_as_build_reports_them(
    make_brief: MakeBrief, words: tuple[str, ...], code: int, says: str, brief: Command
) -> None:
    make_brief({"part.md": "# Title\n\n![A](a.png)\n"})
    done = brief("claims", *words)
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("form", ["text", "csv", "html"])
def test_a_closed_pipe_ends_the_command_quietly(make_brief: MakeBrief, form: str) -> None:
    make_brief(PART)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = command("claims", "--format", form)
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        errors = process.stderr.read()
    assert (process.returncode, errors) == (0, b"1 claim, 1 without a source\n")
