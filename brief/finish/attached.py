"""Attaches the source of a document to its PDF (ISO 19005-3, 6.8; ISO 32000-2, 7.11).

WeasyPrint's own attachments take the media type from the system and the date from the clock, so that the bytes would
differ from one machine to the next.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import Any

KINDS = {
    ".md": "text#2fmarkdown",
    ".yaml": "application#2fyaml",
    ".json": "application#2fjson",
    ".csv": "text#2fcsv",
    ".svg": "image#2fsvg+xml",
    ".jpg": "image#2fjpeg",
    ".jpeg": "image#2fjpeg",
    ".png": "image#2fpng",
}
"""Media types, as names of a PDF, by suffix."""


def attach(pdf: Any, files: Mapping[str, bytes], day: date) -> None:
    """Attaches files to a PDF as its source, sorted by name."""
    from pydyf import Array, Dictionary, String

    if not files:
        return
    specs = {name: _specified(pdf, name, files[name], day) for name in sorted(files)}
    names = [part for name, spec in specs.items() for part in (String(name), spec)]
    tree = pdf.catalog.get("Names", Dictionary({}))
    tree["EmbeddedFiles"] = Dictionary({"Names": Array(names)})
    pdf.catalog["Names"] = tree
    pdf.catalog["AF"] = Array(specs.values())


def moment(day: date) -> str:
    """The first second of a day as a PDF writes it (ISO 32000-1, 7.9.4), also of years before 1000."""
    return f"D:{day.isoformat().replace('-', '')}000000Z"


def _specified(pdf: Any, name: str, content: bytes, day: date) -> Any:
    """Adds a file to a PDF; returns the reference of its specification (ISO 32000-2, 7.11.3)."""
    from pydyf import Dictionary, Stream, String

    kind = KINDS.get(PurePosixPath(name).suffix.lower(), "application#2foctet-stream")
    parameters = {
        "Size": len(content),
        "ModDate": String(moment(day)),
        "CheckSum": f"<{hashlib.md5(content, usedforsecurity=False).hexdigest()}>",
    }
    extra = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": Dictionary(parameters)}
    stream = Stream([content], extra, compress=True)
    pdf.add_object(stream)
    spec = Dictionary(
        {
            "Type": "/Filespec",
            "F": String(name),
            "UF": String(name),
            "EF": Dictionary({"F": stream.reference, "UF": stream.reference}),
            "AFRelationship": "/Source",
            "Desc": String("what this document was printed from"),
        }
    )
    pdf.add_object(spec)
    return spec.reference
