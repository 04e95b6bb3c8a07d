"""The blocks between slashes: which there are, what each takes, and how they begin and end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from brief.findings import Finding, Place, Rule, data, markdown
from brief.findings.nearest import did_you_mean, mistyped, shortened
from brief.parse.reading.containers import Fence
from brief.parse.reading.draft import Draft, OpenChoice
from brief.parse.reading.lines import Line, indent, is_blank, is_comment

SLASHES = re.compile(r"(?P<slashes>/{3,})(?P<head>.*)$")
"""The first line of a block, or its last when nothing follows the slashes."""

_OPTION = re.compile(r"[ \t]*(?P<key>[A-Za-z][\w-]*)[ \t]*:(?P<apart>[ \t]*)(?P<value>\S.*)?$")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a block takes: text after the bar or none, which options, and what an editor writes into it.

    `argument` is the rule that is broken when there is no such text, if it is needed; a block without `content` may
    be empty.
    """

    argument: Rule | Literal["welcome", "refused"]
    content: str
    options: tuple[str, ...] = ()


OF_ALL_EXHIBITS = ("title", "note", "source", "sort", "wide", "id")
"""The options that charts and tables share."""

BLOCKS: Mapping[str, Shape] = {
    "box": Shape("welcome", "the text of the box"),
    "pull-quote": Shape("refused", "the words to pull out", ("source",)),
    "key-figure": Shape(markdown.NUMBER_MISSING, "what the number counts", ("source", "year")),
    "qr": Shape(markdown.QR_WITHOUT_ADDRESS, "", ("width",)),
    "chart": Shape(
        "welcome",
        "",
        ("file", "kind", "x", "y", "series", "highlight", "unit", "limits", "alt", "data", *OF_ALL_EXHIBITS),
    ),
    "table": Shape(data.DATA_UNNAMED, "", ("columns", *OF_ALL_EXHIBITS)),
}
"""The blocks that there are."""

_BARLESS = re.compile(rf"(?P<name>(?i:{'|'.join(BLOCKS)}))[ \t]+(?P<rest>.+)")
"""The name of a block, and words that a bar should stand before."""

EXHIBITS = ("chart", "table")
"""Those that show what is in a file."""

NOT_AROUND = ("pull-quote", "key-figure", *EXHIBITS)
"""The blocks in which none of these may stand."""

FILLED_IN = ("title", "note", "source")
"""The options of these that are text, in which fields are filled in."""

YES, NO = "yes", "no"
"""What the option `wide` may say."""

_ID = re.compile(r"[A-Za-z][\w.-]*")

UNKNOWN = "box"
"""As what a block is read that there is not."""

ONLY_IN = "only-in"
CHOICES = (ONLY_IN, "leave-out-of")
"""What stands around the blocks that some editions print."""

PLANNED = frozenset({"when"})
"""The blocks that are not built yet."""


def fence(draft: Draft, rest: str) -> bool:
    """A line that begins with slashes begins a block, or ends one when nothing else is in it."""
    match = SLASHES.match(rest)
    if not match:
        return False
    place, head = draft.place(rest), match["head"].strip()
    around = next((at for at, one in enumerate(draft.stack[: draft.depth]) if not isinstance(one, Fence)), None)
    if around is not None:  # a block at the left margin ends what it does not stand in
        draft.depth = around
        if head:
            draft.findings.append(markdown.BLOCK_INSIDE.at(place))
    draft.leave()
    if not head:
        _end(draft, match["slashes"], place)
    elif (name := head.partition("|")[0].strip().lower()) in CHOICES and not draft.stack:
        _choose(draft, match, name, place)
    else:
        block = _begin(draft, match, place)
        options = _options(draft, block.name) if around is None else {}
        block = replace(block, options=options)
        draft.findings += _wrong_exhibit(draft, block, place) if block.name in EXHIBITS else ()
        draft.push(block, "")
    draft.rest = None
    return True


def _choose(draft: Draft, match: re.Match[str], name: str, place: Place) -> None:
    """Begins a choice of editions, which holds whole blocks and is none: they are read as if it were not there."""
    after = match["head"].partition("|")[2]
    column = len(draft.raw[draft.number - 1]) - len(after.lstrip()) + 1
    if is_blank(after.replace(",", " ")):
        draft.findings.append(markdown.CHOICE_WITHOUT_EDITION.at(place, name=name))
    editions = Line(draft.number, column, after.strip())
    number, slashes, leaves = draft.number, match["slashes"], len(draft.leaves)
    draft.choices.append(OpenChoice(name, name == ONLY_IN, number, place.column or 1, slashes, editions, leaves))


def _begin(draft: Draft, match: re.Match[str], place: Place) -> Fence:
    typed, _, after = match["head"].partition("|")
    typed, name = typed.strip(), typed.strip().lower()
    column = len(draft.raw[draft.number - 1]) - len(after.lstrip()) + 1
    argument = None if is_blank(after) else Line(draft.number, column, after.strip())
    if name not in (*BLOCKS, *PLANNED, *CHOICES) and not argument and (match_bar := _BARLESS.match(typed)):
        name, rest = match_bar["name"].lower(), match_bar["rest"]
        argument = Line(draft.number, column - len(after) - len(rest), rest)
        draft.findings.append(markdown.BAR_MISSING.at(place, name=name, rest=shortened(rest)))
    elif name in CHOICES:
        around = next(one.typed for one in reversed(draft.stack) if isinstance(one, Fence))
        draft.findings.append(markdown.CHOICE_INSIDE.at(place, name=name, around=around))
    elif name in PLANNED:
        draft.findings.append(markdown.BLOCK_NOT_BUILT.at(place, name=name))
    elif name not in BLOCKS:
        nearest = did_you_mean(name, (*BLOCKS, *CHOICES), "there are {names}")
        draft.findings.append(markdown.BLOCK_UNKNOWN.at(place, name=shortened(typed), nearest=nearest))
    elif isinstance(needed := BLOCKS[name].argument, Rule) and not argument:
        draft.findings.append(needed.at(place, name=name))
    elif BLOCKS[name].argument == "refused" and argument:
        draft.findings.append(markdown.ARGUMENT_REFUSED.at(place, name=name))
    run = draft.stack[0].run if draft.stack else draft.number
    known = name if name in BLOCKS else UNKNOWN
    return Fence(
        run, draft.number, place.column or 1, shortened(typed), known, match["slashes"], len(draft.stack), argument
    )


def _options(draft: Draft, name: str) -> dict[str, Line]:
    """Takes the options below the first line of a block.

    They are indented, or else known: text may begin right below that line, even with a colon in it. Below an empty
    line only an indented line with a known option is sure to be one.
    """
    texts: dict[str, Line] = {}
    known = BLOCKS[name].options
    apart = False  # whether an empty line stands above this one
    for number in range(draft.next, len(draft.raw) + 1):
        raw = draft.raw[number - 1]
        if is_blank(raw):
            apart |= not is_comment(raw)
            continue
        match = _OPTION.match(raw)
        place = Place(draft.path, number, len(raw) - len(raw.lstrip()) + 1)
        indented = indent(raw) >= 2
        if not match or not _is_option(match, known, apart, indented):
            if not apart and indent(raw) >= 4 and not SLASHES.match(raw.lstrip()):
                draft.findings.append(markdown.OPTION_BROKEN.at(place))
            break
        key = match["key"]
        if key not in known:
            way = did_you_mean(key, known, "it has {names}")
            draft.findings.append(markdown.OPTION_UNKNOWN.at(place, name=name, option=key, nearest=way))
        elif key in texts:
            draft.findings.append(markdown.OPTION_TWICE.at(place, option=key))
        elif match["value"]:
            texts[key] = _unquoted(Line(number, match.start("value") + 1, match["value"].rstrip()))
        if apart and not indented:
            draft.findings.append(markdown.OPTION_APART.at(place, option=key))
        draft.next, apart = number + 1, False
    return texts


def _is_option(match: re.Match[str], known: Collection[str], apart: bool, indented: bool) -> bool:
    """Whether a line with a key, a colon and a value is an option; `apart` when an empty line stands above it."""
    if match["key"] in known:
        return True
    if apart:
        return indented and bool(mistyped(match["key"], known))
    return indented and not (match["value"] and not match["apart"])


def _wrong_exhibit(draft: Draft, block: Fence, place: Place) -> Iterator[Finding]:
    """What is wrong with how a chart or a table begins, but for what only its file can tell."""
    around = [one for one in draft.stack if isinstance(one, Fence) and one.name in NOT_AROUND]
    if around:
        yield data.EXHIBIT_INSIDE.at(place, name=block.name, around=around[-1].name)
    if block.name == "chart" and not block.argument and "file" not in block.options:
        yield data.DATA_UNNAMED.at(place, name=block.name)
    name = block.options.get("id")
    if name and not _ID.fullmatch(name.text):
        yield data.ID_WRONG.at(Place(draft.path, name.number, name.column), id=shortened(name.text))
    for key, line in block.options.items():
        if key not in FILLED_IN and "{{" in line.text:
            yield data.FIELD_IN_OPTION.at(Place(draft.path, line.number, line.column + line.text.index("{{")), key=key)
    wide = block.options.get("wide")
    if wide and wide.text not in (YES, NO):
        yield data.WIDE_UNKNOWN.at(Place(draft.path, wide.number, wide.column), text=shortened(wide.text))


def _unquoted(line: Line) -> Line:
    text = line.text
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return Line(line.number, line.column + 1, text[1:-1])
    return line


def _end(draft: Draft, slashes: str, place: Place) -> None:
    """Ends the innermost block or choice with as many slashes; those within it have no end then."""
    for at in reversed(range(len(draft.stack))):
        block = draft.stack[at]
        if isinstance(block, Fence) and block.slashes == slashes:
            draft.close_to(at + 1)
            draft.findings += _wrong_content(draft, block, at)
            draft.end_fence()
            return
    for at in reversed(range(len(draft.choices))):
        if draft.choices[at].slashes == slashes:
            draft.close_to(0)
            draft.close_choices(at + 1)
            draft.end_choice()
            return
    draft.findings.append(markdown.BLOCK_STRAY_END.at(place))


def _wrong_content(draft: Draft, block: Fence, at: int) -> Iterator[Finding]:
    """A block that ends is not empty; a chart or a table holds one paragraph at most, its caption."""
    within = [*takewhile(lambda leaf: leaf.path[at : at + 1] == (block,), reversed(draft.leaves))][::-1]
    shape = BLOCKS[block.name]
    if not within and shape.content:
        yield markdown.BLOCK_EMPTY.at(
            Place(draft.path, block.number, block.column), name=block.typed, content=shape.content
        )
    if block.name in EXHIBITS:
        others = (leaf for leaf in within if leaf.kind != "paragraph" or len(leaf.path) > at + 1)
        beyond = next(others, within[1] if len(within) > 1 else None)
        if beyond:
            yield data.CAPTION_NOT_TEXT.at(Place(draft.path, beyond.lines[0].number, 1), name=block.name)
