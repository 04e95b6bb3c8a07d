"""Tags: what a PDF says to those who listen to it, and to those who copy and search.

WeasyPrint's own tag tree is only a rendering of its boxes. This room puts another in its place while a document is
written: `plan` makes a tree of nodes from the pages, in the order in which a reader reads; `stream` draws the
pages with the marks that the plan wants; `write` adds the tree to the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from brief.model import Flaw


@contextmanager
def retagged(document: Any) -> Iterator[list[Flaw]]:
    """Has the engine write `document`, a typeset WeasyPrint document, with the tags of this room meanwhile.

    Gives the list of what could not be made right, which is full when the document is written.
    """
    found: list[Flaw] = []
    from weasyprint import pdf as engine

    from brief.tags.flaws import flaws
    from brief.tags.plan import plan
    from brief.tags.stream import stream_class
    from brief.tags.write import write

    planned = plan(document)

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        write(pdf, planned, [stream.leaves for stream in streams])
        found.extend(flaws(planned.root))
        if "AcroForm" in pdf.catalog:
            found.append(Flaw("structure", "a form, which paper has no use for", ""))

    theirs = engine.Stream, engine.add_tags
    engine.Stream, engine.add_tags = stream_class(planned), add_tags
    try:
        yield found
    finally:
        engine.Stream, engine.add_tags = theirs


@contextmanager
def untagged(_document: Any) -> Iterator[list[Flaw]]:
    """Has the engine write a document without tags, and finds nothing wrong with that."""
    yield []
