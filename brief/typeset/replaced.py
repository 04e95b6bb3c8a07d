"""Every function, method and class of WeasyPrint that brief replaces, and by what.

A wrapper takes a function of WeasyPrint and returns one of ours, which calls it. Where several lie around a function,
the outermost is called first, and may change what the others get. `brief/parts.py` has what is used and not replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from brief.fonts import timeless
from brief.typeset import (
    blocks,
    breaks,
    columns,
    embedded,
    footnotes,
    korean,
    lines,
    reused,
    rounds,
    shaped,
    styled,
    traced,
)

Wrapper = Callable[[Callable[..., Any]], Callable[..., Any]]
"""Takes a function of WeasyPrint and returns ours."""


def correct() -> None:
    """Replaces what WeasyPrint does wrong or too slowly when it sets and writes pages."""
    from weasyprint import css, layout
    from weasyprint.css.validation.properties import PROPERTIES
    from weasyprint.layout import LayoutContext, absolute, block, inline, page, preferred
    from weasyprint.pdf import fonts
    from weasyprint.pdf.stream import Stream
    from weasyprint.text.line_break import Layout

    # pages and their notes
    LayoutContext.__init__ = rounds.with_records_of_pages(footnotes.with_waiting_notes(LayoutContext.__init__))
    LayoutContext._update_footnote_area = blocks.with_notes_kept(
        footnotes.with_blocks_for_notes(LayoutContext._update_footnote_area)
    )
    layout.make_all_pages = rounds.with_the_page_before(layout.make_all_pages)
    page.remake_page = rounds.with_the_next_page(page.remake_page)

    # blocks
    block.block_level_layout = columns.set_once_for_heights(
        columns.on_lines_of_columns(footnotes.with_notes_set_once(block.block_level_layout))
    )
    block.block_container_layout = columns.with_columns_kept(
        blocks.with_text(blocks.with_baseline_for_marker(block.block_container_layout))
    )
    block.columns_layout = columns.balanced_before_a_break(block.columns_layout)
    absolute.absolute_box_layout = blocks.with_marker_on_baseline(absolute.absolute_box_layout)

    # lines
    inline.get_next_linebox = breaks.set_again(inline.get_next_linebox)
    inline.split_inline_box = breaks.narrowed(inline.split_inline_box)
    inline.split_text_box = breaks.breaking_at_starts(lines.noting_breaks(inline.split_text_box))
    inline.remove_last_whitespace = lines.noting_ends(inline.remove_last_whitespace)

    # Korean words
    words = korean.Words()
    Layout.set_text = words.kept_in(Layout.set_text)
    inline.split_first_line = words.broken_in(inline.split_first_line)
    inline.can_break_text = preferred.can_break_text = words.joined_in(inline.can_break_text)

    # fonts, and names that are written into a PDF
    fonts.Font.__init__ = embedded.with_outlines_alone(embedded.with_name_escaped(fonts.Font.__init__))
    fonts.TTFont = timeless  # WeasyPrint would write the current time into a font that it changes
    fonts.Font.clean = embedded.with_bare_font(fonts.Font.clean)
    PROPERTIES["font-variation-settings"] = embedded.with_valid_axes(PROPERTIES["font-variation-settings"])
    Stream.set_blend_mode = embedded.with_valid_mode(Stream.set_blend_mode)
    css.parse_color_profile_name = embedded.with_valid_name(css.parse_color_profile_name)


def remember() -> None:
    """Makes WeasyPrint take from memory what it has done before; comes after `correct`, and lies around it."""
    from weasyprint import document, layout
    from weasyprint.css import StyleFor
    from weasyprint.draw import text
    from weasyprint.layout import block, inline, page, preferred
    from weasyprint.svg import SVG
    from weasyprint.text import line_break
    from weasyprint.text.line_break import Layout

    # styles
    StyleFor.__init__ = styled.with_masters(StyleFor.__init__)
    StyleFor.set_computed_styles = styled.copied_from_masters(StyleFor.set_computed_styles)
    StyleFor.__call__ = styled.made_on_request(StyleFor.__call__)

    # lines and drawn text
    inline.split_first_line = preferred.split_first_line = shaped.broken_once(inline.split_first_line)
    line_break.split_first_line = shaped.broken_once(line_break.split_first_line)  # of drawings
    text.draw_first_line = shaped.drawn_once(text.draw_first_line, Layout.reactivate)  # before it is replaced too
    Layout.reactivate = shaped.shaped_once(Layout.reactivate)

    # drawings
    SVG.draw = traced.drawn_once(SVG.draw)

    # pages
    document.layout_document = reused.after_the_last(document.layout_document)
    layout.initialize_page_maker = reused.as_handed_over(layout.initialize_page_maker)
    layout.make_all_pages = reused.with_pages(layout.make_all_pages)
    page.remake_page = reused.noting_page(page.remake_page)
    block.block_level_layout_switch = reused.noting_box(block.block_level_layout_switch)
    block._out_of_flow_layout = reused.noting_box_beside(block._out_of_flow_layout)


@contextmanager
def making_pages(around: Wrapper) -> Iterator[None]:
    """Within the block, a wrapper lies around the function that makes all pages."""
    from weasyprint import layout

    with _within(layout, make_all_pages=around(layout.make_all_pages)):
        yield


@contextmanager
def painting(methods: Mapping[str, Any], border: Wrapper, drawing: Wrapper) -> Iterator[None]:
    """Within the block, streams have other methods, and wrappers lie around what draws borders and drawings."""
    from weasyprint import draw
    from weasyprint.pdf.stream import Stream
    from weasyprint.svg import SVG

    wrapped = {"draw_border": border(draw.draw_border)}
    with _within(Stream, **methods), _within(draw, **wrapped), _within(SVG, draw=drawing(SVG.draw)):
        yield


@contextmanager
def tagging(stream: type[Any], add_tags: Callable[..., None]) -> Iterator[None]:
    """Within the block, pages are written to streams of another class, and other tags are added."""
    from weasyprint import pdf

    with _within(pdf, Stream=stream, add_tags=add_tags):
        yield


@contextmanager
def _within(owner: Any, **ours: Any) -> Iterator[None]:
    """Replaces attributes of a module or class within the block."""
    theirs = {name: vars(owner)[name] for name in ours if name in vars(owner)}
    for name, value in ours.items():
        setattr(owner, name, value)
    try:
        yield
    finally:
        for name, value in theirs.items():
            setattr(owner, name, value)
        for name in ours.keys() - theirs:
            delattr(owner, name)  # that of pydyf's class is inherited again
