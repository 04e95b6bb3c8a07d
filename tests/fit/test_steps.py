"""What gives way when pages close up, in which order and how far; what opens when they are to be filled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.fit.steps import CLOSING, LENGTH, Steps, steps
from brief.load import house
from brief.load.look import sheets, tokens
from brief.model import EDITIONS, PAPERS, PaperName

LOOK = {
    "top": "26mm",
    "least-top": "20mm",
    "line": "14pt",
    "least-line": "13pt",
    "most-line": "15pt",
    "half": "7pt",
    "least-half": "5pt",
    "text-size": "10.5pt",
    "note-size": "9pt",
    "note-line": "11.2pt",
}
HANDOUT = EDITIONS["handout"]


def at(tightness: float, **of_look: str) -> dict[str, str]:
    return dict(steps({**LOOK, **of_look}, HANDOUT).at(tightness).properties)


def test_nothing_changes_at_zero() -> None:
    assert at(0) == {}


def test_margins_give_way_first_then_the_leading_then_the_space_and_the_type_last() -> None:
    assert at(0.5) == {"top": "23.00mm"}
    assert at(1) == {"top": "20.00mm"}
    assert at(2) == {"top": "20.00mm", "line": "13.00pt"}
    assert at(2.5) == {"top": "20.00mm", "line": "13.00pt", "half": "6.00pt"}
    assert at(4) == {
        "top": "20.00mm",
        "line": "12.38pt",  # it goes along with the type, from 13 pt
        "half": "5.00pt",
        "text-size": "10.00pt",
    }


def test_no_step_goes_further_than_its_end() -> None:
    assert at(99) == at(4)


def test_what_opens_opens_in_another_order_and_the_type_last() -> None:
    assert at(-1) == {"line": "15.00pt"}
    assert at(-2)["text-size"] == "12.00pt"


def test_the_type_never_goes_below_the_floor_of_the_edition() -> None:
    assert at(99)["text-size"] == "10.00pt"
    own = replace(HANDOUT, smallest=11)
    assert dict(steps(LOOK, own).at(0).properties) == {"text-size": "11.00pt", "line": "14.67pt"}
    assert "text-size" not in dict(steps({**LOOK, "text-size": "11pt"}, own).at(99).properties)


def test_a_brand_with_smaller_type_is_set_at_the_floor() -> None:
    assert at(0, **{"text-size": "8pt"})["text-size"] == "10.00pt"


def test_what_is_written_in_a_way_that_cannot_be_read_stays_as_it_is() -> None:
    assert "top" not in at(99, top="calc(20mm + 6mm)")


def test_what_is_beyond_its_end_already_stays_as_it_is() -> None:
    assert "line" not in dict(steps({**LOOK, "line": "12pt"}, EDITIONS["full"]).at(99).properties)


def look(paper: PaperName, edition: str) -> Steps:
    return steps(tokens(sheets([house()], paper, edition)), EDITIONS[edition])


@pytest.mark.parametrize("edition", ["full", "handout"])
@pytest.mark.parametrize("paper", PAPERS)
def test_each_step_of_the_house_has_something_that_gives_way(paper: PaperName, edition: str) -> None:
    found = look(paper, edition)
    assert len(found.closing) == len(CLOSING)
    assert len(found.opening) == 3
    assert found.folds == (edition == "full")  # a handout has no margin column


@given(st.floats(-4, 6), st.floats(-4, 6))
def test_the_closer_the_smaller(one: float, other: float) -> None:
    found = look("us-letter", "handout")
    loose, tight = sorted((one, other))
    wide, close = (dict(found.at(tightness).properties) for tightness in (loose, tight))
    for name in wide.keys() & close.keys():
        assert number(close[name]) <= number(wide[name]) + 0.01, name


def number(length: str) -> float:
    match = LENGTH.fullmatch(length)
    assert match
    return float(match["number"])
