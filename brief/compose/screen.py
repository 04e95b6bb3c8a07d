"""The page for the screen: places side notes in the rows of a grid, and puts wide tables and drawings into frames."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count
from xml.etree.ElementTree import Element

from brief.compose.sides import has_room, is_side_note
from brief.compose.trees import words_of, wrap
from brief.model import classes

LONGEST_LABEL = 100
"""The most characters of the heads of a table in the name of its frame."""

TITLE_ROW = 1
"""The row of the grid of a section that its title takes."""


def give_rows(blocks: Element) -> None:
    """Writes on each side note the rows of the grid that it may span.

    A section is a grid: its title and each of its blocks take a row. Side notes have a column of their own. Each
    spans the rows from the block it belongs to down to the next side note, or to a block that takes both columns.
    """
    row = TITLE_ROW
    above: Element | None = None
    wide: list[int] = []
    notes: list[tuple[Element, int]] = []
    for block in blocks:
        if is_side_note(block):
            start = row if above is not None and has_room(above) else row + 1
            notes.append((block, max(start, notes[-1][1] + 1 if notes else 0)))
        else:
            row, above = row + 1, block
            if "wide" in classes(block):
                wide.append(row)
    starts = [*(start for _, start in notes), row + 2]
    for (note, start), end in zip(notes, starts[1:], strict=True):
        end = min([end, *(number for number in wide if number > start)])
        note.set("style", f"--from: {start}; --to: {max(end, start + 1)}")


def fit_for_scrolling(trees: Sequence[Element], words: Mapping[str, str]) -> None:
    """Puts what may be wider than a telephone into frames that scroll, and folds the data of charts.

    A frame can be reached by keyboard and has a name (WCAG 2.2, 2.1.1 and 4.1.2).
    """
    numbers, names = count(1), set[str]()
    for tree in trees:
        for parent in list(tree.iter()):
            for table in parent.findall("table"):
                frame = wrap(table, parent, _frame("scroll", _name(table, numbers, names, words)))
                caption = table.find("caption")
                if "chart" in classes(parent):
                    folded = wrap(frame, parent, Element("details"))
                    folded.insert(0, Element("summary"))
                    folded[0].text = words["data"]
                elif caption is not None:
                    table.remove(caption)
                    caption.tag = "p"
                    caption.set("class", "caption")
                    parent.insert(list(parent).index(frame), caption)
        for figure in tree.iter("figure"):
            _frame_drawings(figure, numbers)
        for drawing in tree.iter("svg"):
            drawing.set("role", "img")


def _frame(kind: str, name: Mapping[str, str]) -> Element:
    return Element("div", {"class": kind, "role": "region", "tabindex": "0", **name})


def _name(table: Element, numbers: Iterator[int], names: set[str], words: Mapping[str, str]) -> dict[str, str]:
    """The attribute that names the frame of a table: by its caption, or else by its heads; no name is used twice."""
    caption = table.find("caption")
    if caption is not None:
        caption.set("id", f"table/{next(numbers)}")
        return {"aria-labelledby": caption.get("id", "")}
    heads = ", ".join(filter(None, map(words_of, table.iter("th"))))
    label = words["pair"].format(name=words["table"], text=heads[:LONGEST_LABEL]) if heads else words["table"]
    label = next(name for name in chain([label], (f"{label} ({number})" for number in count(2))) if name not in names)
    names.add(label)
    return {"aria-label": label}


def _frame_drawings(figure: Element, numbers: Iterator[int]) -> None:
    """Puts charts, and drawings as wide as both columns, into frames: a telephone would shrink their words too much."""
    caption = figure.find("figcaption")
    is_wide = "wide" in classes(figure)
    for child in list(figure):
        is_drawing = child.tag == "img" and child.get("src", "").lower().endswith(".svg")
        if caption is not None and (child.tag == "svg" or (is_wide and is_drawing)):
            if "id" not in caption.attrib:
                caption.set("id", f"figure/{next(numbers)}")
            wrap(child, figure, _frame("scroll drawing-frame", {"aria-labelledby": caption.get("id", "")}))
