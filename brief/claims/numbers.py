"""Numbers written as words in English, and numbers that count nothing, such as those in names of laws and documents.

Names that are written alike in every language are here; words such as article, page, résolution are in the word lists
of a language.

In English, `one` is mostly a pronoun or an article ("no one", "one agenda"). It counts only with a measure: "one in
five", "one percent", "at least one". The same holds for "half", "a third" and "a quarter", which also divide a year,
and for "once", which mostly means "formerly". A number in words is no claim where it points back ("none of the three",
"these two laws"), announces a list ("two main reasons"), defines a category ("two or more races"), or measures only
time ("the past two decades", "three decades after the Act").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_UNITS = "two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
SCALE = "(?:hundred|thousand|million|billion|trillion|dozen)"
PART = "(?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth|millionth)"

CARDINAL = rf"(?:(?:{_TENS})(?:[-\s](?:one|{_UNITS})(?!\w))?|(?:{_TEENS}|{_UNITS})(?!\w))"
"""A whole number from two to ninety-nine."""

ORDINARY = rf"(?:one|{CARDINAL})"
"""A whole number in words, including 'one' where that is surely a number, as after 'Chapter'."""

_MEASURES = (
    r"(?:in|out\s+of)\s+(?:every\s+)?(?:\d|" + CARDINAL + rf"|a\s+{SCALE})"
    rf"|(?:and\s+a\s+half|or\s+(?:two|more)|to\s+{CARDINAL})"
    rf"|{SCALE}|per\s?cent|percentage|(?:year|month|week|hour|minute|mile|kilomet|met|acre|hectare|ton|dollar|euro|cent)"
)
_BOUND = (
    r"(?:at\s+(?:least|most)|(?:more|less|fewer|other|greater)\s+than|only|just|exactly|nearly|almost|about|around|roughly"
    r"|over|under|by|to|up\s+to|some|an\s+estimated|fully|well\s+over)"
)

IN_ENGLISH = rf"""(?i:(?<![\w’-])(?:
      {CARDINAL}(?!\w)
    | {SCALE}s?(?!\w)
    | (?<!net[- ])zero(?!\w|[- ](?:tolerance|emission|carbon|sum|based))
    | one[-\s](?={_MEASURES}) | one-?{PART}
    | (?:at\s+least|(?:more|less|fewer)\s+than|only|just|exactly)\s+one
        (?!\w|\s+(?:another|of|part|reason|example|way)(?!\w))
    | (?:a|one)\s+{PART}\s+of | {_BOUND}\s+(?:a|one)[-\s]{PART}(?!\w)
    | {_BOUND}\s+(?:one[-\s])?half(?![\w-]) | (?:in|one|a)\s+half(?![\w-])
    | half[-\s](?:a[-\s])?(?:million|billion|dozen|century|decade|hour)
    | (?<!first\s)(?<!second\s)(?<!latter\s)(?<!other\s)half\s+(?:of|the|a|an|its|their|his|her|our|all|as|that)(?!\w)
    | scores\s+of | (?:a\s+)?majority\s+of
    | twice(?!\w) | thrice | once\s+(?:a|an|every|each|per|in)(?!\w)
    | (?:two|three|four|five|six|seven|eight|nine|ten|hundred|thousand|many)-?fold(?!\w)
    | (?:doubl|tripl|trebl|quadrupl|quintupl)(?:ed|ing)(?!\w) | halv(?:ed|ing)(?!\w)
    | (?:double|triple|treble|quadruple)\s+(?:the|that|its|their|what|as)(?!\w)
    ))"""
"""A part of a pattern with ``re.VERBOSE`` that matches a number in English words."""

_TIMES = r"(?:hours?|days?|weeks?|months?|quarters?|years?|decades?)"
_LISTED = (
    r"(?:actions|areas|aspects|categories|causes|chapters|components|conclusions|considerations|criteria|dimensions"
    r"|elements|examples|facts|factors|features|findings|forms|goals|groups|issues|kinds|lessons|measures|methods"
    r"|models|objectives|options|panels|parts|phases|pieces|pillars|points|principles|priorities|problems|proposals"
    r"|purposes|questions|reasons|recommendations|respects|scenarios|sections|sides|sources|stages|steps|strands|tasks"
    r"|themes|things|topics|trends|types|ways)"
)

POINTING = re.compile(
    rf"""(?<![\w’-])(?:
      (?:the|these|those)\s(?:(?:first|last|next|other|past|previous|coming|following|preceding)\s)?{CARDINAL}
    | (?:first|last|next|past|previous|coming|following|preceding)\s(?:{CARDINAL}|\d{{1,3}})(?=[-\s]{_TIMES}(?!\w))
    | {CARDINAL}(?=
        -(?:hour|day|week|month|quarter|year|decade)(?!\w)
        | \s(?:[a-z-]+\s){{0,2}}{_LISTED}(?!\w) | \s[^.:;]{{3,200}}:$
        | [-\s]{_TIMES}\s(?:after|before|since)\s(?:the\s)?(?-i:[A-Z])
        | \sof\s(?:the|these|those)\s{_LISTED}(?!\w))
    | two(?=\sor\smore\s) | (?:(?<=\bis\s)|(?<=\bare\s))(?:two|three|four)-?fold(?=[:.])
    | (?:this|these|the\ssame)\s(?:additional\s|extra\s)?(?:[$€£]\s?)?\d++(?:[.,]\d++)*+
    | (?:after|despite)\s{CARDINAL}(?=\s(?:consecutive|straight|successive)\s)
    | (?:last|past|next)\shalf[-\s](?:a[-\s])?century | (?:each|every)\s1\spercentage\spoint
    )(?![-\s](?:{SCALE}|{PART}s?|per\s?cent|percentage)(?!\w))""",
    re.VERBOSE | re.IGNORECASE,
)
"""English numbers in words that are no claims: ``these two laws`` points back, ``three reasons`` announces a list."""

GONE = "\0"
"""Replaces each character that is to be ignored, so that the others keep their offsets."""

_NUMERALS = r"\d++(?:[./:–-]\d++)*(?:\(\w{1,4}\))*[a-z]?(?![A-Za-z\d%]|[.,]\d)(?:\s*\(\d{4}\))?"
_NO_COUNT = (
    r"(?!\s*(?:%|‰|per\s?cent|million|billion|thousand|hundred|years?|months?|weeks?|days?|hours?|people|women|men"
    r"|children|times)(?!\w))"
)
_DASHED = r"\d++(?:[–-]\d++)*"

IN_LISTS = re.compile(r"(?:^\W*|(?<=[:;,]\s)|(?<=[:;,]\s\s))\d{1,2}[.)]\s|\[\d{1,3}\]")
"""The number of an item of a list, and the number of a note in the text."""

EVERYWHERE = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.]+",
        r"(?<![\w.-])(?:[\w-]++\.)+[a-z]{2,6}/\S*",
        r"(?<![\d.,:])\d{1,2}:\d{2}(?!\d)(?:\s?[ap]\.?\s?m\b\.?)?|(?<![\d.,])\d{1,2}\s?[ap]\.?m\b\.?",  # times
        r"(?<![\d.,])0\d{2,4}[\s-]\d{3,4}(?:[\s-]?\d{3,4})?(?![\d.,])",
        r"\+\d[\d\s().-]{6,}\d|\(\d{3}\)\s?\d{3}-\d{4}|(?<![\d-])\d{3}-\d{3}-\d{4}(?![\d-])",  # telephones
        r"(?<!\w)\d+[a-z]?,?\s(?:[A-Z][\w’.]*\s){1,3}(?:Street|St\.|Avenue|Ave\.|Road|Rd\.|Boulevard|Blvd\.|Lane|Drive)(?!\w)",
        r"(?<!\w)(?:\d+(?:st|nd|rd|th)(?:\sand|,)?\s)+(?:Street|St\.|Avenue|Ave\.|Road|Boulevard)s?(?!\w)",
        r"(?<!\w)\d+,?\s(?:rue|avenue|boulevard|place|quai)\s",
        r"(?<!\w)[A-Z]{2}\s\d{5}(?:-\d{4})?(?!\w)",  # the end of an address in the United States
        r"(?<![\w/])[A-Z]{1,6}(?=/[\w./]*\d)(?:/[\w.]+)++(?:\s\(\d{4}\))?",  # documents of the UN: A/HRC/25/63
        rf"(?<!\w)(?:H\.?\s?R\.|S\.|[HS]\.\s?(?:J\.\s?|Con\.\s?)?Res\.|P\.?\s?L\.|Pub\.\s?L\.|Public\sLaw|E\.?O\.|"
        rf"Executive\sOrder(?:\s\(E\.?O\.?\))?)\s*(?:No\.\s*)?{_DASHED}",
        r"(?<!\w)\d+\s+(?:U\.?\s?S\.?\s?C\.?(?:\s?A\.)?|C\.?\s?F\.?\s?R\.?|Stat\.|U\.?N\.?T\.?S\.?|L\.?N\.?T\.?S\.?|Fed\.\s?Reg\."
        r"|F\.\s?(?:2d|3d|4th)|S\.\s?Ct\.|U\.\s?S\.|I\.?L\.?M\.?)\s*(?:§+\s*)?\d[\w.–-]*(?:\(\w+\))*",
        rf"(?<!§)§++\s*+{_DASHED}[a-z]?(?:\(\w+\))*",
        r"(?<!\w)(?:by|on|until|the|since|before|after)\s\d{1,2}(?:st|nd|rd|th)(?=\W|$)(?!\s(?:percentile|of\s))",
        r"(?<!\w)\d+(?:st|nd|rd|th)\s(?:\w+\s)?(?:Congress|Cong\.|Parliament|(?i:session|meeting|plenary|edition))(?!\w)",
        r"(?<!\w)(?i:aged?|ages|older\sthan|younger\sthan)\s(?:of\s|between\s)?"
        r"\d{1,3}(?:\s?(?:[–-]|to|and)\s?\d{1,3})?(?!\w)",  # of people
        r"(?<!\w)(?:adults|children|citizens|men|patients|people|persons|residents|those|women|workers)\s"
        r"(?:aged|over|under)\s\d{1,3}(?![\w%]|[.,]\d)",
        r"(?<![\w.,$€£])\d{1,3}\s(?:and|or)\s(?:above|older|over|under|younger)(?!\w)",
        r"(?<=\()\d{1,3}\sor\s(?:fewer|less|more|over|under)(?=\s[\w\s-]{1,30}\))",  # (27 or more weeks)
        r"(?<!\w)(?:\d{1,3}-(?:,|\s(?:and|or|to))\s)?\d{1,3}-(?:day|month|week|year)\s(?:[a-z]+\s)?(?i:anniversary|bonds?|budget|fixed"
        r"|history|horizon|life|mortgage|notes?|period|plan|treasur(?:y|ies)|window|yields?)(?!\w)",
        r"“(?:I|We)\s[^”]{1,40}”",  # what somebody might say
        r"(?<!\w)K(?:[-–]|\sthrough\s|\sto\s)12(?!\w)",  # of schools
        r"(?<!\w)(?:[A-Z]{2,}\s){2,4}\d{1,2}(?![\w%]|[.,]\d)",  # of ships
        r"(?<![\w.,$€£])\d{1,4}[A-Z](?!\w)",  # sections of laws, forms: 25C
        r"(?<![\w.,$€£])\d{1,3}\([a-z]{1,2}\)(?:\(\w{1,4}\))*"  # 7(a) and 504 loans
        r"(?:\s(?:and|or)\s\d{1,3}(?=\s(?:[a-z]+\s)?(?:loans?|plans?|programs?)(?!\w)))?",
        r"(?<!\w)(?:\d{1,2}[GD]|401\(k\)s?|501\(c\)(?:\(\d+\))?|24/7)(?!\w)",
        r"(?<!\w)[vV]\d+(?:\.\d+)+|(?<![\d.])\d+(?:\.\d+){2,}(?!\d|\.\d)",  # versions
        r"(?<!\w)(?:[№#]|[Nn][°º]s?\.?)\s?\d[\d/.–-]*",
    )
)

NAMES = re.compile(
    r"(?<![\w-])(?!(?:[Mm]id|[Pp]re|[Pp]ost|[Nn]on|[Ss]ub|[Oo]ver|[Uu]nder|EUR|USD|GBP|CHF|CAD|AUD|KRW|JPY|Rs|US|FY)-?\d)"
    r"[A-Z][A-Za-z]*-?\d+[\w-]*"
)
"""Names with a number in them: ``COVID-19``, ``G20``, ``B-52``, ``H1N1``."""


def numbered(entries: Iterable[str], english: bool) -> re.Pattern[str] | None:
    """A pattern for a number after a word such as ``page``, or within one such as ``제#조``; None without words."""
    number = rf"(?>{_NUMERALS}|{ORDINARY}(?!\w))" if english else rf"(?>{_NUMERALS})"
    more = rf"(?:(?:,\s*{number})*(?:\s*[–-]\s*|,?\s+(?:and|or|to|et|ou|à|bis|und)\s+){number})?"
    before, within = [], []
    for entry in entries:
        word = r"\s+".join(map(re.escape, entry.split()))
        if "#" in entry:
            within.append(word.replace(r"\#", r"\s?\d+(?:[./–-]\d+)*\s?"))
        else:
            before.append(word)
    blank = r"(?:\s+(?:nos?\.\s*|\(\w+\)\s*)?|(?<=\W)\s*)"
    patterns = [rf"(?<!\w)(?:{'|'.join(before)}){blank}{number}{more}{_NO_COUNT}"] if before else []
    return re.compile("|".join([*patterns, *within]), re.IGNORECASE) if patterns or within else None


def without(text: str, pattern: re.Pattern[str] | None) -> str:
    """`text` with `GONE` in place of all that `pattern` matches, so that the rest keeps its offsets."""
    return pattern.sub(lambda match: GONE * len(match[0]), text) if pattern else text


def without_names(text: str, numbered: re.Pattern[str] | None) -> str:
    """`text` without the numbers in names of laws and documents, in addresses, and of items of lists."""
    text = without(text, IN_LISTS)
    if "(1)" in text:  # a list within the sentence
        text = without(text, re.compile(r"\(\d{1,2}\)"))
    for pattern in EVERYWHERE:
        text = without(text, pattern)
    return without(text, numbered)
