"""Reading a brief again parses only what has changed, with the same result as reading it for the first time."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import tostring

import pytest
from PIL import Image, ImageFile

from brief import build
from brief.build import reading
from brief.findings import BriefError, Finding
from brief.load import load
from brief.model import Brief, Section, Text
from brief.parse import parse
from tests.conftest import MakeBrief

Reading = tuple[Brief, tuple[Text, ...], tuple[Finding, ...]]

FILES = {
    "brief.yaml": "title: A\n",
    "a.md": "# A\n\n## Same\n\nText.[^1]\n\n[^1]: Note.\n",
    "b.md": "# B\n\n## Same\n\nMore in [A](#a).\n\n![](photo%20of.png)\n",
    "photo of.png.yaml": "alt: A photo\n",
}


@pytest.fixture
def folder(make_brief: MakeBrief) -> Path:
    folder = make_brief(FILES)
    Image.new("RGB", (60, 40)).save(folder / "photo of.png")
    return folder


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the sections that are parsed."""
    names: list[str] = []

    def noting(section: Section, *rest: Any) -> Any:
        names.append(section.name)
        return parse(section, *rest)

    monkeypatch.setattr(reading, "parse", noting)
    return names


def written(texts: Sequence[Text]) -> list[str]:
    return [tostring(tree, "unicode") for text in texts for version in text.versions for tree in version.trees]


def outcome(read: Callable[[Brief], Reading], folder: Path) -> tuple[list[str], tuple[Finding, ...]]:
    """The trees and the findings of a brief; only the findings if one of them is an error."""
    try:
        _, texts, findings = read(load(folder)[0])
    except BriefError as error:
        return [], error.findings
    return written(texts), findings


def test_only_a_section_that_changed_is_parsed_again(folder: Path, parsed: list[str]) -> None:
    reader = build.Reader()
    first, *_ = reader.read(load(folder)[0])
    (folder / "a.md").write_text("# A\n\nOther text, and no heading.\n")
    again, texts, findings = reader.read(load(folder)[0])
    assert parsed == ["a", "b", "a"]
    whole, fresh, of_fresh = build.read(load(folder)[0])
    assert written(texts) == written(fresh)
    assert findings == of_fresh
    assert again.content_hash == whole.content_hash != first.content_hash


@pytest.mark.parametrize(
    ("name", "text", "anew"),
    [
        ("brief.yaml", "title: A\nlanguage: fr\n", ["a", "b"]),
        ("photo of.png.yaml", "alt: Another photo\n", []),
        ("photo of.png.yaml", "caption: A photo\n", ["b"]),
        ("c.md", "# C\n\nText.\n", ["c"]),
    ],
)
def test_a_section_is_parsed_again_when_what_it_depends_on_changes(
    folder: Path, parsed: list[str], name: str, text: str, anew: list[str]
) -> None:
    reader = build.Reader()
    reader.read(load(folder)[0])
    parsed.clear()
    (folder / name).write_text(text)
    again = outcome(reader.read, folder)
    assert parsed == anew
    assert again == outcome(build.read, folder)


def test_a_section_with_a_mistake_is_parsed_again_until_it_is_corrected(folder: Path, parsed: list[str]) -> None:
    reader = build.Reader()
    (folder / "a.md").write_text("# A\n\n/// box | Open\n")
    for _ in range(2):
        with pytest.raises(BriefError):
            reader.read(load(folder)[0])
    (folder / "a.md").write_text("# A\n\nText.\n")
    reader.read(load(folder)[0])
    assert parsed == ["a", "b", "a", "a"]


def test_a_photograph_is_decoded_again_only_when_it_has_changed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decoded: list[str] = []
    load_pixels = ImageFile.ImageFile.load

    def noting(image: ImageFile.ImageFile) -> Any:
        decoded.append(Path(str(image.filename)).name)
        return load_pixels(image)

    monkeypatch.setattr(ImageFile.ImageFile, "load", noting)
    reader = build.Reader()
    for heading in ("# B", "\n\n# B"):  # it moves to another line
        (folder / "b.md").write_text(f"{heading}\n\n![](photo%20of.png)\n")
        reader.read(load(folder)[0])
    assert decoded == ["photo of.png"]
    photo, status = folder / "photo of.png", (folder / "photo of.png").stat()
    photo.write_bytes(bytes(status.st_size))
    os.utime(photo, ns=(status.st_atime_ns, status.st_mtime_ns))  # with the same size and times as before
    with pytest.raises(BriefError, match="image-unreadable"):
        reader.read(load(folder)[0])


def test_a_removed_section_is_forgotten(folder: Path, parsed: list[str]) -> None:
    reader = build.Reader()
    reader.read(load(folder)[0])
    text = (folder / "a.md").read_text()
    (folder / "a.md").unlink()
    (folder / "b.md").write_text("# B\n\nText.\n")
    reader.read(load(folder)[0])
    (folder / "a.md").write_text(text)
    reader.read(load(folder)[0])
    assert parsed == ["a", "b", "b", "a"]
