"""The values that a brief is made of: frozen, without files, clocks or other libraries.

`settings` mirrors brief.yaml, `content` is what was written and `citations` what it cites, `editions` what can be built
of it, `pages` what came of it; `pictures`, `addresses` and `languages` say what several rooms have to know of these.
Lengths are in millimetres, type sizes in points, unless a name says otherwise.
"""

from __future__ import annotations

from brief.model.addresses import readable, within
from brief.model.citations import Citation, Cite, Cited, Read, citation, citations, source_anchor
from brief.model.content import Block, Brief, Kind, Section, Source, Table, Text, copy_code
from brief.model.editions import EDITIONS, PAPERS, Edition, PaperName
from brief.model.languages import RIGHT_TO_LEFT, direction
from brief.model.pages import Box, Flaw, Layout, Page, Remark, Sheet
from brief.model.pictures import LARGEST_FILE, LARGEST_PICTURE, PICTURE_KINDS
from brief.model.settings import Author, Contact, Field, Organisation, Settings, Status, key

__all__ = [
    "EDITIONS",
    "LARGEST_FILE",
    "LARGEST_PICTURE",
    "PAPERS",
    "PICTURE_KINDS",
    "RIGHT_TO_LEFT",
    "Author",
    "Block",
    "Box",
    "Brief",
    "Citation",
    "Cite",
    "Cited",
    "Contact",
    "Edition",
    "Field",
    "Flaw",
    "Kind",
    "Layout",
    "Organisation",
    "Page",
    "PaperName",
    "Read",
    "Remark",
    "Section",
    "Settings",
    "Sheet",
    "Source",
    "Status",
    "Table",
    "Text",
    "citation",
    "citations",
    "copy_code",
    "direction",
    "key",
    "readable",
    "source_anchor",
    "within",
]
