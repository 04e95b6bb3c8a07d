"""What gives way when pages close up, in which order and how far; what opens when they are to be filled."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.css import length
from brief.fit.steps import CLOSING, Steps, steps_for
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
    return dict(steps_for({**LOOK, **of_look}, HANDOUT).at(tightness).properties)


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
    assert dict(steps_for(LOOK, own).at(0).properties) == {"text-size": "11.00pt", "line": "14.67pt"}
    assert "text-size" not in dict(steps_for({**LOOK, "text-size": "11pt"}, own).at(99).properties)


def test_a_brand_with_smaller_type_is_set_at_the_floor() -> None:
    assert at(0, **{"text-size": "8pt"})["text-size"] == "10.00pt"


@pytest.mark.parametrize(
    ("size", "line", "closest"),
    [
        ("13pt", "17.5pt", "15.99pt"),  # and not the 13 pt that suit smaller type
        ("4.5mm", "17.5pt", "15.69pt"),
        ("17px", "6mm", "5.53mm"),
        ("13pt", "15.5pt", None),  # the look's own leading is below the floor, and stays
        ("1.2rem", "17.5pt", None),  # a size that is not known here
    ],
)
def test_lines_stay_apart_as_their_type_needs(size: str, line: str, closest: str | None) -> None:
    assert at(2, **{"text-size": size, "line": line}).get("line") == closest


def test_lines_of_type_at_the_floor_of_an_edition_stay_apart_as_it_needs() -> None:
    own = replace(HANDOUT, smallest=13, largest=13)
    assert dict(steps_for(LOOK, own).at(99).properties)["line"] == "15.99pt"


def test_a_least_leading_that_is_too_close_is_not_reached() -> None:
    assert at(2, **{"least-line": "9pt"})["line"] == "12.91pt"


@pytest.mark.parametrize(
    ("size", "smallest"), [("8pt", "10.00pt"), ("3mm", "3.53mm"), ("12px", "13.33px"), ("4mm", None), ("15px", None)]
)
def test_the_floor_holds_in_each_unit(size: str, smallest: str | None) -> None:
    assert at(0, **{"text-size": size}).get("text-size") == smallest


def test_type_without_a_size_has_no_steps() -> None:
    assert "line" in dict(steps_for({**LOOK, "text-size": "0pt"}, HANDOUT).at(-9).properties)


def test_bounds_may_be_in_another_unit() -> None:
    assert at(1, **{"least-top": "2.2cm"}) == {"top": "22.00mm"}


def test_what_is_written_in_a_way_that_cannot_be_read_stays_as_it_is() -> None:
    assert "top" not in at(99, top="calc(20mm + 6mm)")


def test_what_is_beyond_its_end_already_stays_as_it_is() -> None:
    assert "line" not in dict(steps_for({**LOOK, "line": "12pt"}, EDITIONS["full"]).at(99).properties)


def look(paper: PaperName, edition: str) -> Steps:
    return steps_for(tokens(sheets([house()], paper, edition)), EDITIONS[edition])


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


def number(written: str) -> float:
    found = length(written)
    assert found
    return found[0]
