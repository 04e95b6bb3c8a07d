"""A release has every edition on both papers in one folder, is never incomplete, and can be verified file by file."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO

import pypdfium2
import pytest
from PIL import Image

from brief import __version__, build, output
from brief.findings import BriefError, UsageError
from brief.load import house, load
from brief.manifest import digest
from brief.model import EDITIONS, PAPERS
from brief.release import Released, release
from brief.verify import verify
from tests.conftest import Command, MakeBrief

SHORT = 'rules: {part-missing: {severity: off, because: "no office stands behind it"}}\n'
FINAL = f"title: A brief\nask: We ask.\nstatus: final\nversion: '1.2'\ndate: 2020-02-03\n{SHORT}"
PART = "# Title\n\nText.\n"
ROOM = Path("output/a-brief-1.2")
ROOT = Path(__file__).parents[1]


RELEASES: dict[tuple[str, str], Mapping[str, bytes]] = {}
"""The files, by name, of each release made so far; the keys are settings and texts."""


def released(make_brief: MakeBrief, settings: str = FINAL, part: str = PART) -> Path:
    """The folder of a release, which is made only once; later tests get a copy, since tests change the files."""
    make_brief({"brief.yaml": settings, "part.md": part})
    if (settings, part) in RELEASES:
        ROOM.mkdir(parents=True)
        for name, data in RELEASES[settings, part].items():
            (ROOM / name).write_bytes(data)
        return ROOM
    *_, done = release(Path(), Path("output"))
    assert isinstance(done, Released)
    assert all(path.is_file() for path in done.files)
    RELEASES[settings, part] = {path.name: path.read_bytes() for path in ROOM.iterdir()}
    return ROOM


def lacking(make_brief: MakeBrief, settings: str) -> list[str]:
    make_brief({"brief.yaml": settings, "part.md": PART})
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    assert not Path("output").exists() or list(Path("output").iterdir()) == []
    *reasons, last = map(str, caught.value.findings)
    assert last == "info: not-released: nothing was released, because of the errors above"
    return reasons


def test_a_release_has_every_edition_on_both_papers(make_brief: MakeBrief) -> None:
    pdfs = {f"a-brief-{edition}-{paper}.pdf" for edition in EDITIONS if edition != "screen" for paper in PAPERS}
    others = {"a-brief-screen.html", "manifest.json", "SHA256SUMS", "README.txt"}
    assert {path.name for path in released(make_brief).iterdir()} == pdfs | others


def test_the_manifest_describes_each_file(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    said = json.loads((room / "manifest.json").read_text(encoding="utf-8"))
    assert said["tool"] == f"brief {__version__}"
    assert said["brief"] | {"content_hash": "", "copy_code": ""} == {
        "title": "A brief",
        "slug": "a-brief",
        "version": "1.2",
        "date": "2020-02-03",
        "content_hash": "",
        "copy_code": "",
    }
    first = said["files"][0]
    assert first["sha256"] in (room / "SHA256SUMS").read_text()
    assert first | {"sha256": ""} == {
        "file": "a-brief-full-us-letter.pdf",
        "edition": "full",
        "paper": "us-letter",
        "pages": 1,
        "sha256": "",
        "bytes": (room / "a-brief-full-us-letter.pdf").stat().st_size,
        "conformance": "PDF/UA-1, PDF/A-3a",
    }


def test_the_checksums_can_be_checked_with_sha256sum(make_brief: MakeBrief) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=released(make_brief), check=False)
    assert done.returncode == 0


def test_the_readme_says_what_each_file_is_for_and_how_to_print_it(make_brief: MakeBrief) -> None:
    text = (released(make_brief) / "README.txt").read_text(encoding="utf-8")
    assert text.startswith("A brief\nVersion 1.2, 2020-02-03, copy code ")
    assert "\nPrint at actual size (100 %), never 'fit to page'." in text
    for edition in EDITIONS.values():
        assert f"\n{edition.name.upper()}: {edition.purpose}\n    a-brief-{edition.name}" in text
        assert text.count("how to print it: ") == len(EDITIONS)
    assert len(text.splitlines()) <= 60, "it is one page"


def test_a_release_ends_with_the_number_of_files_and_their_folder(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({"brief.yaml": FINAL, "part.md": PART})
    done = brief("release")
    assert done.returncode == 0
    assert done.stderr.splitlines()[-1] == f"released: 13 files in {ROOM}"


def test_comments_of_editors_are_not_released(make_brief: MakeBrief) -> None:
    room = released(make_brief, part="# Title\n\nText.\n\n<!-- @legal: is this so? -->\n")
    with pypdfium2.PdfDocument(room / "a-brief-proof-a4.pdf") as pdf:
        assert "legal" not in "".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_same_brief_gives_the_same_release(make_brief: MakeBrief) -> None:
    first = {path.name: path.read_bytes() for path in released(make_brief).iterdir()}
    list(release(Path(), Path("again")))
    assert {path.name: path.read_bytes() for path in Path("again/a-brief-1.2").iterdir()} == first


def test_everything_that_a_release_lacks_is_reported_at_once(make_brief: MakeBrief) -> None:
    signed = "sign-off: [legal, director]\nsigned-off: {legal: 2020-02-01}\n"
    settings = f"title: A brief\nstatus: review\n{signed}{SHORT}"
    assert lacking(make_brief, settings) == [
        "content/brief.yaml:2:9: error: not-final: the status is 'review', and only a final brief is released\n"
        "    when all is done, write:  status: final",
        "content/brief.yaml: error: version-missing: a brief without a version cannot be released:"
        " its folder is named by it\n"
        '    write one:  version: "1.0"',
        "content/brief.yaml:4:21: error: sign-off-without-code: 'legal' has signed off, and nothing says which text\n"
        "    have them look at the text with the sign-off code 6d17fa (a proof prints it), then write: "
        " legal: 2020-02-01 6d17fa",
        "content/brief.yaml:3:19: error: sign-off-missing: 'director' has not signed off\n"
        "    when that is done, write:  signed-off: {legal: 2020-02-01, director: … 6d17fa}",
    ]


def test_a_missing_version_is_reported_once(make_brief: MakeBrief) -> None:
    found = lacking(make_brief, "title: A brief\nstatus: final\n")
    assert [line.split(": ")[2] for line in found if "version" in line] == ["version-missing"]


@pytest.mark.parametrize("version", ["../../etc", "1.", "1.0-", "..", ".1", "a/b", "a\\b", "1:0", "1" * 41])
def test_a_version_that_cannot_be_part_of_a_folder_name_is_refused(make_brief: MakeBrief, version: str) -> None:
    assert lacking(make_brief, FINAL.replace("1.2", version)) == [
        f"content/brief.yaml:4:10: error: version-wrong: the version '{version}' cannot be a part of a folder's name\n"
        "    use letters, digits, full stops and hyphens, a letter or digit first and last:  version: 1.0-rc1"
    ]


def code_of(folder: Path) -> str:
    return build.read(load(folder)[0])[0].sign_off_code


def test_a_signature_is_valid_only_for_the_text_that_was_signed(make_brief: MakeBrief) -> None:
    asked = f"{FINAL}sign-off: [legal]\n"
    folder = make_brief({"brief.yaml": asked.replace("final", "review"), "part.md": PART})
    code = code_of(folder)
    signed = f"{asked}signed-off:\n  legal: 2020-02-01 {code}\n"
    make_brief({"brief.yaml": signed, "part.md": PART})
    assert code_of(folder) == code  # neither the status nor the signature is part of what is signed
    assert any(isinstance(one, Released) for one in release(Path(), Path("output")))
    make_brief({"brief.yaml": signed.replace("'1.2'", "'1.3'"), "part.md": f"{PART}More.\n"})
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    assert str(caught.value.findings[0]) == (
        f"content/brief.yaml:9:10: error: sign-off-other: 'legal' has signed off another text: its code is {code},"
        f" and that of this one {code_of(folder)}\n    have them look at what has changed, then write the new day: "
        f" legal: {date.today()} {code_of(folder)}"
    )


def test_a_signature_with_a_future_date_is_not_valid(make_brief: MakeBrief) -> None:
    asked = f"{FINAL}sign-off: [legal]\n"
    code = code_of(make_brief({"brief.yaml": asked, "part.md": PART}))
    told = lacking(make_brief, f"{asked}signed-off: {{legal: 2999-01-01 {code}}}\n")
    assert told == [
        "content/brief.yaml:8:21: error: sign-off-missing: 'legal' has not signed off: 2999-01-01 is still to come\n"
        f"    when that is done, write:  signed-off: {{legal: … {code}}}"
    ]


@pytest.mark.parametrize(
    ("settings", "is_same"),
    [
        ("title: A brief  # for the Senate\nsubtitle: |\n  One\n  status: two\nsign-off: [legal]\n", True),
        (
            "title: A brief\nsubtitle: |\n  One\n  status: two\nsign-off: [legal]\nsigned-off: {\nlegal: 2020-02-01}\n",
            True,
        ),
        ("title: A brief\nsubtitle: |\n  One\n  status: two\nsign-off: [legal]\nembargo: 2018-06-08T06:00Z\n", True),
        ("sign-off: [legal]\nsubtitle: |\n  One\n  status: two\ntitle: A brief\n", True),
        ("title: A brief\n\nsubtitle: |\n  One\n  status: 2\nsign-off: [legal]\n", False),
    ],
)
def test_the_sign_off_code_depends_on_the_values_in_brief_yaml_and_not_on_their_form(
    make_brief: MakeBrief, settings: str, is_same: bool
) -> None:
    first = "title: A brief\nsubtitle: |\n  One\n  status: two\nsign-off: [legal]\n"
    code = code_of(make_brief({"brief.yaml": first, "part.md": PART}))
    assert code
    assert (code_of(make_brief({"brief.yaml": settings, "part.md": PART})) == code) is is_same


def test_a_proof_and_the_claims_print_the_sign_off_code(make_brief: MakeBrief, brief: Command) -> None:
    folder = make_brief({"brief.yaml": f"{FINAL}sign-off: [legal]\n", "part.md": PART})
    assert f"sign-off code: {code_of(folder)}\n" in brief("claims").stderr
    brief("build", "-e", "proof")
    with pypdfium2.PdfDocument("output/a-brief-proof-us-letter.pdf") as pdf:
        assert f"sign-off code {code_of(folder)}" in pdf[0].get_textpage().get_text_range()


def test_a_release_is_never_overwritten(make_brief: MakeBrief) -> None:
    before = (released(make_brief) / "manifest.json").read_bytes()
    with pytest.raises(UsageError) as caught:
        list(release(Path(), Path("output")))
    assert str(caught.value) == (
        f"error: released-already: '{ROOM}' is there already, and a release is never overwritten\n"
        "    raise `version` in brief.yaml, name another folder (-o FOLDER), or move this one away"
    )
    assert (ROOM / "manifest.json").read_bytes() == before


def test_one_edition_that_cannot_be_built_leaves_no_release(make_brief: MakeBrief) -> None:
    settings = f"{FINAL}editions: {{senate: {{like: full, pages: 1}}}}\n"
    text = "# Title\n\n" + "Words of a line.\n\n" * 110
    make_brief({"brief.yaml": settings, "summary.md": "In short.\n", "part.md": text})
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    assert {finding.rule for finding in caught.value.findings} == {
        "not-released",
        "page-limit",
        "edition-not-built",
        "room-left",
        "summary-late",
    }
    assert list(Path("output").iterdir()) == []


def test_a_finding_is_reported_once_with_the_editions_that_have_it(make_brief: MakeBrief) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (200, 150), "red").save(picture, "PNG")
    make_brief(
        {
            "brief.yaml": FINAL.replace("rules: {", "rules: {image-coarse-for-press: {severity: warning}, ", 1),
            "part.md": f"{PART}\nThe [page](https://example.org/?utm_source=x).\n\n![A](images/a.png)\n",
            "summary.md": "In short.\n",
            "styles/brand.css": "p { foo: bar; }\n",
            "images/a.png": picture.getvalue(),
        }
    )
    first, *others, done = release(Path(), Path("output"))
    assert [finding.rule for finding in first.findings] == ["link-tracks"]
    assert [one.findings for one in others] == [()] * (2 * len(EDITIONS) - 2)
    assert [f"{finding.rule}: {finding.message}" for finding in done.findings] == [
        "style-ignored: this line of the style sheet has no effect: Ignored `foo: bar`, unknown property",
        "image-coarse: images/a.png prints 5.3 cm wide at 96 ppi; supply 417 pixels or set it 2.5 cm wide"
        " (in full, photocopy and proof)",
        "room-left: handout is less than two thirds full",
        "image-coarse: images/a.png prints 5.3 cm wide at 96 ppi; supply 278 pixels or set it 2.5 cm wide"
        " (in large-print)",
        "image-coarse-for-press: images/a.png prints 5.3 cm wide at 96 ppi; supply 625 pixels or set it 1.5 cm wide"
        " (in print-shop)",
    ]


def test_a_photograph_too_coarse_for_a_press_stops_a_release_but_no_build(
    make_brief: MakeBrief, brief: Command
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (200, 150), "red").save(picture, "PNG")
    files: Mapping[str, str | bytes] = {
        "part.md": f"{PART}\n![A](images/a.png)\n",
        "summary.md": "In short.\n",
        "images/a.png": picture.getvalue(),
    }
    make_brief({"brief.yaml": FINAL, **files})
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    errors = [finding.rule for finding in caught.value.findings if finding.severity == "error"]
    assert errors == ["image-coarse-for-press"]
    built = brief("build", "-e", "print-shop")
    assert (built.returncode, "warning: image-coarse-for-press: " in built.stderr) == (0, True)


def test_a_fault_on_every_page_is_reported_at_most_once_for_each_edition(make_brief: MakeBrief) -> None:
    layout = (house() / "layouts" / "document.html").read_text(encoding="utf-8")
    fixed = '<div style="position: fixed; top: 50pt; left: 0">DRAFT of today</div><div class="folio">'
    layout = layout.replace('<div class="folio">', fixed, 1)
    make_brief(
        {
            "brief.yaml": f"{FINAL}editions: {{handout: {{pages: 9}}}}\n",
            "part.md": "# Title\n\n" + f"{'Words of a paragraph that says nothing of note. ' * 9}\n\n" * 4,
            "styles/layouts/document.html": layout,
        }
    )
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    told = [finding for finding in caught.value.findings if finding.rule == "text-on-text"]
    assert 1 <= len(told) <= len(EDITIONS)
    assert len({finding.message for finding in told}) == len(told)


def test_an_interrupted_release_leaves_nothing(make_brief: MakeBrief) -> None:
    make_brief({"brief.yaml": FINAL, "part.md": PART})
    going_on = release(Path(), Path("output"))
    next(going_on)
    going_on.close()
    assert list(Path("output").iterdir()) == []


def states(*names: Path) -> list[str]:
    """The result for each file and then the verdict, one line each."""
    return [str(one) for one in verify(names)]


def wrong(room: Path) -> list[str]:
    """The results for the files that are not as they were released, without the verdict."""
    *told, _ = states(room)
    return [one for one in told if not one.startswith("unchanged")]


def seal(room: Path) -> str:
    """The list of checksums of a release."""
    return (room / "SHA256SUMS").read_text()


def test_each_file_of_a_release_is_verified_and_faults_are_listed_last(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    files = sorted(room.iterdir())
    assert states(room) == [
        *(f"unchanged  {file}" for file in files),
        f"{room}: all {len(files)} files are as they were released",
    ]
    full = room / "a-brief-full-a4.pdf"
    full.write_bytes(full.read_bytes() + b"\n")
    (room / "README.txt").unlink()
    (room / "notes.txt").write_text("mine")
    assert states(room)[-4:] == [
        f"missing    {room / 'README.txt'}",
        f"altered    {full}",
        f"extra      {room / 'notes.txt'}",
        f"{room}: 3 of {len(files) + 1} files are not as they were released",
    ]
    assert [one.good for one in verify([room])].count(False) == 4


def test_a_release_that_is_compared_with_its_brief_ends_with_the_verdict(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    *_, last = verify([room], Path())
    assert str(last).endswith(" files are as they were released")


@pytest.mark.parametrize(
    "forge",
    [
        lambda text: re.sub(r".{8}(.*full-a4)", r"00000000\1", text),
        lambda text: "".join(line for line in text.splitlines(keepends=True) if "full-a4" not in line),
        lambda text: text + "\n",
        lambda text: "\n".join(reversed(text.splitlines())) + "\n",
    ],
)
def test_any_change_to_the_list_of_checksums_is_reported_as_altered(
    make_brief: MakeBrief, forge: Callable[[str], str]
) -> None:
    room = released(make_brief)
    (room / "SHA256SUMS").write_bytes(forge(seal(room)).encode())
    assert wrong(room) == [f"altered    {room / 'SHA256SUMS'}"]


def test_a_file_added_to_the_list_of_checksums_is_reported_as_extra(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "notes.txt").write_text("mine")
    (room / "SHA256SUMS").write_text(f"{seal(room)}{digest(b'mine')}  notes.txt\n")
    assert wrong(room) == [f"altered    {room / 'SHA256SUMS'}", f"extra      {room / 'notes.txt'}"]


def test_a_readme_removed_from_the_list_of_checksums_is_reported_as_missing(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "README.txt").unlink()
    (room / "SHA256SUMS").write_text(re.sub(r".*README.txt\n", "", seal(room)))
    assert wrong(room) == [f"missing    {room / 'README.txt'}", f"altered    {room / 'SHA256SUMS'}"]


def test_with_an_altered_manifest_files_are_compared_with_the_list_of_checksums(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    said = json.loads((room / "manifest.json").read_text())
    said["files"][0]["sha256"] = "0" * 64
    (room / "manifest.json").write_text(json.dumps(said))
    assert wrong(room) == [f"unknown    {room / 'SHA256SUMS'}", f"altered    {room / 'manifest.json'}"]


@pytest.mark.parametrize("put", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("../there.txt")])
def test_a_file_replaced_by_a_pipe_a_folder_or_a_link_is_reported_as_altered(
    make_brief: MakeBrief, put: Callable[[Path], None]
) -> None:
    readme = released(make_brief) / "README.txt"
    readme.rename(ROOM.parent / "there.txt")
    put(readme)
    assert wrong(ROOM) == [f"altered    {readme}"]


def test_a_file_that_cannot_be_read_is_reported_and_the_others_are_compared(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = released(make_brief)
    readme = room / "README.txt"

    def locked(path: Path, mode: str) -> BinaryIO:
        if path == readme:
            raise PermissionError(errno.EACCES, "Permission denied")
        return path.open("rb")

    monkeypatch.setattr("brief.manifest.open", locked, raising=False)
    *_, one, verdict = verify([room])
    assert str(one) == f"unknown    {readme}"
    assert [str(finding) for finding in one.findings] == [
        f"{readme}: error: file-unreadable: this file cannot be read: you have no right to read it\n"
        "    put the file itself there, with the right to read it"
    ]
    assert str(verdict).startswith(f"{room}: 1 of ")


def test_a_file_larger_than_the_memory_is_compared_too(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    code = """
import resource, sys
from pathlib import Path
from brief.manifest import compare
folder = Path(sys.argv[1])
resource.setrlimit(resource.RLIMIT_AS, (1 << 28, 1 << 28))
print(*[one for one in compare(folder) if not one.good], sep="\\n")
"""
    with open(room / "README.txt", "ab") as file:
        file.truncate(1 << 28)
    done = subprocess.run([sys.executable, "-c", code, room.absolute()], cwd=ROOT, capture_output=True, text=True)
    assert done.stderr == ""
    assert done.stdout.startswith(f"altered    {room.absolute() / 'README.txt'}\n")


def test_names_cannot_steer_the_terminal_or_forge_a_line(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "x\nunchanged  \x1b[31m.pdf").write_text("")
    assert wrong(room) == [f"extra      {room}/x\\nunchanged  \\x1b[31m.pdf"]


def test_a_listed_name_that_no_file_can_have_is_missing(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "manifest.json").unlink()
    (room / "SHA256SUMS").write_text(f"{'0' * 64}  {'x' * 3000}\n{seal(room)}")
    assert f"missing    {room / ('x' * 3000)}" in wrong(room)


@pytest.mark.parametrize("name", ["SHA256SUMS", "manifest.json"])
def test_a_list_that_is_no_ordinary_file_is_reported_without_waiting(make_brief: MakeBrief, name: str) -> None:
    room = released(make_brief)
    (room / name).unlink()
    os.mkfifo(room / name)
    with pytest.raises(BriefError) as caught:
        states(room)
    assert str(caught.value) == (
        f"{room / name}: error: file-unreadable: this file cannot be read: it is not an ordinary file\n"
        "    put the file itself there, with the right to read it"
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "it lists no files with their SHA-256"),
        ("[" * 100_000, "it lists no files with their SHA-256"),
        ('{"files": [{"file": "a.pdf"}]}', "it lists no files with their SHA-256"),
        ('{"files": [{"file": "../a.pdf", "sha256": "0"}]}', "it names a file that is not beside it"),
    ],
)
def test_an_invalid_manifest_is_reported(text: str, reason: str, make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "manifest.json").write_text(text)
    with pytest.raises(BriefError) as caught:
        states(room)
    assert str(caught.value) == (
        f"{room / 'manifest.json'}: error: manifest-broken: this is not the manifest of a release: {reason}\n"
        "    take the whole folder from where it was released"
    )


def test_without_the_list_of_checksums_the_manifest_is_unknown(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "SHA256SUMS").unlink()
    assert wrong(room) == [
        f"missing    {room / 'SHA256SUMS'}",
        f"unknown    {room / 'manifest.json'}",
    ]


def test_an_altered_readme_is_found_even_if_the_list_of_checksums_is_altered_with_it(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "README.txt").write_text("mine")
    (room / "SHA256SUMS").write_text(re.sub(r"\w+(?=  README.txt)", digest(b"mine"), seal(room)))
    assert wrong(room) == [f"altered    {room / 'README.txt'}", f"altered    {room / 'SHA256SUMS'}"]


def test_without_its_manifest_a_release_is_verified_by_the_list_of_checksums(make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "manifest.json").unlink()
    (room / "README.txt").write_text("mine")
    assert wrong(room) == [
        f"altered    {room / 'README.txt'}",
        f"unknown    {room / 'SHA256SUMS'}",
        f"missing    {room / 'manifest.json'}",
    ]


@pytest.mark.parametrize(
    ("data", "line", "reason"),
    [
        (b"\xff\xfe", "", "it is no text in UTF-8"),
        (b"f" * 64 + b"  a.pdf\n7f3a91 a.pdf\n", ":2", "this line has no SHA-256 and no name"),
        ((b"f" * 64 + b"  a.pdf\n") * 2, ":2", "this line names a file again"),
        (b"f" * 64 + b"  ../a.pdf\n", "", "it names a file that is not beside it"),
        (b"f" * 64 + b"  \x1b[31m.pdf\n", "", "it names a file that is not beside it"),
    ],
)
def test_an_invalid_list_of_checksums_is_reported(data: bytes, line: str, reason: str, make_brief: MakeBrief) -> None:
    room = released(make_brief)
    (room / "SHA256SUMS").write_bytes(data)
    with pytest.raises(BriefError) as caught:
        states(room)
    assert str(caught.value) == (
        f"{room / 'SHA256SUMS'}{line}: error: manifest-broken: this is not the list of checksums of a release:"
        f" {reason}\n"
        "    take the whole folder from where it was released"
    )


def test_a_file_that_cannot_be_written_is_reported_by_its_name_in_the_release(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_brief({"brief.yaml": FINAL, "part.md": PART})

    def full(path: Path, data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output, "_write_through", full)
    with pytest.raises(UsageError) as caught:
        list(release(Path(), Path("output")))
    assert str(caught.value).startswith(
        f"{ROOM / 'a-brief-full-us-letter.pdf'}: error: cannot-write: this cannot be written: the disk is full\n"
    )
    assert list(Path("output").iterdir()) == []


def test_an_output_folder_that_is_a_link_out_is_refused(
    make_brief: MakeBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_brief({"brief.yaml": FINAL, "part.md": PART})
    victim = tmp_path / "victim"
    victim.mkdir()
    (folder / "output").symlink_to(victim)
    monkeypatch.chdir(folder)
    with pytest.raises(UsageError, match="output-leads-out"):
        list(release(Path(), Path("output")))
    assert list(victim.iterdir()) == []
