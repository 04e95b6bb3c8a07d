"""Tags: the structure of a PDF, for screen readers, copies and searches.

WeasyPrint's own tag tree follows its boxes. This one replaces it while a document is written: `plan` makes a tree from
the pages, in reading order; `stream` draws the pages with the marks of the plan; `write` adds the tree to the PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from brief.model import Flaw


@contextmanager
def retagged(document: Any) -> Iterator[list[Flaw]]:
    """Makes WeasyPrint write `document` with these tags in the block.

    Yields the list of flaws in them, which is complete once the document is written.
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
    """Makes WeasyPrint write a document without tags, which has no flaws."""
    yield []
