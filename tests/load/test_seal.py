"""The content hash covers all that can change the page, and nothing else."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import build
from brief.findings import BriefError
from brief.load import house, load
from brief.load.seal import sealed
from brief.model import EDITIONS
from tests.conftest import MakeBrief, write_files

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">\n{}\n</svg>\n'
STYLE = (Path(__file__).parents[2] / "styles" / "csl" / "footnotes.csl").read_text(encoding="utf-8")
WHOLE: Mapping[str, str | bytes] = {
    "brief.yaml": (
        "title: A brief\nsections: [part, second]\nsources: [s.yaml, b.bib, j.json]\ncsl: own.csl\n"
        "organisation: {name: Office, logo: images/logo.svg}\nauthors: [{name: A, photo: images/a.svg}]\n"
    ),
    "part.md": "# Title\n\nText [@y; @b; @j].\n\n![](<images/a drawing.svg>)\n",
    "s.yaml": "- id: y\n  type: bill\n  title: A\n",
    "b.bib": "@book{b, title={B}, publisher={B},\n year=2012}\n",
    "j.json": '[{"id": "j", "type": "bill",\n"title": "J"}]\n',
    "own.csl": STYLE,
    "images/a drawing.svg.yaml": "alt: A drawing\n",
    "second.md": "# Second\n\nText.\n",
    "images/logo.svg": SVG.format("<g/>"),
    "images/a.svg": SVG.format("<g/>"),
    "images/a drawing.svg": SVG.format("<g/>"),
    "images/paper.svg": SVG.format(""),
    "styles/brand.css": "@import url(more/more.css);\nbody { background: url('../images/paper.svg') }\n",
    "styles/more/more.css": "p { color: black }\n",
    "styles/words/en.yaml": "at-glance: In short\n",
    "styles/layouts/prose.html": '<h2>{{ section.title }}</h2>\n{{ section.blocks }}<img src="images/l.svg" alt="A">\n',
    "images/l.svg": SVG.format(""),
}


def hash_of(folder: Path) -> str:
    return build.read(load(folder)[0])[0].content_hash


@pytest.fixture(scope="module")
def sealed_whole(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The hash of the brief that has a file of every kind."""
    return hash_of(write_files(tmp_path_factory.mktemp("whole"), WHOLE))


def test_the_hash_is_64_hexadecimal_digits_and_the_same_each_time(make_brief: MakeBrief) -> None:
    folder = make_brief(WHOLE)
    assert hash_of(folder) == hash_of(folder)
    assert len(hash_of(folder)) == 64
    assert int(hash_of(folder), 16)


def test_anyone_can_compute_the_hash(make_brief: MakeBrief) -> None:
    """It is the SHA-256 of a record for each file in the order of names: its SHA-256, its name and a null byte."""
    folder = make_brief({"brief.yaml": "title: A\r\n", "part.md": "# T\n\nText.\n"})
    files = {b"brief.yaml": b"title: A\n", b"part.md": b"# T\n\nText.\n"}
    records = [hashlib.sha256(data).digest() + name + b"\0" for name, data in files.items()]
    assert hash_of(folder) == hashlib.sha256(b"".join(records)).hexdigest()


def test_place_times_and_permissions_do_not_count(make_brief: MakeBrief, tmp_path: Path) -> None:
    folder = make_brief(WHOLE)
    before = hash_of(folder)
    other = copytree(folder, tmp_path / "another place" / "성분" / "content")
    for path in other.rglob("*"):
        os.utime(path, (1, 1))
        path.chmod(0o700)
    assert hash_of(other) == hash_of(other / "brief.yaml") == hash_of(other.parent) == before


def test_own_styles_count_the_same_beside_the_content_as_in_it(make_brief: MakeBrief) -> None:
    folder = make_brief(WHOLE)
    before = hash_of(folder)
    (folder / "styles").rename("styles")
    assert hash_of(folder) == before


@pytest.mark.parametrize(
    "saved",
    [
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.replace(b"\n", b"\r"),
        lambda data: b"\xef\xbb\xbf" + data,
    ],
    ids=["CRLF", "CR", "BOM"],
)
def test_line_ends_and_a_byte_order_mark_do_not_count(
    make_brief: MakeBrief, sealed_whole: str, saved: Callable[[bytes], bytes]
) -> None:
    folder = make_brief(WHOLE)
    for name in WHOLE:
        data = (folder / name).read_bytes()
        (folder / name).write_bytes(saved(data))
        assert (folder / name).read_bytes() != data
    assert hash_of(folder) == sealed_whole


@pytest.mark.parametrize("name", WHOLE)
def test_every_file_that_can_change_a_page_counts(make_brief: MakeBrief, sealed_whole: str, name: str) -> None:
    folder = make_brief(WHOLE)
    with open(folder / name, "ab") as file:
        file.write(b"\n")
    assert hash_of(folder) != sealed_whole


@pytest.mark.parametrize(
    ("css", "layout"),
    [
        ("p { background: url(images/x.svg) }", ""),
        ('p { background: URL( "images/x.svg" ) }', ""),
        ("p { background: url(../images/%78.svg?1#a) }", ""),
        ('@import "images/x.svg";', ""),
        ("p { background: url(one.svg) }", ""),
        ("@import 'sub/one.css';", ""),
        ("", "<img alt='' src=images/x.svg>"),
        ("", "<p style='background: url(&quot;images/x.svg&quot;)'>"),
        ("", '<svg><use href="one.svg#part"/><image xlink:href="./images//x.svg"/></svg>'),
    ],
)
def test_a_file_that_styles_name_counts(make_brief: MakeBrief, css: str, layout: str) -> None:
    folder = make_brief(
        {
            "part.md": "# Title\n\nText.\n",
            "images/x.svg": SVG.format(""),
            "one.svg": SVG.format('<image href="images/x.svg"/>'),
            "styles/brand.css": css,
            "styles/sub/one.css": "p { background: url(../images/x.svg) }",
            "styles/layouts/prose.html": f"<h2>{{{{ section.title }}}}</h2>{layout}",
        }
    )
    if "sub" not in css:
        (folder / "styles/sub/one.css").unlink()
    before = hash_of(folder)
    (folder / "images" / "x.svg").write_text(SVG.format("<g/>"))
    assert hash_of(folder) != before


def test_drawings_that_name_each_other_can_be_sealed(make_brief: MakeBrief) -> None:
    drawing = SVG.format('<image href="a.svg"/><image href="b.svg"/><use href="#a"/>')
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n", "a.svg": drawing, "b.svg": drawing}))
    before = sealed(brief, ["a.svg"]).content_hash
    (brief.folder / "b.svg").write_text(SVG.format(""))
    assert sealed(brief, ["a.svg"]).content_hash != before


def test_a_photograph_in_a_drawing_counts(make_brief: MakeBrief) -> None:
    drawing = SVG.format('<image href="below/photo.png"/>')
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n", "images/a.svg": drawing, "images/below/photo.png": b"1"}))
    before = sealed(brief, ["images/a.svg"]).content_hash
    (brief.folder / "images/below/photo.png").write_bytes(b"2")
    assert sealed(brief, ["images/a.svg"]).content_hash != before


@pytest.mark.parametrize(
    "address", ["http://[", "//host/part.md", "https://x.org/part.md", "data:,part.md", "/etc/passwd"]
)
def test_an_address_outside_the_brief_is_ignored(make_brief: MakeBrief, address: str) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": f"p {{ background: url({address}) }}"})
    assert build.read(load(folder)[0])[0].files == {folder / "styles" / "brand.css"}


def test_files_that_no_page_can_show_do_not_count(make_brief: MakeBrief, sealed_whole: str) -> None:
    names = ["unlisted.md", "images/unused.svg", "notes.txt", "output/brief.pdf", ".git/index"]
    names += ["styles/.DS_Store", "styles/layouts/.#prose.html", "styles/LICENSE"]
    assert hash_of(make_brief({**WHOLE, **dict.fromkeys(names, "anything")})) == sealed_whole


def test_file_names_count(make_brief: MakeBrief) -> None:
    texts = {"a.md": "# A\n\nText.\n", "b.md": "# B\n\nText.\n"}
    hashes = {
        hash_of(make_brief({**texts, "styles/text.css": "p { }", "styles/blocks.css": ""})),
        hash_of(make_brief({**texts, "styles/text.css": "", "styles/blocks.css": "p { }"})),
        hash_of(make_brief({**texts, "a.md": texts["b.md"], "b.md": texts["a.md"]})),
    }
    assert len(hashes) == 3


def test_files_whose_names_differ_only_in_composed_accents_cannot_be_exchanged(make_brief: MakeBrief) -> None:
    composed, apart = "caf\u00e9.svg", "cafe\u0301.svg"
    text = {"a.md": f"# A\n\n![One]({composed})\n\n![Other]({apart})\n"}
    one, other = SVG.format('<path d="M0 0h9v9z"/>'), SVG.format('<path d="M0 0h5v5z"/>')
    assert hash_of(make_brief({**text, composed: one, apart: other})) != hash_of(
        make_brief({**text, composed: other, apart: one})
    )


FILES = st.dictionaries(st.sampled_from(["a", "ab", "b", "a\n", "b\na"]), st.sampled_from(["", "a", "b", "ab", "\n"]))


@given(FILES, FILES)
def test_two_briefs_have_the_same_hash_only_if_their_files_are_equal(
    one: Mapping[str, str], other: Mapping[str, str]
) -> None:
    hashes = []
    with tempfile.TemporaryDirectory() as name:
        for number, files in enumerate((one, other)):
            styles = Path(name, str(number), "styles")
            styles.mkdir(parents=True)
            (styles.parent / "brief.yaml").write_text("title: T")
            (styles.parent / "part.md").write_text("Text.")
            for stem, text in files.items():
                (styles / f"{stem}.txt").write_text(text)
            hashes.append(sealed(load(styles.parent)[0], []).content_hash)
    assert (hashes[0] == hashes[1]) == (one == other)


def test_line_ends_within_a_photograph_count(make_brief: MakeBrief) -> None:
    hashes = {
        sealed(load(make_brief({"part.md": "Text.", "a.png": data}))[0], ["a.png"]).content_hash
        for data in (b"\x89PNG\r\n", b"\x89PNG\n", b"\x89PNG\r")
    }
    assert len(hashes) == 3


def test_a_drawing_in_utf_16_is_not_read_as_utf_8(make_brief: MakeBrief) -> None:
    hashes = {
        sealed(load(make_brief({"part.md": "Text.", "a.svg": text.encode(encoding)}))[0], ["a.svg"]).content_hash
        for text in ("<svg>č</svg>", "<svg>Ċ</svg>")  # U+010D and U+010A
        for encoding in ("utf-16", "utf-16-le")
    }
    assert len(hashes) == 4


def test_an_exact_copy_of_the_styles_of_the_house_does_not_count(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n"})
    without = hash_of(folder)
    copytree(house(), "styles")
    assert load(folder)[0].styles[0] == Path("styles")
    assert hash_of(folder) == without
    with open("styles/text.css", "a") as file:
        file.write("p { }")
    assert hash_of(folder) != without


def test_a_copy_of_a_single_file_of_the_house_counts(make_brief: MakeBrief) -> None:
    """A copy of en.yaml overrides the words that en-GB.yaml changes."""
    part = {"brief.yaml": "title: T\nlanguage: en-GB\n", "part.md": "# T\n\nText.\n"}
    without = hash_of(make_brief(part))
    assert (
        hash_of(make_brief({**part, "styles/words/en.yaml": (house() / "words" / "en.yaml").read_bytes()})) != without
    )


def test_a_link_within_the_styles_counts_as_its_target(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/a.txt": "one", "styles/b.txt": "one"})
    before = hash_of(folder)
    (folder / "styles" / "b.txt").unlink()
    (folder / "styles" / "b.txt").symlink_to("a.txt")
    assert hash_of(folder) == before


def test_a_file_that_cannot_be_read_is_reported(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    brief, _ = load(make_brief({"part.md": "Text.", "a.png": b""}))

    def fails(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("brief.load.seal.hashlib.file_digest", fails)
    with pytest.raises(BriefError) as raised:
        sealed(brief, ["a.png"])
    assert str(raised.value) == (
        "content/a.png: error: file-unreadable: this file cannot be read: the disk fails\n"
        "    put the file itself there, with the right to read it"
    )


MADE_UP = '<h2>T</h2><img alt="A drawing" src="images/{{ paper }}.svg">'


def test_a_file_whose_name_a_layout_computes_is_refused(make_brief: MakeBrief) -> None:
    """The hash cannot include it, since its name is known only when pages are composed."""
    files = {"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": MADE_UP, "images/a4.svg": SVG.format("")}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    with pytest.raises(BriefError) as raised:
        build.build(brief, texts, EDITIONS["full"], "a4", build.engine_for(brief))
    assert str(raised.value) == (
        "error: file-refused: 'images/a4.svg' is asked for and does not belong to the brief\n"
        "    copy it into the brief's styles; a build reads what lies there and what the brief names, "
        "and never the network"
    )


def test_a_layout_may_compute_the_name_of_a_file_in_the_styles(make_brief: MakeBrief) -> None:
    files = {"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": MADE_UP, "styles/images/a4.svg": SVG.format("")}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    assert build.build(brief, texts, EDITIONS["full"], "a4", build.engine_for(brief)).findings == ()


def test_pages_that_use_every_kind_of_file_have_no_findings(make_brief: MakeBrief) -> None:
    brief, texts, _ = build.read(load(make_brief(WHOLE))[0])
    built = build.build(brief, texts, EDITIONS["full"], "a4", build.engine_for(brief))
    assert built.findings == ()


def test_a_font_without_a_suffix_counts(make_brief: MakeBrief) -> None:
    files: dict[str, str | bytes] = {"part.md": "# T\n\nText.\n", "styles/brand.css": "p { color: red }"}
    font_file = (house() / "fonts" / "SourceSans3-Regular.ttf").read_bytes()
    plain, other, font = (
        hash_of(make_brief({**files, **more}))
        for more in ({}, {"styles/notes": "Words."}, {"styles/fonts/noname": font_file})
    )
    assert plain == other != font
