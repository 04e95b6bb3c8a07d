"""The output of a drawing is reused, and pages stay the same. Fails when WeasyPrint draws in another way."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from brief.model import Sheet
from brief.typeset import Engine, Rendering, traced, typeset

FONTS = Path(__file__).parents[2] / "styles" / "fonts"
PATHS = '<rect width="9" height="9" fill="#822" opacity="1"/><path d="M0 0h5v5a2 2 0 0 1-2 2z" stroke="#000"/>'
MOVED = '<g transform="rotate(9)"><circle r="3" fill="none" stroke="red" stroke-dasharray="1 2"/></g>'
GRADIENT = (
    '<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient>'
    '<path d="M0 0h9v9z" fill="url(#a)"/>'
)
TEXT = '<text y="9">A</text>'
CLIP = '<clipPath id="b"><circle r="4"/></clipPath><path d="M0 0h9v9z" clip-path="url(#b)"/>'
TILE = '<path d="M0 0h2.5v2.5z"/>'
PATTERN = f'<pattern id="c" width="0.5" height="0.5">{TILE}</pattern><path d="M0 0h9v9z" fill="url(#c)"/>'
MASK = f'<mask id="d" x="0" y="0" width="9" height="9">{TILE}</mask><path d="M0 0h9v9z" mask="url(#d)"/>'
SYMBOL = f'<symbol id="e">{TILE}</symbol><use href="#e"/>'
FAINT = '<path d="M0 0h9v9z" opacity="0.5"/>'


def document(drawing: str, engine: Engine) -> Rendering:
    """A page with a drawing three times, in two sizes."""
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{drawing}</svg>'.encode()
    images = '<img src="a.svg" style="width: 50px"> and <img src="a.svg" style="width: 50px">'
    html = f'<html lang=en><title>t</title><p style="color: #123">{images}</p><img src="a.svg" style="width: 90px">'
    return typeset(html, [Sheet(Path("a.css"), "p { font: 14px 'Source Sans 3' }")], lambda name: svg, engine)


def pdf(rendering: Rendering) -> bytes:
    document = rendering.document.copy()
    document.color_profiles, document.output_intent = {}, None
    written: bytes = document.write_pdf()
    return written


@pytest.mark.parametrize(
    ("drawing", "is_kept"),
    [
        (PATHS, True),
        (MOVED, True),
        (PATHS + MOVED, True),
        (GRADIENT, False),
        (TEXT, False),
        (CLIP, False),
        (FAINT, False),
    ],
)
def test_pages_are_the_same_whether_or_not_a_drawing_is_kept(
    drawing: str, is_kept: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.svg import SVG

    engine = Engine([FONTS])
    rendering = document(drawing, engine)
    first, again = pdf(rendering), pdf(rendering)
    (images,) = {id(run.replacement): run.replacement for run in _images(rendering)}.values()
    assert {written is not None for written in images._svg.written.values()} == {is_kept}
    monkeypatch.setattr(SVG, "draw", SVG.draw.__closure__[0].cell_contents)
    assert first == again == pdf(document(drawing, Engine([FONTS])))


@pytest.mark.parametrize(("definition", "most"), [(PATTERN, 0), (MASK, 0), (SYMBOL, 3)])
def test_definitions_in_a_drawing_are_drawn_only_where_they_are_used(definition: str, most: int) -> None:
    rendering = document(definition, Engine([FONTS]))
    first = pdf(rendering)
    assert first == pdf(rendering)
    with pikepdf.open(BytesIO(first)) as written:
        drawn = b"".join(page.Contents.read_bytes() for page in written.pages)
    assert drawn.count(b"2.5 0 l") == most


def _images(rendering: Rendering) -> list[Any]:
    boxes = (box for page in rendering.document.pages for box in page._page_box.descendants())
    return [box for box in boxes if hasattr(box, "replacement")]


def test_methods_that_are_replayed_exist_on_a_stream() -> None:
    from weasyprint.pdf.stream import Stream

    assert all(callable(getattr(Stream, name)) for name in traced.PLAIN | traced.ON_STATE)
