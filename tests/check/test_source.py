"""Mistakes in the source are found before pages are set, with their file, line and way out."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from brief import build
from brief.findings import BriefError
from brief.load import load
from tests.built import told_of
from tests.conftest import MakeBrief

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>t</title></svg>'


def png(width: int = 4, height: int = 4) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (width, height)).save(made, "PNG")
    return made.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG whose head claims a size that its few bytes do not hold."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", b""))
    packed = (struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in chunks)
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


@pytest.fixture
def errors(make_brief: MakeBrief) -> Callable[..., list[str]]:
    """The errors of a brief with these files and one section, which begins with `# Title` and an empty line."""

    def found(text: str, files: dict[str, str | bytes] | None = None, settings: str = "title: T\n") -> list[str]:
        folder = make_brief({"brief.yaml": settings, "part.md": f"# Title\n\n{text}", **(files or {})})
        brief, _ = load(folder)
        with pytest.raises(BriefError) as raised:
            build.read(brief)
        return [str(finding) for finding in raised.value.findings]

    return found


def test_a_missing_image_is_reported_with_its_line_and_the_nearest_file(errors: Callable[..., list[str]]) -> None:
    assert errors("Text.\n\n![A camp](images/camp.png)\n", {"images/camps.png": png()}) == [
        "content/part.md:5:11: error: image-missing: there is no image 'images/camp.png'\n"
        "    put the file into content, or correct its name; did you mean 'images/camps.png'?"
    ]


@pytest.mark.parametrize("name", ["../secret.png", "/etc/passwd", "https://example.org/a.png", "images"])
def test_an_image_from_elsewhere_is_refused(errors: Callable[..., list[str]], name: str) -> None:
    (found,) = errors(f"![A]({name})\n", {"images/a.png": png()})
    assert found.startswith(
        f"content/part.md:3:6: error: image-outside: the image '{name}' is not a file in the brief's folder"
    )


def test_an_image_behind_a_link_that_leads_out_is_refused(errors: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "here.png").symlink_to(tmp_path / "secret.png")
    (found,) = errors("![A](here.png)\n")
    assert "image-outside" in found


def test_a_file_that_is_no_image_is_refused(errors: Callable[..., list[str]]) -> None:
    assert errors("![A](a.png)\n", {"a.png": b"GIF, honestly"}) == [
        "content/part.md:3:6: error: image-unreadable: 'a.png' cannot be read as an image: its content is no picture\n"
        "    save it again as JPEG, PNG, WebP or SVG"
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [("<svg", "unclosed token"), ("<html></html>", "it is XML, but not SVG"), ("", "no element found")],
)
def test_an_invalid_svg_is_refused(errors: Callable[..., list[str]], text: str, reason: str) -> None:
    (found,) = errors("![A](a.svg)\n", {"a.svg": text})
    assert f"'a.svg' cannot be read as an image: {reason}" in found


@pytest.mark.parametrize(
    ("width", "height", "size"), [(10_000, 5_001, "50 megapixels"), (60_000, 60_000, "far over 50 megapixels")]
)
def test_an_image_over_50_megapixels_is_refused(
    errors: Callable[..., list[str]], width: int, height: int, size: str
) -> None:
    assert errors("![A](a.png)\n", {"a.png": png_that_says(width, height)}) == [
        f"content/part.md:3:6: error: image-too-large: the image 'a.png' is too large: {size}\n"
        "    make it smaller; the limits are 50 megapixels and 50 MB"
    ]


def test_an_image_over_50_megabytes_is_refused(errors: Callable[..., list[str]], tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    with open(tmp_path / "content" / "a.png", "wb") as file:
        file.truncate(51_000_000)  # a sparse file, which takes no room on the disk
    (found,) = errors("![A](a.png)\n")
    assert "the image 'a.png' is too large: 51 MB" in found


def test_a_missing_logo_is_reported_at_its_line_in_brief_yaml(errors: Callable[..., list[str]]) -> None:
    settings = "title: T\norganisation:\n  name: Office\n  logo: images/logo.svg\n"
    (found,) = errors("Text.\n", {"images/logo.png": png()}, settings)
    assert found.startswith("content/brief.yaml:4:9: error: image-missing: there is no image 'images/logo.svg'")


def test_existing_images_are_accepted(make_brief: MakeBrief) -> None:
    text = "# Title\n\n![A](a.png)\n\n![B](b.svg)\n"
    brief, _ = load(make_brief({"part.md": text, "a.png": png(), "b.svg": SVG}))
    assert build.read(brief)[2] == ()


def test_a_picture_may_be_named_with_percent_escapes(make_brief: MakeBrief) -> None:
    text = '# T\n\n![](images/the%20hall%20%281%29.PNG "C")\n\n![B](100%25.png)\n\nIn a line: ![C](the%20hall.png).\n'
    files = {"images/the hall (1).PNG": png(), "100%25.png": png(), "100%.png": png(), "the hall.png": png()}
    folder = make_brief({"part.md": text, "images/the hall (1).PNG.yaml": "alt: The hall\n", **files})
    assert told_of(folder) == []
    brief, texts, _ = build.read(load(folder)[0])
    images = [image.get("src") for block in texts[0].blocks for image in block.tree.iter("img")]
    assert images == ["images/the hall (1).PNG", "100%25.png", "the hall.png"]
    assert list(brief.pictures) == ["images/the hall (1).PNG"]


def test_an_error_on_a_picture_named_with_percent_escapes_has_its_place(errors: Callable[..., list[str]]) -> None:
    (found,) = errors("![A](a.png) and ![B](my%20hall.png)\n", {"a.png": png(), "my hall.png": b"no picture"})
    assert found.startswith("content/part.md:3:22: error: image-unreadable: 'my hall.png' cannot be read")


def test_a_link_that_leads_nowhere_is_reported(errors: Callable[..., list[str]]) -> None:
    assert errors("See [there](#recomendations).\n", {"recommendations.md": "# Asks\n\n1. Raise it.\n"}) == [
        "content/part.md:3:13: error: link-broken: the link '#recomendations' leads nowhere in this brief\n"
        "    headings and figures get a name with {: #name }; did you mean '#recommendations'?"
    ]


@pytest.mark.parametrize("target", ["_ftn12", "_ftnref12", "_edn12", "ftnt12", "fn12", "fnref-12"])
def test_a_link_to_a_note_of_a_word_processor_is_reported_with_the_way_out(
    errors: Callable[..., list[str]], target: str
) -> None:
    assert errors(f"They are held.[[12]](#{target})\n") == [
        f"content/part.md:3:22: error: link-broken: the link '#{target}' is what a word processor makes of a note, "
        "and leads nowhere here\n"
        "    write [^12] where the note is called, and its words on a line of their own below:  [^12]: …"
    ]


def test_a_name_that_a_section_has_too_is_reported(errors: Callable[..., list[str]]) -> None:
    assert errors("Text.\n{: #part }\n") == [
        "content/part.md:4:4: error: name-twice: the name '#part' is given twice: here, and as the section part.md\n"
        "    give one of them another name, {: #other-name } or id: other-name; each section has the name of its file"
    ]


def test_a_name_in_the_options_of_a_block_is_checked_too(errors: Callable[..., list[str]]) -> None:
    text = "/// table | a.csv\n    id: part\n\nRulers\n///\n"
    assert errors(text, {"a.csv": "Desk,Rulers\nDoor,2\n"})[0].startswith("content/part.md:4:9: error: name-twice: ")


def test_a_name_given_in_two_sections_is_reported(errors: Callable[..., list[str]]) -> None:
    other = "# Other\n\nText.\n{: #here }\n"
    assert errors("Text.\n{: #here }\n", {"other.md": other}) == [
        "content/part.md:4:4: error: name-twice: the name '#here' is given twice: here, and in other.md, line 4\n"
        "    give one of them another name, {: #other-name } or id: other-name; each section has the name of its file"
    ]


def test_headings_of_different_sections_never_get_the_same_name(make_brief: MakeBrief) -> None:
    folder = make_brief(
        {
            "brief.yaml": "title: T\nsections: [north, north-korea, south]\n",
            "north.md": "# N\n\n## Korea today\n\nA, after [that](#north-korea-today-2).\n",
            "north-korea.md": "# K\n\n## Today\n\n[There](#north-korea-today).\n\n## Facts\n\nB.\n",
            "south.md": "# S\n\n## Figures {: #north-korea-facts }\n\nC.\n",
        }
    )
    assert told_of(folder) == []
    assert heading_names(folder) == [
        "north-korea-today",
        "north-korea-today-2",
        "north-korea-facts-2",  # an editor gave the name without the 2
        "north-korea-facts",
    ]


def heading_names(folder: Path) -> list[str]:
    """The names of the headings of a brief, in whole sections and then in their short versions."""
    _, texts, _ = build.read(load(folder)[0])
    versions = [*texts, *(text.short for text in texts if text.short)]
    return [name for text in versions for block in text.blocks if (name := block.tree.get("id"))]


SHORT = "---\nshort: |\n  ## Today\n\n  In short.\n\n  ## Names {: #names }\n\n  Few.\n---\n# K\n\n"


def test_a_heading_has_the_same_name_in_a_section_and_in_its_short_version(make_brief: MakeBrief) -> None:
    text = f"{SHORT}## Today\n\nAt length.\n\n## Names {{: #names }}\n\nMany.\n"
    folder = make_brief({"korea.md": text, "part.md": "# P\n\nSee [today](#korea-today) and [names](#names).\n"})
    assert told_of(folder) == []
    assert heading_names(folder) == ["korea-today", "names"] * 2


def test_a_heading_printed_below_the_short_version_has_another_name(make_brief: MakeBrief) -> None:
    text = f"{SHORT}/// only-in | handout\n## Today\n\nToo.\n///\n"
    folder = make_brief({"korea.md": text})
    assert told_of(folder) == []
    assert heading_names(folder) == ["korea-today", "korea-today-2", "names"]


def test_an_unknown_script_is_reported_in_brief_yaml(errors: Callable[..., list[str]]) -> None:
    assert errors("Text.\n", settings="title: T\nscript-languages:\n  Cyrilic: uk\n") == [
        "content/brief.yaml:3:12: error: script-unknown: there is no script 'Cyrilic'\n    did you mean 'Cyrillic'?"
    ]


def test_a_section_without_text_is_reported(make_brief: MakeBrief) -> None:
    brief, _ = load(
        make_brief(
            {"brief.yaml": "title: T\nsections: [part, author]\n", "part.md": "# Title\n", "author.md": "# Us\n"}
        )
    )
    with pytest.raises(BriefError) as raised:
        build.read(brief)
    assert str(raised.value) == (
        "content/part.md:1: error: section-without-text: this section has a title and no text\n"
        "    write some, or take 'part' out of `sections`"
    )


def test_a_field_without_a_sample_warns_where_it_is_declared(make_brief: MakeBrief) -> None:
    settings = "title: T\nfields:\n  who: {required: true}\n  unused: {}\n"
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": "# Title\n\nDear {{ who | upper }}.\n"}))
    assert [str(finding) for finding in build.read(brief)[2]] == [
        "content/brief.yaml:3:8: warning: field-without-sample: "
        "the field 'who' has no sample, so nothing is printed in its place\n"
        "    add one below it in `fields`: sample: …"
    ]


def test_a_field_with_a_default_needs_no_sample(make_brief: MakeBrief) -> None:
    settings = "title: T\nfields:\n  who: {}\n"
    text = "# Title\n\nDear {{ who | default('friend') | upper }}.\n"
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": text}))
    assert build.read(brief)[2] == ()


def test_a_word_of_thousands_of_letters_is_refused(errors: Callable[..., list[str]]) -> None:
    assert errors(f"Text {'_a__b' * 1900}\n") == [
        "content/part.md:3:6: error: word-too-long: here are 9500 characters without a space: '_a__b_a__b_a__b_a__b…'\n"
        "    put spaces between the words, or shorten the address"
    ]


def test_a_word_too_long_for_a_line_is_reported(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": f"# T\n\nText.\n\nA {'word' * 16}, {'b' * 60}.\n"})
    assert told_of(folder) == [
        "content/part.md:5:3: warning: word-broken: here are 64 letters without a space, which would be broken"
        " wherever a line ends: 'wordwordwordwordword…'\n    put a space or a hyphen where the word may be broken"
    ]


@pytest.mark.parametrize("field", ["volume: {}", "author: [{{family: {}}}]"])
def test_an_endless_word_in_a_source_is_reported_at_the_source(field: str, make_brief: MakeBrief) -> None:
    source = f"- id: a\n  type: book\n  title: T\n  publisher: P\n  {field.format('a' * 9000)}\n"
    settings = "title: A\nsources: s.yaml\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\nA claim [@a].\n", "s.yaml": source})
    with pytest.raises(BriefError) as raised:
        build.read(load(folder)[0])
    assert "content/s.yaml:1:7: error: word-too-long: here are 9000 characters without a space" in str(raised.value)


def test_words_joined_by_no_break_spaces_are_one(errors: Callable[..., list[str]]) -> None:
    assert errors("a\u00a0" * 900 + "\n")[0].startswith("content/part.md:3:1: error: word-too-long")
