"""Checks values in brief.yaml beyond their types, such as languages, names and addresses.

These checks are here and not in `check` because a brief cannot be read without these values.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from brief.css import alpha, color
from brief.fields import EMAIL, URL, moment, signature
from brief.findings import Finding, Place, catalogue, files, keys, markdown, press, review
from brief.findings.nearest import did_you_mean, listed, shortened
from brief.load.typed import repeated
from brief.load.yaml import Items, Node, Scalar, get, given, items, pairs
from brief.model import (
    EDITIONS,
    FROM_LOGO,
    LARGEST_TYPE,
    LONGEST_CODE,
    LOOKS,
    MOST_PAGES,
    Edition,
    Pages,
    Settings,
    lineage_of,
    points,
)

PAPER_KEYS = ("pages", "paper", "type-size", "min-type-size", "printed-links", "crop-marks")
"""The keys of an edition that make sense on paper only."""

LONGEST_SLUG, LONGEST_EDITION, LONGEST_NAME, LONGEST_TAG, LONGEST_HINT = 60, 40, 60, 35, 200
"""The most characters of a slug, the name of an edition, that of a field, a language tag, and an address in a hint."""

EVERY = "all"
"""The word for all editions on the command line, which therefore cannot be the name of one."""

MOST_EDITIONS = 40
"""The most editions in brief.yaml: each takes time to set, and a file on the disk."""

COLORS = (
    *("aqua", "black", "blue", "fuchsia", "gray", "green", "lime", "maroon"),
    *("navy", "olive", "purple", "red", "silver", "teal", "white", "yellow"),
)
"""The names of colors that are suggested for a mistyped one."""

HEXADECIMAL = re.compile(r"[0-9a-f]{3}|[0-9a-f]{6}", re.IGNORECASE)
"""A hexadecimal color without its ``#``."""

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.I | re.A)
RESERVED = frozenset(keyword.kwlist) | {
    *("true", "false", "none", "self", "loop", "super", "caller", "varargs", "kwargs")
}
"""Names with a meaning of their own in Jinja or Python."""

SIGNATORIES = ("organisation", "authors", "contact")
"""The keys whose groups contain web and mail addresses."""

APOSTROPHES = "'\u2019\u02bc"
LATIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
)


def problems(root: Node) -> Iterator[Finding]:
    """Findings on the values in brief.yaml, apart from their types."""
    for key in ("language", "script-languages"):
        for tag in given(root, key):
            if not _is_tag(tag.text):
                yield keys.LANGUAGE_WRONG.at(tag.place, key=key, value=shortened(tag.text))
    yield from _wrong_slug(root)
    for name, _ in pairs(get(root, "fields")):
        yield from _wrong_field_name(name)
    yield from _wrong_brand(root)
    for key in SIGNATORIES:
        for group in items(get(root, key)):
            yield from _wrong_urls(group, "url")
            yield from _wrong_emails(group)
    yield from _wrong_urls(root, "web-address")
    for url in given(root, "web-address"):
        if len(url.text) > LONGEST_CODE:
            yield markdown.QR_ADDRESS_LONG.at(url.place, count=len(url.text), limit=LONGEST_CODE)
    for size in given(root, "type-size"):
        yield from _wrong_size(size, "type-size", EDITIONS["full"], LARGEST_TYPE)
    yield from _wrong_editions(get(root, "editions"))
    yield from _wrong_rules(get(root, "rules"))
    for embargo in given(root, "embargo"):
        until = moment(embargo.text)
        if not embargo.missing and (until is None or until.tzinfo is None):
            rule = keys.EMBARGO_WRONG if until is None else keys.EMBARGO_WITHOUT_ZONE
            yield rule.at(embargo.place, value=shortened(embargo.text))
    for _, signed in pairs(get(root, "signed-off")):
        if isinstance(signed, Scalar) and not signed.missing and signature(signed.text)[0] is None:
            yield keys.SIGNATURE_WRONG.at(signed.place, value=shortened(signed.text))


def _is_tag(text: str) -> bool:
    return len(text) <= LONGEST_TAG and bool(LANGUAGE.fullmatch(text))


def _wrong_slug(root: Node) -> Iterator[Finding]:
    for slug in given(root, "slug"):
        if not slug.text:
            yield keys.VALUE_MISSING.at(slug.place, key="slug")
        elif not (SLUG.fullmatch(slug.text) and len(slug.text) <= LONGEST_SLUG):
            words = {"value": shortened(slug.text), "limit": LONGEST_SLUG, "slug": slug_from(slug.text)}
            yield keys.SLUG_WRONG.at(slug.place, **words)


def _wrong_brand(root: Node) -> Iterator[Finding]:
    for brand in given(root, "brand"):
        written = brand.text
        if brand.missing or written == FROM_LOGO or (color(written) and alpha(written) == 1):
            continue
        way = keys.BRAND_WITH_SIGN if HEXADECIMAL.fullmatch(written) else keys.BRAND_WRITTEN
        nearest = did_you_mean(written, (FROM_LOGO, *COLORS), way, value=written)
        yield keys.BRAND_WRONG.at(brand.place, value=shortened(written), nearest=nearest)


def _wrong_field_name(field: Scalar) -> Iterator[Finding]:
    name = field.text
    if not (name.isascii() and name.isidentifier() and len(name) <= LONGEST_NAME):
        yield keys.FIELD_NAME_WRONG.at(field.place, name=shortened(name), limit=LONGEST_NAME)
    elif name in RESERVED:
        yield keys.FIELD_NAME_RESERVED.at(field.place, name=name)


def _wrong_urls(group: Node, key: str) -> Iterator[Finding]:
    for url in given(group, key):
        if url.text and not is_url(url.text):
            whole = f"https://{url.text.lstrip('/')}"
            meant = whole if len(whole) <= LONGEST_HINT and is_url(whole) else "https://www.example.org"
            yield keys.URL_WRONG.at(url.place, key=key, value=shortened(url.text), address=meant)


def _wrong_emails(group: Node) -> Iterator[Finding]:
    for email in given(group, "email"):
        if email.text and not EMAIL.fullmatch(email.text):
            parts = filter(EMAIL.fullmatch, re.split(r"[\s<>()\[\]:;,?]+", email.text))
            meant = next(parts, "office@example.org")
            yield keys.EMAIL_WRONG.at(email.place, key="email", value=shortened(email.text), address=meant)


def _wrong_rules(group: Node | None) -> Iterator[Finding]:
    """Findings on unknown rules, on rules that cannot be eased or are eased without a reason, and on wrong limits."""
    if group is None:
        return
    known = catalogue()  # all wordings are read only for a brief that sets rules
    for name, own in pairs(group):
        if name.text not in known:
            nearest = did_you_mean(name.text, known, "`brief rules` lists them")
            yield keys.RULE_UNKNOWN.at(name.place, name=shortened(name.text), nearest=nearest)
            continue
        severity = next((one.text.lower() for one in given(own, "severity")), "")
        is_firm = review.is_firm(name.text, (rule.severity for rule in known[name.text]))
        if severity not in ("", "error") and is_firm:
            yield keys.RULE_NEEDED.at(name.place, name=name.text, severity=severity)
        elif not any(re.search(r"\w{2}", one.text) for one in given(own, "because")):
            other = next((one.text for one in given(own, "limit")), "")
            is_error = name.text in review.EASED or name.text in review.WHEN_FINAL
            if severity == "off" or (is_error and (other or severity in ("warning", "info"))):
                said = {"key": "limit", "value": other} if not severity else {"key": "severity", "value": severity}
                yield keys.RULE_WITHOUT_REASON.at(name.place, name=name.text, **said)
        for limit in given(own, "limit"):
            if name.text not in review.LIMITS:
                yield keys.RULE_WITHOUT_LIMIT.at(limit.place, name=name.text, names=listed(sorted(review.LIMITS)))
            elif not re.fullmatch("[1-9][0-9]{0,3}", limit.text):
                yield keys.RULE_LIMIT_WRONG.at(limit.place, value=shortened(limit.text))


def _wrong_editions(group: Node | None) -> Iterator[Finding]:
    """Findings on editions that are unknown or like an unknown one, and on values that their kind cannot have."""
    editions = pairs(group)
    names = [name.text for name, _ in editions if name.text not in EDITIONS]
    like = {name.text: base.text for name, values in editions for base in given(values, "like")}
    for name, _ in editions[MOST_EDITIONS : MOST_EDITIONS + 1]:
        yield keys.EDITIONS_MANY.at(name.place, count=len(editions), limit=MOST_EDITIONS)
    for name, values in editions:
        found = [*_wrong_lineage(name, next(given(values, "like"), None), names, like)]
        yield from found or _wrong_limits(name.text, values, like)


def _wrong_lineage(name: Scalar, base: Scalar | None, own: Sequence[str], like: Mapping[str, str]) -> Iterator[Finding]:
    """The finding that explains why an edition `name`, which is like `base`, cannot exist; none for a valid one.

    `own` are the brief's own editions, and `like` names the base of each.
    """
    edition = shortened(name.text)
    if name.text in EDITIONS:
        if base:
            yield keys.EDITION_BUILT_IN.at(base.place, edition=edition)
    elif base is None:
        nearest = did_you_mean(name.text, EDITIONS, "there is {names}")
        yield keys.EDITION_UNKNOWN.at(name.place, edition=edition, nearest=nearest)
    elif not (SLUG.fullmatch(name.text) and len(name.text) <= LONGEST_EDITION) or name.text == EVERY:
        yield keys.EDITION_NAME_WRONG.at(name.place, edition=edition, limit=LONGEST_EDITION)
    else:
        *_, last = lineage = list(lineage_of(name.text, like))
        if last not in EDITIONS and like.get(last) in lineage:
            yield keys.EDITION_LOOP.at(base.place, edition=edition, loop=" → ".join((*lineage, like[last])))
        elif last not in EDITIONS and base.text not in own:
            nearest = did_you_mean(base.text, (*EDITIONS, *own), "there is {names}")
            yield keys.EDITION_LIKE_UNKNOWN.at(base.place, edition=shortened(base.text), nearest=nearest)


def _wrong_limits(name: str, values: Node, like: Mapping[str, str]) -> Iterator[Finding]:
    """Findings on page limits, type sizes and crop marks that are invalid, or that this kind of edition cannot have."""
    base = next((EDITIONS[edition] for edition in lineage_of(name, like) if edition in EDITIONS), None)
    if base and base.medium == "screen":
        for key in PAPER_KEYS:
            for value in given(values, key):
                yield keys.EDITION_ON_SCREEN.at(value.place, key=key, edition=base.name)
        return
    for pages in given(values, "pages"):
        if Pages.of(pages.text) is None:
            yield keys.PAGES_WRONG.at(pages.place, value=shortened(pages.text), limit=MOST_PAGES)
    for size in given(values, "min-type-size"):
        yield from _wrong_size(size, "min-type-size", base, base.largest if base else 0)
    for size in given(values, "type-size"):
        yield from _wrong_size(size, "type-size", base, max(base.largest, LARGEST_TYPE) if base else 0)
    for marks in given(values, "crop-marks"):
        if base and marks.text.lower() == "true" and not base.trimmed:
            yield press.CROP_MARKS_NOWHERE.at(marks.place, edition=name)


def _wrong_size(size: Scalar, key: str, base: Edition | None, largest: float) -> Iterator[Finding]:
    """The finding on a type size that is invalid, or that an edition like `base` cannot have; sizes are in points."""
    number = points(size.text)
    if number is None:
        yield keys.TYPE_SIZE_WRONG.at(size.place, value=shortened(size.text), key=key)
    elif base and number < base.smallest:
        yield keys.TYPE_SIZE_SMALL.at(size.place, value=number, edition=base.name, limit=base.smallest)
    elif base and number > largest:
        yield keys.TYPE_SIZE_LARGE.at(size.place, value=number, edition=base.name, limit=largest)


def wrong_sections(root: Node, known: Sequence[str]) -> Iterator[Finding]:
    """Findings on sections that are listed for an edition and that the brief lacks, or that are listed twice."""
    for _, values in pairs(get(root, "editions")):
        yield from repeated(given(values, "sections"), files.SECTION_TWICE)
        for node in given(values, "sections"):
            if node.text not in known and "{{" not in node.text:
                nearest = did_you_mean(node.text, known, "its sections are {names}")
                yield keys.EDITION_SECTION_UNKNOWN.at(node.place, section=shortened(node.text), nearest=nearest)


def is_url(text: str) -> bool:
    """Whether `text` is a web address, without characters that are invisible or reverse its direction."""
    return text.isprintable() and bool(URL.fullmatch(text))


def language(root: Node) -> tuple[str, Place | None]:
    """The language of the brief and its place; the default and None when brief.yaml has no valid one."""
    for tag in given(root, "language"):
        if _is_tag(tag.text):
            return tag.text, tag.place
    return Settings(title="").language, None


def look(root: Node) -> str:
    """The look that the brief chooses; the default when there is no valid one."""
    chosen = (name.text.lower() for name in given(root, "look"))
    return next((name for name in chosen if name in LOOKS), Settings(title="").look)


def sections(root: Node) -> Items | None:
    """The list of sections in brief.yaml, or None; a single name counts as a list."""
    node = get(root, "sections")
    if isinstance(node, Scalar) and not node.missing:
        return Items(node.place, (node,))
    return node if isinstance(node, Items) else None


def slug_from(title: str) -> str:
    """The slug, with which names of files begin, for a brief with this title: ``north-korea-human-rights``.

    It has at most 60 characters, lower case letters a-z, digits and single hyphens, and ends with a whole word if
    possible. It is ``brief`` for a title without Latin letters.
    """
    folded = unicodedata.normalize("NFKD", title.casefold().translate(LATIN))
    ascii_only = "".join(c for c in folded if not unicodedata.combining(c) and c not in APOSTROPHES)
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug if re.search("[a-z]", slug) else "brief"
