"""The boxes of a document before layout, in a form in which two documents can be compared.

Each box has a place in the order of the text, and another where it ends; a note comes where it is called. The mark at a
place contains all of the box that its layout depends on, except the boxes in it. Blocks that contain only blocks are
*open*: pages begin and end in them, and each depends only on the part that it sets. Any other box, such as a paragraph,
a table or a float, is a *unit*: a page with a part of it may depend on all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Any
from xml.etree.ElementTree import tostring

from brief.typeset.styled import as_value, identity

NOT_IN_MARK = {
    *("element", "style", "children", "first_letter_style", "first_line_style", "footnote", "column_groups"),
    *("replacement", "missing_link", "cached_counter_values", "place"),
}
"""The attributes of a box that are compared in other ways, or that layout does not read."""

MOST_COMPARED = 4_000_000
"""The most pairs of blocks to compare; beyond that, all between the first and the last difference has changed."""

Path = dict[int, Any] | None
"""WeasyPrint's position in a tree: the index of a child, with the position in it; in a text, the index of a byte."""

Start = tuple[int, Path]
"""Where a page begins: the place of a box, and the position within it."""


@dataclass(slots=True)
class Tree:
    """The boxes of a document in order.

    By place: the mark (None where a box ends), the place of the parent with the index among its children (-1 if it is
    none of these), and the end of the unit (for an open block, the place itself). `blocks` are the first and the last
    place of each unit, and of the beginning and the end of each open block.
    """

    marks: list[Hashable] = field(default_factory=list)
    above: list[tuple[int, int]] = field(default_factory=list)
    reach: list[int] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, root: Any) -> Tree:
        """The tree of a box and all boxes in it; sets the `place` of each."""
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
        """The start at a path of WeasyPrint's. Raises `LookupError` if it leads to two places, as into two cells."""
        box = self.boxes[0]
        while path and not hasattr(box, "text"):
            if len(path) != 1:
                raise LookupError(path)
            ((number, path),) = path.items()
            box = box.children[number]
        return box.place, path

    def path(self, start: Start) -> Path:
        """WeasyPrint's path to a start, from the root."""
        place, path = start
        while place:
            place, number = self.above[place]
            path = {number: path}
        return path

    def chain(self, place: int) -> list[int]:
        """The places of all boxes around a box, from the root down, and of the box itself."""
        places = [place]
        while places[-1]:
            places.append(self.above[places[-1]][0])
        return places[::-1]

    def look_ahead(self, path: Path) -> int:
        """The last place that a page looks at if it ends at `path`: the end of the first unit that follows.

        It is the end of the document if the text ends, or continues in two places at once.
        """
        try:
            place = self.start(path)[0] if path else len(self.marks) - 1
        except LookupError:
            place = len(self.marks) - 1
        while self.reach[place] == place and self.marks[place] is not None:
            place += 1
        return self.reach[place]


def _is_open(box: Any) -> bool:
    """Whether a box is a block in the flow, not set in columns, that contains only blocks."""
    from brief.parts import boxes

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
    """The mark of a box: all that its layout depends on, except the boxes in it."""
    picture, more = getattr(box, "replacement", None), vars(box)
    return (
        type(box),
        style_of(box.style),
        style_of(box.first_letter_style),
        style_of(box.first_line_style),
        None if picture is None else getattr(picture, "content", None) or tostring(box.element),
        box.missing_link is None,
        *((name, None if callable(more[name]) else as_value(more[name])) for name in more if name not in NOT_IN_MARK),
    )


@dataclass(frozen=True, slots=True)
class Alignment:
    """The places of an old tree in a new one: `places` has -1 for those that are changed or gone.

    `changes` has the number of changes before each old place; an insertion before a place is a change at that place.
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
        """The same alignment, with some old places counted as changed."""
        places = [*self.places]
        for place in changed:
            places[place] = -1
        return replace(self, places=places, changes=_changes(places))

    def is_same(self, first: int, last: int) -> bool:
        """Whether nothing has changed from one old place to another, both included."""
        return self.changes[first] == self.changes[last + 1]

    def start(self, start: Start) -> Start | None:
        """The same start in the new tree; None where the boxes around it have changed."""
        place, path = start
        chain = [self.places[one] for one in self.old.chain(place)]
        new = self.places[place]
        return (new, path) if new >= 0 and chain == self.new.chain(new) else None

    def page_is_same(self, start: Start, last: int) -> bool:
        """Whether nothing has changed for a page: from the unit in which it begins to the last place it looks at."""
        chain = self.old.chain(start[0])
        unit = next((place for place in chain if self.old.reach[place] != place), start[0])
        return self.is_same(unit, last) and self.start(start) is not None


def _changes(places: Sequence[int]) -> list[int]:
    changed = (place < 0 or place != before + 1 for before, place in zip([-1, *places], places, strict=False))
    return [0, *accumulate(changed)]


def _same(old: Tree, new: Tree) -> Iterator[tuple[int, int]]:
    """The indexes in both trees of the blocks that are the same, in order."""
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
