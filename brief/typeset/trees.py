"""The boxes of a document before they are laid out, in a form that two documents can be compared in.

Each box has a place in the order of the text, and another where it ends; a note stands where it is called. The mark at
a place says all of the box that its layout depends on, beside the boxes in it. Blocks that only hold blocks are *open*:
pages begin and end in them, and each looks no further than it sets. Any other box, such as a paragraph, a table or a
float, is a *unit*: a page that holds a part of it may depend on all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any
from xml.etree.ElementTree import tostring

from brief.typeset.styled import as_value, identity

APART = {
    *("element", "style", "children", "first_letter_style", "first_line_style", "footnote", "column_groups"),
    *("replacement", "missing_link", "cached_counter_values", "place"),
}
"""The attributes of a box that are compared otherwise, or that no layout reads."""

MOST_COMPARED = 4_000_000
"""Pairs of blocks that may be compared; of two documents that differ more, the difference is one."""

Path = dict[int, Any] | None
"""WeasyPrint's place in a tree: the number of a child, and the place in that; in a text, the byte."""

Start = tuple[int, Path]
"""Where a page begins: at the place of a box, and within its text."""


@dataclass(slots=True)
class Tree:
    """The boxes of a document in order.

    By place: the mark (None where a box ends), the box above with the number among its children, and the end of a unit
    (the place itself for an open block). `blocks` are the open blocks and units, as first and last place.
    """

    marks: list[Hashable] = field(default_factory=list)
    above: list[tuple[int, int]] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Any) -> Tree:
        """The tree below a box; each box gets its `place`."""
        tree, identities = cls(), dict[int, Hashable]()

        def style_of(style: Any) -> Hashable:
            if style is None:
                return None
            if id(style) not in identities:
                identities[id(style)] = identity(style)
            return identities[id(style)]

        def add(box: Any, above: tuple[int, int], in_unit: bool) -> None:
            place = box.place = len(tree.marks)
            is_open = not in_unit and _is_open(box)
            tree._append(_mark(box, style_of), above, box)
            if is_open:
                tree.blocks.append((place, place))
            for group in getattr(box, "column_groups", ()):
                add(group, (place, -1), True)
            for number, child in enumerate(box.children):
                add(child, (place, number), not is_open)
            if box.footnote is not None:
                add(box.footnote, (place, -1), True)
            end = len(tree.marks)
            tree._append(None, (place, -1), None)
            if not is_open:
                tree.reach[place] = end
            if not in_unit:
                tree.blocks.append((end, end) if is_open else (place, end))

        add(root, (-1, -1), False)
        return tree

    def _append(self, mark: Hashable, above: tuple[int, int], box: Any) -> None:
        self.reach.append(len(self.marks))
        self.marks.append(mark)
        self.above.append(above)
        self.boxes.append(box)

    def start(self, path: Path) -> Start:
        """Where WeasyPrint's path leads. Raises `LookupError` where pages can't begin, as in two cells at once."""
        box = self.boxes[0]
        while path and not hasattr(box, "text"):
            if len(path) != 1:
                raise LookupError(path)
            ((number, path),) = path.items()
            box = box.children[number]
        return box.place, path

    def path(self, start: Start) -> Path:
        """WeasyPrint's path to a start."""
        place, path = start
        while place:
            place, number = self.above[place]
            path = {number: path}
        return path

    def chain(self, place: int) -> list[int]:
        """The places of a box and of all above it, from the root."""
        places = [place]
        while places[-1]:
            places.append(self.above[places[-1]][0])
        return places[::-1]

    def look_ahead(self, path: Path) -> int:
        """How far a page looks that ends where a path leads: into the next block, to its first unit.

        To the end of the document when the text ends, or goes on in two places at once.
        """
        try:
            place = self.start(path)[0] if path else len(self.marks) - 1
        except LookupError:
            place = len(self.marks) - 1
        while self.reach[place] == place and self.marks[place] is not None:
            place += 1
        return self.reach[place]


def _is_open(box: Any) -> bool:
    """Whether a box is a block in the flow, not in columns, that holds nothing but blocks."""
    from weasyprint.formatting_structure import boxes

    style = box.style
    return (
        type(box) is boxes.BlockBox
        and box.is_in_normal_flow()
        and not box.is_table_wrapper
        and style["column_width"] == style["column_count"] == "auto"
        and bool(box.children)
        and all(isinstance(child, boxes.BlockLevelBox) for child in box.children)
    )


def _mark(box: Any, style_of: Callable[[Any], Hashable]) -> Hashable:
    """What a layout depends on in a box."""
    picture, more = getattr(box, "replacement", None), vars(box)
    return (
        type(box),
        style_of(box.style),
        style_of(box.first_letter_style),
        style_of(box.first_line_style),
        None if picture is None else getattr(picture, "content", None) or tostring(box.element),
        box.missing_link is None,
        *((name, None if callable(more[name]) else as_value(more[name])) for name in more if name not in APART),
    )


@dataclass(frozen=True, slots=True)
class Alignment:
    """How the places of an old tree are found in a new one: `places` has -1 for those that are changed or gone.

    `changes` counts the changes before each place; something new before a place is a change there.
    """

    old: Tree
    new: Tree
    places: Sequence[int]
    changes: Sequence[int]

    @classmethod
    def of(cls, old: Tree, new: Tree) -> Alignment:
        """The alignment of two trees."""
        places = [-1] * len(old.marks)
        for here, there in _same(old, new):
            first, last = old.blocks[here]
            places[first : last + 1] = range(new.blocks[there][0], new.blocks[there][1] + 1)
        return cls(old, new, places, _changes(places))

    def without(self, changed: Iterable[int]) -> Alignment:
        """The same with some places taken as changed."""
        places = [*self.places]
        for place in changed:
            places[place] = -1
        return replace(self, places=places, changes=_changes(places))

    def is_same(self, first: int, last: int) -> bool:
        """Whether nothing has changed from one place to another."""
        return self.changes[first] == self.changes[last + 1]

    def start(self, start: Start) -> Start | None:
        """The same start in the new tree; None where the boxes around it have changed."""
        place, path = start
        chain = [self.places[one] for one in self.old.chain(place)]
        new = self.places[place]
        return (new, path) if new >= 0 and chain == self.new.chain(new) else None

    def page_is_same(self, start: Start, last: int) -> bool:
        """Whether nothing has changed that a page looks at, which begins at a start and looks as far as `last`."""
        chain = self.old.chain(start[0])
        unit = next((place for place in chain if self.old.reach[place] != place), start[0])
        return self.is_same(unit, last) and self.start(start) is not None


def _changes(places: Sequence[int]) -> list[int]:
    changed = (place < 0 or place != before + 1 for before, place in zip([-1, *places], places, strict=False))
    return [0, *accumulate(changed)]


def _same(old: Tree, new: Tree) -> Iterator[tuple[int, int]]:
    """The blocks that are the same in two trees, in order."""
    ours, theirs = ([tuple(tree.marks[first : last + 1]) for first, last in tree.blocks] for tree in (old, new))
    shorter = min(len(ours), len(theirs))
    front = next((at for at in range(shorter) if ours[at] != theirs[at]), shorter)
    rest = shorter - front
    back = next((at for at in range(rest) if ours[-1 - at] != theirs[-1 - at]), rest)
    yield from ((at, at) for at in range(front))
    middle, other = ours[front : len(ours) - back], theirs[front : len(theirs) - back]
    if len(middle) * len(other) <= MOST_COMPARED:
        for here, there, length in SequenceMatcher(None, middle, other, autojunk=False).get_matching_blocks():
            yield from ((front + here + at, front + there + at) for at in range(length))
    yield from ((len(ours) - at, len(theirs) - at) for at in range(back, 0, -1))
