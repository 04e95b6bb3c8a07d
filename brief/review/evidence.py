"""Checks of evidence: numbers and quotations without a source, estimates without a year, wrong totals."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from decimal import Decimal
from pathlib import Path
from xml.etree.ElementTree import Element

from brief.check.places import sourced
from brief.claims import Claim
from brief.claims.numbers import without
from brief.claims.signs import PERCENT, QUOTATION, phrases
from brief.compose.trees import words_of
from brief.findings import Finding, Place, review
from brief.findings.nearest import counted, listed, shortened
from brief.model import HEADINGS, Number, Text, classes, named_lines
from brief.numbers import decimal, number, written
from brief.review.draft import SOURCED, Draft, Prose
from brief.review.recommendations import recommendations

MOST_KEYS = 4
"""How many keys of sources a hint names."""

ROW = "tr"
LEADING = HEADINGS | {"title", "subtitle"}
"""Titles and headings, which summarize the text below them."""

LABEL = re.compile(r"(?:figure|table|box|chart|map|example)\s\d+", re.IGNORECASE)
"""The beginning of the title of a figure, whose source line is below it."""

SOURCE_LINE = re.compile(r"(?<!\w)sources?\W{0,3}:", re.IGNORECASE)

VAGUE = re.compile(r"dozens|scores of", re.IGNORECASE)
"""Numbers in words that mean no more than 'many'."""

MOST_BELOW = 6
"""A source line is at most this many paragraphs below the title of its figure."""

SPEAKER = re.compile(r"[—–]\s*\w|--\s*\w")
"""The beginning of the line below a quotation that names its speaker."""

OPENING = ("“", "«", "„")
"""The marks that open each paragraph of a quotation."""

EXAMPLE = re.compile(r"example(?!\w)", re.IGNORECASE)
"""The beginning of the heading of an example, whose numbers are made up."""

MINOR, TITLED = 3, 0.7
"""Quoted words are a title if more than the share `TITLED` of those above `MINOR` letters have a capital."""

WHOLE = Decimal(100)
"""The total of shares that are parts of one whole."""

FEWEST = 2
"""Tables with this many rows or fewer are not added up."""


def unsourced_numbers(draft: Draft) -> Iterator[Finding]:
    """Numbers and percentages without a source; the same number once in a paragraph.

    brief.yaml cannot cite, and headings seldom do: a number in a title or heading needs no source if a sentence with a
    source contains it. Nor do numbers in a list item with a source, in a paragraph from the sentence that points to a
    figure with a source on, in recommendations, or in examples. Rows are left to `unsourced_tables`.
    """
    spared = _spared(draft)
    with_sources = [_numbers(claim.sentence) for claim in draft.claims if claim.evidence]
    asked = {(one.place.path, one.place.line) for one in recommendations(draft.brief, draft.texts)}
    told: set[object] = set()
    for claim in _unsourced(draft, {"number", "percentage"}):
        place, sign = claim.place, claim.sign or claim.sentence
        is_asked = claim.stands_in == "ask" or (place.path, place.line) in asked
        is_label = claim.stands_in in LEADING and LABEL.match(claim.sentence)
        is_known = is_label or (
            claim.stands_in in LEADING and any(_numbers(claim.sign) <= numbers for numbers in with_sources)
        )
        fault = place.path, place.line, sign
        is_spared = any(claim.sentence in text for text in spared.get((place.path, place.line or 0), ()))
        is_claim = not (claim.stands_in == ROW or is_asked or is_known or is_spared or VAGUE.fullmatch(sign))
        if is_claim and fault not in told:
            told.add(fault)
            way = review.SAY_IN_TEXT if claim.stands_in in ("title", "subtitle") else _cite_hint(draft)
            yield review.UNSOURCED_NUMBER.at(claim.sign_place, number=shortened(sign), way=way)


def _spared(draft: Draft) -> Mapping[tuple[Path, int], Sequence[str]]:
    """The texts whose numbers need no source of their own, by their file and each of their lines."""
    found: dict[tuple[Path, int], list[str]] = defaultdict(list)
    pointing, examples = phrases(_sourced_exhibits(draft)), {*map(id, _examples(draft))}
    for one in draft.prose:
        is_sourced = one.passage.tag == "li" and any(call.evidence for call in one.passage.calls)
        text = one.text if is_sourced or SOURCED.match(one.text) or id(one) in examples else ""
        if not text and pointing and (match := pointing.search(one.text)):
            ends = (span for span in draft.language.spans(one.text) if match.start() < span[1])
            text = one.text[next(ends)[0] :]
        for line in range(one.lines.first, one.lines.first + len(one.lines.lines)) if text else ():
            found[one.lines.path, line].append(text)
    return found


def _sourced_exhibits(draft: Draft) -> Iterator[str]:
    """The labels of figures and tables with a source: numbered by brief, or typed in their title."""
    for element in (one for version in draft.versions for tree in version.trees for one in tree.iter()):
        if (label := draft.exhibits.get(element.get("id", ""))) and any(map(_is_source, element.iter())):
            yield label
    label, below = "", 0
    for one in draft.prose:
        if match := LABEL.match(one.text):
            label, below = match[0], 0
        elif one.passage.tag not in LEADING:
            below += 1
        if label and below <= MOST_BELOW and SOURCE_LINE.search(one.text):
            yield label


def _is_source(element: Element) -> bool:
    """Whether an element cites something, calls a note, or is a source line."""
    return "data-cites" in element.attrib or "data-note" in element.attrib or "source" in classes(element)


def _examples(draft: Draft) -> Iterator[Prose]:
    """The prose below headings of examples, up to the next heading of that level or a higher one."""
    level = 0  # of the heading of an example
    for one in draft.prose:
        if one.passage.tag in HEADINGS:
            own = int(one.passage.tag[1])
            level = own if EXAMPLE.match(one.text) else level if level and own > level else 0
        elif level:
            yield one


def _numbers(text: str) -> Set[str]:
    """The numbers and the words in a text, in lower case."""
    return {*re.findall(r"\d(?:[\d.,]*\d)?|[^\W\d_]+", text.casefold())}


def unsourced_tables(draft: Draft) -> Iterator[Finding]:
    """Tables with numbers but without a source, each once."""
    rows = [claim for claim in _unsourced(draft, {"number", "percentage"}) if claim.stands_in == ROW]
    before: Place | None = None
    for place in sorted((row.place for row in rows), key=lambda one: (str(one.path), one.line or 0)):
        if before is None or before.path != place.path or (place.line or 0) > (before.line or 0) + 1:
            yield review.UNSOURCED_TABLE.at(place)
        before = place


def unsourced_quotations(draft: Draft) -> Iterator[Finding]:
    """Quotations without a source, unless their speaker is named."""
    said = draft.phrases("saying")
    attributed = {*_going_on(draft, said), *_attributed(draft)}
    for claim in _unsourced(draft, {"quotation"}):
        is_number = {"number", "percentage"} & {*claim.kinds}  # reported already
        is_told = _names_speaker(claim.sentence, said) or (claim.place.path, claim.place.line) in attributed
        if not (is_number or _is_title(claim.sign) or is_told):
            words = shortened(claim.sign or claim.sentence)
            yield review.UNSOURCED_QUOTATION.at(claim.sign_place, words=words, way=_cite_hint(draft))


def _going_on(draft: Draft, said: re.Pattern[str] | None) -> Iterator[tuple[Path, int]]:
    """The file and line of each paragraph that continues a quotation whose speaker was named before."""
    is_told = False
    for one in draft.prose:
        is_quoted = one.text.startswith(OPENING)
        if is_told and is_quoted:
            yield one.lines.path, one.lines.first
        is_told = is_quoted and (is_told or _names_speaker(one.text, said))


def _attributed(draft: Draft) -> Iterator[tuple[Path, int]]:
    """The file and line of each paragraph of a block quotation whose last line names the speaker, and of that line."""
    quoted: list[tuple[Path, int]] = []
    for one in draft.prose:
        quoted = [*quoted, (one.lines.path, one.lines.first)] if one.passage.is_quoted else []
        if quoted and SPEAKER.match(one.text):
            yield from quoted
            quoted = []


def _unsourced(draft: Draft, kinds: Set[str]) -> Iterator[Claim]:
    """The claims of these kinds without a source, except bare amounts, as in cells, source lines and pull quotes."""
    for claim in draft.claims:
        is_said = re.search(r"[^\W\d_]{2}", claim.sentence) and not SOURCED.match(claim.sentence)
        if is_said and kinds & {*claim.kinds} and not (claim.evidence or claim.is_pulled):
            yield claim


def _names_speaker(sentence: str, said: re.Pattern[str] | None) -> bool:
    """Whether a sentence names a speaker: outside its quotations, it has a phrase such as 'said'."""
    return bool(said and said.search(QUOTATION.sub("", sentence)))


def _is_title(quoted: str) -> bool:
    """Whether words in quotation marks are the title of a work: most of them begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_]+", quoted) if len(word) > MINOR]
    return sum(1 for word in words if word[0].isupper()) > len(words) * TITLED


def _cite_hint(draft: Draft) -> str:
    """The hint that says how to cite a source, with some of the brief's keys."""
    keys = [*draft.brief.sources]
    if not keys:
        return review.CITE_FIRST
    return review.CITE_ONE.format(keys=listed([*keys[:MOST_KEYS], *(["others"] if len(keys) > MOST_KEYS else [])]))


def undated_estimates(draft: Draft) -> Iterator[Finding]:
    """Estimates for which neither the text nor a source gives a year."""
    estimates = draft.phrases("estimates")
    dated = {(claim.place.path, claim.place.line) for claim in draft.claims if claim.year}
    for claim in draft.claims if estimates else ():
        is_counted = {"number", "percentage"} & {*claim.kinds}
        is_dated = (claim.place.path, claim.place.line) in dated
        if estimates and is_counted and not is_dated and estimates.search(claim.sentence):
            yield review.ESTIMATE_UNDATED.at(claim.place, words=shortened(claim.sentence))


def due_reviews(draft: Draft) -> Iterator[Finding]:
    """Sources that claims cite and whose review is due."""
    for source in draft.brief.sources.values():
        resting = [claim for claim in draft.claims if source.key in (one.key for one in claim.evidence)]
        if resting and source.review_by and source.review_by < draft.today:
            said = {"key": source.key, "day": source.review_by, "claims": counted(len(resting), "claim")}
            yield review.REVIEW_DUE.at(source.place, **said)


def relative_times(draft: Draft) -> Iterator[Finding]:
    """Words such as 'last year', which mean a different time to a later reader.

    They are not reported after a month and year in the same sentence, which make them definite.
    """
    words = draft.words("relative-times")
    but = phrases(word[1:] for word in words if word.startswith("-"))
    pattern = phrases(word for word in words if not word.startswith("-"))
    months = "|".join(map(re.escape, draft.words("months"))) or "(?!)"
    dated = re.compile(rf"(?:{months})\s+\d{{4}}[^.!?]*$")
    for one in draft.prose if pattern else ():
        for match in pattern.finditer(without(one.unquoted, but)) if pattern and not one.passage.is_pulled else ():
            if not dated.search(one.text[: match.start()]):
                yield one.at(review.TIME_RELATIVE, match.start(), words=match[0])


def wrong_totals(draft: Draft) -> Iterator[Finding]:
    """Columns of tables that do not add up to the total in the last row."""
    names = frozenset(word.casefold() for word in draft.words("totals"))
    for text in draft.versions:
        for table, source in ((one, source) for one, source in sourced(text) if one.tag == "table"):
            heads = [words_of(cell) for cell in table.findall("thead/tr/*")]
            rows = [[words_of(cell) for cell in row] for row in table.findall("tbody/tr")]
            places = [_place(text, row.get("data-source", source)) for row in table.findall("tbody/tr")]
            yield from _sums(draft, names, heads, rows, places)
    for data in draft.brief.tables.values():
        cells = [[cell.text for cell in row] for row in data.rows]
        yield from _sums(draft, names, data.columns, cells, [Place(data.path, line) for line in data.lines])


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
    """Findings on the last row of a table, if it is the only row of totals."""
    totals = [at for at, row in enumerate(rows) if row and row[0].casefold().rstrip(":") in names]
    if totals != [len(rows) - 1] or len(rows) <= FEWEST:
        return
    mark = decimal(draft.brief.words)
    others = phrases(draft.words("not-added"))
    for column in range(1, len(rows[-1])):
        if others and column < len(heads) and others.search(heads[column]):
            continue
        read = [number(row[column], mark) if column < len(row) else None for row in rows]
        values = [one.value for one in read if one is not None]
        if len(values) != len(rows):
            continue
        *parts, total = values
        step = Decimal(1).scaleb(min(int(value.as_tuple().exponent) for value in values))
        rounded = step * len(parts) / 2 if step < 1 or all(value % 10 == 0 for value in values) else 0
        if abs(sum(parts) - total) > rounded and (total == WHOLE or not _are_shares(heads, rows, column)):
            head = heads[column] if column < len(heads) else str(column + 1)
            words = {"column": shortened(head), "row": rows[-1][0], "total": rows[-1][column]}
            added = written(Number(sum(parts, Decimal(0))), draft.brief.words)
            yield review.TOTAL_WRONG.at(places[-1], **words, sum=added)


def _are_shares(heads: Sequence[str], rows: Sequence[Sequence[str]], column: int) -> bool:
    """Whether the numbers of a column are percentages: of each row, not of their sum."""
    return any(re.search(PERCENT, text) for text in (*heads[column : column + 1], *(row[column] for row in rows)))


def unsourced_fields(draft: Draft) -> Iterator[Finding]:
    """Number and money fields without a `source`."""
    for name, field in draft.brief.settings.fields.items():
        if field.type in ("number", "money") and not field.source:
            yield review.FIELD_UNSOURCED.at(draft.brief.place(f"fields.{name}"), name=name)
