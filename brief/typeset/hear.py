"""What the engine says: it only logs what it cannot do; each entry becomes a `Remark`, nothing is printed."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

from brief.findings import BriefError
from brief.findings import page as rules
from brief.model import Remark
from brief.typeset.confined import BASE_URL

PATTERNS: dict[Literal["glyph", "file", "style"], re.Pattern[str]] = {
    "glyph": re.compile(r'^\.notdef glyph rendered .*"(?P<text>.)" \(U\+', re.DOTALL),
    "file": re.compile(r"^Failed to (?:load \w+ at|render SVG image) '?(?P<text>[^' ]+)"),
    "style": re.compile(r"(?P<text>.*?) at (?P<line>\d+):(?P<column>\d+)(?P<why>.*)", re.DOTALL),
}
"""WeasyPrint's wording of what matters; entries of any other wording are kept whole."""


@contextmanager
def listening(sheet: Path | None = None) -> Iterator[list[Remark]]:
    """The border to WeasyPrint: gives the list that its log fills; its exceptions leave as a `BriefError`.

    `sheet` is the style sheet that is being parsed, since the log tells its line but not its name.
    """
    remarks: list[Remark] = []
    ear = _Ear(remarks, sheet)
    logger = logging.getLogger("weasyprint")
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield remarks
    except BriefError:
        raise
    except Exception as error:  # the engine promises no kinds of errors for a partner's SVG or CSS
        raise BriefError([rules.ENGINE_FAILED.at(None, reason=f"{type(error).__name__}: {error}")]) from error
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagate


def understood(entry: str, sheet: Path | None = None) -> Remark:
    """A log entry as a remark."""
    for kind, pattern in PATTERNS.items():
        if match := pattern.search(entry):
            parts = match.groupdict()
            place = (int(parts["line"]), int(parts["column"])) if "line" in parts else (None, None)
            text = unquote(parts["text"]).removeprefix(BASE_URL) if kind == "file" else parts["text"]
            return Remark(kind, (text + parts.get("why", "")).rstrip("."), sheet, *place)
    return Remark("other", entry, sheet)


class _Ear(logging.Handler):
    """Hears the engine's log."""

    def __init__(self, remarks: list[Remark], sheet: Path | None) -> None:
        super().__init__(logging.WARNING)
        self.remarks = remarks
        self.sheet = sheet

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(understood(record.getMessage(), self.sheet))
