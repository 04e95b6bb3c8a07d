"""Fields: the values that each type accepts, how the brief's language writes them, and the filters that change them.

A value comes from brief.yaml or from a list of offices. It is always plain text, never markup, a template or a style.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal

from brief.findings import Finding, Place, wording
from brief.findings.nearest import did_you_mean
from brief.model import COPY_CODE, Field, Number
from brief.numbers import CURRENCY, MOST_DIGITS, Words, decimal, is_doubtful, number, written

_HOST = r"[\w-]+(?:\.[\w-]+)+"
URL = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
EMAIL = re.compile(rf"[\w.+'-]+@{_HOST}")

FILTER = r"""[a-z]+(?:\((?:"[^"{}\\]*"|'[^'{}\\]*')\))?"""
"""A filter of a field and its argument, if it has one."""

FIELD = rf"\{{\{{\s*(?P<name>[^\W\d]\w*)(?P<filters>(?:\s*\|\s*{FILTER})*)\s*\}}\}}"
"""A field with its filters: ``{{ name | upper }}``, ``{{ name | default("Friend") }}``."""

FILTERS = frozenset(
    {
        *("capitalize", "default", "lower", "title", "trim", "upper"),
        *("a", "an", "date", "money", "number", "ordinal", "possessive"),
    }
)
"""The names of all filters."""

WITH_ARGUMENT = "default"
"""The only filter with an argument, which is a text in quotes."""

SETTINGS = ("title", "subtitle", "ask", "addressee")
"""The settings of an edition that may contain fields."""

_STATES = (
    "AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware, "
    "FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, "
    "LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, "
    "MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, "
    "NC North Carolina, ND North Dakota, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, "
    "SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington, "
    "WV West Virginia, WI Wisconsin, WY Wyoming, DC District of Columbia, AS American Samoa, GU Guam, "
    "MP Northern Mariana Islands, PR Puerto Rico, VI U.S. Virgin Islands"
)
STATES: Mapping[str, str] = {pair[:2]: pair[3:] for pair in _STATES.split(", ")}
"""The states that send members to Congress, and the territories that send delegates, by their postal codes."""

APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=s)'(?=\s|$)")
"""A straight apostrophe within a word or after an s."""

AMERICAN = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<day>0?[1-9]|[12][0-9]|3[01])/(?P<year>20[0-9]{2})")
"""A date as spreadsheets in the United States write it."""

MODEL = re.compile(
    rf"(?P<before>{CURRENCY}?)[\s]?1[.,'’\s]?234(?:[.,](?P<decimals>[0-9]{{1,4}}))?\s?(?P<after>%|{CURRENCY})?"
)
"""A format of numbers, which is the number 1234 written in it: ``$1,234``, ``1,234.5``, ``1 234,00 €``."""

PRECISE = Context(prec=2 * MOST_DIGITS)
"""Enough digits for every number that can be read, with decimals."""

GAP = re.compile(r"\{(?:day|month|year)\}")

FORMATS: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "number": ("`1,234`, or `1,234.5` for one decimal", MODEL.fullmatch),
    "money": ("`$1,234`, or `$1,234.50` for cents", MODEL.fullmatch),
    "date": (
        "`{month} {day}`, `{day} {month} {year}`",
        lambda text: GAP.search(text) and not re.search("[{}]", GAP.sub("", text)),
    ),
    "state": ("`name` or `code`", lambda text: text in ("name", "code")),
}
"""The types of fields that can have a format: examples of one, and a function that tests whether a text is one."""


class Unfit(ValueError):
    """A field or a filter refuses a value; `reason` follows the value in a sentence, and `way` is the way out."""

    def __init__(self, reason: str, way: str) -> None:
        super().__init__(reason)
        self.reason, self.way = reason, way


def expression(match: re.Match[str]) -> str:
    """The name and the filters of a matched field, evenly spaced: ``name | upper``."""
    return " | ".join([match["name"], *re.findall(FILTER, match["filters"])])


def unknown(name: str, fields: Iterable[str], place: Place) -> Finding:
    """The finding on an unknown field, with the most similar name in `fields`."""
    nearest = did_you_mean(name, fields, wording.FIELD_UNKNOWN_OTHERWISE, name=name)
    return wording.FIELD_UNKNOWN.at(place, name=name, nearest=nearest)


def wrong_field(field: re.Match[str], fields: Iterable[str], place: Place) -> Iterator[Finding]:
    """Findings on a matched field: an unknown name or filter, or an argument that is missing or not allowed."""
    name = field["name"]
    if name not in fields:
        yield unknown(name, fields, place)
    for typed in re.findall(FILTER, field["filters"]):
        filter_name, bracket, _ = typed.partition("(")
        if filter_name not in FILTERS:
            nearest = did_you_mean(filter_name, FILTERS, "there are {names}")
            yield wording.FILTER_UNKNOWN.at(place, name=filter_name, nearest=nearest)
        elif bool(bracket) != (filter_name == WITH_ARGUMENT):
            rule = wording.FILTER_ARGUMENT_REFUSED if bracket else wording.FILTER_ARGUMENT_MISSING
            yield rule.at(place, field=name, name=filter_name)


def as_printed(field: Field, value: str, words: Words) -> str:
    """A value of a field as pages print it, in the brief's language. Raises `Unfit` when the field refuses it."""
    if field.longest and len(value) > int(field.longest):
        raise Unfit(f"has {len(value)} characters, and the field takes {field.longest}", "shorten it")
    return PRINTED[field.type](field, value, words)


def _text(field: Field, value: str, words: Words) -> str:
    return APOSTROPHE.sub("’", value)


def _number(field: Field, value: str, words: Words) -> str:
    mark = decimal(words)
    read = number(value, mark)
    if read and ("e" in value.casefold() or (read.value.as_tuple().exponent == -3 and is_doubtful(value))):
        raise Unfit("may be another number than it seems", f"write all digits, with '{mark}' before decimals alone")
    if read is None or (read.after or read.before) not in ("", "%", "‰"):
        raise Unfit("is not a number", f"write digits, with '{mark}' before decimals: {words['number']}")
    return _as_shown(field, read, words)


def _money(field: Field, value: str, words: Words) -> str:
    shown = MODEL.fullmatch(field.format)
    currency = (shown["before"] or shown["after"]) if shown else ""
    read = number(value, decimal(words))
    has = (read.before or read.after) if read else ""
    if read is None or has in ("%", "‰") or not (has or currency):
        raise Unfit("is not a sum of money", f"write digits with their currency: ${words['number']}")
    if currency and has not in ("", currency):
        raise Unfit(f"is not in {currency}, as the format of this field is", "convert it, or change the format")
    return _as_shown(field, read, words)


def _as_shown(field: Field, read: Number, words: Words) -> str:
    """A number in the brief's language, rounded half up to the decimals of its field's format if there is one."""
    if shown := MODEL.fullmatch(field.format):
        value = read.value.quantize(Decimal(1).scaleb(-len(shown["decimals"] or "")), ROUND_HALF_UP, PRECISE)
        own = (shown["before"], shown["after"] or "")
        read = Number(value, *(own if any(own) else (read.before, read.after)))
    return written(read, words)


def day(text: str) -> date | None:
    """The date in a text ``YYYY-MM-DD``, else None; `date.fromisoformat` alone would accept other forms too."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text) else None
    except ValueError:
        return None


FIRST_YEAR = 1990
"""The first year that a signature can have: an earlier one must be mistyped."""


def moment(text: str) -> datetime | None:
    """The date and time in ``2018-06-08T06:00-04:00``, to the minute; None for other texts. The zone may be missing."""
    if not re.fullmatch(r"(?:19|2\d)\d{2}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::00)?(?:Z|[-+]\d{2}:\d{2})?", text, re.ASCII):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def signature(text: str) -> tuple[date | None, str]:
    """The day and the code of a signature, ``2018-06-08 7f3a91``; no day when it is invalid. The code is optional."""
    written, _, code = text.strip().partition(" ")
    is_code = not code or re.fullmatch(rf"[0-9a-f]{{{COPY_CODE}}}", code.strip().lower())
    signed = day(written) if is_code else None
    return (signed, code.strip().lower()) if signed and signed.year >= FIRST_YEAR else (None, "")


def _date(field: Field, value: str, words: Words) -> str:
    if (read := day(value)) is None:
        way = "write year, month and day as YYYY-MM-DD: 2018-06-08; a spreadsheet keeps that in cells formatted as text"
        if meant := AMERICAN.fullmatch(value):
            way = f"if month, day and year are meant, write {meant['year']}-{meant['month']:0>2}-{meant['day']:0>2}"
        raise Unfit("is not a date", way)
    return in_words(read, words, field.format)


def in_words(read: date, words: Words, form: str = "") -> str:
    """A date as the brief's language writes it, ``June 8, 2018``, or in the format `form`: ``{day} {month}``."""
    months = [month.strip() for month in words["months"].split(",")]
    return (form or words["date"]).format(day=read.day, month=months[read.month - 1], year=read.year)


def _state(field: Field, value: str, words: Words) -> str:
    names = {key.casefold(): name for code, name in STATES.items() for key in (code, name)}
    name = names.get(value.casefold())
    if name is None:
        raise Unfit("is not a state of the United States", did_you_mean(value, STATES.values(), "write Ohio, or OH"))
    return next(code for code in STATES if STATES[code] == name) if field.format == "code" else name


def _email(field: Field, value: str, words: Words) -> str:
    if not EMAIL.fullmatch(value):
        raise Unfit("is not a mail address", "write one address and nothing else: office@example.org")
    return value


def _url(field: Field, value: str, words: Words) -> str:
    if not URL.fullmatch(value):
        raise Unfit("is not a web address", "write it with https:// before it")
    return value


def _choice(field: Field, value: str, words: Words) -> str:
    chosen = {choice.casefold(): choice for choice in field.choices}.get(value.casefold())
    if chosen is None:
        raise Unfit("is none of the choices", did_you_mean(value, field.choices, "write {names}"))
    return chosen


PRINTED: Mapping[str, Callable[[Field, str, Words], str]] = {
    "text": _text,
    "number": _number,
    "money": _money,
    "date": _date,
    "state": _state,
    "email": _email,
    "url": _url,
    "choice": _choice,
}
"""The function that gives a value its printed form, by the type of its field."""


def ordinal(value: str, words: Words) -> str:
    """A whole number as an ordinal: ``3rd``. Raises `Unfit` for another value, or a language without ordinals.

    The language has a pattern for each ending of a number; the longest ending counts. ``=1`` is the number 1 alone.
    """
    if not re.fullmatch("[1-9][0-9]{0,5}", value):
        raise Unfit("is not a whole number", "write digits alone: 3")
    listed = [way.rpartition(":")[::2] for way in _given(words, "ordinals").split(",")]
    patterns = {ending.strip(): pattern.strip() for ending, pattern in listed}
    endings = [ending for ending in patterns if value.endswith(ending)]
    if not endings and f"={value}" not in patterns:
        raise Unfit("has no ordinal in the words of this language", "add an ending to `ordinals`: {number}th")
    return (patterns.get(f"={value}") or patterns[max(endings, key=len)]).format(number=value)


def possessive(value: str, words: Words) -> str:
    """A name in the possessive: ``Alabama’s``. Raises `Unfit` for a language without one."""
    return _given(words, "possessive").format(name=value)


def with_article(value: str, words: Words) -> str:
    """A word with its indefinite article, ``an independent``. Raises `Unfit` in languages other than English."""
    if _given(words, "article") != "a/an":
        raise Unfit("has an article that depends on more than its sound", "write the article into the list")
    from inflect import engine  # slow, and few briefs need it

    return engine().a(value)


def _given(words: Words, name: str) -> str:
    """A word that a language may lack. Raises `Unfit` when it does."""
    if not words.get(name):
        raise Unfit("cannot be put so in this language", f"write it otherwise, or give styles/words a line '{name}: …'")
    return words[name]
