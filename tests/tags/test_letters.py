"""How the letters of a cluster are distributed among its glyphs."""

from __future__ import annotations

import pytest

from brief.tags.letters import shared

GLYPHS = {"a": 1, "b": 2, "c": 3}
FORM, FILLER = 8, 9


@pytest.mark.parametrize(
    ("written", "glyphs", "letters"),
    [
        ("a", [1], ["a"]),
        ("a", [FORM], ["a"]),
        ("ab", [1, 2], ["a", "b"]),
        ("ab", [2, 1], ["b", "a"]),
        ("ab", [2, FORM], ["b", "a"]),
        ("ab", [FORM], ["ab"]),
        ("abc", [FORM, 2], ["ac", "b"]),
        ("ab", [1], ["ab"]),
        ("a", [FORM, FILLER], ["a", ""]),
        ("a", [FILLER, 1], ["", "a"]),
        ("aa", [1, 1], ["a", "a"]),
        ("a", [], []),
    ],
)
def test_each_glyph_has_its_own_letters(written: str, glyphs: list[int], letters: list[str]) -> None:
    assert shared(written, glyphs, lambda letter: GLYPHS[letter]) == letters
