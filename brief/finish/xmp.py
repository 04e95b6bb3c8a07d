"""The metadata of a PDF: its values, and XMP (ISO 16684-1) as PDF/A-3 and PDF/UA-1, or PDF/X-4, require it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Facts:
    """The metadata of a PDF. `made_by` and `set_by` are brief and the engine with their versions, `day` is its date."""

    title: str
    authors: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    publishers: tuple[str, ...]
    rights: str
    language: str
    day: date
    version: str
    content_hash: str
    edition: str
    paper: str
    made_by: str
    set_by: str


OWN = "urn:policy-brief:copy/"
"""The namespace of brief's own properties."""

COMMON: Mapping[str, str] = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
}
"""The namespaces of every PDF, by their prefixes."""

ARCHIVE: Mapping[str, str] = {
    **COMMON,
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "brief": OWN,
}
"""The namespaces of a PDF/A file, by their prefixes."""

PRESS: Mapping[str, str] = {
    **COMMON,
    "brief": OWN,
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
}
"""The namespaces of a PDF/X file, by their prefixes."""

EXTENSIONS: Sequence[tuple[str, str, Sequence[tuple[str, str, str]]]] = (
    (
        "PDF/UA identification",
        "pdfuaid",
        [("part", "Integer", "The part of ISO 14289 that the document conforms to")],
    ),
    (
        "Policy brief",
        "brief",
        [
            ("version", "Text", "The version of the brief"),
            ("contentHash", "Text", "The SHA-256 of the source that the copy was made from"),
            ("edition", "Text", "The edition"),
            ("paper", "Text", "The paper that it was set for"),
        ],
    ),
)
"""Descriptions of the schemas that PDF/A does not predefine (ISO 19005-3, 6.6.2.3): title, prefix, properties."""


def archive(facts: Facts) -> bytes:
    """The XMP packet of PDF/A-3a and PDF/UA-1, without empty properties."""
    standards = (_text("pdfaid:part", "3"), _text("pdfaid:conformance", "A"), _text("pdfuaid:part", "1"))
    return _packet(ARCHIVE, (*_of_document(facts), *standards, *_of_copy(facts), _extensions()))


def press(facts: Facts) -> bytes:
    """The XMP packet of PDF/X-4 (ISO 15930-7, 6.6). The same source gives the same DocumentID."""
    made_of = f"{facts.content_hash} {facts.made_by} {facts.set_by} {facts.edition} {facts.paper}"
    required = (
        _text("pdfxid:GTS_PDFXVersion", "PDF/X-4"),
        _text("pdf:Trapped", "False"),
        _text("xmp:MetadataDate", _day(facts)),
        _text("xmpMM:DocumentID", uuid5(NAMESPACE_URL, made_of).urn),
        _text("xmpMM:VersionID", facts.version or "1"),
        _text("xmpMM:RenditionClass", "default"),
    )
    return _packet(PRESS, (*_of_document(facts), *required, *_of_copy(facts)))


def _packet(namespaces: Mapping[str, str], properties: Sequence[str]) -> bytes:
    known = " ".join(f"xmlns:{prefix}={quoteattr(uri)}" for prefix, uri in namespaces.items())
    lines = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {known}><rdf:Description rdf:about="">',
        *filter(None, properties),
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="r"?>',
    )
    return "\n".join(lines).encode()


def _of_document(facts: Facts) -> tuple[str, ...]:
    """The properties of any document."""
    day = _day(facts)
    return (
        _alternatives("dc:title", facts.title),
        _array("dc:creator", "Seq", facts.authors),
        _alternatives("dc:description", facts.subject),
        _array("dc:subject", "Bag", facts.keywords),
        _array("dc:publisher", "Bag", facts.publishers),
        _alternatives("dc:rights", facts.rights),
        _array("dc:language", "Bag", [facts.language]),
        _array("dc:date", "Seq", [day]),
        _text("dc:format", "application/pdf"),
        _text("pdf:Keywords", ", ".join(facts.keywords)),
        _text("pdf:Producer", facts.set_by),
        _text("xmp:CreatorTool", facts.made_by),
        _text("xmp:CreateDate", day),
        _text("xmp:ModifyDate", day),
    )


def _of_copy(facts: Facts) -> tuple[str, ...]:
    """The properties of brief's own namespace."""
    return (
        _text("brief:version", facts.version),
        _text("brief:contentHash", facts.content_hash),
        _text("brief:edition", facts.edition),
        _text("brief:paper", facts.paper),
    )


def _day(facts: Facts) -> str:
    return f"{facts.day.isoformat()}T00:00:00Z"


def _text(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _alternatives(name: str, text: str) -> str:
    """A property that may have a text for each language, here one for any; empty without text."""
    item = f'<rdf:li xml:lang="x-default">{escape(text)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>" if text else ""


def _array(name: str, kind: str, texts: Sequence[str]) -> str:
    items = "".join(_text("rdf:li", text) for text in texts)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>" if items else ""


def _extensions() -> str:
    schemas = "".join(_schema(*extension) for extension in EXTENSIONS)
    return f"<pdfaExtension:schemas><rdf:Bag>{schemas}</rdf:Bag></pdfaExtension:schemas>"


def _schema(title: str, prefix: str, properties: Sequence[tuple[str, str, str]]) -> str:
    described = "".join(
        '<rdf:li rdf:parseType="Resource">'
        + _text("pdfaProperty:name", name)
        + _text("pdfaProperty:valueType", kind)
        + _text("pdfaProperty:category", "internal")
        + _text("pdfaProperty:description", sense)
        + "</rdf:li>"
        for name, kind, sense in properties
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        + _text("pdfaSchema:schema", title)
        + _text("pdfaSchema:namespaceURI", ARCHIVE[prefix])
        + _text("pdfaSchema:prefix", prefix)
        + f"<pdfaSchema:property><rdf:Seq>{described}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )
