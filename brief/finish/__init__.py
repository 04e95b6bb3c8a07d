"""Finish: the objects of a PDF, completed before they are written: what it says of itself, and how it opens.

What it says of itself stands twice, in the Info dictionary (ISO 32000-1, 14.3.3) and in XMP, and is the same in
both. WeasyPrint hands its document and the PDF's objects to a finisher, which is what it promises; how these objects
lie, which is read here and in `press`, and where a stream ends (`streams`) are its and pydyf's own business.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from brief.finish import xmp
from brief.finish.attached import attach
from brief.finish.facts import Facts
from brief.finish.press import ForPress, prepare
from brief.finish.streams import end_plainly

__all__ = ["Facts", "ForPress", "finisher"]

OPENS = {"DisplayDocTitle": "true", "PrintScaling": "/None", "Duplex": "/DuplexFlipLongEdge"}
"""What is asked of a viewer (ISO 32000-1, 12.2): its window has the title; it prints at actual size, on both sides."""


def finisher(
    facts: Facts,
    blank: bool = False,
    press: ForPress | None = None,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Callable[[Any, Any], None]:
    """The function that completes a PDF's objects; it takes WeasyPrint's document and pydyf's PDF.

    A `blank` page then follows the last one; a PDF for a `press` is PDF/X-4, any other PDF/UA-1 and PDF/A-3a. `files`
    go along in it, by name, as what it was printed from.
    """

    def finish(_document: Any, pdf: Any) -> None:
        from pydyf import Array, Dictionary, String

        end_plainly()
        pdf.info.clear()
        pdf.info.update({key: String(text) for key, text in info(facts).items()})
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        packet = xmp.for_press(facts) if press else xmp.to_last(facts)
        metadata.stream, metadata.compress = [packet], False
        pdf.catalog["Lang"] = String(facts.language)
        pdf.catalog["ViewerPreferences"] = Dictionary(OPENS)
        attach(pdf, files, facts.day)
        pdf.catalog["PageLabels"] = Dictionary({"Nums": Array([0, Dictionary({"S": "/D"})])})
        if blank:
            _add_blank(pdf)
        if press:
            pdf.info["Trapped"] = "/False"
            prepare(pdf, _pages(pdf), press)

    return finish


def _pages(pdf: Any) -> list[Any]:
    """The pages in their order; each is referred to by three entries, of which the first is its number."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def _add_blank(pdf: Any) -> None:
    """Adds a page like the last one, with nothing on it."""
    from pydyf import Dictionary

    last = _pages(pdf)[-1]
    kept = ("Type", "Parent", "MediaBox", "Resources", "TrimBox", "BleedBox")
    pdf.add_page(Dictionary({key: last[key] for key in kept}))


def info(facts: Facts) -> dict[str, str]:
    """The Info dictionary; what is empty is left out."""
    day = f"D:{facts.day:%Y%m%d}000000Z"
    said = {
        "Title": facts.title,
        "Author": ", ".join(facts.authors),
        "Subject": facts.subject,
        "Keywords": ", ".join(facts.keywords),
        "Creator": facts.made_by,
        "Producer": facts.set_by,
        "CreationDate": day,
        "ModDate": day,
        "Publisher": ", ".join(facts.publishers),
        "Rights": facts.rights,
        "Language": facts.language,
        "Version": facts.version,
        "ContentHash": facts.content_hash,
        "Edition": facts.edition,
        "Paper": facts.paper,
    }
    return {key: text for key, text in said.items() if text}
