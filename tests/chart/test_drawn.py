"""What a chart shows: values and names beside their marks, in the brief's language, nothing cut, nothing invented."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.chart import Context, show
from brief.chart.axes import spread
from brief.chart.canvas import WORD, fitted, width_of
from brief.chart.start import styled
from brief.findings import BriefError
from tests.chart.drawing import LOOK, data, exhibit, in_div, shown, svg, texts, words
from tests.chart.drawing import width as length

DESKS = "Year,Rulers,Pencils\n2014,10,3\n2015,12,\n2016,7,9"
MANY = "Desk,Pencils\n" + "\n".join(f"Desk {n},{n * 31 % 97}" for n in range(1, 31))
SEVEN = "Year,a,b,c,d,e,f,g\n" + "\n".join(
    f"{y},{','.join(str(y % 9 + n) for n in range(7))}" for y in range(2010, 2019)
)


def placed(picture: Element) -> dict[str, tuple[float, float]]:
    return {"".join(one.itertext()): (float(one.get("x", "")), float(one.get("y", ""))) for one in picture.iter("text")}


def filled(picture: Element, color: str) -> list[tuple[float, ...]]:
    """The boxes of a color: x, y, width, height."""
    boxes: list[tuple[float, ...]] = []
    for one in picture.iter("path"):
        corners = [tuple(map(float, corner)) for corner in re.findall(r"[ML] (\S+) (\S+)", one.get("d", ""))]
        if one.get("fill") == color and "transform" not in one.attrib:
            xs, ys = zip(*corners, strict=True)
            boxes.append((min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)))
    return boxes


def test_bars_begin_at_zero_and_are_as_long_as_their_values() -> None:
    picture = svg("Desk,Rulers\nA,10\nB,5\nC,-5", kind="bar")
    (ax, _, aw, _), (bx, _, bw, _), (cx, _, cw, _) = filled(picture, LOOK.accent)
    assert ax == pytest.approx(bx, abs=0.02)
    assert aw == pytest.approx(2 * bw, abs=0.05)
    assert cx + cw == pytest.approx(ax, abs=0.05)
    assert cw == pytest.approx(bw, abs=0.05)
    assert texts(picture) == ["A", "B", "C", "10", "5", "−5"]


def test_columns_begin_at_zero_and_are_as_high_as_their_values() -> None:
    picture = svg("Year,Rulers\n2014,10\n2015,5", kind="column")
    (_, ay, _, ah), (_, by, _, bh) = filled(picture, LOOK.accent)
    assert ay + ah == pytest.approx(by + bh, abs=0.05)
    assert ah == pytest.approx(2 * bh, abs=0.05)


@pytest.mark.parametrize("kind", ["bar", "column"])
def test_limits_that_are_wider_than_the_data_leave_room(kind: str) -> None:
    side = 2 if kind == "bar" else 3
    (fits,), (wide,) = (
        filled(svg("Desk,Rulers\nA,10", kind=kind, **limits), LOOK.accent) for limits in ({}, {"limits": "0 to 100"})
    )
    assert wide[side] == pytest.approx(fits[side] / 10, rel=0.15)


def test_missing_values_are_marked_and_never_drawn() -> None:
    assert "no data" in texts(svg("Desk,Rulers\nA,10\nB,n/a", kind="bar"))
    few = shown("Year,Rulers\n2014,10\n2015,", kind="column")
    assert few.picture is not None
    assert "no data" in texts(few.picture)
    assert few.remarks == ()
    many = shown("Year,Rulers\n" + "\n".join(f"{y},{y % 7 or '..'}" for y in range(1990, 2016)), kind="column")
    assert many.picture is not None
    assert texts(many.picture).count("–") == 3
    assert many.remarks == ("– no data",)


@pytest.mark.parametrize(
    ("steps", "pieces"),
    [
        ("2016 2017 2018 2019 2021 2022", [3, 1]),
        ("2012 2016 2017 2018 2019", [3]),  # a year alone has only its marker
        ("1990 2000 2010 2020 2024", [4]),
        ("1990 2000 2010 2015 2020", [4]),
        ("5 10 15 20 30", [4]),
        ("2016 2018", [1]),
    ],
)
def test_a_line_breaks_where_a_year_is_missing_among_others(steps: str, pieces: list[int]) -> None:
    rows = "\n".join(f"{step},{1 + at % 3}" for at, step in enumerate(steps.split()))
    made = shown(f"Year,Rulers\n{rows}", kind="line")
    assert made.picture is not None
    lines = [one for one in made.picture.iter("path") if one.get("stroke") == LOOK.accent and one.get("fill") == "none"]
    counts = [piece.count("L") for one in lines for piece in one.get("d", "").split("M")]
    assert [count for count in counts if count] == pieces
    discs = [one for one in made.picture.iter("path") if one.get("fill") == LOOK.accent]
    assert len(discs) == len(steps.split())
    assert bool(made.remarks) is (sum(pieces) < len(steps.split()) - 1)


def test_a_line_breaks_where_data_are_missing_and_a_remark_says_so() -> None:
    made = shown("Year,Rulers\n2010,1\n2011,2\n2012,\n2013,4\n2014,5\n2015,\n2016,3", kind="line")
    assert made.picture is not None
    lines = [one for one in made.picture.iter("path") if one.get("stroke") == LOOK.accent and one.get("fill") == "none"]
    pieces = [piece.count("L") for one in lines for piece in one.get("d", "").split("M")]
    assert [count for count in pieces if count] == [1, 1]
    discs = [one for one in made.picture.iter("path") if one.get("fill") == LOOK.accent]
    assert len(discs) == 5
    assert made.remarks == ("Where a line breaks off, there are no data.",)


@pytest.mark.parametrize(
    ("language", "first", "share"),
    [("en", "1,234,567.5", "12%"), ("fr", "1\u202f234\u202f567,5", "12\u202f%"), ("ko", "1,234,567.5", "12%")],
)
def test_numbers_follow_the_conventions_of_the_language(language: str, first: str, share: str) -> None:
    assert first in texts(svg("Desk,Rulers\nA,1234567.5", language, kind="bar"))
    assert share in texts(svg("Desk,Rulers\nA,12 %", language, kind="bar"))


def test_years_have_no_thousands_separator_and_signs_stay_with_their_numbers() -> None:
    said = texts(svg("Year,Money\n2014,$1200\n2015,$-30", kind="column"))
    assert said == ["$1,200", "−$30", "2014", "2015"]


def test_a_unit_that_is_a_sign_is_printed_with_each_value() -> None:
    assert texts(svg("Desk,Share\nA,12\nB,8.5%", kind="bar", unit="%")) == ["A", "B", "12%", "8.5%"]
    assert texts(svg("Desk,Money\nA,12", kind="bar", unit="$")) == ["A", "$12"]


def test_a_number_of_thirty_digits_is_printed_in_full() -> None:
    for number in (f"1{'2' * 29}", f"0.{'0' * 28}1"):
        said = texts(svg(f"Year,Things\n2014,1\n2015,{number}", kind="bar"))
        assert number in [one.replace(",", "") for one in said]


def test_an_axis_of_round_numbers_replaces_values_that_do_not_fit() -> None:
    said = texts(svg("Year,Pages\n" + "\n".join(f"{y},{y * 7 % 95}" for y in range(1990, 2019)), kind="column"))
    assert said[:5] == ["0", "25", "50", "75", "100"]
    assert said[5:] == ["1990", "1995", "2000", "2005", "2010", "2015"]


def test_series_of_bars_are_named_after_their_first_bar_or_in_a_key_where_that_does_not_fit() -> None:
    direct = svg("Desk,Rulers,Pencils\nA,1,2\nB,9,8", kind="bar")
    assert texts(direct) == ["A", "B", "1", "9", "Rulers", "2", "8", "Pencils"]
    at = placed(direct)
    for name, value in (("Rulers", "1"), ("Pencils", "2")):
        assert at[name][1] == pytest.approx(at[value][1], abs=0.05)
        assert at[name][0] > at[value][0] + length(value)
    assert texts(svg("Desk,Rulers,Pencils\nA,9,8\nB,1,2", kind="bar"))[:4] == ["Rulers", "Pencils", "A", "B"]


def test_lines_are_named_at_their_ends_with_their_last_value() -> None:
    said = texts(svg(DESKS, kind="line"))
    assert "Rulers 7" in said
    assert "Pencils 9" in said
    long = svg("Year," + ",".join(f"{letter * 40}" for letter in "ab") + "\n2014,1,2\n2015,2,3", kind="line")
    assert texts(long)[:2] == ["a" * 40, "b" * 40], "no key"


def test_a_dotted_curve_joins_a_line_that_ends_early_to_its_name() -> None:
    early = svg("Year,Rulers,Pencils\n2014,10,3\n2015,12,\n2016,7,", kind="line")
    until = svg("Year,Rulers,Pencils\n2014,10,7\n2015,12,7\n2016,7,7", kind="line")
    for picture, dotted in ((early, {True}), (until, {False})):
        level = [one for one in picture.iter("path") if one.get("stroke") == LOOK.rule and "C" in one.get("d", "")]
        curves = level or [one for one in picture.iter("path") if "Q" in one.get("d", "")]
        assert {"stroke-dasharray" in one.attrib for one in curves} == dotted


def test_names_of_seven_lines_that_end_together_do_not_overlap() -> None:
    names = [at for said, at in placed(svg(SEVEN, kind="line")).items() if re.fullmatch("[a-g] [0-9]+", said)]
    assert len(names) == 7
    heights = sorted(y for _, y in names)
    assert all(below - above >= LOOK.line - 0.02 for above, below in pairwise(heights))


def test_only_what_is_highlighted_is_bold_and_in_the_accent_color() -> None:
    picture = svg(MANY, kind="bar", highlight="desk 7, Desk 9")
    assert len(filled(picture, LOOK.accent)) == 2
    bold = [one.text for one in picture.iter("text") if one.get("font-weight") == "600"]
    assert bold == ["Desk 7", "Desk 9", "23", "85"]
    lines = svg(DESKS, kind="line", highlight="Pencils")
    colored = [one.text for one in lines.iter("text") if one.get("fill") == LOOK.accent]
    assert colored == ["Pencils 9"]


def test_a_highlighted_year_is_named_even_where_its_neighbors_are_not() -> None:
    years = "Year,Pages\n" + "\n".join(f"{y},{y * 7 % 95}" for y in range(1990, 2019))
    said = texts(svg(years, kind="column", highlight="2009"))
    assert said[5:] == ["1990", "1995", "2000", "2005", "2009", "2015"]


def test_long_names_are_broken_into_lines_of_at_most_two_fifths_of_the_width() -> None:
    name = "The ruler and its many divisions into smaller and smaller parts"
    said = texts(svg(f"Section,Words\n{name},10\nB,5", kind="bar"))
    own = said[: said.index("B")]
    assert " ".join(own) == name
    assert all(length(line) <= 0.4 * LOOK.width for line in own)


def test_names_of_columns_that_would_nearly_touch_are_broken() -> None:
    spans = ("15 to 29 minutes", "30 to 44 minutes", "45 to 59 minutes", "60 to 74 minutes", "75 to 89 minutes")
    lines = texts(svg("Time,Births\n" + "\n".join(f"{span},{at}" for at, span in enumerate(spans, 1)), kind="column"))
    assert [line for line in lines if "to" in line] == [span.removesuffix(" minutes") for span in spans]


def test_a_name_of_one_long_word_is_never_cut() -> None:
    name = "Verwaltungsgemeinschaftsvorsitzendenkonferenz"
    assert name in texts(svg(f"Section,Words\n{name},10\nB,5", kind="bar"))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        *((kind, DESKS) for kind in ("bar", "column", "line")),
        *((kind, MANY) for kind in ("bar", "line")),
        *((kind, SEVEN) for kind in ("column", "line")),
    ],
)
def test_no_text_leaves_the_drawing(kind: str, text: str) -> None:
    picture = svg(text, kind=kind, unit="Things that lie on a desk")
    _, _, width, height = map(float, picture.get("viewBox", "").split())
    for one in picture.iter("text"):
        long = length("".join(one.itertext()), int(one.get("font-weight", "400")))
        before = {"start": 0.0, "middle": long / 2, "end": long}[one.get("text-anchor", "start")]
        left = float(one.get("x", "")) - before
        assert left >= -0.05
        assert left + long <= width + 3
        assert 0 < float(one.get("y", "")) < height


def test_the_unit_is_nearer_to_the_caption_than_to_the_first_bar() -> None:
    unit, first = (float(one.get("y", "")) for one in [*svg(DESKS, kind="bar", unit="Things").iter("text")][:2])
    assert 0.8 * LOOK.size < unit < LOOK.size  # nothing of a digit or a degree sign is cut off
    assert first - unit > 2 * LOOK.size


def test_a_number_stays_on_the_line_of_its_unit() -> None:
    words = ["above", "85 °F,", "1.5 kg", "or", "12", "percent\xa0net"]
    assert WORD.findall(" ".join(words)) == words


def test_more_bars_than_fit_into_a_chart_are_refused() -> None:
    with pytest.raises(BriefError) as raised:
        svg(SEVEN, kind="bar")
    assert str(raised.value) == (
        "content/part.md:3:1: error: chart-crowded: 63 bars do not fit into this chart\n"
        "    choose those that make the point, and put the rest into a table: /// table | data/a.csv"
    )


def test_more_columns_than_fit_into_a_chart_are_refused() -> None:
    with pytest.raises(BriefError) as raised:
        svg("Year,Pages\n" + "\n".join(f"{y},{y % 9}" for y in range(1800, 1900)), kind="column")
    assert str(raised.value) == (
        "content/part.md:3:1: error: chart-crowded: 100 columns do not fit into this chart\n"
        "    take lines, kind: line; with wide: yes a chart has the width of both columns of the page"
    )


@pytest.mark.parametrize("kind", ["bar", "line"])
def test_numbers_that_leave_no_room_are_refused(kind: str) -> None:
    with pytest.raises(BriefError) as raised:
        svg(f"Year,Things\n2014,-1{'2' * 29}\n2015,1{'2' * 29}", kind=kind, y="Things")
    assert str(raised.value) == (
        "content/part.md:5:7: error: numbers-too-long: numbers as long as"
        " '−122,222,222,222,222,222,222,222,222,222' leave no room for this chart\n"
        "    count in thousands or millions, and say so above the chart: unit: Millions of ..."
    )


@pytest.mark.parametrize(
    ("limits", "numbers"),
    [
        ("0 to 160", ["0", "40", "80", "120", "160"]),
        ("75 to 100", ["75", "80", "85", "90", "95", "100"]),
        ("60 to 140", ["60", "80", "100", "120", "140"]),
        ("70 to 99", ["70", "80", "90", "99"]),
    ],
)
def test_the_numbers_between_limits_are_at_even_steps_where_that_is_possible(limits: str, numbers: list[str]) -> None:
    picture = svg("Year,Rulers\n2014,81\n2015,92\n2016,86", kind="line", limits=limits)
    there = sorted(placed(picture).items(), key=lambda one: -one[1][1])
    assert [text for text, (x, _) in there if text.isdecimal() and x < 20] == numbers


def test_limits_that_leave_no_room_are_refused() -> None:
    with pytest.raises(BriefError, match=r"numbers as long as '[0-9,]{70,}' leave no room"):
        svg(DESKS, kind="line", limits=f"0 to {'9' * 60}")


def test_names_that_do_not_fit_below_columns_are_refused() -> None:
    with pytest.raises(BriefError) as raised:
        svg(MANY, kind="column", x="Desk")
    assert str(raised.value) == (
        "content/part.md:5:7: error: labels-too-long: 'Desk 1' does not fit below its column\n"
        "    use horizontal bars, with their names beside them, kind: bar, or draw a series in time as a line"
    )


@pytest.mark.parametrize(("beside", "fits"), [("May", True), ("September", False)])
def test_a_long_name_may_reach_below_the_next_column_if_that_has_a_short_name(beside: str, fits: bool) -> None:
    table = "Month,Meals\n" + "\n".join(f"{name},1" for name in ("A", beside, "Septembers", "B", *"cdef"))
    if fits:
        assert "Septembers" in texts(svg(table, kind="column", x="Month"))
    else:
        with pytest.raises(BriefError, match=r"'Sept[a-z]+' does not fit below its column"):
            svg(table, kind="column", x="Month")


def test_a_name_that_does_not_fit_below_a_line_is_refused() -> None:
    with pytest.raises(BriefError) as raised:
        svg(f"Desk,Rulers\n{'A desk ' * 12},1\nB,2", kind="line")
    assert str(raised.value) == (
        "content/part.md:3:1: error: labels-too-long: 'A desk A desk A desk A desk A desk A desk A desk A desk A d…'"
        " does not fit below its line\n"
        "    shorten it in the file, or use horizontal bars, with their names beside them: kind: bar"
    )


GAPS = "Year,Pages\n" + "\n".join(f"{y},{5 + y % 4}" for y in (*range(1980, 1990), *range(2000, 2012)))


def test_columns_of_years_are_spaced_by_time_where_not_all_can_be_named() -> None:
    picture = svg(GAPS, kind="column")
    lefts = sorted(box[0] for box in filled(picture, LOOK.accent))
    steps = [b - a for a, b in pairwise(lefts)]
    assert len(steps) == 21
    assert max(steps) == pytest.approx(11 * min(steps), rel=0.02)
    few = sorted(box[0] for box in filled(svg("Year,Pages\n1990,1\n2000,2\n2001,3", kind="column"), LOOK.accent))
    assert few[1] - few[0] == pytest.approx(few[2] - few[1], abs=0.05)


def test_columns_of_years_sorted_by_value_are_all_named_or_refused() -> None:
    with pytest.raises(BriefError, match=r"labels-too-long: '19[0-9]+' does not fit below its column"):
        svg(GAPS, kind="column", sort="descending")
    said = texts(svg("Year,Pages\n1990,1\n2000,3\n1995,2", kind="column", sort="descending"))
    assert said == ["3", "2", "1", "2000", "1995", "1990"]


def test_words_above_a_chart_stay_in_it_however_long_they_are() -> None:
    names = f"{'completion rate of rulers ' * 5},Pens"
    for kind in ("bar", "column", "line"):
        picture = svg(f"Desk,{names}\nA,9,8\nB,8,9", kind=kind, unit="w" * 200)
        said = placed(picture)
        assert all(at + length(one) <= LOOK.width + 0.5 for one, (at, _) in said.items())
        key = [one for one in said if one.startswith("completion")]
        assert " ".join(key + [one for one in said if one.startswith("rulers")]).split().count("rulers") == 5


def test_a_word_that_is_too_wide_is_cut_behind_the_last_letter_that_fits() -> None:
    word = "Nevertheless" * 80
    with styled(LOOK):
        (line,) = fitted(word, 60)
        count = len(line) - 1
        assert line == f"{word[:count]}…"
        assert width_of(line) <= 60 < width_of(f"{word[: count + 1]}…")


def test_type_that_is_far_too_large_is_refused() -> None:
    large = replace(LOOK, size=90)
    for kind in ("column", "line"):
        with pytest.raises(BriefError, match=r"labels-too-long: '2014' does not fit"):
            show(exhibit("chart", kind=kind, y="Rulers"), data(DESKS), Context(large, words(), in_div))


def test_letters_with_combining_accents_are_drawn_as_shapes() -> None:
    picture = svg("Desk,Rulers\nx\u030c,1\ny,2", kind="bar")
    assert texts(picture) == ["y", "1", "2"]
    assert any(one.get("d", "").count("Q") > 4 for one in picture.iter("path"))


def test_years_below_narrow_columns_stay_in_the_chart() -> None:
    for count in (20, 25, 30):
        picture = svg("Year,Pages\n" + "\n".join(f"{1990 + n},{n}" for n in range(count)), kind="column")
        years = {said: middle for said, (middle, _) in placed(picture).items() if re.fullmatch("[0-9]{4}", said)}
        assert len(years) > 5
        for year, middle in years.items():
            assert length(year) / 2 - 0.5 <= middle <= LOOK.width - length(year) / 2 + 0.5


def test_years_below_a_line_are_at_even_steps_from_the_first_to_the_last_where_these_are_usual() -> None:
    def years(first: int, last: int) -> list[int]:
        text = "Year,Pages\n" + "\n".join(f"{year},{year % 7}" for year in range(first, last + 1))
        return [int(one) for one in texts(svg(text, kind="line")) if re.fullmatch("[12][0-9]{3}", one)]

    assert years(2017, 2025) == [*range(2017, 2026)]
    assert years(2010, 2025) == [2010, 2013, 2016, 2019, 2022, 2025]
    assert years(1990, 2024) == [1990, 1995, 2000, 2005, 2010, 2015, 2020, 2024]


def test_the_numbers_of_an_axis_have_as_many_decimals_each() -> None:
    said = texts(svg("Year,Share\n2019,0.4\n2020,1.4\n2021,1.2", kind="line"))
    assert [one for one in said if re.fullmatch(r"[\d.]+", one)][3:7] == ["0", "0.5", "1.0", "1.5"]


def test_a_drawing_needs_no_style_sheet_and_uses_only_ink_accent_rule_and_white() -> None:
    for kind, text in (("bar", DESKS), ("column", SEVEN), ("line", SEVEN)):
        picture = svg(text, kind=kind)
        assert picture[0].tag == "title"
        colors = {one.get(key) for one in picture.iter() for key in ("fill", "stroke")} - {None, "none"}
        patterns = {f"url(#{one.get('id')})" for one in picture.iter("pattern")}
        assert colors - patterns <= {LOOK.ink, LOOK.accent, LOOK.rule, "#ffffff"}
        assert all(float(one.get("stroke-width", "1")) >= 0.5 for one in picture.iter("path"))
        assert {one.get("font-family") for one in picture.iter("text")} == {LOOK.family}
        keys = {key for one in picture.iter() for key in one.attrib}
        assert not keys & {"class", "style", "opacity", "clip-path"}
        assert {one.tag for one in picture.iter() if "id" in one.attrib} <= {"pattern"}


@given(st.lists(st.floats(0, 130), min_size=1, max_size=7))
def test_names_are_moved_apart_within_their_bounds_and_keep_their_order(wanted: list[float]) -> None:
    found = spread(wanted, 11, 0, 130)
    assert all(-1e-6 <= height <= 130 + 1e-6 for height in found)
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    assert all(found[b] - found[a] >= 11 - 1e-6 for a, b in pairwise(order))


@given(
    st.lists(
        st.one_of(st.none(), st.decimals(-(10**9), 10**9, allow_nan=False, allow_infinity=False, places=2)),
        min_size=2,
        max_size=12,
    ).filter(any),
    st.sampled_from(["bar", "column", "line"]),
)
def test_any_numbers_can_be_drawn(values: list[object], kind: str) -> None:
    text = "Year,Things\n" + "\n".join(f"{2000 + n},{'' if v is None else v}" for n, v in enumerate(values))
    if "E" in text:
        return
    assert "nan" not in str({one.get("d") for one in svg(text, kind=kind).iter("path")})
