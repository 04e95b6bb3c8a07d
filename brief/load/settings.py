"""What brief.yaml must hold beyond its types: names that can be names, languages that can be languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from brief.findings import Finding, Place
from brief.findings.nearest import shortened
from brief.findings.source import FIELD_NAME_WRONG, LANGUAGE_WRONG, SLUG_WRONG
from brief.load.yaml import Items, Node, Pairs, Scalar
from brief.model import Settings

PLANNED = (
    "web-address", "embargo", "sources", "citations", "csl", "printed-links", "terms", "rules", "sign-off",
    "signed-off", "attach-source", "editions", "icc-profile",
)  # fmt: skip
"""The keys of the contract whose feature is not built yet."""

LONGEST_SLUG = 60
SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*", re.I | re.A)
APOSTROPHES = "'\u2019\u02bc"
LATIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "\u0131": "i"}
)


def problems(root: Node) -> Iterator[Finding]:
    """What is wrong with the values in brief.yaml that have the right type; the types are checked elsewhere."""
    tags = [(key, tag) for key in ("language", "script-languages") for tag in _texts(_at(root, key))]
    yield from (
        LANGUAGE_WRONG.at(tag.place, key=key, value=shortened(tag.text))
        for key, tag in tags
        if not LANGUAGE.fullmatch(tag.text)
    )
    yield from (
        SLUG_WRONG.at(slug.place, value=shortened(slug.text), limit=LONGEST_SLUG, slug=slug_from(slug.text))
        for slug in _texts(_at(root, "slug"))
        if slug.text and not (SLUG.fullmatch(slug.text) and len(slug.text) <= LONGEST_SLUG)
    )
    fields = _at(root, "fields")
    yield from (
        FIELD_NAME_WRONG.at(name.place, name=shortened(name.text))
        for name, _ in (fields.pairs if isinstance(fields, Pairs) else ())
        if not (name.text.isascii() and name.text.isidentifier())
    )


def language(root: Node) -> tuple[str, Place | None]:
    """The language that brief.yaml names and where; the one that goes without saying when it names none in earnest."""
    for tag in _texts(_at(root, "language")):
        if LANGUAGE.fullmatch(tag.text):
            return tag.text, tag.place
    return Settings(title="").language, None


def sections(root: Node) -> Items | None:
    """The list of sections in brief.yaml, if it has one."""
    node = _at(root, "sections")
    return node if isinstance(node, Items) else None


def _at(root: Node, key: str) -> Node | None:
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
