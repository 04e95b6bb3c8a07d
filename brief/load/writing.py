"""What `load` reads, written again: settings and sources as a brief has them, the rows of a table, a drawing.

Only what was printed is written. What an editor keeps beside it (comments, spare columns, hidden parts of a drawing) is
left behind.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import yaml

from brief.model import Author, Description, Settings, Source, Table, Text

SOURCES = "sources.json"
"""The file with the sources of a brief that was written again."""

UNPRINTED = frozenset({"editions", "sign-off", "signed-off", "csl", "attach-source"})
"""The keys of brief.yaml that no page shows, or whose file is no part of what was printed."""


def settings(given: Settings, texts: Sequence[Text], fields_used: Collection[str], cites: bool) -> bytes:
    """brief.yaml with the keys that the pages with these sections came from.

    The ask stands in a summary, and what is said of authors beside their names in a section about them.
    """
    kinds = {text.section.kind for text in texts}
    whole = replace(
        given,
        sections=tuple(text.section.name for text in texts),
        sources=(SOURCES,) if cites else (),
        fields={name: field for name, field in given.fields.items() if name in fields_used},
        authors=given.authors if "author" in kinds else tuple(Author(name=one.name) for one in given.authors),
        ask=given.ask if "summary" in kinds else "",
        addressee=given.addressee if "summary" in kinds else "",
    )
    said = {key: value for key, value in _plain(whole).items() if key not in UNPRINTED}
    return _yaml(said)


def description(said: Description) -> bytes:
    """The file beside a picture."""
    return _yaml(_plain(said))


def sources(cited: Iterable[Source]) -> bytes:
    """The sources in CSL-JSON."""
    items = [{**source.item, "id": source.key} for source in cited]
    return (json.dumps(items, indent=2, ensure_ascii=False, default=str) + "\n").encode()


def table(whole: Table, columns: Collection[str]) -> bytes:
    """The CSV file with these columns only."""
    shown = [at for at, name in enumerate(whole.columns) if name in columns]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow([whole.columns[at] for at in shown])
    writer.writerows([row[at].text for at in shown] for row in whole.rows)
    return file.getvalue().encode()


def drawing(svg: bytes) -> bytes:
    """A drawing without comments, metadata, scripts, and what it does not show."""
    root = ElementTree.fromstring(svg)
    for prefix, uri in (("", "http://www.w3.org/2000/svg"), ("xlink", "http://www.w3.org/1999/xlink")):
        ElementTree.register_namespace(prefix, uri)
    _prune(root)
    return ElementTree.tostring(root, encoding="unicode").encode()


def _prune(element: ElementTree.Element) -> None:
    for child in list(element):
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        hidden = child.get("display") == "none" or "display:none" in child.get("style", "").replace(" ", "")
        if hidden or name in ("", "metadata", "script", "namedview", "desc"):
            element.remove(child)
        else:
            _prune(child)


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
