"""What a fact-checker asks: numbers and quotations without a source, estimates without a year, sums that are wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from xml.etree.ElementTree import Element

from brief.check.places import sourced
from brief.claims.signs import QUOTATION, phrases
from brief.findings import Finding, Place, review
from brief.findings.nearest import listed, shortened
from brief.model import Number, Text, named_lines
from brief.numbers import decimal, number, written
from brief.review.draft import SOURCED, Draft

MOST_KEYS = 4
"""How many keys of sources a hint names."""

MINOR, TITLED = 3, 0.7
"""The letters of words that a title may have in small letters, and the share of others that it has with a capital."""

FEWEST = 2
"""The fewest rows that add up to something."""


def unsourced(draft: Draft) -> Iterator[Finding]:
    """Numbers, percentages and quotations without a source, each once in a paragraph.

    What stands in brief.yaml cannot cite, and a heading seldom does: their numbers count as sourced when the text has
    them with a source. A quotation needs none whose speaker is named.
    """
    settings = draft.brief.folder / "brief.yaml"
    sourced = {claim.sign.casefold() for claim in draft.claims if claim.evidence}
    said = draft.phrases("saying")
    told: set[object] = set()
    for claim in draft.claims:
        leads = claim.is_heading or claim.place.path == settings
        is_known = (
            claim.evidence or claim.is_pulled or (leads and any(claim.sign.casefold() in sign for sign in sourced))
        )
        fault = claim.place.path, claim.place.line, claim.sign
        if is_known or fault in told or not _is_said(claim.sentence):
            continue
        told.add(fault)
        if {"number", "percentage"} & {*claim.kinds}:
            sign = claim.sign or claim.sentence
            yield review.UNSOURCED_NUMBER.at(claim.sign_place, number=shortened(sign), way=_way(draft))
        elif "quotation" in claim.kinds and not (_is_title(claim.sign) or _is_told(claim.sentence, said)):
            words = shortened(claim.sign or claim.sentence)
            yield review.UNSOURCED_QUOTATION.at(claim.sign_place, words=words, way=_way(draft))


def _is_said(sentence: str) -> bool:
    """Whether a claim says something: no bare amount, as in a cell, and no line that is itself a source."""
    return bool(re.search(r"[^\W\d_]{2}", sentence)) and not SOURCED.match(sentence)


def _is_told(sentence: str, said: re.Pattern[str] | None) -> bool:
    """Whether a sentence tells who says what is quoted in it."""
    return bool(said and said.search(QUOTATION.sub("", sentence)))


def _is_title(quoted: str) -> bool:
    """Whether words in quotation marks are the title of a work: most of them begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", quoted) if len(word) > MINOR]
    return sum(1 for word in words if word[0].isupper()) > len(words) * TITLED


def _way(draft: Draft) -> str:
    """How a claim gets its source."""
    keys = [*draft.brief.sources]
    if not keys:
        return review.CITE_FIRST
    return review.CITE_ONE.format(keys=listed([*keys[:MOST_KEYS], *(["others"] if len(keys) > MOST_KEYS else [])]))


def undated_estimates(draft: Draft) -> Iterator[Finding]:
    """Estimates that no year is named for, neither in their sentence nor by their source."""
    estimates = draft.phrases("estimates")
    for claim in draft.claims if estimates else ():
        is_counted = {"number", "percentage"} & {*claim.kinds}
        if estimates and is_counted and not claim.year and estimates.search(claim.sentence):
            yield review.ESTIMATE_UNDATED.at(claim.place, words=shortened(claim.sentence))


def due_reviews(draft: Draft) -> Iterator[Finding]:
    """Claims that rest on a source whose review is due."""
    for claim in draft.claims:
        due = [one for one in claim.evidence if one.review_by and one.review_by < draft.today]
        for one in due[:1]:
            words = {"key": one.key, "day": one.review_by, "words": shortened(claim.sentence)}
            yield review.REVIEW_DUE.at(claim.place, **words)


def relative_times(draft: Draft) -> Iterator[Finding]:
    """Times that are other ones for whoever reads the brief later."""
    words = draft.words("relative-times")
    but = phrases(word[1:] for word in words if word.startswith("-"))
    pattern = phrases(word for word in words if not word.startswith("-"))
    for one in draft.prose if pattern else ():
        text = but.sub(lambda match: " " * len(match[0]), one.unquoted) if but else one.unquoted
        for match in pattern.finditer(text) if pattern and not one.passage.is_pulled else ():
            yield one.at(review.TIME_RELATIVE, match.start(), words=match[0])


def wrong_totals(draft: Draft) -> Iterator[Finding]:
    """Columns of tables that do not add up to the row that says so."""
    names = frozenset(word.casefold() for word in draft.words("totals"))
    for text in (version for whole in draft.texts for version in whole.versions):
        for table, source in ((one, source) for one, source in sourced(text) if one.tag == "table"):
            heads = [_words(cell) for cell in table.findall("thead/tr/*")]
            rows = [[_words(cell) for cell in row] for row in table.findall("tbody/tr")]
            places = [_place(text, row.get("data-source", source)) for row in table.findall("tbody/tr")]
            yield from _sums(draft, names, heads, rows, places)
    for data in draft.brief.tables.values():
        cells = [[cell.text for cell in row] for row in data.rows]
        yield from _sums(draft, names, data.columns, cells, [Place(data.path, line) for line in data.lines])


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _place(text: Text, source: str) -> Place:
    _, line, _ = named_lines(source) or ("", text.section.first, 0)
    return Place(text.section.path, line)


def _sums(
    draft: Draft,
    names: frozenset[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    places: Sequence[Place],
) -> Iterator[Finding]:
    """What is wrong with the only row of totals of a table, which is its last."""
    totals = [at for at, row in enumerate(rows) if row and row[0].casefold().rstrip(":") in names]
    if totals != [len(rows) - 1] or len(rows) <= FEWEST:
        return
    mark = decimal(draft.brief.words)
    for column in range(1, len(rows[-1])):
        read = [number(row[column], mark) if column < len(row) else None for row in rows]
        values = [one.value for one in read if one is not None]
        if len(values) != len(rows):
            continue
        *parts, total = values
        step = Decimal(1).scaleb(min(int(value.as_tuple().exponent) for value in values))
        rounded = step * len(parts) / 2 if step < 1 or all(value % 10 == 0 for value in values) else 0
        if abs(sum(parts) - total) > rounded:
            head = heads[column] if column < len(heads) else str(column + 1)
            words = {"column": shortened(head), "row": rows[-1][0], "total": rows[-1][column]}
            added = written(Number(sum(parts, Decimal(0))), draft.brief.words)
            yield review.TOTAL_WRONG.at(places[-1], **words, sum=added)


def unsourced_fields(draft: Draft) -> Iterator[Finding]:
    """Fields for numbers of which no source is named."""
    for name, field in draft.brief.settings.fields.items():
        if field.type in ("number", "money") and not field.source:
            yield review.FIELD_UNSOURCED.at(draft.brief.place(f"fields.{name}"), name=name)
