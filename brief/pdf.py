"""A PDF, opened: what its Info dictionary says, and the files in it. The border to pikepdf, which fails in any way."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from brief.findings import BriefError, Place
from brief.findings.files import unreadable
from brief.findings.nearest import shortened
from brief.findings.verify import ATTACHED_PACKED, ATTACHED_TOO_LARGE, NOT_A_PDF, PDF_DAMAGED, PDF_LOCKED

Read = TypeVar("Read")

HEAD, SIGN = 1024, b"%PDF-"
"""What a PDF has among its first bytes (PDF 1.7, implementation note 13)."""

LARGEST = 500_000_000
"""Bytes that the files in a PDF may have together: as many as 20 pages of nothing but photographs."""


def info(path: Path) -> Mapping[str, str]:
    """The texts of the Info dictionary by their keys. Raises `BriefError` for a PDF that cannot be read."""
    return _opened(path, _info)


def source(path: Path) -> Mapping[str, bytes]:
    """The files in a PDF that it was printed from, by name (ISO 32000-2, 7.11.3: the relationship Source).

    Raises `BriefError` for a PDF that cannot be read, or that has more in it than `LARGEST`.
    """
    return _opened(path, partial(_source, path))


def _opened(path: Path, read: Callable[[Any], Read]) -> Read:
    import pikepdf

    try:
        with open(path, "rb") as file:
            if SIGN not in file.read(HEAD):
                raise BriefError([NOT_A_PDF.at(Place(path))])
        with pikepdf.open(path, attempt_recovery=False) as pdf:
            return read(pdf)
    except pikepdf.PasswordError as error:
        raise BriefError([PDF_LOCKED.at(Place(path))]) from error
    except BriefError:
        raise
    except OSError as error:
        raise BriefError([unreadable(path, error)]) from error
    except Exception as error:  # PdfError, ForeignObjectError, RuntimeError …: what is broken breaks anywhere
        raise BriefError([PDF_DAMAGED.at(Place(path))]) from error


def _info(pdf: Any) -> Mapping[str, str]:
    import pikepdf

    said = pdf.trailer.get("/Info")
    pairs = said.items() if isinstance(said, pikepdf.Dictionary) else ()
    return {key[1:]: str(value) for key, value in pairs if isinstance(value, pikepdf.String)}


def _source(path: Path, pdf: Any) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    for name, spec in pdf.attachments.items():
        if str(spec.obj.get("/AFRelationship", "")) == "/Source":
            files[name] = _unpacked(path, name, spec.get_file().obj, LARGEST - sum(map(len, files.values())))
    return files


def _unpacked(path: Path, name: str, stream: Any, most: int) -> bytes:
    """A file in a PDF. It is unpacked here, where it can end: a thousandth of its bytes may be in the PDF."""
    packed: bytes = stream.read_raw_bytes()
    if "/Filter" not in stream:
        data = packed
    elif stream["/Filter"] == "/FlateDecode" and "/DecodeParms" not in stream:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(packed, most + 1)
        if len(data) <= most and not unpacking.eof:
            raise ValueError("its end is missing")
    else:
        raise BriefError([ATTACHED_PACKED.at(Place(path), name=shortened(name))])
    if len(data) > most:
        raise BriefError([ATTACHED_TOO_LARGE.at(Place(path), limit=LARGEST // 1_000_000)])
    return data
