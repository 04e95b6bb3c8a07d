"""Text that is readable in color stays readable when it is printed in black alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.css import luminance
from brief.typeset.paint import black_or_white, edge

RGB = st.tuples(*[st.floats(0, 1)] * 3)
BLACK, WHITE = (0.0, 0.0, 0.0), (1.0, 1.0, 1.0)


def contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """As WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(
    ("color", "light"), [(BLACK, 0), (WHITE, 1), ((1.0, 0.0, 0.0), 0.2126), ((0.5, 0.5, 0.5), 0.214)]
)
def test_luminance_is_that_of_wcag(color: tuple[float, float, float], light: float) -> None:
    assert luminance(color) == pytest.approx(light, abs=0.001)


@given(RGB)
def test_white_type_stays_readable_on_each_ground_that_wcag_allows(ground: tuple[float, float, float]) -> None:
    if contrast(WHITE, ground) >= 4.5:
        assert black_or_white(ground, "area") != black_or_white(WHITE, "type")


@given(RGB)
def test_black_type_stays_readable(ground: tuple[float, float, float]) -> None:
    if contrast(BLACK, ground) >= 5.41:
        assert black_or_white(ground, "area") != black_or_white(BLACK, "type")


@given(RGB)
def test_type_of_any_color_stays_readable_on_paper(letters: tuple[float, float, float]) -> None:
    if contrast(letters, WHITE) >= 3:
        assert black_or_white(letters, "type") == 0


@given(RGB)
def test_lines_stay_unless_they_are_nearly_white(line: tuple[float, float, float]) -> None:
    assert black_or_white(line, "line") == (contrast(line, WHITE) <= 1.05 / 0.85)


@given(RGB, RGB)
def test_the_edge_of_a_gradient_is_where_it_changes(
    start: tuple[float, float, float], end: tuple[float, float, float]
) -> None:
    first, last = black_or_white(start, "area"), black_or_white(end, "area")
    if first != last:
        at = edge(start, end)
        assert 0 <= at <= 1

        def mixed(share: float) -> tuple[float, float, float]:
            red, green, blue = (a + (b - a) * share for a, b in zip(start, end, strict=True))
            return red, green, blue

        assert black_or_white(mixed(max(at - 0.001, 0)), "area") == first or at < 0.001
        assert black_or_white(mixed(min(at + 0.001, 1)), "area") == last or at > 0.999
