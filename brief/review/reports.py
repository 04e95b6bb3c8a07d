"""Formats of a report: for people, for programs (JSON), and as annotations for GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from brief.findings import Finding, Severity, in_one_line
from brief.findings.nearest import counted
from brief.review import Report

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
"""The command of GitHub for findings of each severity."""


def text(report: Report) -> Iterator[str]:
    """Each finding for people, with its place and hint."""
    yield from map(str, report.findings)


def as_json(report: Report) -> Iterator[str]:
    """One JSON object with the findings and the number of those of each severity."""
    counts = {f"{severity}s": report.count(severity) for severity in COMMANDS}
    yield json.dumps({"findings": [*map(_plain, report.findings)], **counts}, ensure_ascii=False, indent=2)


def _plain(finding: Finding) -> Mapping[str, Any]:
    place = finding.place
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "message": in_one_line(finding.message),
        "hint": in_one_line(finding.hint),
        "path": in_one_line(place.path) if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "edition": finding.edition,
        "page": finding.page,
    }


def github(report: Report) -> Iterator[str]:
    """Commands that GitHub shows as annotations of the lines: ``::error file=a.md,line=3,title=rule::message``."""
    for finding in report.findings:
        place = finding.place
        given = {"file": place.path, "line": place.line, "col": place.column} if place else {}
        properties = {**given, "title": finding.rule}
        said = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items() if value is not None)
        message = "\n".join(filter(None, (in_one_line(finding.message), in_one_line(finding.hint))))
        yield f"::{COMMANDS[finding.severity]} {said}::{_escaped(message)}"


def _escaped(value: object, more: str = "") -> str:
    """A value with the characters escaped that have a meaning in a GitHub command, and those in `more`."""
    escaped = in_one_line(value) if more else str(value)
    for sign in f"%\r\n{more}":
        escaped = escaped.replace(sign, f"%{ord(sign):02X}")
    return escaped


FORMATS: Mapping[str, Callable[[Report], Iterator[str]]] = {"text": text, "json": as_json, "github": github}
"""The available formats, by name."""


def summary(report: Report) -> str:
    """The last line of a report: ``2 errors, 5 warnings, 1 info; 3 comments allow something``."""
    said = [", ".join(counted(report.count(severity), severity) for severity in COMMANDS)]
    if report.allowed:
        said.append(f"{counted(report.allowed, 'comment')} {'allows' if report.allowed == 1 else 'allow'} something")
    if report.unjudged:
        said.append(report.unjudged)
    return "; ".join(said)
