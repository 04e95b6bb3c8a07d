"""What somebody who mistyped a name may have meant, as the end of a hint."""

from __future__ import annotations

from collections.abc import Iterable

LONGEST = 60


LIKELY, CERTAIN = 0.6, 0.8
"""How alike two names are, from 0 to 1, when one may be meant by the other, and when nothing else can be."""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "known are {names}") -> str:
    """``did you mean 'title'?`` when a known name is near to `word`, else `otherwise` with all ``{names}``."""
    names = sorted(set(known))
    near = _nearest(word, names, LIKELY)
    return f"did you mean '{near}'?" if near else otherwise.format(names=listed(names))


def mistyped(word: str, known: Iterable[str]) -> str:
    """The known name that `word` is meant to be, beyond doubt; empty when it is one itself, or near to none."""
    names = sorted(set(known))
    return "" if word in names else _nearest(word, names, CERTAIN)


def _nearest(word: str, names: Iterable[str], alike: float) -> str:
    """The name that is nearest to `word`, if they are so much alike, whatever their capitals and strokes."""
    from difflib import get_close_matches  # only a mistake needs it

    folded = {name.casefold().replace("_", "-"): name for name in names}
    near = get_close_matches(word[:LONGEST].casefold().replace("_", "-"), folded, n=1, cutoff=alike)
    return folded[near[0]] if near else ""


def listed(names: Iterable[str]) -> str:
    """``a, b and c``."""
    *most, last = [*names] or ["none"]
    return f"{', '.join(most)} and {last}" if most else last


def shortened(text: str) -> str:
    """What an editor wrote, in one line and short enough to stand inside a message."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
