"""For every rule of the guide, the example that breaks it is reported, and the one that keeps it is not."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from itertools import chain

import pytest

from brief import check
from brief.findings import leftovers, review
from brief.findings.review import EASED, LIMITS, WHEN_FINAL
from brief.review import DRAFT_CHECKS, PAGE_CHECKS
from brief.review import review as reviewed
from brief.review.guide import Entry, entries
from tests.conftest import MakeBrief
from tests.review.conftest import SOURCES

GATE = '<svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><rect width="9" height="9"/></svg>'

OF_PAGES = {review.ALLOWED_IN_VAIN.id, *(rule.id for rules, _ in PAGE_CHECKS for rule in rules)}
"""The rules whose checks need pages."""


def found_in(make_brief: MakeBrief, files: Mapping[str, str], rule: str) -> set[str]:
    """The rules that an example breaks, in a brief with the source and the picture that it uses."""
    settings = files.get("brief.yaml", "")
    if "sources:" not in settings and "[@coi2014" in "".join(files.values()):
        settings += "sources: sources.yaml\n"
        files = {**files, "sources.yaml": SOURCES}
    if "images/gate.svg" in "".join(files.values()):
        files = {"images/gate.svg": GATE, **files}
    if not any(name.endswith(".md") for name in files):
        files = {**files, "part.md": "# Part\n\nWords.\n"}
    titled = {name: _titled(name, text) for name, text in files.items()}
    shutil.rmtree("content", ignore_errors=True)  # left by the example before
    where = make_brief({**titled, "brief.yaml": f"title: The Camps\n{settings}"})
    report = reviewed(where, [], "", date(2026, 1, 1), with_pages=rule in OF_PAGES)
    return {finding.rule for finding in report.findings}


def _titled(name: str, text: str) -> str:
    """The text of a file; a section that does not begin with a title gets its name as one."""
    if not name.endswith(".md") or text.startswith("# "):
        return text
    return f"# {name.removesuffix('.md').capitalize()}\n\n{text}"


@pytest.mark.parametrize("entry", entries().values(), ids=entries())
def test_an_example_that_breaks_a_rule_is_reported_and_one_that_keeps_it_is_not(
    make_brief: MakeBrief, entry: Entry
) -> None:
    assert entry.rule in found_in(make_brief, entry.fails, entry.rule)
    assert entry.rule not in found_in(make_brief, entry.passes, entry.rule)


def test_every_rule_of_a_review_has_its_place_in_the_guide() -> None:
    of_drafts = {rule.id for rules, _ in (*DRAFT_CHECKS, *PAGE_CHECKS) for rule in rules}
    of_builds = {rule.id for rules, _ in check.SOURCE_CHECKS for rule in rules} & {
        rule.id for rule in vars(leftovers).values() if hasattr(rule, "severity")
    }
    others = {review.ALLOWED_FIRM.id, review.ALLOWED_IN_VAIN.id, review.ALLOWED_UNKNOWN.id, leftovers.OPTIONS_LEFT.id}
    assert entries().keys() == of_drafts | of_builds | others


def test_limits_and_severities_are_set_only_for_existing_rules() -> None:
    assert {*chain(LIMITS, WHEN_FINAL, EASED)} <= entries().keys()
