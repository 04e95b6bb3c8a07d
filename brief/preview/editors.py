"""Opens a file at a line in the editor that the user has named."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

from brief.findings import Finding
from brief.findings import preview as rules

IN_A_TERMINAL = frozenset({"vi", "vim", "nvim", "nano", "pico", "micro", "hx", "helix", "kak", "joe", "ed", "mcedit"})
"""Editors that need a terminal, which the preview cannot give them."""


def open_in_editor(path: Path, line: int) -> Sequence[Finding]:
    """Starts the editor that ``BRIEF_EDITOR`` names, such as ``code -g {file}:{line}``; a finding if that fails."""
    named = os.environ.get("BRIEF_EDITOR", "")
    try:
        words = shlex.split(named)
    except ValueError as error:
        return [rules.EDITOR_FAILED.at(editor=named, reason=str(error).lower())]
    if not words:
        return [rules.NO_EDITOR.at()]
    if Path(words[0]).name in IN_A_TERMINAL:
        return [rules.TERMINAL_EDITOR.at(editor=words[0])]
    if not any("{file}" in word for word in words):
        words.append("{file}")
    command = [word.replace("{line}", str(line)).replace("{file}", str(path)) for word in words]
    try:
        editor = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return [rules.EDITOR_FAILED.at(editor=words[0], reason=(error.strerror or str(error)).lower())]
    Thread(target=editor.wait, daemon=True).start()  # until it ends, or the preview does
    return []
