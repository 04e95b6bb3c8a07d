"""Part of `make longbench`: a copy for each of 535 rows, as a share of the obvious loop, and the memory of long lists.

The loop fills a Jinja template and has plain WeasyPrint write it as PDF/UA, in a pool of two. Greeting and a sentence
differ from row to row; in every tenth row the sentence takes another line. brief also reads each copy back.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from shutil import copytree
from threading import Event, Thread
from time import perf_counter

from brief import build
from brief.load import load
from brief.model import editions_of
from tests.bench.bench import PYTHON, ROOT
from tests.test_cli import command

ROWS, FEW, MANY, JOBS = 535, 200, 2000, 2

LOOP = """
import sys
from multiprocessing import Pool
from pathlib import Path
import jinja2, weasyprint
from weasyprint.text.fonts import FontConfiguration

folder = Path(sys.argv[1])
page = jinja2.Template((folder / "page.html").read_text(encoding="utf-8"))
rows = [line.split("|") for line in (folder / "rows.txt").read_text(encoding="utf-8").splitlines()]

def begin():
    global fonts, sheets
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(filename=path, font_config=fonts) for path in sorted(folder.glob("*.css"))]

def write(number):
    greeting, sentence = rows[number]
    html = page.render(greeting=greeting, sentence=sentence)
    document = weasyprint.HTML(string=html, base_url=sys.argv[2])
    document.write_pdf(folder / f"{number}.pdf", stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")

if __name__ == "__main__":
    with Pool(2, begin) as pool:
        pool.map(write, range(len(rows)))
"""


def rows_of(count: int) -> list[tuple[str, str]]:
    """Greetings and sentences; every tenth takes another line."""
    more = " and asks what was said of those who are held there"
    return [
        (f"Dear Senator of Seat {number},", f"Office {number} can sign today{more if number % 10 == 0 else ''}.")
        for number in range(1, count + 1)
    ]


def brief_in(folder: Path) -> Path:
    """The example of a lobby day with a sentence that differs from row to row."""
    copytree(ROOT / "examples" / "lobby-day", folder)
    settings = folder / "content" / "brief.yaml"
    text = settings.read_text(encoding="utf-8").partition("\nfields:")[0]
    fields = "fields: {greeting: {required: true, sample: GREETING}, sentence: {required: true, sample: SENTENCE}}\n"
    settings.write_text(f'{text}\n{fields}merge: {{name: "{{{{ sentence }}}}"}}\n', encoding="utf-8")
    (folder / "content" / "recommendations.md").write_text(
        "# What one letter can do\n\n1. **Sign** the letter. {{ sentence }}\n2. **Ask** after the summit.\n",
        encoding="utf-8",
    )
    summary = folder / "content" / "summary.md"
    summary.write_text(summary.read_text(encoding="utf-8").partition("/// when")[0], encoding="utf-8")
    return folder


def list_of(folder: Path, count: int) -> Path:
    path = folder / f"{count}.csv"
    path.write_text(
        "greeting;sentence\n" + "".join(f"{greeting};{sentence}\n" for greeting, sentence in rows_of(count)),
        encoding="utf-8",
    )
    return path


def loop_in(folder: Path, brief: Path) -> Path:
    """A folder with what the loop needs: the page of the sample as a template, its style sheets, the rows.

    The engine also points FONTCONFIG_FILE at the faces of the house, for both sides.
    """
    folder.mkdir()
    read, texts, _ = build.read(load(brief)[0])
    job = build.Job.of(read, texts, editions_of(read.settings)["handout"], "us-letter", build.engine_for(read))
    fitted = job.fitted()
    html = fitted.pages.html.replace("GREETING", "{{ greeting }}").replace("SENTENCE", "{{ sentence }}")
    (folder / "page.html").write_text(html, encoding="utf-8")
    for number, sheet in enumerate(job.as_set(fitted.scale).look):
        (folder / f"{number:02}.css").write_text(sheet.text, encoding="utf-8")
    lines = (f"{greeting}|{sentence}\n" for greeting, sentence in rows_of(ROWS))
    (folder / "rows.txt").write_text("".join(lines), encoding="utf-8")
    (folder / "loop.py").write_text(LOOP, encoding="utf-8")
    return folder


def merged(brief: Path, count: int, output: Path) -> tuple[float, int]:
    """The seconds of a merge of `count` rows, and the peak memory of its largest process in kB."""
    words = command("merge", str(list_of(brief, count)), str(brief), "-o", str(output), "--jobs", str(JOBS))
    start, most, done = perf_counter(), [0], Event()
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        watching = Thread(target=_watch, args=(os.getpid(), most, done))
        watching.start()
        code = process.wait()
        done.set()
        watching.join()
    assert code == 0
    return perf_counter() - start, most[0]


def _watch(parent: int, most: list[int], done: Event) -> None:
    """Records in `most` the peak memory, in kB, of the largest process below `parent`."""
    while not done.wait(0.5):
        pids, below = [parent], []
        while pids:
            children = Path(f"/proc/{pids[0]}/task/{pids.pop(0)}/children")
            found = children.read_text().split() if children.exists() else []
            pids += map(int, found)
            below += found
        for pid in below:
            status = Path(f"/proc/{pid}/status")
            text = status.read_text() if status.exists() else ""
            size = next((int(line.split()[1]) for line in text.splitlines() if line.startswith("VmRSS")), 0)
            most[0] = max(most[0], size)


def main() -> None:
    """Prints each figure with the bound that it is held to."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief = brief_in(folder / "brief")
        loop = loop_in(folder / "loop", brief / "content")
        start = perf_counter()
        subprocess.run([PYTHON, loop / "loop.py", loop, f"{brief}/content/"], check=True, stderr=subprocess.DEVNULL)
        plain = perf_counter() - start
        ours, _ = merged(brief, ROWS, folder / "output")
        what, times = f"a merge of {ROWS} rows", f"{ours:5.1f} s  the loop {plain:5.1f} s"
        print(f"{what:<27} {times}  ratio {ours / plain:.2f}  (aim 0.10)")
        _, few = merged(brief, FEW, folder / "few")
        _, many = merged(brief, MANY, folder / "many")
        print(f"{f'memory, {MANY} rows':<27} {many / 1000:.0f} MB  of {FEW} rows {few / 1000:.0f} MB"
              f"  ratio {many / few:.2f}  (at most 1.20)")  # fmt: skip


if __name__ == "__main__":
    main()
