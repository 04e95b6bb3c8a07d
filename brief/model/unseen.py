"""Invisible words in a drawing (SVG): without fill and outline, of no size, or outside the picture.

The place of words is estimated cautiously: words stay unless they are far from everything that is shown. Words that are
drawn in several places by ``use`` stay if they are seen in one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from brief.model.drawings import Properties, local_name
from brief.model.pens import ELSEWHERE_USED, Pen, is_drawn, is_seen, pen_of, pen_of_picture, where_used, within_use
from brief.model.starts import parts_of

TEXTS = frozenset({"text", "tspan", "textPath", "tref", "a"})
"""Elements with words."""

PLACED = frozenset({"x", "y", "dx", "dy", "rotate"})
"""Attributes that place the words of an element, and from there on the words after it."""

QUOTING = frozenset({"tref", "feImage"})
"""Elements that draw what they refer to, other than ``use``."""

MOST_PARTS = 50_000
"""The most parts of a drawing that are looked at, each as often as it is used; all words of a larger one stay."""


def drop_unseen_words(svg: Element, properties: Properties) -> None:
    """Removes the words that nobody sees; visible words after them in the same text move up."""
    try:
        seen = _seen(svg, properties)
    except OverflowError:
        return
    for text in (element for element in svg.iter() if local_name(element.tag) in TEXTS):
        if text.text and (text, 0) not in seen:
            text.text = emptied(text)
        for part, child in enumerate(text, 1):
            child.tail = child.tail if (text, part) in seen else None


def emptied(text: Element) -> str | None:
    """What is left of the words at the start of an element: a sign without width if others follow from its place."""
    is_placed = local_name(text.tag) != "text" and not PLACED.isdisjoint(text.attrib)
    return "\u200b" if is_placed else None


def _seen(svg: Element, properties: Properties) -> Set[tuple[Element, int]]:
    """The texts that may be seen, by element and part (`parts_of`), and those that hold them in place.

    Raises `OverflowError` for a drawing with too many parts.
    """
    looked_at = _with_parents(svg, TEXTS | {"use"})
    named: dict[str, list[Element]] = {}
    for element in svg.iter():
        named.setdefault(element.get("id", ""), []).append(element)
    seen: set[tuple[Element, int]] = set()
    drawn: set[Element] = set()
    open_: list[Element] = []
    left = MOST_PARTS

    def look(element: Element, pen: Pen) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise OverflowError
        name = local_name(element.tag)
        if name in TEXTS:
            if is_drawn(pen):
                drawn.add(element)
            seen.update((element, part) for part in range(1 + len(element)) if is_seen(element, part, pen))
        for child in element:
            if child in looked_at:
                look(child, pen_of(child, pen, properties, named.keys()))
        if name == "use" and element not in open_:
            open_.append(element)
            for target in _targets(element, named):
                if target in looked_at:
                    inside = pen_of(target, where_used(element, pen, properties), properties, named.keys())
                    look(target, within_use(element, target, pen.drawn, inside))
            open_.pop()

    look(svg, pen_of_picture(svg, properties, named.keys()))
    for quoting in (element for element in svg.iter() if local_name(element.tag) in QUOTING):
        for target in _targets(quoting, named):
            look(target, pen_of(target, ELSEWHERE_USED, properties, named.keys()))
    for clip in (element for element in svg.iter() if local_name(element.tag) == "clipPath"):
        shown = (element for element in clip.iter() if properties(element, "display") != "none")
        clipping = [element for element in shown if element in looked_at]  # words that clip need no paint
        seen.update((element, part) for element in clipping for part in range(1 + len(element)))
    for text in (element for element in svg.iter() if local_name(element.tag) == "text"):
        seen.update(_before_seen(text, seen, drawn))
    return seen


def _before_seen(text: Element, seen: Set[tuple[Element, int]], drawn: Set[Element]) -> Iterator[tuple[Element, int]]:
    """The drawn parts of a text before a seen one that has no place of its own: it would move if they were removed."""
    is_before = False
    for element, part, words in reversed([*parts_of(text)]):
        if (element, part) in seen and words.strip():
            is_before = True
        elif is_before and element in drawn:
            yield element, part
        if part == 0 and "x" in element.attrib:
            is_before = False


def _with_parents(svg: Element, names: Set[str]) -> Set[Element]:
    """The elements of these names, and all elements around them."""
    parents = {child: parent for parent in svg.iter() for child in parent}
    found: set[Element] = set()
    for named in (element for element in svg.iter() if local_name(element.tag) in names):
        one: Element | None = named
        while one is not None and one not in found:
            found.add(one)
            one = parents.get(one)
    return found


def _targets(element: Element, named: Mapping[str, Sequence[Element]]) -> Iterator[Element]:
    """The parts of the drawing that an element refers to; `named` are the elements of each id."""
    for key, value in element.items():
        if local_name(key) == "href" and value.strip().startswith("#"):
            for name in {value.strip()[1:], unquote(value.strip()[1:])}:
                yield from named.get(name, ())
