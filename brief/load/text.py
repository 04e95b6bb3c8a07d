"""Reads a file as text: small, in UTF-8, with line feeds, and without characters that no page can show."""

from __future__ import annotations

import codecs
import re
from itertools import islice
from pathlib import Path

from brief.findings import BriefError, Finding, Place, stop_on_errors
from brief.findings import files as rules
from brief.load.folders import LedOut, leads_out, opened

LIMIT = 1_000_000
"""The most bytes that a text may have."""

FEW = 10
"""How many control characters are reported; a file with as many NULs is binary."""

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
"""Characters that no page can show, and U+2028 and U+2029, which only some programs treat as line ends."""

BINARY = (b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"\x89PNG", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"\x1f\x8b")
"""How archives (workbooks and Word files among them), PDFs and pictures begin."""

UTF16_OR_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def read(root: Path, path: Path, limit: int = LIMIT, encoding: str = "") -> str:
    """The text of the file at `path`, with line feeds as line ends and without a byte order mark.

    The file may have at most `limit` bytes, in UTF-8 or in `encoding` if given, by Python's name. Raises `BriefError`
    when it is not such a text, cannot be read, or is a link that leads out of `root`.
    """
    data = _bytes(root, path, limit)
    if data.startswith(BINARY):
        raise rules.FILE_BINARY.error_at(Place(path))
    if len(data) > limit:
        raise rules.FILE_TOO_LARGE.error_at(Place(path), limit=limit // 1_000_000)
    text = (_in_encoding(path, data, encoding) if encoding else _in_utf8(path, data)).removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    control_characters = islice(CONTROL.finditer(text), FEW)
    stop_on_errors(
        rules.CONTROL_CHARACTER.at(Place.in_text(path, text, match.start()), code=ord(match[0]))
        for match in control_characters
    )
    return text


def _bytes(root: Path, path: Path, limit: int) -> bytes:
    """At most `limit` + 1 bytes of a file: the last one shows that it is too large."""
    with rules.reading(path):
        if leads_out(root, path):  # also for a link to a missing file
            raise rules.FILE_OUTSIDE.error_at(Place(path))
        try:
            with opened(root, path) as file:
                return file.read(limit + 1)
        except LedOut as error:
            raise rules.FILE_OUTSIDE.error_at(Place(path)) from error


def _in_encoding(path: Path, data: bytes, encoding: str) -> str:
    if data.startswith(codecs.BOM_UTF8):  # the mark proves that it is UTF-8
        return _in_utf8(path, data)
    try:
        return data.decode(encoding)
    except UnicodeError as error:
        line = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise rules.FILE_OTHER_ENCODING.error_at(Place(path, line), encoding=encoding) from error


def _in_utf8(path: Path, data: bytes) -> str:
    if data.startswith(UTF16_OR_32):
        raise rules.FILE_UTF16.error_at(Place(path))
    if data.count(b"\0") >= FEW:
        raise rules.FILE_BINARY.error_at(Place(path))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise rules.FILE_BINARY.error_at(Place(path)) from error
        mark = len(data) - len(error.object)  # the decoder does not count the byte order mark
        raise BriefError([_not_utf8(path, data, mark + error.start)]) from error


def _not_utf8(path: Path, data: bytes, at: int) -> Finding:
    before = data[:at].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line, byte = before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
    meant = data[at : at + 1].decode("cp1252", errors="ignore")
    guess = f" (in Windows-1252 it is '{meant}')" if meant else ""
    return rules.FILE_NOT_UTF8.at(Place(path, line, byte), byte=byte, value=data[at], guess=guess)
