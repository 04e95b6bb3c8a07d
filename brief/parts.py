"""What brief uses of WeasyPrint besides its main functions: what it calls, subclasses or compares with.

Most of it is private, so that a new version may change it; the end of ARCHITECTURE.md names the tests that then fail.
What is replaced is in `typeset/replaced.py`. This module imports WeasyPrint, which takes its time and is prepared in
`typeset/start.py`. So other modules import it only when they set, measure or tag pages.
"""

from __future__ import annotations

# Styles: those that are computed once for several documents, the counters of all style sheets, and color profiles.
from weasyprint.css import AnonymousStyle, ColorProfile, ComputedStyle, InitialStyle
from weasyprint.css.counters import CounterStyle
from weasyprint.css.properties import INHERITED

# Boxes: their classes, which say what is on a page, and pages made of boxes in which words have been exchanged.
from weasyprint.document import Page
from weasyprint.formatting_structure import boxes
from weasyprint.formatting_structure.build import create_anonymous_boxes

# Layout: of one block or one note, and the style of a page that stays. `block` is imported as a module, since some of
# its functions are replaced, and this module is imported before.
from weasyprint.layout import block
from weasyprint.layout.absolute import absolute_layout
from weasyprint.layout.background import layout_box_backgrounds
from weasyprint.layout.page import set_page_type_computed_styles

# What is written: the operators of a page, and those of a drawing.
from weasyprint.pdf.stream import Stream
from weasyprint.svg import SVG

# Text: Pango and HarfBuzz, which shape it, and fonts.
from weasyprint.text.ffi import FROM_UNITS, ffi, harfbuzz, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key

# Files: how WeasyPrint requests them.
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
