"""What brief.yaml must hold beyond its types: names that can be names, languages that can be languages."""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from brief.findings import Finding, Place, files, keys, markdown, press
from brief.findings.nearest import did_you_mean, shortened
from brief.load.yaml import Items, Node, Pairs, Scalar
from brief.model import EDITIONS, LONGEST_CODE, MOST_PAGES, Pages, Settings, lineage, points

PLANNED: Mapping[type, tuple[str, ...]] = {
    Settings: ("embargo", "terms", "rules"),
}
"""The keys of the contract whose feature is not built yet, by the group that they stand in."""

OF_PAPER = ("pages", "paper", "min-type-size", "printed-links", "crop-marks")
"""The keys of an edition that only paper has."""

LONGEST_SLUG, LONGEST_EDITION, LONGEST_NAME, LONGEST_TAG, LONGEST_HINT = 60, 40, 60, 35, 200
"""How many characters a slug, the names of an edition and of a field, a language tag, and an address in a hint have."""

EVERY = "all"
"""What stands for all editions on the command line, and so is the name of none."""

SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.I | re.A)
RESERVED = frozenset(keyword.kwlist) | {
    *("true", "false", "none", "self", "loop", "super", "caller", "varargs", "kwargs")
}
"""The names that mean something else in a template, or in the language below it."""

_HOST = r"[\w-]+(?:\.[\w-]+)+"
URL = re.compile(rf"https?://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][^\s<>\"\\]*)?", re.IGNORECASE)
EMAIL = re.compile(rf"[\w.+'-]+@{_HOST}")
SIGNATORIES = ("organisation", "authors", "contact")
"""The keys below which addresses stand."""

APOSTROPHES = "'\u2019\u02bc"
LATIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
)


def problems(root: Node) -> Iterator[Finding]:
    """What is wrong with the values in brief.yaml that have the right type; the types are checked elsewhere."""
    tags = [(key, tag) for key in ("language", "script-languages") for tag in _texts(_at(root, key))]
    yield from (
        keys.LANGUAGE_WRONG.at(tag.place, key=key, value=shortened(tag.text))
        for key, tag in tags
        if not _is_tag(tag.text)
    )
    yield from _wrong_slug(root)
    fields = _at(root, "fields")
    for name, _ in fields.pairs if isinstance(fields, Pairs) else ():
        yield from _wrong_name(name)
    for group in (group for key in SIGNATORIES for group in _groups(_at(root, key))):
        yield from _wrong_addresses(group)
    yield from _wrong_urls("web-address", _at(root, "web-address"))
    for url in _texts(_at(root, "web-address")):
        if len(url.text) > LONGEST_CODE:
            yield markdown.QR_ADDRESS_LONG.at(url.place, count=len(url.text), limit=LONGEST_CODE)
    yield from _wrong_editions(_at(root, "editions"))


def _is_tag(text: str) -> bool:
    """Whether this is a language tag, no longer than any in use."""
    return len(text) <= LONGEST_TAG and bool(LANGUAGE.fullmatch(text))


def _wrong_slug(root: Node) -> Iterator[Finding]:
    """Why file names cannot begin with the slug, if so."""
    for slug in _texts(_at(root, "slug")):
        if not slug.text:
            title = next(_texts(_at(root, "title")), slug)
            yield keys.SLUG_EMPTY.at(slug.place, limit=LONGEST_SLUG, slug=slug_from(title.text))
        elif not (SLUG.fullmatch(slug.text) and len(slug.text) <= LONGEST_SLUG):
            yield keys.SLUG_WRONG.at(
                slug.place, value=shortened(slug.text), limit=LONGEST_SLUG, slug=slug_from(slug.text)
            )


def _wrong_name(field: Scalar) -> Iterator[Finding]:
    """Why a field cannot have this name, if so."""
    name = field.text
    if not (name.isascii() and name.isidentifier()):
        yield keys.FIELD_NAME_WRONG.at(field.place, name=shortened(name))
    elif name in RESERVED:
        yield keys.FIELD_NAME_RESERVED.at(field.place, name=name)
    elif len(name) > LONGEST_NAME:
        yield keys.FIELD_NAME_LONG.at(field.place, name=shortened(name), limit=LONGEST_NAME)


def _wrong_addresses(group: Pairs) -> Iterator[Finding]:
    """Web and mail addresses in a group of keys that lead nowhere, or to something else."""
    yield from _wrong_urls("url", group.get("url"))
    for mail in _texts(group.get("email")):
        if mail.text and not EMAIL.fullmatch(mail.text):
            parts = (part for part in re.split(r"[\s<>()\[\]:;,?]+", mail.text) if EMAIL.fullmatch(part))
            yield keys.EMAIL_WRONG.at(
                mail.place, key="email", value=shortened(mail.text), address=next(parts, "office@example.org")
            )


def _wrong_urls(key: str, node: Node | None) -> Iterator[Finding]:
    """A web address that is none."""
    for url in _texts(node):
        if url.text and not is_url(url.text):
            whole = f"https://{url.text.lstrip('/')}"
            meant = whole if len(whole) <= LONGEST_HINT and is_url(whole) else "https://www.example.org"
            yield keys.URL_WRONG.at(url.place, key=key, value=shortened(url.text), address=meant)


def _wrong_editions(group: Node | None) -> Iterator[Finding]:
    """Editions that there are not, or not yet, that are like none or like themselves, or that contradict themselves."""
    own = group.pairs if isinstance(group, Pairs) else ()
    names = [name.text for name, _ in own if name.text not in EDITIONS]
    like = {name.text: said.text for name, of in own for said in _texts(_at(of, "like"))}
    for name, of in own:
        wrong = next(_wrong_kin(name, of, names, like), None)
        if wrong:
            yield wrong
        else:
            yield from _wrong_limits(name.text, of, like)


def _wrong_kin(name: Scalar, of: Node, own: Sequence[str], like: Mapping[str, str]) -> Iterator[Finding]:
    """Why there is no such edition, if so; of two reasons the first is the one to mend first."""
    said = next(_texts(_at(of, "like")), None)
    if name.text in EDITIONS:
        if said:
            yield keys.EDITION_BUILT_IN.at(said.place, edition=name.text)
        return
    if said is None:
        nearest = did_you_mean(name.text, EDITIONS, "there is {names}")
        yield keys.EDITION_UNKNOWN.at(name.place, edition=shortened(name.text), nearest=nearest)
        return
    if not (SLUG.fullmatch(name.text) and len(name.text) <= LONGEST_EDITION) or name.text == EVERY:
        yield keys.EDITION_NAME_WRONG.at(name.place, edition=shortened(name.text), limit=LONGEST_EDITION)
    kin = list(lineage(name.text, like))
    if kin[-1] not in EDITIONS:
        if like.get(kin[-1]) in kin:
            yield keys.EDITION_LOOP.at(said.place, edition=name.text, kin=" → ".join((*kin, like[kin[-1]])))
        elif said.text not in own:
            nearest = did_you_mean(said.text, (*EDITIONS, *own), "there is {names}")
            yield keys.EDITION_LIKE_UNKNOWN.at(said.place, edition=shortened(said.text), nearest=nearest)


def _wrong_limits(name: str, of: Node, like: Mapping[str, str]) -> Iterator[Finding]:
    """Numbers of pages, and sizes of type, that are none, or that no such edition can have; and crop marks so."""
    base = next((EDITIONS[one] for one in lineage(name, like) if one in EDITIONS), None)
    if base and base.medium == "screen":
        yield from (
            keys.EDITION_ON_SCREEN.at(said.place, key=key, edition=base.name)
            for key in OF_PAPER
            for said in _texts(_at(of, key))
        )
        return
    yield from (
        keys.PAGES_WRONG.at(pages.place, value=shortened(pages.text), limit=MOST_PAGES)
        for pages in _texts(_at(of, "pages"))
        if Pages.of(pages.text) is None
    )
    for size in _texts(_at(of, "min-type-size")):
        number = points(size.text)
        if number is None:
            yield keys.TYPE_SIZE_WRONG.at(size.place, value=shortened(size.text))
        elif base and number < base.smallest:
            yield keys.TYPE_SIZE_SMALL.at(size.place, value=number, edition=base.name, limit=base.smallest)
        elif base and number > base.largest:
            yield keys.TYPE_SIZE_LARGE.at(size.place, value=number, edition=base.name, limit=base.largest)
    for marks in _texts(_at(of, "crop-marks")):
        if base and marks.text.lower() == "true" and not base.trimmed:
            yield press.CROP_MARKS_NOWHERE.at(marks.place, edition=name)


def wrong_sections(root: Node, known: Sequence[str]) -> Iterator[Finding]:
    """The sections that an edition shall print, and that are not among those of the brief, or that it has already."""
    group = _at(root, "editions")
    for _, of in group.pairs if isinstance(group, Pairs) else ():
        first: dict[str, Scalar] = {}
        for node in _listed(_at(of, "sections")):
            if node.text not in known:
                nearest = did_you_mean(node.text, known, "its sections are {names}")
                yield keys.EDITION_SECTION_UNKNOWN.at(node.place, section=shortened(node.text), nearest=nearest)
            elif node.text in first:
                yield files.SECTION_TWICE.at(node.place, name=node.text, line=first[node.text].place.line)
            first.setdefault(node.text, node)


def is_url(text: str) -> bool:
    """Whether this is a web address; one with characters that do not show, which may turn it round, is none."""
    return text.isprintable() and bool(URL.fullmatch(text))


def _groups(node: Node | None) -> Iterator[Pairs]:
    """A group of keys, or those in a list."""
    for part in node.nodes if isinstance(node, Items) else (node,):
        if isinstance(part, Pairs):
            yield part


def language(root: Node) -> tuple[str, Place | None]:
    """The language that brief.yaml names and where; the one that goes without saying when it names none in earnest."""
    for tag in _texts(_at(root, "language")):
        if _is_tag(tag.text):
            return tag.text, tag.place
    return Settings(title="").language, None


def sections(root: Node) -> Items | None:
    """The list of sections in brief.yaml, if it has one."""
    node = _at(root, "sections")
    if isinstance(node, Scalar) and not node.missing:
        return Items(node.place, (node,))
    return node if isinstance(node, Items) else None


def sources(root: Node) -> tuple[Scalar, ...]:
    """The names of the files with sources in brief.yaml."""
    return tuple(_listed(_at(root, "sources")))


def _listed(node: Node | None) -> Iterator[Scalar]:
    """The texts of a list, for which a text alone may stand."""
    for part in node.nodes if isinstance(node, Items) else (node,):
        if isinstance(part, Scalar) and not part.missing:
            yield part


def _at(root: Node | None, key: str) -> Node | None:
    return root.get(key) if isinstance(root, Pairs) else None


def _texts(node: Node | None) -> Iterator[Scalar]:
    """A text, or those in a group of keys."""
    for part in (value for _, value in node.pairs) if isinstance(node, Pairs) else (node,):
        if isinstance(part, Scalar) and not part.missing:
            yield part


def slug_from(title: str) -> str:
    """The first part of file names for a brief of this title: ``north-korea-human-rights``.

    Small letters a-z, digits and single hyphens, at most 60 and no half word if that can be helped; ``brief``
    where the title has no Latin letter.
    """
    folded = unicodedata.normalize("NFKD", title.casefold().translate(LATIN))
    ascii_only = "".join(c for c in folded if not unicodedata.combining(c) and c not in APOSTROPHES)
    slug = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    if len(slug) > LONGEST_SLUG:
        slug = slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
    return slug if re.search("[a-z]", slug) else "brief"
