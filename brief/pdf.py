"""Reads PDFs with pikepdf: the Info dictionary and the attached source."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from brief.findings import BriefError, Place, verify
from brief.findings import files as files_rules
from brief.findings.nearest import shortened

Read = TypeVar("Read")

HEAD, SIGN = 1024, b"%PDF-"
"""A PDF has this signature among its first 1024 bytes (PDF 1.7, implementation note 13)."""

LARGEST = 500_000_000
"""The most bytes of all attached files together, as many as 20 pages full of photographs have."""

MOST = 1000
"""The most files attached to a PDF."""

PART = 16_384
"""The compressed bytes that are decompressed at a time to measure them, to at most 17 million bytes."""


def info(path: Path) -> Mapping[str, str]:
    """The Info dictionary. Raises `BriefError` for a PDF that cannot be read."""
    return _opened(path, _info)


def source(path: Path) -> Mapping[str, bytes]:
    """The attached source of a PDF: files by name (ISO 32000-2, 7.11.3: the relationship Source).

    Raises `BriefError` for a PDF that cannot be read, or has more than `LARGEST` bytes or `MOST` files attached.
    """
    return _opened(path, partial(_source, path))


def openable(path: Path) -> Path | BytesIO:
    """What pikepdf opens as the file at a path: its bytes if the path is not UTF-8, which pikepdf refuses."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return BytesIO(path.read_bytes())
    return path


def _opened(path: Path, read: Callable[[Any], Read]) -> Read:
    import pikepdf

    try:
        with open(path, "rb") as file:
            if SIGN not in file.read(HEAD):
                raise verify.NOT_A_PDF.error_at(Place(path))
        with pikepdf.open(openable(path), attempt_recovery=False) as pdf:
            return read(pdf)
    except pikepdf.PasswordError as error:
        raise verify.PDF_LOCKED.error_at(Place(path)) from error
    except BriefError:
        raise
    except OSError as error:
        raise BriefError([files_rules.unreadable(path, error)]) from error
    except Exception as error:  # a damaged file raises PdfError, ForeignObjectError, RuntimeError …
        raise verify.PDF_DAMAGED.error_at(Place(path)) from error


def _info(pdf: Any) -> Mapping[str, str]:
    import pikepdf

    entries = pdf.trailer.get("/Info")
    pairs = entries.items() if isinstance(entries, pikepdf.Dictionary) else ()
    return {key[1:]: str(value) for key, value in pairs if isinstance(value, pikepdf.String)}


def _source(path: Path, pdf: Any) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    if len(pdf.attachments) > MOST:
        raise verify.ATTACHED_MANY.error_at(Place(path), limit=MOST)
    for name, spec in pdf.attachments.items():
        if str(spec.obj.get("/AFRelationship", "")) == "/Source":
            files[name] = _unpacked(path, name, spec.get_file().obj, LARGEST - sum(map(len, files.values())))
    return files


def _unpacked(path: Path, name: str, stream: Any, most: int) -> bytes:
    """The content of an attached file. Its size is measured first, since it may grow a thousandfold."""
    packed: bytes = stream.read_raw_bytes()
    flat = "/Filter" not in stream
    if not flat and (stream["/Filter"] != "/FlateDecode" or "/DecodeParms" in stream):
        raise verify.ATTACHED_PACKED.error_at(Place(path), name=shortened(name))
    if (len(packed) if flat else _size(packed, most)) > most:
        raise verify.ATTACHED_TOO_LARGE.error_at(Place(path), limit=LARGEST // 1_000_000)
    return packed if flat else zlib.decompress(packed)


def _size(packed: bytes, most: int) -> int:
    """The decompressed size, or a number above `most` if the size is."""
    unpacking, size = zlib.decompressobj(), 0
    for at in range(0, len(packed), PART):
        size += len(unpacking.decompress(packed[at : at + PART]))
        if size > most:
            break
    return size
