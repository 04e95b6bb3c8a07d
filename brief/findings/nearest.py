"""Suggestions for a mistyped name, and other pieces of messages."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60
"""The most characters of an editor's text that a message repeats."""

LIKELY, CERTAIN = 0.6, 0.8
"""The similarity of two names, from 0 to 1, at which one may be meant by the other, and at which it must be."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "known are {names}", **words: str) -> str:
    """``did you mean 'title'?`` when a known name is like `word`, else `otherwise` with all ``{names}`` and `words`."""
    names = sorted(set(known))
    near = _nearest(word, names, LIKELY)
    return f"did you mean '{near}'?" if near else otherwise.format(names=listed(names), **words)


def perhaps(word: str, known: Iterable[str]) -> str:
    """``; did you mean 'images/songbun.svg'?`` behind a hint; empty when no known name is near."""
    near = did_you_mean(word, known, "")
    return f"; {near}" if near else ""


def mistyped(word: str, known: Iterable[str]) -> str:
    """The known name that `word` must mean; empty when it is known itself, or when it is like no other."""
    names = sorted(set(known))
    return "" if word in names else _nearest(word, names, CERTAIN)


def _nearest(word: str, names: Iterable[str], alike: float) -> str:
    """The name most like `word`, if they are so much alike, without regard to case and to - and _."""
    from difflib import get_close_matches  # only a mistake needs it

    folded = {name.casefold().replace("_", "-"): name for name in names}
    near = get_close_matches(word[:LONGEST].casefold().replace("_", "-"), folded, n=1, cutoff=alike)
    return folded[near[0]] if near else ""


def listed(names: Iterable[str], word: str = "and") -> str:
    """``a, b and c``."""
    *most, last = [*names] or ["none"]
    return f"{', '.join(most)} {word} {last}" if most else last


def counted(number: int, what: str) -> str:
    """``1 page``, ``2 pages``."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def shortened(text: str) -> str:
    """An editor's text on one line, short enough for a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
