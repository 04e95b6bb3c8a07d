"""A file is opened at a line in the editor that the user has named, if that has a window of its own."""

from __future__ import annotations

from pathlib import Path
from time import monotonic, sleep

import pytest

from brief.preview.editors import open_in_editor


@pytest.mark.parametrize(
    ("named", "asked"),
    [
        ("{editor} -g {{file}}:{{line}}", "-g|{file}:7"),
        ("{editor} --line {{line}} {{file}}", "--line|7|{file}"),
        ("{editor}", "{file}"),
    ],
)
def test_the_editor_gets_the_file_and_the_line(
    named: str, asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor, file = tmp_path / "my editor", tmp_path / "a b; touch x.md"
    editor.write_text(
        f"#!/bin/sh\nIFS='|'; echo \"$*\" > '{tmp_path}/part' && mv '{tmp_path}/part' '{tmp_path}/asked'\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("BRIEF_EDITOR", named.format(editor=f"'{editor}'"))
    assert open_in_editor(file, 7) == []
    given_up = monotonic() + 10
    while not (tmp_path / "asked").exists():
        assert monotonic() < given_up
        sleep(0.02)
    assert (tmp_path / "asked").read_text() == asked.format(file=file) + "\n"


@pytest.mark.parametrize(
    ("named", "told"),
    [
        ("", "info: no-editor: no editor is named that could open a file at a line"),
        ("vim {file}", "info: terminal-editor: 'vim' works in a terminal, which the preview does not have"),
        ("/usr/bin/nano", "info: terminal-editor: '/usr/bin/nano' works in a terminal"),
        ("/no/such/editor", "error: editor-failed: '/no/such/editor' cannot be started: no such file or directory"),
        ("code 'open", "error: editor-failed: 'code 'open' cannot be started: no closing quotation"),
    ],
)
def test_an_editor_that_cannot_be_started_is_reported(named: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BRIEF_EDITOR", named)
    (finding,) = open_in_editor(Path("camps.md"), 1)
    assert str(finding).startswith(told)
    assert finding.hint
