"""File names that every system allows, and that do not collide with one another."""

from __future__ import annotations

import pytest

from brief.load.folders import collisions, is_portable


@pytest.mark.parametrize(
    "name",
    ["a.md", "./a//b.md", "a b/c (1).png", "한/é.md", "Screenshot 3.04\u202fPM.png", "console.md", "com.md", "x" * 255],
)
def test_a_name_that_every_system_allows_is_portable(name: str) -> None:
    assert is_portable(name)


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "/", "/a", "../a", "a/../b", ".git/a", "a/.b", "a.", "a ", "a./b",
        "a:b", "a\\b", "a?", "a*b", 'a"b', "a|b", "<a>", "a\nb", "a\x00b", "a\x1bb", "a\u202eb", "\ud800",
        "con", "CON.txt", "nul", "Aux .png", "com1.md", "lpt².md", "x" * 256, "한" * 86, "a/" * 600 + "a",
    ],
)  # fmt: skip
def test_a_name_that_some_system_does_not_allow_is_not_portable(name: str) -> None:
    assert not is_portable(name)


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["a", "b", "a.md", "ab/a"], []),
        (["a/b", "a/c", "a/d/e", "A/f"], []),
        (["a", "A"], [("A", "a")]),
        (["a", "./a"], [("a", "./a")]),
        (["a/b/c", "a"], [("a/b/c", "a")]),
        (["A/b", "a"], [("A/b", "a")]),
        (["\u00e9", "e\u0301"], [("e\u0301", "\u00e9")]),
        (["stra\u00dfe", "STRASSE"], [("STRASSE", "stra\u00dfe")]),
    ],
)
def test_names_that_collide_on_some_system_are_found(names: list[str], found: list[tuple[str, str]]) -> None:
    assert list(collisions(names)) == found
