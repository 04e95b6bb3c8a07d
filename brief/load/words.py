"""The words that layouts add to a page, in the language of the brief: ``styles/words/{language}.yaml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from brief.findings import BriefError, Place, stop_on_errors
from brief.findings.nearest import listed
from brief.findings.source import LANGUAGE_WITHOUT_WORDS, WORDS_MISSING
from brief.load import text, typed, yaml

COMPLETE = "en"
"""The language in which every word is there, so that it tells which words there are."""


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
        raise BriefError([LANGUAGE_WITHOUT_WORDS.at(place, language=language, known=known, primary=primary)])
    words = {word: said for style, file in files for word, said in _words(style, file).items()}
    needed = {word for file in _files(styles[-1], [COMPLETE]) for word in _words(styles[-1], file)}
    if missing := sorted(needed - words.keys()):
        raise BriefError([WORDS_MISSING.at(Place(files[-1][1]), missing=listed(missing))])
    return words


def _files(style: Path, names: Iterable[str]) -> tuple[Path, ...]:
    paths = (style / "words" / f"{name}.yaml" for name in names)
    return tuple(path for path in paths if path.is_file())


def _words(style: Path, path: Path) -> Mapping[str, str]:
    node = yaml.tree(text.read(style, path), path)
    if node is None:
        return {}
    kind = Mapping[str, str]
    stop_on_errors(typed.problems(kind, node, path.stem))
    words: Mapping[str, str] = typed.value(kind, node)
    return words
