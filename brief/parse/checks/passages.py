"""Checks within the text: HTML, fields, attributes, pictures, citations.

Code, escaped signs and addresses between angle brackets are skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape

from brief.fields import FIELD, unknown, wrong_field
from brief.findings import Finding, Place, markdown
from brief.findings import wording as rules
from brief.findings.nearest import did_you_mean, mistyped, shortened
from brief.model import Field, When
from brief.parse.context import Context
from brief.parse.reading.lines import GONE, Passage
from brief.parse.trees.attributes import ALLOWED, ATTRIBUTE, ATTRIBUTES, millimetres
from brief.parse.trees.transforms import FILE
from brief.parse.wording.citations import check_citations
from brief.parse.wording.inline import BREAK, CASE, SAFE_TAGS

CLASSES = frozenset({"decorative", "handout", "wide"})
"""The classes that brief gives a meaning to; all others are for a brief's own style sheet."""

WIDTHS: Mapping[str, tuple[int, int, str]] = {
    "a picture": (5, 174, "{: width=4cm }"),  # both columns on the narrower paper
    "a QR code": (20, 60, "width: 25 mm"),
}
"""The least and the greatest width in millimetres, and an example."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:-]*)(?:\s[^<>]*)?/?>|<[!?][^<>]*>")
_SAFE = {name: re.compile(pattern) for name, pattern in {**SAFE_TAGS, "br": BREAK}.items()}
_FIELD = re.compile(FIELD)
_WITHOUT_COLON = re.compile(r"(?<!\{)\{\s*(?:[.#][A-Za-z][\w-]*\s*)+\}")
_DASHED_COMMENT = re.compile(r"<!\s*[-–—]")
_CURLY = re.compile("[“”„‟«»‘’‚‹›]")
_CURLY_CAPTION = re.compile(rf"!\[[^\]]*\]\(\s*{FILE}\s+(?P<quote>{_CURLY.pattern})")
_BRACES = re.compile(r"\{\{")
_ONE_BRACE = re.compile(r"(?<!\{)\{\s*(?P<name>[^\W\d]\w*)\s*\}(?!\})")
_CASE_BEGIN = re.compile(r"\{%")
_CASE = re.compile(CASE)
_ADDRESS = re.compile(r"\]\([^()\n]*|\{:[^}\n]*")
_ANGLED = re.compile(r"\]\(\s*<[^<>\n]*>(?=\s*[)\"'])")
_PICTURE_WORDS = re.compile(r"!\[[^\[\]]*")
_PICTURE = re.compile(r"!\[\s*\](?=[(\[])")
_PICTURE_FILE = re.compile(r"!\[[^\[\]]*\](?=\(\s*(?P<file>[^\s()][^\n]*?)\s*(?:\s[\"'][^\n]*|\)[^()\n]*)?(?:\n|$))")
_AFTER_PICTURE = re.compile(
    rf"""(?:\(\s*{FILE}\s*(?:["'].*?["']\s*)?\)|\[[^\[\]]*\])\s*(?:\{{:(?P<attributes>[^{{}}]*)\}})?""", re.DOTALL
)


def check_passages(context: Context) -> Iterator[Finding]:
    """The findings within all texts of a section, its notes among them."""
    ids: dict[str, int] = {}
    for passage in (*context.outline.passages, *context.outline.note_passages):
        addresses = [match.span() for match in _ADDRESS.finditer(passage.signs)]
        yield from _check_tags(passage)
        yield from _check_fields(passage, context.settings.fields, addresses)
        yield from _check_cases(passage, context.settings.fields, addresses)
        yield from _check_attributes(passage, ids, addresses)
        yield from _check_pictures(passage, context.described)
        yield from check_citations(passage, context.keys, context.settings.sources)


def check_width(what: str, width: str, place: Place) -> Iterator[Finding]:
    """Checks the width of a picture or a QR code."""
    least, most, example = WIDTHS[what]
    if not least <= (millimetres(width) or 0) <= most:
        yield markdown.WIDTH_WRONG.at(place, width=shortened(width), least=least, most=most, what=what, way=example)


def _check_tags(passage: Passage) -> Iterator[Finding]:
    """Refuses tags that are not safe, and safe ones without a closing or an opening tag."""
    signs = _ANGLED.sub(lambda match: " " * len(match[0]), passage.signs)  # an address with blanks in it is not a tag
    opened: list[tuple[str, int]] = []
    refused: set[str] = set()
    for match in _TAG.finditer(signs):
        name, place = (match["name"] or "").lower(), passage.place(match.start())
        tag = passage.text[slice(*match.span())]
        if match["end"] and name in refused:
            continue
        if match["end"] and name in SAFE_TAGS:
            if opened and opened[-1][0] == name:
                opened.pop()
            else:
                yield rules.TAG_STRAY_END.at(place, name=name)
        elif name in _SAFE and _SAFE[name].fullmatch(tag):
            again = [(other, at) for other, at in opened if other == name]
            yield from _unclosed(passage, again)
            opened = [tag for tag in opened if tag not in again]
            if name != "br":
                opened.append((name, match.start()))
        else:
            refused.add(name)
            instead = rules.INSTEAD.get(name, rules.INSTEAD_OTHERWISE)
            instead = rules.COMMENT_IN_DASHES if _DASHED_COMMENT.match(tag) else instead
            yield rules.RAW_HTML.at(place, tag=shortened(tag), instead=instead)
    yield from _unclosed(passage, opened)


def _unclosed(passage: Passage, tags: list[tuple[str, int]]) -> Iterator[Finding]:
    return (rules.TAG_UNCLOSED.at(passage.place(at), name=name) for name, at in tags)


def _check_fields(passage: Passage, fields: Mapping[str, Field], addresses: list[tuple[int, int]]) -> Iterator[Finding]:
    """Refuses fields that are mistyped, not declared, or part of an address or of words for a picture."""
    text, signs, done = passage.text, passage.signs, 0
    names = [*addresses, *(match.span() for match in _PICTURE_WORDS.finditer(signs))]
    for match in _BRACES.finditer(signs):
        start, place = match.start(), passage.place(match.start())
        if start < done:
            continue
        field = _FIELD.match(signs, start)
        if field and field[0] != text[start : field.end()].replace(GONE, " "):  # it contains a backslash, code …
            field = None
        if not field:
            typed = text[start:].partition("\n")[0].partition("}}")[0]
            yield rules.FIELD_BROKEN.at(place, text=shortened(typed))
            done = start + 2
        else:
            done = field.end()
            yield from wrong_field(field, fields, place)
            if _is_within(start, names):
                yield rules.FIELD_IN_ADDRESS.at(place)

    for match in _ONE_BRACE.finditer(signs):
        if match["name"] in fields:
            yield rules.FIELD_BROKEN.at(passage.place(match.start()), text=match[0])


def _is_within(offset: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= offset < end for start, end in spans)


def _check_cases(passage: Passage, fields: Mapping[str, Field], addresses: list[tuple[int, int]]) -> Iterator[Finding]:
    """Refuses an invalid ``{% … %}``, one that is no part of the text, and an ``{% if … %}`` that does not end."""
    opened: list[tuple[Place, str]] = []
    names = [*addresses, *(match.span() for match in _PICTURE_WORDS.finditer(passage.signs))]
    for begin in _CASE_BEGIN.finditer(passage.signs):
        place = passage.place(begin.start())
        match = _CASE.match(passage.text, begin.start())
        if not match or (match["word"] in ("if", "elif")) != bool(match["condition"].strip()):
            typed = passage.text[begin.start() :].partition("\n")[0].partition("%}")[0]
            yield rules.CASE_BROKEN.at(place, text=shortened(f"{typed}%}}"))
            return
        if _is_within(begin.start(), names):
            yield rules.CASE_IN_NAME.at(place)
            return
        word = match["word"]
        if word != "if" and (not opened or (opened[-1][1] == "else" and word != "endif")):
            yield rules.CASE_STRAY.at(place, word=word)
            return
        if word in ("if", "elif"):
            yield from check_condition(match["condition"], fields, place)
        if word != "if":
            opened.pop()
        if word != "endif":
            opened.append((place, word))
    for place, word in opened:
        yield rules.CASE_UNCLOSED.at(place, word=word)


def check_condition(written: str, fields: Mapping[str, Field], place: Place) -> Iterator[Finding]:
    """Refuses an invalid condition, fields that are not declared, and values that no copy can have."""
    condition = When.of(written)
    if condition is None:
        yield rules.CONDITION_BROKEN.at(place, text=shortened(written))
        return
    for test in condition.tests:
        field = fields.get(test.name)
        if field is None:
            yield unknown(test.name, fields, place)
        elif field.choices and not test.names_one_of(field.choices):
            nearest = did_you_mean(test.value or "", field.choices)
            yield rules.CONDITION_NEVER.at(place, value=shortened(test.value or ""), name=test.name, nearest=nearest)


def _check_attributes(passage: Passage, ids: dict[str, int], addresses: list[tuple[int, int]]) -> Iterator[Finding]:
    """Refuses attributes that are not allowed, and names that another line has already given.

    `ids` has the names so far, with the numbers of their lines; those of this passage are added.
    """
    for match in _WITHOUT_COLON.finditer(passage.signs):
        if not _is_within(match.start(), addresses):
            yield rules.ATTRIBUTES_WITHOUT_COLON.at(passage.place(match.start()), text=shortened(match[0]))
    for braces in ATTRIBUTES.finditer(passage.signs):
        for match in ATTRIBUTE.finditer(braces["attributes"]):
            start = braces.start("attributes") + match.start()
            written = passage.text[start : start + len(match[0])]
            place = passage.place(start)
            taken = ALLOWED.match(match[0])
            if not taken and (curly := _CURLY.search(written)):
                yield rules.QUOTES_CURLY.at(passage.place(start + curly.start()), sign=curly[0])
                break
            if not taken or "\\" in written:  # a backslash does not escape a quotation mark here
                yield rules.ATTRIBUTE_REFUSED.at(place, text=shortened(written))
            elif taken["cls"] and (nearest := mistyped(taken["cls"], CLASSES)):
                yield rules.CLASS_MISTYPED.at(place, name=taken["cls"], nearest=nearest)
            elif taken["width"]:
                yield from check_width("a picture", taken["width"], place)
            elif taken["id"]:
                first, line = ids.get(taken["id"]), place.line or 0
                if first not in (None, line):
                    yield markdown.ID_TWICE.at(place, id=taken["id"], line=first)
                ids.setdefault(taken["id"], line)


def _check_pictures(passage: Passage, described: Callable[[str], bool]) -> Iterator[Finding]:
    """Refuses pictures without alternative text, and those whose file name or caption has no clear end."""
    text, signs = passage.text, passage.signs
    for match in _PICTURE_FILE.finditer(signs):
        if not _AFTER_PICTURE.match(signs, match.end()):
            file = text[slice(*match.span("file"))].strip("<>")
            yield rules.PICTURE_UNCLOSED.at(passage.place(match.start("file")), file=shortened(file))
    for match in _CURLY_CAPTION.finditer(signs):
        yield rules.QUOTES_CURLY.at(passage.place(match.start("quote")), sign=match["quote"])
    for match in _PICTURE.finditer(signs):
        after = _AFTER_PICTURE.match(text, match.end())
        if after and ".decorative" in (after["attributes"] or "").split():
            continue
        name = after and (after["angled"] or after["file"])
        if not name or not described(unescape(name)):
            yield rules.ALT_MISSING.at(passage.place(match.start()))
