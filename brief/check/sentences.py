"""Splits text into sentences, for advice on shortening, for the rules of `review`, and for claims.

A full stop ends a sentence when white space follows and then no lower-case letter. After an abbreviation (``U.S.``,
``etc.``, an initial) it ends one only before a word that commonly begins a sentence, and after the day of a date
(``1. Januar``) none. Quotations and brackets are not split.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

STOP = re.compile(
    r"(?P<stop>(?:\.(?:[ \xa0]\.){2,}|[.!?…‽؟۔।]+|[。！？]))"
    r"(?P<closers>(?:[”’\"'»›)\]】」』*]|[ \xa0\u202f][»›]|\[\d{1,3}\])*)"
    r"(?P<gap>\s+|$|(?<=[。！？」』])|(?<=\])|(?<=[a-z\d][.!?])(?=[A-Z][a-z’]*(?![\w./@])))"
)
"""Where a sentence may end: a stop, closing marks and white space.

The white space may be missing after a note's ``[1]``, and by mistake: ``last year.The others``. Left-over asterisks
count as closing marks: ``in 2017.** Oil** fell``.
"""

WHOLE = re.compile(r"“[^”]*”|«[^»]*»|「[^」]*」|『[^』]*』|„[^“”]*[“”]|(?<!\w)\"[^\"]*\"(?!\w)|\([^()]*\)")
"""Quotations and brackets, which are not split."""

DOTTED = re.compile(r"(?<!\w)(?:[^\W\d_]\.)+$")
"""An initial, or initials: ``J.``, ``U.S.``, ``a.m.``"""

_OPENERS = """
    A After All Although An And Another Any As At Because Before But By During Each Even Every Few For From He Her Here
    His How However If In It Its Many More Most Neither No Nobody None Nor Not Now Of On Once One Only Or Other Our
    Several She Since So Some Still Such That The Their Then There These They This Those Though Through To Today Two
    Under Until We What When Where Whether Which While Who Why With Without Yet You
    Au Aux Avec C’est Ce Ces Cet Cette Dans De Depuis Des Elle Elles En Et Il Ils La Le Les Leur Mais Même Nous On Or Où
    Par Pour Puis Quand Sa Sans Ses Si Son Sur Tous Tout Un Une Vous
"""
OPENERS = frozenset(_OPENERS.split())
"""Words that commonly begin a sentence, with a capital letter."""

ITEM = r"(?:\d{1,2}|[A-Za-z]|[ivx]{1,4})\."
"""The number of a list item: ``1.``, ``b.``, ``iv.``"""

DAY = re.compile(r"(?<!\d)\d{1,2}\.$")
"""The day of a date, in languages that write a full stop behind it."""

NEXT = re.compile(r"[\s“‘«‹\"'(\[「『¿¡—–-]*(?P<word>[^\W_][\w’]*)?(?P<dot>\.?)")


def behind_days(words: Mapping[str, str]) -> frozenset[str]:
    """The names of months in a language whose dates have a full stop behind the day; empty for any other language."""
    return frozenset(re.split(r",\s*", words["months"]) if "{day}." in words.get("date", "") else ())


def spans(text: str, abbreviations: Iterable[str], months: Iterable[str] = ()) -> Iterator[tuple[int, int]]:
    """The start and the end of each sentence in `text`, without the white space around it.

    The `months` are those from `behind_days`.
    """
    start, known = 0, frozenset(entry.split()[-1] for entry in abbreviations)
    within = [match.span() for match in WHOLE.finditer(text)]
    for match in STOP.finditer(text):
        end = match.start("gap")
        inside = any(first < match.end("stop") <= last - 1 and end < last for first, last in within)
        follows = NEXT.match(text, match.end())
        is_date = follows and follows["word"] in months and DAY.search(text[start : match.end("stop")])
        if end > start and not (inside or is_date) and _ends(text[start : match.end("stop")], match, known):
            yield start, end
            start = match.end()
    if rest := text[start:].strip():
        first = text.index(rest, start)
        yield first, first + len(rest)


def _ends(sentence: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    """Whether the stop at the end of `sentence` ends it."""
    follows = NEXT.match(match.string, match.end())
    word, dot = (follows["word"] or "", follows["dot"]) if follows else ("", "")
    if not word:
        return not match.string[match.end() :].strip() or match["stop"] != "…"
    if word[0].islower():
        return False
    if match["stop"] == "." and not match["closers"].strip(")]"):
        if re.fullmatch(rf"\W*{ITEM}", sentence) or re.search(rf"[:;,]\s+{ITEM}$", sentence[-8:]):
            return False
        last = sentence[-40:].split()[-1].lstrip("“‘«\"'([")
        if last in abbreviations or DOTTED.search(last):
            return word in OPENERS and not dot
    return True
