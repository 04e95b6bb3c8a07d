"""Locators: the part of a source that is cited, as editors write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.cite.locators import ENGLISH, Locator, by_word, locator

KOREAN = by_word([("page", ["쪽", "p."]), ("chapter", ["장"])])


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        (", p. 7", "page 7", ""),
        (" p. 7", "page 7", ""),
        (", pp. 12–14", "page 12–14", ""),
        (", pp. 12-14, 18 & 20, and passim", "page 12-14, 18 & 20", ", and passim"),
        (", 7", "page 7", ""),
        (" 7", "page 7", ""),
        (", xii", "page xii", ""),
        (", P. 7", "page 7", ""),
        (", chap. 3", "chapter 3", ""),
        (", chapter 3, on camps", "chapter 3", ", on camps"),
        (", para. 80", "paragraph 80", ""),
        (", paras. 80–82", "paragraph 80–82", ""),
        (", ¶ 12", "paragraph 12", ""),
        (", § 4", "section 4", ""),
        (", §§ 4-6", "section 4-6", ""),
        (", art. 2(1)", "article-locator 2(1)", ""),
        (", sec. 4.2", "section 4.2", ""),
        (", vol. II", "volume II", ""),
        (", annex 2", " annex 2", ""),
        (", app. 2", "appendix 2", ""),
        (", n. 5.", "note 5", "."),
        (", {p. iv}, passim", "page iv", ", passim"),
        (", {the whole of it}", " the whole of it", ""),
        (", {preamble}, passim", " preamble", ", passim"),
        (", {division J}", " division J", ""),
        (", {p. A-3}", " p. A-3", ""),
        (", {A3}", "page A3", ""),
        (", {12 ff.}", "page 12 ff.", ""),
        (", {7쪽}", " 7쪽", ""),
        (", {para. 3, or so}", "paragraph 3, or so", ""),
        (", 7쪽", "", ", 7쪽"),
        (", 3–5장", "", ", 3–5장"),
        (", in the annex", "", ", in the annex"),
        (" and others", "", " and others"),
        (", page", "", ", page"),
        (", mixed words", "", ", mixed words"),
        (", civil society", "", ", civil society"),
        (", 쪽 7", "page 7", ""),
        ("", "", ""),
    ],
)
def test_a_locator_is_read_and_the_rest_of_the_text_is_left(text: str, found: str, rest: str) -> None:
    meant, left = locator(text, lambda: KOREAN)
    assert (f"{meant.label} {meant.numbers}" if meant else "", left) == (found, rest)


@pytest.mark.parametrize("label", ENGLISH)
def test_every_word_for_a_part_is_read(label: str) -> None:
    for word in ENGLISH[label].split():
        assert locator(f", {word} 3", dict) == (Locator(label, "3" if label else f"{word} 3"), "")


@given(st.text(max_size=30))
def test_no_text_breaks_the_reading_of_locators(text: str) -> None:
    meant, rest = locator(text, lambda: KOREAN)
    assert meant is None or text.endswith(rest)
