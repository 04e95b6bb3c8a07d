"""Review: the job behind `brief check`, which judges a draft as a careful colleague would. It changes no file.

The brief is read as for a build, and the findings of a build are reported too. The lists below add checks of the words,
which are functions of a `Draft`, and checks of set pages. `structure`, `recommendations`, `evidence`, `acronyms`,
`language`, `spelling`, `terms`, `accessible`, `pages` and `final` contain the checks by subject; `reports` formats the
findings; `guide` explains each rule with examples.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from brief import asked, build, output
from brief.build.files import File, as_file
from brief.check import SOURCE_CHECKS, EditionPages, by_fault
from brief.check.ruling import Allowed, Covered, eased, raised
from brief.findings import BriefError, Finding, Place, Rule, Severity, UsageError, catalogue, collected
from brief.findings import review as rules
from brief.findings.nearest import did_you_mean
from brief.forks import side_by_side
from brief.load import load
from brief.load.folders import entries
from brief.load.sections import ENDING
from brief.model import Brief, Edition, PaperName, Text, editions_of
from brief.process import begin
from brief.review import (
    accessible,
    acronyms,
    evidence,
    final,
    language,
    pages,
    recommendations,
    spelling,
    structure,
    terms,
)
from brief.review.draft import Draft
from brief.typeset import Engine

DRAFT_CHECKS: tuple[tuple[tuple[Rule, ...], Callable[[Draft], Iterator[Finding]]], ...] = (
    ((rules.PART_MISSING,), structure.missing_parts),
    ((rules.WORDS_MANY,), structure.many_words),
    ((rules.SUMMARY_LONG,), structure.long_summary),
    ((rules.NOBODY_ASKED,), recommendations.unaddressed),
    ((rules.ASKED_WITHOUT_VERB,), recommendations.without_verb),
    ((rules.RECOMMENDATIONS_MANY,), recommendations.many),
    ((rules.RECOMMENDATIONS_ALIKE,), recommendations.alike),
    ((rules.UNSOURCED_NUMBER,), evidence.unsourced_numbers),
    ((rules.UNSOURCED_TABLE,), evidence.unsourced_tables),
    ((rules.UNSOURCED_QUOTATION,), evidence.unsourced_quotations),
    ((rules.ESTIMATE_UNDATED,), evidence.undated_estimates),
    ((rules.REVIEW_DUE,), evidence.due_reviews),
    ((rules.TOTAL_WRONG,), evidence.wrong_totals),
    ((rules.TIME_RELATIVE,), evidence.relative_times),
    ((rules.FIELD_UNSOURCED,), evidence.unsourced_fields),
    ((rules.ACRONYM_UNDEFINED, rules.ACRONYM_TWICE), acronyms.acronyms),
    ((rules.SENTENCE_LONG, rules.SENTENCE_ENDLESS), language.long_sentences),
    ((rules.READING_GRADE, rules.READING_GRADE_HIGH, rules.READING_GRADE_UNKNOWN), language.hard_sections),
    ((rules.PASSIVE,), language.passives),
    ((rules.TERM_AVOIDED,), terms.avoided),
    ((rules.TERM_NEVER,), terms.never_printed),
    ((rules.WORD_TWICE,), language.doubled_words),
    ((rules.SPACE_MISSING,), language.missing_spaces),
    ((rules.SPELLINGS_MIXED,), language.mixed_spellings),
    ((rules.SPELLING, rules.SPELLING_UNCHECKED, rules.SPACE_MISSING), spelling.misspelled),
    ((rules.QUOTE_ALONE,), language.lone_marks),
    ((rules.ALT_REDUNDANT, rules.ALT_FILE_NAME, rules.ALT_EMPTY), accessible.descriptions),
    ((rules.LINK_WORDS,), accessible.links),
    ((rules.SCRIPT_UNTOLD,), accessible.untold_languages),
    ((rules.TABLE_HEADLESS,), accessible.headless_tables),
    ((rules.HEADING_BOLD,), accessible.bold_headings),
    ((rules.COMMENT_LEFT,), final.comments),
    ((rules.FIELD_SAMPLED,), final.sampled_fields),
    ((rules.EMBARGO_OVER,), final.embargo),
    (
        (rules.SIGN_OFF_MISSING, rules.SIGN_OFF_WITHOUT_CODE, rules.SIGN_OFF_OTHER, rules.SIGN_OFF_UNASKED),
        final.signatures,
    ),
    ((rules.FILE_UNUSED,), final.unused_files),
)
"""The checks of the words of a draft, each with the rules that it applies."""

PAGE_CHECKS: tuple[tuple[tuple[Rule, ...], Callable[[EditionPages], Iterator[Finding]]], ...] = (
    ((rules.SUMMARY_LATE,), pages.late_summary),
    ((rules.TYPE_SMALL,), pages.small_type),
    ((rules.TEXT_PALE,), pages.pale_text),
    ((rules.CODE_SMALL, rules.CODE_ALONE), pages.small_codes),
    ((rules.HEADING_LONE_WORD,), pages.lone_words),
    ((rules.HEADING_AT_FOOT,), pages.lone_headings),
    ((rules.LINE_ALONE,), pages.lone_lines),
    ((rules.PAGE_EMPTY,), pages.empty_pages),
    ((rules.EXHIBIT_FAR,), pages.far_exhibits),
)
"""The checks of set pages that are run in addition to those of a build, each with the rules that it applies."""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings on a brief, sorted by file and line, and the number of comments that allow a finding.

    `unjudged` says in words what could not be checked because of an error; empty when everything was checked.
    """

    findings: tuple[Finding, ...]
    allowed: int = 0
    unjudged: str = ""

    def count(self, severity: Severity) -> int:
        """The number of findings of a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def review(where: Path, names: Sequence[str], paper: str, today: date, *, with_pages: bool = True) -> Report:
    """The findings on the brief at `where`, in the editions `names`; without names, in `full` and those of brief.yaml.

    An empty `paper` means that of each edition. Unless `with_pages`, only the words are checked. Raises `UsageError`
    when the brief, an edition or the paper does not exist.
    """
    on = asked.paper(paper)
    try:
        brief, warnings = load(where)
        known = editions_of(brief.settings)
        wanted = asked.editions(names, known) if names else _default_editions(brief, known.values())
    except UsageError:
        raise
    except BriefError as error:  # what cannot be read cannot be judged
        return Report(tuple(sorted(error.findings, key=partial(_order, {}))), unjudged=rules.WORDS_UNJUDGED)
    brief, texts, more = build.survey(brief)
    found, looked_for, unjudged = [*warnings, *more], set[str](), ""
    if with_pages and any(finding.severity is Severity.ERROR for finding in more):
        unjudged = rules.PAGES_UNJUDGED
    if len(texts) < len(brief.sections):
        unjudged = rules.WORDS_UNJUDGED  # one section may explain what another one names
    else:
        with collected(found):
            found += in_words(brief, texts, today)
        looked_for |= {rule.id for of_check, _ in (*DRAFT_CHECKS, *SOURCE_CHECKS) for rule in of_check}
    if with_pages and not unjudged:
        found += _in_editions(brief, texts, wanted, on)
        if {*wanted} >= {*known.values()}:
            looked_for |= catalogue().keys()
    kept = sorted(ruled(found, brief, texts, looked_for), key=partial(_order, _numbers(brief)))
    allowed = sum(len(version.allowed) for text in texts for version in text.versions)
    return Report(tuple(kept), allowed, unjudged)


def in_words(brief: Brief, texts: Sequence[Text], today: date) -> Iterator[Finding]:
    """The findings of `DRAFT_CHECKS` on a brief that was read."""
    draft = Draft.of(brief, texts, today, partial(_files, brief))
    for _rules, check in DRAFT_CHECKS:
        yield from check(draft)


def stopping(brief: Brief, texts: Sequence[Text], found: Sequence[Finding], today: date) -> Sequence[Finding]:
    """The errors that would stop the release of a brief: those of `found`, from reading it, and of `DRAFT_CHECKS`.

    Only checks with a rule whose findings can be errors are run.
    """
    draft = Draft.of(brief, texts, today, partial(_files, brief))
    judged = [*found]
    for of_check, check in DRAFT_CHECKS:
        if any(_can_stop(rule, brief) for rule in of_check):
            judged += check(draft)
    return [finding for finding in ruled(judged, brief, texts) if finding.severity is Severity.ERROR]


def _can_stop(rule: Rule, brief: Brief) -> bool:
    """Whether findings of a rule can be errors in this brief."""
    own = brief.settings.rules.get(rule.id)
    return rule.severity is Severity.ERROR or rule.id in rules.WHEN_FINAL or bool(own and own.severity == "error")


def in_pages(file: File) -> Iterator[Finding]:
    """The findings of `PAGE_CHECKS` on the pages of a file; none for the screen, which has no pages."""
    if file.set_pages:
        yield from (replace(finding, edition=file.edition.name) for finding in of_pages(file.set_pages))


def of_pages(set_pages: EditionPages) -> Iterator[Finding]:
    """The findings of `PAGE_CHECKS` on set pages."""
    for _rules, check in PAGE_CHECKS:
        yield from check(set_pages)


def ruled(
    found: Sequence[Finding], brief: Brief, texts: Sequence[Text], looked_for: Collection[str] = ()
) -> Iterator[Finding]:
    """The findings, each once, after `rules` in brief.yaml and the comments that allow something are applied.

    Findings on these comments are added; that one has no effect is reported only for the rules `looked_for`.
    """
    allowed = Allowed(texts)
    found = [*dict.fromkeys(found)]
    found += _of_comments(allowed, {allowed.by(finding) for finding in found}, looked_for)
    yield from raised(eased(found, brief, allowed), brief)


def _of_comments(allowed: Allowed, used: Collection[Covered | None], looked_for: Collection[str]) -> Iterator[Finding]:
    """Findings on comments that allow something: the rule is unknown, cannot be allowed, or is not broken."""
    known = catalogue() if allowed.comments else {}
    for one in allowed.comments:
        rule, place = one.allowance.rule, Place(one.path, one.allowance.line)
        wordings = known.get(rule, ())
        if not wordings:
            nearest = did_you_mean(rule, known, "`brief rules` lists them")
            yield rules.ALLOWED_UNKNOWN.at(place, rule=rule, nearest=nearest)
        elif rules.is_firm(rule, (wording.severity for wording in wordings)):
            yield rules.ALLOWED_FIRM.at(place, rule=rule)
        elif rule in looked_for and one not in used:
            yield rules.ALLOWED_IN_VAIN.at(place, rule=rule)


def _default_editions(brief: Brief, known: Iterable[Edition]) -> tuple[Edition, ...]:
    """The editions that a brief names in brief.yaml, and the full one."""
    return tuple(edition for edition in known if edition.name in ("full", *brief.settings.editions))


def _files(brief: Brief) -> Sequence[Path]:
    """The files in the folder of a brief, except Markdown files, its styles and the output folder."""
    every = (path for path in entries(brief.folder, brief.folder) if path.is_file() and path.suffix != ENDING)
    others = (*brief.styles, brief.folder / output.USUAL)
    return [path for path in every if not any(map(path.is_relative_to, others))]


def _in_editions(
    brief: Brief, texts: Sequence[Text], editions: Sequence[Edition], on: PaperName | None
) -> Iterator[Finding]:
    """The findings on editions, each fault once."""
    engine = cache(lambda: build.engine_for(brief))
    calls = [partial(_in_edition, brief, texts, edition, on or edition.paper, engine) for edition in editions]
    found: list[Finding] = []
    with side_by_side(calls) as result:
        for number in range(len(calls)):
            with collected(found):
                found += result(number)
    yield from (same[0] for same in by_fault(found, editions_of(brief.settings)))


def _in_edition(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Callable[[], Engine]
) -> Sequence[Finding]:
    """The findings on an edition, whose pages are checked even when they exceed its limit."""
    try:
        if edition.medium == "screen":
            return as_file(brief, texts, edition, paper, engine, Path()).findings
        begin(edition.name, edition.pages.most)
        job = build.Job.of(brief, texts, edition, paper, engine())
        fitted = job.fitted()
        built = build.finished(job, fitted, build.first_findings(job, fitted))
        found = (*built.findings, *of_pages(built.pages))
    except BriefError as error:
        found = error.findings
    return [replace(finding, edition=edition.name) for finding in found]


def _numbers(brief: Brief) -> Mapping[Path, int]:
    """The rank of each file of a brief in a report: brief.yaml is 0, and its sections follow in order."""
    paths = (brief.folder / "brief.yaml", *(section.path for section in brief.sections))
    return {path: number for number, path in enumerate(paths)}


def _order(numbers: Mapping[Path, int], finding: Finding) -> tuple[object, ...]:
    """The sort key of a finding: file, line and column, then severity with the worst first."""
    place = finding.place or Place(Path())
    where = (numbers.get(place.path, len(numbers)), str(place.path), place.line or 0, place.column or 0)
    return (*where, [*Severity].index(finding.severity), finding.rule, finding.message)


__all__ = ["DRAFT_CHECKS", "PAGE_CHECKS", "Report", "in_pages", "in_words", "of_pages", "review", "ruled", "stopping"]
