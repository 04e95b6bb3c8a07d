"""What tests of parse share: a section from a text, its trees as HTML, its findings as printed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pytest

from brief.findings import BriefError
from brief.model import Field, Section, Settings, Text
from brief.parse import name_headings, parse

ParseText = Callable[..., Text]

KEYS = frozenset({"coi2014", "collins2012", "hrc2525"})
"""The keys of the sources that these tests can cite."""


def section(text: str, **of_section: Any) -> Section:
    return Section("abuses", Path("content/abuses.md"), text, **of_section)


@pytest.fixture
def parse_text() -> ParseText:
    """Parses a text below the title ``# T`` in line 1 and an empty line 2; keyword arguments are settings."""

    def made(text: str, **settings: Any) -> Text:
        parsed, _ = parse(section(f"# T\n\n{text}"), Settings(title="A brief", **settings), KEYS)
        name_headings([parsed])
        return parsed

    return made


@pytest.fixture
def html(parse_text: ParseText) -> Callable[..., str]:
    """The blocks of such a text as HTML without their ``data-source``."""

    def made(text: str, **settings: Any) -> str:
        return "".join(plain_html(block.tree) for block in parse_text(text, **settings).blocks)

    return made


@pytest.fixture
def findings() -> Callable[..., list[str]]:
    """The findings on a whole file, as they are printed."""

    def made(text: str, fields: Mapping[str, Field] | None = None, **of_section: Any) -> list[str]:
        try:
            settings = Settings(title="A brief", fields=fields or {}, sources=("sources.yaml",))
            _, warnings = parse(section(text, **of_section), settings, KEYS)
        except BriefError as error:
            return [str(finding) for finding in error.findings]
        return [str(finding) for finding in warnings]

    return made


def plain_html(tree: Element) -> str:
    for element in tree.iter():
        element.attrib.pop("data-source", None)
    return tostring(tree, encoding="unicode", method="html")
