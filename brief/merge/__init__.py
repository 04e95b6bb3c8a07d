"""Merge: the job behind `brief merge`: a copy of an edition for each row of a list, and none of them wrong.

`copies` checks the list, `making` sets, writes and reads back a copy, `pool` does so in several processes, `proof`
judges what was read back, `kept` is the folder, `printing`, `sheets` and `listed` are what goes with the copies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from brief import build, output, process
from brief.findings import Finding, Severity, stop_on_errors
from brief.findings import merge as rules
from brief.findings.nearest import listed
from brief.merge import printing, sheets
from brief.merge.copies import Copy
from brief.merge.kept import COPIES, Folder
from brief.merge.listed import failed, manifests
from brief.merge.making import Asked, Made, Ready, engine, forget, ready, spare
from brief.merge.odd import Odd, oddest
from brief.merge.pool import Pool, Processes, run

WHOLE = 1.3
"""What it takes to make a copy, as a multiple of what it takes to set it."""

FAILED, SPARE = "failed.csv", "spare.pdf"
"""The rows that have to be mended, and a copy without an address."""

OTHERS = (f"{printing.RUN}*.pdf", "route.pdf", "proof-sheet.pdf", "manifest.*", FAILED, SPARE)
"""The files beside the copies."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a merge is to be run: in so many processes, with so many spare copies, and whether good copies are enough.

    Copies are made on a cluster with a `scheduler`, if one is named, and within `seconds` and `megabytes` each.
    """

    jobs: int = 0
    spares: int = 0
    dry_run: bool = False
    keep_going: bool = False
    scheduler: str = ""
    seconds: int | None = None
    megabytes: int | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known before the first copy: warnings, how many copies there will be, and how many are there already."""

    findings: tuple[Finding, ...]
    count: int
    kept: int


@dataclass(frozen=True, slots=True)
class Tried:
    """The end of a dry run: how many copies fit, how long the run would take in seconds, and the oddest rows."""

    count: int
    seconds: float
    odd: tuple[Odd, ...]

    def __str__(self) -> str:
        """What was found, for whoever decides whether to run it."""
        first = f"{self.count} copies fit; to make them takes about {_in_words(self.seconds)}"
        return "\n".join((first, *map(str, self.odd)))


@dataclass(frozen=True, slots=True)
class Merged:
    """The end of a run: the files beside the copies, how many copies there are, and what was found on them."""

    folder: Path
    files: tuple[Path, ...]
    count: int
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        """How many copies there are, and where."""
        copies = f"{self.count} {'copy' if self.count == 1 else 'copies'}"
        return f"{copies}, each read back and right, in {self.folder / COPIES}"


def _in_words(seconds: float) -> str:
    """A time, for people."""
    return f"{seconds:.0f} seconds" if seconds < 100 else f"{seconds / 60:.0f} minutes"


Event = Begun | Made | Tried | Merged


def merge(order: Asked, folder: Path, wanted: Wanted, pool: Pool | None = None) -> Generator[Event, None, None]:
    """Makes a copy of an edition for each row of a list, in a folder of its own below `folder`.

    Yields what is known before the first copy, each copy as it is done, and the end. Raises `BriefError` with all that
    is wrong with rows: before anything is put into place, or after the good copies are there when those are enough.
    Copies are made by a `pool`: of processes on this machine, unless another is given.
    """
    output.check_here(folder)
    forget()
    of = ready(order)
    if not wanted.keep_going or not of.copies:
        stop_on_errors(of.findings)
    process.rest()
    with closing(pool or _pool(wanted)) as made_by:
        make = partial(run, made_by, wanted.jobs or made_by.most, order)
        yield from _tried(of, make) if wanted.dry_run else _made(of, make, folder, wanted)


def _pool(wanted: Wanted) -> Pool:
    """What makes the copies: processes of this machine, or a cluster."""
    if not wanted.scheduler:
        return Processes(wanted.seconds, wanted.megabytes)
    from brief.merge.cluster import Cluster  # few have one

    return Cluster(wanted.scheduler, wanted.seconds, wanted.megabytes)


Making = Callable[[Sequence[int], Path | None], Iterator[Made]]
"""Makes the copies of rows in a folder."""


def _tried(of: Ready, make: Making) -> Iterator[Event]:
    """Sets each copy, to see whether it fits."""
    yield Begun(_mild(of.findings), len(of.copies), 0)
    begun, wrong = monotonic(), list(_errors(of.findings))
    for one in make([*of.copies], None):
        wrong += _errors(one.wrong)
        yield one
    yield Tried(len(of.copies), WHOLE * (monotonic() - begun), oddest(of))
    stop_on_errors(wrong)


def _made(of: Ready, make: Making, folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Makes the copies that are not there yet, and puts them into place."""
    count = len(of.rows.rows)
    place = Folder(folder / "merge" / f"{of.brief.settings.slug}-{of.edition.name}-{of.paper}")
    with place.locked():
        made = dict(place.kept(of))
        yield Begun(_mild(of.findings), len(of.copies), len(made))
        for one in make([row for row in of.copies if row not in made], place.making):
            if one.is_good:
                place.note(of, one)
            made[one.row] = one
            yield one
        good = {row: one for row, one in sorted(made.items()) if one.is_good}
        wrong = [*_errors(of.findings), *(finding for row in sorted(made) for finding in _errors(made[row].wrong))]
        if wrong and not (wanted.keep_going and good):
            stop_on_errors((*wrong, rules.NOTHING_MADE.at(wrong=count - len(good), count=count)))
        yield _placed(of, wanted, place, good)
        if wrong:
            stop_on_errors(
                (*wrong, rules.SOME_NOT_MADE.at(wrong=count - len(good), count=count, file=place.path / FAILED))
            )


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is Severity.ERROR)


def _mild(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop nothing."""
    return tuple(finding for finding in findings if finding.severity is not Severity.ERROR)


def _placed(of: Ready, wanted: Wanted, place: Folder, made: Mapping[int, Made]) -> Merged:
    """Puts the copies into place, and writes what goes with them."""
    copies = [of.copies[row] for row in sorted(made)]
    place.put(of, made)
    job = build.Job.of(of.brief, of.texts, of.edition, of.paper, engine(of.order))
    printed = [_printed(of, copy, place.copies / copy.name) for copy in printing.walked(of.brief, copies)]
    duplex = of.edition.duplex or any(one.pages > 1 for one in made.values())
    files = {"route.pdf": sheets.route(job, copies), "proof-sheet.pdf": sheets.proof_sheet(job, copies, place.copies)}
    findings: tuple[Finding, ...] = ()
    if wanted.spares:
        files[SPARE], findings = spare(of)
        output.write(place.path / SPARE, files[SPARE])
        printed.append(printing.Printed(place.path / SPARE, wanted.spares, SPARE.removesuffix(".pdf"), ""))
    files |= {**dict(printing.print_runs(of.brief, printed, duplex)), **manifests(of, made, COPIES)}
    if wrong := {*range(1, len(of.rows.rows) + 1)} - made.keys():
        files[FAILED] = failed(of.rows, wrong)
    return Merged(place.path, tuple(place.write(files, OTHERS)), len(made), (*findings, *_of_copies(made)))


def _printed(of: Ready, copy: Copy, path: Path) -> printing.Printed:
    """A copy in the print run."""
    return printing.Printed(path, copy.prints, copy.name.removesuffix(".pdf"), printing.group_of(of.brief, copy))


def _of_copies(made: Mapping[int, Made]) -> Iterator[Finding]:
    """The warnings about copies, each fault once with the number of copies that have it."""
    faults: dict[object, list[tuple[int, Finding]]] = {}
    for row in sorted(made):
        for finding in made[row].wrong:
            faults.setdefault((finding.rule, finding.place), []).append((row, finding))
    for (row, first), *more in faults.values():
        message = rules.OF_COPIES.format(message=first.message, count=len(more) + 1, row=row) if more else first.message
        yield replace(first, message=message)
    pages = Counter(one.pages for one in made.values())
    if len(pages) > 1:
        yield rules.PAGES_DIFFER.at(counts=listed(map(str, sorted(pages)), "or"))


__all__ = ["Asked", "Begun", "Made", "Merged", "Tried", "Wanted", "merge"]
