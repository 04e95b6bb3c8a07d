"""Writes files that `load` can read, to be attached to a PDF: settings, sources, tables, drawings.

They contain only what was printed, without an editor's comments, unused columns and hidden parts of drawings.
"""

from __future__ import annotations

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import yaml

from brief.model import Author, Description, Edition, Overrides, Settings, Table, Text, data_url_content
from brief.model.drawings import XLINK, photographs
from brief.model.shown import serialized, shown

SOURCES = "sources.json"
"""The name of the file for the sources."""

UNPRINTED_KEYS = frozenset({"merge", "terms", "rules", "sign-off", "signed-off", "csl", "icc-profile", "attach-source"})
"""The keys of brief.yaml that no page shows, or that name a file that is not written."""

_PRINTED = """
    type title title-short container-title collection-title author authority editor translator publisher edition version
    volume issue number section page genre event event-title issued accessed URL DOI
"""
PRINTED_FIELDS = frozenset(_PRINTED.split())
"""The fields of sources that the citation styles of the house print; the others are not written."""


def printed_settings(given: Settings, texts: Sequence[Text], cites: bool, edition: Edition) -> Settings:
    """The settings that the pages of an edition with these sections were made from.

    Authors keep only their names, unless a section about them prints the rest.
    """
    kinds = {text.section.kind for text in texts}
    own = given.editions.get(edition.name, Overrides())
    limits = Overrides(pages=own.pages, type_size=own.type_size, min_type_size=own.min_type_size)
    return replace(
        given,
        editions={edition.name: limits} if limits != Overrides() else {},
        sections=tuple(text.section.name for text in texts),
        sources=(SOURCES,) if cites else (),
        authors=given.authors if "author" in kinds else tuple(Author(name=author.name) for author in given.authors),
    )


def settings(given: Settings) -> bytes:
    """The contents of a brief.yaml with these settings, apart from those that are not printed."""
    return _yaml({key: value for key, value in _plain(given).items() if key not in UNPRINTED_KEYS})


def description(given: Description) -> bytes:
    """The contents of the file beside a picture."""
    return _yaml(_plain(given))


def sources(printed: Mapping[str, Mapping[str, Any]]) -> bytes:
    """The sources in CSL-JSON, by their keys, each with what is printed of it."""
    items = [{"id": key, **item} for key, item in printed.items()]
    return (json.dumps(items, indent=2, ensure_ascii=False, default=str) + "\n").encode()


def table(whole: Table, columns: Collection[str], places: Mapping[str, Sequence[str]]) -> bytes:
    """The contents of a CSV file with only these columns of a table.

    `places` are the columns by which rows are sorted; those that are not shown have the places of the rows instead.
    """
    hidden = {whole.columns.index(name): column for name, column in places.items() if name not in columns}
    kept = [at for at, name in enumerate(whole.columns) if name in columns or at in hidden]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([whole.columns[at] for at in kept])
    for number, row in enumerate(whole.rows):
        writer.writerow(hidden[at][number] if at in hidden else row[at].text for at in kept)
    return file.getvalue().encode()


def drawing(svg: bytes, as_printed: Callable[[bytes], bytes]) -> tuple[bytes, tuple[str, ...]]:
    """A drawing without its hidden parts, and the addresses of the photographs that it loads from files.

    Photographs embedded in it are replaced by what `as_printed` returns for them.
    """
    root = ElementTree.fromstring(svg)
    shown(root)
    beside: list[str] = []
    for image, address in photographs(root):
        if address.startswith("data:"):
            image.attrib.pop(f"{XLINK}href", None)
            image.set("href", _data_url(as_printed(data_url_content(address))))
        elif address:
            beside.append(address)
    return serialized(root), tuple(beside)


def _data_url(photograph: bytes) -> str:
    """A URL that contains the photograph itself (RFC 2397)."""
    kind = "jpeg" if photograph.startswith(b"\xff\xd8") else "png"
    return f"data:image/{kind};base64,{b64encode(photograph).decode()}"


def _plain(value: Any) -> Any:
    """A value of the model in the types of YAML, with hyphens in keys and without empty values."""
    if is_dataclass(value):
        pairs = ((field.name.replace("_", "-"), _plain(getattr(value, field.name))) for field in fields(value))
        return {key: plain for key, plain in pairs if plain not in ("", None, [], {})}
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def _yaml(value: Any) -> bytes:
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


class _Dumper(yaml.SafeDumper):
    """A writer of YAML that sets texts of several lines below their key, as editors do."""


_Dumper.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
