"""The command line: a few lines for each command, with heavy imports inside.

Only this module prints and exits. Results go to standard output, everything else to standard error. Exit codes: 0 for
success, 1 for errors in the brief, a change that `verify` finds or a check of `doctor` that fails, 2 for a wrong
command line, 130 for an interruption, 143 for a termination.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from brief import __version__, process

if TYPE_CHECKING:
    from brief.findings import Finding
    from brief.merge import Event
    from brief.new import Own

app = typer.Typer(
    name="brief",
    help="Turns a folder of Markdown into a policy brief on paper.",
    epilog="Start with:  brief new my-brief   then   cd my-brief   and   brief build",
    no_args_is_help=True,
    rich_markup_mode=None,  # plain help: half the start-up time, and readable by a screen reader
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

BRIEF = Annotated[
    Path,
    typer.Argument(metavar="[BRIEF]", help="The folder of the brief, or its brief.yaml.", show_default="this folder"),
]
PAPER = Annotated[str, typer.Option(metavar="PAPER", help="us-letter or a4.", show_default="as in brief.yaml")]
OUTPUT = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="DIR", help="Where the files go.", show_default="output, where you are"),
]

SECONDS = Annotated[
    int | None,
    typer.Option(
        "--time-limit",
        metavar="SECONDS",
        min=1,
        max=86_400,
        show_default="60",
        help="The most time for an edition.",
    ),
]
MEGABYTES = Annotated[
    int | None,
    typer.Option(
        "--memory-limit", metavar="MB", min=256, max=1_000_000, show_default="2048", help="The most memory (on Linux)."
    ),
]

NOW_AND_THEN = 10.0
"""Seconds between progress lines of a merge without a terminal."""

WIDEST = 100
"""The longest line of claims, in columns; longer lines are hard to read."""


def main() -> None:
    """Runs a command and ends the process at once: freeing all objects would take 7 % of a cold build."""
    try:
        run()
    except SystemExit as end:
        atexit._run_exitfuncs()  # private; nothing else runs the registered functions
        os._exit(process.exit_code(end.code if isinstance(end.code, int) else 0))


def run() -> None:
    """Runs a command; errors end it with findings and an exit code."""
    from brief.findings import BriefError, UsageError
    from brief.streams import open_streams

    gc.disable()  # saves 9 % of a cold build and costs 4 MB at 40 pages (`make bench`)
    open_streams()
    try:
        _check_place()
        app()
    except BriefError as error:
        say(error.findings)
        sys.exit(2 if isinstance(error, UsageError) else 1)
    except KeyboardInterrupt:
        sys.exit(130)
    except MemoryError:
        sys.exit(process.NO_MEMORY)
    except FileNotFoundError as error:  # stages check that each file exists: this one was removed since
        from brief.findings import Place, files

        if not isinstance(error.filename, str):
            raise
        say([files.FILE_GONE.at(Place(Path(error.filename)))])
        sys.exit(1)


def _check_place() -> None:
    """Raises `UsageError` when the working directory is gone, since names are relative to it."""
    from brief.findings import UsageError
    from brief.findings import command as rules

    try:
        os.getcwd()
    except OSError as error:
        raise UsageError([rules.NOWHERE.at()]) from error


def tell(result: object) -> None:
    """Prints a result on standard output, at once."""
    process.raise_signal()
    process.stop_clock()
    print(result, flush=True)


def _columns() -> int | None:
    """The width of the terminal in columns; None when standard output is not a terminal."""
    import shutil

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


def write_bytes(file: bytes) -> None:
    """Writes bytes to standard output as they are, with their line ends."""
    process.raise_signal()
    process.stop_clock()
    sys.stdout.buffer.write(file)
    sys.stdout.flush()


def say(findings: Iterable[Finding]) -> None:
    """Prints findings on standard error."""
    process.stop_clock()
    for finding in findings:
        print(finding, file=sys.stderr)


def _version(asked: bool) -> None:
    if asked:
        tell(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Turns a folder of Markdown into a policy brief on paper."""


@app.command(epilog="Example:  brief new my-brief --title 'Keep the night bus'")
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder to make.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE.pdf", help="A PDF that carries the source it was printed from."),
    ] = None,
    title: Annotated[
        str,
        typer.Option(
            metavar="TITLE", help="The title. The office, contact, date and version of the example are removed."
        ),
    ] = "",
    blank: Annotated[
        bool, typer.Option("--blank", help="One short section of each kind in place of the example.")
    ] = False,
) -> None:
    """Starts a brief in FOLDER. Never overwrites anything.

    The brief is the example, which you replace. With --blank it has one short section of each kind, with --from the
    source that a PDF carries. Without these options and --title, the command asks for title, organisation and language,
    if it runs in a terminal.
    """
    import shlex

    from brief.new import Own
    from brief.new import new as start

    own = Own(title) if title.strip() else None
    if not (source or own or blank) and sys.stdin.isatty() and sys.stderr.isatty():
        process.stop_clock()
        own = _asked_for_own()
    for path in start(folder, source, own, blank):
        tell(path)
    if own and not blank:
        print(
            "still the example's:  subtitle, ask, addressee, series and licence in brief.yaml, and all text",
            file=sys.stderr,
        )
    print(f"next:  cd {shlex.quote(str(folder))}  and then  brief preview", file=sys.stderr)


def _asked_for_own() -> Own | None:
    """Asks for title, organisation and language; returns None if the user keeps the example as it is."""
    from brief.new import Own

    ask = partial(typer.prompt, default="", show_default=False, err=True)
    if not (title := ask("Title (Enter alone keeps the example as it is)").strip()):
        return None
    return Own(title, ask("Organisation"), ask("Language, such as en-GB (Enter: en-US)", default="en-US"))


@app.command(epilog="Example:  brief build -e full --paper a4 --open")
def build(
    brief: BRIEF = Path(),
    edition: Annotated[
        list[str] | None,
        typer.Option("-e", "--edition", metavar="NAME", help="An edition, or 'all'. May be given again."),
    ] = None,
    paper: PAPER = "",
    output: OUTPUT = Path("output"),
    show: Annotated[
        bool, typer.Option("--show", help="Write the pages even if they exceed the limit, marked NOT FOR PRINT.")
    ] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the files when they are done.")] = False,
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Builds a brief as PDF or web page. Without -e it is the full edition."""
    from brief.produce import produce

    process.limit(time_limit, memory_limit)
    start, count = perf_counter(), 0
    with closing(produce(brief, edition or ["full"], paper, output, show)) as files:
        for made in files:
            count += 1
            say(made.findings)
            tell(made.path)
            print(f"{made.edition.name}: {made.fit}", file=sys.stderr)
            if open_:
                process.lift_limits()
                typer.launch(str(made.path))
    print(f"{count} {'files' if count > 1 else 'file'} in {perf_counter() - start:.2f} s", file=sys.stderr)


@app.command(epilog="Example:  brief preview my-brief")
def preview(
    brief: BRIEF = Path(),
    port: Annotated[
        int | None,
        typer.Option(metavar="N", min=1024, max=65_535, show_default="a free one", help="The port to listen on."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open/--no-open", help="Open the browser.")] = True,
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Shows the pages in the browser and updates them after each save.

    Ctrl-C ends it. Only this machine can open it. A click on a paragraph opens its Markdown. Nothing is written to
    output.
    """
    from brief.preview import preview as opened

    process.limit(time_limit, memory_limit)
    process.lift_limits()  # the limits are those of the worker
    with opened(brief, port, time_limit, memory_limit) as shown:
        say(shown.findings)
        tell(shown.address)
        if open_:
            typer.launch(shown.page.as_uri())
        shown.run()


@app.command(epilog="Example:  brief merge offices.csv -e handout --dry-run")
def merge(
    rows: Annotated[Path, typer.Argument(metavar="ROWS.csv", help="The list: a line for each copy.")],
    brief: BRIEF = Path(),
    edition: Annotated[str, typer.Option("-e", "--edition", metavar="NAME", help="The edition.")] = "handout",
    paper: PAPER = "",
    output: OUTPUT = Path("output"),
    jobs: Annotated[
        int, typer.Option(metavar="N", min=0, max=256, show_default="all cores", help="How many copies at a time.")
    ] = 0,
    spares: Annotated[
        int, typer.Option(metavar="N", min=0, max=999, help="Copies without an address, at the end of the print run.")
    ] = 0,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check the list and whether copies fit; write nothing.")
    ] = False,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Make the copies that are right, and list the others in failed.csv.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Make them on a Dask cluster: tcp://host:8786.")
    ] = "",
    encoding: Annotated[
        str, typer.Option(metavar="NAME", show_default="UTF-8", help="The encoding of the list, such as cp1252.")
    ] = "",
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Makes a copy for each row of a list, and a print run of all.

    It also makes a route to walk, a proof sheet and a manifest. The whole list is checked before the first page is
    set, and each copy is read back. One wrong row stops the run. Copies that have not changed are not made again.
    """
    from brief.merge import Asked, Wanted
    from brief.merge import merge as make_all

    process.limit(time_limit, memory_limit)
    order = Asked(brief, rows, encoding, edition, paper)
    wanted = Wanted(jobs, spares, dry_run, keep_going, scheduler, time_limit, memory_limit)
    with closing(make_all(order, output, wanted)) as events:
        _follow(events)


def _follow(events: Iterator[Event]) -> None:
    """Prints the events of a merge: its progress, as a bar or now and then a line, and the files it made."""
    from tqdm import tqdm

    from brief.merge import Begun, Made, Merged

    in_terminal = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    with tqdm(unit=" copies", file=sys.stderr, disable=not in_terminal, leave=False, dynamic_ncols=True) as bar:
        done, start, told = 0, perf_counter(), perf_counter()
        for event in events:
            if isinstance(event, Begun):
                say(event.findings)
                count, kept, done = event.count, event.kept, event.kept
                bar.reset(count)
                bar.update(kept)
            elif isinstance(event, Made):
                done += 1
                bar.update()
                if not in_terminal and perf_counter() - told >= NOW_AND_THEN:
                    told = perf_counter()
                    left = (told - start) / (done - kept) * (count - done)
                    print(f"{done} of {count} copies, {left:.0f} s left", file=sys.stderr)
            else:
                bar.close()
                if isinstance(event, Merged):
                    say(event.findings)
                    for path in event.files:
                        tell(path)
                print(event, file=sys.stderr)


@app.command(epilog="Example:  brief listen -e full | less")
def listen(
    brief: BRIEF = Path(),
    edition: Annotated[str, typer.Option("-e", "--edition", metavar="NAME", help="The edition.")] = "full",
    paper: PAPER = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object, for machines.")] = False,
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Prints what a screen reader says of an edition. Each element has a line. Writes nothing.

    Square brackets hold what is said and not printed: [note 1], [link: where it leads], [image: its alternative
    text], [in full: the long form of an abbreviation], [ko: words in another language].

    The JSON object has title, language, pages and elements. Each element has its role in the PDF, depth, language,
    page, text and alt; where they apply also label, numbering, items, columns, rows, scope, headers, goes_on and parts
    (runs of the text, with language, role, target, alt and expansion).
    """
    import json

    from brief.listen import lines, report
    from brief.listen import listen as listen_to

    process.limit(time_limit, memory_limit)
    heard, findings = listen_to(brief, edition, paper)
    # Make all lines first: `say` lifts the time limit.
    said = [json.dumps(report(heard), indent=2)] if as_json else list(lines(heard, _columns()))
    say(findings)
    for line in said:
        tell(line)


@app.command(epilog="Example:  brief claims --format csv > claims.csv")
def claims(
    brief: BRIEF = Path(),
    form: Annotated[
        str, typer.Option("--format", metavar="KIND", help="text, csv for a spreadsheet, or html to print and tick.")
    ] = "text",
) -> None:
    """Prints every claim of a brief with its source, for sign-off.

    Claims without a source come first. A claim is a sentence with a number, a date, a superlative, or a quotation of
    five words and more.
    """
    from datetime import date

    from brief import asked
    from brief.claims import FORMATS, lines, page, spreadsheet
    from brief.claims import claims as find

    form = asked.one_of(FORMATS, form)
    sheet, findings = find(brief, date.today())
    # Make all output first: `say` lifts the time limit.
    said = [*lines(sheet, min(_columns() or WIDEST, WIDEST))] if form == "text" else []
    made = spreadsheet(sheet) if form == "csv" else page(sheet) if form == "html" else b""
    say(findings)
    for line in said:
        tell(line)
    write_bytes(made)
    print(sheet.count, file=sys.stderr)
    if sheet.sign_off_code:
        print(f"sign-off code: {sheet.sign_off_code}", file=sys.stderr)


@app.command(epilog="Example:  brief check --strict && brief release")
def check(
    brief: BRIEF = Path(),
    edition: Annotated[
        list[str] | None,
        typer.Option("-e", "--edition", metavar="NAME", help="An edition, or 'all'; otherwise those of brief.yaml."),
    ] = None,
    paper: PAPER = "",
    form: Annotated[
        str, typer.Option("--format", metavar="KIND", help="text, json, or github for annotations.")
    ] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    mend: Annotated[
        bool, typer.Option("--fix", help="First mend the faults that have one right answer, and show the changes.")
    ] = False,
    pages: Annotated[bool, typer.Option("--pages/--no-pages", help="Check the pages too.")] = True,
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Reports what to mend in a draft before it is signed off.

    Changes nothing without --fix.

    It reads the draft as an editor, a fact-checker and a print shop would. Each finding has its file and line, the
    reason and the way out. Errors stop a release, and end this command with exit code 1.
    """
    from datetime import date

    from brief import asked
    from brief.findings import Severity
    from brief.review import review
    from brief.review.reports import FORMATS, summary

    process.limit(time_limit, memory_limit)
    form = asked.one_of(FORMATS, form)
    if mend:
        from brief.fix import fix

        asked.editions(edition or ["full"], {known.name: known for known in asked.known(brief)})
        asked.paper(paper)
        for line in fix(brief, date.today()):
            print(line, file=sys.stderr)
    report = review(brief, edition or [], paper, date.today(), with_pages=pages)
    for line in FORMATS[form](report):
        tell(line)
    print(summary(report), file=sys.stderr)
    if report.count(Severity.ERROR) or (strict and report.count(Severity.WARNING)):
        raise typer.Exit(1)


@app.command(epilog="Example:  brief rules unsourced-number")
def rules(
    rule: Annotated[str, typer.Argument(metavar="[RULE]", show_default=False, help="The name of a rule.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Also list the rules that apply to every build.")] = False,
) -> None:
    """Lists what is checked, or explains one rule.

    The explanation has an example that breaks the rule and one that keeps it.
    """
    from brief.review.guide import explained, listed

    for line in explained(rule.lower()) if rule else listed(every=every):
        tell(line)


@app.command(epilog="Example:  brief release")
def release(
    brief: BRIEF = Path(),
    output: OUTPUT = Path("output"),
    time_limit: SECONDS = None,
    memory_limit: MEGABYTES = None,
) -> None:
    """Builds all editions for all papers into a folder to hand on.

    With them come a manifest and a page for a colleague. The brief has to be final, with a version, and signed off by
    those that brief.yaml names.
    """
    from brief.release import Released
    from brief.release import release as build_all

    process.limit(time_limit, memory_limit)
    with closing(build_all(brief, output)) as made:  # an exception while it prints ends the release too
        for one in made:
            say(one.findings)
            if isinstance(one, Released):
                for path in one.files:
                    tell(path)
                print(f"released: {len(one.files)} files in {one.files[0].parent}", file=sys.stderr)
            else:
                print(f"{one.path.name}: {one.fit}", file=sys.stderr)


@app.command(epilog="Example:  brief verify output --brief .")
def verify(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="PDFs, folders of PDFs, or a release.")],
    brief: Annotated[Path | None, typer.Option(metavar="BRIEF", help="The brief to compare them with.")] = None,
) -> None:
    """Says from which version of which brief a PDF came. With --brief it says whether that is still the same.

    For a release it reports each file: unchanged, altered, missing or extra.
    """
    from brief.verify import verify as trace

    good = True
    for traced in trace(files, brief):
        say(traced.findings)
        if text := str(traced):
            tell(text)
        good = good and traced.good
    raise typer.Exit(0 if good else 1)


@app.command(epilog="Example:  brief editions")
def editions(brief: BRIEF = Path()) -> None:
    """Lists the editions, a brief's own among them.

    Each comes with its pages, paper, type size, kind of file and purpose.
    """
    from brief.asked import known

    _tell_table([("edition", "pages", "paper", "type", "file", "for"), *(one.listed for one in known(brief))])


@app.command(epilog="Example:  brief looks")
def looks() -> None:
    """Lists the designs of pages: name, fonts and purpose. A brief chooses one with look: NAME.

    For missing fonts it prints the command that restores them.
    """
    from brief.doctor import examine_faces
    from brief.model import LOOKS

    _tell_table([("look", "fonts", "for"), *(look.listed for look in LOOKS.values())])
    for check in examine_faces():
        if not check.ok:
            tell(f"missing  {check.name}: {check.found}")
            tell(f"         {check.remedy}")


def _tell_table(rows: Sequence[tuple[str, ...]]) -> None:
    """Prints rows with aligned columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        tell("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


@app.command(epilog="Example:  brief doctor")
def doctor() -> None:
    """Checks whether this machine can build a brief. For what is missing it prints the command that installs it."""
    from brief.doctor import examine

    checks = examine()
    for check in checks:
        tell(f"{'ok     ' if check.ok else 'missing'}  {check.name}: {check.found}")
        if not check.ok:
            tell(f"         {check.remedy}")
    raise typer.Exit(0 if all(check.ok for check in checks) else 1)
