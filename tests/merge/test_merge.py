"""A merge from the list to the copier: what it makes, what it refuses, and that no copy is wrong."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from shutil import rmtree
from types import SimpleNamespace
from typing import Any

import pikepdf
import pytest

from brief import build, output, process
from brief import merge as job
from brief.findings import BriefError, UsageError
from brief.load import load
from brief.manifest import digest
from brief.merge import Asked, Begun, Made, Merged, Tried, Wanted, making, printing
from brief.merge.printed import text_of
from brief.model import editions_of
from brief.verify import verify
from tests.conftest import MakeBrief
from tests.merge.merging import FOLDER, LIST, SETTINGS, Here, merged, offices

ASH, BIRCH, CEDAR = (FOLDER / "copies" / f"Office of Senator {name}.pdf" for name in ("Ash", "Birch", "Cedar"))

WHOLE = [
    "copies",
    "copies/Office of Senator Ash.pdf",
    "copies/Office of Senator Birch.pdf",
    "copies/Office of Senator Cedar.pdf",
    "manifest.csv",
    "manifest.json",
    "print-run.pdf",
    "proof-sheet.pdf",
    "route.pdf",
]
"""The contents of the folder of a merge of the list."""


WALK = (
    LIST
    + """\
Office of Senator Dogwood,Maine,2301,Democrat,Hart,11
Office of Senator Elm,Ohio,,,Hart,12
Office of Senator Fir,Utah,12,,Hart,13
Office of Senator Gum of the State that Looks at the Sea and at the Hills behind the Sea,Iowa,4,Democrat,Hart,14
Office of Senator Holly,Iowa,2399,Democrat,Hart,15
Office of Senator Ivy,Guam,,,Hart,16
Office of Senator Juniper & Sons <of Hart>,Texas,7,,Hart,17
Office of Senator Kapok,Kansas,8,,Hart,18
"""
)
"""Rows of several kinds: with and without families, of two parties, one with a name that takes further lines."""


def told(rows: Path, **wanted: Any) -> list[str]:
    """The findings that stop a merge, without their hints."""
    with pytest.raises(BriefError) as caught:
        merged(rows, **wanted)
    return [
        f"{finding.place}: {finding.message}" if finding.place else finding.message for finding in caught.value.findings
    ]


def files() -> list[str]:
    there = (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*"))
    return sorted(name for name in there if not name.startswith("."))


def test_each_office_gets_its_copy_and_the_copier_its_file(make_brief: MakeBrief) -> None:
    begun, *made, end = merged(offices(make_brief))
    assert begun == Begun((), 3, 0)
    assert [(one.row, one.pages, one.is_good) for one in made if isinstance(one, Made)] == [
        (2, 1, True),
        (3, 1, True),
        (4, 1, True),
    ]
    assert isinstance(end, Merged)
    assert str(end) == f"3 copies (3 new), each read back and right, in {FOLDER}/copies"
    assert files() == WHOLE
    ash, birch = " ".join(text_of(ASH).split()), " ".join(text_of(BIRCH).split())
    assert "We ask Office of Senator Ash." in ash
    assert "In Ohio, 2,300 families wait for Office of Senator Ash." in ash
    assert "Lead the way." in ash
    assert "In Virginia wait for Office of Senator Birch." in birch
    assert "Lead the way." not in birch


def test_a_copy_has_the_text_of_a_build_with_its_values(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    settings = SETTINGS.replace("sample: Office of Senator Example", "sample: Office of Senator Ash")
    settings = settings.replace("sample: Guam", "sample: OH").replace(
        'format: "1,234"', 'format: "1,234", sample: "2300"'
    )
    settings = settings.replace("default: Independent", "sample: Democrat")
    make_brief({"brief.yaml": settings, "summary.md": Path("content/summary.md").read_text()})
    brief, texts, _ = build.read(load(Path())[0])
    built = build.build(brief, texts, editions_of(brief.settings)["handout"], "us-letter", build.engine_for(brief))
    with pikepdf.open(ASH) as copy, pikepdf.open(_written(built.pdf)) as alone:
        code, own = (str(document.docinfo["/ContentHash"])[:6] for document in (copy, alone))
    assert text_of(ASH).replace(code, own) == text_of(built.pdf)


def test_a_copy_whose_words_are_exchanged_is_the_same_file(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchanged: list[bool] = []

    def noted(job: build.Job, known: build.Known) -> object:
        exchanged.append((found := exchange(job, known)) is not None)
        return found

    exchange = build.Job.exchanged
    rows = offices(make_brief, WALK)
    sums = []
    for name, how in (("exchanged", noted), ("_with_words", lambda *of: None)):
        monkeypatch.setattr(build.Job, name, how)
        merged(rows)
        manifest = json.loads((FOLDER / "manifest.json").read_text())
        sums.append([copy["sha256"] for copy in manifest["copies"]])
        rmtree("output")
    assert sums[0] == sums[1]
    assert exchanged.count(True) >= 6


@pytest.mark.parametrize(("pages", "kept"), [(4, 8), (60, 4), (1000, 1)])
def test_fewer_copies_are_kept_when_they_are_long(pages: int, kept: int) -> None:
    def known(like: object) -> tuple[None, Any]:
        return None, SimpleNamespace(size=pages)

    of_copy: Any = SimpleNamespace(exchanged=lambda known: None, known=known)
    earlier: list[build.Known] = []
    for _ in range(12):
        making._fitted(of_copy, earlier)
    assert len(earlier) == kept


def _written(data: bytes) -> Path:
    path = Path("built.pdf")
    path.write_bytes(data)
    return path


def test_the_manifest_lists_every_copy(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    whole = json.loads((FOLDER / "manifest.json").read_text())
    assert whole["brief"]["edition"] == "handout"
    first = whole["copies"][0]
    assert first["file"] == "copies/Office of Senator Ash.pdf"
    assert first["sha256"] == hashlib.sha256(ASH.read_bytes()).hexdigest()
    assert first["verified"] == "yes"
    assert first["fields"] == {
        "office": "Office of Senator Ash",
        "state": "Ohio",
        "families": "2,300",
        "party": "Democrat",
    }
    lines = [*csv.DictReader((FOLDER / "manifest.csv").read_text("utf-8-sig").splitlines())]
    assert [(line["row"], line["state"], line["pages"]) for line in lines] == [
        ("2", "Ohio", "1"),
        ("3", "Virginia", "1"),
        ("4", "West Virginia", "1"),
    ]


def test_formulas_are_plain_text_in_the_manifest(make_brief: MakeBrief) -> None:
    merged(offices(make_brief, "Office,State,Building,Room\n@SUM(A1),OH,a,1\n-2+3,VA,a,2\n"))
    lines = [*csv.DictReader((FOLDER / "manifest.csv").read_text("utf-8-sig").splitlines())]
    assert [line["office"] for line in lines] == ["'@SUM(A1)", "'-2+3"]


def outline(pdf: Any) -> list[tuple[str, int, Sequence[Any]]]:
    """The bookmarks of a PDF: title, page counted from 0, and the bookmarks below."""
    pages = {page.objgen: number for number, page in enumerate(pdf.pages)}

    def number(item: Any) -> int:
        return pages[item.destination[0].objgen]

    with pdf.open_outline() as there:
        return [
            (item.title, number(item), [(below.title, number(below)) for below in item.children]) for item in there.root
        ]


def test_the_print_run_is_in_the_order_of_the_walk(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    with pikepdf.open(FOLDER / "print-run.pdf") as run:
        assert [(title, at, below) for title, at, below in outline(run)] == [
            ("Dirksen", 0, [("Office of Senator Cedar", 0)]),
            ("Hart", 2, [("Office of Senator Birch", 2), ("Office of Senator Ash", 4)]),
        ]
        assert [run.pages[at].label for at in (0, 2, 4)] == [
            "Office of Senator Cedar · 1",
            "Office of Senator Birch · 1",
            "Office of Senator Ash · 1",
        ]
        assert ["/Font" in page.get("/Resources", {}) for page in run.pages] == [
            True,
            False,
        ] * 3
        assert "/StructTreeRoot" not in run.Root
        assert not any("/Annots" in page for page in run.pages)


def test_rows_are_printed_as_often_as_the_list_says_and_spares_come_last(make_brief: MakeBrief) -> None:
    rows = (
        LIST.replace("Room\n", "Room,Copies\n")
        .replace(",9\n", ",9,3\n")
        .replace(",10\n", ",10,\n")
        .replace("100\n", "100,\n")
    )
    settings = SETTINGS.replace("true, sample: Guam", "true, sample: Guam, default: Guam")
    path = offices(make_brief, rows, {"brief.yaml": settings})
    assert told(path, spares=2) == [
        "content/brief.yaml:5:11: spare copies would have nothing for the field 'office'",
    ]
    settings = settings.replace("Senator Example", "Senator Example, default: all offices")
    merged(offices(make_brief, rows, {"brief.yaml": settings}), spares=2)
    assert "We ask all offices." in text_of(FOLDER / "spare.pdf")
    with pikepdf.open(FOLDER / "print-run.pdf") as run:
        assert len(run.pages) == 2 * (1 + 3 + 1 + 2)
        assert run.pages[-2].label == "spare · 1"


def test_what_is_printed_very_often_is_in_several_files_each_made_within_the_limit_of_time(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(process, "begin", lambda edition, _pages: begun.append(edition))
    monkeypatch.setattr(printing, "MOST", 4)
    rows = (
        LIST.replace("Room\n", "Room,Copies\n")
        .replace(",9\n", ",9,9\n")
        .replace(",10\n", ",10,\n")
        .replace("100\n", "100,\n")
    )
    merged(offices(make_brief, rows))
    names = [name for name in files() if name.startswith("print-run")]
    counts = []
    for name in names:
        with pikepdf.open(FOLDER / name) as run:
            counts.append(len(run.pages) // 2)
    assert sum(counts) == 11
    assert max(counts) == 4
    assert begun == ["handout"] * (len(names) + 1)


def test_a_print_run_can_be_a_file_for_each_building(make_brief: MakeBrief) -> None:
    settings = SETTINGS.replace("merge: {", "merge: {split: building, ")
    merged(offices(make_brief, LIST, {"brief.yaml": settings}))
    assert [name for name in files() if name.startswith("print")] == ["print-run-Dirksen.pdf", "print-run-Hart.pdf"]
    merged(offices(make_brief))
    assert [name for name in files() if name.startswith("print")] == ["print-run.pdf"]


def test_the_route_and_the_proof_sheet_name_every_office(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    route, sheet = (" ".join(text_of(FOLDER / f"{name}.pdf").split()) for name in ("route", "proof-sheet"))
    assert route.index("Cedar") < route.index("Birch") < route.index("Ash")
    assert "Dirksen" in route
    for name in ("Ash", "Birch", "Cedar"):
        assert f"Office of Senator {name}.pdf" in sheet
        assert f"We ask Office of Senator {name}." in sheet


def test_a_copy_that_has_not_changed_is_not_made_again(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    before = {path: path.stat().st_mtime_ns for path in (ASH, BIRCH, CEDAR)}
    begun, *made, _ = merged(rows)
    assert (begun, made) == (Begun((), 3, 3), [])
    rows.write_text(LIST.replace("2300", "2400"))
    _, *made, _ = merged(rows)
    assert [one.row for one in made if isinstance(one, Made)] == [2]
    assert [path.stat().st_mtime_ns == before[path] for path in (ASH, BIRCH, CEDAR)] == [False, True, True]


def test_a_copy_that_was_changed_is_made_again(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    good = ASH.read_bytes()
    ASH.write_bytes(BIRCH.read_bytes())
    _, *made, _ = merged(rows)
    assert [one.row for one in made if isinstance(one, Made)] == [2]
    assert ASH.read_bytes() == good


def test_copies_of_removed_rows_are_removed(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    (FOLDER / "copies" / "mine.txt").touch()
    rows.write_text("".join(LIST.splitlines(keepends=True)[:2]))
    merged(rows)
    assert sorted(path.name for path in (FOLDER / "copies").iterdir()) == ["Office of Senator Ash.pdf", "mine.txt"]


def stayed(rows: Path) -> list[str]:
    """The files that a merge would have removed, but which were changed since; each is still the user's own."""
    *_, end = merged(rows)
    assert isinstance(end, Merged)
    paths = [finding.place.path for finding in end.findings if finding.rule == "file-stays" and finding.place]
    assert all(path.read_text() == "mine" for path in paths)
    return [path.relative_to(FOLDER).as_posix() for path in paths]


def test_a_copy_that_was_replaced_stays_when_its_row_is_removed(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    BIRCH.write_text("mine")
    rows.write_text("".join(LIST.splitlines(keepends=True)[:2]))
    *_, end = merged(rows)
    assert isinstance(end, Merged)
    assert [str(finding) for finding in end.findings] == [
        f"{BIRCH}: warning: file-stays: this file is not part of the merge any more, and stays, since it is not as an "
        "earlier merge wrote it\n"
        "    keep it in another folder, or delete it, so that nobody prints or sends it with the copies"
    ]
    assert (BIRCH.read_text(), CEDAR.exists()) == ("mine", False)
    assert stayed(rows) == []  # it is the user's own from now on
    assert BIRCH.read_text() == "mine"


def test_other_files_that_were_replaced_stay(make_brief: MakeBrief) -> None:
    told(offices(make_brief, LIST.replace("OH", "Ohoi")), keep_going=True)
    (FOLDER / "failed.csv").write_text("mine")
    assert stayed(offices(make_brief)) == ["failed.csv"]
    assert not (FOLDER / ".rest.csv").exists()


def test_the_journal_of_another_folder_removes_nothing(make_brief: MakeBrief) -> None:
    settings = SETTINGS.replace("merge: {", "merge: {split: building, ")
    merged(offices(make_brief, LIST, {"brief.yaml": settings}))
    kept = {name: (FOLDER / name).read_bytes() for name in (".journal", ".others")}
    rmtree("output")
    own = ["copies/Office of Senator Birch.pdf", "print-run-Hart.pdf"]
    for name in own:
        (FOLDER / name).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text("mine")
    for name, data in kept.items():
        (FOLDER / name).write_bytes(data)
    assert stayed(offices(make_brief, "".join(LIST.splitlines(keepends=True)[:2]))) == own


def test_an_interrupted_run_continues_where_it_stopped(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    undisturbed = {path.name: path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()}
    for path in sorted(FOLDER.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    events = job.merge(Asked(Path(), rows), Path("output"), Wanted(), Here())
    next(events), next(events)
    events.close()
    assert not ASH.exists()  # nothing is in place before all is right
    begun, *_ = merged(rows)
    assert begun == Begun((), 3, 1)
    assert {path.name: path.read_bytes() for path in FOLDER.rglob("*") if path.is_file()} == undisturbed


def test_a_second_run_in_the_same_folder_is_refused(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    events = job.merge(Asked(Path(), rows), Path("output"), Wanted(), Here())
    next(events)
    with pytest.raises(UsageError, match="another merge writes into this folder"):
        merged(rows)
    events.close()


def test_one_wrong_row_stops_the_run_before_the_first_page(make_brief: MakeBrief) -> None:
    rows = offices(make_brief, LIST.replace("OH", "Ohoi"))
    assert told(rows) == ["offices.csv:2: row 2, column 'State': 'Ohoi' is not a state of the United States"]
    assert not FOLDER.exists()


LONG = "Office of Senator " + "Ash " * 200


def test_a_row_that_does_not_fit_is_named_with_its_longest_value(make_brief: MakeBrief) -> None:
    text = "# Summary\n\n" + "Many words stand here before the office. " * 60 + "\n\nTo {{ office }}.\n"
    rows = offices(make_brief, LIST.replace("Office of Senator Ash", LONG.strip()), {"summary.md": text})
    first, second = told(rows)
    assert first.startswith("offices.csv:2: row 2 (Office of Senator Ash Ash")
    assert "too long" in first
    assert second == "1 of 3 copies are wrong, so that none was put into place"
    assert files() == []


class Dying(Here):
    """A pool in which the process that makes the copy of row 3 dies."""

    def submit(self, make: Callable[..., Any], /, *args: Any, **words: Any) -> Future[Any]:
        if args[1] != 3:
            return super().submit(make, *args, **words)
        future: Future[Any] = Future()
        future.set_exception(self.death)
        return future

    death: Exception = BrokenProcessPool()


class DyingFarAway(Dying):
    """The same on a cluster, which tries the copy again itself."""

    death = ConnectionAbortedError()
    gives_up = (ConnectionAbortedError,)


@pytest.mark.parametrize("pool", [Dying(), DyingFarAway()])
def test_a_copy_that_ends_its_process_is_named_and_the_others_are_made(make_brief: MakeBrief, pool: Here) -> None:
    rows = offices(make_brief)
    with pytest.raises(BriefError) as caught:
        list(job.merge(Asked(Path(), rows), Path("output"), Wanted(keep_going=True), pool))
    died, _ = caught.value.findings
    assert str(died) == (
        "offices.csv:3: error: worker-died: row 3 (Office of Senator Birch.pdf): the process that made this copy was "
        "ended twice, by lack of memory or a signal\n"
        "    end other programs, run with fewer at a time (--jobs 1), or allow more:  --memory-limit 120"
    )
    assert ASH.exists()
    assert CEDAR.exists()
    assert not BIRCH.exists()


class Mortal(Here):
    """A pool in which a process dies when it makes a part of a sheet."""

    megabytes = 2048

    def submit(self, make: Callable[..., Any], /, *args: Any, **words: Any) -> Future[Any]:
        if make.__name__ != "_part":
            return super().submit(make, *args, **words)
        dead: Future[Any] = Future()
        dead.set_exception(BrokenProcessPool())
        return dead


def test_a_sheet_whose_process_dies_is_still_made(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    list(job.merge(Asked(Path(), rows), Path("output"), Wanted(), Mortal()))
    assert files() == WHOLE


def test_a_sheet_that_takes_too_long_ends_with_a_finding(make_brief: MakeBrief) -> None:
    class Slow(Mortal):
        seconds = 1

    slow = " ".join(f"<p>{number}</p>" for number in range(20_000))
    rows = offices(make_brief, more={"styles/layouts/route.html": f"<title>T</title>{slow}"})
    with pytest.raises(BriefError) as caught:
        list(job.merge(Asked(Path(), rows), Path("output"), Wanted(), Slow()))
    assert str(caught.value) == (
        "error: list-late: the route or the proof sheet takes longer than 1 s, or too much memory; the copies are"
        " made\n    simplify lists.css and the layouts of lists in the brief's styles, or allow more:  --time-limit 2"
    )
    assert ASH.exists()


def test_a_layout_of_a_proof_sheet_with_too_few_pages_is_reported(make_brief: MakeBrief) -> None:
    rows = offices(make_brief, more={"styles/layouts/proof-sheet.html": "<title>T</title><p>a</p>"})
    rows.write_text(LIST + "".join(f"Office of Senator {name},OH,,,Hart,1{name}\n" for name in "DEFGHIJKL"))
    with pytest.raises(BriefError, match=r"sheets-wrong: the layout proof-sheet\.html makes 1 pages"):
        merged(rows)


def test_a_copy_that_another_user_noted_is_made_again(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = offices(make_brief)
    merged(rows)
    monkeypatch.setattr("brief.cache.secret", lambda: "that of another user")
    begun, *_ = merged(rows)
    assert isinstance(begun, Begun)
    assert begun.kept == 0


def test_a_copy_whose_line_in_the_journal_was_altered_is_made_again(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    good, journal = ASH.read_bytes(), FOLDER / ".journal"
    forged = BIRCH.read_bytes()
    ASH.write_bytes(forged)
    journal.write_text(journal.read_text().replace(digest(good), digest(forged)))
    begun, *_ = merged(rows)
    assert isinstance(begun, Begun)
    assert begun.kept == 2
    assert ASH.read_bytes() == good


@pytest.mark.parametrize("listed", [b"notes.txt", b"caf\xe9.pdf", b"a" * 300])
def test_a_list_of_files_that_a_merge_did_not_write_removes_nothing(make_brief: MakeBrief, listed: bytes) -> None:
    rows = offices(make_brief)
    merged(rows)
    for name in ("notes.txt", "copies/My letter.pdf"):
        (FOLDER / name).write_text("mine")
    (FOLDER / ".others").write_bytes(listed)
    with open(FOLDER / ".journal", "a", encoding="utf-8") as journal:
        journal.write('{"file": "My letter.pdf", "key": "x", "pages": 1, "sha256": "x"}\n')
    merged(rows)
    assert (FOLDER / "notes.txt").read_text() == (FOLDER / "copies/My letter.pdf").read_text() == "mine"


def test_with_keep_going_the_other_copies_are_made(make_brief: MakeBrief) -> None:
    rows = offices(make_brief, LIST.replace("OH", "Ohoi"))
    assert told(rows, keep_going=True)[-1] == "1 of 3 copies are not made"
    assert [name for name in files() if name.startswith("copies/")] == [
        "copies/Office of Senator Birch.pdf",
        "copies/Office of Senator Cedar.pdf",
    ]
    failed = FOLDER / "failed.csv"
    assert failed.read_text("utf-8-sig").splitlines() == [
        "Office,State,Families,Party,Building,Room",
        "Office of Senator Ash,Ohoi,2300,Democrat,Hart,10",
    ]
    rows.write_text(LIST)
    merged(rows)
    assert not failed.exists()


def test_a_dry_run_writes_nothing_and_names_the_oddest_rows(make_brief: MakeBrief) -> None:
    *_, end = merged(
        offices(
            make_brief, LIST.replace("Senator Ash", "the Senator from Ohio Ash-Wood the Younger").replace(",17,", ",,")
        ),
        dry_run=True,
    )
    assert isinstance(end, Tried)
    assert (end.fit, end.count, not FOLDER.exists()) == (3, 3, True)
    assert str(end).splitlines()[2] == (
        "row 2, office: 'Office of the Senator from Ohio Ash-Wood the Younger' is longer than most: 52 characters"
    )


def test_two_files_that_were_swapped_are_found(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof reads what is on the disk, not what was meant to be there."""
    write, kept = output.write_soon, []

    def swapped(path: Path, data: bytes) -> None:
        if path.parent.name == ".making":
            kept.append(data)
            data = kept[-2] if len(kept) > 1 else data
        write(path, data)

    monkeypatch.setattr(output, "write_soon", swapped)
    found = told(offices(make_brief))
    where = "offices.csv:3: row 3 (Office of Senator Birch.pdf): "
    assert f"{where}'Office of Senator Birch' cannot be read back from its pages" in found
    assert f"{where}'Virginia' cannot be read back from its pages" in found
    assert f"{where}its pages have 'Office of Senator Ash', which belongs to row 2 alone" in found
    assert found[-1] == "2 of 3 copies are wrong, so that none was put into place"


def test_a_personal_copy_carries_no_source(make_brief: MakeBrief) -> None:
    rows = offices(make_brief, LIST, {"brief.yaml": f"{SETTINGS}attach-source: true\n"})
    [*job.merge(Asked(Path(), rows, edition="full"), Path("output"), Wanted(), Here())]
    with pikepdf.open("output/merge/a-brief-full-us-letter/copies/Office of Senator Ash.pdf") as copy:
        assert not copy.attachments


def test_an_edition_for_screens_has_no_copies(make_brief: MakeBrief) -> None:
    with pytest.raises(UsageError, match="the edition 'screen' is read on screens"):
        [*job.merge(Asked(Path(), offices(make_brief), edition="screen"), Path("output"), Wanted(), Here())]


STATES = ("Guam", "Ohio", "Virginia", "West Virginia")
FACTS = SETTINGS + "sections: [summary, 'facts/{{ state }}']\n"


def test_a_column_names_the_file_with_the_facts(make_brief: MakeBrief) -> None:
    facts = {
        f"facts/{name}.md": f"# Here\n\nFact of {name}.\n" for name in ("Guam", "Ohio", "Virginia", "West Virginia")
    }
    rows = offices(make_brief, LIST, {"brief.yaml": FACTS, **facts})
    order = Asked(Path(), rows, edition="full")
    [*job.merge(order, Path("output"), Wanted(), Here())]
    folder = Path("output/merge/a-brief-full-us-letter")
    for name, fact in (("Ash", "Ohio"), ("Birch", "Virginia"), ("Cedar", "West Virginia")):
        text = " ".join(text_of(folder / "copies" / f"Office of Senator {name}.pdf").split())
        assert f"Here Fact of {fact}." in text
    codes = {entry["content_hash"] for entry in json.loads((folder / "manifest.json").read_text())["copies"]}
    assert len(codes) == 3
    Path("content/facts/Ohio.md").write_text("# Here\n\nAnother fact of Ohio.\n")
    begun, *made, _ = job.merge(order, Path("output"), Wanted(), Here())
    assert isinstance(begun, Begun)
    assert (begun.kept, [one.row for one in made if isinstance(one, Made)]) == (2, [2])


def test_facts_that_are_missing_or_wrong_are_found_before_the_first_page(make_brief: MakeBrief) -> None:
    facts = {
        "facts/Guam.md": "# Here\n\nText.\n",
        "facts/Virginia.md": "# Here\n\n{{ stat }}\n",
        "facts/Ohoi.md": "# A\n\nText.\n",
    }
    rows = offices(make_brief, LIST, {"brief.yaml": FACTS, **facts})
    assert told(rows) == [
        "offices.csv:2: row 2 (Office of Senator Ash.pdf): there is no file facts/Ohio.md, which"
        " 'facts/{{ state }}' asks for",
        "offices.csv:3: row 3 (Office of Senator Birch.pdf): there is no field 'stat'",
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf): there is no file facts/West Virginia.md, which"
        " 'facts/{{ state }}' asks for",
    ]


@pytest.mark.parametrize("state", ["../secret", "/etc/hostname", "..", "a\x00b"])
def test_no_value_leads_out_of_the_brief(make_brief: MakeBrief, state: str) -> None:
    settings = FACTS.replace("state: {type: state", "state: {type: text").replace("sample: Guam", f"sample: {state!r}")
    make_brief({"brief.yaml": settings, "summary.md": "# S\n\n{{ state }}\n"})
    Path("secret.md").write_text("# S\n\nSecret.\n")
    with pytest.raises(BriefError, match=r"section-missing|yaml|control"):
        load(Path())


def test_a_missing_value_that_is_printed_is_an_error(make_brief: MakeBrief) -> None:
    """Unless the text has a default for it."""
    text = "# Summary\n\nIn {{ state }}, {{ families }} families wait.\n"
    rows = offices(make_brief, LIST, {"summary.md": text})
    assert told(rows)[0] == (
        "offices.csv:3: row 3 (Office of Senator Birch.pdf): the field 'families' has no value, and is printed"
    )
    merged(offices(make_brief, LIST, {"summary.md": text.replace("families }}", 'families | default("") }}')}))


def test_failed_rows_join_the_others_once_they_are_corrected(make_brief: MakeBrief) -> None:
    told(offices(make_brief, LIST.replace("OH", "Ohoi")), keep_going=True)
    failed = FOLDER / "failed.csv"
    failed.write_text(failed.read_text("utf-8-sig").replace("Ohoi", "OH"))
    begun, *made, end = merged(failed)
    assert isinstance(begun, Begun)
    assert isinstance(end, Merged)
    assert (begun.kept, [one.row for one in made if isinstance(one, Made)], end.count, end.new) == (2, [2], 3, 1)
    assert files() == WHOLE
    with pikepdf.open(FOLDER / "print-run.pdf") as run:
        assert len(run.pages) == 6


def test_failed_rows_may_get_a_column_and_other_names_for_columns(make_brief: MakeBrief) -> None:
    told(offices(make_brief, LIST.replace("OH", "Ohoi")), keep_going=True)
    failed = FOLDER / "failed.csv"
    failed.write_text("Note,OFFICE,State,Families,Party,Building,Room\nmended,Office of Senator Ash,OH,,,Hart,10\n")
    *_, end = merged(failed)
    assert isinstance(end, Merged)
    assert end.count == 3
    assert files() == WHOLE


@pytest.mark.parametrize("office", ["@home", "-2", "+1 202 555 0100"])
def test_failed_rows_run_no_formula_and_keep_their_values(office: str, make_brief: MakeBrief) -> None:
    told(offices(make_brief, f"Office,State,Building,Room,+Team\n{office},Ohoi,a,1,A\nB,VA,a,2,B\n"), keep_going=True)
    failed = FOLDER / "failed.csv"
    text = failed.read_text("utf-8-sig")
    assert text.splitlines() == ["Office,State,Building,Room,'+Team", f"'{office},Ohoi,a,1,A"]
    failed.write_text(text.replace("Ohoi", "OH"))
    merged(failed)
    copies = json.loads((FOLDER / "manifest.json").read_text())["copies"]
    assert sorted(copy["fields"]["office"] for copy in copies) == sorted(["B", office])


def test_a_dry_run_counts_the_copies_that_do_not_fit(make_brief: MakeBrief) -> None:
    text = "# Summary\n\n" + "Many words stand here before the office. " * 60 + "\n\nTo {{ office }}.\n"
    rows = offices(make_brief, LIST.replace("Office of Senator Ash", LONG.strip()), {"summary.md": text})
    events = job.merge(Asked(Path(), rows), Path("output"), Wanted(dry_run=True), Here())
    *_, tried = (next(events) for _ in range(5))
    assert str(tried).startswith("2 of 3 copies are right; ")
    with pytest.raises(BriefError, match="row 2"):
        next(events)


def test_the_print_run_can_be_traced(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    (traced,) = verify([FOLDER / "print-run.pdf"], None)
    assert "A brief" in str(traced)


def test_the_sections_of_one_edition_can_name_the_file_with_the_facts(make_brief: MakeBrief) -> None:
    facts = {
        f"facts/{name}.md": f"# Here\n\nFact of {name}.\n" for name in ("Guam", "Ohio", "Virginia", "West Virginia")
    }
    settings = SETTINGS.replace("handout: {", "handout: {sections: [summary, 'facts/{{ state }}'], ")
    merged(offices(make_brief, LIST, {"brief.yaml": settings, **facts}))
    assert "Fact of Ohio." in text_of(ASH)


CONDITIONAL = 'In {{ state }}{% if families == "17" %}, thank Office of Senator Ash,{% endif %} wait for {{ office }}.'


def test_a_refused_copy_is_never_put_into_place(make_brief: MakeBrief) -> None:
    text = f"# Summary\n\n{CONDITIONAL}\n"
    rows = offices(make_brief, LIST.replace(",17,", ",18,"), {"summary.md": text})
    merged(rows)
    good = CEDAR.read_bytes()
    rows.write_text(LIST)
    assert told(rows)[0] == (
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf): "
        "its pages have 'Office of Senator Ash', which belongs to row 2 alone"
    )
    rows.write_text(LIST.replace(",17,", ",18,"))
    begun, *_ = merged(rows)
    assert isinstance(begun, Begun)
    assert (begun.kept, CEDAR.read_bytes() == good) == (3, True)


def test_what_a_filter_makes_of_a_value_is_the_copy_s_own_though_another_row_has_it_so(make_brief: MakeBrief) -> None:
    settings = SETTINGS.replace('families: {type: number, format: "1,234"}', "families: {}")
    text = "# Summary\n\n{{ state }}{% if families %}, {{ families | number }} families{% endif %}.\n"
    rows = LIST.replace("OH,2300", "OH,1234").replace(",17,", ',"1,234",')
    *_, end = merged(offices(make_brief, rows, {"brief.yaml": settings, "summary.md": text}))
    assert isinstance(end, Merged)
    assert end.count == 3
    assert "Ohio, 1,234 families" in " ".join(text_of(ASH).split())


SIGNED = '<p>{{ brief.ask }} Signed by <span class="field">Office of Senator Birch</span>.</p>'


def test_a_layout_cannot_pass_off_the_value_of_another_row_as_a_field(make_brief: MakeBrief) -> None:
    layout = f'{{% if fields.families == "17" %}}{SIGNED}{{% else %}}<p>{{{{ brief.ask }}}}</p>{{% endif %}}'
    rows = offices(make_brief, LIST, {"styles/layouts/ask.html": layout})
    assert told(rows) == [
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf): "
        "its pages have 'Office of Senator Birch', which belongs to row 3 alone",
        "1 of 3 copies are wrong, so that none was put into place",
    ]


def test_a_name_that_a_layout_prints_in_each_copy_is_reported(make_brief: MakeBrief) -> None:
    layout = "<p>{{ brief.ask }} Signed by Office of Senator Birch.</p>"
    begun, *_ = merged(offices(make_brief, LIST, {"styles/layouts/ask.html": layout}))
    assert isinstance(begun, Begun)
    assert [finding.message for finding in begun.findings] == [
        "the text has 'Office of Senator Birch' outside of any field, and so each copy has it; it belongs to row 3"
    ]


def test_an_existing_copy_is_judged_by_the_new_list(make_brief: MakeBrief) -> None:
    rows = offices(
        make_brief, LIST, {"summary.md": "# Summary\n\n{{ state }}{% if families %} and Zed Quill{% endif %}.\n"}
    )
    merged(rows)
    rows.write_text(LIST + "Zed Quill,UT,,,Hart,11\n")
    assert [line.partition(": its")[0] for line in told(rows)[:2]] == [
        "offices.csv:2: row 2 (Office of Senator Ash.pdf)",
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf)",
    ]


def test_text_that_only_some_copies_have_names_no_other_row(make_brief: MakeBrief) -> None:
    """What a file for one state, or a condition, says of another one was left over, also if the sample has it."""
    facts = {f"facts/{name}.md": f"# {name}\n\nFacts.\n" for name in STATES}
    facts["facts/West Virginia.md"] = "# West Virginia\n\nOhio has facts.\n"
    settings = SETTINGS.replace("handout: {", "handout: {sections: [summary, 'facts/{{ state }}'], ")
    settings = settings.replace("sample: Guam", "sample: Ohio")
    text = '# Summary\n\nSteel from Ohio{% if families == "2300" %}, and Virginia{% endif %}. {{ state }}\n'
    rows = offices(make_brief, LIST, {"brief.yaml": settings, "summary.md": text, **facts})
    assert told(rows)[0] == (
        "offices.csv:2: row 2 (Office of Senator Ash.pdf): its pages have 'Virginia', which belongs to row 3 alone"
    )
    text = "# Summary\n\nSteel, and {{ state }}\n"
    rows = offices(make_brief, LIST, {"brief.yaml": settings, "summary.md": text, **facts})
    assert told(rows)[0] == (
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf): its pages have 'Ohio', which belongs to row 2 alone"
    )


MAP = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 50"><text x="9" y="30" font-size="9">Virginia</text></svg>'
)


@pytest.mark.parametrize(
    "files",
    [
        {"summary.md": '# T\n\n{{ state }}{% if families == "2300" %}.[^a]{% endif %}\n\n[^a]: As in Virginia.\n'},
        {"summary.md": '# T\n\n{{ state }}\n\n/// when | party == "Democrat"\n![A map](a.svg)\n///\n', "a.svg": MAP},
        {"styles/layouts/ask.html": '<p>{{ brief.ask }}{% if fields.party == "Democrat" %} Virginia{% endif %}</p>'},
        {
            "styles/layouts/ask.html": '<p>{{ brief.ask }}</p><img src="{{ "%s.svg" % fields.party }}" alt="A map">',
            "styles/Democrat.svg": MAP.replace("Virginia", "<tspan>Vir</tspan><tspan>ginia</tspan>"),
            "styles/Independent.svg": MAP.replace("Virginia", "All"),
        },
    ],
    ids=["note", "drawing", "layout", "drawing of a layout"],
)
def test_what_only_the_sample_and_a_copy_like_it_print_is_not_common_to_all(
    files: dict[str, str], make_brief: MakeBrief
) -> None:
    settings = SETTINGS.replace('format: "1,234"', 'sample: "2300"').replace(
        "choices: [Democrat, Independent]", "choices: [Democrat, Independent], sample: Democrat"
    )
    rows = offices(make_brief, LIST, {"brief.yaml": settings, **files})
    assert told(rows)[0] == (
        "offices.csv:2: row 2 (Office of Senator Ash.pdf): its pages have 'Virginia', which belongs to row 3 alone"
    )


def test_what_a_layout_prints_in_all_copies_but_one_is_not_common_to_all(make_brief: MakeBrief) -> None:
    names = ["Ash", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Gum", "Hazel", "Ivy", "Juniper", "Larch"]
    rows = LIST.partition("\n")[0] + "\n" + "".join(f"Senator {name},OH,,,Hart,1\n" for name in names)
    layout = '<p>{{ brief.ask }}{% if fields.office != "Senator Larch" %} Ask Senator Larch.{% endif %}</p>'
    assert told(offices(make_brief, rows, {"styles/layouts/ask.html": layout}))[0] == (
        "offices.csv:2: row 2 (Senator Ash.pdf): its pages have 'Senator Larch', which belongs to row 12 alone"
    )


def test_a_layout_that_prints_a_field_without_a_value_stops_the_run(make_brief: MakeBrief) -> None:
    layout = "<p>{{ brief.ask }} {{ fields.families }} families</p>"
    assert told(offices(make_brief, LIST, {"styles/layouts/ask.html": layout}))[0] == (
        "offices.csv:3: row 3 (Office of Senator Birch.pdf): the field 'families' has no value, and is printed"
    )


def test_a_value_of_the_sample_that_a_layout_changes_belongs_to_its_row(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": SETTINGS.replace("sample: Guam", "sample: Ohio"),
        "styles/layouts/ask.html": "<p>{{ brief.ask }} {{ fields.state | upper }}</p>",
        "summary.md": '# T\n\nWe wait.{% if families == "17" %} Ohio waits.{% endif %}\n',
    }
    assert told(offices(make_brief, LIST, files))[0] == (
        "offices.csv:4: row 4 (Office of Senator Cedar.pdf): its pages have 'Ohio', which belongs to row 2 alone"
    )


def test_a_value_of_the_sample_may_stand_in_the_text_and_in_drawings_of_all_copies(make_brief: MakeBrief) -> None:
    drawing = MAP.replace("Virginia", "Ohio")
    settings = SETTINGS.replace("sample: Guam", "sample: Ohio").replace("We ask {{ office }}", "We ask {{ state }}")
    text = "# Summary\n\nSteel from Ohio. {{ state }}\n\n![A map of states](map.svg)\n"
    merged(offices(make_brief, LIST, {"brief.yaml": settings, "summary.md": text, "map.svg": drawing}))
    assert len([name for name in files() if name.startswith("copies/")]) == 3


def test_a_name_that_was_typed_into_the_text_is_reported(make_brief: MakeBrief) -> None:
    text = "# Summary\n\nThank you, Office of Senator Birch. {{ state }}\n"
    begun, *_ = merged(offices(make_brief, LIST, {"summary.md": text}))
    assert isinstance(begun, Begun)
    assert [finding.message for finding in begun.findings if finding.rule == "named-outright"] == [
        "the text has 'Office of Senator Birch' outside of any field, and so each copy has it; it belongs to row 3"
    ]


def test_copies_with_different_numbers_of_pages_are_reported(make_brief: MakeBrief) -> None:
    more = "\n\n".join("A paragraph of the case." for _ in range(90))
    text = f'# Case\n\n{{{{ state }}}}\n\n/// when | party == "Democrat"\n{more}\n///\n'
    rows = offices(make_brief, LIST, {"case.md": text})
    *_, end = job.merge(Asked(Path(), rows, edition="full"), Path("output"), Wanted(), Here())
    assert isinstance(end, Merged)
    assert "pages-differ" in {finding.rule for finding in end.findings}


def test_groups_whose_names_are_alike_lose_no_copy(make_brief: MakeBrief) -> None:
    settings = SETTINGS.replace("merge: {", "merge: {split: building, ")
    rows = LIST.replace("Room\n", "Room,Copies\n").replace(",10\n", ",10,200\n").replace(",9\n", ",9,100\n")
    rows = rows.replace("Dirksen,100\n", "hart,100,3\n") + "Office of Senator Dogwood,UT,,,Hart-1,5²,2\n"
    merged(offices(make_brief, rows, {"brief.yaml": settings}))
    runs = [name for name in files() if name.startswith("print")]
    assert sum(len(pikepdf.open(FOLDER / name).pages) for name in runs) == 2 * (200 + 100 + 3 + 2)


def test_files_that_a_merge_did_not_write_stay(make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    merged(rows)
    for name in ("manifest.xlsx", "print-run-marked up.pdf", "copies/notes.txt"):
        (FOLDER / name).touch()
    (FOLDER / "manifest.d").mkdir()
    merged(rows)
    assert {"manifest.xlsx", "print-run-marked up.pdf", "copies/notes.txt", "manifest.d"} <= {*files()}


@pytest.mark.parametrize("name", [".making", "copies", ".journal", ".lock", ".others"])
def test_a_link_in_the_folder_is_refused_and_its_target_is_untouched(make_brief: MakeBrief, name: str) -> None:
    rows = offices(make_brief)
    merged(rows)
    victim = Path("victim")
    if name in (".making", "copies"):
        victim.mkdir()
        (victim / "thesis.txt").write_text("x")
    else:
        victim.write_text("x")
    there = FOLDER / name
    if there.is_dir():
        there.rename("moved")
    else:
        there.unlink(missing_ok=True)
    there.symlink_to(victim.absolute())
    with pytest.raises(UsageError, match="is a link, or not what a merge makes there"):
        merged(rows)
    assert (victim / "thesis.txt" if victim.is_dir() else victim).read_text() == "x"


@pytest.mark.parametrize(
    "line",
    ["5", "[]", '{"file": null, "key": 1, "pages": "x", "sha256": []}', '"\\ud800"', "[" * 100_000, '{"file": "../x"}'],
)
def test_invalid_lines_in_the_journal_do_no_harm(make_brief: MakeBrief, line: str) -> None:
    rows = offices(make_brief)
    merged(rows)
    with open(FOLDER / ".journal", "a", encoding="utf-8") as journal:
        journal.write(f"{line}\n")
    begun, *_ = merged(rows)
    assert isinstance(begun, Begun)
    assert begun.kept == 3


def test_spares_have_the_sections_of_their_own_values(make_brief: MakeBrief) -> None:
    facts = {f"facts/{name}.md": f"# Here\n\nFact of {name}.\n" for name in STATES}
    settings = SETTINGS.replace("handout: {", "handout: {sections: [summary, 'facts/{{ state }}'], ")
    settings = settings.replace("sample: Guam", "sample: Guam, default: Virginia").replace(
        "Example}", "Example, default: all}"
    )
    merged(offices(make_brief, LIST, {"brief.yaml": settings, **facts}), spares=1)
    assert "Fact of Virginia." in text_of(FOLDER / "spare.pdf")


@pytest.mark.parametrize("edition", ["print-shop", "proof", "large-print", "photocopy"])
def test_each_edition_on_paper_has_copies_and_lists(edition: str, make_brief: MakeBrief) -> None:
    rows = offices(make_brief)
    *_, end = job.merge(Asked(Path(), rows, edition=edition), Path("output"), Wanted(), Here())
    assert isinstance(end, Merged)
    folder = FOLDER.with_name(f"a-brief-{edition}-us-letter")
    with pikepdf.open(folder / "proof-sheet.pdf") as sheet, pikepdf.open(folder / "route.pdf") as route:
        assert (len(sheet.pages), len(route.pages)) == (1, 1)
        assert {tuple(map(int, page.mediabox)) for page in (*sheet.pages, *route.pages)} == {(0, 0, 612, 792)}


def test_the_proof_sheet_has_no_tags_and_does_not_claim_to(make_brief: MakeBrief) -> None:
    merged(offices(make_brief))
    with pikepdf.open(FOLDER / "proof-sheet.pdf") as sheet, pikepdf.open(ASH) as copy:
        assert not {"/Metadata", "/StructTreeRoot", "/MarkInfo"} & {*sheet.Root.keys()}
        assert {"/Metadata", "/StructTreeRoot", "/MarkInfo"} <= {*copy.Root.keys()}


def test_a_merge_of_a_draft_is_reported(make_brief: MakeBrief) -> None:
    begun, *_ = merged(offices(make_brief, LIST, {"brief.yaml": SETTINGS.replace("final", "draft")}))
    assert isinstance(begun, Begun)
    assert [finding.message for finding in begun.findings] == ["the brief is a draft, which each copy says at its top"]
