"""WeasyPrint's log as `Remark`s, and its exceptions as `BriefError`s."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from brief.findings import BriefError
from brief.findings import page as rules
from brief.model import Remark
from brief.typeset.confined import BASE_URL

PATTERNS: dict[Literal["glyph", "file", "font", "style"], re.Pattern[str]] = {
    "glyph": re.compile(r'^\.notdef glyph rendered .*"(?P<text>.)" \(U\+', re.DOTALL),
    "file": re.compile(r"^Failed to (?:load \w+ at|render SVG image) '?(?P<text>[^' ]+)"),
    "font": re.compile(r'^Unable to subset "(?P<text>.*)" with ', re.DOTALL),
    "style": re.compile(r"(?P<text>.*?) at (?P<line>\d+):(?P<column>\d+)(?P<why>.*)", re.DOTALL),
}
"""The wording of the entries that are understood; others are kept whole."""

DEEPEST = 6_000
"""The recursion limit: WeasyPrint makes some thirty nested calls for each level of nested elements."""


@contextmanager
def listening(sheet: Path | None = None) -> Iterator[list[Remark]]:
    """Yields the list that WeasyPrint's log fills within the block; raises its exceptions as `BriefError`s.

    `sheet` is the style sheet that is parsed: the log has the line of an entry, but not the name of the sheet.
    """
    remarks: list[Remark] = []
    handler = _Handler(remarks, sheet)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        with translated():
            yield remarks
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


@contextmanager
def translated() -> Iterator[None]:
    """Allows WeasyPrint many nested calls within the block, and raises its exceptions as `BriefError`s."""
    depth = sys.getrecursionlimit()
    sys.setrecursionlimit(max(depth, DEEPEST))
    try:
        yield
    except (BriefError, MemoryError):
        raise
    except RecursionError as error:
        raise rules.NESTED_TOO_DEEP.error_at(None) from error
    except Exception as error:  # a partner's SVG or CSS may raise anything
        raise rules.ENGINE_FAILED.error_at(None, reason=f"{type(error).__name__}: {error}") from error
    except BaseException as fatal:  # a fetcher stops the engine by an exception whose cause is the reason
        if isinstance(fatal.__cause__, BriefError):
            raise fatal.__cause__ from None
        raise
    finally:
        sys.setrecursionlimit(depth)


def remark(entry: str, sheet: Path | None = None) -> Remark:
    """A log entry as a remark."""
    for kind, pattern in PATTERNS.items():
        if match := pattern.search(entry):
            parts = match.groupdict()
            place = (int(parts["line"]), int(parts["column"])) if "line" in parts else (None, None)
            text = unquote(parts["text"]).removeprefix(BASE_URL) if kind == "file" else parts["text"]
            said = text if kind == "glyph" else (text + parts.get("why", "")).rstrip(".")
            return Remark(kind, said, sheet, *place)
    return Remark("other", entry, sheet)


class _Handler(logging.Handler):
    def __init__(self, remarks: list[Remark], sheet: Path | None) -> None:
        super().__init__(logging.WARNING)
        self.remarks = remarks
        self.sheet = sheet

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(remark(record.getMessage(), self.sheet))
