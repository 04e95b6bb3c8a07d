"""A PDF is traced to its source; anything else that is named gets one finding."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import __version__, build
from brief.findings import BriefError, UsageError
from brief.load import load
from brief.produce import produce
from brief.verify import Traced, verify
from tests.conftest import Command, MakeBrief
from tests.test_cli import in_a_process

HASH = "7f3a91" + "0" * 58
SAID = {
    "/Title": "A brief",
    "/Version": "1.0",
    "/ContentHash": HASH,
    "/Edition": "full",
    "/Paper": "a4",
    "/Creator": f"brief {__version__}",
}
PART = {"brief.yaml": 'title: A brief\nversion: "1.0"\n', "part.md": "# Title\n\nText.\n"}

MakePdf = Callable[..., Path]


@pytest.fixture
def make_pdf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MakePdf:
    """Writes a PDF of this name, with these entries in its Info dictionary, into the working directory."""
    monkeypatch.chdir(tmp_path)

    def make(name: str, info: dict[str, object], encryption: pikepdf.Encryption | bool = False) -> Path:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            for key, value in info.items():
                pdf.docinfo[key] = value
            pdf.save(path, encryption=encryption)
        return path

    return make


def only(path: Path) -> str:
    """The one finding about a PDF that cannot be traced."""
    (traced,) = verify([path])
    assert isinstance(traced, Traced)
    assert (traced.origin, traced.good, str(traced)) == (None, False, "")
    (finding,) = traced.findings
    return str(finding)


def refused(*names: str) -> list[str]:
    with pytest.raises(UsageError) as raised:
        list(verify([Path(name) for name in names]))
    return [str(finding) for finding in raised.value.findings]


def test_a_pdf_is_traced_to_its_brief_and_version(make_pdf: MakePdf) -> None:
    (traced,) = verify([make_pdf("a.pdf", SAID)])
    assert traced.good
    assert traced.findings == ()
    assert str(traced) == (
        "a.pdf\n"
        "    copy code:  7f3a91\n"
        "    brief:      A brief\n"
        "    version:    1.0\n"
        "    edition:    full, a4\n"
        f"    made by:    brief {__version__}\n"
        f"    content:    {HASH}"
    )


def test_missing_metadata_are_left_out(make_pdf: MakePdf) -> None:
    (traced,) = verify([make_pdf("a.pdf", {"/ContentHash": HASH, "/Paper": "a4", "/Version": pikepdf.Array([1])})])
    assert str(traced) == f"a.pdf\n    copy code:  7f3a91\n    edition:    a4\n    content:    {HASH}"


def test_an_unchanged_source_is_reported_as_the_same(make_brief: MakeBrief, make_pdf: MakePdf) -> None:
    source, *_ = build.read(load(make_brief(PART))[0])
    pdf = make_pdf("a.pdf", {**SAID, "/ContentHash": source.content_hash})
    (traced,) = verify([pdf], Path())
    assert traced.good
    assert str(traced).splitlines()[-1] == "    the source is the same"


def test_an_unchanged_source_is_reported_with_another_version_of_brief(
    make_brief: MakeBrief, make_pdf: MakePdf
) -> None:
    source, *_ = build.read(load(make_brief(PART))[0])
    pdf = make_pdf("a.pdf", {**SAID, "/ContentHash": source.content_hash, "/Creator": "brief 0.0.9"})
    (traced,) = verify([pdf], Path())
    assert traced.good
    assert str(traced).splitlines()[-3:] == [
        "    made by:    brief 0.0.9",
        f"    content:    {source.content_hash}",
        f"    the source is the same; but this is brief {__version__}, which may set its pages otherwise",
    ]


@pytest.mark.parametrize(
    ("settings", "version"), [('title: A brief\nversion: "1.1"\n', "version 1.1, "), ("title: A brief\n", "")]
)
def test_a_changed_source_is_reported_with_its_copy_code(
    make_brief: MakeBrief, make_pdf: MakePdf, settings: str, version: str
) -> None:
    source, *_ = build.read(load(make_brief({**PART, "brief.yaml": settings}))[0])
    (traced,) = verify([make_pdf("a.pdf", SAID)], Path())
    assert not traced.good
    assert str(traced).splitlines()[-1] == (
        f"    the source has changed since; today it is {version}copy code {source.content_hash[:6]}"
    )


def test_a_folder_stands_for_its_pdfs_in_order_and_each_is_traced_once(make_pdf: MakePdf) -> None:
    second, first = make_pdf("there/b.PDF", SAID), make_pdf("there/a.pdf", SAID)
    Path("there/notes.txt").write_text("")
    Path("there/folder.pdf").mkdir()
    assert [one.path for one in verify([second, Path("there")]) if isinstance(one, Traced)] == [second, first]


@pytest.mark.parametrize("content", ["", "7f3a91", "x" * 64, HASH.upper(), HASH + "\n", pikepdf.Name("/" + HASH)])
def test_a_pdf_without_a_content_hash_was_not_made_by_brief(make_pdf: MakePdf, content: object) -> None:
    assert only(make_pdf("a.pdf", {**SAID, "/ContentHash": content})) == (
        "a.pdf: error: not-made-by-brief: this PDF was not made by brief, or has lost what it said about its source\n"
        "    name the PDF as it was built: printing or saving it again in another program takes that away"
    )


def test_a_pdf_without_metadata_was_not_made_by_brief(make_pdf: MakePdf) -> None:
    pdf = make_pdf("a.pdf", {})
    with pikepdf.open(pdf, allow_overwriting_input=True) as document:
        document.trailer["/Info"] = pikepdf.Array([])
        document.save(pdf)
    assert only(pdf).startswith("a.pdf: error: not-made-by-brief: ")


def test_a_locked_pdf_is_reported(make_pdf: MakePdf) -> None:
    assert only(make_pdf("a.pdf", SAID, encryption=pikepdf.Encryption(owner="o", user="u"))) == (
        "a.pdf: error: pdf-locked: this PDF is locked with a password, so brief cannot read where it came from\n"
        "    name the PDF as it was built, without the password"
    )


def test_a_pdf_that_only_forbids_changes_is_read(make_pdf: MakePdf) -> None:
    (traced,) = verify([make_pdf("a.pdf", SAID, encryption=pikepdf.Encryption(owner="o", user=""))])
    assert traced.good


@pytest.mark.parametrize("share", [0.3, 0.9, 0.99])
def test_a_pdf_whose_end_is_missing_is_damaged(make_pdf: MakePdf, share: float) -> None:
    pdf = make_pdf("a.pdf", SAID)
    data = pdf.read_bytes()
    pdf.write_bytes(data[: int(len(data) * share)])
    assert only(pdf) == (
        "a.pdf: error: pdf-damaged: this PDF is damaged, so brief cannot read where it came from\n"
        "    copy or download it again; often its end is missing"
    )


@pytest.mark.parametrize(
    "data", [b"%PDF-", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"%PDF-1.7\ntrailer<</Root 1 0 R>>"]
)
def test_junk_that_begins_like_a_pdf_is_damaged(make_pdf: MakePdf, data: bytes) -> None:
    pdf = make_pdf("a.pdf", {})
    pdf.write_bytes(data)
    assert only(pdf).startswith("a.pdf: error: pdf-damaged: ")


@given(st.data())
def test_a_pdf_with_some_wrong_bytes_is_traced_or_reported(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, pikepdf.new() as pdf:
        path = Path(folder, "a.pdf")
        pdf.docinfo["/ContentHash"] = HASH
        pdf.save(path)
        content = bytearray(path.read_bytes())
        for at in data.draw(st.lists(st.integers(8, len(content) - 1), max_size=5)):
            content[at] = data.draw(st.integers(0, 255))
        path.write_bytes(content)
        (traced,) = verify([path])
        assert isinstance(traced, Traced)
        assert (traced.origin is None) == (len(traced.findings) == 1)


@pytest.mark.parametrize("data", [b"", b"Text.\n", bytes(range(256)) * 40])
def test_a_file_that_is_no_pdf_is_refused(make_pdf: MakePdf, data: bytes) -> None:
    make_pdf("a.pdf", {}).write_bytes(data)
    assert refused("a.pdf") == [
        "a.pdf: error: no-pdf: this is not a PDF\n"
        "    name a PDF that brief has built, or the folder of a release with all its files",
    ]


def test_a_pdf_whose_name_is_not_utf_8_is_read(make_pdf: MakePdf) -> None:
    name = os.fsdecode(b"Br\xfccke.pdf")
    make_pdf("a.pdf", SAID).rename(name)
    (traced,) = verify([Path(name)])
    assert traced.good


def test_all_names_that_lead_to_no_pdf_are_reported_at_once(make_pdf: MakePdf) -> None:
    make_pdf("a.pdf", SAID)
    Path("empty").mkdir()
    os.mkfifo("pipe.pdf")
    Path("link.pdf").symlink_to("nowhere")
    way = "\n    name a PDF, or the folder with the PDFs: brief verify output"
    assert refused("a.pdf", "b.pdf", "empty", "pipe.pdf", "link.pdf") == [
        f"error: no-pdf: there is no file 'b.pdf'{way}",
        f"error: no-pdf: there is no PDF in the folder 'empty'{way}",
        "pipe.pdf: error: no-pdf: this is not a PDF\n"
        "    name a PDF that brief has built, or the folder of a release with all its files",
        "link.pdf: error: file-unreadable: this file cannot be read: it was deleted, or is a link to a file "
        "that does not exist\n"
        "    put the file itself there, with the right to read it",
    ]


def test_the_metadata_of_a_pdf_cannot_control_the_terminal(make_pdf: MakePdf) -> None:
    info = {**SAID, "/Title": "A\x1b[31m b\u202eri\nef\x07" + "e" * 500, "/Version": "1\n    version: 9"}
    (traced,) = verify([make_pdf("a.pdf", info)])
    lines = str(traced).splitlines()
    assert lines[2] == f"    brief:      {('A[31m bri ef' + 'e' * 500)[:59]}…"
    assert lines[3] == "    version:    1 version: 9"
    assert len(lines) == 7


def test_an_error_in_the_brief_is_reported_and_nothing_is_compared(make_brief: MakeBrief, make_pdf: MakePdf) -> None:
    make_brief({**PART, "part.md": "# Title\n\n![A](a.png)\n"})
    with pytest.raises(BriefError, match="image-missing"):
        list(verify([make_pdf("a.pdf", SAID)], Path()))


def test_the_command_prints_results_and_findings_and_ends_with_1(make_pdf: MakePdf, brief: Command) -> None:
    make_pdf("there/a.pdf", {})
    make_pdf("there/b.pdf", SAID)
    done = brief("verify", "there")
    assert done.returncode == 1
    assert done.stdout.startswith("there/b.pdf\n    copy code:  7f3a91\n")
    assert done.stderr.startswith("there/a.pdf: error: not-made-by-brief: ")


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("verify", "a.pdf"), 0, ""),
        (("verify", "nowhere.pdf"), 2, "error: no-pdf: there is no file 'nowhere.pdf'"),
        (("verify", "."), 0, ""),
        (("verify", "a.pdf", "--brief", "nowhere"), 2, "error: no-brief: there is no folder 'nowhere'"),
        (("verify",), 2, "Missing argument 'FILE...'"),
    ],
)
def test_the_exit_codes_of_the_command(
    make_pdf: MakePdf, words: tuple[str, ...], code: int, says: str, brief: Command
) -> None:
    make_pdf("a.pdf", SAID)
    done = brief(*words)
    assert done.returncode == code
    assert says in done.stderr
    assert (done.stdout != "") == (code == 0)


def test_letters_that_a_terminal_lacks_are_printed_as_escapes(make_pdf: MakePdf) -> None:
    make_pdf("a.pdf", {**SAID, "/Title": "성분"})
    assert r"    brief:      \uc131\ubd84" in in_a_process("verify", "a.pdf", PYTHONIOENCODING="ascii").stdout


def test_a_built_pdf_is_traced_to_its_source_until_that_changes(make_brief: MakeBrief) -> None:
    folder = make_brief(PART)
    (made,) = produce(Path(), ["full"], "a4", Path("output"))
    (traced,) = verify([Path("output")], folder)
    lines = [line.strip() for line in str(traced).splitlines()]
    assert traced.good
    assert lines[2:6] == [
        "brief:      A brief",
        "version:    1.0",
        "edition:    full, a4",
        f"made by:    brief {__version__}",
    ]
    assert lines[-1] == "the source is the same"
    with open(folder / "part.md", "a") as file:
        file.write("More.\n")
    (traced,) = verify([made.path], folder)
    assert not traced.good


def test_the_code_in_the_colophon_is_that_of_the_source(make_brief: MakeBrief) -> None:
    import pypdfium2

    code = build.read(load(make_brief(PART))[0])[0].content_hash[:6]
    (made,) = produce(Path(), ["full"], "", Path("output"))
    with pypdfium2.PdfDocument(made.path) as pdf:
        text = pdf[len(pdf) - 1].get_textpage().get_text_bounded()
    assert f"Version 1.0 · copy code {code}" in text
    assert re.fullmatch(r"[0-9a-f]{6}", code)
