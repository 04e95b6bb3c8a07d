"""Places what is set beside the text or kept together: side notes, hanging heads, addressees with their lists."""

from __future__ import annotations

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from brief.compose.choose import FIGURE, MOST_FIGURES
from brief.compose.context import Context, SectionTrees
from brief.compose.trees import add_class, letters, words_of, wrap
from brief.model import HEADINGS, SIDE_NOTES, classes

QUOTE = "pull-quote"
"""The class of pull quotes. They repeat the text, so they are left out where there is no room beside it."""

INDENT, LONGEST_WORD, LINES = 16, 13, 3
"""Letters on a line of a hanging head and in its longest word, whose letters may be wide, and the most lines of one; a
longer head is set over the whole width."""

LONG_OPENING, LINE = 1150, 75
"""Characters of the longest paragraph or list that is kept whole beside a head, about a third of a page; and characters
of a line, which each item of a list counts as in addition."""

LINES_OF, AROUND, BELOW = {False: 65, True: 40}, 0.7, 2
"""Letters on a line of a summary (False) and of a side note in the margin column (True); the lines that the end of a
paragraph takes, and those that the white below a side note takes."""

WIDE_NUMBER = 11
"""Letters of the longest number of a key figure that is set on one line of an indent, in its full size."""

LONG_GROUP, BELOW_ITEM, MOST_OF_ALL = 120, 6, 0.6
"""The longest group of recommendations that is kept together: its words, a third of a page in small type; the words
that the white below each item counts as; and, in two columns, its largest part of all recommendations."""


def move_sides(blocks: Element, sides: Element) -> None:
    """Moves the side notes of a panel to its sides, where they form a column."""
    for block in list(filter(is_side_note, blocks)):
        blocks.remove(block)
        sides.append(read_later(block))


def put_figures_last(blocks: Element) -> None:
    """Moves the side notes of a summary behind its arguments, where the margin has no column for them."""
    figures = [block for block in blocks if SIDE_NOTES.intersection(classes(block))]
    blocks[:] = [*(block for block in blocks if block not in figures), *figures]


def put_beside(blocks: Element) -> None:
    """Binds each side note to the block before it, if there is room beside that, or else to the next block with room.

    Both get a wrapper with the note first, since a float begins level with the element that follows it.
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
    """Marks an element to be read after the text it belongs to, which it precedes because it floats; returns it."""
    element.set("data-read", "after")
    return element


def has_room(block: Element) -> bool:
    """Whether there is room beside a block: not if it is a heading or wide, or a figure whose caption is there."""
    has_caption = block.tag == "figure" and any(map(is_side_note, block))
    return not (block.tag in HEADINGS or "wide" in classes(block) or has_caption)


def is_side_note(block: Element) -> bool:
    """Whether a block is marked to stand in the margin column."""
    return "side" in classes(block)


def make_room(sections: Sequence[SectionTrees], context: Context) -> None:
    """Leaves out or moves side notes without room beside the text on this grid, and fills the row of key figures."""
    if context.grid == "own":
        if context.edition.drawings == "enlarged":  # large print, which has quotes in its only column
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
    """Sets the pull quotes of all sections across the column, each between the blocks where it was written."""
    _put_quotes_behind_asks(sections)
    for section in sections:
        for quote in (block for block in section.blocks if QUOTE in classes(block)):
            quote.set("class", f"{QUOTE} across")


def _put_quotes_behind_asks(sections: Sequence[SectionTrees]) -> None:
    """Moves pull quotes behind the recommendations, whose list they would interrupt."""
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
    """Moves the first key figures of these sections into the row, unless there are fewer than `least`."""
    figures = [(section, block) for section in sections for block in section.blocks if FIGURE in classes(block)]
    for section, block in figures[:MOST_FIGURES] if len(figures) >= least else ():
        section.blocks.remove(block)
        block.set("class", FIGURE)
        section.row.append(block)


def open_beside(section: SectionTrees) -> None:
    """Moves the first paragraph or list of a section into its opening, which is set beside the hanging head.

    A subheading before it moves too. Nothing moves when the head is too long for the indent, when the paragraph or list
    is too long, or when the section begins with anything else. A list may be one of definitions.
    """
    first = next((index for index, block in enumerate(section.blocks) if block.tag not in HEADINGS), None)
    if first is None or first > 1 or not _fits_indent(section.title):
        return
    block = section.blocks[first]
    text = block[-1] if "beside" in classes(block) and block.tag == "div" else block
    items = [child for child in text if child.tag in ("li", "dd")]
    if text.tag in ("p", "ul", "ol", "dl") and len(words_of(text)) + LINE * len(items) <= LONG_OPENING:
        section.opening[:] = section.blocks[: first + 1]
        section.blocks[:] = section.blocks[first + 1 :]


def _fits_indent(title: Element) -> bool:
    """Whether a head takes at most three lines in the indent, and none of its words is too long for a line."""
    lines, room = 1, INDENT
    for word in words_of(title).split():
        width = letters(word)
        if width > LONGEST_WORD:
            return False
        if width > room:
            lines, room = lines + 1, INDENT
        room -= width + 1
    return lines <= LINES


def group_addressees(blocks: Element, in_two_columns: bool, enlargement: float) -> None:
    """Binds each head of the recommendations to what follows it, so that pages break between addressees.

    A group that is too long may be broken. In two columns, so may one that has most of the recommendations, since the
    other column would stay empty.
    """
    parts = list(blocks)
    blocks[:] = []
    group: Element | None = None
    for block in parts:
        if block.tag in HEADINGS:
            group = SubElement(blocks, "div", {"class": "addressee"})
        elif "across" in classes(block):
            group = None
        (blocks if group is None else group).append(block)
    lengths = {group: len(words_of(group).split()) for group in blocks.findall("div") if "addressee" in classes(group)}
    for group, words in lengths.items():
        height = words + BELOW_ITEM * len(group.findall("ol/li"))
        if height > LONG_GROUP / enlargement**2 or (in_two_columns and words > MOST_OF_ALL * sum(lengths.values())):
            add_class(group, "long")
