"""Comments that are meant for others: who made them, what they say, which block they are about; and what is wrong."""

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
def test_right_below_a_block_it_is_about_that(text: str, at: int, parse_text: ParseText) -> None:
    assert parse_text(text).comments[-1].at == at


@pytest.mark.parametrize(
    "text", ["<!-- nobody's business -->", "<!-- mail ana@example.org: today -->", "`<!-- @A: code -->`"]
)
def test_what_is_for_nobody_is_kept_by_nobody(text: str, parse_text: ParseText) -> None:
    assert parse_text(f"Text. {text}").comments == ()


@pytest.mark.parametrize("words", ["@Ana which year?", "@: which year?", "@see https://example.org"])
def test_one_that_nearly_names_somebody_is_told(words: str, findings: Callable[..., list[str]]) -> None:
    assert [one.split(": ")[2] for one in findings(f"# T\n\nText. <!-- {words} -->")] == ["comment-unsigned"]


def test_the_front_matter_has_none() -> None:
    text = "---\ntitle: A\n# <!-- @A: x -->\n---\nText."
    parsed, _ = parse(section(text, first=5, title="A"), Settings(title="A"), ())
    assert parsed.comments == ()
