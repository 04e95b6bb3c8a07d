"""What is said of a chart to those who do not see it, from its data and in the brief's language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from brief.chart.numbers import written
from brief.chart.plan import Chart, Series

MOST_NAMES = 10
"""Of bars, so many are named; of more their number is said."""


def alternative(made: Chart, words: Mapping[str, str]) -> str:
    """What is shown, from where to where, and of each series its highest, lowest and last value.

    The editor's own words, if there are any.
    """
    if made.alt:
        return made.alt
    what = ", ".join(dict.fromkeys(part for part in (made.caption.rstrip("."), made.unit) if part))
    kind = words[f"chart-{made.kind}"]
    head = words["pair"].format(name=kind, text=what) if what else kind
    series = (words["pair"].format(name=one.name, text=", ".join(_parts(one, made, words))) for one in made.series)
    parts = [head, words["pair"].format(name=made.axis, text=_span(made, words)), *series]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in parts)


def _span(made: Chart, words: Mapping[str, str]) -> str:
    """From where to where years and steps go, in whatever order they stand; the names of bars, or their number."""
    if made.numeric or made.kind == "line":
        labels = sorted(made.labels, key=int) if made.numeric else made.labels
        return words["chart-span"].format(first=labels[0], last=labels[-1])
    return ", ".join(made.labels) if len(made.labels) <= MOST_NAMES else str(len(made.labels))


def _parts(one: Series, made: Chart, words: Mapping[str, str]) -> Iterator[str]:
    there = [(value, label) for value, label in zip(one.values, made.labels, strict=True) if value]
    if there:
        highest = max(there, key=lambda pair: pair[0].value)
        lowest = min(there, key=lambda pair: pair[0].value)
        yield words["chart-highest"].format(value=written(highest[0], words), label=highest[1])
        if len(there) > 1:
            yield words["chart-lowest"].format(value=written(lowest[0], words), label=lowest[1])
        if made.kind == "line" or made.in_order:
            yield words["chart-last"].format(value=written(there[-1][0], words), label=there[-1][1])
    gaps = [label for value, label in zip(one.values, made.labels, strict=True) if value is None]
    if gaps:
        yield words["pair"].format(name=words["no-data"], text=", ".join(gaps))
