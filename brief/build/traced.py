"""What the pages show of each source: which of its fields, and which of its names before an 'et al.'.

An edition is composed once more, with a mark in each text and each date of its sources. What is printed, or is where a
link leads, is what has its mark in the HTML. Words alone would not tell: 'Li' and '20' are parts of many others. The
marks are random, so that no text and no layout can hold them by chance or on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from secrets import randbelow
from typing import Any

from brief.build.composing import composing
from brief.build.job import Job
from brief.load.writing import PRINTED_FIELDS
from brief.model import AS_WRITTEN, UNNAMED, Source

DIGITS = str.maketrans("0123456789", "".join(map(chr, range(0xE110, 0xE11A))))
"""Translates the digits of a number to those of a mark: characters for private use, which no citation style changes."""

BEGIN, END = "\ue11a", "\ue11b"

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

TRACED = PRINTED_FIELDS - {"type"}
"""The fields that are traced; the type decides what the others look like."""

NO_TITLE = "…"
"""Replaces a title that is not printed, since each source needs a title."""

Item = Mapping[str, Any]


def printed_items(job: Job, keys: Sequence[str]) -> Mapping[str, Item]:
    """The sources with these keys, as far as the edition prints them, by key."""
    sources = {key: job.brief.sources[key] for key in keys}
    marked = {key: _marked(source) for key, source in sources.items()}
    on = job.on(job.grid)
    brief = replace(job.brief, sources={**job.brief.sources, **marked})
    html = composing(brief, job.edition, job.paper, on.look, job.grid, on.layouts)(job.texts, AS_WRITTEN)
    html = COMMENT.sub("", html)  # of a layout
    return {key: dict(_printed(source.item, marked[key].item, html)) for key, source in sources.items()}


def _marked(source: Source) -> Source:
    """The source with a mark in each text, and a mark as the year of each date, which must stay one."""

    def with_mark(value: Any) -> Any:
        if isinstance(value, list):
            return [{part: with_mark(text) for part, text in name.items()} for name in value]
        if isinstance(value, Mapping) and "date-parts" in value:
            days, year = value["date-parts"], _number()
            same = [[year, *day[1:]] if day[:1] == days[0][:1] else day for day in days]
            return {**value, "date-parts": same}
        if isinstance(value, Mapping):
            return {**value, "literal": with_mark(value.get("literal", ""))}
        return value if value == UNNAMED else f"{value}{BEGIN}{str(_number()).translate(DIGITS)}{END}"

    return source._replace(
        item={field: with_mark(value) if field in TRACED else value for field, value in source.item.items()}
    )


def _number() -> int:
    """A random number of 15 digits."""
    return 10**14 + randbelow(9 * 10**14)


def _printed(item: Item, marked: Item, html: str) -> Iterator[tuple[str, Any]]:
    """The fields of a source whose marks are in the HTML.

    'et al.' depends on how many names there are, so a name that is not printed leaves its place to `UNNAMED`.
    """
    for field, value in item.items():
        if field == "type":
            yield field, value
        elif field not in TRACED:
            continue
        elif isinstance(value, list):
            pairs = zip(value, marked[field], strict=True)
            names = [{part: text for part, text in name.items() if _mark(of[part]) in html} for name, of in pairs]
            if any(names):
                yield field, [name or {"literal": UNNAMED} for name in names]
        elif _mark(marked[field]) in html:
            yield field, value
        elif field == "title":
            yield field, NO_TITLE


def _mark(marked: Any) -> str:
    """The mark in a text or date; empty for a text without one, which is `UNNAMED`."""
    if isinstance(marked, Mapping):
        days = marked.get("date-parts")
        return str(days[0][0]) if days else _mark(marked["literal"])
    text = str(marked)
    return "".join(text.partition(BEGIN)[1:])
