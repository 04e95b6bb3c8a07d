"""The values that a brief is made of: frozen, without files, clocks or other libraries.

`Settings` mirrors brief.yaml: its fields *are* the keys that are accepted, with hyphens for underscores;
each carries its sense in `metadata`, from which the table of keys in the documentation is made.
Lengths are in millimetres, type sizes in points, unless a name says otherwise.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote_to_bytes
from xml.etree.ElementTree import Element

Kind = Literal["summary", "prose", "recommendations", "author", "sources"]
Status = Literal["draft", "review", "final"]
PaperName = Literal["us-letter", "a4"]


def key(sense: str, default: Any = "") -> Any:
    """A key of brief.yaml: what it means, in the words of its documentation, and its value when it is not given."""
    if callable(default):
        return field(default_factory=default, metadata={"sense": sense})
    return field(default=default, metadata={"sense": sense})


required = partial(field, kw_only=True)


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who signs the brief."""

    name: str = required(metadata={"sense": "its name, as the masthead prints it"})
    url: str = key("its web address")
    email: str = key("its mail address")
    logo: str = key("an image file of the brief: SVG or PNG, printed 9 mm high")
    imprint: str = key("a line of the colophon: legal form, seat, registration")


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote the brief."""

    name: str = required(metadata={"sense": "the name"})
    role: str = key("what the author is")
    photo: str = key("an image file of the brief, printed 22 mm wide")
    email: str = key("a mail address")


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom a reader calls: a person or a desk."""

    name: str = required(metadata={"sense": "a person or a desk"})
    role: str = key("what the person or desk does")
    phone: str = key("a telephone number, printed as written")
    email: str = key("a mail address")


@dataclass(frozen=True, slots=True)
class Field:
    """What a merge fills in for each copy; everywhere else the sample stands."""

    type: Literal["text"] = key("the kind of value", "text")
    required: bool = key("whether each copy needs one", False)
    sample: str = key("what stands in the brief when it is built without a list")


@dataclass(frozen=True, slots=True)
class Settings:
    """brief.yaml, as written: the keys that are accepted and their values."""

    title: str = required(metadata={"sense": "the title"})
    subtitle: str = key("the deck under the title")
    short_title: str = key("the running title at the foot of the pages; the title when it is missing")
    ask: str = key("the one sentence that the reader shall remember")
    addressee: str = key("to whom the ask goes")
    slug: str = key("the first part of file names; made from the title when it is missing")
    series: str = key("the kicker on the masthead")
    status: Status = key("`draft`, `review` or `final`; the first two say so in each page's head", "draft")
    date: date | None = key("the date of the brief, printed and in the PDF: YYYY-MM-DD", None)
    version: str = key("the version, printed in the colophon before the copy code")
    language: str = key("the language of the text, as a BCP 47 tag", "en-US")
    script_languages: Mapping[str, str] = key("which language a script stands for in this brief: `Cyrillic: uk`", dict)
    paper: PaperName = key("`us-letter` or `a4`", "us-letter")
    organisation: tuple[Organisation, ...] = key("who signs; a list when a coalition signs together", tuple)
    authors: tuple[Author, ...] = key("who wrote it", tuple)
    contact: Contact | None = key("whom a reader calls", None)
    disclosure: str = key("a line that the law asks for, printed on page 1")
    licence: str = key("on what terms the brief may be passed on")
    sections: tuple[str, ...] = key(
        "the sections in their order, a Markdown file each; all files by name when missing", tuple
    )
    fields: Mapping[str, Field] = key("what a merge fills in", dict)


@dataclass(frozen=True, slots=True)
class Section:
    r"""One Markdown file of a brief, read but not parsed.

    `text` is the whole file with line ends as ``\n``, front matter and all, so that line numbers in it are
    those of the file; the Markdown begins in line `first`.
    """

    name: str
    path: Path
    text: str
    first: int = 1
    title: str = ""
    kind: Kind = "prose"
    layout: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A folder that was read whole: its settings, its sections, where its look comes from.

    `folder` is where brief.yaml stands, as reached from the working directory; file names in Markdown and
    in `data-source` are relative to it. `styles` are the folders of the look, a brief's own before the
    house's. `words` are the words that layouts add, in the brief's language. `origin` maps the path of each
    value in brief.yaml (``organisation.0.logo``) to its line and column.

    Its seal comes once its sections are parsed: `content_hash`, 64 hexadecimal digits that stand for all that its pages
    are made of, and `files`, what pages may ask for besides the house's styles.
    """

    folder: Path
    settings: Settings
    sections: tuple[Section, ...]
    styles: tuple[Path, ...]
    words: Mapping[str, str]
    origin: Mapping[str, tuple[int, int]]
    content_hash: str = ""
    files: frozenset[Path] = frozenset()


def copy_code(content_hash: str) -> str:
    """A content hash in the short form that is printed in the colophon, by which a printout is traced: ``7f3a91``."""
    return content_hash[:6]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, figure … of a section: its kind, its first and last line, its Markdown and its tree.

    Every element of `tree` that is a block of the page carries ``data-source="abuses.md:14-19"``. The tree is
    shared by all editions: whoever changes it copies it first.
    """

    kind: str
    first: int
    last: int
    source: str
    tree: Element


@dataclass(frozen=True, slots=True)
class Text:
    """A section, parsed: its title (inline HTML as a tree), its blocks in order, its notes by name."""

    section: Section
    title: Element
    blocks: tuple[Block, ...]
    notes: Mapping[str, Element]


@dataclass(frozen=True, slots=True)
class Edition:
    """What is built, and for what purpose."""

    name: str
    purpose: str
    pages: str
    type_size: float
    pdf: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One style sheet: where it stands and what it says."""

    path: Path
    text: str


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that the typesetting engine noticed.

    A character without a glyph, a file that it could not have (by its name in the brief), a line of a style
    sheet that it ignored, or another; the text that matters, and the place in a style sheet when it is known.
    """

    kind: Literal["glyph", "file", "style", "other"]
    text: str
    sheet: Path | None = None
    line: int | None = None
    column: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """What stands on a page: an element's border box, in points from the top left corner of the page.

    `tag` is the element's, with ``::footnote-call`` for the call of a note; `continues` says that the element
    goes on on the next page.
    """

    tag: str
    classes: tuple[str, ...]
    source: str
    x: float
    y: float
    width: float
    height: float
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in points: its size, the top and bottom of its text area, the boxes and the text as they were drawn.

    Each of `texts` is a run of text on one line, with the source of the block that it belongs to.
    """

    number: int
    width: float
    height: float
    top: float
    bottom: float
    boxes: tuple[Box, ...]
    texts: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """All pages, as they were typeset."""

    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that would keep an edition from being read aloud right.

    Words that are drawn and cannot be read, a picture without an alternative text, a heading that skips a level, a
    note that is called and not there, a list or table that is not built as one;
    the words or the name that show it, and the ``data-source`` it stands in, if any.
    """

    kind: Literal["lost", "picture", "heading", "note", "structure"]
    words: str
    source: str


LARGEST_FILE = 50_000_000
"""Bytes of the largest picture, or other file of a brief, that is read."""

LARGEST_PICTURE = 50_000_000
"""Pixels of the largest photograph that is printed."""

PICTURE_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000")
"""The kinds of photographs that are read, whatever their names end in, as Pillow calls them."""


def readable(address: str) -> str:
    """An address as people say it and paper shows it: no scheme, no ``www.``, no closing slash, no mail's subject."""
    if address.lower().startswith("mailto:"):
        return address[len("mailto:") :].partition("?")[0]
    return re.sub(r"^(?:tel:|https?://)?(?:www\.)?", "", address, flags=re.IGNORECASE).rstrip("/")


def within(address: str) -> bytes:
    """What stands in an address of the scheme ``data`` (RFC 2397); nothing when its base64 is none."""
    head, _, data = address.partition(",")
    whole = unquote_to_bytes(data)
    try:
        return base64.b64decode(whole) if head.endswith(";base64") else whole
    except binascii.Error:
        return b""


RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ug", "ur", "yi"})
"""The languages that are written from right to left."""


def direction(language: str) -> Literal["ltr", "rtl"]:
    """Which way a language runs, by its BCP 47 tag, as HTML's ``dir`` says it."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


EDITIONS: Mapping[str, Edition] = {
    edition.name: edition
    for edition in (Edition("full", "the staffer's file, email", "up to 4", 10.5, "PDF/UA-1, PDF/A-3a"),)
}
"""The editions that can be built, by name."""

PAPERS: Mapping[str, tuple[float, float]] = {"us-letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""The papers that can be printed on, by name: width and height in mm."""
