"""The characters of a font's codes, as its ToUnicode CMap has them (ISO 32000-1, 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pikepdf

Letters = Callable[[bytes], str]
"""The text of a string that a page shows in some font; U+FFFD for a code without a character."""

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SPACE = re.compile(rb"begincodespacerange\s*" + _HEX)
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CHAR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[(.*?)\])", re.DOTALL)


def letters(font: pikepdf.Object) -> Letters:
    """The function that reads the strings of this font."""
    cmap = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    space = _SPACE.search(cmap)
    width = len(_bytes(space[1])) if space else 1
    known = dict(_mapped(cmap))

    def read(shown: bytes) -> str:
        codes = (shown[at : at + width] for at in range(0, len(shown), width))
        return "".join(known.get(int.from_bytes(code, "big"), "\ufffd") for code in codes)

    return read


def _mapped(cmap: bytes) -> Iterator[tuple[int, str]]:
    for chars in _CHARS.findall(cmap):
        for code, text in _CHAR.findall(chars):
            yield _number(code), _text(text)
    for ranges in _RANGES.findall(cmap):
        for first, last, start, listed in _RANGE.findall(ranges):
            texts = re.findall(_HEX, listed)
            for offset, code in enumerate(range(_number(first), _number(last) + 1)):
                yield code, _text(texts[offset]) if texts else _later(_text(start), offset)


def _later(text: str, offset: int) -> str:
    return text[:-1] + chr(ord(text[-1]) + offset)


def _number(code: bytes) -> int:
    return int.from_bytes(_bytes(code), "big")


def _text(code: bytes) -> str:
    return _bytes(code).decode("utf-16-be")


def _bytes(code: bytes) -> bytes:
    return bytes.fromhex(code.decode())
