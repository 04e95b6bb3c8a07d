"""Signed comments: who made them, what they say, which block they are about, and which are reported."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brief.model import Comment, Settings
from brief.parse import parse
from tests.parse.conftest import ParseText, section


def test_a_comment_has_its_line_its_name_and_its_words(parse_text: ParseText) -> None:
    text = parse_text("Text. <!-- @Ana Maria: which\n  year? -->\n\nMore. <!-- @legal:no -->")
    assert text.comments == (Comment(3, 3, "Ana Maria", "which year?"), Comment(6, 6, "legal", "no"))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Text.\n<!-- @A: x -->", 3),
        ("Text.\n<!-- @A: x -->\n\nMore.", 3),
        ("Text.\n<!-- @B: y -->\n<!-- @A: x -->\n\nMore.", 3),
        ("Text.\n\n<!-- @A: x -->\nMore.", 5),
        ("Text.\n\n<!-- @A: x -->\n\nMore.", 5),
        ("- one\n<!-- @A: x -->\n- two", 4),
    ],
)
def test_a_comment_right_below_a_block_is_about_that_block(text: str, at: int, parse_text: ParseText) -> None:
    assert parse_text(text).comments[-1].at == at


@pytest.mark.parametrize(
    "text", ["<!-- nobody's business -->", "<!-- mail ana@example.org: today -->", "`<!-- @A: code -->`"]
)
def test_unsigned_comments_and_comments_in_code_are_dropped(text: str, parse_text: ParseText) -> None:
    assert parse_text(f"Text. {text}").comments == ()


@pytest.mark.parametrize("words", ["@Ana which year?", "@: which year?", "@see https://example.org"])
def test_a_comment_that_almost_names_somebody_is_reported(words: str, findings: Callable[..., list[str]]) -> None:
    assert [one.split(": ")[2] for one in findings(f"# T\n\nText. <!-- {words} -->")] == ["comment-unsigned"]


def test_comments_in_the_front_matter_are_ignored() -> None:
    text = "---\ntitle: A\n# <!-- @A: x -->\n---\nText."
    parsed, _ = parse(section(text, first=5, title="A"), Settings(title="A"), ())
    assert parsed.comments == ()
