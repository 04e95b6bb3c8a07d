"""What an editor asks for, read against the data: options become a `Chart` whose every value can be drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NoReturn

from brief.chart.numbers import year
from brief.chart.plan import Chart, Kind, Series
from brief.findings import BriefError, Finding, Place, Rule
from brief.findings import data as rules
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Cell, Exhibit, Number, Table

KINDS: tuple[Kind, ...] = ("bar", "column", "line")
MOST_SERIES = 7
"""More cannot be told apart, nor named."""

BEFORE = ("$", "£")
SIGNS = ("%", "‰", "€", *BEFORE)
"""Units that stand at each value rather than above the chart."""

_OTHER_KINDS = {"pie": "pie", "donut": "pie", "doughnut": "pie", "circle": "pie", "stack": "stacked", "area": "area"}
_OTHER_KINDS |= {"scatter": "scatter", "bubble": "scatter", "radar": "scatter", "histogram": "scatter"}
_LIMIT = r"([-−–]?)[$£€]?([1-9][0-9]{0,2}(?:[,’' \u00a0\u202f][0-9]{3})+|[0-9]+)([.,][0-9]+)?\s*[%‰€]?"
_LIMITS = re.compile(rf"{_LIMIT}\s*(?:-|–|—|to|,|;|\.\.)\s*{_LIMIT}")


def chart(exhibit: Exhibit, table: Table) -> Chart:
    """The chart that `exhibit` asks for. Raises `BriefError` with what keeps it from being drawn."""
    kind = _kind(exhibit)
    axis, series_by, values = columns_of(exhibit, table)
    labels, series = (
        _by_rows(exhibit, table, axis, series_by, values[0]) if series_by else _by_columns(exhibit, table, axis, values)
    )
    if not any(value for one in series for value in one.values):
        _stop(rules.NUMBERS_NONE, exhibit.place_of("y"), file=_file(exhibit), what=f"numbers in '{values[0]}'")
    if len(series) > MOST_SERIES:
        place = exhibit.place_of("series" if series_by else "y")
        _stop(rules.SERIES_TOO_MANY, place, count=len(series), limit=MOST_SERIES)
    numeric = all(re.fullmatch("[0-9]{1,4}", label) for label in labels)
    order = _order(exhibit, kind, labels if numeric else (), series)
    made = Chart(
        kind,
        axis,
        tuple(labels[at] for at in order),
        numeric,
        tuple(Series(one.name, tuple(one.values[at] for at in order)) for one in series),
        frozenset(_highlight(exhibit, labels, series)),
        "" if exhibit.text("unit") in SIGNS else exhibit.text("unit"),
        _limits(exhibit, kind),
        exhibit.text("alt"),
        exhibit.caption,
    )
    _check(exhibit, made)
    return made


def _stop(rule: Rule, place: Place, **words: object) -> NoReturn:
    raise BriefError([rule.at(place, **words)])


def _file(exhibit: Exhibit) -> str:
    return exhibit.text("file")


def _kind(exhibit: Exhibit) -> Kind:
    typed = exhibit.text("kind")
    if not typed:
        _stop(rules.KIND_MISSING, exhibit.place)
    known = next((kind for kind in KINDS if typed.casefold() in (kind, f"{kind}s")), None)
    if known is None:
        other = next((way for name, way in _OTHER_KINDS.items() if name in typed.casefold()), None)
        nearest = rules.KINDS_INSTEAD[other] if other else did_you_mean(typed, KINDS, "there are {names}")
        _stop(rules.KIND_UNKNOWN, exhibit.place_of("kind"), kind=shortened(typed), nearest=nearest)
    return known


def named_columns(exhibit: Exhibit, key: str, table: Table) -> tuple[str, ...]:
    """The columns that an option names: one, or several with commas between. Raises `BriefError` for others."""
    typed = exhibit.text(key)
    folded = {column.casefold(): column for column in table.columns}
    names = [typed] if typed.casefold() in folded else [name.strip() for name in typed.split(",") if name.strip()]
    for name in names:
        if name.casefold() not in folded:
            nearest = did_you_mean(name, table.columns, "it has {names}")
            file = _file(exhibit)
            _stop(rules.COLUMN_UNKNOWN, exhibit.place_of(key), file=file, column=shortened(name), nearest=nearest)
    return tuple(dict.fromkeys(folded[name.casefold()] for name in names))


def columns_of(exhibit: Exhibit, table: Table) -> tuple[str, str, tuple[str, ...]]:
    """The columns of the labels, of the names of series (or none), and of the values."""
    axis = next(iter(named_columns(exhibit, "x", table)), table.columns[0])
    series = next(iter(named_columns(exhibit, "series", table)), "")
    values = named_columns(exhibit, "y", table)
    if not values:
        rest = [column for column in table.columns if column not in (axis, series)]
        values = tuple(column for column in rest if _meant_as_numbers(table.column(column)))
        values = values or tuple(column for column in rest if any(cell.number for cell in table.column(column)))
        if not values:
            _stop(rules.NUMBERS_NONE, exhibit.place, file=_file(exhibit), what=f"column of numbers beside '{axis}'")
    if series and len(values) > 1:
        _stop(rules.SERIES_WITH_MANY, exhibit.place_of("y"), count=len(values))
    return axis, series, values


def is_numeric(cells: Sequence[Cell]) -> bool:
    """Whether a column has numbers, and nothing else but cells without data."""
    return any(cell.number for cell in cells) and all(cell.number or cell.missing for cell in cells)


def _meant_as_numbers(cells: Sequence[Cell]) -> bool:
    """Whether a column has more numbers than words: one that is no number among many is told, never left out."""
    return sum(2 if cell.number else cell.missing for cell in cells) > len(cells)


def _by_columns(
    exhibit: Exhibit, table: Table, axis: str, columns: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Labels and series where each column is a series."""
    labels = _labels(exhibit, table, axis)
    seen: dict[str, int] = {}
    for label, line in zip(labels, table.lines, strict=True):
        if label in seen:
            _twice(exhibit, "x", label, seen[label], line)
        seen[label] = line
    return labels, tuple(Series(name, tuple(_values(exhibit, table, name))) for name in columns)


def _signed(number: Number | None, unit: str) -> Number | None:
    """The number with a unit that is a sign, ``%``, unless it has a sign already."""
    if number is None or unit not in SIGNS or number.before or number.after:
        return number
    return replace(number, before=unit) if unit in BEFORE else replace(number, after=unit)


def _by_rows(
    exhibit: Exhibit, table: Table, axis: str, by: str, column: str
) -> tuple[tuple[str, ...], tuple[Series, ...]]:
    """Labels and series where a column names the series of each row."""
    labels, names = _labels(exhibit, table, axis), _labels(exhibit, table, by)
    found: dict[tuple[str, str], tuple[Number | None, int]] = {}
    for label, name, value, line in zip(labels, names, _values(exhibit, table, column), table.lines, strict=True):
        if (label, name) in found:
            _twice(exhibit, "series", f"{label}, {name}", found[label, name][1], line)
        found[label, name] = value, line
    unique = tuple(dict.fromkeys(labels))
    return unique, tuple(
        Series(name, tuple(found.get((label, name), (None, 0))[0] for label in unique)) for name in dict.fromkeys(names)
    )


def _twice(exhibit: Exhibit, key: str, label: str, first: int, line: int) -> NoReturn:
    _stop(rules.VALUE_TWICE, exhibit.place_of(key), label=shortened(label), first=first, file=_file(exhibit), line=line)


def _labels(exhibit: Exhibit, table: Table, column: str) -> tuple[str, ...]:
    cells = table.column(column)
    for cell, line in zip(cells, table.lines, strict=True):
        if not cell.text:
            _stop(rules.LABEL_MISSING, exhibit.place_of("x"), line=line, file=_file(exhibit), column=column)
    return tuple(year(cell.text) or cell.text for cell in cells)


def _values(exhibit: Exhibit, table: Table, column: str) -> Iterator[Number | None]:
    for cell, line in zip(table.column(column), table.lines, strict=True):
        if not cell.number and not cell.missing:
            minus = rules.NUMBERS_NEGATIVE if cell.text.startswith("(") else ""
            words = {"text": shortened(cell.text), "line": line, "file": _file(exhibit), "column": column}
            _stop(rules.NUMBERS_NEEDED, exhibit.place_of("y"), **words, minus=minus)
        yield _signed(cell.number, exhibit.text("unit"))


def _highlight(exhibit: Exhibit, labels: Sequence[str], series: Sequence[Series]) -> Iterator[str]:
    typed = exhibit.text("highlight")
    names = (*labels, *(one.name for one in series))
    known = {**{name.casefold(): name for name in names}, **{name: name for name in names}}
    for name in [typed] if typed in known or typed.casefold() in known else map(str.strip, typed.split(",")):
        if not name:
            continue
        found = known.get(name) or known.get(name.casefold())
        if found is None:
            nearest = did_you_mean(name, names, "there are {names}")
            _stop(rules.HIGHLIGHT_UNKNOWN, exhibit.place_of("highlight"), name=shortened(name), nearest=nearest)
        yield found


def _order(exhibit: Exhibit, kind: Kind, years: Sequence[str], series: Sequence[Series]) -> list[int]:
    """In which order the labels come: that of the file, of their numbers on the axis of a line, or of the values.

    Labels without data come last.
    """
    typed = exhibit.text("sort").casefold()
    order = list(range(len(series[0].values)))
    if kind == "line":
        if typed:
            _stop(rules.SORT_OF_LINE, exhibit.place_of("sort"))
        return sorted(order, key=lambda at: int(years[at])) if years else order
    if not typed:
        return order
    if typed not in ("ascending", "descending"):
        _stop(rules.SORT_UNKNOWN, exhibit.place_of("sort"), sort=shortened(typed))
    sign = -1 if typed == "descending" else 1
    values = [(sign * value.value if value else None) for value in series[0].values]
    return sorted(order, key=lambda at: (values[at] is None, values[at] or 0))


def _limits(exhibit: Exhibit, kind: Kind) -> tuple[Decimal, Decimal] | None:
    typed = exhibit.text("limits")
    if not typed:
        return None
    match = _LIMITS.fullmatch(typed.strip())
    low, high = (_limit(*match.groups()[:3]), _limit(*match.groups()[3:])) if match else (Decimal(0), Decimal(0))
    place = exhibit.place_of("limits")
    if not low < high:
        _stop(rules.LIMITS_BROKEN, place, limits=shortened(typed))
    if kind != "line" and not low <= 0 <= high:
        _stop(rules.AXIS_CUT, place, limits=shortened(typed), low=min(low, Decimal(0)), high=max(high, Decimal(0)))
    return low, high


def _limit(minus: str, whole: str, decimals: str | None) -> Decimal:
    """A limit as it is written in any language: ``1,000`` is a thousand, since nobody ends an axis at 1.000."""
    return Decimal(f"{'-' if minus else ''}{re.sub('[^0-9]', '', whole)}{(decimals or '').replace(',', '.')}")


def _signs(one: Series) -> Iterator[str]:
    """The signs that values of a series have, or none: one without a sign is of the kind of the others."""
    signs = dict.fromkeys(value.before or value.after for value in one.values if value)
    yield from [sign for sign in signs if sign] or signs


def _check(exhibit: Exhibit, made: Chart) -> None:
    """Raises `BriefError` for data that no axis measures, or the limits leave out, or an unknown way to show them."""
    findings: list[Finding] = []
    kinds = list(dict.fromkeys(sign for one in made.series for sign in _signs(one)))
    if len(kinds) > 1:
        first, second = (rules.SIGN.format(sign=kind) if kind else rules.SIGN_NONE for kind in kinds[:2])
        findings.append(rules.SIGNS_MIXED.at(exhibit.place_of("y"), first=first, second=second))
    if made.limits:
        low, high = made.limits
        beyond = [value.value for value in made.values if not low <= value.value <= high]
        if beyond:
            findings.append(rules.LIMITS_LEAVE_OUT.at(exhibit.place_of("limits"), value=f"{beyond[0]:,}"))
    if exhibit.text("data") not in ("", "table"):
        findings.append(rules.DATA_UNKNOWN.at(exhibit.place_of("data"), text=shortened(exhibit.text("data"))))
    if findings:
        raise BriefError(findings)
