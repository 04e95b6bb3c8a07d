"""JPEG without what it says about itself: the bytes of the pixels stay as they are, all else is left behind.

A camera's JPEG carries where and when it was taken, by whom, a small picture of before it was cropped, at times a
film behind its end. The segments are those of ITU-T T.81, annex B.
"""

from __future__ import annotations

import re

MARKER = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
"""A marker but for those that stand among the pixels: a byte 255 of theirs (00), and restarts (D0 to D7)."""

START, END, SCAN = b"\xff\xd8", 0xD9, 0xDA

FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""The frames that every reader of PDF draws: baseline, extended and progressive, all of Huffman's code."""

TABLES = frozenset({0xC4, 0xDB, 0xDD, 0xDC})
"""Huffman's tables, quantization, restart interval, number of lines."""

SILENT = frozenset({0xFE, *range(0xE0, 0xF0)})
"""Comments, and what applications write."""

JFIF, ADOBE = (0xE0, b"JFIF\0", 14), (0xEE, b"Adobe", 12)
"""The two of them that say how colors are coded: their marker, how they begin, and the bytes that say it."""


def stripped(data: bytes) -> bytes | None:
    """The JPEG in `data` without anything that is not its pixels; None for one that not every reader of PDF draws.

    Such are arithmetic coding, more or fewer than 8 bits, four inks, colors whose coding only a guess can tell, and
    files that end too early.
    """
    kept, at, told, in_scan = [START], len(START), False, False
    if not data.startswith(START):
        return None
    while found := MARKER.search(data, at):
        code = found[1][0]
        kept.append(data[at : found.start()] if in_scan else b"")
        if code == END:
            return b"".join((*kept, b"\xff", found[1])) if in_scan else None
        at = found.end() + int.from_bytes(data[found.end() : found.end() + 2], "big")
        body = data[found.end() + 2 : at]
        for marker, name, length in (JFIF, ADOBE):
            if code == marker and body.startswith(name) and len(body) >= length:
                body, told = body[: length - 2] + b"\0\0" if code == JFIF[0] else body[:length], True
                kept.append(_segment(code, body))
        if code in FRAMES and not _is_common(body, told) or code not in FRAMES | TABLES | SILENT | {SCAN}:
            return None
        if code not in SILENT:
            kept.append(_segment(code, body))
        in_scan = in_scan or code == SCAN
    return None


def _segment(code: int, body: bytes) -> bytes:
    return bytes((0xFF, code)) + (len(body) + 2).to_bytes(2, "big") + body


def _is_common(frame: bytes, told: bool) -> bool:
    """Whether a frame has 8 bits and grey, or three colors that are brightness and two differences."""
    names = frame[6::3]
    return frame[:1] == b"\x08" and len(names) in (1, 3) and len(frame) == 6 + 3 * len(names) and (told or names != b"RGB")
