"""The lists of a merge: the manifest of its copies, and lists of the rows that failed and of the others."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping

from brief import __version__, output
from brief.load.rows import Rows
from brief.merge.copies import FIRST, Copy
from brief.merge.making import Made
from brief.merge.preparing import Ready
from brief.model import copy_code


def manifests(of: Ready, made: Mapping[int, Made], folder: str) -> Mapping[str, bytes]:
    """The manifest as JSON and as CSV: row, file, pages, SHA-256, content hash and the values of each copy."""
    copies = [_entry(of, of.copies[row], made[row], folder) for row in sorted(made)]
    settings, brief = of.brief.settings, of.brief
    whole = {
        "brief": {
            "title": " ".join(settings.title.split()),
            "slug": settings.slug,
            "version": settings.version,
            "edition": of.edition.name,
            "paper": of.paper,
            "content_hash": brief.content_hash,
            "copy_code": copy_code(brief.content_hash),
        },
        "tool": f"brief {__version__}",
        "copies": copies,
    }
    columns = ("row", "file", "pages", "sha256", "content_hash", "verified")
    rows = [[entry[column] for column in columns] + [*_values(entry)] for entry in copies]
    return {
        "manifest.json": (json.dumps(whole, indent=2, ensure_ascii=False) + "\n").encode(),
        "manifest.csv": output.spreadsheet([(*columns, *settings.fields), *rows]),
    }


def _entry(of: Ready, copy: Copy, made: Made, folder: str) -> dict[str, object]:
    return {
        "row": copy.row,
        "file": f"{folder}/{copy.name}",
        "pages": made.pages,
        "sha256": made.sha256,
        "content_hash": of.for_copy(copy)[0].content_hash,
        "verified": "yes",
        "fields": {name: copy.values.get(name, "") for name in of.brief.settings.fields},
    }


def _values(entry: Mapping[str, object]) -> Iterable[object]:
    fields = entry["fields"]
    return fields.values() if isinstance(fields, dict) else ()


def some_rows(rows: Rows, numbers: Collection[int]) -> bytes:
    """A list, as CSV, with only the rows of these numbers, counted from `FIRST`."""
    cells = [cells for number, (_, cells) in enumerate(rows.rows, FIRST) if number in numbers]
    return output.spreadsheet([rows.columns, *cells])
