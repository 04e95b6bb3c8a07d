"""Names of files that every system takes, made of what a list says."""

from __future__ import annotations

import re
import unicodedata

LONGEST, MOST_BYTES = 80, 180
"""The most characters of a name, and of its bytes in UTF-8: far less than the 255 that systems take."""

RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
"""Names that Windows keeps for devices, whatever ending they have."""

_OTHER = re.compile(r"[^\w .,()&'’+-]+")


def safe(name: str) -> str:
    """The same name if it can be that of a copy; otherwise another one."""
    return file_name(name.removesuffix(".pdf"), 0)


def file_name(said: str, row: int) -> str:
    """The name of the PDF of a row: ``Office of Senator Smith.pdf``; ``row-12.pdf`` when nothing of it can be used.

    Letters of all scripts stay. Signs that some system refuses become hyphens, and dots and blanks go from both ends.
    """
    text = unicodedata.normalize("NFC", said)
    text = _OTHER.sub("-", re.sub(r"\s+", " ", text))[:LONGEST]
    while len(text.encode()) > MOST_BYTES:
        text = text[:-1]
    text = text.strip(" .-_")
    if not any(map(str.isalnum, text)):
        return f"row-{row}.pdf"
    return f"{text}{'_' if RESERVED.fullmatch(text) else ''}.pdf"
