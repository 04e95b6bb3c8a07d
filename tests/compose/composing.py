"""The working HTML of a brief, as `build` has it composed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from xml.etree.ElementTree import Element

from brief import build
from brief.compose import compose
from brief.compose.choose import choose
from brief.load.look import layouts
from brief.model import Brief, Exhibit, Shown, Text, as_edition, editions
from brief.parse import tagged


def composed(brief: Brief, texts: Sequence[Text], breaks: Set[str] = frozenset(), name: str = "full") -> str:
    """An edition on Letter."""
    edition = editions(brief.settings)[name]
    brief, texts, frames = as_edition(brief, edition), choose(texts, edition), layouts(brief.styles)

    def in_languages(words: str) -> Element:
        return tagged(words, brief.settings)

    cite = build.citing(brief, texts)
    return compose(brief, frames, texts, edition, "us-letter", breaks, in_languages, cite, nothing)


def nothing(exhibit: Exhibit) -> Shown:
    """Stands for what shows charts and tables from data, in briefs that have none."""
    raise AssertionError(exhibit)
