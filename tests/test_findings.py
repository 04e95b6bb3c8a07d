"""A finding as it is printed: its place, its reason and the way out."""

from __future__ import annotations

from pathlib import Path

from brief.findings import Place, Rule, Severity, error, in_one_line

RULE = Rule("wrong", Severity.ERROR, "'{name}' is wrong", "write '{other}'")


def test_a_finding_is_a_line_and_the_way_out_below() -> None:
    assert str(RULE.at(Place(Path("a.md"), 3, 1), name="b", other="c")) == (
        "a.md:3:1: error: wrong: 'b' is wrong\n    write 'c'"
    )


def test_names_cannot_steer_the_terminal_or_forge_a_line() -> None:
    assert str(RULE.at(Place(Path("a\n\x1b[31m.md")), name="\x9b2J", other="c\nok")) == (
        r"a\n\x1b[31m.md: error: wrong: '\x9b2J' is wrong" + "\n" + r"    write 'c\nok'"
    )
    assert in_one_line("a\u202eb\udcff성분\u200dé\xa0") == r"a\u202eb\udcff" + "성분\u200dé\xa0"


def test_the_same_fault_on_another_page_is_one_fault() -> None:
    rule = error("too-wide", "'{words}' is too wide on page {page}")
    first, other, longer = (
        rule.at(None, words=words, page=page) for words, page in (("one", 3), ("one", 4), ("two", 3))
    )
    assert (first.page, other.page, first.message) == (3, 4, "'one' is too wide on page 3")
    assert first.fault == other.fault != longer.fault
