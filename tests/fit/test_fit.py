"""Pages keep to their number, are filled, and hold together, in a bounded number of settings: the same each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.fit import ROUNDS, Fitted, Start, far, fit
from brief.fit.attempts import MOST_ROUNDS
from brief.fit.found import Faults
from brief.fit.pages import filled
from brief.fit.steps import Give, Steps
from brief.model import AS_WRITTEN, Box, Frame, Measured, Moves, Page, Pages, Photograph, Run, Scale
from tests.fit.printed import box

STEPS = Steps(
    closing=tuple((Give(name, 10, 8, "pt"),) for name in ("line", "half", "figures", "top", "text-size")),
    opening=tuple((Give(name, 10, 12, "pt"),) for name in ("half", "line", "text-size")),
    set=(),
)
IN_COLUMNS = Steps(
    closing=tuple((Give(name, 10, 8, "pt"),) for name in ("figures", "top", "text-size")),
    opening=(),
    set=(),
)
BOTH = STEPS, lambda: IN_COLUMNS
ONE = STEPS, None


def page(number: int, full: float = 1.0, *boxes: Box) -> Page:
    text = Box("p", (), f"a.md:{number}-{number}", 50, 70, 300, 650 * full)
    return Page(number, 612, 792, 70, 720, (text, *boxes))


def of_length(length: float) -> Measured:
    whole, rest = divmod(length, 1)
    pages = [page(number + 1) for number in range(int(whole))]
    return Measured((*pages, page(int(whole) + 1, rest)) if rest > 1e-9 else tuple(pages))


@dataclass
class Press:
    """A text of some pages, of which each step takes a part, and folding another; and what was asked of it."""

    length: float
    step: float = 0.03
    fold: float = 0.15

    def __post_init__(self) -> None:
        self.asked: list[tuple[Scale, Moves]] = []

    def set(self, scale: Scale, moves: Moves) -> Measured:
        self.asked.append((scale, moves))
        return self.at(scale)

    def at(self, scale: Scale) -> Measured:
        sizes = dict(scale.properties).values()
        gone = sum((10 - float(size.removesuffix("pt"))) / 2 for size in sizes)
        return of_length(self.length * (1 - gone * self.step) * (1 - self.fold * scale.folded))


def fitted(
    length: float, limit: Pages, steps: tuple[Steps, Callable[[], Steps] | None] = BOTH, **of_press: float
) -> tuple[Fitted[Measured], Press]:
    press = Press(length, **of_press)
    return fit(press.set, lambda layout: layout, steps, limit), press


def test_pages_that_fit_are_set_once() -> None:
    found, press = fitted(3.9, Pages(most=4))
    assert (len(found.measured.pages), len(press.asked), found.scale) == (4, 1, Scale())


def test_without_a_limit_pages_are_as_many_as_it_takes() -> None:
    found, _ = fitted(17.5, Pages())
    assert (len(found.measured.pages), found.scale) == (18, Scale())


@pytest.mark.parametrize(("length", "opened"), [(3.5, True), (3.7, False), (0.5, False), (9.5, False)])
def test_a_short_brief_is_opened_a_little_to_fill_its_last_page(length: float, opened: bool) -> None:
    found, _ = fitted(length, Pages(most=10))
    assert found.full == pytest.approx((3.5 * 1.045 if opened else length) % 1)
    assert dict(found.scale.properties) == ({"half": "12.00pt", "line": "11.00pt"} if opened else {})


@pytest.mark.parametrize(
    ("length", "tightness"), [(0.45, 0), (0.6, -3), (0.7, -3), (0.85, -2.25), (0.9, -1.5), (0.93, 0)]
)
def test_a_page_that_must_be_the_only_one_is_opened_unless_it_is_full_or_lacks_text(
    length: float, tightness: float
) -> None:
    found, _ = fitted(length, Pages(most=1), step=0.06)
    assert (found.count, found.tightness) == (1, tightness)


def test_a_brief_is_not_opened_where_that_separates_what_belongs_together() -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        return HOLE if scale.properties else of_length(1.5)

    found = fit(typeset, lambda measured: measured, ONE, Pages(most=2))
    assert (found.scale, found.full) == (Scale(), 0.5)


def test_a_last_page_with_a_few_lines_is_pulled_in_without_a_limit_too() -> None:
    found, _ = fitted(6.05, Pages())
    assert len(found.measured.pages) == 6
    assert "text-size" not in dict(found.scale.properties)


def test_type_gets_larger_only_where_pages_are_limited() -> None:
    limited, unlimited = (fitted(2.2, limit, step=0.022)[0] for limit in (Pages(most=4), Pages()))
    assert "text-size" in dict(limited.scale.properties)
    assert "text-size" not in dict(unlimited.scale.properties)


def test_where_nothing_may_give_a_last_page_stays_as_it_is_at_once() -> None:
    found, press = fitted(2.1, Pages(), (Steps((), (), ()), None))
    assert (len(found.measured.pages), len(press.asked)) == (3, 1)


def test_pages_that_are_a_little_too_many_close_up_no_further_than_need_be() -> None:
    found, _ = fitted(1.04, Pages(most=1))
    assert len(found.measured.pages) == 1
    assert [name for name, _ in found.scale.properties] == ["line", "half"]  # type and figures are as they were


def test_the_text_is_folded_into_two_columns_when_all_steps_are_not_enough() -> None:
    found, press = fitted(1.22, Pages(most=1))
    assert len(found.measured.pages) == 1
    assert [scale.folded for scale, _ in press.asked] == [False, False, True, True, True]
    unfolded, _ = fitted(1.1, Pages(most=1))
    assert len(unfolded.measured.pages) == 1
    assert not unfolded.scale.folded


def test_the_text_is_folded_at_once_when_it_is_clear_that_the_steps_are_not_enough() -> None:
    found, press = fitted(1.25, Pages(most=1), fold=0.22)
    assert len(found.measured.pages) == 1
    assert [scale for scale, _ in press.asked] == [Scale(), Scale(folded=True)]


def test_folded_text_closes_up_by_steps_of_its_own() -> None:
    found, _ = fitted(1.22, Pages(most=1))
    assert found.scale.folded
    assert [name for name, _ in found.scale.properties] == ["figures", "top"]


def test_text_that_is_not_to_be_folded_is_too_long_in_its_own_columns() -> None:
    found, press = fitted(1.25, Pages(most=1), ONE)
    assert len(found.measured.pages) == 2
    assert [scale.folded for scale, _ in press.asked] == [False] * len(press.asked)


def test_what_does_not_fit_is_as_close_as_it_goes() -> None:
    found, press = fitted(2.6, Pages(most=1))
    assert len(found.measured.pages) > 1
    assert found.scale == replace(IN_COLUMNS.at(IN_COLUMNS.closest), folded=True)
    assert dict(found.scale.properties)["text-size"] == "8.00pt"
    assert len(press.asked) <= ROUNDS


def test_of_pages_that_grow_when_they_are_set_closer_the_fewest_are_taken() -> None:
    found, _ = fitted(1.3, Pages(most=1), step=-0.2, fold=-0.2)
    assert (len(found.measured.pages), found.scale) == (2, Scale())


def test_a_code_that_stands_over_the_edge_of_its_card_fills_no_page() -> None:
    card, code = Box("aside", ("at-foot",), "", 400, 600, 140, 120), Box("div", ("code",), "", 392, 640, 80, 80)
    assert filled(page(1, 0.5, card, code)) == 0.5


def test_a_last_page_with_a_few_lines_is_pulled_in() -> None:
    found, _ = fitted(2.1, Pages(most=4))
    assert len(found.measured.pages) == 2
    assert "text-size" not in dict(found.scale.properties)


def test_after_a_step_that_gains_nothing_the_next_is_twice_as_long() -> None:
    def stubborn(scale: Scale, _: Moves) -> Measured:
        asked.append(sum(10 - float(size.removesuffix("pt")) for _, size in scale.properties))
        return of_length(1.0 if asked[-1] > 5 else 1.02)

    asked = list[float]()
    fit(stubborn, lambda layout: layout, ONE, Pages(most=1))
    first, second, third, *_ = asked
    assert third - second == pytest.approx(2 * (second - first))


def test_a_last_page_that_cannot_be_pulled_in_is_filled() -> None:
    found, _ = fitted(2.3, Pages(most=4))
    assert len(found.measured.pages) == 3
    assert found.full >= 1 / 3
    assert all(size > "10" for _, size in found.scale.properties)


def test_a_last_page_stays_nearly_empty_rather_than_type_gets_too_small_or_too_large() -> None:
    found, _ = fitted(2.2, Pages(most=4), step=0.001)
    assert (found.scale, len(found.measured.pages)) == (Scale(), 3)


def test_a_single_page_is_never_blown_up() -> None:
    found, press = fitted(0.1, Pages(most=1))
    assert (found.scale, len(press.asked)) == (Scale(), 1)


def test_fewer_pages_than_the_range_are_opened_up_if_that_is_enough() -> None:
    assert len(fitted(1.96, Pages(least=3, most=4))[0].measured.pages) == 2
    assert len(fitted(1.99, Pages(least=3, most=4), step=0.1)[0].measured.pages) == 3


@given(st.floats(0.05, 8), st.integers(1, 5), st.floats(0, 0.06), st.floats(0, 0.3), st.booleans())
def test_the_search_ends_keeps_the_limit_if_that_can_be_and_is_the_same_again(
    length: float, most: int, step: float, fold: float, folds: bool
) -> None:
    steps = STEPS, (lambda: STEPS) if folds else None
    found, press = fitted(length, Pages(most=most), steps, step=step, fold=fold)
    assert len(press.asked) == found.rounds <= ROUNDS
    shortest = length * (1 - 5 * step) * (1 - fold * folds)
    assert len(found.measured.pages) <= most or len(of_length(shortest).pages) > most
    assert fitted(length, Pages(most=most), steps, step=step, fold=fold)[0] == found


def test_a_search_that_starts_where_one_ended_sets_the_pages_once() -> None:
    for length, limit in ((1.04, Pages(most=1)), (1.25, Pages(most=1)), (2.1, Pages(most=4)), (2.3, Pages(most=4))):
        first, _ = fitted(length, limit)
        press = Press(length)
        again = fit(press.set, lambda measured: measured, BOTH, limit, first.start)
        assert again == replace(first, rounds=1)
        assert press.asked == [(first.scale, first.moves)]
        assert first.tightness != 0


def test_a_start_at_which_the_pages_are_too_many_too_close_or_too_wide_is_left() -> None:
    for length, limit, start in (
        (1.2, Pages(most=1), Start(tightness=1)),
        (0.4, Pages(most=1), Start(tightness=5)),
        (3.6, Pages(most=4), Start(tightness=-2)),
    ):
        press = Press(length)
        assert fit(press.set, lambda measured: measured, BOTH, limit, start) == fitted(length, limit)[0]
        assert press.asked[1] == (Scale(), AS_WRITTEN)


def test_moves_of_a_start_are_kept_as_long_as_nothing_stands_apart() -> None:
    rounds: list[Moves] = []

    def typeset(_: Scale, moves: Moves) -> Measured:
        rounds.append(moves)
        return GOOD if moves != AS_WRITTEN else LONE

    found = fit(typeset, lambda measured: measured, BOTH, Pages())
    assert found.moves == BEGUN
    rounds.clear()
    assert fit(typeset, lambda measured: measured, BOTH, Pages(), found.start).moves == found.moves
    assert rounds == [BEGUN]


@pytest.mark.parametrize(("full", "tightness"), [(0.45, 1), (0.38, 0)])
def test_a_last_page_that_had_to_be_emptier_may_be_so_again(full: float, tightness: float) -> None:
    """Unless it is much emptier than it was when the search ended."""
    start = Start(tightness=1, full=0.5)
    none = Steps((), (), ())
    again = fit(lambda *_: of_length(6 + full), lambda measured: measured, (none, None), Pages(), start)
    assert again.tightness == tightness


def test_a_long_brief_is_not_set_as_close_as_it_goes_for_a_fuller_last_page() -> None:
    """It is set too few times for the middle: it would be closer by many steps than need be."""

    def typeset(scale: Scale, _: Moves) -> Measured:
        return of_length(35 if len(scale.properties) == len(STEPS.closing) - 1 else 40.1)

    found = fit(typeset, lambda measured: measured, ONE, Pages())
    assert (found.tightness, found.count) == (0, 41)


def test_what_a_search_could_not_help_is_not_searched_again() -> None:
    rounds: list[Moves] = []

    def never_helped(_: Scale, moves: Moves) -> Measured:
        rounds.append(moves)
        return LONE

    found = fit(never_helped, lambda measured: measured, BOTH, Pages())
    assert found.start.faults.apart == 1
    rounds.clear()
    assert fit(never_helped, lambda measured: measured, BOTH, Pages(), found.start) == replace(found, rounds=1)
    assert rounds == [AS_WRITTEN]


def test_what_stands_apart_since_then_is_mended() -> None:
    found = fit(lambda *_: GOOD, lambda measured: measured, BOTH, Pages())
    assert found.start.faults == Faults()
    again = fit(lambda _, moves: GOOD if moves != AS_WRITTEN else LONE, lambda one: one, BOTH, Pages(), found.start)
    assert again.moves == BEGUN


def settled(layouts: Callable[[int], Measured], limit: Pages | None = None) -> list[Moves]:
    """With which moves pages of these layouts were set, one after the other."""
    rounds: list[Moves] = []

    def typeset(_: Scale, moves: Moves) -> int:
        rounds.append(moves)
        return len(rounds)

    fit(typeset, layouts, BOTH, limit or Pages())
    return rounds


def heading(source: str, y: float = 706) -> Box:
    return Box("h2", (), source, 50, y, 300, 14)


LONE = Measured((Page(1, 612, 792, 70, 720, (heading("a.md:2-2"),)), page(2)))
GOOD = Measured((page(1), page(2, 1.0)))
BEGUN = Moves(begin=frozenset({"a.md:2-2"}))


def test_pages_are_set_again_for_each_block_that_moves() -> None:
    assert settled(lambda number: LONE if number == 1 else GOOD) == [AS_WRITTEN, BEGUN]


def test_a_break_that_does_not_help_is_taken_back() -> None:
    assert settled(lambda number: LONE) == [AS_WRITTEN, BEGUN]


def test_a_break_that_makes_the_pages_too_many_is_taken_back() -> None:
    def layouts(number: int) -> Measured:
        return Measured((*GOOD.pages, page(3))) if number == 2 else LONE

    assert settled(layouts, Pages(most=2)) == [AS_WRITTEN, BEGUN]


def test_a_page_that_a_break_has_left_nearly_empty_is_pulled_in() -> None:
    rounds = [LONE, Measured((*map(written, GOOD.pages), page(3, 0.1))), GOOD]
    assert settled(lambda number: rounds[number - 1]) == [AS_WRITTEN, BEGUN, AS_WRITTEN]


def test_pages_on_which_notes_stand_on_text_are_set_closer() -> None:
    note = Box("span", ("footnote",), "a.md:9-9", 50, 690, 300, 30)
    last = Run("p", (), "a.md:1-1", 50, 684, 300, 14, text="called", frame=Frame("cell", 50, 350))
    first = page(1, 1.0, note)
    bad = Measured((replace(first, texts=(last,)),))
    good = Measured((replace(first, texts=(replace(last, y=670),)),))
    assert settled(lambda number: bad if number < 3 else good, Pages(most=1)) == [AS_WRITTEN] * 4


def test_the_search_ends_even_when_each_setting_brings_new_trouble() -> None:
    def layouts(number: int) -> Measured:
        return Measured((Page(1, 612, 792, 70, 720, (heading(f"a.md:{number}-{number}"),)),))

    assert len(settled(layouts)) == MOST_ROUNDS


def test_of_a_long_brief_with_new_trouble_in_each_setting_fewer_are_tried() -> None:
    def layouts(number: int) -> Measured:
        texts = (box(f"a{number}.md:{at}-{at}", 70, 650) for at in range(49))
        pages = (replace(page(at), boxes=(text,)) for at, text in enumerate(texts))
        return Measured((*pages, page(50, 1.0, heading(f"a.md:{number}-{number}"))))

    assert len(settled(layouts)) == 6  # with 300 pages in all


def cut(length: float, most: int) -> Measured:
    """The layout of a text of so many pages, of which no more than `most` are set."""
    whole = of_length(length)
    return Measured(whole.pages[:most], min(most / length, 1.0))


def test_pages_that_are_hopelessly_too_many_are_set_once() -> None:
    assert settled(lambda number: cut(152, 15), Pages(most=4)) == [AS_WRITTEN]


def test_of_pages_that_were_not_all_set_two_columns_and_then_the_closest_are_tried_at_once() -> None:
    scales: list[Scale] = []

    def typeset(scale: Scale, moves: Moves) -> Measured:
        scales.append(scale)
        return cut(20, 15)

    found = fit(typeset, lambda layout: layout, BOTH, Pages(most=4))
    closest = replace(IN_COLUMNS.at(IN_COLUMNS.closest), folded=True)
    assert scales == [Scale(), Scale(folded=True), closest]
    assert found.measured.more


def test_pages_that_never_end_are_not_set_again() -> None:
    assert settled(lambda number: cut(5, 3), Pages()) == [AS_WRITTEN]


def test_a_break_after_which_pages_never_end_is_taken_back() -> None:
    assert settled(lambda number: cut(5, 3) if number == 2 else LONE) == [AS_WRITTEN, BEGUN]


def test_far_too_many_pages_are_three_times_their_limit_and_none_without_one() -> None:
    assert (far(Pages(most=4)), far(Pages())) == (15, None)


def next_section(full: float) -> Page:
    """Page 3, with text of another section, which no figure moves behind."""
    return replace(page(3), boxes=(Box("p", (), "b.md:1-1", 50, 70, 300, 650 * full),))


FIGURE = Box("figure", (), "a.md:5-5", 50, 70, 300, 200)
FOLLOWING = Box("p", (), "a.md:7-9", 50, 284, 300, 330)
HOLE = Measured((page(1, 0.5), Page(2, 612, 792, 70, 720, (FIGURE, FOLLOWING))))
BEHIND = Moves(shifted=frozenset({("a.md:5-5", 1)}))


def test_a_figure_that_leaves_a_hole_stands_behind_the_text_that_fills_it() -> None:
    assert settled(lambda number: HOLE if number == 1 else GOOD) == [AS_WRITTEN, BEHIND]


def test_a_figure_goes_back_when_that_leaves_a_hole_too() -> None:
    assert settled(lambda number: HOLE) == [AS_WRITTEN, BEHIND]


def test_a_figure_goes_back_when_it_would_leave_only_the_colophon_on_the_last_page() -> None:
    def layouts(number: int) -> Measured:
        return Measured((*GOOD.pages, page(3, 0.0))) if asked_moves[-1] != AS_WRITTEN else HOLE

    asked_moves = list[Moves]()

    def set_pages(_: Scale, moves: Moves) -> Measured:
        asked_moves.append(moves)
        return layouts(len(asked_moves))

    found = fit(set_pages, lambda layout: layout, BOTH, Pages())
    assert found.moves == AS_WRITTEN


def test_a_figure_goes_back_when_it_would_leave_a_page_emptier_than_before() -> None:
    hole = Measured((written(page(1, 0.7)), HOLE.pages[1]))
    emptier = Measured((written(page(1)), written(page(2, 0.1)), page(3)))
    found = fit(lambda _, moves: hole if moves == AS_WRITTEN else emptier, lambda layout: layout, BOTH, Pages())
    assert found.moves == AS_WRITTEN


def test_a_figure_goes_back_when_it_would_make_the_largest_hole_larger_and_nothing_would_fill_that() -> None:
    hole = Measured((written(page(1, 0.5)), HOLE.pages[1]))
    emptier = Measured((written(page(1)), written(page(2, 0.2)), page(3)))
    found = fit(lambda _, moves: hole if moves == AS_WRITTEN else emptier, lambda layout: layout, BOTH, Pages())
    assert found.moves == AS_WRITTEN


def test_a_brief_is_not_opened_where_that_leaves_a_hole() -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        full = (0.7, 0.9) if scale.properties else (1, 0.5)
        return Measured(tuple(written(page(at, one)) for at, one in enumerate(full, 1)))

    found = fit(typeset, lambda measured: measured, ONE, Pages(most=2))
    assert (found.scale, found.full) == (Scale(), 0.5)


@pytest.mark.parametrize(("limit", "larger"), [(Pages(most=2), True), (Pages(), False)])
def test_pages_within_a_limit_get_larger_type_where_that_fills_the_last_without_a_hole(
    limit: Pages, larger: bool
) -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        size = float(dict(scale.properties).get("text-size", "10pt").removesuffix("pt"))
        full = (1, 0.5) if not scale.properties else (0.7, 0.9) if size == 10 else (1, 0.9)
        return Measured(tuple(written(page(at, one)) for at, one in enumerate(full, 1)))

    found = fit(typeset, lambda measured: measured, ONE, limit)
    assert ("text-size" in dict(found.scale.properties), found.full) == (larger, 0.9 if larger else 0.5)


def test_a_brief_is_opened_to_fill_the_pages_before_the_last_one_too() -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        full = (0.95, 0.5) if scale.properties else (0.8, 0.5)
        return Measured(tuple(written(page(at, one)) for at, one in enumerate(full, 1)))

    assert fit(typeset, lambda measured: measured, ONE, Pages(most=2)).emptiest == pytest.approx(0.05)


def test_a_brief_with_a_full_last_page_is_opened_where_that_fills_an_empty_foot() -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        full = (0.95, 0.9) if scale.properties else (0.7, 0.85)
        return Measured(tuple(written(page(at, one)) for at, one in enumerate(full, 1)))

    assert fit(typeset, lambda measured: measured, ONE, Pages(most=2)).emptiest == pytest.approx(0.05)


def test_a_figure_goes_back_when_the_pages_become_too_many() -> None:
    def layouts(number: int) -> Measured:
        return Measured((*GOOD.pages, page(3))) if number == 2 else HOLE

    assert settled(layouts, Pages(most=2)) == [AS_WRITTEN, BEHIND]


def written(one: Page) -> Page:
    """A page whose blocks have text."""
    runs = (Run("p", (), box.source, box.x, box.y, box.width, box.height, text="words") for box in one.boxes)
    return replace(one, texts=tuple(runs))


def test_a_figure_that_fills_most_of_a_hole_moves_on_by_the_next_block() -> None:
    smaller = Measured((written(page(1, 0.8)), Page(2, 612, 792, 70, 720, (FIGURE, FOLLOWING))))
    twice = Moves(shifted=frozenset({("a.md:5-5", 2)}))
    assert settled(lambda number: (HOLE, smaller, GOOD)[number - 1]) == [AS_WRITTEN, BEHIND, twice]


def test_a_photograph_is_set_smaller_when_no_text_can_fill_the_hole() -> None:
    photograph = Photograph("a.jpg", (600, 400), replace(FIGURE, tag="img", height=180))
    hole = Measured(
        (written(page(1, 0.7)), Page(2, 612, 792, 70, 720, (FIGURE,), photographs=(photograph,)), next_section(1))
    )
    smaller = Moves(smaller=frozenset({("a.md:5-5", 139.0)}))  # 180, less what the figure and its white exceed the hole
    assert settled(lambda number: hole if number == 1 else GOOD) == [AS_WRITTEN, smaller]


def test_blocks_of_a_long_brief_move_as_long_as_a_round_sets_few_pages_anew() -> None:
    def long_brief(number: int) -> Measured:
        filled_up = [page(at) for at in range(2 * (number - 1))]
        return Measured((*filled_up, *(one for at in range(number, 31) for one in _hole_of(f"a{at}.md"))))

    assert len(settled(long_brief, Pages())) == MOST_ROUNDS


def _hole_of(name: str) -> tuple[Page, Page]:
    """A page that a figure of a section left half empty, and the page with that figure."""
    text, figure, following = (
        replace(one, source=f"{name}:{line}") for one, line in ((page(1, 0.5).boxes[0], 1), (FIGURE, 5), (FOLLOWING, 7))
    )
    return replace(page(1), boxes=(text,)), replace(page(2), boxes=(figure, following))


def test_a_figure_moves_before_anything_is_set_closer() -> None:
    scales: list[Scale] = []

    def typeset(scale: Scale, moves: Moves) -> Measured:
        scales.append(scale)
        return Measured(GOOD.pages[:2]) if moves == BEHIND else Measured((*HOLE.pages, next_section(0.4)))

    found = fit(typeset, lambda measured: measured, BOTH, Pages(most=2))
    assert (found.moves, scales) == (BEHIND, [Scale(), Scale()])


def test_a_figure_stays_when_its_move_makes_too_many_pages_no_fewer() -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        return Measured((*HOLE.pages, next_section(0.4))) if scale == Scale() else GOOD

    assert fit(typeset, lambda measured: measured, BOTH, Pages(most=2)).moves == AS_WRITTEN


CARD = Box("aside", ("contact", "at-foot"), "", 400, 600, 140, 120)
ON_CARD = Run("p", (), "a.md:4-4", 410, 640, 100, 14, text="words", frame=Frame("side", 400, 540))
CROWDED = Measured((replace(page(1, 1.0, CARD), texts=(ON_CARD,)),))


def in_line(layouts: Callable[[int], Measured], limit: Pages) -> list[bool]:
    """Whether the contact stood in one line on the pages that were set, one after the other."""
    rounds: list[bool] = []

    def typeset(scale: Scale, _: Moves) -> int:
        rounds.append(scale.contact_in_line)
        return len(rounds)

    fit(typeset, layouts, BOTH, limit)
    return rounds


def test_the_contact_stands_in_one_line_when_something_stands_on_its_card() -> None:
    assert in_line(lambda number: CROWDED if number == 1 else Measured((page(1),)), Pages(most=4)) == [False, True]


def test_the_contact_keeps_its_card_as_long_as_nothing_stands_on_it() -> None:
    beside = replace(CROWDED.pages[0], texts=(replace(ON_CARD, x=50),))
    assert in_line(lambda number: Measured((beside,)), Pages(most=4)) == [False]


def test_pages_that_are_crowded_once_they_are_closed_up_have_the_contact_in_one_line() -> None:
    def typeset(scale: Scale, _: Moves) -> Measured:
        if scale == Scale():
            return of_length(1.05)
        return Measured((page(1),)) if scale.contact_in_line else CROWDED

    found = fit(typeset, lambda measured: measured, BOTH, Pages(most=1))
    assert found.scale.contact_in_line
    assert found.tightness > 0


def test_the_contact_keeps_its_card_when_its_line_makes_the_pages_too_many() -> None:
    def typeset(scale: Scale, _: Moves) -> Measured:
        return of_length(1.05) if scale == Scale() or scale.contact_in_line else CROWDED

    found = fit(typeset, lambda measured: measured, BOTH, Pages(most=1))
    assert (found.count, found.scale.contact_in_line) == (1, False)


def test_a_start_with_the_contact_in_one_line_keeps_it_there() -> None:
    def typeset(scale: Scale, _: Moves) -> Measured:
        return Measured((page(1),)) if scale.contact_in_line else CROWDED

    found = fit(typeset, lambda measured: measured, BOTH, Pages(most=4))
    again = fit(typeset, lambda measured: measured, BOTH, Pages(most=4), found.start)
    assert (found.start, again.rounds) == (Start(contact_in_line=True, full=1.0), 1)
    assert again.scale == Scale(contact_in_line=True)


AGAIN = Box("p", ("contact-again",), "", 50, 690, 300, 10)
REPEATED = Measured((page(1, 0.5, CARD, AGAIN),))


def test_the_colophon_of_the_only_page_does_not_repeat_the_contact() -> None:
    scales: list[Scale] = []

    def typeset(scale: Scale, _: Moves) -> Measured:
        scales.append(scale)
        return REPEATED

    found = fit(typeset, lambda measured: measured, BOTH, Pages())
    again = fit(typeset, lambda measured: measured, BOTH, Pages(), found.start)
    once = Scale(contact_in_line=True, contact_once=True)
    assert (scales, again.rounds) == ([Scale(), once, once], 1)


def test_the_colophon_of_a_page_that_became_the_only_one_does_not_repeat_the_contact() -> None:
    def typeset(scale: Scale, _: Moves) -> Measured:
        return of_length(1.05) if scale == Scale() else REPEATED

    assert fit(typeset, lambda measured: measured, BOTH, Pages(most=1)).scale.contact_once


def test_the_colophon_of_a_last_page_repeats_the_contact() -> None:
    found = fit(lambda scale, _: scale, lambda _: Measured((page(1, 1.0, CARD), page(2, 0.5, AGAIN))), BOTH, Pages())
    assert (found.scale, found.rounds) == (Scale(), 1)


def test_a_last_page_that_moved_blocks_have_emptied_is_filled() -> None:
    press = Press(2.28)

    def typeset(scale: Scale, moves: Moves) -> Measured:
        full = Measured(tuple(map(written, press.at(scale).pages)))
        return full if moves == BEHIND else Measured((*HOLE.pages, next_section(0.5)))

    found = fit(typeset, lambda measured: measured, ONE, Pages())
    assert (found.count, found.sparse, found.moves, found.tightness) == (3, False, BEHIND, -1.0)


@pytest.mark.parametrize(("length", "fewer"), [(100, 0), (100, 1), (150, 0), (150, 1)])
def test_a_long_brief_whose_search_ends_keeps_the_pages_without_holes(length: int, fewer: int) -> None:
    def typeset(scale: Scale, moves: Moves) -> Measured:
        filled = [written(page(number)) for number in range(3, length)]
        if moves == AS_WRITTEN:
            return Measured((written(page(1, 0.5)), HOLE.pages[1], *filled, written(page(length, 0.5))))
        if fewer and scale.properties:
            heads = [
                written(page(number, 0.97, heading(f"b.md:{number}-{number}"))) for number in (length - 2, length - 1)
            ]
            return Measured((written(page(1)), written(page(2)), *filled[:-2], *heads))
        return Measured((written(page(1)), written(page(2)), *filled, page(length, 0.0)))

    found = fit(typeset, lambda measured: measured, ONE, Pages())
    assert (found.count, found.moves) == (length - fewer, BEHIND)


def test_an_exhibit_moves_up_only_once_the_pages_are_closed_up() -> None:
    head, lead = Box("h3", (), "a.md:1-1", 50, 200, 300, 20), Box("p", (), "a.md:2-2", 50, 230, 300, 90)
    text = replace(page(1), boxes=(head, lead, replace(lead, source="a.md:3-3", y=330, height=150)))
    following = replace(FOLLOWING, source="b.md:1-1")
    up = Measured((written(text), Page(2, 612, 792, 70, 720, (FIGURE, following)), page(3, 0.5)))
    asked: list[tuple[Scale, Moves]] = []

    def typeset(scale: Scale, moves: Moves) -> Measured:
        asked.append((scale, moves))
        return up

    fit(typeset, lambda measured: measured, ONE, Pages(most=2))
    assert {scale == Scale() for scale, moves in asked if moves.shifted} == {False}


def test_a_last_page_that_begins_with_a_title_is_full_enough_at_a_quarter() -> None:
    title = Box("h2", (), "b.md:1-1", 50, 600, 300, 20)
    little = Measured((written(page(1, 1.0, title)), page(2, 0.16)))

    def typeset(scale: Scale, moves: Moves) -> Measured:
        return Measured((page(1, 0.8), page(2, 0.28))) if moves.begin == {"b.md:1-1"} else little

    found = fit(typeset, lambda measured: measured, (Steps((), (), ()), None), Pages())
    assert (found.rounds, found.moves) == (2, Moves(begin=frozenset({"b.md:1-1"})))


def pages_set(length: float, limit: Pages) -> int:
    """How many pages were set for a text of some length."""
    _, press = fitted(length, limit, (STEPS, None), step=0.001)
    return sum(len(press.at(scale).pages) for scale, _ in press.asked)


def test_of_a_long_brief_a_last_page_with_a_few_lines_stays() -> None:
    assert pages_set(130.05, Pages()) == 131
    assert pages_set(260.05, Pages()) == 261


def test_a_long_brief_that_is_a_little_too_long_is_soon_set_as_close_as_it_may_be() -> None:
    _, press = fitted(98.05, Pages(most=97), (STEPS, None), step=0.001)
    assert [scale for scale, _ in press.asked][2:] == [STEPS.at(STEPS.closest)]
