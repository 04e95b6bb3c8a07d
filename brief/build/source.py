"""The files that an edition was printed from: its sections, sources, data and pictures, as far as it shows them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import zip_longest
from pathlib import PurePosixPath
from typing import Any
from xml.etree.ElementTree import Element

from brief import check
from brief.build.job import Job
from brief.build.traced import printed_items
from brief.compose.fields import kept, name_in
from brief.findings import BriefError, Finding, Place, stop_on_errors
from brief.findings import files as rules
from brief.findings.nearest import shortened
from brief.load import writing
from brief.load.folders import collisions, is_portable
from brief.load.serving import fetch
from brief.model import Brief, Field, Measured, Text, exhibits, lines_of, side_file
from brief.model.drawings import file_beside
from brief.parse import parse, printed, unused
from brief.typeset import as_printed

WHOLE = (math.inf, math.inf)
"""The size of a photograph in a drawing: the PDF has all of its pixels, however large the drawing is printed."""


def source_files(job: Job, measured: Measured) -> Mapping[str, bytes]:
    """The files, by name. Raises `BriefError` when they could not be extracted from the PDF again.

    They contain nothing that was not printed: no comment, no block of another edition, no source that is not cited, no
    column of a CSV file that is not shown, no pixel that paper does not need.
    """
    brief, texts = job.brief, [kept(text, job.brief) for text in job.texts]
    elements = (one for text in texts for tree in text.trees for one in tree.iter())
    used = {name_in(one.get("data-field", "")) for one in elements}
    keys = sorted(check.cited_keys(texts))
    files = {text.section.file: _reprinted(text, job).encode() for text in texts}
    fields = {name: Field(sample=brief.values.get(name, "")) for name in brief.settings.fields if name in used}
    cover = brief.settings.cover if measured.has_cover else ""
    on_paper = replace(brief.settings, paper=job.paper, brand=brief.brand, cover=cover, fields=fields)
    settings = writing.printed_settings(on_paper, texts, bool(keys), job.edition)
    files["brief.yaml"] = writing.settings(settings)
    if keys:
        files[writing.SOURCES] = writing.sources(printed_items(job, keys))
    named = [name for name, _ in check.pictures_named(replace(brief, settings=settings), texts)]
    files |= {**dict(_data(brief, texts)), **dict(_pictures(brief, named, measured))}
    stop_on_errors(_unfit(brief, files))
    return files


def _data(brief: Brief, texts: Sequence[Text]) -> Iterator[tuple[str, bytes]]:
    """The CSV files, with only the columns that a chart or table shows or is sorted by."""
    shown: dict[str, set[str]] = defaultdict(set)
    places: dict[str, dict[str, Sequence[str]]] = defaultdict(dict)
    tables = {_plain(name): table for name, table in brief.tables.items()}
    for text in texts:
        for block in text.blocks:
            for _, exhibit in exhibits(block.tree, text.section.path):
                if name := _plain(exhibit.text("file")):
                    from brief.chart import columns_shown, places_by  # imported when there is something to draw

                    shown[name].update(columns_shown(exhibit, tables[name]))
                    column, order = places_by(exhibit, tables[name])
                    places[name].update({column: order} if column else {})
    for name, columns in shown.items():
        yield name, writing.table(tables[name], columns, places[name])


def _pictures(brief: Brief, named: Sequence[str], measured: Measured) -> Iterator[tuple[str, bytes]]:
    """The pictures as they are printed, the pictures in drawings, and the files beside them."""
    drawn: dict[str, tuple[float, float]] = {}
    for name in dict.fromkeys(named):
        if name.lower().endswith(".svg"):
            data, beside = writing.drawing(
                _bytes(brief, name), partial(as_printed, f"a picture in {name}", points=WHOLE)
            )
            drawn.update((_plain(file_beside(name, address)), WHOLE) for address in beside)
            yield _plain(name), data
        if described := brief.pictures.get(name):
            yield side_file(_plain(name)), writing.description(described)
    plain = set(map(_plain, named))
    printed = {name: size for name, size in _sizes(measured).items() if name in plain}
    for name, size in {**printed, **drawn}.items():
        yield name, as_printed(name, _bytes(brief, name), size)


def _bytes(brief: Brief, name: str) -> bytes:
    """The bytes of a file of the brief. Raises `BriefError` when it was removed or replaced after reading."""
    try:
        return fetch(brief, name)
    except LookupError as error:
        raise rules.FILE_GONE.error_at(Place(brief.folder / name)) from error


def _sizes(measured: Measured) -> dict[str, tuple[float, float]]:
    """The largest width and height at which each photograph is printed, in points, by its name."""
    sizes: dict[str, tuple[float, float]] = {}
    for one in (photograph for page in measured.pages for photograph in page.photographs):
        name = _plain(one.name)
        width, height = sizes.get(name, (0.0, 0.0))
        sizes[name] = max(width, one.box.width), max(height, one.box.height)
    return sizes


def _plain(name: str) -> str:
    """The shortest form of a name: ``images/a.png`` for ``./images//a.png``; an empty name stays empty."""
    return PurePosixPath(name).as_posix() if name else ""


def _reprinted(text: Text, job: Job) -> str:
    """The Markdown of a section as it was printed. Raises `BriefError` if it would then read differently."""
    lineage, values = job.edition.lineage, job.brief.values
    again = _again(text, printed(text, lineage, values), job.brief)
    reprint = printed(text, lineage, values, unused(again))
    stop_on_errors(_altered(text, _again(text, reprint, job.brief)))
    return reprint


def _again(text: Text, reprint: str, brief: Brief) -> Text:
    """The section, read again from its reprint; empty if the reprint has errors."""
    first = reprint.split("---\n", 2)[1].count("\n") + 3
    section = replace(text.section, text=reprint, first=first, short=None)
    try:
        return parse(section, brief.settings, brief.sources, lambda picture: True)[0]
    except BriefError:
        return Text(section, Element("h2"), (), {})


def _altered(text: Text, again: Text) -> Iterator[Finding]:
    """The error for the first title, block or note that would not read as it was printed."""
    for tree, other in zip_longest(text.trees, again.trees):
        if tree is None or other is None or _read(tree) != _read(other):
            _, line, _ = lines_of(text.title if tree is None else tree)
            yield rules.READS_OTHERWISE.at(Place(text.section.path, line))
            return


def _read(tree: Element) -> tuple[Any, ...]:
    """What a tree says, whatever its lines and the names that other sections may have changed."""
    said = {name: value for name, value in tree.items() if name not in ("id", "data-source") and "data-at-" not in name}
    words = (" ".join((text or "").split()) for text in (tree.text, tree.tail))
    return (tree.tag, said, *words, *map(_read, tree))


def _unfit(brief: Brief, names: Iterable[str]) -> Iterator[Finding]:
    """Errors for names under which files could not be extracted from the PDF again."""
    for name in names:
        if not is_portable(name):
            yield rules.GOES_NOT_ALONG.at(Place(brief.folder / name), name=shortened(name))
    for name, other in collisions(names):
        yield rules.GO_NOT_TOGETHER.at(Place(brief.folder / name), other=shortened(other))
