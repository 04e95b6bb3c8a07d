"""What `load` reads, written again: settings and sources as a brief has them, the rows of a table, a drawing.

Only what was printed is written. What an editor keeps beside it (comments, spare columns, hidden parts of a drawing) is
left behind.
"""

from __future__ import annotations

import csv
import io
import json
from base64 import b64encode
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import yaml

from brief.model import (
    Author,
    Description,
    Edition,
    OfEdition,
    PaperName,
    Settings,
    Source,
    Table,
    Text,
    within,
)
from brief.model.drawings import SVG, XLINK, photographs, shown

SOURCES = "sources.json"
"""The file with the sources of a brief that was written again."""

LEFT_BEHIND = frozenset({"sign-off", "signed-off", "csl", "icc-profile", "attach-source"})
"""The keys of brief.yaml that no page shows, or whose file is no part of what was printed."""


KEPT = frozenset({"abstract", "annote", "call-number", "keyword", "note", "references"})
"""What editors keep of a source for themselves: no style of the house prints it."""


def printed_settings(
    given: Settings,
    texts: Sequence[Text],
    fields_used: Collection[str],
    cites: bool,
    edition: Edition,
    paper: PaperName,
) -> Settings:
    """The settings that the pages of an edition with these sections came from.

    The ask stands in a summary, and what is said of authors beside their names in a section about them.
    """
    kinds = {text.section.kind for text in texts}
    own = given.editions.get(edition.name, OfEdition())
    limits = OfEdition(pages=own.pages, min_type_size=own.min_type_size)
    return replace(
        given,
        paper=paper,
        editions={edition.name: limits} if limits != OfEdition() else {},
        sections=tuple(text.section.name for text in texts),
        sources=(SOURCES,) if cites else (),
        fields={name: field for name, field in given.fields.items() if name in fields_used},
        authors=given.authors if "author" in kinds else tuple(Author(name=one.name) for one in given.authors),
        ask=given.ask if "summary" in kinds else "",
        addressee=given.addressee if "summary" in kinds else "",
    )


def settings(said: Settings) -> bytes:
    """brief.yaml with these settings, but for what stays behind."""
    return _yaml({key: value for key, value in _plain(said).items() if key not in LEFT_BEHIND})


def description(said: Description) -> bytes:
    """The file beside a picture."""
    return _yaml(_plain(said))


def sources(cited: Iterable[Source]) -> bytes:
    """The sources in CSL-JSON, without what editors keep of them for themselves."""
    items = [
        {"id": source.key} | {key: said for key, said in source.item.items() if key not in KEPT} for source in cited
    ]
    return (json.dumps(items, indent=2, ensure_ascii=False, default=str) + "\n").encode()


def table(whole: Table, columns: Collection[str]) -> bytes:
    """The CSV file with these columns only."""
    shown = [at for at, name in enumerate(whole.columns) if name in columns]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([whole.columns[at] for at in shown])
    writer.writerows([row[at].text for at in shown] for row in whole.rows)
    return file.getvalue().encode()


def drawing(svg: bytes, as_printed: Callable[[bytes], bytes]) -> tuple[bytes, tuple[str, ...]]:
    """A drawing without what it does not show, and the addresses of the photographs that stand beside it.

    Photographs within it become what `as_printed` makes of them.
    """
    root = ElementTree.fromstring(svg)
    shown(root)
    beside: list[str] = []
    for image, address in photographs(root):
        if address.startswith("data:"):
            image.attrib.pop(f"{XLINK}href", None)
            image.set("href", _address(as_printed(within(address))))
        elif address:
            beside.append(address)
    for prefix, uri in (("", SVG), ("xlink", XLINK)):
        ElementTree.register_namespace(prefix, uri.strip("{}"))
    return ElementTree.tostring(root, encoding="unicode").encode(), tuple(beside)


def _address(photograph: bytes) -> str:
    """The address that has a photograph within itself (RFC 2397)."""
    kind = "jpeg" if photograph.startswith(b"\xff\xd8") else "png"
    return f"data:image/{kind};base64,{b64encode(photograph).decode()}"


def _plain(value: Any) -> Any:
    """A value of the model as YAML has it: keys with hyphens, and without what is not given."""
    if is_dataclass(value):
        pairs = ((one.name.replace("_", "-"), _plain(getattr(value, one.name))) for one in fields(value))
        return {key: plain for key, plain in pairs if plain not in ("", None, [], {})}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else value


def _yaml(value: Any) -> bytes:
    text: str = yaml.dump(value, Dumper=_Written, allow_unicode=True, sort_keys=False, width=100)
    return text.encode()


class _Written(yaml.SafeDumper):
    """YAML as an editor would write it: texts of several lines stand below their key as they are."""


_Written.add_representer(
    str,
    lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None),
)
