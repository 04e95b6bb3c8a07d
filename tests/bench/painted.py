"""Part of `make longbench`: how long it takes from a save to the new page in a browser, as a share of a warm rebuild.

The rebuild is one of the whole PDF with nothing kept in memory, in a process that has built before. A page counts as
painted when the browser has made the frame in which its new picture is in its place: a message that is posted before
this frame arrives after it.
"""

from __future__ import annotations

import resource
import subprocess
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import copytree
from statistics import median, quantiles
from time import perf_counter, sleep
from typing import NamedTuple

from tests.bench.bench import PYTHON, ROOT, forty_pages
from tests.browser.chromium import Tab, browser
from tests.preview.running import Running, running

WIDTH, PAUSE = 1280, 5.0
"""Pixels of the window, and seconds that an editor takes from one save to the next."""

EDITED, WORD = "songbun*.md", "of every"

REBUILD = """
import gc; gc.disable()
import sys, time
from pathlib import Path
from brief import build
from brief.build import composing, stored
from brief.load import load
from brief.model import editions_of
from brief.typeset.memory import Recent

folder, edited, word = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
text, reader, engine = edited.read_text(encoding="utf-8"), build.Reader(), build.engine_for(load(folder)[0])
for edit in range(4):
    edited.write_text(text.replace(word, f"{word} {edit}th", 1), encoding="utf-8")
    composing.KEPT = Recent(composing.MOST_KEPT)
    stored.read = lambda key: None
    with engine.faces.memory.off():
        start = time.perf_counter()
        brief, texts, _ = reader.read(load(folder)[0])
        build.build(brief, texts, editions_of(brief.settings)["full"], "us-letter", engine)
        print(time.perf_counter() - start)
edited.write_text(text, encoding="utf-8")
"""

WATCH = """
window.painted = new Promise(done => {
  const before = new Map([...document.querySelectorAll('figure')].map(one => [one.id, one.dataset.key]));
  const watch = new MutationObserver(() => {
    if ([...document.querySelectorAll('figure')].some(one => one.dataset.key !== before.get(one.id))) {
      watch.disconnect();
      const framed = new MessageChannel();
      framed.port1.onmessage = () => done(true);
      requestAnimationFrame(() => framed.port2.postMessage(0));
    }
  });
  watch.observe(document.getElementById('sheets'), {subtree: true, attributes: true, attributeFilter: ['data-key']});
  setTimeout(() => done(false), 30000);
}); true
"""


def rebuilt(folder: Path, edited: Path) -> float:
    """The seconds of a warm rebuild with nothing kept."""
    command = [PYTHON, "-c", REBUILD, str(folder), str(edited), WORD]
    times = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    return median(map(float, times[1:]))


def painted(preview: Running, tab: Tab, edited: Path, edits: int) -> tuple[list[float], list[float]]:
    """The seconds from each save until the page with the edit is painted, and until all is up to date."""
    text = edited.read_text(encoding="utf-8")
    tab.size(WIDTH)
    tab.open(preview.address)
    settled(tab)
    preview.after(lambda: edited.write_text(text.replace(WORD, f"{WORD} last", 1), encoding="utf-8"))
    found = preview.ready()["whole"]["blocks"]
    page = next(n for n, blocks in enumerate(found, 1) if any(f"{WORD} last"[:9] in one["text"] for one in blocks))
    tab.value(f"document.getElementById('page-{page}').scrollIntoView()")
    first, whole = [], []
    for edit in range(edits):
        settled(tab)
        sleep(PAUSE)
        tab.value(WATCH)
        start = perf_counter()
        edited.write_text(text.replace(WORD, f"{WORD} {edit % 10}th", 1), encoding="utf-8")
        assert tab.value("window.painted"), "no new page came"
        first.append(perf_counter() - start)
        settled(tab)
        whole.append(perf_counter() - start)
    return first[2:], whole[2:]


SAVES, COUNTED_FROM = 300, 50
"""The saves in a row after which a preview may not have grown by more than 50 MB, and those that are not counted."""


class Held(NamedTuple):
    """What a process and all that it has started hold: memory in MB, open files, threads and processes."""

    megabytes: float
    files: int
    threads: int
    processes: int


def held(process: int) -> Held:
    """What a process and its descendants hold now."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parents[int(path.name)] = int((path / "stat").read_text().rpartition(")")[2].split()[1])
    family = [process]
    for one in family:  # grows while it is read
        family += [child for child, parent in parents.items() if parent == one]
    places = [Path("/proc") / str(one) for one in family]
    pages = sum(int((place / "statm").read_text().split()[1]) for place in places)
    files, threads = (sum(len([*(place / kind).iterdir()]) for place in places) for kind in ("fd", "task"))
    return Held(pages * resource.getpagesize() / 1e6, files, threads, len(family))


def saved_often(preview: Running, edited: Path) -> tuple[Held, Held]:
    """What the preview holds after the first saves, and after all of them."""
    text, found = edited.read_text(encoding="utf-8"), []
    for save in range(1, SAVES + 1):
        preview.after(partial(edited.write_text, text.replace(WORD, f"{WORD} {save}th", 1), encoding="utf-8"))
        if save in (COUNTED_FROM, SAVES):
            sleep(PAUSE)  # until what the last build has left is collected
            found.append(held(preview.process.pid))
    first, last = found
    return first, last


def settled(tab: Tab) -> None:
    """Waits until the pages are up to date, and painted."""
    tab.until("document.getElementById('status').textContent.startsWith('Up to date')", 120)
    near = "[...document.querySelectorAll('figure')].filter(one => one.sheet.near)"
    tab.until(f"{near}.length && {near}.every(one => one.dataset.key === one.sheet.page.key)")


def main() -> None:
    """Prints each figure with the bound that it is held to."""
    with tempfile.TemporaryDirectory() as name:
        copytree(ROOT / "content", Path(name) / "example")
        edited = next((Path(name) / "example").glob(EDITED))
        with running(Path(name) / "example") as preview:
            begun, ended = saved_often(preview, edited)
        print(f"{f'after {COUNTED_FROM} saves':<33} {begun}")
        print(f"{f'after {SAVES} saves':<33} {ended}  (at most 50 MB more)")
    with tempfile.TemporaryDirectory() as name, browser() as running_browser:
        copytree(ROOT / "content", Path(name) / "example")
        forty_pages(Path(name) / "forty")
        for what, folder, edits, bound in (
            ("4 pages", Path(name) / "example", 22, 0.3),
            ("40 pages", Path(name) / "forty" / "content", 12, 0.15),
        ):
            edited = next(path for path in sorted(folder.glob(EDITED)) if WORD in path.read_text(encoding="utf-8"))
            plain = rebuilt(folder, edited)
            with running(folder) as preview:
                first, whole = painted(preview, running_browser.tab(), edited, edits)
            last = quantiles(first, n=20)[-1]
            print(
                f"{f'painted after a save, {what}':<33} {median(first):.2f} s  95th of 100 {last:.2f} s"
                f"  share of a rebuild of {plain:.2f} s {median(first) / plain:.2f}  (at most {bound:.2f});"
                f" up to date {median(whole):.2f} s"
            )


if __name__ == "__main__":
    main()
