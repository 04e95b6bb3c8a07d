"""Whatever a file contains, parsing ends soon, in trees that can be printed or in findings."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from xml.etree.ElementTree import Element, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.model import Field, Section, Settings, Text
from brief.parse import parse

LEFT_OVER = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]|wzxhzdk|klzzwxh")
BLOCKS = {"p", "ul", "ol", "li", "dl", "blockquote", "table", "div", "figure", "aside", "hr", "h3", "h4", "h5", "h6"}
HOLD_TEXT = {"p", "h2", "h3", "h4", "h5", "h6", "dt", "td", "th", "caption", "figcaption", "span", "em", "strong", "a"}


def check_what_comes_of(text: str, language: str = "en-US") -> None:
    """Checks that parsing ends in trees that can be printed or in findings; any other exception fails the test."""
    with suppress(BriefError):
        check_text(parsed(text, language))


SIGNS = [
    *(
        "- ",
        "1. ",
        "> ",
        "# ",
        "## ",
        "| a | b |\n",
        "|---|---|\n",
        "|",
        "/// box | x\n",
        "///\n",
        "    year: 2\n",
        "\n",
    ),
    *(
        "\n\n",
        "  ",
        "\t",
        "**",
        "*",
        "_",
        "`",
        "``",
        "[",
        "](",
        ")",
        "![",
        "]",
        "<b>",
        "<sup>",
        "</sup>",
        "<!-- ",
        "-->",
    ),
    *(
        "{{ name }}",
        "{{",
        "}}",
        "{: .x}",
        "\n{: #y}\n",
        '"',
        "'",
        "--",
        "---\n",
        "===\n",
        ": a\n",
        "Table: b\n",
        "성분 ",
    ),
    *(
        "•\t",
        "– a\n",
        "\\",
        "&amp;",
        "&#8217;",
        "https://example.org/a. ",
        "<https://example.org>",
        "*[UN]: long\n",
        "UN ",
    ),
    *(
        "[^a]",
        "[^a]: note",
        "[r]: https://example.org\n",
        "[r]",
        '![a](b.svg "c")',
        "- [ ] ",
        "\xa0",
        "😀",
        "{%",
        "~~~\n",
    ),
    *(
        "\x0e",
        "\x0f",
        "\x02",
        "\x03",
        "\x10",
        "\x1a",
        "\x00",
        "word ",
        "word\n",
        "/// pull-quote\n",
        "/// key-figure | 3\n",
    ),
]


def parsed(text: str, language: str = "en-US") -> Text:
    section = Section("abuses", Path("content/abuses.md"), text)
    return parse(section, Settings(title="A brief", language=language, fields={"name": Field()}), ())[0]


def check(element: Element, in_text: bool = False) -> None:
    """Checks that no mark or placeholder is left, and that no block is inside a line of text."""
    for text in (element.text, element.tail, *element.attrib.values()):
        assert not LEFT_OVER.search(text or "")
    assert not (in_text and element.tag in BLOCKS)
    for child in element:
        check(child, in_text or element.tag in HOLD_TEXT)


def check_text(text: Text) -> None:
    for tree in (text.title, *(block.tree for block in text.blocks), *text.notes.values()):
        check(tree)
        assert re.fullmatch(r"abuses\.md:[0-9]+-[0-9]+", tree.get("data-source", ""))
        tostring(tree)


@given(st.lists(st.sampled_from(SIGNS), max_size=50), st.sampled_from(["en-US", "fr", "de", "ko"]))
def test_signs_in_any_order_end_in_trees_or_findings(signs: list[str], language: str) -> None:
    check_what_comes_of("# T\n\n" + "".join(signs), language)


@given(st.text(max_size=300))
def test_any_characters_end_in_trees_or_findings(text: str) -> None:
    check_what_comes_of(f"# T\n\n{text}")


HOSTILE = {
    "quotations 500 deep": "> " * 500 + "x",
    "lists 200 deep": "\n".join("  " * depth + "- x" for depth in range(200)),
    "blocks 200 deep": "/// box\n" * 200,
    "brackets 9,000 deep": "[" * 9000,
    "brackets left open": "[" * 12 + "x " * 4500,
    "addresses left open": "[a](x " * 1600,
    "asterisks": "*a **b " * 1400,
    "underscores": "_a" * 4900,
    "one and two underscores": "_a__b" * 1900,
    "one, two and three asterisks": "***a*b" * 1600,
    "asterisks and underscores in a link": f"[{'**a*b_c__d' * 900}](https://example.org)",
    "asterisks in a caption with its address": f'![a][r]\n\n[r]: b.svg "{"*a**b" * 1900}"',
    "back-ticks": " ".join("`" * n for n in range(1, 135)),
    "tags left open": "<sup>" * 1900,
    "braces": "{{ " * 3300,
    "quotes": "\"a '" * 2400,
    "blanks": "# a" + " " * 9800 + "b",
    "blanks in a line": "a" + " " * 9800 + "b",
    "a rule that is none": "- " * 4900 + "x",
    "an address": "https://example.org/" + ")" * 9000,
    "a reference that is none": '[a]: b "' + '" ' * 4800 + "x",
    "comments left open": "<!--\n" * 40_000,
    "one line": "x" * 300_000,
    "one box": "/// box\n" + "text\n\n- a\n\n" * 12_000 + "///",
    "ends of blocks": "///\n" * 30_000,
    "the same heading": "## a\n\n" * 2000,
    "bad links in a list": "- [a](b.html) <ftp://c>\n" * 3000,
    "bad addresses in a list": "- [a][b]\n" * 3000 + "\n[b]: c.html",
    "dashes": "– a" + "\n" * 5 + "b\n\n– c\n\n" * 2000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_takes_no_time(text: str) -> None:
    began = time.process_time()
    check_what_comes_of(f"# T\n\n{text}")
    assert time.process_time() - began < 3


def test_a_hundred_pages_of_text_take_seconds() -> None:
    paragraph = 'Some *hundred* words, with a "quote" and a [link](https://example.org).\nThey go on for a line.\n\n'
    began = time.process_time()
    text = parsed("# T\n\n" + paragraph * 3000)
    assert time.process_time() - began < 6
    assert len(text.blocks) == 3000
