"""Words are divided by the same patterns, from the cache or not. Relies on how pyphen stores them."""

from __future__ import annotations

import marshal
from itertools import pairwise
from pathlib import Path

import pyphen
import pytest

from brief import cache
from brief.typeset.start import load

LANGUAGES = ["en_US", "fr", "uk_UA", "hu_HU"]


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    load()
    return tmp_path / "brief" / "hyphens"


def made(language: str) -> pyphen.HyphDict:
    return pyphen.HyphDict(Path(pyphen.LANGUAGES[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_kept_patterns_are_those_of_the_dictionary(language: str) -> None:
    theirs = pyphen.HyphDict.__mro__[1](Path(pyphen.LANGUAGES[language]))
    for ours in (made(language), made(language)):
        assert ours.patterns == theirs.patterns
        assert ours.maxlen == theirs.maxlen
        assert ours.positions("internationalisation") == theirs.positions("internationalisation")


@pytest.mark.parametrize(
    ("language", "word", "is_divided"),
    [
        ("en_US", "January", False),
        ("en_US", "january", True),
        ("en_US", "Internationalization", True),  # too long to stay whole in a narrow column
        ("fr", "Bruxelles", False),
        ("de_DE", "Januar", True),
    ],
)
def test_short_words_with_a_capital_are_divided_only_in_german(language: str, word: str, is_divided: bool) -> None:
    assert bool(made(language).positions(word)) == is_divided


def test_the_second_time_patterns_come_from_the_cache(empty_cache: Path) -> None:
    made("en_US")
    (kept,) = empty_cache.iterdir()
    cache.write(kept, marshal.dumps(({}, 7)), 1_000_000)
    assert (made("en_US").patterns, made("en_US").maxlen) == ({}, 7)


def test_broken_patterns_in_the_cache_are_read_anew(empty_cache: Path) -> None:
    whole = made("en_US").patterns
    (kept,) = empty_cache.iterdir()
    kept.write_bytes(kept.read_bytes()[:-1])
    assert made("en_US").patterns == whole


def test_patterns_are_read_without_a_writable_cache(empty_cache: Path) -> None:
    empty_cache.parent.mkdir()
    empty_cache.write_text("a file where a folder should be")
    assert made("en_US").patterns


@pytest.mark.parametrize(
    ("word", "divided"),
    [
        ("Mitgliedsstädten", "Mit-gliedsstäd-ten"),
        ("Rettungsleitstellen", "Ret-tungs-leitstel-len"),
        ("Übersterblichkeit", "Übersterb-lich-keit"),
        ("Übersicht", "Über-sicht"),
        ("Straßenbahn", "Stra-ßen-bahn"),
    ],
)
def test_no_part_of_a_german_word_is_without_a_vowel(word: str, divided: str) -> None:
    ends = sorted({0, *made("de_DE").positions(word), len(word)})
    assert "-".join(word[start:end] for start, end in pairwise(ends)) == divided
