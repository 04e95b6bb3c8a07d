"""Merge: the command `brief merge`. It makes a copy of an edition for each row of a list, and checks every copy.

`copies` checks the list, `preparing` finds what all copies share, `making` sets, writes and reads back one copy, and
`pool` runs this in several processes. `proof` checks the text of a copy (`composed`) and of its pages (`printed`)
against the list and the `sample`. `kept` manages the folder. `printing`, `sheets` and `lists` make the files that go
with the copies, and `odd` finds unusual rows for a person to check.
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
from brief.findings import Finding, Place, Severity, stop_on_errors
from brief.findings import merge as rules
from brief.findings.nearest import counted, listed
from brief.merge import printing, sheets
from brief.merge.copies import FIRST, Copy
from brief.merge.kept import COPIES, Folder
from brief.merge.lists import manifests, some_rows
from brief.merge.making import Made, forget, spare
from brief.merge.odd import Odd, oddest
from brief.merge.pool import Pool, Processes, make_parts, run
from brief.merge.preparing import FAILED, REST, Asked, Ready, ready

WHOLE = 1.3
"""The time to make a copy, as a multiple of the time to set its pages."""

SPARE = "spare.pdf"
"""The file name of a spare copy, whose fields have their defaults."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Options of a merge: the numbers of processes and spare copies, and whether to keep good copies when others fail.

    `jobs` is 0 for as many processes as the pool allows. A `scheduler` is the address of a cluster; `seconds` and
    `megabytes` are the limits of one copy. A `dry_run` only sets the pages.
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
    """What is known before the first copy is made: the warnings, the number of copies, and how many exist already."""

    findings: tuple[Finding, ...]
    count: int
    kept: int


@dataclass(frozen=True, slots=True)
class Tried:
    """The result of a dry run: how many copies are right, the number of rows, the seconds of a full run, odd rows."""

    fit: int
    count: int
    seconds: float
    odd: tuple[Odd, ...]

    def __str__(self) -> str:
        """The result in words, with a line for each odd row."""
        what = f"{self.fit} of {self.count} copies are right; to make them takes about {_in_words(self.seconds)}"
        return "\n".join((what, *(["look at these rows:"] if self.odd else []), *map(str, self.odd)))


@dataclass(frozen=True, slots=True)
class Merged:
    """The result of a run: the files beside the copies, how many copies there are, how many are new, the findings."""

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
    """A time in words: in seconds below 100, otherwise in minutes."""
    return counted(max(round(seconds), 1), "second") if seconds < 100 else f"{seconds / 60:.0f} minutes"


Event = Begun | Made | Tried | Merged


def merge(order: Asked, folder: Path, wanted: Wanted, pool: Pool | None = None) -> Generator[Event, None, None]:
    """Makes a copy of an edition for each row of a list, in a folder of its own below `folder`.

    Yields a `Begun`, each copy as it is done, and the result. Raises `BriefError` with all errors in rows: before any
    copy is put into place, or, if good copies are to be kept, after these are. Without a `pool`, copies are made by
    processes on this machine, or on the cluster in `wanted`.
    """
    output.check_here(folder)
    forget()
    of = ready(order)
    if not wanted.keep_going or not of.copies:
        stop_on_errors(of.findings)
    if wanted.spares:
        spare(of)  # so that its errors are reported before the first copy
    process.stop_clock()
    with closing(pool or _pool(wanted)) as made_by:
        jobs = wanted.jobs or made_by.most
        make, others = partial(run, made_by, jobs, order), partial(make_parts, made_by, jobs, order)
        yield from _tried(of, make) if wanted.dry_run else _made(of, make, others, folder, wanted)


def _pool(wanted: Wanted) -> Pool:
    """The pool that makes the copies: processes of this machine, or a cluster."""
    if not wanted.scheduler:
        return Processes(wanted.seconds, wanted.megabytes)
    from brief.merge.cluster import Cluster  # few users have one

    return Cluster(wanted.scheduler, wanted.seconds, wanted.megabytes)


Making = Callable[[Sequence[int], Path | None], Iterator[Made]]
"""Makes the copies of rows in a folder; without a folder, only sets their pages."""


Others = Callable[[Sequence[sheets.Part], Path], Iterator[tuple[str, bytes]]]
"""Makes parts of the route and of the proof sheet for the copies in a folder; yields the name and bytes of each."""


def _tried(of: Ready, make: Making) -> Iterator[Event]:
    """A dry run: sets the pages of each copy, to see whether it fits."""
    yield Begun(_not_errors(of.findings), len(of.copies), 0)
    begun, made = monotonic(), dict[int, Made]()
    for one in make([*of.copies], None):
        made[one.row] = one
        yield one
    fit = sum(one.is_good for one in made.values())
    yield Tried(fit, len(of.rows.rows), WHOLE * (monotonic() - begun), oddest(of))
    stop_on_errors((*_errors(of.findings), *_wrong(made)))


def _made(of: Ready, make: Making, others: Others, folder: Path, wanted: Wanted) -> Iterator[Event]:
    """Makes the copies that do not exist yet, and puts all into place, with the files that go with them."""
    count = len(of.rows.rows)
    place = Folder(folder / "merge" / f"{of.brief.settings.slug}-{of.edition.name}-{of.paper}")
    with place.locked():
        made = dict(place.kept(of))
        kept = len(made)
        yield Begun(_not_errors(of.findings), len(of.copies), kept)
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
    """The errors of copies, in the order of their rows."""
    return (finding for row in sorted(made) for finding in _errors(made[row].wrong))


def _errors(findings: Iterable[Finding]) -> Iterator[Finding]:
    return (finding for finding in findings if finding.severity is Severity.ERROR)


def _not_errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that are not errors."""
    return tuple(finding for finding in findings if finding.severity is not Severity.ERROR)


def _placed(of: Ready, others: Others, wanted: Wanted, place: Folder, made: Mapping[int, Made], new: int) -> Merged:
    """The result of a run; puts the copies into place, and writes the files that go with them."""
    copies = [of.copies[row] for row in sorted(made)]
    place.put(of, made)
    printed = [_printed(of, copy, place.copies / copy.name) for copy in printing.walked(of.brief, copies)]
    duplex = of.edition.duplex or any(one.pages > 1 for one in made.values())
    if wanted.spares:
        printed.append(printing.Printed(place.path / SPARE, wanted.spares, *[SPARE.removesuffix(".pdf")] * 2))

    def files() -> Iterator[tuple[str, bytes]]:  # made one after the other, since those of long lists are large
        if wanted.spares:
            yield SPARE, spare(of)
        yield from others(sheets.parts(of.brief, copies), place.copies)
        yield from _in_time(of, printing.print_runs(of.brief, printed, duplex))
        yield from manifests(of, made, COPIES).items()
        every = {*range(FIRST, FIRST + len(of.rows.rows))}
        if wrong := every - made.keys():
            yield REST, some_rows(of.rows, every - wrong)
            yield FAILED, some_rows(of.rows, wrong)

    paths = place.write(_tidied(files()), of.order.list)
    findings = (*_of_copies(made), *(rules.FILE_STAYS.at(Place(path)) for path in place.changed))
    return Merged(place.path, tuple(path for path in paths if path.name != REST), len(made), new, findings)


def _in_time(of: Ready, files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same files, each made within the time limit of an edition."""
    while True:
        process.begin(of.edition.name, of.edition.pages.most)
        process.begin_step("write")
        one = next(files, None)
        process.stop_clock()
        if one is None:
            return
        yield one


def _tidied(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The same files; collects garbage after each, before the next is made."""
    for one in files:
        yield one
        gc.collect()


def _printed(of: Ready, copy: Copy, path: Path) -> printing.Printed:
    """The entry of a copy in the print run."""
    return printing.Printed(path, copy.prints, copy.name.removesuffix(".pdf"), printing.group_of(of.brief, copy))


def _of_copies(made: Mapping[int, Made]) -> Iterator[Finding]:
    """The warnings about copies, each once with the number of copies that have it, and one if their pages differ."""
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
