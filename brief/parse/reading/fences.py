"""The blocks between slashes: their names, what each accepts, and how they begin and end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from itertools import takewhile
from typing import Literal, NamedTuple

from brief.findings import Finding, Rule, data, markdown
from brief.findings.nearest import did_you_mean, mistyped, shortened
from brief.parse.reading.containers import Fence
from brief.parse.reading.draft import Draft
from brief.parse.reading.lines import Line, indent, is_blank, is_comment
from brief.parse.reading.outline import CHOICES, WHEN

SLASHES = re.compile(r"/{3,}")

_OPTION = re.compile(r"[ \t]*(?P<key>[A-Za-z][\w-]*)[ \t]*:(?P<space>[ \t]*)(?P<value>\S.*)?$")


class BlockType(NamedTuple):
    """What a block accepts: text after the bar, content, options.

    For a block that needs a text after the bar, `argument` is the rule that a missing text breaks. `content` says what
    an editor writes into the block; it is empty when the block may be.
    """

    argument: Rule | Literal["welcome", "refused"]
    content: str
    options: tuple[str, ...] = ()


OF_ALL_EXHIBITS = ("title", "note", "source", "sort", "wide", "id")
"""The options that charts and tables share."""

BLOCKS: Mapping[str, BlockType] = {
    "box": BlockType("welcome", "the text of the box"),
    "pull-quote": BlockType("refused", "the words to pull out", ("source",)),
    "key-figure": BlockType(markdown.NUMBER_MISSING, "what the number counts", ("source", "year")),
    "qr": BlockType(markdown.QR_WITHOUT_ADDRESS, "", ("width",)),
    "chart": BlockType(
        "welcome",
        "",
        ("file", "kind", "x", "y", "series", "highlight", "unit", "limits", "alt", "data", *OF_ALL_EXHIBITS),
    ),
    "table": BlockType(data.DATA_UNNAMED, "", ("columns", *OF_ALL_EXHIBITS)),
}
"""The blocks by name."""

_WITHOUT_BAR = re.compile(rf"(?P<name>(?i:{'|'.join(BLOCKS)}))[ \t]+(?P<argument>.+)")
"""The name of a block, followed by its text without the bar in between."""

EXHIBITS = ("chart", "table")
"""The blocks that show a CSV file."""

NOT_AROUND = ("pull-quote", "key-figure", *EXHIBITS)
"""The blocks that cannot hold an exhibit."""

FILLED_IN = ("title", "note", "source")
"""The options of exhibits that may contain fields."""

YES, NO = "yes", "no"
"""The values of the option `wide`."""

_ID = re.compile(r"[A-Za-z][\w.-]*")


def fence(draft: Draft, match: re.Match[str]) -> bool:
    """A line that begins with slashes: begins a block or a region, or ends one when it has nothing else."""
    rest, slashes = match.string, match[0]
    head = draft.line(rest)
    typed, bar, _ = head.text[len(slashes) :].partition("|")
    argument = head.part(len(slashes) + len(typed) + len(bar)).strip()
    typed, name = typed.strip(), typed.strip().lower()

    outside = next(
        (depth for depth, around in enumerate(draft.stack[: draft.matched]) if not isinstance(around, Fence)), None
    )
    if outside is not None:  # a block begins at the left margin, so it ends the list or quotation around it
        draft.matched = outside
        if typed or bar:
            draft.report(markdown.BLOCK_INSIDE, rest)
    draft.leave()
    if not typed and not bar:
        _end(draft, head, slashes)
    elif name in CHOICES and not draft.stack:
        if is_blank(argument.text.replace(",", " ")):
            rule = markdown.WHEN_WITHOUT_CONDITION if name == WHEN else markdown.CHOICE_WITHOUT_EDITION
            draft.report(rule, rest, name=name)
        draft.begin_region(head, slashes, name, argument)
    else:
        block_name, argument = _checked(draft, head, typed, argument)
        block = Fence(
            begin=draft.stack[0].begin if draft.stack else draft.number,
            head=head,
            slashes=slashes,
            typed=shortened(typed),
            name=block_name,
            argument=None if is_blank(argument.text) else argument,
            options=_options(draft, block_name) if outside is None else {},
        )
        if block_name in EXHIBITS:
            draft.findings += _check_exhibit(draft, block)
        draft.push(block, None)
    return True


def _checked(draft: Draft, head: Line, typed: str, argument: Line) -> tuple[str, Line]:
    """The name and the argument by which a block is read, after reporting what is wrong with its first line.

    A block with an unknown name is read as a box.
    """
    name, missing = typed.lower(), is_blank(argument.text)
    if name in BLOCKS:
        needed = BLOCKS[name].argument
        if isinstance(needed, Rule) and missing:
            draft.report(needed, head.place, name=name)
        elif needed == "refused" and not missing:
            draft.report(markdown.ARGUMENT_REFUSED, head.place, name=name)
        return name, argument
    if name in CHOICES:
        around = next(block.typed for block in reversed(draft.stack) if isinstance(block, Fence))
        draft.report(markdown.CHOICE_INSIDE, head.place, name=name, around=around)
    elif missing and (match := _WITHOUT_BAR.match(typed)):
        name, text = match["name"].lower(), match["argument"]
        draft.report(markdown.BAR_MISSING, head.place, name=name, rest=shortened(text))
        start = head.text.index(typed) + match.start("argument")
        return name, head.part(start, start + len(text))
    else:
        nearest = did_you_mean(name, (*BLOCKS, *CHOICES), "there are {names}")
        draft.report(markdown.BLOCK_UNKNOWN, head.place, name=shortened(typed), nearest=nearest)
    return "box", argument


def _options(draft: Draft, name: str) -> dict[str, Line]:
    """The options below the first line of a block; the draft continues with the line after them.

    An option is known or indented, since text with a colon in it may begin right below the first line. After an empty
    line, it must be known (or a misspelling) and indented.
    """
    options: dict[str, Line] = {}
    known = BLOCKS[name].options
    after_empty = False
    for number in range(draft.next, len(draft.raw) + 1):
        raw = draft.raw[number - 1]
        if is_blank(raw):
            after_empty |= not is_comment(raw)
            continue
        line = Line(draft.path, number, 1, raw)
        place = line.strip().place
        match = _OPTION.match(raw)
        if not match or not _is_option(match, known, after_empty):
            if not after_empty and indent(raw) >= 4 and not SLASHES.match(raw.lstrip()):
                draft.report(markdown.OPTION_BROKEN, place)
            break
        key = match["key"]
        if key not in known:
            nearest = did_you_mean(key, known, "it has {names}")
            draft.report(markdown.OPTION_UNKNOWN, place, name=name, option=key, nearest=nearest)
        elif key in options:
            draft.report(markdown.OPTION_TWICE, place, option=key)
        elif match["value"]:
            options[key] = _unquoted(line.part(*match.span("value")).strip())
        if after_empty and indent(raw) < 2:
            draft.report(markdown.OPTION_APART, place, option=key)
        draft.next, after_empty = number + 1, False
    return options


def _is_option(match: re.Match[str], known: Collection[str], after_empty: bool) -> bool:
    """Whether a line with a key and a colon is an option."""
    if match["key"] in known:
        return True
    if indent(match.string) < 2:
        return False
    return bool(mistyped(match["key"], known)) if after_empty else not match["value"] or bool(match["space"])


def _unquoted(line: Line) -> Line:
    text = line.text
    return line.part(1, -1) if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else line


def _check_exhibit(draft: Draft, block: Fence) -> Iterator[Finding]:
    """Checks the first line and the options of a chart or a table, except what depends on its file."""
    around = [outer for outer in draft.stack if isinstance(outer, Fence) and outer.name in NOT_AROUND]
    if around:
        yield data.EXHIBIT_INSIDE.at(block.head.place, name=block.name, around=around[-1].name)
    if block.name == "chart" and not block.argument and "file" not in block.options:
        yield data.DATA_UNNAMED.at(block.head.place, name=block.name)
    if block.argument and "file" in block.options:
        yield data.DATA_TWICE.at(block.options["file"].place, name=block.name)
    name, wide = block.options.get("id"), block.options.get("wide")
    if name and not _ID.fullmatch(name.text):
        yield data.ID_WRONG.at(name.place, id=shortened(name.text))
    if wide and wide.text not in (YES, NO):
        yield data.WIDE_UNKNOWN.at(wide.place, text=shortened(wide.text))
    for key, line in block.options.items():
        if key not in FILLED_IN and "{{" in line.text:
            yield data.FIELD_IN_OPTION.at(line.part(line.text.index("{{")).place, key=key)


def _end(draft: Draft, head: Line, slashes: str) -> None:
    """Ends the innermost block or region with as many slashes; reports open blocks within it as unclosed."""
    for depth, block in reversed([*enumerate(draft.stack)]):
        if isinstance(block, Fence) and block.slashes == slashes:
            draft.close_to(depth + 1)
            draft.findings += _check_content(draft, block)
            draft.end_fence()
            return
    for depth, region in reversed([*enumerate(draft.open_regions)]):
        if region.slashes == slashes:
            draft.close_to(0)
            draft.close_regions(depth + 1)
            draft.end_region()
            return
    draft.report(markdown.BLOCK_STRAY_END, head.place)


def _check_content(draft: Draft, block: Fence) -> Iterator[Finding]:
    """Checks that a block is not empty, and that a chart or a table holds at most one paragraph, its caption."""
    within = [*takewhile(lambda leaf: block in leaf.containers, reversed(draft.leaves))][::-1]
    content = BLOCKS[block.name].content
    if not within and content:
        yield markdown.BLOCK_EMPTY.at(block.head.place, name=block.typed, content=content)
    if block.name in EXHIBITS:
        others = (leaf for leaf in within if leaf.kind != "paragraph" or leaf.containers[-1] is not block)
        if beyond := next(others, within[1] if len(within) > 1 else None):
            yield data.CAPTION_NOT_TEXT.at(beyond.place, name=block.name)
