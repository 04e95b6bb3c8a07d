"""Nothing that a stranger brings calls anybody, runs, or leaves its place; what a page needs stays."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, fromstring

import pytest

from brief.load import house
from brief.model import Sheet
from brief.publish import Look, publish
from brief.publish.trees import read, written
from brief.typeset.encoded import for_screen
from tests.publish.hostile import CASES, HOST, Case

FONTS = sorted((house() / "fonts").glob("SourceSans3-*.ttf"))

RUNNING = {
    "script",
    "iframe",
    "frame",
    "object",
    "embed",
    "form",
    "base",
    "template",
    "foreignObject",
    "animate",
    "set",
}
ASKING = re.compile(
    r"(?<![\w-])(?:url|src)\((?!\s*['\"]?(?:data:|#))|image(?:-set)?\([^()]*(?:\"\"|var\(|attr\(|--)|@import",
    re.IGNORECASE,
)
ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE | re.DOTALL)
LINKS = {("a", "href"), ("q", "cite")}


def published(case: Case) -> str:
    """The page of a case."""

    def fetch(name: str) -> bytes:
        raise LookupError(name)

    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title>{case.head}</head><body>{case.body}</body></html>'
    look = Look((Sheet(Path("a.css"), case.css),), {}, FONTS)
    return publish(html, look, fetch, for_screen).html.decode()


def wrong(root: Element) -> Iterator[str]:
    """The parts of a tree that would call, run, or lead to something that runs."""
    for element in root.iter():
        tag = str(element.tag).rpartition("}")[2]
        if tag in RUNNING:
            yield tag
        if tag == "style":
            yield from asking(element.text or "")
        for key, value in element.attrib.items():
            name = key.rpartition("}")[2]
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.startswith("on") or name in ("srcset", "ping", "action", "formaction", "background", "poster"):
                yield f"{tag} {name}"
            elif name in ("href", "src") and not plain.startswith(("data:image/", "data:,", "#")):
                if (tag, name) not in LINKS or not plain.startswith(("http:", "https:")):
                    yield f"{tag} {name}={value}"
            elif name in ("style", "fill", "stroke", "filter", "mask", "cursor"):
                yield from asking(value)
            elif HOST in value and name not in ("title", "font-family"):
                yield f"{tag} {name}={value}"
            if value.startswith("data:image/svg"):
                yield from wrong(fromstring(b64decode(value.partition(",")[2])))


def asking(css: str) -> Iterator[str]:
    """The parts of a style that would call, after its escapes are decoded; the contents of strings do not count."""
    strings = re.sub(r'(?<!url\()"(?:[^"\\]|\\.)*"', '""', css, flags=re.DOTALL)
    plain = ESCAPE.sub(lambda match: _letter(chr(int(match[1], 16)) if match[1] else match[2]), strings)
    yield from (plain[match.start() : match.start() + 60] for match in ASKING.finditer(plain))


def _letter(character: str) -> str:
    return character if character.isalnum() else "_"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_in_a_page_calls_or_runs(case: Case) -> None:
    made = published(case)
    root = read(made)
    assert list(wrong(root)) == []
    assert [one.get("http-equiv") for one in root.iter("meta") if "http-equiv" in one.attrib] == [
        "Content-Security-Policy"
    ]
    assert made.count('<meta charset="utf-8">') == made.lower().count('charset="') == 1


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_page_that_is_read_and_written_again_is_the_same(case: Case) -> None:
    made = published(case)
    again = written(read(made)).replace("<body></body>", "")  # frames have none
    assert "".join(again.split()) == "".join(made.replace("<body></body>", "").split())  # a line end stands elsewhere


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_tag_begins_in_a_style_or_a_value(case: Case) -> None:
    made = published(case)
    for style in re.findall(r"<style>(.*?)</style", made, re.DOTALL):
        assert not re.search(r"<[a-z/!?]", style, re.IGNORECASE)
    for values in re.findall(r'="([^"]*)"', re.sub(r"<style>.*?</style", "", made, flags=re.DOTALL)):
        assert "<" not in values
