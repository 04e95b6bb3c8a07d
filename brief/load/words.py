"""The words that layouts add to a page, in the language of the brief: ``styles/words/{language}.yaml``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from brief.findings import BriefError, Finding, Place, stop_on_errors
from brief.findings import keys as rules
from brief.findings.nearest import listed, shortened
from brief.load import text, typed, yaml
from brief.load.yaml import Node, Pairs, Scalar

COMPLETE = "en"
"""The language in which every word is there, so that it tells which words there are."""

GAPS: Mapping[str, tuple[str, ...]] = {
    "to": ("{addressee}",),
    "date": ("{day}", "{month}", "{year}"),
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
    "chart-span": ("{first}", "{last}"),
    "chart-highest": ("{value}", "{label}"),
    "chart-lowest": ("{value}", "{label}"),
    "chart-last": ("{value}", "{label}"),
}
"""What is filled in, by the word that it stands in."""

LISTS = frozenset({"superlatives", "numbered", "documents", "published", "abbreviations"})
"""What is looked for and not printed: lists that a language may go without."""


SAMPLE = re.compile(r"1(?P<thousands>\D?)234(?P<decimal>\D)5")
"""A number as a language writes it, by which all others are written."""


def read(language: str, styles: Iterable[Path], place: Place) -> Mapping[str, str]:
    """The words for `language` from the folders of the look, where the first named override the later ones.

    Those of the language alone (``en``) serve for each of its kinds, and those of the whole tag (``en-US``)
    override them. `place` is where the language was chosen. Raises `BriefError` when no folder has words for it,
    when some are missing, or when a file of words cannot be read.
    """
    styles = tuple(styles)
    primary = language.partition("-")[0].lower()
    files = [(style, file) for style in reversed(styles) for file in _files(style, dict.fromkeys((primary, language)))]
    if not files:
        known = listed(sorted({file.stem for style in styles for file in (style / "words").glob("*.yaml")}))
        own = styles[0] if len(styles) > 1 else place.path.parent / "styles"
        ways = {"english": styles[-1] / "words" / f"{COMPLETE}.yaml", "own": own / "words" / f"{primary}.yaml"}
        raise BriefError([rules.LANGUAGE_WITHOUT_WORDS.at(place, language=language, known=known, **ways)])
    words = {word: said for style, file in files for word, said in _words(style, file).items()}
    needed = {word for file in _files(styles[-1], [COMPLETE]) for word in _words(styles[-1], file)}
    if missing := sorted(needed - words.keys() - LISTS):
        raise BriefError([rules.WORDS_MISSING.at(Place(files[-1][1]), missing=listed(missing))])
    return words


def _files(style: Path, names: Iterable[str]) -> tuple[Path, ...]:
    paths = (style / "words" / f"{name}.yaml" for name in names)
    return tuple(path for path in paths if path.is_file())


def _words(style: Path, path: Path) -> Mapping[str, str]:
    node = yaml.tree(text.read(style, path), path)
    if node is None:
        return {}
    kind = Mapping[str, str]
    stop_on_errors([*typed.problems(kind, node, path.stem), *_misfits(node)])
    words: Mapping[str, str] = typed.value(kind, node)
    return words


def _misfits(node: Node) -> Iterator[Finding]:
    """The words that could not be filled in."""
    for word, said in node.pairs if isinstance(node, Pairs) else ():
        if not isinstance(said, Scalar):
            continue
        if gaps := GAPS.get(word.text):
            rest = re.sub("|".join(map(re.escape, gaps)), "…", said.text)
            if wrong := re.search(r"\{[^{}]*\}?|\}", rest):
                found, known = shortened(wrong[0]), " ".join(gaps)
                yield rules.WORDS_GAP.at(said.place, word=word.text, found=found, gaps=known)
        if word.text == "number" and not SAMPLE.fullmatch(said.text):
            yield rules.WORDS_NUMBER.at(said.place, found=shortened(said.text))
        if word.text == "months":
            names = [name for name in said.text.split(",") if name.strip()]
            if len(names) != 12 or said.text.count(",") != 11:
                yield rules.WORDS_MONTHS.at(said.place, count=len(names))
