"""Conditions on fields: how they are written, and when they hold."""

from __future__ import annotations

import pytest

from brief.model import Cases, When

VALUES = {"party": "Independent", "leader": "yes", "note": "", "count": "1,234", "name": "O’Neil"}


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("leader", True),
        ("note", False),
        ("missing", False),
        ("not note", True),
        ('party == "Independent"', True),
        ("party == 'independent'", True),
        ("party == “Independent”", True),
        ('party != "Democrat"', True),
        ('not party != "Democrat"', False),
        ('party == "Democrat" or leader', True),
        ('party == "Democrat" and leader', False),
        ('note or party == "Democrat" and leader', False),
        ('leader and party == "Independent" or note', True),
        ('note == ""', True),
        ('count == "1234"', True),
        ('count == "1,234"', True),
        ('count == "234"', False),
        ('name == "O\'Neil"', True),
    ],
)
def test_a_condition_holds_or_not(written: str, holds: bool) -> None:
    condition = When.of(written)
    assert condition
    assert condition.holds(VALUES) is holds


@pytest.mark.parametrize(
    "written", ["", "party = 'x'", "party ==", "leader and", "or leader", "leader party", "not", "a == b", "f(x)", "1"]
)
def test_an_invalid_condition_is_none(written: str) -> None:
    assert When.of(written) is None


def test_the_first_part_that_holds_is_printed() -> None:
    cases, printed = Cases(VALUES), []
    marks = [("if", "missing"), ("elif", "leader"), ("elif", "party"), ("else", ""), ("endif", "")]
    for word, condition in marks:
        cases.read(word, condition)
        printed.append(cases.printed)
    assert printed == [False, True, False, False, True]
    assert not cases.is_open


def test_a_part_within_one_that_is_left_out_is_left_out() -> None:
    cases = Cases(VALUES)
    cases.read("if", "missing")
    cases.read("if", "leader")
    assert not cases.printed
    cases.read("endif")
    assert cases.is_open
    cases.read("else")
    assert cases.printed
