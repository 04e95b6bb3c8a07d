"""Pages and boxes as they are measured, for tests of what the search sees in them."""

from __future__ import annotations

from brief.model import Box, Page


def box(source: str, y: float, height: float = 20, tag: str = "p", *classes: str, continues: bool = False) -> Box:
    name = "note/a/n" if "footnote" in classes else ""
    left, width = (390, 160) if "side" in classes else (50, 300)
    return Box(tag, classes, source, left, y, width, height, continues, name, "footnote" in classes)


def page(number: int, *boxes: Box) -> Page:
    return Page(number, 612, 792, 70, 720, boxes)
