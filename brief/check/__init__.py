"""Check: a brief, its parsed sections and the engine's remarks become findings. Reads only.

A visible list of small functions, one a rule. Those of `before_typesetting` stop a build, since the page
would be wrong; `remarks` says where in the source the engine's complaints come from.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, iterparse

from brief.check.look import own_look
from brief.findings import Finding, Place
from brief.findings.nearest import did_you_mean
from brief.findings.page import (
    ENGINE_REMARK,
    FIELD_WITHOUT_SAMPLE,
    FILE_REFUSED,
    GLYPH_MISSING,
    IMAGE_MISSING,
    IMAGE_OUTSIDE,
    IMAGE_TOO_LARGE,
    IMAGE_UNREADABLE,
    LINK_BROKEN,
    NAME_TWICE,
    SECTION_WITHOUT_TEXT,
    STYLE_IGNORED,
)
from brief.findings.source import SCRIPT_UNKNOWN
from brief.model import Brief, Remark, Section, Text

PRINTED_ANYWAY = frozenset({"summary", "author"})
"""The kinds of sections that say something without text: the ask, the authors."""

MEGAPIXELS = 50
MEGABYTES = 50

__all__ = ["before_typesetting", "own_look", "remarks", "scripts"]

Inside = Callable[[Path, str], Path | None]
"""Gives the path of a name below a folder, or nothing when it leads out of it."""


def before_typesetting(brief: Brief, texts: Sequence[Text], inside: Inside) -> tuple[Finding, ...]:
    """What is wrong with pictures and links, before any page is set."""
    return (*empty(texts), *samples(brief, texts), *images(brief, texts, inside), *names(texts), *links(texts))


def empty(texts: Sequence[Text]) -> Iterator[Finding]:
    """No section is a title alone, but for those whose layouts print something by themselves."""
    for text in texts:
        if not text.blocks and text.section.kind not in PRINTED_ANYWAY:
            place = Place(text.section.path, text.section.first)
            yield SECTION_WITHOUT_TEXT.at(place, section=text.section.name)


def samples(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """Each field that is used has a sample to stand for it."""
    used = {
        words.partition("|")[0].strip()
        for text in texts
        for one, _ in _sourced(text)
        if (words := one.get("data-field"))
    }
    for name, field in brief.settings.fields.items():
        if name in used and not field.sample:
            place = Place(brief.folder / "brief.yaml", *brief.origin.get(f"fields.{name}", ()))
            yield FIELD_WITHOUT_SAMPLE.at(place, field=name)


def scripts(brief: Brief, known: Collection[str]) -> Iterator[Finding]:
    """Each key of ``script-languages`` is a script that is told apart."""
    for script in brief.settings.script_languages:
        if script not in known:
            place = Place(brief.folder / "brief.yaml", *brief.origin.get(f"script-languages.{script}", ()))
            yield SCRIPT_UNKNOWN.at(place, script=script, nearest=did_you_mean(script, known))


def images(brief: Brief, texts: Sequence[Text], inside: Inside) -> Iterator[Finding]:
    """Each picture is there, in the brief's folder, readable, and of a size that can be printed."""
    for name, place in _named_images(brief, texts):
        path = None if "://" in name else inside(brief.folder, name)
        if path is None:
            yield IMAGE_OUTSIDE.at(place, image=name, folder=brief.folder)
        elif not path.is_file():
            yield IMAGE_MISSING.at(place, image=name, folder=brief.folder, near=_perhaps(name, _files(brief.folder)))
        elif path.stat().st_size > MEGABYTES * 1_000_000:
            yield IMAGE_TOO_LARGE.at(place, image=name, size=f"{path.stat().st_size / 1_000_000:.0f} MB")
        else:
            yield from _unreadable(path, name, place)


def _named_images(brief: Brief, texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that brief.yaml or a section names, with its place."""
    settings = brief.settings
    named = [(f"organisation.{i}.logo", one.logo) for i, one in enumerate(settings.organisation)]
    named += [(f"authors.{i}.photo", one.photo) for i, one in enumerate(settings.authors)]
    for key, name in named:
        if name:
            yield name, Place(brief.folder / "brief.yaml", *brief.origin.get(key, ()))
    for text in texts:
        for element, source in _sourced(text):
            if element.tag == "img":
                yield element.get("src", ""), find(text.section, source, element.get("src", ""))


def _files(folder: Path) -> Iterator[str]:
    """The files of a brief that may be pictures, as Markdown names them."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix not in (".md", ".yaml"))


def _perhaps(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'images/songbun.svg'?``, or nothing."""
    near = did_you_mean(word, known, "")
    return f"; {near}" if near else ""


def _unreadable(path: Path, name: str, place: Place) -> Iterator[Finding]:
    """A picture that is none, or has too many pixels; only its head is read."""
    if path.suffix.lower() == ".svg":
        try:
            _, root = next(iterparse(path, events=["start"]))
            for _ in iterparse(path):
                pass
            if root.tag.rpartition("}")[2] != "svg":
                yield IMAGE_UNREADABLE.at(place, image=name, reason="it is XML, but not SVG")
        except (ParseError, OSError, ValueError) as error:
            yield IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
        return
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged here
            with Image.open(path) as image:
                pixels = image.width * image.height
    except Image.DecompressionBombError:
        yield IMAGE_TOO_LARGE.at(place, image=name, size="far over 50 megapixels")
    except UnidentifiedImageError:
        yield IMAGE_UNREADABLE.at(place, image=name, reason="its content is no picture")
    except (OSError, ValueError, SyntaxError) as error:  # Pillow's plugins raise all three on broken files
        yield IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
    else:
        if pixels > MEGAPIXELS * 1_000_000:
            yield IMAGE_TOO_LARGE.at(place, image=name, size=f"{pixels / 1_000_000:.0f} megapixels")


def names(texts: Sequence[Text]) -> Iterator[Finding]:
    """No two things in the brief have the same name: sections have those of their files."""
    seen = {text.section.name: f"as the section {text.section.path.name}" for text in texts}
    for text in texts:
        for element, source in _sourced(text):
            if not (name := element.get("id")):
                continue
            place = find(text.section, source, f"#{name}")
            if name in seen:
                yield NAME_TWICE.at(place, anchor=name, other=seen[name])
            seen[name] = f"in {place.path.name}, line {place.line}"


def links(texts: Sequence[Text]) -> Iterator[Finding]:
    """Each link within the brief leads somewhere."""
    anchors = {element.get("id") for text in texts for element, _ in _sourced(text)} - {None}
    anchors |= {text.section.name for text in texts}
    for text in texts:
        for element, source in _sourced(text):
            target = element.get("href", "")
            if element.tag == "a" and target.startswith("#") and target[1:] not in anchors:
                near = _perhaps(target, (f"#{anchor}" for anchor in anchors))
                yield LINK_BROKEN.at(find(text.section, source, target), anchor=target[1:], near=near)


def remarks(brief: Brief, texts: Sequence[Text], heard: Sequence[Remark]) -> Iterator[Finding]:
    """The engine's remarks as findings, each with the place in the source where that can be known."""
    for remark in heard:
        match remark.kind:
            case "glyph":
                name = unicodedata.name(remark.text, "no character of Unicode")
                place = _first_use(brief, texts, remark.text)
                yield GLYPH_MISSING.at(place, character=remark.text, code=ord(remark.text), name=name)
            case "file":
                place = Place(remark.sheet) if remark.sheet else None
                yield FILE_REFUSED.at(place, name=remark.text)
            case "style" if remark.sheet:
                yield STYLE_IGNORED.at(Place(remark.sheet, remark.line, remark.column), reason=remark.text)
            case _:
                yield ENGINE_REMARK.at(Place(remark.sheet) if remark.sheet else None, remark=remark.text)


def _first_use(brief: Brief, texts: Sequence[Text], character: str) -> Place | None:
    """Where a character stands first: in a section, or in a value of brief.yaml."""
    for text in texts:
        if character in text.section.text:
            return find(text.section, "", character)
    for key, value in _values(brief.settings):
        if character in value:
            return Place(brief.folder / "brief.yaml", *brief.origin.get(key, ()))
    return None


def _values(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """The texts in brief.yaml, each with its dotted path as in `Brief.origin`."""
    below = f"{key}." if key else ""
    if isinstance(value, str):
        yield key, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _values(getattr(value, one.name), below + one.name.replace("_", "-"))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _values(item, f"{below}{index}")
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _values(item, f"{below}{name}")


def _sourced(text: Text) -> Iterator[tuple[Element, str]]:
    """Every element of a section, notes too, with the ``data-source`` that it stands in."""

    def walk(element: Element, source: str) -> Iterator[tuple[Element, str]]:
        source = element.get("data-source", source)
        yield element, source
        for child in element:
            yield from walk(child, source)

    for tree in (text.title, *(block.tree for block in text.blocks), *text.notes.values()):
        yield from walk(tree, "")


def find(section: Section, source: str, words: str) -> Place:
    """The place of `words` within the lines of a ``data-source``, or of those lines when the words differ there."""
    lines = section.text.split("\n")
    first, _, last = source.rpartition(":")[2].partition("-")
    start, stop = (int(first), int(last or first)) if first else (1, len(lines))
    for number in range(start, stop + 1):
        if (column := lines[number - 1].find(words)) >= 0:
            return Place(section.path, number, column + 1)
    return Place(section.path, start)
