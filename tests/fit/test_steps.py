"""What gives way when pages close up, in which order and how far; what opens when they are to be filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.css import length
from brief.fit.steps import CLOSING, OPENING, Give, Steps, steps_for
from brief.load import house
from brief.load.look import sheets, tokens
from brief.model import EDITIONS, PAPERS, Grid, PaperName, Settings, editions_of

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


def test_the_leading_gives_way_first_then_the_space_then_the_margins_and_the_type_last() -> None:
    assert at(0.5) == {"line": "13.80pt"}
    assert at(1) == {"line": "13.60pt"}
    assert at(2) == {"line": "13.60pt", "half": "5.00pt"}
    assert at(2.5) == {"line": "13.60pt", "half": "5.00pt", "top": "23.00mm"}
    assert at(4) == {
        "line": "12.95pt",  # it goes along with the type, from 13.6 pt
        "half": "5.00pt",
        "top": "20.00mm",
        "text-size": "10.00pt",
    }


def test_notes_give_way_before_the_text_and_their_lines_with_them() -> None:
    closing = steps_for({**LOOK, "least-note-line": "10.6pt"}, replace(EDITIONS["full"], smallest=10)).closing
    assert [[give.name for give in step] for step in closing[-2:]] == [
        ["note-size", "note-line"],
        ["text-size", "line"],
    ]
    assert [give.last for give in closing[-2]] == ["8.50pt", "10.60pt"]


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
        ("13pt", "17.5pt", "16.84pt"),  # and not the 13 pt that suit smaller type
        ("4.5mm", "17.5pt", "16.52pt"),
        ("17px", "6mm", "5.82mm"),
        ("13pt", "15.5pt", "16.84pt"),  # the look's own leading is below the floor
        ("1.2rem", "17.5pt", None),  # a size that is not known here
    ],
)
def test_lines_stay_apart_as_their_type_needs(size: str, line: str, closest: str | None) -> None:
    assert at(2, **{"text-size": size, "line": line}).get("line") == closest


def test_lines_of_type_at_the_floor_of_an_edition_stay_apart_as_it_needs() -> None:
    own = replace(HANDOUT, smallest=13, largest=13)
    assert dict(steps_for(LOOK, own).at(99).properties)["line"] == "16.84pt"


def test_a_least_leading_that_is_too_close_is_not_reached() -> None:
    assert at(1, **{"least-line": "9pt"})["line"] == "13.60pt"


@pytest.mark.parametrize(
    ("size", "line", "set_at"),
    [
        ("10.5pt", "14pt", None),
        ("10.8pt", "14pt", None),  # just 1.296 times its size
        ("11pt", "14pt", "14.67pt"),
        ("12pt", "14pt", "16.00pt"),
        ("12pt", "15.6pt", None),
        ("5mm", "14pt", "18.90pt"),
    ],
)
def test_a_look_that_sets_larger_type_alone_has_lines_as_far_apart_as_it_needs(
    size: str, line: str, set_at: str | None
) -> None:
    assert at(0, **{"text-size": size, "line": line}).get("line") == set_at


def test_notes_that_a_look_sets_larger_have_lines_as_far_apart_as_they_need() -> None:
    assert at(0, **{"note-size": "10pt"}) == {"note-line": "12.40pt"}
    assert at(0, **{"note-size": "9.4pt"}) == {}


def test_lines_that_follow_larger_type_open_a_little_too() -> None:
    assert at(-1, **{"text-size": "12pt"})["line"] == "17.12pt"


@given(st.floats(8, 16), st.floats(9, 24), st.floats(8, 12), st.floats(9, 16), st.floats(-4, 8))
def test_no_lines_are_set_closer_than_their_type_needs(
    text: float, line: float, note: float, note_line: float, tightness: float
) -> None:
    sizes = {"text-size": text, "line": line, "note-size": note, "note-line": note_line}
    look = {**LOOK, "least-note-line": "9pt", **{name: f"{size:.2f}pt" for name, size in sizes.items()}}
    set_at = {**look, **dict(steps_for(look, replace(HANDOUT, smallest_note=8.5)).at(tightness).properties)}
    assert number(set_at["line"]) >= 1.295 * number(set_at["text-size"]) - 0.02
    assert number(set_at["note-line"]) >= 1.18 * number(set_at["note-size"]) - 0.02


@pytest.mark.parametrize(
    ("size", "smallest"), [("8pt", "10.00pt"), ("3mm", "3.53mm"), ("12px", "13.33px"), ("4mm", None), ("15px", None)]
)
def test_the_floor_holds_in_each_unit(size: str, smallest: str | None) -> None:
    assert at(0, **{"text-size": size}).get("text-size") == smallest


def test_type_without_a_size_has_no_steps() -> None:
    assert "line" in dict(steps_for({**LOOK, "text-size": "0pt"}, HANDOUT).at(-9).properties)


def test_bounds_may_be_in_another_unit() -> None:
    assert at(3, **{"least-top": "2.2cm"})["top"] == "22.00mm"


def test_what_is_written_in_a_way_that_cannot_be_read_stays_as_it_is() -> None:
    assert "top" not in at(99, top="calc(20mm + 6mm)")


def test_what_is_beyond_its_end_already_stays_as_it_is() -> None:
    assert "top" not in at(99, top="18mm")


def look(paper: PaperName, edition: str, grid: Grid = "own") -> Steps:
    return steps_for(tokens(sheets([house()], paper, edition, grid)), EDITIONS[edition])


def names(steps: Sequence[Sequence[Give]]) -> list[str]:
    """What gives way first in each step."""
    return [step[0].name for step in steps]


IN_ONE_COLUMN = ["line", "half", "figures", "title-size", "foot", "note-size"]
CLOSING_ON: Mapping[Grid, list[str]] = {
    "margin": IN_ONE_COLUMN,
    "hanging": IN_ONE_COLUMN,
    "paper": IN_ONE_COLUMN,
    "folded": ["figures", "foot", "note-size"],  # its lines and spaces are as close as they get
    "one-page": [*IN_ONE_COLUMN, "text-size"],  # whose text is larger
}


@pytest.mark.parametrize("grid", CLOSING_ON)
@pytest.mark.parametrize("paper", PAPERS)
def test_on_each_grid_of_the_house_its_own_things_give_way(paper: PaperName, grid: Grid) -> None:
    found = look(paper, "full", grid)
    assert names(found.closing) == CLOSING_ON[grid]
    assert len(found.opening) == 3


@pytest.mark.parametrize("paper", PAPERS)
def test_each_step_of_a_handout_has_something_that_gives_way(paper: PaperName) -> None:
    found = look(paper, "handout")
    assert len(found.closing) == len(CLOSING)
    assert len(found.opening) == len(OPENING)


@pytest.mark.parametrize("grid", CLOSING_ON)
def test_closed_pages_of_the_house_keep_to_its_floors(grid: Grid) -> None:
    house_look = tokens(sheets([house()], "a4", "full", grid))
    set_at = {**house_look, **dict(look("a4", "full", grid).at(99).properties)}
    assert number(set_at["text-size"]) == 10.5
    assert number(set_at["line"]) == pytest.approx(13.6, abs=0.01)
    assert (number(set_at["note-size"]), number(set_at["note-line"])) == (8.5, 10.6)
    assert number(set_at["title-size"]) == 28
    assert number(set_at["deck-size"]) == 13
    assert number(set_at["ask-size"]) >= 15


SIZES = {
    "text-size": "14.00pt",
    "line": "18.67pt",
    "half": "9.33pt",
    "above": "18.67pt",
    "note-size": "12.00pt",
    "note-line": "14.93pt",
    "table-size": "12.67pt",
    "h2-size": "20.00pt",
    "h3-size": "13.33pt",
    "ask-size": "20.67pt",
    "deck-size": "18.67pt",
    "title-size": "42.67pt",
    "number-size": "28.00pt",
    "small-size": "13.33pt",
}
"""The type of the house on the hanging grid where the text has 14 pt: four thirds of what it has otherwise."""


def grown(size: str, name: str = "full", grid: Grid = "hanging") -> Steps:
    """The steps of an edition where brief.yaml sets the size of the text."""
    edition = editions_of(Settings(title="A brief", type_size=size))[name]
    return steps_for(tokens(sheets([house()], "a4", edition.look, grid)), edition)


def test_all_type_grows_with_the_text_and_so_do_the_lines_and_spaces() -> None:
    found = dict(grown("14").at(0).properties)
    assert {name: found[name] for name in SIZES} == SIZES


def test_text_of_a_size_of_its_own_neither_shrinks_nor_grows_to_fit() -> None:
    for tightness in (-9, 0, 9):
        assert dict(grown("14").at(tightness).properties)["text-size"] == "14.00pt"
        assert dict(grown("14", "handout", "own").at(tightness).properties)["text-size"] == "14.00pt"


def test_the_bounds_grow_with_the_type() -> None:
    closed, opened = (dict(grown("14").at(tightness).properties) for tightness in (99, -99))
    assert (closed["line"], opened["line"]) == ("18.13pt", "20.00pt")
    assert (closed["half"], opened["half"]) == ("6.00pt", "12.00pt")
    assert (closed["note-size"], closed["note-line"]) == ("11.33pt", "14.13pt")
    assert (closed["title-size"], closed["deck-size"]) == ("37.33pt", "17.33pt")


def test_nothing_grows_at_the_size_that_the_look_has_already() -> None:
    assert (grown("10.5").set, grown("10.5").closing) == ((), look("a4", "full", "hanging").closing)


def test_no_size_of_brief_yaml_makes_large_print_smaller() -> None:
    assert dict(grown("11", "large-print", "own").at(0).properties) == {}


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


def test_a_low_masthead_leaves_the_rest_of_the_pages_as_they_are() -> None:
    steps = steps_for({**LOOK, "masthead-gap": "26pt", "least-masthead-gap": "12pt"}, HANDOUT)
    scale, low = steps.at(0.5), steps.at(0.5, low_masthead=True)
    assert low["masthead-gap"] == "12.00pt"
    assert low["line"] == scale["line"] != ""
