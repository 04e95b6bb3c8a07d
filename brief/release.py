"""Release: the job behind `brief release`: every edition on every paper, with a manifest, checksums and a README.

The folder is complete or absent. All reasons against releasing the brief are reported at once, before anything is
built; all errors in single editions are reported after every edition was tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from brief import __version__, build, output
from brief.build.files import File, as_file, path_of
from brief.check import by_fault
from brief.check.ruling import Allowed, eased
from brief.findings import BriefError, Finding, Severity, UsageError, stop_on_errors
from brief.findings import editions as editions_rules
from brief.findings import release as release_rules
from brief.findings.nearest import listed, shortened
from brief.forks import side_by_side
from brief.load import load
from brief.manifest import NAME, README, SUMS, Entry, digest, manifest, sums
from brief.model import PAPERS, Brief, Edition, PaperName, Text, copy_code, editions_of
from brief.review import in_pages, ruled, stopping
from brief.typeset import Engine

VERSION = re.compile(r"[0-9A-Za-z]([\w.-]{0,38}[0-9A-Za-z])?", re.ASCII)
"""A version that is valid in a folder's name on every system; Windows drops a full stop at the end."""

NO_VERSION = ("part", "version")
"""What a finding of the rule `part-missing` says of a version; here, `version-missing` reports it."""

SIDES = ("one side; ", "both sides, flipped on the long edge; ")
"""How to print a file with one page, and a file with more."""


@dataclass(frozen=True, slots=True)
class Released:
    """A finished release: its files, and the warnings about its editions, each fault once."""

    files: tuple[Path, ...]
    findings: tuple[Finding, ...]


def release(where: Path, folder: Path) -> Generator[File | Released, None, None]:
    """Builds every edition of a brief for every paper into a folder of its own below `folder`; yields each file.

    The `Released` comes last, when the folder is complete. Raises `BriefError` with all reasons against releasing the
    brief, and `UsageError` when there is no brief, when this version was released before, or when the folder cannot be
    written.
    """
    output.check_here(folder)
    brief, warnings = load(where)
    lacking = tuple(_lacking(brief))
    target = folder / f"{brief.settings.slug}-{brief.settings.version}"
    if target.exists() and not lacking:
        raise UsageError([release_rules.RELEASED_ALREADY.at(folder=target)])
    brief, read, more = build.read(brief)
    final = replace(brief, settings=replace(brief.settings, status="final"))  # so that all it lacks is reported at once
    stopped = stopping(final, read, (*warnings, *more), date.today())
    _stop_on_errors((*lacking, *(one for one in stopped if brief.settings.version or NO_VERSION not in one.words)))
    warnings = tuple(eased((*warnings, *more), brief, Allowed(read)))
    texts = tuple(map(_without_comments, read))
    engine = cache(lambda: build.engine_for(brief))
    findings: list[Finding] = []
    missing: list[Finding] = []
    entries: list[Entry] = []
    editions = tuple(_editions(brief))
    calls = [partial(_file, brief, texts, edition, paper, engine, target) for edition, paper in editions]
    with output.folder(target) as room, side_by_side(calls) as result:
        for number, (edition, paper) in enumerate(editions):
            try:
                made = result(number)
            except BriefError as error:
                findings += error.findings
                missing.append(editions_rules.NOT_BUILT.at(file=path_of(brief, edition, paper, target).name))
                continue
            output.write(room / made.path.name, made.data)
            findings += made.findings
            entries.append(_entry(made))
            yield replace(made, findings=warnings)
            warnings = ()
        of_editions = _stop_on_errors((*warnings, *ruled([*_each_once(brief, findings)], final, read), *missing))
        _describe(brief, entries, room)
    yield Released(tuple(target / entry.file for entry in entries), of_editions)


def _stop_on_errors(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings. Raises `BriefError` if one is an error; a last finding then says that nothing was released."""
    is_stopped = any(finding.severity is Severity.ERROR for finding in findings)
    return stop_on_errors((*findings, *([release_rules.NOTHING_RELEASED.at()] if is_stopped else ())))


def _file(
    brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, engine: Callable[[], Engine], folder: Path
) -> File:
    """The file of an edition with the findings on its pages, without these pages, which are too large for a fork."""
    made = as_file(brief, texts, edition, paper, engine, folder)
    return replace(made, findings=(*made.findings, *in_pages(made)), set_pages=None)


def _each_once(brief: Brief, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The findings on editions, each fault once, even if it is on different pages of different editions.

    Its message is extended by the names of these editions, unless it names one or all printed editions have the fault.
    """
    known = editions_of(brief.settings)
    printed = {name for name, edition in known.items() if edition.medium == "paper"}
    for same in by_fault(findings, known):
        first = same[0]
        names = dict.fromkeys(finding.edition for finding in same if finding.edition)
        if first.names_edition or printed <= names.keys():
            yield first
        else:
            message = release_rules.SOME_EDITIONS.format(message=first.message, names=listed(names))
            yield replace(first, message=message)


def _without_comments(text: Text) -> Text:
    """A section without the comments of editors and counsel, which a release does not contain, not even its proof."""
    return replace(text, comments=(), short=replace(text.short, comments=()) if text.short else None)


def _editions(brief: Brief) -> Iterator[tuple[Edition, PaperName]]:
    """The editions of a brief with their papers; a printed one is on every paper, unless it has its own."""
    for edition in editions_of(brief.settings).values():
        on_each = edition.medium == "paper" and not edition.own_paper
        yield from ((edition, paper) for paper in (PAPERS if on_each else [edition.paper]))


def _entry(made: File) -> Entry:
    """The entry of a file in the manifest."""
    data, edition = made.data, made.edition
    return Entry(made.path.name, edition.name, made.paper or "", made.pages, digest(data), len(data), edition.kind)


def _lacking(brief: Brief) -> Iterator[Finding]:
    """Findings on the status and the version in brief.yaml that keep a brief from being released."""
    settings = brief.settings

    if settings.status != "final":
        yield release_rules.NOT_FINAL.at(brief.place("status"), status=settings.status)
    if not settings.version:
        yield release_rules.VERSION_MISSING.at(brief.place("version"))
    elif not VERSION.fullmatch(settings.version):
        yield release_rules.VERSION_WRONG.at(brief.place("version"), version=shortened(settings.version))


def _describe(brief: Brief, entries: Sequence[Entry], room: Path) -> None:
    """Writes the manifest, the README and the checksums of the release."""
    settings = brief.settings
    of_brief = {
        "title": " ".join(settings.title.split()),
        "slug": settings.slug,
        "version": settings.version,
        "date": settings.date.isoformat() if settings.date else "",
        "content_hash": brief.content_hash,
        "copy_code": copy_code(brief.content_hash),
    }
    readme = _readme(brief, entries)
    described = {NAME: manifest(of_brief, f"brief {__version__}", entries, readme), README: readme}
    for name, data in described.items():
        output.write(room / name, data)
    output.write(room / SUMS, sums({**{entry.file: entry.sha256 for entry in entries}, **described}))


def _readme(brief: Brief, entries: Sequence[Entry]) -> bytes:
    """A page for a colleague: what each file is for, and how to print it."""
    settings = brief.settings
    dated = f", {settings.date.isoformat()}" if settings.date else ""
    lines = [
        " ".join(settings.title.split()),
        f"Version {settings.version}{dated}, copy code {copy_code(brief.content_hash)}",
        "",
        "Print at actual size (100 %), never 'fit to page'. "
        f"Take the file for the paper in your tray: {' or '.join(PAPERS)}.",
        "",
    ]
    for edition in editions_of(settings).values():
        own = [entry for entry in entries if entry.edition == edition.name]
        lines.append(f"{edition.name.upper()}: {edition.purpose}")
        lines += [f"    {entry.file}{_pages(entry.pages)}" for entry in own]
        sides = SIDES[max(entry.pages for entry in own) > 1] if edition.duplex else ""
        lines += [f"    how to print it: {sides}{edition.how_to_print}", ""]
    lines += [
        "The small print at the end of each printout has the copy code, by which it is traced to this release.",
        "To see whether these files are as they were released:  brief verify .   or   sha256sum --check SHA256SUMS",
    ]
    return ("\n".join(lines) + "\n").encode()


def _pages(count: int) -> str:
    """The number of pages of a file, in words; empty for the screen."""
    return f" ({count} page{'s' * (count > 1)})" if count else ""
