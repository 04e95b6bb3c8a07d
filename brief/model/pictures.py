"""Pictures and other files of a brief: how large they may be, and which are read."""

from __future__ import annotations

LARGEST_FILE = 50_000_000
"""Bytes of the largest picture, or other file of a brief, that is read."""


LARGEST_PICTURE = 50_000_000
"""Pixels of the largest photograph that is printed."""


PICTURE_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000")
"""The kinds of photographs that are read, whatever their names end in, as Pillow calls them."""
