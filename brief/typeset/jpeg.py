"""Strips a JPEG of its metadata and keeps the bytes of its pixels.

A camera's JPEG says where, when and by whom it was taken; it may contain a preview from before it was cropped, or a
film after its end. The segments are those of ITU-T T.81, annex B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""A marker between segments, unlike those among the pixels: an escaped byte 255 (00) and restarts (D0 to D7)."""

START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA
"""The start of a JPEG, the marker of its end, and that of the segment before coded pixels."""

FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""The frames that every PDF viewer draws: baseline, extended and progressive, with Huffman coding."""

TABLES = frozenset({0xC4, 0xDB, 0xDD})
"""Huffman and quantization tables, restart interval."""

METADATA = frozenset({0xFE, *range(0xE0, 0xF0)})
"""Comments and application segments."""

LENGTH = 2
"""The bytes of a segment's length, which are counted in that length."""

JFIF, ADOBE = 0xE0, 0xEE
"""The application segments that say how colors are coded."""


def stripped(data: bytes) -> bytes | None:
    """The JPEG without metadata; None for a JPEG that not every PDF viewer draws, and for any other file.

    Such a JPEG has arithmetic coding, more or less than 8 bits, CMYK, an ambiguous color space, or is truncated.
    """
    kept, marked = [START], False
    for code, body, pixels in _segments(data):
        if code == END:
            return b"".join((*kept, bytes((0xFF, END))))
        if code in METADATA:
            if colors := _on_colors(code, body):
                kept.append(_segment(code, colors))
                marked = True
        elif code in TABLES or code == SCAN or (code in FRAMES and _is_common(body, marked)):
            kept += (_segment(code, body), pixels)
        else:
            return None
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each marker up to the end with the body of its segment, and the coded pixels behind a scan."""
    found = MARKER.search(data, len(START)) if data.startswith(START) else None
    while found and (code := found[1][0]) != END:
        length = int.from_bytes(data[found.end() : found.end() + 2], "big")
        if length < LENGTH:
            return
        stop = found.end() + length
        following = MARKER.search(data, stop)
        pixels = data[stop : following.start()] if code == SCAN and following else b""
        yield code, data[found.end() + 2 : stop], pixels
        found = following
    if found:
        yield END, b"", b""


def _on_colors(code: int, body: bytes) -> bytes:
    """The part of an application segment that says how colors are coded: JFIF without its preview, Adobe's flags."""
    if code == JFIF and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"
    return body[:12] if code == ADOBE and body.startswith(b"Adobe") and len(body) >= 12 else b""


def _segment(code: int, body: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(body) + 2).to_bytes(2, "big") + body


def _is_common(frame: bytes, marked: bool) -> bool:
    """Whether a frame has 8 bits and is grey or YCbCr; channels named RGB need a color segment before (`marked`)."""
    names = frame[6::3]
    is_whole = len(names) in (1, 3) and len(frame) == 6 + 3 * len(names)
    return frame[:1] == b"\x08" and is_whole and (marked or names != b"RGB")
