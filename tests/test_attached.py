"""A PDF may carry what it was printed from: a brief that builds the same pages, and nothing that was not printed."""

from __future__ import annotations

import io
import json
import re
import tracemalloc
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brief import pdf
from brief.findings import BriefError, UsageError
from brief.load import house, load, writing
from brief.new import new
from brief.produce import produce
from brief.release import release
from tests.built import BRIEFS, built
from tests.conftest import MakeBrief

PDF = Path("output/a-brief-full-us-letter.pdf")


def attached(folder: Path, monkeypatch: pytest.MonkeyPatch, where: Path) -> Path:
    """The full PDF of a brief, with its source attached."""
    monkeypatch.chdir(where)
    copytree(folder, "content", dirs_exist_ok=True)
    settings = Path("content/brief.yaml")
    settings.write_text(settings.read_text(encoding="utf-8") + "attach-source: true\n", encoding="utf-8")
    (made,) = produce(Path(), ["full"], "us-letter", Path("output"))
    return made.path


def words(path: Path) -> list[str]:
    """The text of each page without the copy code, which differs from source to source."""
    with pikepdf.open(path) as document:
        code = str(document.docinfo["/ContentHash"])[:6]
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range().replace(code, "") for page in document]


@pytest.mark.parametrize("name", ["kitchen-sink", "charts", "cited"])
def test_the_attached_brief_builds_the_same_pages(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = attached(BRIEFS / name, monkeypatch, tmp_path)
    new(Path("again"), made)
    own = Path("content/styles")
    if own.is_dir():  # a look of the brief's own is not attached
        copytree(own, "again/content/styles")
    (again,) = produce(Path("again"), ["full"], "us-letter", Path("again/output"))
    assert words(again.path) == words(made)


def test_nothing_is_attached_unless_it_is_asked_for(make_brief: MakeBrief) -> None:
    make_brief({"brief.yaml": "title: A brief\nask: We ask.\n", "part.md": "# T\n\nText.\n"})
    for made in produce(Path(), ["all"], "us-letter", Path("output")):
        if made.path.suffix == ".pdf":
            with pikepdf.open(made.path) as pdf:
                assert len(pdf.attachments) == 0


def test_the_color_of_the_brand_is_attached_and_an_unprinted_cover_is_not(make_brief: MakeBrief) -> None:
    image = Image.new("RGB", (64, 64), (11, 74, 89))
    image.save(data := io.BytesIO(), "PNG")
    settings = (
        "title: A brief\nattach-source: true\nlook: block\nbrand: from-logo\ncover: b.png\n"
        "organisation: {name: Office, logo: a.png}\n"
    )
    pictures: dict[str, str | bytes] = {"a.png": data.getvalue(), "b.png": data.getvalue(), "b.png.yaml": "alt: A\n"}
    make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n", **pictures})
    list(produce(Path(), ["full"], "us-letter", Path("output")))
    with pikepdf.open(PDF) as pdf:
        assert sorted(pdf.attachments) == ["a.png", "brief.yaml", "part.md"]
        again = pdf.attachments["brief.yaml"].get_file().read_bytes().decode()
    assert "brand: '#0b4a59'" in again
    assert "look: block" in again
    assert "cover" not in again


def test_it_is_attached_as_the_source_of_the_document_with_the_date_of_the_brief(make_brief: MakeBrief) -> None:
    settings = "title: A brief\ndate: 2020-02-03\nattach-source: true\n"
    make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"})
    list(produce(Path(), ["full"], "us-letter", Path("output")))
    with pikepdf.open(PDF) as pdf:
        assert sorted(pdf.attachments) == ["brief.yaml", "part.md"]
        spec = pdf.attachments["part.md"]
        assert spec.obj["/AFRelationship"] == "/Source"
        assert spec.get_file().mime_type == "text/markdown"
        assert str(spec.obj["/EF"]["/F"]["/Params"]["/ModDate"]) == "D:20200203000000Z"
        assert len(pdf.Root["/AF"]) == 2
        assert spec.get_file().read_bytes() == b'---\nkind: "prose"\n---\n# T\n\nText.\n'


SECRET = "Zebrawood"
"""A word that the brief below prints in no edition, or not in the full one."""

LEAKY = {
    "brief.yaml": (
        f"# {SECRET}\ntitle: A brief\nask: We ask.\nstatus: final\nversion: '1'\nattach-source: true\n"
        f"signed-off: {{{SECRET}: 2020-02-03}}\nsources: s.yaml\n"
        f"fields: {{zebrawood: {{sample: {SECRET}}}}}\nsections: [summary, part, sources]\n"
        f"editions: {{nobody: {{like: full, title: A brief, sections: [part]}}}}\nterms: terms.yaml\n"
        f"rules: {{part-missing: {{severity: off, because: {SECRET}}},"
        f" unsourced-number: {{severity: info, because: {SECRET}}}}}\n"
    ),
    "terms.yaml": f"acronyms: [{SECRET}]\nwords: [{SECRET}]\n",
    "summary.md": f"---\nshort: In short.\n---\nText.<!-- {SECRET} --> More.\n\n<!--\n{SECRET}\n-->\n",
    "part.md": (
        f"# T\n\n<!-- @{SECRET}: {SECRET} -->\n\nText.[^a]\n\n![A](a.svg)\n\n"
        "/// table | d.csv\n    columns: A\n\nSaid.\n///\n\n/// leave-out-of | full, handout\n"
        f"{SECRET}[^b] is [there][{SECRET}] in the {SECRET.upper()}.[@zebrawood]\n///\n\n[^a]: Printed.\n\n"
        f"[^b]: {SECRET}.\n\n[{SECRET}]: https://example.org/{SECRET}\n\n*[{SECRET.upper()}]: {SECRET}\n"
    ),
    "sources.md": "# Sources\n",
    "spare.md": f"# Spare\n\n{SECRET}\n",
    "s.yaml": f"- id: zebrawood\n  type: book\n  title: {SECRET}\n  publisher: {SECRET}\n  issued: 2012\n",
    "d.csv": f"A,{SECRET}\n1,{SECRET}\n",
    "a.svg": (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><!-- {SECRET} --><metadata>{SECRET}</metadata>'
        f'<g display="none"><text>{SECRET}</text></g><path d="M0 0h9v9z" onload="{SECRET}" a:label="{SECRET}"'
        f' xmlns:a="http://example.org/{SECRET}" id="{SECRET}"/><text visibility="hidden">{SECRET}</text></svg>'
    ),
}


def test_nothing_that_was_not_printed_is_in_any_file_of_a_release(make_brief: MakeBrief) -> None:
    make_brief(LEAKY)
    list(release(Path(), Path("output")))
    files = sorted(Path("output/a-brief-1").iterdir())
    assert any(path.name == "a-brief-full-a4.pdf" for path in files)
    for path in files:
        for place, data in everything(path):
            assert SECRET.lower() not in data.lower(), f"{path.name}: {place}"
    with pikepdf.open("output/a-brief-1/a-brief-full-a4.pdf") as pdf:
        assert sorted(pdf.attachments) == ["a.svg", "brief.yaml", "d.csv", "part.md", "sources.md", "summary.md"]
        assert pdf.attachments["d.csv"].get_file().read_bytes() == b"A\n1\n"


def everything(path: Path) -> Iterator[tuple[str, str]]:
    """The contents of a file, each with its place: the bytes; of a PDF also the pages, unpacked streams and strings."""
    yield "bytes", path.read_bytes().decode("latin-1")
    if path.suffix != ".pdf":
        return
    yield from ((f"page {number}", text) for number, text in enumerate(words(path), 1))
    with pikepdf.open(path) as document:
        for number, one in enumerate(document.objects):
            if isinstance(one, pikepdf.Stream):
                yield f"stream {number}", one.read_bytes().decode("latin-1")
            yield from ((f"string in object {number}", text) for text in strings(one))


def strings(one: object) -> Iterator[str]:
    if isinstance(one, pikepdf.String):
        yield str(one)
    elif isinstance(one, pikepdf.Array):
        for item in one:
            yield from () if getattr(item, "is_indirect", False) else strings(item)
    elif isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
        for _, item in one.items():
            yield from () if getattr(item, "is_indirect", False) else strings(item)


def test_a_photograph_is_attached_as_it_is_printed(make_brief: MakeBrief) -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = SECRET
    Image.effect_noise((2000, 1000), 90).convert("RGB").save(file, "JPEG", exif=exif)
    settings = "title: A brief\nattach-source: true\n"
    make_brief({"brief.yaml": settings, "part.md": "# T\n\n![A](a.jpg){: width=4cm }\n", "a.jpg": file.getvalue()})
    list(produce(Path(), ["full"], "us-letter", Path("output")))
    with pikepdf.open(PDF) as pdf:
        data = pdf.attachments["a.jpg"].get_file().read_bytes()
    with Image.open(io.BytesIO(data)) as image:
        assert image.width == pytest.approx(40 / 25.4 * 300, abs=1)
    assert SECRET.encode() not in data


@pytest.mark.parametrize("pixels", [(400, 300), (997, 661), (300, 400)])
def test_an_attached_photograph_keeps_its_shape(pixels: tuple[int, int], make_brief: MakeBrief) -> None:
    """A page on which it is a tenth of a point higher could end a line earlier."""
    file = io.BytesIO()
    Image.new("RGB", pixels, "#468").save(file, "JPEG")
    text = "# T\n\n![Photo](a.jpg){: width=2cm }\n"
    make_brief({"brief.yaml": "title: A\nattach-source: true\n", "part.md": text, "a.jpg": file.getvalue()})
    (made,) = produce(Path(), ["full"], "us-letter", Path("output"))
    with Image.open(io.BytesIO(pdf.source(made.path)["a.jpg"])) as image:
        assert image.width < pixels[0]
        assert image.height / image.width == pytest.approx(pixels[1] / pixels[0], rel=0.0015)


def refused(source: Path) -> str:
    with pytest.raises(BriefError) as caught:
        new(Path("again"), source)
    assert not Path("again").exists()
    return str(caught.value)


def test_a_pdf_without_attached_files_is_refused(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# T\n\nText.\n"})
    list(produce(Path(), ["full"], "us-letter", Path("output")))
    assert refused(PDF) == (
        f"{PDF}: error: nothing-attached: this PDF does not carry what it was printed from\n"
        "    take the PDF of the full edition, built with  attach-source: true  in brief.yaml, or ask for the brief's"
        " folder"
    )


def test_a_missing_file_a_folder_and_a_file_that_is_no_pdf_are_refused(make_brief: MakeBrief) -> None:
    make_brief({})
    with pytest.raises(UsageError, match=r"^error: no-pdf: there is no file 'missing\.pdf'"):
        new(Path("again"), Path("missing.pdf"))
    Path("a.pdf").write_bytes(b"not a PDF")
    Path("folder").mkdir()
    assert refused(Path("folder")).startswith("error: no-pdf: 'folder' is a folder, and a brief comes out of one PDF")
    assert refused(Path("a.pdf")).startswith("a.pdf: error: no-pdf: this is not a PDF")


def carrying(*names: str, data: bytes = b"title: A\n") -> Path:
    """A PDF that carries a brief.yaml and files of these names."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for name, of in (("brief.yaml", b"title: A\n"), *((name, data) for name in names)):
            spec = pikepdf.AttachedFileSpec(pdf, of, filename=name, relationship=pikepdf.Name.Source)
            pdf.attachments[name] = spec
        pdf.save("a.pdf", compress_streams=True)
    return Path("a.pdf")


@pytest.mark.parametrize("name", ["../outside.md", "/etc/outside.md", "a\\b.md", ".git/../../b.md"])
def test_unsafe_names_of_attached_files_are_refused(name: str, make_brief: MakeBrief) -> None:
    make_brief({})
    assert refused(carrying(name)).startswith("a.pdf: error: attached-")


def test_an_attached_file_that_would_be_written_outside_the_new_folder_is_refused(make_brief: MakeBrief) -> None:
    make_brief({})
    carrying("../outside.md")
    assert refused(Path("a.pdf")).startswith(
        "a.pdf: error: attached-outside: a file in this PDF would be written outside of the new folder: "
    )


def test_a_hidden_attached_file_is_refused(make_brief: MakeBrief) -> None:
    make_brief({})
    assert refused(carrying(".git/config")) == (
        "a.pdf: error: attached-hidden: a file in this PDF would be written where programs keep their settings:"
        " '.git/config'\n"
        "    ask for the brief's folder; files of a brief that is attached may not begin with a dot"
    )


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (".", "."),
        ("./", "./"),
        ("", ""),
        ("a\x1b[31m\nb.md", r"a\x1b[31m b.md"),
        ("a\u202eb.md", r"a\u202eb.md"),
        ("x" * 3000, "x" * 59 + "…"),
        ("x/" * 600 + "a.md", "x/" * 29 + "x…"),
        ("한" * 86, "한" * 59 + "…"),
        ("con", "con"),
        ("images/NUL.png", "images/NUL.png"),
        ("com1 .tar.gz", "com1 .tar.gz"),
        ("c:a.md", "c:a.md"),
        ("what?.png", "what?.png"),
        ("dots./a.md", "dots./a.md"),
        ("a.md ", "a.md"),
    ],
)
def test_a_name_that_is_not_valid_on_every_system_is_refused(name: str, shown: str, make_brief: MakeBrief) -> None:
    make_brief({})
    assert refused(carrying(name)) == (
        f"a.pdf: error: attached-misnamed: a file in this PDF has a name that not every system can have: '{shown}'\n"
        "    ask for the brief's folder, or for a PDF that was built when the file had another name"
    )


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("brief.yaml/x", "brief.yaml"),
        ("BRIEF.yaml/a/x", "brief.yaml"),
        ("Brief.yaml", "brief.yaml"),
        ("stra\u00dfe/\u00e9.md", "STRASSE/e\u0301.md"),
    ],
)
def test_attached_files_with_conflicting_names_are_refused(name: str, other: str, make_brief: MakeBrief) -> None:
    make_brief({})
    told = refused(carrying(*{name, other} - {"brief.yaml"}))
    between = (
        "a.pdf: error: attached-misnamed: two files in this PDF would be written to one place, or one into the other"
    )
    assert told.splitlines()[0] in (f"{between}: '{name}' and '{other}'", f"{between}: '{other}' and '{name}'")


def test_too_many_attached_files_are_refused(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    make_brief({})
    monkeypatch.setattr(pdf, "MOST", 2)
    assert refused(carrying("a.md", "b.md")) == (
        "a.pdf: error: attached-too-large: there are more than 2 files in this PDF, and no brief has so many\n"
        "    ask whoever sent it for the brief's folder"
    )


@pytest.mark.parametrize("name", ["a/" * 12 + "b.md", "./a//b.md", "Screenshot 3.04\u202fPM.png", "한/é.md"])
def test_attached_files_may_be_in_deep_folders_and_have_unusual_names(name: str, make_brief: MakeBrief) -> None:
    make_brief({})
    assert Path("again/content", name) in new(Path("again"), carrying(name))


def test_attached_files_that_unpack_to_too_many_bytes_are_refused(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_brief({})
    monkeypatch.setattr(pdf, "LARGEST", 2_000_000)
    assert refused(carrying("a.md", data=bytes(2_000_001))) == (
        "a.pdf: error: attached-too-large: the files in this PDF have more than 2 MB together,"
        " the most that brief unpacks\n"
        "    ask whoever sent it for the brief's folder"
    )
    new(Path("again"), carrying("a.md", data=bytes(1_900_000)))


def test_a_file_that_is_too_large_is_never_in_memory(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    make_brief({})
    monkeypatch.setattr(pdf, "LARGEST", 100_000_000)
    source = carrying("a.md", data=bytes(100_000_001))
    tracemalloc.start()
    refused(source)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 60_000_000


def test_an_attached_file_of_60_megabytes_is_not_too_large(make_brief: MakeBrief) -> None:
    make_brief({})
    new(Path("again"), carrying("a.jpg", data=bytes(60_000_000)))


def test_an_attached_file_with_another_compression_is_refused(make_brief: MakeBrief) -> None:
    make_brief({})
    source = carrying("a.md")
    with pikepdf.open(source, allow_overwriting_input=True) as document:
        stream = document.attachments["a.md"].get_file().obj
        stream.write(b"80", filter=pikepdf.Name.RunLengthDecode)
        document.save(source, compress_streams=False)
    assert refused(source) == (
        "a.pdf: error: attached-packed: a file in this PDF is compressed in a way that brief does not use: 'a.md'\n"
        "    name the PDF as it was built, before it was saved in another program"
    )


def again(settings: str = "") -> tuple[Path, Path]:
    """The full PDF of the brief in ``content/``, with its source attached, and the PDF built from that source."""
    path = Path("content/brief.yaml")
    path.write_text(f"{path.read_text(encoding='utf-8')}attach-source: true\n{settings}", encoding="utf-8")
    (made,) = produce(Path(), ["full"], "", Path("output"))
    new(Path("again"), made.path)
    (built,) = produce(Path("again"), ["full"], "", Path("again/output"))
    assert words(built.path) == words(made.path)
    return made.path, built.path


def test_an_address_and_an_abbreviation_that_only_a_note_uses_are_attached(make_brief: MakeBrief) -> None:
    note = (
        "[^a]: See [the report][r] of the WHO.\n\n[r]: https://example.org/report\n*[WHO]: World Health Organization\n"
    )
    make_brief({"part.md": f"# T\n\nText.[^a]\n\n{note}"})
    again()
    assert Path("again/content/part.md").read_text(encoding="utf-8").endswith(note)


def test_the_limits_of_the_printed_edition_are_attached_and_other_editions_are_not(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# T\n\n" + "Words of a line.\n\n" * 220})
    full = "full: {pages: 9, min-type-size: 11, paper: a4, title: Another}"
    source, _ = again(f"editions: {{{full}, handout: {{pages: 3}}, senate: {{like: full}}}}\n")
    with pikepdf.open(source) as document:
        assert len(document.pages) > 4
    said = Path("again/content/brief.yaml").read_text(encoding="utf-8")
    assert "title: Another\n" in said
    assert "paper: a4\n" in said
    assert said.endswith("editions:\n  full:\n    pages: '9'\n    min-type-size: '11'\n")


def test_the_paper_is_that_of_the_pdf(make_brief: MakeBrief) -> None:
    make_brief({"brief.yaml": "title: A brief\nattach-source: true\n", "part.md": "# T\n\nText.\n"})
    (made,) = produce(Path(), ["full"], "a4", Path("output"))
    new(Path("again"), made.path)
    assert "paper: a4\n" in Path("again/content/brief.yaml").read_text(encoding="utf-8")


def test_the_profile_of_the_print_shop_stays_behind(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# T\n\nText.\n", "own.icc": (house() / "inks" / "FOGRA39L_coated.icc").read_bytes()})
    again("icc-profile: own.icc\n")
    assert "icc-profile" not in Path("again/content/brief.yaml").read_text(encoding="utf-8")


def photograph() -> bytes:
    """A JPEG with a description in its EXIF data."""
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = SECRET
    Image.linear_gradient("L").convert("RGB").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_a_drawing_brings_the_photographs_that_it_shows(make_brief: MakeBrief) -> None:
    inside = f"data:image/jpeg;base64,{b64encode(photograph()).decode()}"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="60" height="40">'
        '<image href="p%20q.jpg" width="20" height="20"/>'
        f'<image xlink:href="{inside}" x="30" width="20" height="20"/></svg>'
    )
    make_brief({"part.md": "# T\n\n![A](images/d.svg)\n", "images/d.svg": svg, "images/p q.jpg": photograph()})
    source, built = again()
    for now, before in zip(drawn(built), drawn(source), strict=True):  # the photographs were coded once more
        assert max(abs(one - other) for one, other in zip(now, before, strict=True)) < 24
    beside = Path("again/content/images/p q.jpg").read_bytes()
    drawing = Path("again/content/images/d.svg").read_text(encoding="utf-8")
    within = b64decode(drawing.partition("base64,")[2].partition('"')[0])
    for data in (beside, within):
        assert SECRET.encode() not in data
        with Image.open(io.BytesIO(data)) as image:
            assert image.size == (256, 256)


def drawn(path: Path) -> list[bytes]:
    """The pixels of the top quarter of each page, above the colophon with the copy code."""
    with pypdfium2.PdfDocument(path) as document:
        pages = [page.render(scale=2).to_pil() for page in document]
    return [page.crop((0, 0, page.width, page.height // 4)).tobytes() for page in pages]


def test_unprinted_fields_of_a_source_are_not_attached(make_brief: MakeBrief) -> None:
    source = "- id: a\n  type: book\n  title: Cited\n  issued: 2012\n"
    make_brief(
        {
            "brief.yaml": "title: A brief\nsources: s.yaml\n",
            "part.md": "# T\n\nText.[@a]\n",
            "s.yaml": source + "".join(f"  {key}: {SECRET}\n" for key in ("abstract", "annote", "keyword", "note")),
        }
    )
    again()
    assert SECRET not in Path("again/content/sources.json").read_text(encoding="utf-8")


def test_fields_that_the_style_does_not_print_for_a_book_are_not_attached(make_brief: MakeBrief) -> None:
    unprinted = {"event": "Meeting", "section": "Annex", "version": "3.7.1", "authority": "Court", "number": "HR-77"}
    make_brief(
        {
            "brief.yaml": "title: A brief\nsources: s.yaml\n",
            "part.md": "# T\n\nText.[@a]\n",
            "s.yaml": "- id: a\n  type: book\n  title: Cited work\n  publisher: A house\n  issued: 2012\n"
            "  author: {family: Doe, given: Ann}\n  accessed: 2012-03-04\n"
            + "".join(f"  {key}: {value}\n" for key, value in unprinted.items()),
        }
    )
    again()
    (source,) = json.loads(Path("again/content/sources.json").read_text(encoding="utf-8"))
    assert source.keys() == {"id", "type", "title", "publisher", "issued", "author"}


def attachments(folder: Path) -> dict[str, bytes]:
    """The files that the full edition of a brief carries, by name."""
    with pikepdf.open(io.BytesIO(built(folder).pdf)) as document:
        return {name: file.get_file().read_bytes() for name, file in document.attachments.items()}


def test_a_name_that_nothing_uses_is_not_attached_even_if_it_stands_for_what_is_printed(make_brief: MakeBrief) -> None:
    text = "# T\n\nSee [the report](https://example.org/a) of the [WHO][w].\n\n*[WHO]: World Health\n*[EMPTY]:\n"
    text += "Write to <ann@example.org>, see [b](https://example.org/a\\_b).\n"
    unused = "[w]: https://example.org/secret5\n[secret3]: mailto:ann@example.org\n[secret4]: https://example.org/a_b\n"
    unused += '[secret]: https://example.org/a\n[SECRET]: https://example.org/w "Title"\n*[SEC]: World Health\n'
    settings = "title: A brief\nattach-source: true\n"
    folder = make_brief({"brief.yaml": settings, "part.md": f"{text}\n[w]: https://example.org/w\n{unused}"})
    attached = attachments(folder)["part.md"].decode()
    assert not re.search("SEC|secret|EMPTY", attached)
    assert "[w]: https://example.org/w" in attached


def test_a_drawing_that_is_no_cover_in_its_look_is_not_attached(make_brief: MakeBrief) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text y="9">Zebrawood</text></svg>'
    settings = "title: A brief\ncover: cover.svg\nattach-source: true\n"
    files = {
        "brief.yaml": settings,
        "part.md": "# T\n\nText.\n",
        "cover.svg": drawing,
        "cover.svg.yaml": "alt: A cover\n",
    }
    assert not [name for name in attachments(make_brief(files)) if name.startswith("cover")]
    files["brief.yaml"] += "look: ledger\n"
    assert "cover.svg" in attachments(make_brief(files))


def test_a_text_or_a_comment_of_a_layout_cannot_pretend_that_fields_are_printed(make_brief: MakeBrief) -> None:
    marks = "".join(f"\ue11a{chr(0xE110 + number)}\ue11b" for number in range(10))
    layout = (house() / "layouts" / "prose.html").read_text(encoding="utf-8")
    years = " ".join(str(70_000_000 + number) for number in range(10))
    book = "{id: a, type: book, title: Cited, issued: 2012, accessed: 2012-03-04, section: Annex}"
    folder = make_brief(
        {
            "brief.yaml": "title: A brief\nsources: s.yaml\nattach-source: true\n",
            "part.md": f"# T\n\nText.[@a] {years}\n\n![{marks}](a.svg)\n",
            "a.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
            "s.yaml": f"- {book}\n",
            "styles/layouts/prose.html": f"<!-- {marks} {years} -->{layout}",
        }
    )
    with pikepdf.open(io.BytesIO(built(folder).pdf)) as document:
        (source,) = json.loads(document.attachments["sources.json"].get_file().read_bytes())
    assert source.keys() == {"id", "type", "title", "issued"}


def attached_sources(files: dict[str, str], make_brief: MakeBrief) -> list[dict[str, object]]:
    """The attached sources of a brief that builds the same pages from them."""
    make_brief(files)
    again()
    read: list[dict[str, object]] = json.loads(Path("again/content/sources.json").read_text(encoding="utf-8"))
    return read


PAPER = """
- id: a
  type: article-journal
  title: Of public life
  container-title: A journal
  author:
  - {family: Doe, given: Ann}
  - {family: Roe, given: Bob}
  - {family: Poe, given: Cid}
  - {family: Moe, given: Dee}
  - {family: Li, given: Zebrawood}
  - {family: Doe, given: Zebrawood}
  - {family: Zebrawood, given: Ann}
  issued: 2012
  accessed: 2012
  DOI: 10.1000/182
  URL: https://intranet.example.org/Zebrawood
"""
"""A paper of seven authors. Every style prints its DOI in place of its address, and some of its authors."""


@pytest.mark.parametrize(("style", "named"), [("footnotes", 3), ("author-date", 3), ("numbers", 1)])
def test_only_the_address_and_the_authors_that_a_style_prints_are_attached(
    style: str, named: int, make_brief: MakeBrief
) -> None:
    files = {
        "brief.yaml": f"title: A brief\nsources: s.yaml\ncitations: {style}\nsections: [part, sources]\n",
        "part.md": "# T\n\nMs. Li and Mr. Zebrawood agree.[@a]\n",
        "sources.md": "# Sources\n",
        "s.yaml": PAPER,
    }
    authors = [("Doe", "Ann"), ("Roe", "Bob"), ("Poe", "Cid")][:named]
    assert attached_sources(files, make_brief) == [
        {
            "id": "a",
            "type": "article-journal",
            "title": "Of public life",
            "container-title": "A journal",
            "author": [
                *({"family": family, "given": given} for family, given in authors),
                *[{"literal": "others"}] * (7 - named),
            ],
            "issued": {"date-parts": [[2012]]},
            "DOI": "10.1000/182",
        }
    ]


def test_a_title_that_a_style_of_the_brief_does_not_print_is_not_attached(make_brief: MakeBrief) -> None:
    style = """<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">
<info><title>Names</title><id>names</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout suffix="."><names variable="author"><name form="short"/>
<substitute><text variable="title"/></substitute></names></layout></citation></style>
"""
    author = f"{{family: Doe, given: {SECRET}}}"
    source = f"- {{id: a, type: book, title: {SECRET}, publisher: P, issued: 2012, author: {author}}}\n"
    settings = "title: A brief\nattach-source: true\nsources: s.yaml\ncsl: s.csl\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.[@a]\n", "s.yaml": source, "s.csl": style})
    with pikepdf.open(io.BytesIO(built(folder).pdf)) as document:
        attached = json.loads(document.attachments["sources.json"].get_file().read_bytes())
    assert attached == [{"id": "a", "type": "book", "title": "…", "author": [{"family": "Doe"}]}]


def test_what_only_a_passage_left_out_by_its_condition_uses_is_not_attached(make_brief: MakeBrief) -> None:
    text = """# T

Text.[@seen] {% if state == "Ohio" %}Hello.{% else %}For [zref] and ZBR we say this to {{ name }}.[^zname]
[@hidden] ![Hidden](z.png){% endif %}

[zref]: https://intranet.example.org/zebrawood

[^zname]: Zebrawood says so.[@of-note]

*[ZBR]: Zebrawood
"""
    sources = "".join(
        f"- {{id: {key}, type: book, title: {title}, publisher: P, issued: 2012}}\n"
        for key, title in (("seen", "Seen"), ("hidden", SECRET), ("of-note", SECRET))
    )
    settings = f"""title: A brief
sources: s.yaml
fields:
  state: {{sample: Ohio}}
  name: {{sample: {SECRET}}}
"""
    described = f"caption: {SECRET}\n"
    make_brief(
        {"brief.yaml": settings, "part.md": text, "s.yaml": sources, "z.png": picture(), "z.png.yaml": described}
    )
    again()
    files = {path.name: path.read_text(encoding="utf-8") for path in Path("again/content").glob("*.*")}
    assert sorted(files) == ["brief.yaml", "part.md", "sources.json"]
    assert files["part.md"] == '---\nkind: "prose"\n---\n# T\n\nText.[@seen] Hello.\n'
    assert [source["id"] for source in json.loads(files["sources.json"])] == ["seen"]
    assert "fields" not in files["brief.yaml"]


def test_a_column_that_only_sorts_a_table_is_attached_as_the_places_of_its_rows(make_brief: MakeBrief) -> None:
    table = "/// table | a.csv\n    columns: Name\n    sort: Rank descending\n///\n"
    rows = f"Name,Rank\nLow,{SECRET}-a\nNone,\nHigh,{SECRET}-c\nSame,{SECRET}-a\n"
    make_brief({"brief.yaml": "title: A brief\n", "part.md": f"# T\n\n{table}", "a.csv": rows})
    again()
    assert Path("again/content/a.csv").read_text(encoding="utf-8") == "Name,Rank\nLow,1\nNone,\nHigh,2\nSame,1\n"


def picture(color: str = "red") -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 400), color).save(file, "PNG")
    return file.getvalue()


def test_a_file_that_is_named_in_two_ways_goes_along_once(make_brief: MakeBrief) -> None:
    text = "# T\n\n![A](./images//a.png){: width=2cm }\n\n![A](images/a.png)\n"
    tables = "".join(
        f"\n/// table | {name}\n    columns: a, {one}\n///\n" for name, one in (("./d.csv", "b"), ("d.csv", "c"))
    )
    make_brief({"part.md": text + tables, "d.csv": "a,b,c,d\nx,1,2,3\n", "images/a.png": picture()})
    again()
    found = {path.relative_to("again/content").as_posix() for path in Path("again/content").rglob("*.*")}
    assert found == {"brief.yaml", "d.csv", "images/a.png", "part.md"}
    assert Path("again/content/d.csv").read_text() == "a,b,c\nx,1,2\n"
    with Image.open("again/content/images/a.png") as one:
        assert one.size == (600, 400), "as large as the larger of the two needs it"


def test_files_with_names_that_could_not_be_unpacked_everywhere_are_reported(make_brief: MakeBrief) -> None:
    files = {f"images/{name}.png": picture() for name in ("a", "A", "what?", "con")}
    text = "# T\n\n" + "".join(f"![P]({name})\n\n" for name in files)
    make_brief({"brief.yaml": "title: A\nattach-source: true\n", "part.md": text, **files})
    with pytest.raises(BriefError) as caught:
        list(produce(Path(), ["full"], "", Path("output")))
    along = "this file goes along in the PDF (attach-source), and"
    rename = 'rename it, without < > : " | ? *, without a full stop at the begin or the end, and not con, nul or aux'
    assert [str(finding) for finding in caught.value.findings if finding.rule == "attached-misnamed"] == [
        *(
            f"content/images/{name}.png: error: attached-misnamed: {along} not every system can have one that is"
            f" called 'images/{name}.png'\n    {rename}"
            for name in ("what?", "con")
        ),
        f"content/images/A.png: error: attached-misnamed: {along} some systems do not tell it from 'images/a.png'\n"
        "    rename one of the two, so that more than accents and small and large letters differs",
    ]


def test_a_layout_cannot_attach_files_of_the_brief(make_brief: MakeBrief) -> None:
    document = (house() / "layouts" / "document.html").read_text(encoding="utf-8")
    links = "".join(
        f'<link rel="attachment" href="{name}">' for name in ("part.md", "brief.yaml", "data.csv", "a.docx")
    )
    files = {
        "part.md": "# P\n\nText.\n\n<!-- Not to be sent. -->\n\n/// table | data.csv\n///\n",
        "data.csv": "a,b\n1,2\n",
        "a.docx": "Not to be sent.",
        "styles/layouts/document.html": document.replace("</head>", f"{links}</head>"),
    }
    made = built(make_brief(files), "full")
    with pikepdf.open(io.BytesIO(made.pdf)) as file:
        assert not file.attachments
    assert made.findings == ()


def test_private_attributes_of_drawings_and_sources_are_not_attached(make_brief: MakeBrief) -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" content="Zebrawood" comment="Zebrawood" '
        'xml:id="Zebrawood" viewBox="0 0 9 9"><path label="Zebrawood" d="M0 0h9v9z" stroke-width="2"/></svg>'
    )
    source = "- {id: a, type: book, title: T, publisher: P, issued: 2001, archive: Zebrawood, status: Zebrawood}\n"
    folder = make_brief(
        {
            "brief.yaml": "title: A\nattach-source: true\nsources: s.yaml\n",
            "part.md": "# T\n\nText [@a].\n\n![A drawing](a.svg)\n",
            "s.yaml": source,
            "a.svg": svg,
        }
    )
    with pikepdf.open(io.BytesIO(built(folder).pdf)) as pdf:
        files = {name: one.get_file().read_bytes() for name, one in pdf.attachments.items()}
    drawing = next(data for name, data in files.items() if name.endswith(".svg"))
    assert b'viewBox="0 0 9 9"' in drawing
    assert b'stroke-width="2"' in drawing
    assert not any(b"Zebrawood" in data for data in files.values())


def test_every_field_of_a_source_that_the_house_styles_print_is_attached() -> None:
    styles = "".join(path.read_text(encoding="utf-8") for path in (house() / "csl").glob("*.csl"))
    variables = {name for names in re.findall('variable="([^"]*)"', styles) for name in names.split()}
    assert variables - {"citation-number", "locator", "year-suffix"} <= writing.PRINTED_FIELDS


def test_a_picture_that_is_gone_when_it_is_to_be_attached_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exchanged(*args: object) -> bytes:
        raise LookupError

    monkeypatch.setattr("brief.build.source.fetch", exchanged)
    with pytest.raises(BriefError, match=r"\.svg: error: file-gone: this file was taken away or exchanged"):
        attached(BRIEFS / "kitchen-sink", monkeypatch, tmp_path)


def test_fields_and_blocks_that_are_not_printed_are_not_attached(make_brief: MakeBrief) -> None:
    settings = """title: A
attach-source: true
fields:
  state: {type: state, sample: OH, required: true, longest: 20}
  party: {type: choice, choices: [Democrat, Independent], sample: Democrat}
  secret: {sample: Nobody knows}
merge: {name: "{{ state }}"}
"""
    text = """# T

In {{ state }}{% if party == "Independent" %}, alone{% else %}, together{% endif %}.

/// when | secret and party == "Independent"
Not here.
///
"""
    make_brief({"brief.yaml": settings, "part.md": text})
    (made,) = produce(Path(), ["full"], "us-letter", Path("output"))
    files = {name: data.decode() for name, data in pdf.source(made.path).items()}
    assert files["part.md"] == '---\nkind: "prose"\n---\n# T\n\nIn {{ state }}, together.\n'
    assert [word for word in ("secret", "merge", "party") if word in files["brief.yaml"]] == []
    assert "sample: Ohio" in files["brief.yaml"]


def test_a_field_without_a_value_is_attached_where_a_filter_prints_another(make_brief: MakeBrief) -> None:
    settings = "title: A\nattach-source: true\nfields: {leader: {}, other: {}}\n"
    make_brief({"brief.yaml": settings, "part.md": '# T\n\nDear {{ leader | default("reader") }}.\n'})
    (made,) = produce(Path(), ["full"], "us-letter", Path("output"))
    new(Path("again"), made.path)
    assert [*load(Path("again"))[0].settings.fields] == ["leader"]
    (same,) = produce(Path("again"), ["full"], "us-letter", Path("again/output"))
    assert words(same.path) == words(made.path)


def test_a_block_that_would_read_differently_without_what_is_not_printed_is_reported(make_brief: MakeBrief) -> None:
    text = "# T\n\nFirst.\n\nWe say\n{% if leader %}Dear leader, {% endif %}- and so on.\n"
    settings = "title: A brief\nfields: {leader: {sample: ''}}\nattach-source: true\n"
    with pytest.raises(BriefError) as caught:
        built(make_brief({"brief.yaml": settings, "part.md": text}))
    assert [str(finding) for finding in caught.value.findings] == [
        "content/part.md:5: error: attached-altered: this block goes along in the PDF (attach-source), and would read"
        " differently without what is not printed\n    put whole sentences, paragraphs or items between the marks of a"
        " condition, and no signs of Markdown around them"
    ]
