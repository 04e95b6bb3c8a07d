"""Languages: which way they run."""

from __future__ import annotations

from typing import Literal

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
"""The languages that are written from right to left."""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language runs, by its BCP 47 tag, as HTML's ``dir`` says it."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
