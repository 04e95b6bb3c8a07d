"""Finish: completes the objects of a PDF before they are written: metadata, viewer preferences, what a press needs.

The Info dictionary (ISO 32000-1, 14.3.3) and XMP have the same metadata. That WeasyPrint calls a finisher with
its document and the PDF is public; the structure of the PDF's objects, read here and in `press`, is private.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from brief.finish import xmp
from brief.finish.attached import attach, moment
from brief.finish.press import ForPress, prepare
from brief.finish.xmp import Facts

__all__ = ["Facts", "ForPress", "finisher"]

END = b"\r\nendstream"
"""The end of a stream whose data end with a carriage return, as pydyf writes it."""

FILE = 3
"""The length of the key of a stream with one piece of data, such as a face: data, dictionary, whether compressed."""

MOST_KEPT, LARGEST_KEPT = 64, 500_000
"""How many such streams are kept, and the bytes of the largest."""

OPENS = {"DisplayDocTitle": "true", "PrintScaling": "/None"}
"""Viewer preferences (ISO 32000-1, 12.2): the title in the window; printing at actual size."""

SIDES = {True: {"Duplex": "/DuplexFlipLongEdge"}, False: {"Duplex": "/Simplex"}}
"""The viewer preference for printing on both sides of the paper, or on one (ISO 32000-1, table 150)."""


def finisher(
    facts: Facts,
    blank: bool = False,
    duplex: bool = True,
    press: ForPress | None = None,
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> Callable[[Any, Any], None]:
    """The finisher for WeasyPrint, which takes its document and pydyf's PDF.

    It adds an empty last page if `blank`, asks for printing on both sides if `duplex`, and attaches `files`, by name,
    as the source. A PDF for a `press` is PDF/X-4, any other is PDF/UA-1 and PDF/A-3a.
    """

    def finish(_document: Any, pdf: Any) -> None:
        from pydyf import Array, Dictionary, String

        end_plainly()
        compress_once()
        pdf.info.clear()
        pdf.info.update({key: String(text) for key, text in info(facts).items()})
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        packet = xmp.press(facts) if press else xmp.archive(facts)
        metadata.stream, metadata.compress = [packet], False
        pdf.catalog["Lang"] = String(facts.language)
        pdf.catalog["ViewerPreferences"] = Dictionary(OPENS | SIDES[duplex])
        attach(pdf, files, facts.day)
        pdf.catalog["PageLabels"] = Dictionary({"Nums": Array([0, Dictionary({"S": "/D"})])})
        if blank:
            _add_blank(pdf)
        if press:
            pdf.info["Trapped"] = "/False"
            prepare(pdf, _pages(pdf), press)

    return finish


def _pages(pdf: Any) -> list[Any]:
    """The pages in order; each reference takes three entries, of which the first is the object's number."""
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def _add_blank(pdf: Any) -> None:
    """Adds an empty page like the last one."""
    from pydyf import Dictionary

    last = _pages(pdf)[-1]
    kept = ("Type", "Parent", "MediaBox", "Resources", "TrimBox", "BleedBox")
    pdf.add_page(Dictionary({key: last[key] for key in kept}))


def info(facts: Facts) -> dict[str, str]:
    """The Info dictionary, without empty entries."""
    day = moment(facts.day)
    entries = {
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
    return {key: text for key, text in entries.items() if text}


@cache
def end_plainly() -> None:
    """Makes pydyf write CR LF before ``endstream`` when the data end with CR.

    The CR of the data and pydyf's LF could be taken for the end of line, so that strict readers would find the length
    one too many (ISO 19005-3, 6.1.7.1). One in 256 compressed streams ends so.
    """
    import pydyf

    written = pydyf.Stream.data.fget

    def data(stream: Any) -> bytes:
        whole: bytes = written(stream)
        return whole.removesuffix(END) + b"\r" + END if whole.endswith(END) else whole

    pydyf.Stream.data = property(data)


@cache
def compress_once() -> None:
    """Makes pydyf compress a stream only once.

    While it writes a document, it asks for the bytes of each stream twice: to write them, and for the identifier of the
    file. Faces and color profiles are kept, since they are the same from document to document.
    """
    import pydyf

    given, write = pydyf.Stream.data.fget, pydyf.PDF.write
    writing: list[dict[int, bytes]] = []  # the bytes of each document being written, by the ids of its streams
    kept: dict[tuple[bytes, ...], bytes] = {}

    def compressed(stream: Any) -> bytes:
        key = *stream.stream, pydyf.Dictionary(stream.extra).data, bytes(stream.compress)
        if len(key) > FILE or not isinstance(key[0], bytes) or len(key[0]) > LARGEST_KEPT:
            whole: bytes = given(stream)
            return whole
        if key not in kept:
            kept[key] = given(stream)
            if len(kept) > MOST_KEPT:
                del kept[next(iter(kept))]
        return kept[key]

    def data(stream: Any) -> bytes:
        if not writing:
            return compressed(stream)
        if id(stream) not in writing[-1]:
            writing[-1][id(stream)] = compressed(stream)
        return writing[-1][id(stream)]

    def once(pdf: Any, *args: Any, **kw: Any) -> Any:
        writing.append({})
        try:
            return write(pdf, *args, **kw)
        finally:
            writing.pop()

    pydyf.Stream.data, pydyf.PDF.write = property(data), once
