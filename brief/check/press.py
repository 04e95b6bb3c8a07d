"""Rules about what goes to a press: the profile is that of its inks, and photographs go on through the bleed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from brief.check.places import source_place
from brief.findings import Finding, Place
from brief.findings import press as rules
from brief.findings.nearest import shortened
from brief.model import BLEED, POINTS_IN_MM, Brief, Edition, Measured

CLASSES: Mapping[bytes, str] = {
    b"scnr": "the profile of a scanner or a camera",
    b"mntr": "the profile of a screen",
    b"link": "a link between two devices",
    b"spac": "the profile of a color space",
    b"abst": "a change of colors",
    b"nmcl": "a list of named colors",
}
"""What a profile may be, by the four letters in its head (ICC.1:2022, 7.2.5), besides that of a printer."""

SPACES: Mapping[bytes, str] = {b"RGB ": "RGB", b"GRAY": "grey", b"Lab ": "Lab", b"CMY ": "three inks (CMY)"}
"""What colors it may be for (7.2.6), besides four inks."""

NEAR = 1.0
"""Points: so near to the edge something is meant to touch it, and so near to the end of the bleed it does."""


def press_profile(data: bytes, name: str, place: Place) -> Iterator[Finding]:
    """A profile is that of a press: of ICC's kind, for output, in four inks, and whole."""
    if found := _otherwise(data):
        yield rules.PROFILE_WRONG.at(place, name=shortened(name), found=found)


def _otherwise(data: bytes) -> str:
    """What a file is instead of the profile of a press; nothing when it is one."""
    if data[36:40] != b"acsp" or len(data) < 128:
        return "no ICC profile"
    kind, space = data[12:16], data[16:20]
    if kind != b"prtr":
        return CLASSES.get(kind, "a profile of an unknown kind") + (
            f" for {SPACES[space]}" if kind in (b"scnr", b"mntr", b"spac") and space in SPACES else ""
        )
    if space != b"CMYK":
        return f"the profile of a printer for {SPACES.get(space, 'other colors')}"
    if not _is_whole(data):
        return "a broken ICC profile"
    return ""


def _is_whole(data: bytes) -> bool:
    """Whether colors can be brought to these inks, and back."""
    from PIL import Image, ImageCms

    try:
        inks, srgb = ImageCms.ImageCmsProfile(io.BytesIO(data)), ImageCms.createProfile("sRGB")
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        there = ImageCms.buildTransform(srgb, inks, "RGB", "CMYK", intent)
        back = ImageCms.buildTransform(inks, srgb, "CMYK", "RGB", intent)
        back.apply(there.apply(Image.new("RGB", (1, 1))))
        ImageCms.getProfileDescription(inks)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return False
    return True


def short_of_the_bleed(brief: Brief, measured: Measured, edition: Edition) -> Iterator[Finding]:
    """No photograph ends where the paper is cut: it goes on through the bleed, or stays away from the edge."""
    reach = BLEED * POINTS_IN_MM
    for page in measured.pages if edition.trimmed else ():
        for one in page.photographs:
            box = one.box
            beyond = (-box.x, -box.y, box.x + box.width - page.width, box.y + box.height - page.height)
            if any(-NEAR < edge < reach - NEAR for edge in beyond):
                yield rules.BLEED_SHORT.at(source_place(brief, box.source), image=one.name, page=page.number)
