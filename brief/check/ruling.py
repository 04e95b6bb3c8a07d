"""What a brief sets for rules: which are off, which have another severity, and which a block may break."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from brief.findings import Finding, Severity, review
from brief.model import Allowance, Brief, Text, exhibits, lines_of

CLOSING = re.compile(r"\s*/{3,}\s*$")
"""The closing line of a ``///`` block."""


class Covered(NamedTuple):
    """A comment that allows a block to break a rule, its file, and the lines of the block; 0 if no block follows."""

    path: Path
    allowance: Allowance
    first: int = 0
    last: int = 0


class Allowed:
    """The comments of a brief that allow blocks to break rules."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self.comments: list[Covered] = []
        self._by_line: dict[tuple[Path, str, int], Covered] = {}
        self._shown: dict[Path, list[tuple[Path, int]]] = defaultdict(list)
        for text in (version for whole in texts for version in whole.versions):
            path = text.section.path
            self.comments += (covered := [*_covered(text)])
            spans: set[tuple[str, int, int]] = set()
            for one in covered:
                rule = one.allowance.rule
                for line in range(one.first, one.last + 1) if (rule, one.first, one.last) not in spans else ():
                    self._by_line.setdefault((path, rule, line), one)
                spans.add((rule, one.first, one.last))
            for block in text.blocks if self.comments else ():
                for _, exhibit in exhibits(block.tree, path):
                    self._shown[path.parent / exhibit.text("file")].append((path, block.first))

    def by(self, finding: Finding) -> Covered | None:
        """The comment that allows a finding, or None. A comment on a block also covers the data file that it shows."""
        place = finding.place
        if place is None or place.line is None or not may_be_eased(finding):
            return None
        lines = ((place.path, place.line), *self._shown.get(place.path, ()))
        return next((one for path, line in lines if (one := self._by_line.get((path, finding.rule, line)))), None)


def eased(findings: Iterable[Finding], brief: Brief, allowed: Allowed) -> Iterator[Finding]:
    """The findings that a brief does not allow, some made less severe; those that it may not ease are unchanged."""
    for finding in findings:
        own = brief.settings.rules.get(finding.rule)
        if not may_be_eased(finding):
            yield finding
        elif allowed.by(finding) is None and not (own and own.severity == "off"):
            severity = Severity(own.severity) if own and own.severity else finding.severity
            yield replace(finding, severity=max(severity, finding.severity, key=[*Severity].index))


def raised(findings: Iterable[Finding], brief: Brief) -> Iterator[Finding]:
    """The findings, some raised to errors: by brief.yaml, by `WHEN_CHECKED`, or in a final brief by `WHEN_FINAL`."""
    is_final = brief.settings.status == "final"
    for finding in findings:
        own = brief.settings.rules.get(finding.rule)
        is_usual = finding.rule in review.WHEN_CHECKED or (is_final and finding.rule in review.WHEN_FINAL)
        usual = "error" if is_usual else None
        is_error = (own.severity or usual if own else usual) == "error"
        yield replace(finding, severity=Severity.ERROR) if is_error else finding


def may_be_eased(finding: Finding) -> bool:
    """Whether a brief may ease or allow a finding."""
    return not review.is_firm(finding.rule, [finding.severity])


def _covered(text: Text) -> Iterator[Covered]:
    """The comments in a text, each with the lines of the block, note or title that it is in, otherwise of the next one.

    None are covered if there is no next one, or if the end of a block between slashes is before it.
    """
    if not text.allowed:
        return
    lines = text.section.text.split("\n")
    spans = [(block.first, block.last) for block in text.blocks]
    spans += [(first, last) for _, first, last in map(lines_of, text.notes.values())]
    _, first, last = lines_of(text.title)
    if lines[first - 1].lstrip().startswith("#"):  # not in the front matter
        spans.append((first, last))
    spans.sort(key=itemgetter(1))
    lasts = [last for _, last in spans]
    earliest = [*accumulate(reversed(spans), min)][::-1]
    closing = [number for number, line in enumerate(lines, 1) if CLOSING.match(line)]
    for allowance in text.allowed:
        at = bisect_left(lasts, allowance.at)
        first, last = earliest[at] if at < len(earliest) else (0, 0)
        if bisect_right(closing, allowance.line) < bisect_left(closing, first):
            first, last = 0, 0
        yield Covered(text.section.path, allowance, first, last)
