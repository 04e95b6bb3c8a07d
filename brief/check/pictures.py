"""Rules about the pictures of a brief: there, its own, readable to the end, of a size that can be printed."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError, parse

from brief.check.places import find, perhaps, sourced, value_place
from brief.findings import Finding, Place
from brief.findings.page import IMAGE_MISSING, IMAGE_OUTSIDE, IMAGE_TOO_LARGE, IMAGE_UNREADABLE
from brief.model import LARGEST_FILE, Brief, Text

MEGAPIXELS = 50

MOST_SHAPES = 100_000
"""Elements that an SVG may have, those that it uses again counted as often as they are used."""

Inside = Callable[[Path, str], Path | None]
"""Gives the path of a name below a folder, or nothing when it leads out of it."""


def pictures(brief: Brief, texts: Sequence[Text], inside: Inside) -> Iterator[Finding]:
    """What is wrong with each picture that brief.yaml or a section names."""
    for name, place in named(brief, texts):
        path = None if "://" in name else inside(brief.folder, name)
        if path is None:
            yield IMAGE_OUTSIDE.at(place, image=name, folder=brief.folder)
        elif not path.is_file():
            yield IMAGE_MISSING.at(place, image=name, folder=brief.folder, near=perhaps(name, _files(brief.folder)))
        elif path.stat().st_size > LARGEST_FILE:
            yield IMAGE_TOO_LARGE.at(place, image=name, size=f"{path.stat().st_size / 1_000_000:.0f} MB")
        elif path.suffix.lower() == ".svg":
            yield from _drawing(path, name, place)
        else:
            yield from _photograph(path, name, place)


def named(brief: Brief, texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that brief.yaml or a section names, with its place."""
    settings = brief.settings
    keys = [(f"organisation.{i}.logo", one.logo) for i, one in enumerate(settings.organisation)]
    keys += [(f"authors.{i}.photo", one.photo) for i, one in enumerate(settings.authors)]
    yield from ((name, value_place(brief, key)) for key, name in keys if name)
    for text in texts:
        for element, source in sourced(text):
            if element.tag == "img":
                yield element.get("src", ""), find(text.section, source, element.get("src", ""))


def _files(folder: Path) -> Iterator[str]:
    """The files of a brief that may be pictures, as Markdown names them."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix not in (".md", ".yaml"))


def _drawing(path: Path, name: str, place: Place) -> Iterator[Finding]:
    """An SVG that is none, or that would never be drawn to its end."""
    try:
        root = parse(path).getroot()
    except (ParseError, OSError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        yield IMAGE_UNREADABLE.at(place, image=name, reason=str(error))
        return
    if root.tag.rpartition("}")[2] != "svg":
        yield IMAGE_UNREADABLE.at(place, image=name, reason="it is XML, but not SVG")
    elif (shapes := _shapes(root)) is None:
        yield IMAGE_UNREADABLE.at(place, image=name, reason="a part of it uses itself, or is nested too deeply")
    elif shapes > MOST_SHAPES:
        yield IMAGE_TOO_LARGE.at(place, image=name, size=f"more than {MOST_SHAPES} shapes")


def _shapes(root: Element) -> int | None:
    """How many elements are drawn, those in a ``<use>`` again each time; None when there is no end to it."""
    by_id = {f"#{element.get('id')}": element for element in root.iter() if element.get("id")}
    counted: dict[int, int] = {}
    open_: set[int] = set()

    def count(element: Element) -> int:
        if id(element) in open_:
            raise RecursionError
        if id(element) not in counted:
            open_.add(id(element))
            used = [by_id[ref] for key, ref in element.items() if key.rpartition("}")[2] == "href" and ref in by_id]
            counted[id(element)] = 1 + sum(count(one) for one in (*element, *used))
            open_.remove(id(element))
        return counted[id(element)]

    try:
        return count(root)
    except RecursionError:
        return None


def _photograph(path: Path, name: str, place: Place) -> Iterator[Finding]:
    """A picture that is none, ends too early, or has too many pixels; decoded as small as its kind allows."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), _to_the_end():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # its size is judged here
            with Image.open(path) as image:
                pixels = image.width * image.height
                if pixels > MEGAPIXELS * 1_000_000:
                    yield IMAGE_TOO_LARGE.at(place, image=name, size=f"{pixels / 1_000_000:.0f} megapixels")
                    return
                image.draft(None, (image.width // 8, image.height // 8))
                image.load()
    except Image.DecompressionBombError:
        yield IMAGE_TOO_LARGE.at(place, image=name, size="far over 50 megapixels")
    except UnidentifiedImageError:
        yield IMAGE_UNREADABLE.at(place, image=name, reason="its content is no picture")
    except (OSError, ValueError, SyntaxError) as error:  # Pillow's plugins raise all three on broken files
        yield IMAGE_UNREADABLE.at(place, image=name, reason=str(error))


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Has Pillow refuse a picture that ends too early; the engine, once it is imported, tells it to take all."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
