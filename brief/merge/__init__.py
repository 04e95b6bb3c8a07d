"""Merge: the job behind `brief merge`: a copy of an edition for each row of a list, and none of them wrong.

`copies` checks the list, `making` sets, writes and reads back a copy, `pool` does so in several processes, `proof`
judges what was read back, and `kept` is the folder. `printing`, `sheets` and `lists` make what goes with the copies,
and `odd` names the rows that somebody should look at.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import monotonic

from brief import output, process
from brief.findings import Finding, Severity, stop_on_errors
from brief.findings import merge as rules
from brief.findings.nearest import counted, listed
from brief.merge import printing, sheets
from brief.merge.copies import FIRST, Copy
from brief.merge.kept import COPIES, Folder
from brief.merge.lists import manifests, some_rows
from brief.merge.making import FAILED, REST, Asked, Made, Ready, forget, ready, spare
from brief.merge.odd import Odd, oddest
from brief.merge.pool import Pool, Processes, beside, run

WHOLE = 1.3
"""What it takes to make a copy, as a multiple of what it takes to set it."""

SPARE = "spare.pdf"
"""A copy without an address."""


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
    """The end of a dry run: how many copies fit, of how many rows, the seconds of a run, and the oddest rows."""

    fit: int
    count: int
    seconds: float
    odd: tuple[Odd, ...]

    def __str__(self) -> str:
        """What was found, for whoever decides whether to run it."""
        what = f"{self.fit} of {self.count} copies are right; to make them takes about {_in_words(self.seconds)}"
        return "\n".join((what, *(["look at these rows:"] if self.odd else []), *map(str, self.odd)))


@dataclass(frozen=True, slots=True)
class Merged:
    """The end of a run: the files beside the copies, how many copies there are, how many are new, what was found."""

    folder: Path
    files: tuple[Path, ...]
    count: int
    new: int
    findings: tuple[Finding, ...]

    def __str__(self) -> str:
        """How many copies there are, and where."""
        copies = f"{self.count} {'copy' if self.count == 1 else 'copies'}"
        return f"{copies} ({self.new} new), each read back and right, in {self.folder / COPIES}"


def _in_words(seconds: float) -> str:
    """A time, for people."""
    return counted(max(round(seconds), 1), "second") if seconds < 100 else f"{seconds / 60:.0f} minutes"


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
    if wanted.spares:
        spare(of)  # what is wrong with it is told before the first copy
    process.rest()
    with closing(pool or _pool(wanted)) as made_by:
        jobs = wanted.jobs or made_by.most
        make, others = partial(run, made_by, jobs, order), partial(beside, made_by, jobs, order)
        yield from _tried(of, make) if wanted.dry_run else _made(of, make, others, folder, wanted)


def _pool(wanted: Wanted) -> Pool:
    """What makes the copies: processes of this machine, or a cluster."""
    if not wanted.scheduler:
        return Processes(wanted.seconds, wanted.megabytes)
    from brief.merge.cluster import Cluster  # few have one

    return Cluster(wanted.scheduler, wanted.seconds, wanted.megabytes)


Making = Callable[[Sequence[int], Path | None], Iterator[Made]]
"""Makes the copies of rows in a folder."""


Others = Callable[[Sequence[sheets.Part], Path], Iterator[tuple[str, bytes]]]
"""Makes the parts of what goes with the copies in a folder: their names and bytes."""


def _tried(of: Ready, make: Making) -> Iterator[Event]:
    """Sets each copy, to see whether it fits."""
    yield Begun(_mild(of.findings), len(of.copies), 0)
    begun, made = monotonic(), dict[int, Made]()
    for one in make([*of.copies], None):
        made[one.row] = one
        yield one
    fit = sum(one.is_good for one in made.values())
    yield Tried(fit, len(of.rows.rows), WHOLE * (monotonic() - begun), oddest(of))
    stop_on_errors((*_errors(of.findings), *_wrong(made)))


def _made(of: Ready, make: Making, others: Others, folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Makes the copies that are not there yet, and puts them into place with the others that go with them."""
    count = len(of.rows.rows)
    place = Folder(folder / "merge" / f"{of.brief.settings.slug}-{of.edition.name}-{of.paper}")
    with place.locked():
        made = dict(place.kept(of))
        kept = len(made)
        yield Begun(_mild(of.findings), len(of.copies), kept)
        for one in make([row for row in of.copies if row not in made], place.making):
            if one.is_good:
                place.note(of, one)
            made[one.row] = one
            yield one
        good = {row: one for row, one in sorted(made.items()) if one.is_good}
        wrong = [*_errors(of.findings), *_wrong(made)]
        if wrong and not (wanted.keep_going and good):
            stop_on_errors((*wrong, rules.NOTHING_MADE.at(wrong=count - len(good), count=count)))
        yield _placed(of, others, wanted, place, good, len(good) - kept)
        if wrong:
            stop_on_errors(
                (*wrong, rules.SOME_NOT_MADE.at(wrong=count - len(good), count=count, file=place.path / FAILED))
            )


def _wrong(made: Mapping[int, Made]) -> Iterator[Finding]:
    """The errors of copies, by their rows."""
    return (finding for row in sorted(made) for finding in _errors(made[row].wrong))


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is Severity.ERROR)


def _mild(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stop nothing."""
    return tuple(finding for finding in findings if finding.severity is not Severity.ERROR)


def _placed(of: Ready, others: Others, wanted: Wanted, place: Folder, made: Mapping[int, Made], new: int) -> Merged:
    """Puts the copies into place, and writes what goes with them."""
    copies = [of.copies[row] for row in sorted(made)]
    place.put(of, made)
    printed = [_printed(of, copy, place.copies / copy.name) for copy in printing.walked(of.brief, copies)]
    duplex = of.edition.duplex or any(one.pages > 1 for one in made.values())
    if wanted.spares:
        printed.append(printing.Printed(place.path / SPARE, wanted.spares, *[SPARE.removesuffix(".pdf")] * 2))

    def files() -> Iterator[tuple[str, bytes]]:  # one after the other: those of long lists are large
        if wanted.spares:
            yield SPARE, spare(of)
        yield from others(sheets.parts(of.brief, copies), place.copies)
        yield from printing.print_runs(of.brief, printed, duplex)
        yield from manifests(of, made, COPIES).items()
        every = {*range(FIRST, FIRST + len(of.rows.rows))}
        if wrong := every - made.keys():
            yield REST, some_rows(of.rows, every - wrong)
            yield FAILED, some_rows(of.rows, wrong)

    paths = place.write(_tidied(files()))
    return Merged(
        place.path, tuple(path for path in paths if path.name != REST), len(made), new, tuple(_of_copies(made))
    )


def _tidied(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same files; what making one has left is collected before the next."""
    for one in files:
        yield one
        gc.collect()


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
