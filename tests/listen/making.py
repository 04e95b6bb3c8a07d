"""Small tagged PDFs, made by hand: an element is written as ``E("P", "words", E("Span", "성분", Lang="ko"))``."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <ffff> endcodespacerange
%d beginbfrange %s endbfrange endcmap end end""" % (
    256,
    b" ".join(b"<%02x00> <%02xff> <%02x00>" % (high, high, high) for high in range(256)),
)
"""Each character code stands for the character of that number."""


class Element(NamedTuple):
    """An element of the structure tree: its role, its contents, its entries."""

    role: str
    kids: tuple[Any, ...]
    entries: dict[str, Any]


def E(role: str, *kids: Any, **entries: Any) -> Element:
    """An element that contains texts, elements and the kinds of content below."""
    return Element(role, kids, entries)


class On(NamedTuple):
    """A text on another page than the first."""

    page: int
    text: str


class Leads(NamedTuple):
    """A link annotation with these entries."""

    entries: dict[str, Any]


class Content(NamedTuple):
    """Marked content that a test writes itself: the operators between BDC and EMC."""

    operators: bytes


def shown(text: str) -> bytes:
    """The operators that draw a text."""
    return b" BT /F 10 Tf <%s> Tj ET " % text.encode("utf-16-be").hex().encode()


class _Maker:
    """A PDF under construction: makes its elements one by one and draws their texts on its pages."""

    def __init__(self, pages: int) -> None:
        self.pdf = pikepdf.new()
        font = self.pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                BaseFont=Name.Plain,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array(
                    [
                        Dictionary(
                            Type=Name.Font,
                            Subtype=Name.CIDFontType2,
                            BaseFont=Name.Plain,
                            CIDSystemInfo=Dictionary(
                                Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                            ),
                            FontDescriptor=Dictionary(Type=Name.FontDescriptor, FontName=Name.Plain, Flags=4),
                            DW=500,
                        )
                    ]
                ),
                ToUnicode=self.pdf.make_stream(TO_UNICODE),
            )
        )
        self.contents: list[list[bytes]] = [[] for _ in range(pages)]
        for _ in range(pages):
            page = self.pdf.add_blank_page(page_size=(612, 792))
            page.Resources = Dictionary(Font=Dictionary(F=font))

    def element(self, made: Element, parent: Any) -> Any:
        entries = {name: _value(value) for name, value in made.entries.items()}
        node = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{made.role}"), P=parent, Pg=self.pdf.pages[0].obj, **entries)
        )
        if made.kids:
            node.K = Array([self.kid(kid, node) for kid in made.kids])
        return node

    def kid(self, kid: Any, node: Any) -> Any:
        match kid:
            case Element():
                return self.element(kid, node)
            case str():
                return self.marked(1, shown(kid))
            case On():
                page = self.pdf.pages[kid.page - 1].obj
                return Dictionary(Type=Name.MCR, Pg=page, MCID=self.marked(kid.page, shown(kid.text)))
            case Content():
                return self.marked(1, kid.operators)
            case _:
                link = Dictionary(Type=Name.Annot, Subtype=Name.Link, **kid.entries)
                return Dictionary(Type=Name.OBJR, Obj=self.pdf.make_indirect(link), Pg=self.pdf.pages[0].obj)

    def marked(self, page: int, operators: bytes) -> int:
        contents = self.contents[page - 1]
        contents.append(b"/Span <</MCID %d>> BDC %s EMC" % (len(contents), operators))
        return len(contents) - 1


def _value(value: Any) -> Any:
    return String(value) if isinstance(value, str) else value


def pdf(
    *top: Element, title: str = "A brief", language: str = "en", pages: int = 1, before: Sequence[bytes] = ()
) -> bytes:
    """A PDF with these elements in its Document; `before` are operators outside all marked content."""
    maker = _Maker(pages)
    maker.pdf.docinfo["/Title"] = title
    if language:
        maker.pdf.Root.Lang = String(language)
    root = maker.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([maker.element(E("Document", *top), root)])
    maker.pdf.Root.StructTreeRoot = root
    for number, page in enumerate(maker.pdf.pages):
        operators = [*(before if number == 0 else ()), *maker.contents[number]]
        page.Contents = maker.pdf.make_stream(b"\n".join(operators))
    return saved(maker.pdf)


def saved(document: pikepdf.Pdf) -> bytes:
    """The bytes of a PDF."""
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def untagged() -> bytes:
    """A PDF without a structure tree."""
    document = pikepdf.new()
    document.add_blank_page()
    return saved(document)
