"""The values that a brief is made of: frozen, without files, clocks or other libraries.

`settings` mirrors brief.yaml, `content` is what was written and `citations` what it cites, `data` its CSV files and
what is shown of them. `editions` are those that can be built of any brief and `kin` those of this one, `papers` and
`inks` what they are printed on and in, `pages` what came of it. `addresses`, `black`, `languages`, `lengths`, `lines`,
`pictures` and `sentences` say what several rooms have to know of these; so do `css` and `drawings`, which are imported
by themselves, since what they name says little without them.
Lengths are in millimetres, type sizes in points, unless a name says otherwise.
"""

from __future__ import annotations

from brief.model.addresses import (
    BREAKS,
    LONGEST_CODE,
    breakable,
    in_ascii,
    is_web,
    readable,
    same_address,
    tracking,
    within,
    without_tracking,
)
from brief.model.black import WHITE_FROM, Painted, black_or_white, edge, luminance
from brief.model.citations import UNNAMED, Citation, Cite, Cited, Read, citation, citations, reference, source_anchor
from brief.model.content import SIDE_NOTES, Block, Brief, Choice, Comment, Kind, Section, Short, Source, Text, copy_code
from brief.model.data import Cell, Exhibit, Number, Option, Shown, Table, exhibits
from brief.model.editions import EDITIONS, MOST_PAGES, Edition, Medium, Pages
from brief.model.inks import BLEED, CUSTOM, MOST_INK, Condition, Inks, InkSet
from brief.model.kin import as_edition, editions, lineage, points
from brief.model.languages import RIGHT_TO_LEFT, direction
from brief.model.lengths import MM_IN_INCH, POINTS_IN, POINTS_IN_MM, POINTS_IN_PIXEL
from brief.model.lines import data_source, named_lines
from brief.model.pages import Box, Fit, Flaw, Frame, Measured, Page, Photograph, Remark, Run, Scale, Sheet, Weight
from brief.model.papers import PAPERS, PaperName
from brief.model.pictures import LARGEST_FILE, LARGEST_PICTURE, PICTURE_KINDS, Description, side_file
from brief.model.sentences import spans
from brief.model.settings import (
    Author,
    Contact,
    Field,
    OfEdition,
    Organisation,
    PrintedLinks,
    Settings,
    Status,
    key,
)

__all__ = [
    "BLEED",
    "BREAKS",
    "CUSTOM",
    "EDITIONS",
    "LARGEST_FILE",
    "LARGEST_PICTURE",
    "LONGEST_CODE",
    "MM_IN_INCH",
    "MOST_INK",
    "MOST_PAGES",
    "PAPERS",
    "PICTURE_KINDS",
    "POINTS_IN",
    "POINTS_IN_MM",
    "POINTS_IN_PIXEL",
    "RIGHT_TO_LEFT",
    "SIDE_NOTES",
    "UNNAMED",
    "WHITE_FROM",
    "Author",
    "Block",
    "Box",
    "Brief",
    "Cell",
    "Choice",
    "Citation",
    "Cite",
    "Cited",
    "Comment",
    "Condition",
    "Contact",
    "Description",
    "Edition",
    "Exhibit",
    "Field",
    "Fit",
    "Flaw",
    "Frame",
    "InkSet",
    "Inks",
    "Kind",
    "Measured",
    "Medium",
    "Number",
    "OfEdition",
    "Option",
    "Organisation",
    "Page",
    "Pages",
    "Painted",
    "PaperName",
    "Photograph",
    "PrintedLinks",
    "Read",
    "Remark",
    "Run",
    "Scale",
    "Section",
    "Settings",
    "Sheet",
    "Short",
    "Shown",
    "Source",
    "Status",
    "Table",
    "Text",
    "Weight",
    "as_edition",
    "black_or_white",
    "breakable",
    "citation",
    "citations",
    "copy_code",
    "data_source",
    "direction",
    "edge",
    "editions",
    "exhibits",
    "in_ascii",
    "is_web",
    "key",
    "lineage",
    "luminance",
    "named_lines",
    "points",
    "readable",
    "reference",
    "same_address",
    "side_file",
    "source_anchor",
    "spans",
    "tracking",
    "within",
    "without_tracking",
]
