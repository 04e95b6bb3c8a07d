"""Fix: the job behind `brief check --fix`: mends what has one right answer, and nothing else.

That is a common word that stands twice, a word for which terms.yaml has another, the tracking parameters of a link, and
a blank at the end of a line, unless two of them break the line. Only the text of sections is changed: no code, field,
comment, quotation, address or italics.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import unified_diff
from pathlib import Path

from brief import build, output
from brief.claims.signs import QUOTATION, listed, phrases
from brief.findings import BriefError, Finding, page
from brief.findings import review as rules
from brief.findings.files import reading
from brief.load import load
from brief.model import Brief, without_tracking
from brief.review import in_words, ruled

MOST_PASSES = 5
"""How often a brief is mended: a mended line may have another fault."""

ADDRESS = re.compile(r"https?://[^\s<>\"'`|*()\[\]]*[^\s<>\"'`|*()\[\].,;:!?_]", re.IGNORECASE)
LAST_BLANK = re.compile(r"(?<![ \t])[ \t]$|^[ \t]+$")
PLAIN = re.compile(r"[^\W_](?:[\w’' -]*\w)?")
"""Words that stand for themselves in Markdown."""

KEPT = re.compile(
    r"(?P<ticks>`+).+?(?P=ticks)|\{\{.*?\}\}|\{%.*?%\}|\{:.*?\}|<[^<>]*>|\]\([^()]*\)|^\s*\*?\[[^\]]*\]:.*|^\s*>.*"
    r"|(?<![*\w])\*(?!\*)[^*]+\*(?!\*)|(?<!\w)_[^_]+_(?!\w)|\S*[/@]\S*|[\w-]+(?:\.[\w-]+)+|\".*?\"|'[^']*'(?!\w)"
)
"""What is left as it is in a line: code, fields, addresses, the words of others, and titles."""

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its text, how it ends, and the same text with blanks for what is left as it is."""

    text: str
    end: str
    open: str = ""


def fix(where: Path, today: date) -> Iterator[str]:
    """Mends the brief at `where`; yields what has changed, file by file, as unified diffs.

    A file is written only if the brief can be read afterwards. Raises `BriefError` when the brief cannot be read, and
    `UsageError` when there is none or a file cannot be written.
    """
    for _ in range(MOST_PASSES):
        brief, warnings = load(where)
        brief, texts, more = build.read(brief)
        found = ruled([*warnings, *more, *in_words(brief, texts, today)], brief, texts)
        changed = dict(_mended(brief, tuple(found)))
        for path, (old, new) in changed.items():
            if _written(path, new, where):
                was, now = ([line.text for line in lines if line.text or line.end] for lines in (old, new))
                yield from unified_diff(was, now, str(path), f"{path} (mended)", lineterm="", n=1)
            else:
                return
        if not changed:
            return


def _written(path: Path, lines: Sequence[Line], where: Path) -> bool:
    """Writes a file, behind all links; puts it back as it was, if the brief cannot be read with it."""
    real = Path(os.path.realpath(path))
    with reading(path):
        before = real.read_bytes()
    output.write(real, "".join(line.text + line.end for line in lines).encode())
    try:
        build.read(load(where)[0])
    except BriefError:
        output.write(real, before)
        return False
    return True


def _mended(brief: Brief, found: Sequence[Finding]) -> Iterator[tuple[Path, tuple[Sequence[Line], Sequence[Line]]]]:
    """The sections that can be mended, as they are and as they should be."""
    by_line: Mapping[tuple[Path, int], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.place and finding.place.line and finding.place.column:
            by_line[finding.place.path, finding.place.line].append(finding)
    mend = _Mend(brief)
    for path, first in dict.fromkeys((section.path, section.first) for section in brief.sections):
        old = _lines(path)
        new = [
            Line(
                mend.line(line, by_line.get((path, number), ())) if number >= first else line.text, line.end, line.open
            )
            for number, line in enumerate(old, 1)
        ]
        if new != old:
            yield path, (old, new)


def _lines(path: Path) -> list[Line]:
    """The lines of a file, each with its own end."""
    with reading(path):
        text = path.read_bytes().decode()
    hidden = COMMENT.sub(lambda match: re.sub(r"[^\r\n]", " ", match[0]), text)
    parts, seen = (re.split(r"(\r\n|\r|\n)", one) for one in (text, hidden))
    return [
        Line(line, end, _open(shown))
        for line, end, shown in zip(parts[::2], [*parts[1::2], ""], seen[::2], strict=True)
    ]


def _open(text: str) -> str:
    """A line with blanks for what is left as it is."""
    for pattern in (KEPT, QUOTATION):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


class _Mend:
    """Mends lines by what was found in them."""

    def __init__(self, brief: Brief) -> None:
        avoid = brief.terms.avoid
        avoided = phrases(avoid)
        self._common = frozenset(listed(brief.words, "common"))
        self._instead = {
            word.casefold(): instead
            for word, instead in avoid.items()
            if PLAIN.fullmatch(instead) and not (avoided and avoided.search(instead))
        }

    def line(self, line: Line, found: Sequence[Finding]) -> str:
        """A line without the faults that were found in it; those at its end are mended first."""
        mark = "\ufeff" if line.text.startswith("\ufeff") else ""
        text, shown = line.text.removeprefix(mark), line.open.removeprefix(mark)
        columns = {id(one): (one.place.column or 1) - 1 for one in found if one.place}
        for finding in sorted(found, key=lambda one: -columns[id(one)]):
            at = columns[id(finding)]
            if finding.rule == rules.WORD_TWICE.id:
                text = self._without_second(text, shown, at, dict(finding.words)["word"])
            elif finding.rule == rules.TERM_AVOIDED.id:
                text = self._replaced(text, shown, at, dict(finding.words)["word"])
            elif finding.rule == page.LINK_TRACKS.id:
                text = _without_tracking(text, at)
        return mark + LAST_BLANK.sub("", text)

    def _without_second(self, text: str, shown: str, at: int, word: str) -> str:
        """A line without the second of two equal common words, if nothing but blanks stands between them."""
        first = re.search(rf"(?<!\w){re.escape(word)}(?P<between>[ \t]+)$", shown[:at], re.IGNORECASE)
        if first is None or not shown.startswith(word, at) or word.casefold() not in self._common:
            return text
        return text[: first.start("between")] + text[at + len(word) :]

    def _replaced(self, text: str, shown: str, at: int, word: str) -> str:
        """A line with another word, unless its article would have to change too."""
        instead = self._instead.get(word.casefold(), "")
        article = re.search(r"(?<!\w)an?\s+$", shown[:at], re.IGNORECASE)
        vowels = [one[:1].casefold() in "aeiou" for one in (word, instead)]
        if not instead or not shown.startswith(word, at) or (article and vowels[0] != vowels[1]):
            return text
        if word.isupper() and len(word) > 1:
            return text
        written = instead[:1].upper() + instead[1:] if word[:1].isupper() else instead
        return text[:at] + written + text[at + len(word) :]


def _without_tracking(text: str, at: int) -> str:
    """A line without the tracking parameters of the address at a place, unless that is code."""
    code = [match.span() for match in re.finditer(r"(`+).+?\1", text)]
    for match in ADDRESS.finditer(text):
        start, end = match.span()
        if start <= at < end and not any(first <= start < last for first, last in code):
            return text[:start] + without_tracking(match[0]) + text[end:]
    return text
