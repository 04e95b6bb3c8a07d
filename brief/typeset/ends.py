"""The end of a line: how bad it is, and what is written on the line and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unicodedata import category, east_asian_width

FEWEST = 12
"""The fewest letters in the last line of a paragraph; in a narrow column, a third of those in the line above."""

HALF_A_WORD, SHORT, HYPHEN = 8, 3, 1
"""How bad it is that the last line is half a word, that it is short (up to one more for the letters that it lacks), and
that a line ends with a hyphen where none is allowed."""

BREAK = "[\\s\N{ZERO WIDTH SPACE}]"
"""A place where a line may end: a blank, or a mark in an address."""

HYPHENS = ("-", "\N{HYPHEN}", "\N{NON-BREAKING HYPHEN}")

Place = dict[int, Any]
"""WeasyPrint's position in a box: the index of a child, with the position in it; in a text, the index of a byte."""


def letters_of(line: Any) -> int:
    """The width of a line in letters."""
    return letters("".join(texts(line, None)).strip())


def words_of(line: Any) -> int:
    """The number of words and parts of words on a line."""
    return len("".join(texts(line, None)).split())


def key(place: Place | None) -> tuple[int, ...]:
    """A place as the key of a dictionary."""
    if not place:
        return ()
    ((at, inside),) = place.items()
    return at, *key(inside)


def is_in_flow(line: Any) -> bool:
    """Whether a line contains no floated or positioned box, which would be laid out twice."""
    return all(part.is_in_normal_flow() for part in line.descendants(placeholders=True))


def badness(box: Any, line: Any, rest: Place | None, is_enough: bool) -> float:
    """How bad the end of a line is, 0 if it is good; with `is_enough`, a hyphen there is one too many."""
    if rest is None or _is_forced(box, rest) or not re.search(BREAK, "".join(texts(line, None)).strip()):
        return 0  # a line of one word, or part of one, cannot become shorter
    after, has_hyphen = beginning(box, rest), ends_with_hyphen(line)
    is_word = not re.search(r"\s", after)
    wanted = min(FEWEST, letters("".join(texts(line, None))) // 3)
    missing = max(wanted - letters(after), 0) if len(after) < 2 * FEWEST else 0
    half_a_word, one_more = has_hyphen and is_word, has_hyphen and is_enough
    return HALF_A_WORD * half_a_word + (SHORT + missing / FEWEST) * bool(missing) + HYPHEN * one_more


def _is_forced(box: Any, rest: Place) -> bool:
    """Whether a line ends at a line break in the text."""
    ((at, inside),) = rest.items()
    if hasattr(box, "text"):
        return bool(box.text.encode()[:at].endswith(b"\n"))
    return inside is not None and _is_forced(box.children[at], inside)


def beginning(box: Any, rest: Place, least: int = 4 * FEWEST) -> str:
    """The text from a place up to the next line break, or at least its first `least` letters; never empty."""
    found = ""
    for text in texts(box, rest):
        before, line_break, _ = text.partition("\n")
        found += before
        if line_break or len(found) > least:
            break
    return found.strip() or "\N{OBJECT REPLACEMENT CHARACTER}" * FEWEST


def texts(box: Any, place: Place | None) -> Iterator[str]:
    """The texts in a box from a place on; a picture counts as a text of `FEWEST` letters."""
    if not box.is_in_normal_flow():
        return
    ((at, inside),) = (place or {0: None}).items()
    if hasattr(box, "text"):
        yield box.text.encode()[at:].decode()
    elif hasattr(box, "replacement"):
        yield "\N{OBJECT REPLACEMENT CHARACTER}" * FEWEST
    else:
        for child in box.children[at : at + 1]:
            yield from texts(child, inside)
        for child in box.children[at + 1 :]:
            yield from texts(child, None)


def ends_with_hyphen(part: Any) -> bool:
    """Whether a line ends with a hyphen, typed or added."""
    while part.children:
        part = part.children[-1]
    return bool(getattr(part, "text", "").endswith(HYPHENS))


def letters(text: str) -> int:
    """The width of a text in letters: Korean letters count as two, invisible signs such as those for breaks as none."""
    return sum(0 if category(sign) == "Cf" else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
