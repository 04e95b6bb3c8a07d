"""Checks of editions for a press: the color profile is that of its inks, and photographs fill the bleed."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping

from brief.check.context import EditionPages, Manuscript
from brief.check.places import source_place
from brief.findings import Finding
from brief.findings import press as rules
from brief.findings.nearest import shortened
from brief.model import BLEED, POINTS_IN_MM

DEVICES: Mapping[bytes, str] = {
    b"prtr": "the profile of a printer for other colors",
    b"mntr": "the profile of a screen",
    b"scnr": "the profile of a scanner or a camera",
}
"""Descriptions of profiles that are not those of a press, by the class in their header (ICC.1:2022, 7.2.5)."""

NEAR = 1.0
"""A photograph within this many points of the edge of the page, or of the bleed, is meant to reach it."""


def wrong_profile(manuscript: Manuscript) -> Iterator[Finding]:
    """A color profile other than that of a press, which is a complete ICC profile for output in four inks."""
    settings, data = manuscript.brief.settings, manuscript.profile
    if data is not None and (found := _what_it_is(data)):
        place = manuscript.brief.place("icc-profile")
        yield rules.PROFILE_WRONG.at(place, name=shortened(settings.icc_profile), found=found)


def _what_it_is(data: bytes) -> str:
    """What a file is instead of the profile of a press; empty when it is one."""
    if data[36:40] != b"acsp" or len(data) < 128:
        return "no ICC profile"
    if data[12:20] != b"prtrCMYK":
        return DEVICES.get(data[12:16], "a profile of another kind")
    return "" if _is_whole(data) else "a broken ICC profile"


def _is_whole(data: bytes) -> bool:
    """Whether a profile is complete, so that colors can be converted to its inks and back."""
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


def short_of_the_bleed(pages: EditionPages) -> Iterator[Finding]:
    """Photographs that end near the trim: they must fill the bleed, or keep away from the edge."""
    reach = BLEED * POINTS_IN_MM
    for page in pages.measured.pages if pages.edition.trimmed else ():
        for photograph in page.photographs:
            box = photograph.box
            beyond = (-box.x, -box.y, box.x + box.width - page.width, box.y + box.height - page.height)
            if any(-NEAR < edge < reach - NEAR for edge in beyond):
                place = source_place(pages.brief, box.source)
                yield rules.BLEED_SHORT.at(place, image=photograph.name, page=page.number)
