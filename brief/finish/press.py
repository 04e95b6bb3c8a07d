"""Makes a PDF ready for a print shop: page boxes, crop marks, the printing condition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from brief.model import BLEED, POINTS_IN_MM, Condition

REGISTRY = "http://www.color.org"
"""The registry of printing conditions (ISO 15930-7, 6.2.2)."""


OFFSET, LENGTH, WEIGHT = BLEED + 1, 5.0, 0.25
"""The distance of a crop mark from the trimmed page and its length, in mm, and its weight in points."""

AROUND = OFFSET + LENGTH + 1
"""Millimeters of paper around a page with crop marks."""


class ForPress(NamedTuple):
    """The printing condition of the inks, and whether the pages have crop marks."""

    condition: Condition
    crop_marks: bool


def prepare(pdf: Any, pages: Sequence[Any], options: ForPress) -> None:
    """Adds page boxes, crop marks and the output intent to pydyf's `pdf`.

    WeasyPrint gives each page a TrimBox, and a MediaBox that includes the bleed. PDF/X allows no ArtBox beside a
    TrimBox (ISO 15930-7, 6.12).
    """
    bleed = BLEED * POINTS_IN_MM
    for page in pages:
        page["BleedBox"] = _around(page["TrimBox"], bleed)
        page["MediaBox"] = _around(page["TrimBox"], AROUND * POINTS_IN_MM) if options.crop_marks else page["BleedBox"]
    spaces = _spaces(pdf, pages)
    spaces.clear()  # WeasyPrint adds spaces for style sheets, which nothing uses: all colors are inks
    if options.crop_marks:
        spaces["registration"] = _registration(pdf)
        _mark(pdf, pages)
    _intend(pdf, options.condition)


def _around(box: Sequence[float], distance: float) -> Any:
    from pydyf import Array

    left, bottom, right, top = box
    edges = (left - distance, bottom - distance, right + distance, top + distance)
    return Array([round(edge, 4) for edge in edges])


def _intend(pdf: Any, condition: Condition) -> None:
    """Completes WeasyPrint's output intent with the printing condition (ISO 15930-7, 6.2)."""
    from pydyf import String

    (intent,) = pdf.catalog["OutputIntents"]
    intent["OutputConditionIdentifier"] = String(condition.name)
    intent["OutputCondition"] = intent["Info"] = String(condition.words)
    if condition.registered:
        intent["RegistryName"] = String(REGISTRY)


def _mark(pdf: Any, pages: Sequence[Any]) -> None:
    """Draws crop marks on all plates outside of the bleed, in a content stream before that of the page."""
    from pydyf import Array, Stream

    for page in pages:
        drawn = Stream(["q /registration CS 1 SCN", f"{WEIGHT} w", *_lines(page["TrimBox"]), "Q"], compress=True)
        pdf.add_object(drawn)
        page["Contents"] = Array([drawn.reference, *([page["Contents"]] if "Contents" in page else [])])


def _spaces(pdf: Any, pages: Sequence[Any]) -> Any:
    """The color spaces of the pages, which share their resources."""
    resources = pdf.objects[int(pages[0]["Resources"].split()[0])]
    return pdf.objects[int(resources["ColorSpace"].split()[0])]


def _registration(pdf: Any) -> Any:
    """The color space All, which prints on every plate (ISO 32000-1, 8.6.6.4)."""
    from pydyf import Array, Dictionary

    tint = Dictionary({"FunctionType": 2, "Domain": Array([0, 1]), "C0": Array([0] * 4), "C1": Array([1] * 4), "N": 1})
    pdf.add_object(tint)
    return Array(["/Separation", "/All", "/DeviceCMYK", tint.reference])


def _lines(trim: Sequence[float]) -> Iterator[str]:
    """The crop marks as PDF operators: two lines at each corner, in line with the edges."""
    left, bottom, right, top = trim
    near, far = OFFSET * POINTS_IN_MM, (OFFSET + LENGTH) * POINTS_IN_MM
    for x, outward in ((left, -1), (right, 1)):
        for y, up in ((bottom, -1), (top, 1)):
            yield f"{x + outward * near:.3f} {y:.3f} m {x + outward * far:.3f} {y:.3f} l S"
            yield f"{x:.3f} {y + up * near:.3f} m {x:.3f} {y + up * far:.3f} l S"
