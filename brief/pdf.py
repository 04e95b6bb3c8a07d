"""A PDF, opened: what its Info dictionary says, and the files in it. The border to pikepdf, which fails in any way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from brief.findings import BriefError, Place
from brief.findings.files import unreadable
from brief.findings.verify import NOT_A_PDF, PDF_DAMAGED, PDF_LOCKED

Read = TypeVar("Read")

HEAD, SIGN = 1024, b"%PDF-"
"""What a PDF has among its first bytes (PDF 1.7, implementation note 13)."""

LARGEST = 50_000_000
"""Bytes that the files in a PDF may have together: a brief has less."""


def info(path: Path) -> Mapping[str, str]:
    """The texts of the Info dictionary by their keys. Raises `BriefError` for a PDF that cannot be read."""
    return _opened(path, _info)


def source(path: Path) -> Mapping[str, bytes]:
    """The files in a PDF that it was printed from, by name (ISO 32000-2, 7.11.3: the relationship Source).

    Raises `BriefError` for a PDF that cannot be read.
    """
    return _opened(path, _source)


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


def _source(pdf: Any) -> Mapping[str, bytes]:
    files: dict[str, bytes] = {}
    for name, spec in pdf.attachments.items():
        if str(spec.obj.get("/AFRelationship", "")) == "/Source":
            files[name] = spec.get_file().read_bytes()
            if sum(map(len, files.values())) > LARGEST:
                raise ValueError("it has more in it than a brief")
    return files
