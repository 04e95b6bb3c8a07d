"""Rules about the pictures of a brief: there, its own, readable to the end, of a size that can be printed."""

from __future__ import annotations

import io
import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from brief.check.drawings import OUTSIDE, SHOWN, HasFace, Photograph, drawing
from brief.check.places import find, perhaps, sourced
from brief.findings import Finding, Place
from brief.findings import pictures as rules
from brief.model import LARGEST_FILE, LARGEST_PICTURE, PICTURE_KINDS, Brief, Text

COLORS = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr"})
"""What the pixels of a photograph may be, in Pillow's words; besides, grey of 16 bits: ``I;16``."""

FOREIGN = {b"ftyphei": "HEIC", b"ftypmif1": "HEIC", b"8BPS": "Photoshop", b"%PDF": "PDF", b"<svg": "SVG"}
"""What else is taken for a photograph, by what it begins with, more or less."""

logging.getLogger("PIL").addHandler(logging.NullHandler())  # it would print what it says of a broken TIFF

Inside = Callable[[Path, str], Path | None]
"""Gives the path of a name below a folder, or nothing when it leads out of it."""


def pictures(brief: Brief, texts: Sequence[Text], inside: Inside, has_face: HasFace) -> Iterator[Finding]:
    """What is wrong with each picture that brief.yaml or a section names."""
    for name, place in named(brief, texts):
        yield from _file(brief, name, place, inside, has_face)


def _file(brief: Brief, name: str, place: Place, inside: Inside, has_face: HasFace) -> Iterator[Finding]:
    """What is wrong with the picture that `name` means."""
    path = None if "://" in name else inside(brief.folder, name)
    if path is None:
        yield rules.IMAGE_OUTSIDE.at(place, image=name[:SHOWN], folder=brief.folder)
    elif not path.is_file():
        yield rules.IMAGE_MISSING.at(place, image=name, folder=brief.folder, near=perhaps(name, _files(brief.folder)))
    elif path.stat().st_size > LARGEST_FILE:
        yield rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"{path.stat().st_size / 1_000_000:.0f} MB")
    elif path.suffix.lower() == ".svg":
        yield from _drawing(brief, path, name, place, inside, has_face)
    else:
        yield from _photograph(path, name, place)


def named(brief: Brief, texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that brief.yaml or a section names, with its place."""
    settings = brief.settings
    keys = [(f"organisation.{i}.logo", one.logo) for i, one in enumerate(settings.organisation)]
    keys += [(f"authors.{i}.photo", one.photo) for i, one in enumerate(settings.authors)]
    yield from ((name, brief.place(key)) for key, name in keys if name)
    yield from shown(texts)


def shown(texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that a section shows, with its place."""
    for text in texts:
        for element, source in sourced(text):
            if element.tag == "img":
                yield element.get("src", ""), find(text.section, source, element.get("src", ""))


def uncredited(brief: Brief, texts: Sequence[Text]) -> Iterator[Finding]:
    """Each credit in the file beside a picture is printed where the picture is: only figures have room for one."""
    elements = [(text, element, source) for text in texts for element, source in sourced(text)]
    in_figures = {id(image) for _, figure, _ in elements if figure.tag == "figure" for image in figure.iter("img")}
    printed = {image.get("src") for _, image, _ in elements if id(image) in in_figures}
    for text, image, source in elements:
        name = image.get("src", "")
        said = brief.pictures.get(name) if image.tag == "img" and name not in printed else None
        if said and (said.credit or said.licence):
            yield rules.CREDIT_LOST.at(find(text.section, source, name), image=name)


def _files(folder: Path) -> Iterator[str]:
    """The files of a brief that may be pictures, as Markdown names them."""
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*.*") if path.suffix not in (".md", ".yaml"))


def _drawing(brief: Brief, path: Path, name: str, place: Place, inside: Inside, has_face: HasFace) -> Iterator[Finding]:
    """What is wrong with a drawing, and with the photographs in it."""
    for found in drawing(path, name, place, has_face):
        if isinstance(found, Finding):
            yield found
        elif isinstance(found, Photograph):
            yield from _photograph(io.BytesIO(found), f"a picture in {name}", place)
        elif (shown := inside(brief.folder, found)) and shown.is_file():
            yield from _file(brief, found, place, inside, has_face)
        else:
            reason = "which is not there" if shown else OUTSIDE
            yield rules.DRAWING_REFERENCE.at(place, image=name, target=found[:SHOWN], reason=reason)


def _photograph(source: Path | io.BytesIO, name: str, place: Place) -> Iterator[Finding]:
    """A picture that is none, ends too early, or has too many pixels; decoded as small as its kind allows."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of its size, judged here; of odd metadata, which is left behind
            with Image.open(source, formats=PICTURE_KINDS) as image:
                pixels = image.width * image.height
                if pixels > LARGEST_PICTURE:
                    yield rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"{pixels / 1_000_000:.0f} megapixels")
                    return
                image.draft(None, (image.width // 8, image.height // 8))
                image.load()
                if image.mode not in COLORS and not image.mode.startswith("I;16"):
                    yield rules.IMAGE_UNREADABLE.at(place, image=name, reason="its pixels are measurements, not colors")
                elif image.mode == "CMYK" and not image.info.get("icc_profile"):
                    yield rules.IMAGE_INKS.at(place, image=name)
    except Image.DecompressionBombError:
        yield rules.IMAGE_TOO_LARGE.at(place, image=name, size="far over 50 megapixels")
    except UnidentifiedImageError:
        yield rules.IMAGE_UNREADABLE.at(place, image=name, reason=_what_it_is(source))
    except Exception as error:  # a broken file makes Pillow's plugins fail in any way
        yield rules.IMAGE_UNREADABLE.at(place, image=name, reason=str(error) or "it is broken")


def _what_it_is(source: Path | io.BytesIO) -> str:
    """What a file is that Pillow does not know."""
    start = source.getvalue()[:1000] if isinstance(source, io.BytesIO) else source.read_bytes()[:1000]
    found = next((kind for sign, kind in FOREIGN.items() if sign in start), None)
    return f"its content is {found}" if found else "its content is no picture" if start else "it is empty"
