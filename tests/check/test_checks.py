"""The lists of checks are complete, and findings have fields for their edition and page."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brief import build, check
from brief.check import by_fault
from brief.findings import BriefError, Rule, editions, leftovers
from brief.load import load
from brief.model import EDITIONS
from brief.parse.reading.fences import BLOCKS
from brief.parse.reading.outline import CHOICES
from brief.produce import produce
from tests.conftest import MakeBrief

CHECKS = (
    check.FIRST_CHECKS,
    check.SOURCE_CHECKS,
    check.EDITION_CHECKS,
    check.LENGTH_CHECKS,
    check.PAGE_CHECKS,
)


def used() -> Iterator[Rule]:
    """The rules that modules of `check` use."""
    for path in sorted(Path(check.__file__).parent.glob("*.py")):
        if path.stem == "__init__":
            continue
        module = importlib.import_module(f"brief.check.{path.stem}")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                rule = getattr(getattr(module, node.value.id, None), node.attr, None)
                if isinstance(rule, Rule):
                    yield rule


def test_each_rule_of_a_check_is_listed_and_each_listed_rule_is_used() -> None:
    listed = {rule for checks in CHECKS for rules, _ in checks for rule in rules}
    assert {rule.message for rule in used()} == {rule.message for rule in listed}


def test_a_finding_has_its_edition_and_its_page_as_fields(make_brief: MakeBrief) -> None:
    css = ".prose p + p { margin-top: -21pt }"
    make_brief({"styles/brand.css": css, "part.md": "# T\n\nText.\n\nThe first words.\n\nThe second words.\n"})
    with pytest.raises(BriefError) as caught:
        list(produce(Path(), ["full", "photocopy"], "", Path("output")))
    (found,) = (one for one in caught.value.findings if one.rule == "text-on-text")
    assert (found.edition, found.page) == ("full", 1)


def test_a_finding_on_the_source_has_no_edition_and_no_page(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# T\n\nA [link](#nowhere).\n"})
    with pytest.raises(BriefError) as caught:
        list(produce(Path(), ["full"], "", Path("output")))
    assert [(one.rule, one.edition, one.page) for one in caught.value.findings] == [("link-broken", None, None)]


def test_a_limit_that_an_edition_and_its_base_break_is_one_fault_in_any_order() -> None:
    words = dict.fromkeys(("lines", "words", "first", "room", "sections", "more"), "")
    names = ("photocopy", "full", "handout")
    found = [replace(editions.TOO_LONG.at(edition=name, **words), edition=name) for name in names]
    assert [one.edition for (one,) in by_fault(found, EDITIONS)] == ["full", "handout"]


def test_the_name_of_each_block_after_two_slashes_is_left_over(make_brief: MakeBrief) -> None:
    text = "".join(f"Text.\n\n// {name}\n\n" for name in (*BLOCKS, *CHOICES))
    _, _, findings = build.read(load(make_brief({"part.md": f"# T\n\n{text}"}))[0])
    left = [one for one in findings if one.rule == leftovers.SLASHES_LEFT.id]
    assert len(left) == len(BLOCKS) + len(CHOICES)
