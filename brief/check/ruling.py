"""What a brief says of the rules that it is checked by: which are off, or less severe, and which a block may break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from brief.findings import Finding, Severity, review
from brief.model import Allowance, Brief, Text, lines_of

ORDER = [Severity.INFO, Severity.WARNING, Severity.ERROR]


def eased(findings: Iterable[Finding], brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """The findings without those that the brief allows; some are less severe. What keeps a build from its end stays."""
    for finding in findings:
        own = brief.settings.rules.get(finding.rule)
        if not may_be_eased(finding):
            yield finding
        elif allowance_of(finding, texts) is None and not (own and own.severity == "off"):
            severity = Severity(own.severity) if own and own.severity else finding.severity
            yield replace(finding, severity=min(severity, finding.severity, key=ORDER.index))


def raised(findings: Iterable[Finding], brief: Brief) -> Iterator[Finding]:
    """The findings as severe as brief.yaml wants them; some are errors in a final brief."""
    is_final = brief.settings.status == "final"
    for finding in findings:
        own = brief.settings.rules.get(finding.rule)
        usual = "error" if is_final and finding.rule in review.WHEN_FINAL else None
        is_error = (own.severity or usual if own else usual) == "error"
        yield replace(finding, severity=Severity.ERROR) if is_error else finding


def may_be_eased(finding: Finding) -> bool:
    """Whether a brief may have it otherwise: it keeps no page from being right."""
    stops = finding.severity is Severity.ERROR and finding.rule not in review.EASED
    return not stops and finding.rule not in review.FIRM


def allowance_of(finding: Finding, texts: Sequence[Text]) -> Allowance | None:
    """The comment that allows a finding in its block; None when no comment does."""
    place = finding.place
    if place is None or place.line is None or not may_be_eased(finding):
        return None
    for text in (version for whole in texts for version in whole.versions):
        for allowance in text.allowed if text.section.path == place.path else ():
            first, last = _covered(text, allowance)
            if allowance.rule == finding.rule and first <= place.line <= last:
                return allowance
    return None


def allowances(texts: Sequence[Text]) -> Iterator[tuple[Path, Allowance]]:
    """Every comment that allows something, with its file."""
    for text in (version for whole in texts for version in whole.versions):
        yield from ((text.section.path, allowance) for allowance in text.allowed)


def _covered(text: Text, allowance: Allowance) -> tuple[int, int]:
    """The lines of the block that a comment stands in, or of the next one."""
    _, *title = lines_of(text.title) if "".join(text.title.itertext()) else ("", 0, 0)
    blocks = sorted([(title[0], title[1]), *((block.first, block.last) for block in text.blocks)])
    return next(((first, last) for first, last in blocks if last >= allowance.at), (0, 0))
