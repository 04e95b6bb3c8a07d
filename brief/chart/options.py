"""Checks the options of a chart against its data, and makes a `Chart` of both that can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, NoReturn

from brief.chart.numbers import year
from brief.chart.plan import Chart, Kind, Series
from brief.findings import Rule
from brief.findings import data as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Cell, Exhibit, Number, Table

KINDS: tuple[Kind, ...] = ("bar", "column", "line")
MOST_SERIES = 7
"""The most series that can be distinguished and named."""

BEFORE = ("$", "£")
SIGNS = ("%", "‰", "€", *BEFORE)
"""The units that are printed at each value rather than above the chart."""

_OTHER_KINDS = {"pie": "pie", "donut": "pie", "doughnut": "pie", "circle": "pie", "stack": "stacked", "area": "area"}
_OTHER_KINDS |= {"scatter": "scatter", "bubble": "scatter", "radar": "scatter", "histogram": "scatter"}
_LIMIT = r"([-−–]?)[$£€]?([1-9][0-9]{0,2}(?:[,’' \u00a0\u202f][0-9]{3})+|[0-9]+)([.,][0-9]+)?\s*[%‰€]?"
_LIMITS = re.compile(rf"{_LIMIT}\s*(?:-|–|—|to|,|;|\.\.)\s*{_LIMIT}")


def chart_for(exhibit: Exhibit, table: Table) -> Chart:
    """The chart that an exhibit requests. Raises `BriefError` with the reason when it cannot be drawn."""
    kind = _kind(exhibit)
    axis, series_by, values = columns_of(exhibit, table)
    labels, series = _series(exhibit, table, axis, series_by, values)
    if not any(value for column in series for value in column.values):
        stop(rules.NUMBERS_NONE, exhibit, "y", what=f"numbers in '{values[0]}'")
    if len(series) > MOST_SERIES:
        stop(rules.SERIES_TOO_MANY, exhibit, "series" if series_by else "y", count=len(series), limit=MOST_SERIES)
    numeric = all(re.fullmatch("[0-9]{1,4}", label) for label in labels)
    order = _order(exhibit, kind, labels if numeric else (), series[0])
    chart = Chart(
        kind,
        axis,
        tuple(labels[at] for at in order),
        numeric,
        tuple(Series(column.name, tuple(column.values[at] for at in order)) for column in series),
        frozenset(_highlight(exhibit, (*labels, *(column.name for column in series)))),
        "" if exhibit.text("unit") in SIGNS else exhibit.text("unit"),
        _limits(exhibit, kind),
        exhibit.text("alt"),
        exhibit.caption,
    )
    _check(exhibit, chart)
    return chart


def stop(rule: Rule, exhibit: Exhibit, option: str, **words: object) -> NoReturn:
    """Raises a `BriefError` at the place of an option; `words` and the name of the data's file fill in the rule."""
    raise rule.error_at(exhibit.place_of(option), **{"file": exhibit.text("file"), **words})


def _kind(exhibit: Exhibit) -> Kind:
    typed = exhibit.text("kind")
    if not typed:
        stop(rules.KIND_MISSING, exhibit, "kind")
    known = next((kind for kind in KINDS if typed.casefold() in (kind, f"{kind}s")), None)
    if known is None:
        other = next((way for name, way in _OTHER_KINDS.items() if name in typed.casefold()), None)
        nearest = rules.KINDS_INSTEAD[other] if other else did_you_mean(typed, KINDS, "there are {names}")
        stop(rules.KIND_UNKNOWN, exhibit, "kind", kind=shortened(typed), nearest=nearest)
    return known


def named_columns(exhibit: Exhibit, option: str, table: Table) -> tuple[str, ...]:
    """The columns that an option lists, separated by commas. Raises `BriefError` for a column that is missing."""
    columns: dict[str, None] = {}
    for name, column in _listed(exhibit, option, table.columns):
        if column is None:
            stop_at_column(exhibit, option, name, table)
        columns[column] = None
    return tuple(columns)


def _listed(exhibit: Exhibit, option: str, known: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """The names that an option lists, separated by commas, each with the `known` name that it means, or None.

    Upper and lower case are equal, unless known names differ only in case. An option may also be one known name with a
    comma in it.
    """
    by_name = {**{name.casefold(): name for name in known}, **{name: name for name in known}}
    typed = exhibit.text(option)
    for name in [typed] if typed.casefold() in by_name else filter(None, map(str.strip, typed.split(","))):
        yield name, by_name.get(name) or by_name.get(name.casefold())


def stop_at_column(exhibit: Exhibit, option: str, name: str, table: Table) -> NoReturn:
    """Raises a `BriefError` for a column that is not in the data."""
    nearest = did_you_mean(name, table.columns, "it has {names}")
    stop(rules.COLUMN_UNKNOWN, exhibit, option, column=shortened(name), nearest=nearest)


def columns_of(exhibit: Exhibit, table: Table) -> tuple[str, str, tuple[str, ...]]:
    """The names of the columns with the labels, with the names of series (empty if none), and with the values."""
    axis = next(iter(named_columns(exhibit, "x", table)), table.columns[0])
    series = next(iter(named_columns(exhibit, "series", table)), "")
    values = named_columns(exhibit, "y", table)
    if not values:
        rest = [column for column in table.columns if column not in (axis, series)]
        values = tuple(column for column in rest if _is_mostly_numeric(table.column(column)))
        values = values or tuple(column for column in rest if any(cell.number for cell in table.column(column)))
        if not values:
            stop(rules.NUMBERS_NONE, exhibit, "", what=f"column of numbers beside '{axis}'")
    if series and len(values) > 1:
        stop(rules.SERIES_WITH_MANY, exhibit, "y", count=len(values))
    return axis, series, values


def is_numeric(cells: Sequence[Cell]) -> bool:
    """Whether a column contains numbers, and otherwise only cells without data."""
    return any(cell.number for cell in cells) and all(cell.number or cell.missing for cell in cells)


def _is_mostly_numeric(cells: Sequence[Cell]) -> bool:
    """Whether a column has more numbers than words; a stray word in it is then reported, and no reason to omit it."""
    return sum(2 if cell.number else cell.missing for cell in cells) > len(cells)


def _series(
    exhibit: Exhibit, table: Table, axis: str, by: str, columns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """The labels and the series: a series for each column, or for each name in the column `by`."""
    labels = _labels(exhibit, table, axis)
    values: dict[tuple[str, str], Number | None] = {}
    lines: dict[tuple[str, str], int] = {}
    for column in columns:
        names = _labels(exhibit, table, by) if by else [column] * len(labels)
        keys = list(zip(labels, names, strict=True))
        for key, line in zip(keys, table.lines, strict=True):
            if key in lines:
                name, option = (", ".join(key), "series") if by else (key[0], "x")
                stop(rules.VALUE_TWICE, exhibit, option, label=shortened(name), first=lines[key], line=line)
            lines[key] = line
        values |= zip(keys, _values(exhibit, table, column), strict=True)
    unique = tuple(dict.fromkeys(labels))
    by_name = dict.fromkeys(name for _, name in values)
    return unique, tuple(Series(name, tuple(values.get((label, name)) for label in unique)) for name in by_name)


def _labels(exhibit: Exhibit, table: Table, column: str) -> tuple[str, ...]:
    cells = table.column(column)
    for cell, line in zip(cells, table.lines, strict=True):
        if not cell.text:
            stop(rules.LABEL_MISSING, exhibit, "x", line=line, column=column)
    return tuple(year(cell.text) or cell.text for cell in cells)


def _values(exhibit: Exhibit, table: Table, column: str) -> Iterator[Number | None]:
    for cell, line in zip(table.column(column), table.lines, strict=True):
        if not cell.number and not cell.missing:
            minus = rules.NUMBERS_NEGATIVE if cell.text.startswith("(") else ""
            stop(rules.NUMBERS_NEEDED, exhibit, "y", text=shortened(cell.text), line=line, column=column, minus=minus)
        yield _signed(cell.number, exhibit.text("unit"))


def _signed(number: Number | None, unit: str) -> Number | None:
    """The number with a unit that is a sign, such as ``%``, unless it has a sign already."""
    if number is None or unit not in SIGNS or number.before or number.after:
        return number
    return replace(number, before=unit) if unit in BEFORE else replace(number, after=unit)


def _highlight(exhibit: Exhibit, names: Sequence[str]) -> Iterator[str]:
    for name, found in _listed(exhibit, "highlight", names):
        if found is None:
            nearest = did_you_mean(name, names, "there are {names}")
            stop(rules.HIGHLIGHT_UNKNOWN, exhibit, "highlight", name=shortened(name), nearest=nearest)
        yield found


def _order(exhibit: Exhibit, kind: Kind, years: Sequence[str], series: Series) -> list[int]:
    """The indexes of the labels, in the order of the file, the years on a line, or the values (missing ones last)."""
    typed = exhibit.text("sort").casefold()
    if kind == "line" and typed:
        stop(rules.SORT_OF_LINE, exhibit, "sort")
    if kind == "line" and years:
        return in_order([int(year) for year in years])
    if not typed:
        return list(range(len(series.values)))
    if typed not in ("ascending", "descending"):
        stop(rules.SORT_UNKNOWN, exhibit, "sort", sort=shortened(typed))
    return in_order([value and value.value for value in series.values], typed == "descending")


def in_order(values: Sequence[Any], descending: bool = False) -> list[int]:
    """The indexes of values, sorted by value; missing values (None) come last."""
    known = [at for at, value in enumerate(values) if value is not None]
    missing = [at for at, value in enumerate(values) if value is None]
    return sorted(known, key=lambda at: values[at], reverse=descending) + missing


def _limits(exhibit: Exhibit, kind: Kind) -> tuple[Decimal, Decimal] | None:
    typed = exhibit.text("limits")
    if not typed:
        return None
    match = _LIMITS.fullmatch(typed.strip())
    low, high = (_limit(*match.groups()[:3]), _limit(*match.groups()[3:])) if match else (Decimal(0), Decimal(0))
    if not low < high:
        stop(rules.LIMITS_BROKEN, exhibit, "limits", limits=shortened(typed))
    if kind != "line" and not low <= 0 <= high:
        wider = {"low": min(low, Decimal(0)), "high": max(high, Decimal(0))}
        stop(rules.AXIS_CUT, exhibit, "limits", limits=shortened(typed), **wider)
    return low, high


def _limit(minus: str, whole: str, decimals: str | None) -> Decimal:
    """A limit in any language: ``1,000`` is a thousand, since nobody ends an axis at 1.000."""
    return Decimal(f"{'-' if minus else ''}{re.sub('[^0-9]', '', whole)}{(decimals or '').replace(',', '.')}")


def _signs(series: Series) -> Iterator[str]:
    """The signs of the values of a series, each once; an empty string only if no value has a sign."""
    signs = dict.fromkeys(value.before or value.after for value in series.values if value)
    yield from [sign for sign in signs if sign] or signs


def _check(exhibit: Exhibit, chart: Chart) -> None:
    """Raises `BriefError` for values with different signs or outside the limits, or for an unknown option `data`."""
    signs = list(dict.fromkeys(sign for series in chart.series for sign in _signs(series)))
    if len(signs) > 1:
        first, second = (rules.SIGN.format(sign=sign) if sign else rules.SIGN_NONE for sign in signs[:2])
        stop(rules.SIGNS_MIXED, exhibit, "y", first=first, second=second)
    low, high = chart.limits or (-Decimal("inf"), Decimal("inf"))
    for number in chart.values:
        if not low <= number.value <= high:
            stop(rules.LIMITS_LEAVE_OUT, exhibit, "limits", value=f"{number.value:,}")
    if exhibit.text("data") not in ("", "table"):
        stop(rules.DATA_UNKNOWN, exhibit, "data", text=shortened(exhibit.text("data")))
