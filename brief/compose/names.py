"""Keeps numbers with their units, parts of names, and short words with hyphens on one line in headings and captions.

Dates, and numbers with their scale, unit or label, are kept on one line everywhere.

The language decides what belongs together: the names of its months, and words before a number, such as 'Article'. Names
of people are recognized only by their titles and initials.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from brief.compose.trees import letters
from brief.model import classes, text_nodes

LONGEST = 24
"""Letters of the longest match that is kept on one line; the narrowest line of a caption has about 30."""

LONGEST_IN_CELL = 8
"""The same in a cell of a table: ``32.1 °C``."""

_BLANK = r"[^\S\xa0\u202f\n]+"
_NUMBER = r"[0-9](?:[0-9.,’/–—\-\xa0\u202f]*[0-9])?"
_YEAR = r"(?:1[5-9]|2[01])[0-9]{2}(?![.,]?[0-9])"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|re|e)\b|(?<![0-9]{3})\.)?"
_MONEY = r"(?:[$€£¥₩]|[A-Z]{1,3}\$|(?:USD|EUR|GBP|CHF|CAD|AUD|KRW|JPY)\b)"
_DAY = r"(?:[0-9]{1,2}\.?[–-])?[0-9]{1,2}"
_AT_START = r"(?<![\w.,$€£¥₩/–-])"
_LINKS = r"(?:to|and|or|of|in|on|by|from|à|et|ou|de|du|en|sur|bis|und|oder|von|im|auf)\b"
_GAP = r"[^\S\xa0\u202f]+"  # may be the end of a line in the Markdown
_SCALE = (
    r"(?:(?:[Mm]illi(?:on|ard)|[Tt]rillion|[Bb]illion|[Mm]ilion|[Mm]iliard)[a-z]*|Mio\.|Mrd\.|mille|Mille|thousand|hundred|"
    r"(?:mi|bi|tri)lh(?:ão|ões)|mil(?:l[oó]n(?:es)?)?\b|만|억|조)"
)
_TIME = (
    r"(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|Sekunden?|Minuten?|Stunden?|Tagen?|Wochen?|Monaten?|Jahren?|"
    r"secondes?|jours?|semaines?|mois|ans|années?|"
    r"segundos?|minutos?|horas?|d[ií]as?|noites?|noches?|semanas?|mes(?:es)?|mês|años?|anos?|"
    r"secondi|minuti|ore|giorni|notti|settimane|mesi|anni)\b"
)
_MEASURE = (
    r"(?:inch(?:es)?|feet|foot|yards?|miles?|acres?|pounds?|ton(?:ne)?s?|(?:kilo|centi|milli)?m(?:eter|etre|ètre)s?|"
    r"(?:[Kk]ilo|[Zz]enti|[Mm]illi)?[Mm]etern?|[Tt]onnen?|hectares?|Hektar)\b"
)
_UNIT = (
    rf"(?:{_TIME}|{_MEASURE}|"
    r"[ap]\.m\.|[ap]m\b|per\s?cento?|percent|por\scien?to|Prozent|pour\s(?:cent|mille)|Uhr|heures|[Ee]uros?|dollars?|degrees|"
    r"(?:[kcm]?m|ha|k?g|k?W|[KMGT]W?h|km/h|mph|l|t|°[CF])[²³]?(?!\w)|[%‰€£$])"
)
_COUNTED = (
    rf"(?!{_YEAR})(?:{_MONEY}\s*)?{_NUMBER}{_ORDINAL}{_BLANK}(?!{_LINKS})"
    rf"(?:{_SCALE}{_BLANK}{_UNIT}|(?:[^\W\d_]|[%‰°$€£¥₩])\S*)"
)
"""A number and the word behind it, for headings: ``118 yards``, ``5 million euros``, ``8 June``; not a year."""

_MEASURED = (
    rf"(?!{_YEAR})(?:{_MONEY}\s*)?(?:[0-9]{{1,2}}:[0-9]{{2}}|{_NUMBER})"
    rf"(?:{_GAP}{_SCALE}(?:{_GAP}{_UNIT})?|{_GAP}{_UNIT})"
)
"""A number and its scale or unit, for running text: ``46 Millionen Euro``, ``35 minutes``, ``9:40 a.m.``, ``10 %``."""

_SIGN = (
    r"(?:§§?|¶¶?|№|Nr\.|[Nn]os?\.|[Nn]°|[Aa]rts?\.|[Aa]bs\.|pp?\.|S\.|[Ff]igs?\."
    r"|Abb\.|Tab\.|[Ss]ecs?\.|[Vv]ols?\.|[Cc]hap\.)"
)
_MARKED = rf"{_SIGN}\s*{_NUMBER}"
_AFTER_SIGN = rf"{_SIGN}{_BLANK}{_NUMBER}"
_SIGNED = re.compile(_AFTER_SIGN)
_TITLED = (
    r"(?:(?:(?:Mr|Mrs|Ms|Dr|St|Ste)\b\.?|(?:Mmes?|Mlles?|Mgr)\b|(?:MM?|Prof|Sens?|Reps?|Gov|Gen|Col|Maj|Lt|Sgt|Capt|Adm|Amb|"
    rf"Hon|Rev|Hr|Fr|[A-ZÀ-Þ])\.){_BLANK})+[A-ZÀ-Þ]\S*"
)
"""``Mr. Rendler``, ``M. Dupont``, ``J. K. Rowling``."""

_BRACKETS = re.compile(r"\([^()]+\)")
"""``($ million)``, in the head of a column."""

_HYPHENATED = r"(?=[\w-]{1,12}(?![\w-]))[^\W\d_]+(?:-[^\W\d_]+)+"
"""``small-town``, ``in-depth``: broken at its hyphen, so short a word looks as if it was divided."""


def keep_names(tree: Element, words: Mapping[str, str]) -> Element:
    """Keeps what belongs together in a heading or caption on one line; the tree is changed and returned."""
    _keep(_together(words["months"], words.get("numbered", "")), tree, closed=("code",))
    return tree


def keep_numbers(tree: Element, words: Mapping[str, str]) -> None:
    """Keeps numbers with their months, scales, units or labels on one line; in cells, which may be narrow, if short."""
    numbers = _numbers(words["months"], words.get("numbered", ""))
    _keep(numbers, tree, closed=("code", "td", "th"))
    for cell in tree.iter():
        if cell.tag in ("td", "th"):
            _keep(numbers, cell, closed=("code",), longest=LONGEST_IN_CELL)
            _keep(_SIGNED, cell, closed=("code",))


def keep_brackets(tree: Element) -> None:
    """Keeps what stands in short brackets, such as the unit of a column, on one line."""
    _keep(_BRACKETS, tree, closed=("code",))


def _keep(together: re.Pattern[str], tree: Element, closed: Collection[str], longest: int = LONGEST) -> None:
    """Keeps each match on one line, unless it has more than `longest` letters.

    Text in `closed` elements and in drawings, and text that is already kept together, is left as it is.
    """
    closed = {*closed, "svg"}  # in which no HTML may stand

    def is_closed(element: Element) -> bool:
        return element.tag in closed or not {"whole", "label", "place"}.isdisjoint(classes(element))

    for node in list(text_nodes(tree, is_closed)):
        matches = (match for match in together.finditer(node.text) if letters(match[0]) <= longest)
        if found := [(match, _whole(match[0])) for match in matches]:
            node.insert(found)


def _whole(text: str) -> Element:
    whole = Element("span", {"class": "whole"})
    whole.text = text
    return whole


@lru_cache(maxsize=8)
def _together(months: str, numbered: str) -> re.Pattern[str]:
    """An expression that matches what belongs together in a language."""
    names = [name.strip() for name in numbered.split(",") if "#" not in name and name.strip()]
    month, name = _any(months.split(",")), _any(names)
    part = rf"(?:{_NUMBER}|[IVXL]+\b|[A-Z]\b)"
    law = rf"(?:[A-Z]\w+{_BLANK}(?=[A-Z]))?(?i:{name}){_BLANK}{part}"  # with the word before it: Public Law 108
    forms = [rf"(?:{month}){_BLANK}{_NUMBER}\w*", _MARKED, _TITLED, _COUNTED, _HYPHENATED, *([law] if names else [])]
    return re.compile(rf"{_AT_START}(?:{'|'.join(forms)})")


@lru_cache(maxsize=8)
def _numbers(months: str, numbered: str) -> re.Pattern[str]:
    """An expression for numbers of running text that belong to a word or to each other.

    These are months with days, ``June 8``, ``20. Dezember``, ``6월 8일``; ``8–12``; ``46 Millionen Euro``; ``Art. 9``;
    ``article 12``.
    """
    names = [name.strip() for name in numbered.split(",") if name.strip().isalpha()]
    labels = [rf"(?=[^\W\d_]+{_BLANK}[0-9])(?i:{_any(names)}){_BLANK}[0-9]+(?:[.–][0-9]+)*(?![\w%–])"] if names else []
    month = _any(months.split(","))
    dates = rf"{_DAY}{_ORDINAL}\s+(?:{month})(?!\w)|(?:{month})\s+{_DAY}(?![0-9])\w*"
    capitals = rf"[A-Z]{{2,4}}{_BLANK}[0-9]+(?![\w–]|[.,][0-9])"
    forms = (dates, _MEASURED, rf"{_MONEY}{_GAP}{_NUMBER}", r"[0-9]+–[0-9]+(?![\w–])", _AFTER_SIGN, capitals, *labels)
    return re.compile(rf"{_AT_START}(?:{'|'.join(forms)})")


def _any(entries: Iterable[str]) -> str:
    """An expression for any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(map(str.strip, entries), key=len, reverse=True)))
