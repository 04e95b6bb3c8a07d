"""The words that layouts print, in the language of the brief: ``styles/words/{language}.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from brief.findings import Finding, Place
from brief.findings import keys as rules
from brief.findings.nearest import listed, shortened
from brief.load import text, typed, yaml
from brief.load.yaml import Node, Scalar
from brief.model import own_styles

COMPLETE = "en"
"""The language whose file has every word."""

GAPS: Mapping[str, tuple[str, ...]] = {
    "to": ("{addressee}",),
    "date": ("{day}", "{month}", "{year}"),
    "embargo": ("{time}", "{date}"),
    "photo-by": ("{credit}",),
    "drawing-by": ("{credit}",),
    "qr-code": ("{address}",),
    "page-of": ("{page}", "{pages}"),
    "note-call": ("{number}",),
    "back": ("{page}",),
    "back-to-call": ("{number}",),
    "pdf-at": ("{address}",),
    "percent": ("{number}",),
    "pair": ("{name}", "{text}"),
    "asks-of-all": ("{count}", "{all}"),
    "ordinals": ("{number}",),
    "possessive": ("{name}",),
    "chart-span": ("{first}", "{last}"),
    "chart-highest": ("{value}", "{label}"),
    "chart-lowest": ("{value}", "{label}"),
    "chart-last": ("{value}", "{label}"),
}
"""The placeholders that a word may have."""

OF_COPIES = frozenset({"ordinals", "possessive", "article", "route", "done"})
"""The words for filters of fields and for a route. A language may lack them; these filters then refuse all values."""

SKIPPED = frozenset({"asks-of-all"})
"""Words that are left out of the page in a language that lacks them."""

SELDOM = frozenset({"embargo", "sign-off-code"})
"""Words that few briefs need. A language may lack them; they are then printed in English."""

LISTS = frozenset({"superlatives", "numbered", "documents", "published", "abbreviations"})
"""Lists of words to look for in a text. They are never printed, so a language may lack them."""

_OF_CHECKS = """
    asking before-asking passive common estimates relative-times acronyms totals doubled once spellings alt-openings
    alt-words link-words not-added saying spelled
"""
OF_CHECKS = frozenset(_OF_CHECKS.split())
"""The lists of words for `brief check`. A language may lack them; the checks that need them then find nothing."""

SAMPLE = re.compile(r"1(?P<thousands>\D?)234(?P<decimal>\D)5")
"""The sample that shows how a language writes numbers."""


def read(language: str, styles: Iterable[Path], place: Place) -> Mapping[str, str]:
    """The words for `language` from folders of styles; a folder overrides those after it.

    The words of a primary language (``en``) serve all its regions, and those of the whole tag (``en-US``) override
    them. `place` is where the language was chosen. Raises `BriefError` when no folder has words for the language,
    when some are missing, or when a file of words is wrong.
    """
    *_, house = styles = tuple(styles)
    english = house / "words" / f"{COMPLETE}.yaml"
    primary = language.partition("-")[0].lower()
    names = [f"words/{name}.yaml" for name in dict.fromkeys((primary, language))]
    files = [(style, style / name) for style in reversed(styles) for name in names if (style / name).is_file()]
    if not files:
        known = listed(sorted({file.stem for style in styles for file in (style / "words").glob("*.yaml")}))
        own = next(iter(own_styles(styles)), place.path.parent / "styles")
        ways = {"english": english, "own": own / "words" / f"{primary}.yaml"}
        raise rules.LANGUAGE_WITHOUT_WORDS.error_at(place, language=language, known=known, **ways)
    of_file = cache(_words)
    words = {word: phrase for style, file in files for word, phrase in of_file(style, file).items()}
    whole = of_file(house, english)
    words = {**{word: whole[word] for word in sorted(SELDOM)}, **words}
    if missing := sorted(whole.keys() - words.keys() - LISTS - OF_COPIES - OF_CHECKS - SKIPPED):
        raise rules.WORDS_MISSING.error_at(Place(files[-1][1]), missing=listed(missing))
    return words


def _words(style: Path, path: Path) -> Mapping[str, str]:
    node = yaml.tree(text.read(style, path), path)
    if node is None:
        return {}
    words: Mapping[str, str] = typed.checked(typed.form(Mapping[str, str]), node, path.stem, _wrong_words(node))
    return words


def _wrong_words(node: Node) -> Iterator[Finding]:
    """Findings on unknown placeholders in words, and on a sample number or a list of months that cannot be used."""
    for word, phrase in yaml.pairs(node):
        if not isinstance(phrase, Scalar):
            continue
        if gaps := GAPS.get(word.text):
            rest = re.sub("|".join(map(re.escape, gaps)), "…", phrase.text)
            if wrong := re.search(r"\{[^{}]*\}?|\}", rest):
                found, known = shortened(wrong[0]), " ".join(gaps)
                yield rules.WORDS_GAP.at(phrase.place, word=word.text, found=found, gaps=known)
        if word.text == "number" and not SAMPLE.fullmatch(phrase.text):
            yield rules.WORDS_NUMBER.at(phrase.place, found=shortened(phrase.text))
        if word.text == "months":
            months = phrase.text.split(",")
            named = sum(1 for month in months if month.strip())
            if not named == len(months) == 12:
                yield rules.WORDS_MONTHS.at(phrase.place, count=named)
