"""The preview: what it cannot show, open or save."""

from __future__ import annotations

from brief.findings import error, info, warning

ALREADY_OPEN = info("preview-open", "this brief is open already", "go on there: {address}")
PORT_TAKEN = warning("port-taken", "the port {port} is in use, so the preview listens on {other}")
NO_PORT = error("no-port", "no port is free from {first} to {last}", "name another one: brief preview --port 9000")
NO_EVENTS = warning(
    "no-file-events",
    "this disk does not tell when a file is saved, as some network drives do not",
    "nothing is lost: the files are looked at every second",
)
NO_ANSWER = error(
    "preview-stopped",
    "what builds the pages ended without an answer (exit code {code})",
    "save a file to try again; if it stays, report it with the brief",
)
NOT_STARTED = error(
    "preview-stopped", "what builds the pages cannot be started: {reason}", "end other programs, then save a file again"
)
NO_EDITOR = info(
    "no-editor",
    "no editor is named that could open a file at a line",
    "set BRIEF_EDITOR before you start the preview, such as: code -g {{file}}:{{line}}",
)
TERMINAL_EDITOR = info(
    "terminal-editor",
    "'{editor}' works in a terminal, which the preview does not have",
    "name one with a window of its own in BRIEF_EDITOR, such as: code -g {{file}}:{{line}}",
)
EDITOR_FAILED = error(
    "editor-failed", "'{editor}' cannot be started: {reason}", "look at BRIEF_EDITOR, or open the file yourself"
)
