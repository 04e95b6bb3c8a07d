"""The print run: all copies in one PDF for the copier, in the order of the walk; in duplex, each on sheets of its own.

It has no tags, unlike the copies: joining the tags of some hundred copies would take a minute and a gigabyte.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from pathlib import Path
from typing import Any

from brief.merge.copies import Copy, file_name
from brief.model import Brief
from brief.pdf import openable

RUN = "print-run"
"""The start of the file names of a print run; the group that it is split by and the number of a part follow."""

OTHER = "other"
"""The group in the file name of copies that have no value to split them by."""

MOST = 250
"""The most copies in a part: a larger file is slow to send and to open on a copier, and takes memory to make."""

LEFT = ("/Annots", "/StructParents", "/Tabs")
"""The entries of a page that are removed: links, and the numbers by which tags refer to it."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A copy in the print run: its PDF, how often it is printed, its name and the group, such as a building."""

    path: Path
    prints: int
    name: str
    group: str


def walked(brief: Brief, copies: Sequence[Copy]) -> list[Copy]:
    """The copies in the order that brief.yaml sets (`merge.order`); numbers within a text are compared as numbers."""
    order = brief.settings.merge.order
    return sorted(copies, key=lambda copy: ([_natural(copy.cell(column)) for column in order], copy.row))


def _natural(text: str) -> list[tuple[int, int, str]]:
    """A key that sorts 'Room 9' before 'Room 10', and empty texts last."""
    parts = re.split(r"(\d{1,4000})", text.casefold())  # Python reads no longer numbers
    return [(0, int(part), "") if part.isdecimal() else (1 + (not text), 0, part) for part in parts]


def group_of(brief: Brief, copy: Copy) -> str:
    """The group of a copy in the bookmarks: its cell in the column of `merge.split`, or first of `merge.order`."""
    merge = brief.settings.merge
    column = merge.split or next(iter(merge.order), "")
    return copy.cell(column) if column else ""


def print_runs(brief: Brief, printed: Sequence[Printed], duplex: bool) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of the files of a print run, split by `merge.split` and into parts of `MOST` copies."""

    def stem(one: Printed) -> str:
        return f"{RUN}-{file_name(one.group or OTHER, 0).removesuffix('.pdf')}" if brief.settings.merge.split else RUN

    def key(one: Printed) -> str:  # a disk may ignore capitals
        return stem(one).casefold()

    names: set[str] = set()
    for _, group in groupby(sorted(printed, key=key), key):
        own = [*group]
        parts = [*_parts(own)]
        for number, part in enumerate(parts, 1):
            name = f"{stem(own[0])}{f'-{number}' if len(parts) > 1 else ''}"
            while name.casefold() in names:  # another group has the name of a part
                name += "_"
            names.add(name.casefold())
            yield f"{name}.pdf", _joined(brief, part, duplex)


def _parts(printed: Sequence[Printed]) -> Iterator[list[Printed]]:
    """The copies in parts of at most `MOST` printed ones; the prints of one copy stay together, if they are no more."""
    counts = [(one, min(MOST, one.prints - done)) for one in printed for done in range(0, one.prints, MOST)]
    part: list[Printed] = []
    for one, prints in counts:
        if part and sum(other.prints for other in part) + prints > MOST:
            yield part
            part = []
        part.append(replace(one, prints=prints))
    if part:
        yield part


def share_fonts(resources: Iterable[Any]) -> None:
    """Makes fonts whose files are the same in several copies share one file; `resources` are those of their pages."""
    known: dict[bytes, Any] = {}
    for font in (font for one in resources for font in one.get("/Font", {}).values()):
        for below in font.get("/DescendantFonts", ()):
            described = below.get("/FontDescriptor", {})
            for key in ("/FontFile2", "/FontFile3"):
                if key in described:
                    digest = hashlib.sha256(described[key].read_raw_bytes()).digest()
                    described[key] = known.setdefault(digest, described[key])


def _joined(brief: Brief, printed: Sequence[Printed], duplex: bool) -> bytes:
    """One PDF of several copies, with bookmarks for groups and copies, and page labels with the names of copies."""
    import pikepdf
    from pikepdf import Dictionary, Name, OutlineItem

    run = pikepdf.new()
    labels: list[Any] = []
    groups: dict[str, OutlineItem] = {}
    with run.open_outline() as outline:
        for one in printed:
            with pikepdf.open(openable(one.path)) as copy:
                pages = [*copy.pages]
                for page, key in product(pages, LEFT):
                    if key in page:
                        del page[key]
                for _ in range(one.prints):
                    at = len(run.pages)
                    labels += (at, Dictionary(P=pikepdf.String(f"{one.name} · "), S=Name.D))
                    item = OutlineItem(one.name, at)
                    if one.group and one.group not in groups:
                        groups[one.group] = OutlineItem(one.group, at)
                        outline.root.append(groups[one.group])
                    (groups[one.group].children if one.group else outline.root).append(item)
                    for page in pages:
                        run.pages.append(page)
                    if duplex and len(pages) % 2:
                        box = pages[-1].mediabox
                        run.add_blank_page(page_size=(float(box[2]), float(box[3])))
    share_fonts(page.get("/Resources", {}) for page in run.pages)
    run.Root.PageLabels = Dictionary(Nums=labels)
    run.Root.ViewerPreferences = Dictionary(PrintScaling=Name("/None"))
    with pikepdf.open(openable(printed[0].path)) as first:
        for name, value in first.docinfo.items():  # by which `brief verify` knows where it came from
            run.docinfo[name] = str(value)
    file = io.BytesIO()
    run.save(file, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return file.getvalue()
