"""Fix: the job behind `brief check --fix`: corrects faults that have exactly one right answer.

It deletes a word such as ``the`` that is typed twice, replaces words that terms.yaml avoids, and removes the tracking
parameters of links and a blank at the end of a line, unless two of them break the line. It changes only the text of
sections: no code, field, comment, quotation or italics, and no other part of an address.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import unified_diff
from functools import reduce
from pathlib import Path

from brief import build, output
from brief.claims.numbers import GONE, without
from brief.claims.signs import QUOTATION, phrases
from brief.findings import BriefError, Finding, Place, page
from brief.findings import review as rules
from brief.findings.files import reading
from brief.load import load
from brief.load.folders import leads_out
from brief.model import Brief, without_tracking, word_list
from brief.review import in_words, ruled

MOST_PASSES = 20
"""The most passes over a brief: a corrected line may have another fault."""

ADDRESS = re.compile(r"https?://[^\s<>\"'`|*()\[\]\0]*[^\s<>\"'`|*()\[\].,;:!?_\0]", re.IGNORECASE)
WHOLE = re.compile(r"[*_.,;:!?]*(?:[\s)>\]\"”»]|$)")
"""What may follow an address that is complete."""

LAST_BLANK = re.compile(r"(?<![ \t\\\0])[ \t]$|^[ \t]{1,3}$")
INDENTED = re.compile(r" {4}|\t|\s*>")
"""The beginning of a line whose last blank is kept, since it may be code, or is a block quote."""

LINE_END = re.compile(r"\r\n|\r|\n")
PLAIN = re.compile(r"[^\W_](?:[\w’' -]*\w)?")
"""Words that Markdown prints as typed."""

# A character within a paragraph, except those in `but`.
_WITHIN = r"(?:[^\n{but}]|\n(?![ \t]*\n))"
_ANY = _WITHIN.format(but="")

HIDDEN = (
    re.compile(r"<!--[\s\S]*?(?:-->|\Z)"),
    re.compile(rf"(?<!`)(?P<ticks>`+)(?!`){_ANY}{{1,3000}}?(?<!`)(?P=ticks)(?!`)"),
    re.compile(r"\{(?:\{.{0,500}?\}|%.{0,500}?%|:.{0,500}?)\}"),
    re.compile(rf"^[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*>{_ANY}*", re.MULTILINE),
    QUOTATION,
)
"""Text that is never changed: comments, code, fields, block quotes and quotations, in all their lines."""

KEPT = (
    re.compile(r"<[^<>\n]*>|\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|^[ \t]*\*?\[[^\]\n]*\]:.*", re.MULTILINE),
    re.compile(r"\[[^\[\]\n]*\](?:\[[^\[\]\n]*\])?(?![(\0])"),
    re.compile(rf"\*{{3}}{_ANY}{{1,3000}}?\*{{3}}"),
    re.compile(rf"(?<![*\w\\])\*(?![*\s])(?:{_WITHIN.format(but='*')}|\*\*){{1,3000}}\*(?!\*)"),
    re.compile(rf"(?<!\w)_{_WITHIN.format(but='_')}{{1,3000}}_(?!\w)"),
    re.compile(r"(?<![^\s\0])[^\s\0]*[/@][^\s\0]*|(?<![\w.-])[\w-]+(?:\.[\w-]+)+|\".*?\"|'[^'\n]*'(?!\w)"),
)
"""Text of which only tracking parameters are removed: addresses, links by name, italics, straight quotations."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its text and its line end; `shown` is the text without `HIDDEN`, `open` also without `KEPT`."""

    text: str
    end: str
    shown: str = ""
    open: str = ""


def fix(where: Path, today: date) -> Iterator[str]:
    """Corrects the brief at `where`; yields the changes, file by file, as unified diffs.

    When the brief cannot be read with a changed file, that file is restored and the work ends. Raises
    `BriefError` when the brief cannot be read at first, and `UsageError` when there is none or a file cannot be
    written.
    """
    for _ in range(MOST_PASSES):
        brief, warnings = load(where)
        brief, texts, more = build.read(brief)
        found = ruled([*warnings, *more, *in_words(brief, texts, today)], brief, texts)
        changed = dict(_mended(brief, tuple(found)))
        for path, (old, new) in changed.items():
            if not _is_as_read(brief, path, old):
                continue  # somebody saves it meanwhile: the next pass reads it again
            if _written(path, new, where):
                was, now = ([line.text for line in lines if line.text or line.end] for lines in (old, new))
                yield from unified_diff(was, now, str(path), f"{path} (mended)", lineterm="", n=1)
            else:
                return
        if not changed:
            return


def _is_as_read(brief: Brief, path: Path, lines: Sequence[Line]) -> bool:
    """Whether a file of the brief still has the lines that were read, and has not become a link to elsewhere."""
    return not leads_out(brief.folder, path) and _lines(path) == list(lines)


def _written(path: Path, lines: Sequence[Line], where: Path) -> bool:
    """Writes a file, following links; if the brief cannot be read with it, restores it and returns False.

    Raises `BriefError` when it may only be read.
    """
    real = Path(os.path.realpath(path))
    with reading(path):
        before = real.read_bytes()
    output.rewrite(real, "".join(line.text + line.end for line in lines).encode(), Place(path))
    try:
        build.read(load(where)[0])
    except BriefError:
        output.write(real, before)
        return False
    return True


def _mended(brief: Brief, found: Sequence[Finding]) -> Iterator[tuple[Path, tuple[Sequence[Line], Sequence[Line]]]]:
    """The files of sections that change, each with its lines before and after."""
    by_line: Mapping[tuple[Path, int], list[Finding]] = defaultdict(list)
    for finding in found:
        if finding.place and finding.place.line and finding.place.column:
            by_line[finding.place.path, finding.place.line].append(finding)
    mend = _Mend(brief)
    for path, first in dict.fromkeys((section.path, section.first) for section in brief.sections):
        old = _lines(path)
        new = [
            replace(line, text=mend.line(line, by_line.get((path, number), ()))) if number >= first else line
            for number, line in enumerate(old, 1)
        ]
        if new != old:
            yield path, (old, new)


def _lines(path: Path) -> list[Line]:
    """The lines of a file, each with its own line end."""
    with reading(path):
        text = path.read_bytes().decode()
    shown = reduce(without, HIDDEN, text.replace("\r\n", " \n").replace("\r", "\n"))
    kept = reduce(without, KEPT, shown)
    starts = [0, *(match.end() for match in LINE_END.finditer(text))]
    ends = [*((match.start(), match[0]) for match in LINE_END.finditer(text)), (len(text), "")]
    return [
        Line(text[start:stop], end, shown[start:stop], kept[start:stop])
        for start, (stop, end) in zip(starts, ends, strict=True)
    ]


class _Mend:
    """Corrects lines by the findings on them."""

    def __init__(self, brief: Brief) -> None:
        avoid = brief.terms.avoid
        avoided = phrases(avoid)
        self._once = frozenset(word_list(brief.words, "once"))
        self._instead = {
            word.casefold(): instead
            for word, instead in avoid.items()
            if PLAIN.fullmatch(instead) and not (avoided and avoided.search(instead))
        }

    def line(self, line: Line, found: Sequence[Finding]) -> str:
        """The text of a line with its faults corrected, the last one first, so that the columns of the others hold."""
        mark = "\ufeff" if line.text.startswith("\ufeff") else ""
        text, shown, links = (part.removeprefix(mark) for part in (line.text, line.open, line.shown))
        columns = {id(one): (one.place.column or 1) - 1 for one in found if one.place}
        for finding in sorted(found, key=lambda one: -columns[id(one)]):
            at = columns[id(finding)]
            if finding.rule == rules.WORD_TWICE.id:
                text = self._without_second(text, shown, at, dict(finding.words)["word"])
            elif finding.rule == rules.TERM_AVOIDED.id:
                text = self._replaced(text, shown, at, dict(finding.words)["word"])
            elif finding.rule == page.LINK_TRACKS.id:
                text = _without_tracking(text, links, at)
        is_kept = INDENTED.match(text) or links.endswith(GONE)
        return mark + (text if is_kept else LAST_BLANK.sub("", text))

    def _without_second(self, text: str, shown: str, at: int, word: str) -> str:
        """A line without the second of two equal words that are never right twice, if only blanks separate them."""
        first = re.search(rf"(?<!\w){re.escape(word)}(?P<between>[ \t]+)$", shown[:at], re.IGNORECASE)
        if first is None or not shown.startswith(word, at) or word.casefold() not in self._once:
            return text
        return text[: first.start("between")] + text[at + len(word) :]

    def _replaced(self, text: str, shown: str, at: int, word: str) -> str:
        """A line with a word to avoid replaced, unless its article would have to change too, or it is in capitals."""
        instead = self._instead.get(word.casefold(), "")
        article = re.search(r"(?<!\w)an?[\s*_\[]+$", shown[:at], re.IGNORECASE)
        vowels = [one[:1].casefold() in "aeiou" for one in (word, instead)]
        if not instead or not shown.startswith(word, at) or (article and vowels[0] != vowels[1]):
            return text
        if word.isupper() and len(word) > 1:
            return text
        written = instead[:1].upper() + instead[1:] if word[:1].isupper() else instead
        return text[:at] + written + text[at + len(word) :]


def _without_tracking(text: str, shown: str, at: int) -> str:
    """A line without the tracking parameters of the address at an offset, if the address is complete."""
    for match in ADDRESS.finditer(shown):
        start, end = match.span()
        if start <= at < end and WHOLE.match(shown, end) and "&amp;" not in match[0]:
            return text[:start] + without_tracking(match[0]) + text[end:]
    return text
