"""`make bench`: how long a build takes, as ratios against plain WeasyPrint in the same run.

Most figures are of whole processes, the two sides in turn; medians are printed. "Cold" is a new process, which finds
what earlier ones have left in the user's cache. Plain WeasyPrint gets the
final HTML and style sheets of the same brief, the same static faces, and none of our reading, parsing or
composing. A ratio under 1 means that `brief build` is the faster.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree, rmtree
from statistics import median
from time import perf_counter
from typing import NamedTuple

from brief import cache

ROOT = Path(__file__).parents[2]
PYTHON = sys.executable
BRIEF = [PYTHON, "-m", "brief"]
RUNS = int(os.environ.get("BENCH_RUNS", "5"))


@dataclass(frozen=True)
class Run:
    """One finished process: wall seconds and peak memory in MB."""

    seconds: float
    megabytes: float


def run(command: Sequence[str | Path]) -> Run:
    """Runs a command to its end; stops the benchmark when it fails."""
    start = perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - start
    if status:
        sys.exit(f"{' '.join(map(str, command))}\n{errors.decode()}")
    kilobytes = usage.ru_maxrss if sys.platform != "darwin" else usage.ru_maxrss / 1024
    return Run(seconds, kilobytes / 1024)


class Pair(NamedTuple):
    """Two commands: the median of their ratios, both medians in seconds, and the peak memory of the first in MB."""

    ratio: float
    ours: float
    theirs: float
    megabytes: float


def paired(
    ours: Sequence[str | Path],
    theirs: Sequence[str | Path],
    runs: int = RUNS,
    warm_ups: int = 1,
    before: Callable[[], None] = lambda: None,
) -> Pair:
    """Two commands, run in turn after some warm-ups of each; `before` is called before each run of ours."""
    for _ in range(warm_ups):
        run(ours), run(theirs)
    pairs = []
    for _ in range(runs):
        before()
        pairs.append((run(ours), run(theirs)))
    return Pair(
        median(a.seconds / b.seconds for a, b in pairs),
        median(a.seconds for a, _ in pairs),
        median(b.seconds for _, b in pairs),
        max(a.megabytes for a, _ in pairs),
    )


def forget() -> None:
    """Removes charts and citations from the user's cache, as if these briefs had never been built."""
    rmtree(cache.home() / "composed", ignore_errors=True)


def final_html(folder: Path) -> Path:
    """The HTML of the example's full edition with its style sheets linked, as plain WeasyPrint can read it."""
    from brief import build
    from brief.load import load
    from brief.load.look import sheets
    from brief.model import EDITIONS

    brief, _ = load(ROOT)
    brief, texts, _ = build.read(brief)
    engine = build.engine_for(brief)
    html = build.build(brief, texts, EDITIONS["full"], "us-letter", engine).html
    links = "".join(
        f'<link rel="stylesheet" href="{s.path.resolve().as_uri()}">'
        for s in sheets(brief.styles, "us-letter", "full", "margin")
    )
    base = f'<base href="{brief.folder.resolve().as_uri()}/">'
    page = folder / "final.html"
    page.write_text(html.replace("<head>", f"<head>{base}{links}", 1), encoding="utf-8")
    return page


def forty_pages(folder: Path) -> Path:
    """A brief ten times as long as the example: its prose, ten times over."""
    copytree(ROOT / "content", folder / "content")
    settings = folder / "content" / "brief.yaml"
    head, *_ = settings.read_text(encoding="utf-8").partition("sections:\n")
    prose = ["abuses", "songbun", "moment", "recommendations"]
    lines = ["  - summary\n"]
    for number in range(10):
        for name in prose:
            text = (folder / "content" / f"{name}.md").read_text(encoding="utf-8")
            again = re.sub(r"((?:#|@fig:)classes|(?:id: |@tab:)record)", rf"\1-{number}", text)
            (folder / "content" / f"{name}-{number}.md").write_text(again, encoding="utf-8")
            lines.append(f"  - {name}-{number}\n")
    for name in prose:
        (folder / "content" / f"{name}.md").unlink()
    settings.write_text(f"{head}{NO_LIMIT}sections:\n{''.join(lines)}  - author\n", encoding="utf-8")
    return folder


NO_LIMIT = "editions:\n  full: {pages: 90}\n"


def too_long(folder: Path) -> Path:
    """The example with further paragraphs, so that its pages have to close up."""
    copytree(ROOT / "content", folder / "content")
    songbun = folder / "content" / "songbun.md"
    text = songbun.read_text(encoding="utf-8")
    songbun.write_text(text + 2 * text[text.rindex("\n\n") :], encoding="utf-8")
    return folder


def one_page(folder: Path, chart: bool) -> Path:
    """A page of text, with a chart or without; in a longer brief, a chart might move other pages as well."""
    folder.mkdir()
    (folder / "brief.yaml").write_text("title: Pages\n", encoding="utf-8")
    (folder / "pages.csv").write_text(
        "Year,Pages,Pictures\n2015,31,4\n2016,38,6\n2017,44,5\n2018,52,9\n", encoding="utf-8"
    )
    text = "# Pages\n\nWe print more of them every year.\n"
    drawn = "\n/// chart | pages.csv\n    kind: line\n    title: Pages a year\n///\n"
    (folder / "pages.md").write_text(text + drawn * chart, encoding="utf-8")
    return folder


def cited(folder: Path, keys: bool) -> Path:
    """The example with 60 more citations, of 30 more sources; without `keys` the same notes and list, typed by hand."""
    copytree(ROOT / "content", folder / "content")
    settings, sources = folder / "content" / "brief.yaml", folder / "content" / "sources.yaml"
    text = settings.read_text(encoding="utf-8").replace("  - author\n", "  - cited\n  - author\n  - sources\n")
    settings.write_text(text + NO_LIMIT, encoding="utf-8")
    names = [f"Example Office of {number} Things" for number in range(30)]
    notes = [f"{name}, *Report on Things*, EX/2012/{number}, March 3, 2012" for number, name in enumerate(names)]
    calls = [f"[@thing{number % 30}, p. {number}]" if keys else f"[^{number}]" for number in range(60)]
    lines = ["# Cited"] + [
        f"A sentence that says something of a thing and needs a source for it.{call}" for call in calls
    ]
    lines += ["Words that fill the last page, so that neither brief is set again since it is nearly empty."] * 6
    if keys:
        kind, day = "  type: report\n  title: Report on Things\n", "  issued: 2012-03-03\n"
        items = [f"- id: thing{n}\n{kind}{day}  author: {names[n]}\n  number: EX/2012/{n}\n" for n in range(30)]
        sources.write_text(sources.read_text(encoding="utf-8") + "".join(items), encoding="utf-8")
        listed = ""
    else:
        lines += [f"[^{number}]: {notes[number % 30]}, p. {number}." for number in range(60)]
        listed = "".join(f"- {note}.\n" for note in notes)
    (folder / "content" / "sources.md").write_text(f"# Sources\n\n{listed}", encoding="utf-8")
    (folder / "content" / "cited.md").write_text("\n\n".join(lines) + "\n", encoding="utf-8")
    return folder


PLAIN = """
import sys
from brief import build, typeset
build.tags = None
build.finisher = lambda *facts, **files: lambda document, pdf: None
typeset.ARCHIVE = {}
from brief.cli import main
sys.argv = ["brief", *sys.argv[1:]]
main()
"""
"""`brief` with a plain PDF: without tags, and without what PDF/UA and PDF/A require."""

WARM = """
import gc; gc.disable()  # as the command does
import sys, time
start = time.perf_counter()
from pathlib import Path
from brief import build
from brief.load import load
from brief.model import EDITIONS
engine = None
for turn in range(2):
    brief, _ = load(Path())
    brief, texts, _ = build.read(brief)
    engine = engine or build.engine_for(brief)
    build.build(brief, texts, EDITIONS["full"], "us-letter", engine)
    print(time.perf_counter() - start)
    start = time.perf_counter()
"""


def warm() -> float:
    """The second build in one process, as a share of the first (imports included)."""
    shares = []
    for _ in range(RUNS):
        out = subprocess.run([PYTHON, "-c", WARM], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        cold, second = map(float, out.split())
        shares.append(second / cold)
    return median(shares)


SETTINGS = """
import gc; gc.disable()  # as the command does
import time
start = time.process_time()
from pathlib import Path
from brief import build
from brief.fit import steps_for
from brief.load import load
from brief.load.look import tokens
from brief.model import EDITIONS

settings = []
brief, _ = load(Path())
brief, texts, _ = build.read(brief)
job = build.Job.of(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief))
typeset = build.job.typeset

def timed(*words):
    before = time.process_time()
    pages = typeset(*words)
    settings.append(time.process_time() - before)
    return pages

build.job.typeset = timed
build.finished(job, job.fitted(), ())
print(time.process_time() - start)
steps = steps_for(tokens(job.on(job.grid).look), job.edition)
for tightness in (steps.closest, steps.closest / 2, steps.closest * 3 / 4):
    job.set_pages(steps.at(tightness))
print(*settings)
"""
"""A build that sets its pages once, and three more settings, such as a search for pages within a limit makes."""

REBUILD = """
import gc; gc.disable()
import sys, time
from contextlib import nullcontext
from pathlib import Path
from brief import build
from brief.build import composing, stored
from brief.load import load
from brief.model import editions_of
from brief.typeset import draw
from brief.typeset.memory import Recent

folder, edits = Path(sys.argv[1]), int(sys.argv[2])
edited = sorted(folder.glob("songbun*.md"))[0]
text = edited.read_text(encoding="utf-8")
engines = [build.engine_for(load(folder)[0], keeps_boxes=True) for _ in range(3)]
read, readers, kept, seen = stored.read, [build.Reader() for _ in engines], composing.KEPT, set()
known, begun = [None] * 3, None

# The pages, with their words exchanged where they take the same room, as in the preview.
def build_all(job, side):
    fitted = known[side] and job.exchanged(known[side])
    if not fitted:
        fitted, known[side] = job.known(like=known[side])
    build.finished(job, fitted, ())

def build_plain(job, side):
    build.finished(job, job.fitted(), ())

# The first page that has changed, before the preview sets the others that a search needs.
def draw_one(job, side):
    if not begun:
        return
    pages = (known[side] and job.exchanged(known[side]) or job.fitted(begun)).pages
    draw(pages, next(number for number, mark in enumerate(pages.marks, 1) if mark not in seen))
    seen.update(pages.marks)

for edit in range(edits):
    counts = edit >= 2  # what is kept is made at the first two edits
    edited.write_text(text.replace("of every", f"of word{edit} every", 1), encoding="utf-8")
    for side, (reader, engine) in enumerate(zip(readers, engines)):
        plain, make = side == 1, (build_all, build_plain, draw_one)[side]
        if plain and not counts:
            continue
        gc.collect()
        composing.KEPT = Recent(composing.MOST_KEPT) if plain else kept
        stored.read = (lambda key: None) if plain else read
        with engine.faces.memory.off() if plain else nullcontext():
            start = time.process_time()
            brief, texts, _ = reader.read(load(folder)[0])
            job = build.Job.of(brief, texts, editions_of(brief.settings)["full"], "us-letter", engine)
            make(job, side)
            if counts:
                print(time.process_time() - start)
    if not (known[2] and job.exchanged(known[2])):
        fitted, known[2] = job.known(like=known[2])
        begun = fitted.start
"""


def rebuilt(folder: Path, edits: int) -> tuple[float, float]:
    """A build after an edit of one paragraph, and one page drawn for a screen, as shares of one with nothing kept.

    All in one process, in turn. The first two edits are not counted.
    """
    command = [PYTHON, "-c", REBUILD, str(folder), str(edits)]
    times = list(
        map(float, subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split())
    )
    counted = list(zip(times[::3], times[1::3], times[2::3], strict=True))
    return median(kept / plain for kept, plain, _ in counted), median(drawn / plain for _, plain, drawn in counted)


def settings() -> tuple[float, float]:
    """A further setting of pages as a share of the first, and a build with four settings as a share of one."""
    shares = []
    for _ in range(RUNS):
        out = subprocess.run([PYTHON, "-c", SETTINGS], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        whole, first, *further = map(float, out.split())
        shares.append((median(further) / first, (whole + sum(further)) / whole))
    return median(further for further, _ in shares), median(four for _, four in shares)


def main() -> None:
    """Prints each figure with the bound that it is held to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        page = final_html(folder)  # also points FONTCONFIG_FILE, for both sides, at the faces of the house
        weasyprint = [Path(PYTHON).with_name("weasyprint"), page, folder / "plain.pdf"]
        build = [*BRIEF, "build", "-o", str(folder)]
        cold = paired(build, weasyprint)
        show("brief build, cold", cold, bound=0.85)
        show("the same, never built", paired(build, weasyprint, runs=3, before=forget), bound=1)
        show("brief --help", paired([*BRIEF, "--help"], weasyprint, runs=3), bound=0.25)
        print(f"{'second build in a process':<27} share of the first {warm():.2f}  (at most 0.60)")
        copytree(ROOT / "content", folder / "edited")
        show_rebuild("4 pages", *rebuilt(folder / "edited", 9), bound=0.35, of_one=0.25)
        chart: list[str | Path] = [*BRIEF, "build", one_page(folder / "chart", chart=True), "-o", str(folder)]
        none: list[str | Path] = [*BRIEF, "build", one_page(folder / "none", chart=False), "-o", str(folder)]
        charted = paired(chart, none, runs=3, before=forget)
        more = charted.ours - charted.theirs
        print(f"{'one chart, cold':<27} {more:5.2f} s more  of a plain build {more / cold.theirs:.2f}  (at most 0.33)")
        long: list[str | Path] = [*BRIEF, "build", forty_pages(folder / "forty"), "-o", str(folder)]
        show_rebuild("40 pages", *rebuilt(folder / "forty" / "content", 3), bound=0.25, of_one=0.15)
        show("tags and more, 4 pages", paired(build, [PYTHON, "-c", PLAIN, *build[3:]], runs=3), bound=1.12)
        tagged = paired(long, [PYTHON, "-c", PLAIN, *long[3:]], runs=1, warm_ups=0)
        show("tags and more, 40 pages", tagged, bound=1.12)
        keys: list[str | Path] = [*BRIEF, "build", cited(folder / "keys", keys=True), "-o", str(folder)]
        by_hand: list[str | Path] = [*BRIEF, "build", cited(folder / "by-hand", keys=False), "-o", str(folder)]
        show(
            "30 sources, 60 citations",
            paired(keys, by_hand, runs=2, warm_ups=0, before=forget),
            bound=1.15,
            other="the same by hand",
        )
        close: list[str | Path] = [*BRIEF, "build", too_long(folder / "close"), "-o", str(folder)]
        show("a page limit, 4 pages", paired(close, build, runs=3), bound=1.5, other="pages that fit")
        further, four = settings()
        print(f"{'a further setting':<27} share of the first {further:.2f}  (at most 0.70)")
        print(f"{'four settings':<27} share of a build with one {four:.2f}  (at most 1.90)")
        every: list[str | Path] = [*BRIEF, "build", "-e", "all", "-o", str(folder)]
        all_editions = paired(every, build, runs=2)
        show("all editions", all_editions, bound=3, other="one of them")
        check: list[str | Path] = [*BRIEF, "check"]
        show("check, all editions", paired([*check, "-e", "all"], every, runs=2), bound=1.5, other="build -e all")
        show("check, words alone", paired([*check, "--no-pages"], build, runs=3), bound=0.6, other="a build")
        for pages, pair in {"4 pages": cold, "all editions": all_editions, "40 pages": tagged}.items():
            print(f"{pages:<27} peak memory of a process {pair.megabytes:.0f} MB")


def show_rebuild(pages: str, whole: float, drawn: float, bound: float, of_one: float) -> None:
    """Prints the shares of a rebuild, and of one page drawn for a screen, with their bounds."""
    print(f"{f'rebuild, {pages}':<27} share of one with nothing kept {whole:.2f}  (at most {bound:.2f})")
    print(f"{f'one page of {pages}':<27} share of one with nothing kept {drawn:.2f}  (at most {of_one:.2f})")


def show(what: str, pair: Pair, bound: float, other: str = "plain WeasyPrint") -> None:
    """Prints a ratio with its bound."""
    print(f"{what:<27} {pair.ours:5.2f} s  {other} {pair.theirs:.2f} s  ratio {pair.ratio:.2f}  (at most {bound:.2f})")


if __name__ == "__main__":
    main()
