"""Checks of pictures: each is in the brief's folder, can be read to the end, and is not too large or too coarse."""

from __future__ import annotations

import io
import logging
import math
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from brief import walk
from brief.check.context import EditionPages, EditionText, Manuscript
from brief.check.drawings import OUTSIDE, SHOWN, Embedded, drawing
from brief.check.places import elements, source_place
from brief.findings import Finding, Place, Rule
from brief.findings import pictures as rules
from brief.findings.nearest import listed, perhaps, shortened
from brief.model import (
    LARGEST_FILE,
    LARGEST_PICTURE,
    LOOKS,
    PICTURE_KINDS,
    Brief,
    Description,
    Photograph,
    Text,
    named_lines,
    side_file,
)

COLORS = frozenset({"1", "L", "LA", "La", "P", "PA", "RGB", "RGBA", "RGBa", "RGBX", "CMYK", "YCbCr"})
"""Pillow's names of the modes that a photograph may have, in addition to 16-bit grey (``I;16``)."""

FOREIGN = {b"ftyphei": "HEIC", b"ftypmif1": "HEIC", b"8BPS": "Photoshop", b"%PDF": "PDF", b"<svg": "SVG"}
"""Kinds of files that are mistaken for photographs, by bytes near their start."""

LEAST_DENSITY, PRESS_DENSITY = 200, 300
"""The pixels per inch that a photograph needs on paper, and those that a print shop asks for."""

LABELS_SHOWN = 4
"""A finding quotes at most this many labels of a drawing."""

Fault = tuple[Rule, Mapping[str, str]]
"""A rule that a photograph breaks, with the words for its placeholders."""

SMALLEST_WIDTH = 1.0
"""The smallest width, in centimeters, at which a finding advises to print a coarse photograph."""

logging.getLogger("PIL").addHandler(logging.NullHandler())  # otherwise its log of a broken TIFF would be printed


def pictures_named(brief: Brief, texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that brief.yaml or a section names, with its place."""
    settings = brief.settings
    keys = [(f"organisation.{i}.logo", who.logo) for i, who in enumerate(settings.organisation)]
    keys += [(f"authors.{i}.photo", who.photo) for i, who in enumerate(settings.authors)]
    keys.append(("cover", settings.cover))
    yield from ((name, brief.place(key)) for key, name in keys if name)
    yield from pictures_shown(texts)


def pictures_shown(texts: Sequence[Text]) -> Iterator[tuple[str, Place]]:
    """Every picture that a section shows, with its place."""
    for element, at in elements(texts):
        if element.tag == "img":
            yield element.get("src", ""), at(element.get("src", ""))


def checked_cover(manuscript: Manuscript) -> Iterator[Finding]:
    """Reports a cover without a description, and a cover in a look that prints none."""
    brief = manuscript.brief
    name, place, look = brief.settings.cover, brief.place("cover"), brief.settings.look
    path = manuscript.inside(brief.folder, name) if name else None
    if path is None or not path.is_file():
        return
    beside = path.with_name(side_file(path.name))
    described = brief.pictures.get(name)
    if not (described.alt if described else beside.exists()):  # faults in that file are already reported
        yield rules.COVER_ALT_MISSING.at(place, image=name, file=side_file(name))
    own_layouts = (layout for folder in brief.own_styles for layout in (folder / "layouts").glob("*.html"))
    if not LOOKS[look].cover and not any(own_layouts):
        others = listed((f"look: {other.name}" for other in LOOKS.values() if other.cover), "or")
        yield rules.COVER_UNPRINTED.at(place, look=look, image=name, others=others)


def lost_credits(manuscript: Manuscript) -> Iterator[Finding]:
    """Credits, in files beside pictures, that are not printed: only a figure has room for one."""
    figures = (element for element, _ in elements(manuscript.texts) if element.tag == "figure")
    printed = {image.get("src") for figure in figures for image in figure.iter("img")}
    for name, place in pictures_shown(manuscript.texts):
        description = manuscript.brief.pictures.get(name)
        if name not in printed and description and (description.credit or description.licence):
            yield rules.CREDIT_LOST.at(place, image=name)


def printed_in_words(printed: EditionText) -> Iterator[Finding]:
    """Reports drawings printed as their description, since labels are too small, and labels that it leaves out."""
    enlarged = printed.drawings
    if enlarged is None:
        return
    for element, at in elements(printed.texts):
        image = element.find("img") if element.tag == "figure" else None
        drawing = enlarged.named(image.get("src", "")) if image is not None else None
        if image is None or drawing is None or not enlarged.in_words(drawing):
            continue
        described = printed.brief.pictures.get(image.get("src", ""), Description())
        words = image.get("alt") or described.alt
        missing = [label for label in drawing.words if not _is_said(label, words)]
        yield rules.DRAWING_IN_WORDS.at(
            at(image.get("src", "")),
            image=image.get("src", ""),
            edition=printed.edition.name,
            size=enlarged.label_of(drawing),
            least=enlarged.least,
            missing=rules.LABELS_MISSING.format(labels=_quoted(missing)) if missing else "",
        )


def _is_said(label: str, description: str) -> bool:
    """Whether a description contains at least half of the words of a label, also within longer words."""
    words = re.findall(r"\w+", label.casefold())
    return 2 * sum(word in description.casefold() for word in words) >= len(words)


def _quoted(labels: Sequence[str]) -> str:
    """The first labels of a list, each in quotation marks."""
    shown = ", ".join(f"'{label}'" for label in labels[:LABELS_SHOWN])
    return f"{shown}, …" if len(labels) > LABELS_SHOWN else shown


def broken_pictures(manuscript: Manuscript) -> Iterator[Finding]:
    """Findings on the pictures that brief.yaml and the sections name."""
    for name, place in pictures_named(manuscript.brief, manuscript.texts):
        yield from _file(manuscript, name, place)


def _file(manuscript: Manuscript, name: str, place: Place) -> Iterator[Finding]:
    """Findings on the picture of this name."""
    folder = manuscript.brief.folder
    path = None if "://" in name else manuscript.inside(folder, name)
    if path is None:
        yield rules.IMAGE_OUTSIDE.at(place, image=name[:SHOWN], folder=folder)
    elif not path.is_file():
        yield rules.IMAGE_MISSING.at(place, image=name, folder=folder, near=perhaps(name, _files(folder)))
    elif path.stat().st_size > LARGEST_FILE:
        yield rules.IMAGE_TOO_LARGE.at(place, image=name, size=f"{path.stat().st_size / 1_000_000:.0f} MB")
    elif path.suffix.lower() == ".svg":
        yield from _drawing(manuscript, path, name, place)
    else:
        yield from _photograph(path, name, place)


def _files(folder: Path) -> Iterator[str]:
    """The files of a brief that may be pictures, as Markdown names them."""
    return (
        path.relative_to(folder).as_posix() for path in walk.files(folder) if path.suffix not in ("", ".md", ".yaml")
    )


def _drawing(manuscript: Manuscript, path: Path, name: str, place: Place) -> Iterator[Finding]:
    """Findings on a drawing, and on the photographs in it."""
    for found in drawing(path, name, place, manuscript.has_face):
        if isinstance(found, Finding):
            yield found
        elif isinstance(found, Embedded):
            yield from _photograph(io.BytesIO(found), f"a picture in {name}", place)
        elif (beside := manuscript.inside(manuscript.brief.folder, found)) and beside.is_file():
            yield from _file(manuscript, found, place)
        else:
            reason = "which is not there" if beside else OUTSIDE
            yield rules.DRAWING_REFERENCE.at(place, image=name, target=found[:SHOWN], reason=reason)


def _photograph(source: Path | io.BytesIO, name: str, place: Place) -> Iterator[Finding]:
    """Findings on a photograph of this name."""
    if isinstance(source, Path):
        status = source.stat()
        faults = _of_file(source.resolve(), (status.st_size, status.st_mtime_ns, status.st_ctime_ns))
    else:
        faults = tuple(_faults(source))
    yield from (rule.at(place, image=name, **words) for rule, words in faults)


@lru_cache(maxsize=1000)
def _of_file(path: Path, _state: tuple[int, int, int]) -> tuple[Fault, ...]:
    """The faults of the photograph in a file, cached while the file is in this state: decoding takes long."""
    return tuple(_faults(path))


def _faults(source: Path | io.BytesIO) -> Iterator[Fault]:
    """The faults of a photograph, which is decoded as small as its kind allows."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about its size, checked here; about odd metadata, which is removed
            with Image.open(source, formats=PICTURE_KINDS) as image:
                pixels = image.width * image.height
                if pixels > LARGEST_PICTURE:
                    yield rules.IMAGE_TOO_LARGE, {"size": f"{pixels / 1_000_000:.0f} megapixels"}
                    return
                image.draft(None, (image.width // 8, image.height // 8))
                image.load()
                if image.mode not in COLORS and not image.mode.startswith("I;16"):
                    yield rules.IMAGE_UNREADABLE, {"reason": "its pixels are measurements, not colors"}
                elif image.mode == "CMYK" and not image.info.get("icc_profile"):
                    yield rules.IMAGE_INKS, {}
    except Image.DecompressionBombError:
        yield rules.IMAGE_TOO_LARGE, {"size": "far over 50 megapixels"}
    except UnidentifiedImageError:
        yield rules.IMAGE_UNREADABLE, {"reason": _what_it_is(source)}
    except Exception as error:  # Pillow's plugins may raise anything on a broken file
        yield rules.IMAGE_UNREADABLE, {"reason": str(error) or "it is broken"}


def _what_it_is(source: Path | io.BytesIO) -> str:
    """The reason why Pillow cannot read a file, by its first bytes."""
    start = source.getvalue()[:1000] if isinstance(source, io.BytesIO) else source.read_bytes()[:1000]
    found = next((kind for sign, kind in FOREIGN.items() if sign in start), None)
    return f"its content is {found}" if found else "its content is no picture" if start else "it is empty"


def coarse_photographs(pages: EditionPages) -> Iterator[Finding]:
    """Photographs with too few pixels for the size at which they are printed; the coarsest one for each place.

    A large-print edition enlarges everything, so it needs no more pixels for the same part of a picture. For a print
    shop, photographs that are too coarse for any printer break a rule of their own.
    """
    brief, is_for_press = pages.brief, pages.edition.trimmed
    needed, why = LEAST_DENSITY, rules.IMAGE_COARSE_WHY
    if is_for_press:
        needed, why = PRESS_DENSITY, rules.IMAGE_COARSE_BACK
    least = math.floor(needed / pages.edition.enlargement)
    places = list(pictures_named(brief, pages.texts))
    coarse: dict[tuple[str, Place | None], list[Photograph]] = {}
    for photograph in (photograph for page in pages.measured.pages for photograph in page.photographs):
        if round(photograph.density) < least:
            coarse.setdefault((photograph.name, _place(brief, photograph, places)), []).append(photograph)
    for (name, place), photographs in coarse.items():
        photograph = min(photographs, key=lambda photograph: photograph.density)
        inches = photograph.pixels[0] / photograph.density
        is_refused = is_for_press and round(photograph.density) < LEAST_DENSITY
        yield (rules.IMAGE_COARSE_FOR_PRESS if is_refused else rules.IMAGE_COARSE).at(
            place,
            image=shortened(name),
            width=f"{inches * 2.54:.1f}".removesuffix(".0"),
            density=round(photograph.density),
            pixels=math.ceil(round(inches * least, 3)),
            otherwise=_or_smaller(photograph, needed),
            least=least,
            why=why,
        )


def _or_smaller(photograph: Photograph, needed: int) -> str:
    """The advice to print a photograph smaller, in steps of half a centimeter; empty when that is no way out.

    An editor sets the size of pictures in a section; the layouts set that of logos and portraits.
    """
    width = math.floor(2 * photograph.pixels[0] / needed * 2.54) / 2
    if not photograph.box.source or width < SMALLEST_WIDTH:
        return ""
    return rules.IMAGE_COARSE_OTHERWISE.format(width=f"{width:g}")


def _place(brief: Brief, photograph: Photograph, places: Sequence[tuple[str, Place]]) -> Place | None:
    """The place that names a photograph within its block, else the block's, else any that names it, or None."""
    name, first, last = named_lines(photograph.box.source) or ("brief.yaml", 1, math.inf)
    of_name = [place for picture, place in places if picture == photograph.name]
    within = (place for place in of_name if place.path == brief.folder / name and first <= (place.line or 0) <= last)
    return next(within, None) or source_place(brief, photograph.box.source) or next(iter(of_name), None)
