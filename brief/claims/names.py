"""Numbers that count nothing: those in the names of laws, documents and places in them, in addresses and lists.

What is written alike in every language stands here; the words of a language (article, page, résolution) are its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import partial

from brief.claims.english import ORDINARY

GONE = "\0"
"""What a character becomes that says nothing, so that all others keep their places."""

_NUMBER = r"\d++(?:[./:–-]\d++)*(?:\(\w{1,4}\))*[a-z]?(?![A-Za-z\d%]|[.,]\d)(?:\s*\(\d{4}\))?"
_COUNTED = (
    r"(?!\s*(?:%|‰|per\s?cent|million|billion|thousand|hundred|years?|months?|weeks?|days?|hours?|people|women|men"
    r"|children|times)(?!\w))"
)
_DASHED = r"\d++(?:[–-]\d++)*"

IN_LISTS = re.compile(r"(?:^\W*|(?<=[:;,]\s))\d{1,2}[.)]\s|\[\d{1,3}\]")
"""The number of an item, and a note's number in the text."""

EVERYWHERE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
        r"(?<![\w.-])(?:[\w-]++\.)+[a-z]{2,6}/\S*",
        r"\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])",  # telephones
        r"(?<!\w)\d+[a-z]?,?\s(?:[A-Z][\w’.]*\s){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Lane|Drive)(?!\w)",
        r"(?<!\w)\d+,?\s(?:rue|avenue|boulevard|place|quai)\s",
        r"(?<!\w)[A-Z]{2}\s\d{5}(?:-\d{4})?(?!\w)",  # the end of an address in the United States
        r"(?<![\w/])[A-Z]{1,6}(?=/[\w./]*\d)(?:/[\w.]+)++(?:\s\(\d{4}\))?",  # documents of the UN: A/HRC/25/63
        rf"(?<!\w)(?:H\.?\s?R\.|S\.|[HS]\.\s?(?:J\.\s?|Con\.\s?)?Res\.|P\.?\s?L\.|Pub\.\s?L\.|Public\sLaw|E\.?O\.|"
        rf"Executive\sOrder(?:\s\(E\.?O\.?\))?)\s*(?:No\.\s*)?{_DASHED}",
        r"(?<!\w)\d+\s+(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|Stat\.|U\.?N\.?T\.?S\.?|L\.?N\.?T\.?S\.?|Fed\.\s?Reg\."
        r"|F\.\s?(?:2d|3d|4th)|S\.\s?Ct\.|U\.\s?S\.|I\.?L\.?M\.?)\s*(?:§+\s*)?\d[\w.–-]*(?:\(\w+\))*",
        rf"§+\s*{_DASHED}[a-z]?(?:\(\w+\))*",
        r"(?<!\w)\d+(?:st|nd|rd|th)\s(?:\w+\s)?(?:Congress|Cong\.|Parliament|(?i:session|meeting|plenary|edition))(?!\w)",
        r"(?<!\w)(?:\d{1,2}[GD]|401\(k\)s?|501\(c\)(?:\(\d+\))?|24/7)(?!\w)",
        r"(?<!\w)[vV]\d+(?:\.\d+)+|(?<![\d.])\d+(?:\.\d+){2,}(?!\d|\.\d)",  # versions
        r"(?<!\w)(?:[№#]|[Nn][°º]s?\.?)\s?\d[\d/.–-]*",
    )
)

_PREFIXED = re.compile(
    r"(?<![\w-])(?!(?:[Mm]id|[Pp]re|[Pp]ost|[Nn]on|[Ss]ub|[Oo]ver|[Uu]nder|EUR|USD|GBP|CHF|CAD|AUD|KRW|JPY|Rs|US|FY)-?\d)"
    r"[A-Z][A-Za-z]*-?\d+[\w-]*"
)
"""A name with a number at its end: ``COVID-19``, ``G20``, ``B-52``, ``H1N1``."""


def numbered(entries: Iterable[str], english: bool) -> re.Pattern[str] | None:
    """What finds a number in the name of a thing, by the words it stands behind, or in: ``page``, ``제#조``."""
    number = rf"(?>{_NUMBER}|{ORDINARY}(?!\w))" if english else rf"(?>{_NUMBER})"
    more = rf"(?:(?:,\s*{number})*(?:\s*[–-]\s*|,?\s+(?:and|or|to|et|ou|à|bis|und)\s+){number})?"
    before, within = [], []
    for entry in entries:
        word = r"\s+".join(map(re.escape, entry.split()))
        if "#" in entry:
            within.append(word.replace(r"\#", r"\s?\d+(?:[./–-]\d+)*\s?"))
        else:
            before.append(rf"{word}(?:\s+(?:nos?\.\s*|\(\w+\)\s*)?|(?<=\W)\s*)")
    patterns = [rf"(?<!\w)(?:{'|'.join(before)}){number}{more}{_COUNTED}"] if before else []
    return re.compile("|".join([*patterns, *within]), re.IGNORECASE) if patterns or within else None


def without(text: str, pattern: re.Pattern[str] | None) -> str:
    """`text` with what `pattern` matches gone, and everything else in its place."""
    return pattern.sub(lambda match: GONE * len(match[0]), text) if pattern else text


def without_names(text: str, numbered_things: re.Pattern[str] | None) -> str:
    """`text` without the numbers of laws, documents, places in them, addresses and lists."""
    text = without(text, IN_LISTS)
    if "(1)" in text:  # a list within the sentence
        text = without(text, re.compile(r"\(\d{1,2}\)"))
    for pattern in EVERYWHERE:
        text = without(text, pattern)
    return without(text, numbered_things)


without_prefixed = partial(without, pattern=_PREFIXED)
"""A text without such names; to be asked for when its dates are gone (``FY2024``)."""
