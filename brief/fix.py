"""Fix: the job behind `brief check --fix`: mends what has one right answer, and nothing else.

That is a word that stands twice, a word that the house avoids, the tracking parameters of a link, and a blank at the
end of a line, unless two of them break the line. Only sections are changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from brief import build, output
from brief.findings import Finding, page
from brief.findings import review as rules
from brief.findings.files import reading
from brief.load import load
from brief.model import Brief, without_tracking
from brief.review import in_words, ruled

ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
LAST_BLANK = re.compile(r"(?<![ \t])[ \t]$|^[ \t]+$")

MOST_PASSES = 5
"""How often a brief is mended: a mended line may have another fault."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its text, and how it ends."""

    text: str
    end: str


def fix(where: Path, today: date) -> Iterator[str]:
    """Mends the brief at `where`; yields what has changed, as a unified diff.

    Raises `BriefError` when the brief cannot be read, and `UsageError` when there is none or a file cannot be written.
    """
    before: dict[Path, Sequence[Line]] = {}
    for _ in range(MOST_PASSES):
        brief, warnings = load(where)
        brief, texts, more = build.read(brief)
        found = ruled([*warnings, *more, *in_words(brief, texts, today)], brief, texts)
        changed = dict(_mended(brief, tuple(found)))
        for path, (old, new) in changed.items():
            before.setdefault(path, old)
            output.write(path, "".join(line.text + line.end for line in new).encode())
        if not changed:
            break
    for path, old in before.items():
        was, now = ([line.text for line in lines if line.text or line.end] for lines in (old, _lines(path)))
        yield from unified_diff(was, now, str(path), f"{path} (mended)", lineterm="", n=1)


def _mended(brief: Brief, found: Sequence[Finding]) -> Iterator[tuple[Path, tuple[Sequence[Line], Sequence[Line]]]]:
    """The sections that can be mended, as they are and as they should be."""
    by_line: Mapping[tuple[Path, int], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.place and finding.place.line and finding.place.column:
            by_line[finding.place.path, finding.place.line].append(finding)
    for path in dict.fromkeys(section.path for section in brief.sections):
        old = _lines(path)
        new = [Line(_line(line.text, by_line.get((path, n), ())), line.end) for n, line in enumerate(old, 1)]
        if new != old:
            yield path, (old, new)


def _lines(path: Path) -> list[Line]:
    """The lines of a file, each with its own end."""
    with reading(path):
        parts = re.split(r"(\r\n|\r|\n)", path.read_bytes().decode())
    return [Line(text, end) for text, end in zip(parts[::2], [*parts[1::2], ""], strict=True)]


def _line(text: str, found: Sequence[Finding]) -> str:
    """A line without the faults that were found in it; those at its end are mended first."""
    mark = text[:1] if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    for finding in sorted(found, key=lambda one: -((one.place and one.place.column) or 0)):
        at, words = ((finding.place and finding.place.column) or 1) - 1, dict(finding.words)
        if finding.rule == rules.WORD_TWICE.id:
            text = _without_second(text, at, words["word"])
        elif finding.rule == rules.TERM_AVOIDED.id and text.startswith(words["word"], at):
            text = text[:at] + _as_written(words["word"], words["instead"]) + text[at + len(words["word"]) :]
        elif finding.rule == page.LINK_TRACKS.id:
            text = ADDRESS.sub(lambda match: without_tracking(match[0]), text)
    return mark + LAST_BLANK.sub("", text)


def _without_second(text: str, at: int, word: str) -> str:
    """A line without the second of two equal words, if nothing but blanks stands between them."""
    first = re.search(rf"(?<!\w){re.escape(word)}(?P<between>[ \t]+)$", text[:at], re.IGNORECASE)
    if first is None or not text.startswith(word, at):
        return text
    return text[: first.start("between")] + text[at + len(word) :]


def _as_written(word: str, instead: str) -> str:
    """What stands instead of a word, with a capital where the word has one."""
    return instead[:1].upper() + instead[1:] if word[:1].isupper() else instead
