"""Pictures and other files of a brief: how large they may be, which are read, and what is said of a picture."""

from __future__ import annotations

from dataclasses import dataclass

from brief.model.settings import key

LARGEST_FILE = 50_000_000
"""Bytes of the largest picture, or other file of a brief, that is read."""


LARGEST_PICTURE = 50_000_000
"""Pixels of the largest photograph that is printed."""


PICTURE_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000")
"""The kinds of photographs that are read, whatever their names end in, as Pillow calls them."""


def side_file(picture: str) -> str:
    """The name of the file beside a picture."""
    return f"{picture}.yaml"


@dataclass(frozen=True, slots=True)
class Description:
    """What the file beside a picture says of it: its fields are the keys of ``camp.jpg.yaml``."""

    alt: str = key("what the picture shows, for people who do not see it")
    caption: str = key("the caption, where the section gives it none")
    credit: str = key("who made it")
    source: str = key("where it comes from: an archive, an agency, a web address")
    licence: str = key("on what terms it may be printed: `CC BY 4.0`")
