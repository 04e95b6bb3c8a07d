"""JPEG without what it says about itself: the bytes of the pixels stay as they are, all else is left behind.

A camera's JPEG carries where and when it was taken, by whom, a small picture of before it was cropped, at times a
film behind its end. The segments are those of ITU-T T.81, annex B.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""A marker but for those that stand among the pixels: a byte 255 of theirs (00), and restarts (D0 to D7)."""

START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA
"""What a JPEG begins with; the markers of its end, and of a segment behind which pixels stand."""

FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""The frames that every reader of PDF draws: baseline, extended and progressive, all of Huffman's code."""

TABLES = frozenset({0xC4, 0xDB, 0xDD, 0xDC})
"""Huffman's tables, quantization, restart interval, number of lines."""

SILENT = frozenset({0xFE, *range(0xE0, 0xF0)})
"""Comments, and what applications write."""

LENGTH = 2
"""Bytes in which a segment says how long it is, these among them."""

JFIF, ADOBE = 0xE0, 0xEE
"""The two of them that say how colors are coded."""


def stripped(data: bytes) -> bytes | None:
    """The JPEG in `data` without anything that is not its pixels; None for one that not every reader of PDF draws.

    Such are arithmetic coding, more or fewer than 8 bits, four inks, colors whose coding only a guess can tell, and
    files that end too early.
    """
    kept, told = [START], False
    for code, body, pixels in _segments(data):
        if code == END:
            return b"".join((*kept, bytes((0xFF, END))))
        if code in SILENT:
            if said := _on_colors(code, body):
                kept.append(_segment(code, said))
                told = True
        elif code in TABLES or code == SCAN or (code in FRAMES and _is_common(body, told)):
            kept += (_segment(code, body), pixels)
        else:
            return None
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Each marker up to the end, what stands in its segment, and the coded pixels behind it, which only scans have."""
    found = MARKER.search(data, len(START)) if data.startswith(START) else None
    while found and (code := found[1][0]) != END:
        length = int.from_bytes(data[found.end() : found.end() + 2], "big")
        if length < LENGTH:
            return  # it does not even hold the two bytes that say how long it is
        stop = found.end() + length
        following = MARKER.search(data, stop)
        pixels = data[stop : following.start()] if code == SCAN and following else b""
        yield code, data[found.end() + 2 : stop], pixels
        found = following
    if found:
        yield END, b"", b""


def _on_colors(code: int, body: bytes) -> bytes:
    """Of what an application wrote, that which says how colors are coded: JFIF without its picture, Adobe's flags."""
    if code == JFIF and body.startswith(b"JFIF\0") and len(body) >= 14:
        return body[:12] + b"\0\0"
    return body[:12] if code == ADOBE and body.startswith(b"Adobe") and len(body) >= 12 else b""


def _segment(code: int, body: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(body) + 2).to_bytes(2, "big") + body


def _is_common(frame: bytes, told: bool) -> bool:
    """Whether a frame has 8 bits and grey, or three colors that are brightness and two differences."""
    names = frame[6::3]
    is_whole = len(names) in (1, 3) and len(frame) == 6 + 3 * len(names)
    return frame[:1] == b"\x08" and is_whole and (told or names != b"RGB")
