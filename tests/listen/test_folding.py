"""Lines in a terminal: no word is lost or broken, and a line is too wide only if it is one long word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief.listen.saying import LEAST, columns, fold

WORDS = st.lists(st.text(st.sampled_from("ab–성분é\u0301"), min_size=1, max_size=30), max_size=40)


def test_a_line_is_folded_under_its_own_beginning() -> None:
    assert list(fold("Note 1   ", "UN Human Rights Council, Report", 30)) == [
        "Note 1   UN Human Rights",
        "         Council, Report",
    ]


def test_hangul_takes_two_columns() -> None:
    assert columns("성분 ab") == 7
    assert list(fold("", "가나다라마 바사아자차", 20)) == ["가나다라마", "바사아자차"]


def test_a_line_without_words_is_its_label() -> None:
    assert list(fold("Contents  ", "", 80)) == ["Contents"]


@given(WORDS, st.integers(0, 120), st.integers(0, 20))
def test_folding_keeps_every_word(words: list[str], width: int, indent: int) -> None:
    folded = list(fold("x" * indent, " ".join(words), width))
    text = " ".join(line[indent:] if line.startswith(("x" * indent, " " * indent)) else line for line in folded)
    assert text.split(" ") == " ".join(words).split(" ")


@given(WORDS, st.integers(0, 120), st.integers(0, 20))
def test_only_a_word_alone_in_its_line_is_too_wide(words: list[str], width: int, indent: int) -> None:
    for line in fold("x" * indent, " ".join(words), width):
        text = line[indent:]
        assert columns(text) <= max(width - indent, LEAST) or " " not in text


@given(WORDS)
def test_without_a_width_a_line_stays_whole(words: list[str]) -> None:
    text = " ".join(words)
    assert list(fold("Label ", text, None)) == [f"Label {text}".rstrip()]
