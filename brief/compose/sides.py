"""What stands beside the text or is kept together with it: side notes, hanging heads, addressees with their list."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from brief.compose.choose import FIGURE, MOST_FIGURES
from brief.compose.context import Context, SectionTrees
from brief.compose.trees import HEADING, add_class, letters, words_of, wrap
from brief.model import SIDE_NOTES, classes

QUOTE = "pull-quote"
"""The class of pull quotes. They repeat the text, so a page without room beside it leaves them out."""

INDENT, LINES = 16, 3
"""The letters on a line of a hanging head, and its most lines; a longer head stands over the whole width."""

LONG_OPENING, LINE = 1150, 75
"""Characters of the longest paragraph or list that is kept whole beside a head, about a third of a page, and of a line;
each item of a list counts a line more."""

LINES_OF, AROUND, BELOW = {False: 65, True: 40}, 0.7, 2
"""Letters on a line of a summary and of a side note in the margin column, and the lines that the end of a paragraph and
the white below a side note take."""

WIDE_NUMBER = 11
"""Letters of the longest number of a key figure that is set on one line of an indent, in its full size."""

LONG_GROUP, BELOW_ITEM, MOST_OF_ALL = 120, 6, 0.6
"""Words of the longest group of recommendations that is kept together, a third of a page in small type, those that the
white below each of them takes, and the largest part of all recommendations."""


def take_sides(blocks: Element, sides: Element) -> None:
    """Moves the side notes of a panel to its sides, where they form a column."""
    for block in list(filter(is_side_note, blocks)):
        blocks.remove(block)
        sides.append(read_later(block))


def put_figures_last(blocks: Element) -> None:
    """Moves key figures and pull quotes of a summary behind its arguments, where they have no column of their own."""
    figures = [block for block in blocks if SIDE_NOTES.intersection(classes(block))]
    blocks[:] = [*(block for block in blocks if block not in figures), *figures]


def put_beside(blocks: Element) -> None:
    """Binds each side note to the block before it, if there is room beside that, or else to the next such block.

    Both get a wrapper with the note first, since a float begins where it stands.
    """
    parts = list(blocks)
    blocks[:] = []
    waiting: list[Element] = []
    for block in parts:
        if is_side_note(block):
            waiting.append(block)
        else:
            blocks.append(block)
        if len(blocks) and has_room(blocks[-1]):
            for note in waiting:
                wrapper = blocks[-1]
                if wrapper.get("class") != "beside" or wrapper.tag != "div":
                    wrapper = wrap(wrapper, blocks, Element("div", {"class": "beside"}))
                wrapper.insert(-1, read_later(note))
            waiting = []
    blocks.extend(waiting)


def read_later(element: Element) -> Element:
    """Marks an element that precedes the text it belongs to, because it floats, to be read after that text."""
    element.set("data-read", "after")
    return element


def has_room(block: Element) -> bool:
    """Whether a side note can stand beside a block: no heading, nothing wide, no figure with its caption there."""
    has_caption = block.tag == "figure" and any(map(is_side_note, block))
    return not (HEADING.match(block.tag) or "wide" in classes(block) or has_caption)


def is_side_note(block: Element) -> bool:
    """Whether a block is marked to stand in the margin column."""
    return "side" in classes(block)


def make_room(sections: Sequence[SectionTrees], context: Context) -> None:
    """Leaves out or moves what has no room beside the text on this grid, and fills the row of key figures."""
    if context.grid == "own":
        if context.edition.drawings == "enlarged":  # large print, in whose only column quotes stand
            _put_quotes_behind_asks(sections)
        return
    if context.look.quotes == "across" and context.hangs:
        _put_quotes_across(sections)
    elif context.hangs or context.in_two_columns:
        _leave_out_quotes(sections)
    figures, summaries = context.look.figures, [one for one in sections if one.text.section.laid_out_as == "summary"]
    if context.in_two_columns:
        _take_row(sections, least=1)
    elif figures == "row" and context.hangs:
        _take_row(sections, least=2)
    elif figures == "lead" or (context.hangs and any(_has_wide_number(one.blocks) for one in summaries)):
        _take_row(summaries, least=1)
    elif context.hangs or any(_overhangs(one.blocks) for one in summaries):
        _take_row(summaries, least=3)


def _leave_out_quotes(sections: Sequence[SectionTrees]) -> None:
    """Removes the pull quotes of all sections."""
    for section in sections:
        for block in [block for block in section.blocks if QUOTE in classes(block)]:
            section.blocks.remove(block)


def _put_quotes_across(sections: Sequence[SectionTrees]) -> None:
    """Has the pull quotes of all sections stand across the column, between the blocks beside which they stood."""
    _put_quotes_behind_asks(sections)
    for section in sections:
        for quote in (block for block in section.blocks if QUOTE in classes(block)):
            quote.set("class", f"{QUOTE} across")


def _put_quotes_behind_asks(sections: Sequence[SectionTrees]) -> None:
    """Moves pull quotes behind the recommendations; between them they would interrupt the list."""
    for section in sections:
        if section.text.section.kind == "recommendations":
            section.blocks[:] = sorted(section.blocks, key=lambda block: QUOTE in classes(block))


def _has_wide_number(blocks: Element) -> bool:
    """Whether a key figure has a number that would take two lines in an indent."""
    numbers = (part for block in blocks if FIGURE in classes(block) for part in block if "number" in classes(part))
    return any(letters(words_of(number)) > WIDE_NUMBER for number in numbers)


def _overhangs(blocks: Element) -> bool:
    """Whether the side notes of a panel are taller than the text beside them."""
    lines = {True: 0.0, False: 0.0}
    for block in blocks:
        is_side = is_side_note(block)
        parts = [part for part in block.iter() if part.tag in ("p", "li")]
        lines[is_side] += sum(AROUND + letters(words_of(part)) / LINES_OF[is_side] for part in parts) + is_side * BELOW
    return lines[True] > lines[False]


def _take_row(sections: Sequence[SectionTrees], least: int) -> None:
    """Moves the first key figures of a brief to the row above its sections, unless it has fewer than `least`."""
    figures = [(section, block) for section in sections for block in section.blocks if FIGURE in classes(block)]
    for section, block in figures[:MOST_FIGURES] if len(figures) >= least else ():
        section.blocks.remove(block)
        block.set("class", FIGURE)
        section.row.append(block)


def open_beside(section: SectionTrees) -> None:
    """Moves what stands beside a hanging head into the opening of a section: its first paragraph or list.

    A small head comes along. Nothing moves when the head is too long for the indent, or when no text comes first.
    """
    first = next((index for index, block in enumerate(section.blocks) if not HEADING.match(block.tag)), None)
    if first is None or first > 1 or not _fits_indent(section.title):
        return
    block = section.blocks[first]
    text = block[-1] if "beside" in classes(block) and block.tag == "div" else block
    if text.tag in ("p", "ul", "ol") and len(words_of(text)) + LINE * len(text.findall("li")) <= LONG_OPENING:
        section.opening[:] = section.blocks[: first + 1]
        section.blocks[:] = section.blocks[first + 1 :]


def _fits_indent(title: Element) -> bool:
    """Whether a head takes no more than three lines in the indent, and has no word that is too long for it."""
    lines, room = 1, INDENT
    for word in words_of(title).split():
        width = letters(word)
        if width > INDENT:
            return False
        if width > room:
            lines, room = lines + 1, INDENT
        room -= width + 1
    return lines <= LINES


def group_addressees(blocks: Element, in_two_columns: bool, enlargement: float) -> None:
    """Binds each head of the recommendations to what follows it, so that a page breaks between addressees.

    In two columns, a group that is most of them all may be broken, or the other column would be empty.
    """
    parts = list(blocks)
    blocks[:] = []
    group: Element | None = None
    for block in parts:
        if HEADING.match(block.tag):
            group = SubElement(blocks, "div", {"class": "addressee"})
        elif "across" in classes(block):
            group = None
        (blocks if group is None else group).append(block)
    lengths = {group: len(words_of(group).split()) for group in blocks.findall("div") if "addressee" in classes(group)}
    for group, words in lengths.items():
        height = words + BELOW_ITEM * len(group.findall("ol/li"))
        if height > LONG_GROUP / enlargement**2 or (in_two_columns and words > MOST_OF_ALL * sum(lengths.values())):
            add_class(group, "long")
