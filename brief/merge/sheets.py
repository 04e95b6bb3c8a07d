"""The sheets that go with the copies: the route, with a box to tick for each office, and the proof sheet."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from brief import build
from brief.build import Job
from brief.findings import merge as rules
from brief.merge.copies import COPIES, Copy, folded
from brief.merge.preparing import Asked, ready, sample
from brief.merge.printing import group_of, share_fonts, walked
from brief.model import PAPERS, POINTS_IN_MM, Brief, Pages, editions_of
from brief.pdf import openable

FOR_COLUMNS, SHORTEST, NO_GROUP = 78.0, 9, "–"
"""The share of a route's width (%) for its columns, the fewest characters that a column has room for, and the heading
of offices without a group."""

ROUTE, PROOF, MOST = "route", "proof-sheet", 200
"""The stems of the files of a route and of a proof sheet, and the most copies of a part."""

MARGIN, GAP, CAPTION, ACROSS, DOWN = 12.0, 6.0, 7.0, 2, 4
"""Of a proof sheet: the mm around its frames, between them, and for each caption; the frames across and down."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a route or of a proof sheet (`what`): the stem of its file, and the rows of its copies."""

    what: str
    stem: str
    rows: tuple[int, ...]


def parts(brief: Brief, copies: Sequence[Copy]) -> list[Part]:
    """The parts of the route in the order of the walk, then those of the proof sheet in that of the list.

    A route is a PDF for the walk to the offices. Its columns are those of `merge.route`, or else of `merge.order` and
    the first field, and the number of copies if one is printed more than once. A proof sheet shows the upper part of
    page 1 of every copy, for a colleague to check.
    """
    return [*_parts(ROUTE, walked(brief, copies)), *_parts(PROOF, copies)]


def _parts(what: str, copies: Sequence[Copy]) -> Iterator[Part]:
    """The copies in parts of no more than `MOST`; when there are several, the stem of each has its number."""
    rows = [tuple(copy.row for copy in copies[first : first + MOST]) for first in range(0, len(copies), MOST)]
    yield from (Part(what, f"{what}-{at}" if len(rows) > 1 else what, own) for at, own in enumerate(rows, 1))


def make_part(order: Asked, part: Part, folder: Path) -> tuple[str, bytes]:
    """The file name and the bytes of a part; the PDFs of its copies are in `folder`."""
    of = ready(order)
    copies, job = [of.copies[row] for row in part.rows], _job(order)
    return f"{part.stem}.pdf", _route(job, copies) if part.what == ROUTE else _proof_sheet(job, copies, folder)


def _job(order: Asked) -> Job:
    """The job for lists: that of the copies, without blank pages; for a press, of the full edition in its place."""
    of, job = ready(order), sample(order)
    edition = of.edition if of.edition.inks != "press" else editions_of(of.brief.settings)["full"]
    if edition is of.edition and not edition.pages.even:
        return job
    return Job.of(of.brief, of.texts, replace(edition, pages=Pages()), of.paper, job.engine)


def _route(job: Job, copies: Sequence[Copy]) -> bytes:
    """The PDF of a part of a route."""
    merge, brief = job.brief.settings.merge, job.brief
    typed = {folded(column): column for copy in copies[:1] for column in copy.cells}
    prints = [typed[COPIES]] if COPIES in typed and any(copy.prints > 1 for copy in copies) else []
    columns = list(dict.fromkeys([*(merge.route or (*merge.order, *_first_field(brief))), *prints]))
    stops = [(group_of(brief, copy), [_cell(copy, column) for column in columns]) for copy in copies]
    groups = [(group or NO_GROUP, [*own]) for group, own in groupby(stops, itemgetter(0))]
    heads = [typed.get(folded(column), column) for column in columns]
    columns_of = zip(heads, *(cells for _, cells in stops), strict=True)
    longest = [max(len(head) + 4, SHORTEST, *map(len, texts)) for head, *texts in columns_of]
    widths = [round(FOR_COLUMNS * length / sum(longest), 1) for length in longest]
    listed = [(group if len(groups) > 1 else "", [cells for _, cells in own]) for group, own in groups]
    return build.listed(job, "route.html", {"columns": [*zip(heads, widths, strict=True)], "groups": listed})


def _cell(copy: Copy, column: str) -> str:
    """The text of one cell of the route: one copy, one column."""
    return str(copy.prints) if folded(column) == COPIES else copy.cell(column)


def _first_field(brief: Brief) -> tuple[str, ...]:
    """The field that names an office: the first required one, or else the first; empty without fields."""
    fields = brief.settings.fields
    return tuple(name for name, field in fields.items() if field.required)[:1] or tuple(fields)[:1]


def _proof_sheet(job: Job, copies: Sequence[Copy], folder: Path) -> bytes:
    """The PDF of a part of a proof sheet; the row and file name of each copy are above it."""
    import pikepdf

    width, height = PAPERS[job.paper]
    frame, room = (width - 2 * MARGIN + GAP) / ACROSS - GAP, (height - 2 * MARGIN + GAP) / DOWN - GAP
    spots = [(MARGIN + x * (frame + GAP), MARGIN + y * (room + GAP)) for y in range(DOWN) for x in range(ACROSS)]
    sheets = [
        [*zip(copies[first : first + len(spots)], spots, strict=False)] for first in range(0, len(copies), len(spots))
    ]
    values = {
        "sheets": [[(copy.row, copy.name, x, y) for copy, (x, y) in sheet] for sheet in sheets],
        "size": (frame, room - CAPTION, CAPTION),
    }
    with pikepdf.open(io.BytesIO(build.listed(job, "proof-sheet.html", values))) as listed:
        if len(listed.pages) != len(sheets):
            raise rules.SHEETS_WRONG.error_at(count=len(listed.pages), wanted=len(sheets))
        for page, sheet in zip(listed.pages, sheets, strict=True):
            page.contents_add(b"q", prepend=True)  # what is drawn so far has its own coordinates
            page.contents_add(b"Q")
            for copy, (x, y) in sheet:
                with pikepdf.open(openable(folder / copy.name)) as pdf:
                    _show(listed, page, pdf.pages[0], (x, height - y - CAPTION, frame, room - CAPTION))
        forms: list[Any] = [form for page in listed.pages for form in page.resources.get("/XObject", {}).values()]
        share_fonts(form.get("/Resources", {}) for form in forms)
        for key in ("/Metadata", "/StructTreeRoot", "/MarkInfo"):  # nobody reads the pictures of copies aloud
            del listed.Root[key]
        file = io.BytesIO()
        listed.save(file, deterministic_id=True)
        return file.getvalue()


def _show(sheet: Any, page: Any, shown: Any, frame: tuple[float, float, float, float]) -> None:
    """Draws the upper part of a page in a frame: left, top (from the foot of the sheet), width and height, in mm."""
    import pikepdf

    left, top, width, height = (length * POINTS_IN_MM for length in frame)
    known = len(page.resources.get("/XObject", {}))
    form, name = sheet.copy_foreign(shown.as_form_xobject()), pikepdf.Name(f"/Copy{known + 1}")
    page.add_resource(form, pikepdf.Name.XObject, name=name)
    begin, _, end, above = map(float, shown.trimbox)
    scale = width / (end - begin)
    clip = f"{left:.3f} {top - height:.3f} {width:.3f} {height:.3f} re W n"
    put = f"{scale:.5f} 0 0 {scale:.5f} {left - scale * begin:.3f} {top - scale * above:.3f} cm"
    page.contents_add(f"q {clip} {put} {name} Do Q".encode())
