"""Exchanges words on pages that are set: only the paragraphs whose words differ are set again, in their place.

The copies of a merge differ in a greeting and a sentence. Where these take the same room as in another copy, all else
stays where it is. An `Exchange` holds pages, the boxes before layout, and the box of each text of the HTML. It returns
the pages of other HTML with the same tags. Where anything else would have to move, or might, it returns None, and the
pages are set as usual.

Private parts used: those of `measure`, the layout of a block in its context, and the making of a page from its box.
`tests/typeset/test_exchanged.py` fails when one of them changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from math import inf
from typing import Any

from brief.typeset.hear import listening
from brief.typeset.reused import MARKS

TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)

COLLAPSING = ("normal", "nowrap")
"""The values of ``white-space`` under which several blanks in the HTML become one."""

TARGET_TEXT = "target-text()"
"""The function of CSS that prints the words of a paragraph in another place too, as WeasyPrint calls it."""

WITH_WORDS = ("content", "string_set", "bookmark_label")
"""The properties in which that function can stand."""

READ = frozenset({"style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext"})
"""Elements whose words decide more than what they print, or are read in another way, even where they are shown."""

LAST_LINES = 3
"""In this many lines above the foot of a page, the foot may decide where lines end."""

EXACT = 6
"""The decimals to which the room of two paragraphs must be the same, in CSS pixels; a PDF has fewer."""

Path = Sequence[tuple[Any, int]]
"""The boxes around a box, from the page down, each with the index of the next one among its children."""


_NOTHING: tuple[object, None] = (None, None)


@dataclass(frozen=True, slots=True, eq=False)
class _Slot:
    """A paragraph: its box before layout, its box on a page, the index of the page, and the path to it there."""

    box: Any
    laid: Any
    page: int
    path: Path

    @property
    def in_notes(self) -> bool:
        """Whether it is among the notes, which are set without regard to the foot of the page."""
        from brief.parts import boxes

        return any(isinstance(box, boxes.FootnoteAreaBox) for box, _ in self.path)


class Exchange:
    """Pages whose words can be exchanged in copies; the pages themselves do not change."""

    def __init__(self, document: Any, html: str) -> None:
        self._document = document
        self._root, self._context = document._html.set_from
        pieces = TAG.split(html)
        self._tags, self._texts = pieces[1::2], pieces[::2]
        self._every = [*_all_boxes(self._root)]
        self._above = {id(child): box for box in self._every for child in getattr(box, "children", ())}
        self._boxes = {} if any(map(_repeats_words, self._styled())) else dict(self._boxes_of_texts())
        self._slots: dict[int, _Slot | None] = {}
        self._last: dict[int, tuple[object, tuple[Any, int]]] = {}  # by page: the last words, and the page with them

    def _styled(self) -> Iterator[Any]:
        """All boxes with a style: those of the text before layout, and those in the margins of the pages."""
        yield from self._every
        for page in self._document.pages:
            yield from page._page_box.children[1:]

    def pages(self, html: str) -> list[tuple[Any, int]] | None:
        """The pages of HTML with other words, as WeasyPrint's page boxes; None if they must be set as usual.

        Each comes with a mark that another page has only if it looks the same, or with 0 if it has not changed.
        """
        changed = self._changed(html)
        if changed is None:
            return None
        pages = [(page._page_box, 0) for page in self._document.pages]
        for number, slots in changed.items():
            if self._last.get(number, _NOTHING)[0] != slots:
                page = pages[number][0]
                for slot, texts in slots.items():
                    if (done := self._set(slot, texts)) is None:
                        return None
                    page = _with(page, slot.path, done)
                self._last[number] = slots, (page, next(MARKS))
            pages[number] = self._last[number][1]
        return pages

    def _changed(self, html: str) -> Mapping[int, Mapping[_Slot, Mapping[int, str]]] | None:
        """The texts of `html` that differ, by page, paragraph and identity of the box; None if one cannot change."""
        pieces = TAG.split(html)
        if pieces[1::2] != self._tags:
            return None
        changed: dict[int, dict[_Slot, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
        for number, (old, new) in enumerate(zip(self._texts, pieces[::2], strict=True)):
            if old != new:
                box = self._boxes.get(number)
                slot = self._slot(box) if box is not None and new.strip() else None
                if slot is None:
                    return None
                changed[slot.page][slot][id(box)] = unescape(new)
        return changed

    def _boxes_of_texts(self) -> Iterator[tuple[int, Any]]:
        """The indexes of texts in the HTML, each with its box; none if the parsed tree has other texts."""
        runs = [(number, unescape(text)) for number, text in enumerate(self._texts) if text.strip()]
        tree = [(owner, text) for owner, text in _texts(self._document._html.etree_element) if text.strip()]
        if [text for _, text in runs] != [text for _, text in tree]:
            return
        of_owner: dict[Any, list[Any]] = defaultdict(list)
        for box in self._every:
            has_words = hasattr(box, "text") and box.text.strip()
            if has_words and box.element_tag == getattr(box.element, "tag", None) and box.element_tag not in READ:
                of_owner[box.element].append(box)
        waiting = {owner: iter(boxes) for owner, boxes in of_owner.items()}
        for (number, text), (owner, _) in zip(runs, tree, strict=True):
            box = next(waiting.get(owner, iter(())), None)
            if box is not None and box.text.split() == text.split():
                yield number, box

    def _slot(self, box: Any) -> _Slot | None:
        """The paragraph of a text, by the box of the text; None if its words cannot be exchanged."""
        from brief.parts import boxes

        while box is not None and not isinstance(box, boxes.BlockContainerBox):
            box = self._above.get(id(box))
        if id(box) not in self._slots:
            self._slots[id(box)] = self._found(box) if box is not None else None
        return self._slots[id(box)]

    def _found(self, block: Any) -> _Slot | None:
        """The paragraph of a block; None unless it is whole on one page, and nothing around it depends on its words."""
        places = [
            _Slot(block, laid, number, path)
            for number, page in enumerate(self._document.pages)
            for laid, path in _below(page._page_box, ())
            if _is_same(laid, block)
        ]
        same = [box for box in self._every if _is_same(box, block)]
        if len(places) != 1 or len(same) != 1 or not _is_plain(block):
            return None
        (slot,) = places
        foot = slot.laid.position_y + slot.laid.margin_height() + LAST_LINES * _line(slot.laid)
        is_last = not slot.in_notes and foot > _foot(slot.path[0][0])
        fixed = all(_is_fixed(box) and not box.string_set for box, _ in slot.path[1:])
        return slot if fixed and not is_last else None

    def _set(self, slot: _Slot, texts: Mapping[int, str]) -> Any:
        """The box of the paragraph with other texts, set in its place; None if it takes other room or gets remarks."""
        from brief.parts import absolute_layout, block, create_anonymous_boxes, layout_box_backgrounds

        context, laid, page = self._context, slot.laid, slot.path[0][0]
        around = slot.path[-1][0]
        box = _copy(slot.box, texts)
        box.process_whitespace()
        if slot.in_notes:  # notes get their lines when they are set
            box = create_anonymous_boxes(box)
        box.position_x, box.position_y = laid.position_x, laid.position_y
        context.current_page = slot.page + 1
        context.page_bottom = inf if slot.in_notes else page.content_box_y() + page.height
        beside: list[Any] = []
        with listening() as remarks:
            context.create_block_formatting_context(None, [*_floats(slot)])
            done = block.block_level_layout(context, box, 0, None, around, True, beside, beside, [])[0]
            positioned = next((one for one, _ in reversed(slot.path) if _is_positioned(one)), page)
            for placeholder in beside:
                absolute_layout(context, placeholder, positioned, [], 0, None)
            context.finish_block_formatting_context()
        if remarks or done is None or _room(done) != _room(laid):
            return None
        done.translate(0, laid.border_box_y() - done.border_box_y())
        done.margin_top, done.margin_bottom = laid.margin_top, laid.margin_bottom
        done.position_y = laid.position_y
        layout_box_backgrounds(page, done, context.get_image_from_uri)
        return done


def _texts(root: Any) -> Iterator[tuple[Any, str]]:
    """The texts of an HTML tree in order, each with the element that contains it."""
    waiting: list[tuple[Any, Any]] = [(root, None)]
    while waiting:
        element, parent = waiting.pop()
        if isinstance(element, str):
            yield parent, element
            continue
        if parent is not None and element.tail:
            waiting.append((element.tail, parent))
        inner: list[tuple[Any, Any]] = [(child, element) for child in reversed(element)]
        waiting += inner
        if element.text and isinstance(element.tag, str):
            waiting.append((element.text, element))


def _repeats_words(box: Any) -> bool:
    """Whether a box prints the words of another place."""
    return any(TARGET_TEXT in repr(box.style[name]) for name in WITH_WORDS)


def _all_boxes(box: Any) -> Iterator[Any]:
    """A box before layout and all boxes in it, with the notes that are called there."""
    yield box
    for child in getattr(box, "children", ()):
        yield from _all_boxes(child)
    if box.footnote is not None:
        yield from _all_boxes(box.footnote)


def _foot(page: Any) -> float:
    """The lowest position, in CSS pixels, at which text may end on a page: above its notes."""
    from brief.parts import boxes

    notes = (box.position_y for box in page.children if isinstance(box, boxes.FootnoteAreaBox))
    foot: float = min([page.content_box_y() + page.height, *notes])
    return foot


def _below(box: Any, path: Path) -> Iterator[tuple[Any, Path]]:
    """All boxes in a box, each with its path."""
    for number, child in enumerate(getattr(box, "children", ())):
        inner = (*path, (box, number))
        yield child, inner
        yield from _below(child, inner)


def _is_same(box: Any, block: Any) -> bool:
    """Whether a box contains the text of the same element as a block; the outer box of a list item does not."""
    from brief.parts import boxes

    is_of_it = type(box) is type(block) and (box.element, box.element_tag) == (block.element, block.element_tag)
    return is_of_it and any(isinstance(child, (boxes.LineBox, boxes.InlineLevelBox)) for child in box.children)


def _is_plain(block: Any) -> bool:
    """Whether a block in the flow, or a note, contains only text, and nothing else decides on its lines."""
    from brief.parts import boxes

    inside = [box for box in block.descendants() if box is not block]
    return (
        type(block) is boxes.BlockBox
        and block.style["max_lines"] == block.style["block_ellipsis"] == "none"
        and (block.is_in_normal_flow() or block.is_footnote())
        and all(box.first_letter_style is box.first_line_style is None for box in (block, *inside))
        and not any(box.string_set for box in (block, *inside))
        and all(isinstance(box, (boxes.LineBox, boxes.InlineBox, boxes.TextBox)) or _is_marker(box) for box in inside)
        and all(
            box.style["white_space"] in COLLAPSING and box.style["text_transform"] == "none"
            for box in inside
            if isinstance(box, boxes.TextBox) and "::" not in box.element_tag
        )
    )


def _is_marker(box: Any) -> bool:
    return bool(box.is_outside_marker)


def _is_fixed(box: Any) -> bool:
    """Whether the place and width of a box around a paragraph do not depend on the words in it."""
    from brief.parts import boxes

    if isinstance(box, (boxes.TableBox, boxes.TableRowGroupBox, boxes.TableRowBox, boxes.FootnoteAreaBox)):
        return True
    if isinstance(box, boxes.TableCellBox):
        return bool(box.style["vertical_align"] == "top")
    stands = box.is_in_normal_flow() or box.is_footnote()
    if not isinstance(box, boxes.BlockBox) or not stands or box.is_flex_item or box.is_grid_item:
        return False
    style = box.get_wrapped_table().style if box.is_table_wrapper else None
    return style is None or bool(style["table_layout"] == "fixed" and style["width"] != "auto")


def _is_positioned(box: Any) -> bool:
    return box.style["position"] in ("relative", "absolute", "fixed")


def _line(block: Any) -> float:
    return max((line.height for line in block.children), default=0.0)


def _room(block: Any) -> tuple[object, ...]:
    """The room that a paragraph takes, line by line."""
    return round(block.width, EXACT), round(block.height, EXACT), [round(line.height, EXACT) for line in block.children]


def _floats(slot: _Slot) -> Iterator[Any]:
    """The floats that come before a paragraph and may stand beside it."""
    around = next((box for box, _ in reversed(slot.path) if box.establishes_formatting_context()), slot.path[0][0])
    waiting = [around]
    while waiting and (box := waiting.pop()) is not slot.laid:
        if box is not around and box.is_floated():
            yield box
        elif box is around or not box.establishes_formatting_context():
            waiting += reversed(getattr(box, "children", ()))


def _copy(box: Any, words: Mapping[int, str]) -> Any:
    """A copy of a box and all in it; `words` has the new words of text boxes, by their identities."""
    copied = box.copy()
    if id(box) in words:
        copied.text = words[id(box)]
    if hasattr(box, "children"):
        copied.children = [_copy(child, words) for child in box.children]
    return copied


def _with(page: Any, path: Path, done: Any) -> Any:
    """A copy of a page with another box at the end of a path; all boxes on the path are copied."""
    box, number = page, path[0][1]
    copied = top = page.copy()
    for _, following in path[1:]:
        copied.children = [*box.children]
        box = box.children[number]
        copied.children[number] = box.copy()
        copied, number = copied.children[number], following
    copied.children = [*box.children]
    copied.children[number] = done
    return top
