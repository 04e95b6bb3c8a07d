"""Tags: the structure of a PDF, for screen readers, copies and searches.

WeasyPrint's own tag tree follows its boxes. This one replaces it while a document is written: `plan` makes a tree from
the pages, in reading order; `stream` draws the pages with the marks of the plan; `write` adds the tree to the PDF.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from brief.model import Flaw


def tags(document: Any) -> tuple[type[Any], Callable[..., None], list[Flaw]]:
    """What WeasyPrint needs to write `document` with these tags: a class of streams, and a function that adds the tags.

    The list of flaws in the tags is complete once the document is written.
    """
    from brief.tags.flaws import flaws
    from brief.tags.plan import plan
    from brief.tags.stream import stream_class
    from brief.tags.write import write

    planned, found = plan(document), list[Flaw]()

    def add_tags(pdf: Any, document: Any, version: Any, streams: Any) -> None:
        write(pdf, planned, [stream.leaves for stream in streams])
        found.extend(flaws(planned.root))
        if "AcroForm" in pdf.catalog:
            found.append(Flaw("structure", "a form, which paper has no use for", ""))

    return stream_class(planned), add_tags, found
