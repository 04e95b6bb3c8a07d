"""What is refused within the text, and where: a search of the source, past code, escaped signs and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from html import unescape
from itertools import pairwise
from pathlib import Path

from brief.findings import Finding, Place, Rule, markdown, wording
from brief.findings.nearest import did_you_mean, mistyped, shortened
from brief.parse.lengths import millimetres
from brief.parse.reading.containers import Fence
from brief.parse.reading.lines import GONE, Line, Passage, cells, masked
from brief.parse.reading.outline import Outline
from brief.parse.trees.attributes import ATTRIBUTES, NARROWEST, ONE, TAKEN, WIDEST
from brief.parse.trees.figures import FILE
from brief.parse.wording.inline import BREAK, FIELD, FILTER, SAFE_TAGS

LONGEST = 10_000
"""How many characters a paragraph may have: some 1,600 words."""

LARGEST = 100
"""How many paragraphs, items, tables … a block between slashes may have."""

DEEPEST = 12
"""How many brackets may stand in one another."""

FILTERS = frozenset({"capitalize", "default", "lower", "title", "trim", "upper"})
"""What can be done to a field on its way to the page."""

CLASSES = frozenset({"decorative", "handout", "wide"})
"""The classes that mean something by themselves; any other is for a style sheet of one's own."""

WITH_ARGUMENT = "default"
"""The one of them that is given a text."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?/?>|<[!?][^<>]*>")
_SAFE = {name: re.compile(pattern) for name, pattern in {**SAFE_TAGS, "br": BREAK}.items()}
_FIELD = re.compile(FIELD)
_WITHOUT_COLON = re.compile(r"(?<!\{)\{\s*(?:[.#][A-Za-z][\w-]*\s*)+\}")
_DASHED = re.compile(r"<!\s*[-–—]")
_CURLY = re.compile("[“”„‟«»‘’‚‹›]")
_CURLY_CAPTION = re.compile(rf"!\[[^\]]*\]\(\s*{FILE}\s+(?P<quote>{_CURLY.pattern})")
_BRACES = re.compile(r"\{[{%]")
_ADDRESS = re.compile(r"\]\([^()\n]*|\{:[^}\n]*")
_ANGLED = re.compile(r"\]\(\s*<[^<>\n]*>(?=\s*[)\"'])")
_PICTURE = re.compile(r"!\[\s*\](?=[(\[])")
_PICTURE_FILE = re.compile(r"!\[[^\[\]]*\](?=\(\s*(?P<file>[^\s()][^\n]*?)\s*(?:\s[\"'][^\n]*|\)[^()\n]*)?(?:\n|$))")
_AFTER_PICTURE = re.compile(
    rf"""(?:\(\s*{FILE}\s*(?:["'].*?["']\s*)?\)|\[[^\[\]]*\])\s*(?:\{{:(?P<attributes>[^{{}}]*)\}})?""", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding-to-be: the rule, where in the passage, and the words for it."""

    rule: Rule
    offset: int
    words: dict[str, object]


def bounds(outline: Outline, path: Path) -> Iterator[Finding]:
    """What would take too long to parse: far beyond what a brief has."""
    for leaves in outline.blocks:
        fence = leaves[0].path[0] if leaves[0].path else None
        if isinstance(fence, Fence) and len(leaves) > LARGEST:
            place = Place(path, fence.number, fence.column)
            yield markdown.BLOCK_TOO_LONG.at(place, name=fence.name, limit=LARGEST, slashes=fence.slashes)
    for passage in (*outline.passages, *outline.note_passages):
        text = passage.text
        if len(text) > LONGEST:
            yield markdown.TOO_LONG.at(Place(path, *passage.place(0)), limit=LONGEST)
        elif (offset := _too_deep(masked(text))) is not None:
            yield markdown.TOO_DEEP.at(Place(path, *passage.place(offset)), limit=DEEPEST)


def _too_deep(text: str) -> int | None:
    """Where square brackets, or brackets of addresses, stand too deep in one another or are left open too often."""
    square = round_ = 0
    for match in re.finditer(r"\]\(|[\[\]()]", text):
        sign = match[0]
        square = max(0, square + (sign == "[") - (sign[0] == "]"))
        round_ = max(0, round_ + (sign[-1] == "(" and (round_ > 0 or len(sign) == 2)) - (sign == ")"))
        if square > DEEPEST or round_ > DEEPEST:
            return match.start()
    return None


def headless(outline: Outline, path: Path) -> Iterator[Finding]:
    """Rows of a table that have no head, whose bars would be printed; and cells that are parted by tabs alone."""
    for leaf in outline.leaves:
        if leaf.kind == "paragraph":
            tabs = next((above for above, below in pairwise(leaf.lines) if _has_tab(above) and _has_tab(below)), None)
            if tabs:
                yield markdown.TABLE_IN_TABS.at(Place(path, tabs.number, tabs.column))
            row = next((above for above, below in pairwise(leaf.lines) if _is_row(above) and _is_row(below)), None)
            if row:
                divide = "|---" * len(cells(row)) + "|"
                yield markdown.TABLE_HEADLESS.at(Place(path, row.number, row.column), divide=divide)


def _has_tab(line: Line) -> bool:
    """Whether words of a line are parted by a tab."""
    return "\t" in line.text.strip()


def _is_row(line: Line) -> bool:
    """Whether a line begins with a bar and ends with another."""
    text = line.text.strip()
    return len(text) > 1 and text[0] == "|" and masked(text)[-1] == "|"


def refused(
    passages: Iterable[Passage], fields: Set[str], described: Callable[[str], bool], path: Path
) -> Iterator[Finding]:
    """Everything in the passages that cannot be printed, with line and column.

    `fields` are those that there are; `described` says whether the file beside a picture tells what it shows.
    """
    for passage in passages:
        text, signs = passage.text, masked(passage.text)
        for found in (*_html(text, signs), *_fields(text, signs, fields), *_attributes(text, signs)):
            yield found.rule.at(Place(path, *passage.place(found.offset)), **found.words)
        for found in _others(text, signs, described):
            yield found.rule.at(Place(path, *passage.place(found.offset)), **found.words)


def _html(text: str, signs: str) -> Iterator[Found]:
    """Tags other than the safe ones, and safe ones out of balance."""
    signs = _ANGLED.sub(lambda match: " " * len(match[0]), signs)  # an address with blanks in it is no tag
    opened: list[tuple[str, int]] = []
    refused: Set[str] = set()
    for match in _TAG.finditer(signs):
        name = (match["name"] or "").lower()
        tag = text[match.start() : match.end()]
        if match["end"] and name in refused:
            continue
        if match["end"] and name in SAFE_TAGS:
            if opened and opened[-1][0] == name:
                opened.pop()
            else:
                yield Found(wording.TAG_STRAY_END, match.start(), {"name": name})
        elif name in _SAFE and _SAFE[name].fullmatch(tag):
            yield from (Found(wording.TAG_UNCLOSED, at, {"name": name}) for other, at in opened if other == name)
            opened = [(other, at) for other, at in opened if other != name]
            if name != "br":
                opened.append((name, match.start()))
        else:
            refused |= {name}
            instead = (
                wording.COMMENT_IN_DASHES
                if _DASHED.match(tag)
                else wording.INSTEAD.get(name, wording.INSTEAD_OTHERWISE)
            )
            yield Found(wording.RAW_HTML, match.start(), {"tag": shortened(tag), "instead": instead})
    for name, at in opened:
        yield Found(wording.TAG_UNCLOSED, at, {"name": name})


def _fields(text: str, signs: str, fields: Set[str]) -> Iterator[Found]:
    """Fields that nobody declared, or that stand where none can be filled in; conditions."""
    addresses = [match.span() for match in _ADDRESS.finditer(signs)]
    done = 0
    for match in _BRACES.finditer(signs):
        start = match.start()
        if start < done:
            continue
        field = _FIELD.match(signs, start)
        if field and field[0] != text[start : field.end()].replace(GONE, " "):  # a backslash, code, an address in it
            field = None
        if match[0] == "{%":
            yield Found(wording.CONDITION_NOT_BUILT, start, {})
        elif not field:
            typed = shortened(text[start:].partition("\n")[0].partition("}}")[0])
            yield Found(wording.FIELD_BROKEN, start, {"text": typed})
            done = start + 2
        else:
            done = field.end()
            yield from _field(field, fields)
            if any(first <= start < last for first, last in addresses):
                yield Found(wording.FIELD_IN_ADDRESS, start, {})


def _field(field: re.Match[str], fields: Set[str]) -> Iterator[Found]:
    name = field["name"]
    if name not in fields:
        nearest = (did_you_mean(name, fields, "") if fields else "") or wording.FIELD_UNKNOWN_OTHERWISE.format(
            name=name
        )
        yield Found(wording.FIELD_UNKNOWN, field.start(), {"name": name, "nearest": nearest})
    for one in re.finditer(FILTER, field["filters"]):
        filter_name, given, _ = one[0].partition("(")
        words: dict[str, object] = {"field": name, "name": filter_name}
        if filter_name not in FILTERS:
            nearest = did_you_mean(filter_name, FILTERS, "there are {names}")
            yield Found(wording.FILTER_UNKNOWN, field.start(), {"name": filter_name, "nearest": nearest})
        elif given and filter_name != WITH_ARGUMENT:
            yield Found(wording.FILTER_ARGUMENT_REFUSED, field.start(), words)
        elif not given and filter_name == WITH_ARGUMENT:
            yield Found(wording.FILTER_ARGUMENT_MISSING, field.start(), words)


def _attributes(text: str, signs: str) -> Iterator[Found]:
    """What cannot be said of what stands before; a backslash takes no meaning from a quotation mark here."""
    addresses = [match.span() for match in _ADDRESS.finditer(signs)]
    for match in _WITHOUT_COLON.finditer(signs):
        if not any(first <= match.start() < last for first, last in addresses):
            yield Found(wording.ATTRIBUTES_WITHOUT_COLON, match.start(), {"text": shortened(match[0])})
    for match in ATTRIBUTES.finditer(signs):
        for one in ONE.finditer(match["attributes"]):
            offset = match.start("attributes") + one.start()
            taken = TAKEN.match(one[0])
            written = text[offset : offset + len(one[0])]
            if not taken and (curly := _CURLY.search(written)):
                yield Found(wording.QUOTES_CURLY, offset + curly.start(), {"sign": curly[0]})
                break
            if not taken or "\\" in written:
                yield Found(wording.ATTRIBUTE_REFUSED, offset, {"text": shortened(written)})
            elif taken["cls"] and (nearest := mistyped(taken["cls"], CLASSES)):
                yield Found(wording.CLASS_MISTYPED, offset, {"name": taken["cls"], "nearest": nearest})
            elif taken["width"] and not NARROWEST <= (millimetres(taken["width"]) or 0) <= WIDEST:
                bounds = {"least": NARROWEST, "most": WIDEST, "what": "a picture", "way": "{: width=4cm }"}
                yield Found(markdown.WIDTH_WRONG, offset, {"width": shortened(taken["width"]), **bounds})


def twice_named(passages: Iterable[Passage], path: Path) -> Iterator[Finding]:
    """Each name that an editor gives for the second time."""
    first: dict[str, int] = {}
    for passage in passages:
        for match in ATTRIBUTES.finditer(masked(passage.text)):
            for one in ONE.finditer(match["attributes"]):
                line, column = passage.place(match.start("attributes") + one.start())
                taken = TAKEN.match(one[0])
                if taken and taken["id"] and first.setdefault(taken["id"], line) != line:
                    yield markdown.ID_TWICE.at(Place(path, line, column), id=taken["id"], line=first[taken["id"]])


def _others(text: str, signs: str, described: Callable[[str], bool]) -> Iterator[Found]:
    """Pictures without words for those who do not see them, or with a name or a caption that cannot be read."""
    for match in _PICTURE_FILE.finditer(signs):
        if not _AFTER_PICTURE.match(signs, match.end()):
            file = text[slice(*match.span("file"))].strip("<>")
            yield Found(wording.PICTURE_UNCLOSED, match.start("file"), {"file": shortened(file)})
    for match in _CURLY_CAPTION.finditer(signs):
        yield Found(wording.QUOTES_CURLY, match.start("quote"), {"sign": match["quote"]})
    for match in _PICTURE.finditer(signs):
        after = _AFTER_PICTURE.match(text, match.end())
        if after and ".decorative" in (after["attributes"] or "").split():
            continue
        name = after and (after["angled"] or after["file"])
        if not name or not described(unescape(name)):
            yield Found(wording.ALT_MISSING, match.start(), {})
