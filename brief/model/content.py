"""The content of a brief: its folder, sections, sources and pictures, and its sections once they are parsed."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal, NamedTuple
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.model.conditions import When
from brief.model.data import Table
from brief.model.settings import Settings, key

Kind = Literal["summary", "prose", "recommendations", "author", "sources"]

LARGEST_FILE = 50_000_000
"""The size of the largest file of a brief that is read, in bytes."""

LARGEST_PICTURE = 50_000_000
"""The size of the largest photograph that is printed, in pixels."""

PICTURE_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000")
"""The formats of photographs that are read, by Pillow's names, whatever the ending of the file's name."""


def side_file(picture: str) -> str:
    """The name of the file beside a picture that describes it: ``camp.jpg.yaml``."""
    return f"{picture}.yaml"


def own_styles(styles: Sequence[Path]) -> tuple[Path, ...]:
    """The brief's own folders among its folders of styles; the last one is the house's and contains its looks."""
    return tuple(folder for folder in styles if not folder.is_relative_to(styles[-1]))


@dataclass(frozen=True, slots=True)
class Description:
    """The file beside a picture that describes it; its fields are the keys of ``camp.jpg.yaml``."""

    alt: str = key("what the picture shows, for people who do not see it")
    caption: str = key("the caption, where the section gives it none")
    credit: str = key("who made it")
    source: str = key("where it comes from: an archive, an agency, a web address")
    licence: str = key("on what terms it may be printed: `CC BY 4.0`")


@dataclass(frozen=True, slots=True)
class Section:
    r"""One Markdown file of a brief, read but not parsed.

    `name` is the path of its file below the brief's folder, without ending. `listed` is its name in brief.yaml if that
    contains fields: ``facts/{{ state }}``. `text` is the whole file, including front matter, with line ends as ``\n``,
    so that line numbers in it are those of the file. The Markdown begins in line `first`; that of a short version is
    indented by `shift` columns in the file.
    """

    name: str
    path: Path
    text: str
    first: int = 1
    title: str = ""
    kind: Kind = "prose"
    layout: str = ""
    short: Short | None = None
    listed: str = ""
    shift: int = 0

    @property
    def file(self) -> str:
        """The path of its file, below the folder of the brief."""
        folder = self.name.rpartition("/")[0]
        return f"{folder}/{self.path.name}" if folder else self.path.name

    @property
    def laid_out_as(self) -> str:
        """The layout that prints it: its own, or that of its kind."""
        return self.layout or self.kind


class Short(NamedTuple):
    """The short version of a section: its Markdown, and the line and column where that begins."""

    text: str
    line: int
    column: int


class Source(NamedTuple):
    """A source that a brief can cite.

    `item` is its CSL-JSON (https://docs.citationstyles.org); `review_by` is the last day before it has to be
    checked again.
    """

    key: str
    item: Mapping[str, Any]
    place: Place
    review_by: date | None = None


def word_list(words: Mapping[str, str], name: str) -> tuple[str, ...]:
    """The entries of a list in the words of a language, such as ``a, all, an``; empty when it has no such list."""
    return tuple(filter(None, (entry.strip() for entry in words.get(name, "").split(","))))


MOST_STARS = 2
"""The most stars in a phrase, each of which matches any letters; with more, a search would take very long."""


def is_phrase(text: str) -> bool:
    """Whether a text can be searched for: it has letters or digits, and not too many stars."""
    return text.count("*") <= MOST_STARS and re.search(r"\w", text) is not None


@dataclass(frozen=True, slots=True)
class Terms:
    """The vocabulary of a house; its fields are the keys of ``terms.yaml``."""

    avoid: Mapping[str, str] = key("words to avoid, each with what to write instead", dict)
    acronyms: tuple[str, ...] = key("acronyms that every reader knows", tuple)
    never: tuple[str, ...] = key("names that must not be printed", tuple)
    words: tuple[str, ...] = key("words that are spelled right, such as names", tuple)


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief that was read: its folder, its settings, its sections, the folders of its look.

    `folder` holds brief.yaml, relative to the working directory; file names in Markdown and in ``data-source`` are
    relative to it. `styles` are the folders of the look: a brief's own, that of the look that it chose, the house's.
    `words` are the words that layouts add, in the brief's language. `origin` maps the path of each value in brief.yaml
    (``organisation.0.logo``) to its line and column. `terms` is the vocabulary of the house. `values` maps the names of
    fields to their values as printed.

    The other fields are set once the sections are parsed: `content_hash`, the seal, 64 hexadecimal digits;
    `sign_off_code`, six digits for the content that is signed off, if somebody has to sign; `files`, the files that
    pages may load besides the house's styles, and `files_hash`, the hash of them; `sources` by key; `tables`, the CSV
    files, and `pictures`, the descriptions of pictures, by their names in the sections; `brand`, the color named in
    brief.yaml or found in the logo: ``#0b4a59``.
    """

    folder: Path
    settings: Settings
    sections: tuple[Section, ...]
    styles: tuple[Path, ...]
    words: Mapping[str, str]
    origin: Mapping[str, tuple[int, int]]
    values: Mapping[str, str] = field(default_factory=dict)
    terms: Terms = Terms()
    content_hash: str = ""
    sign_off_code: str = ""
    files: frozenset[Path] = frozenset()
    files_hash: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    pictures: Mapping[str, Description] = field(default_factory=dict)
    brand: str = ""

    @property
    def own_styles(self) -> tuple[Path, ...]:
        """The brief's own folders of styles."""
        return own_styles(self.styles)

    @property
    def shipped_styles(self) -> tuple[Path, ...]:
        """The folders of styles that come with the program."""
        return tuple(folder for folder in self.styles if folder not in self.own_styles)

    def owns(self, path: Path) -> bool:
        """Whether a style sheet or layout is in the brief's own folders of styles."""
        return any(map(path.is_relative_to, self.own_styles))

    def place(self, key: str) -> Place:
        """The place of a value in brief.yaml, by its dotted path; the file alone when the value is missing."""
        return Place(self.folder / "brief.yaml", *self.origin.get(key, ()))


COPY_CODE = 6
"""The digits of a copy code, and of the sign-off code, which has the same form."""


def copy_code(content_hash: str) -> str:
    """The short form of a content hash, ``7f3a91``, which the colophon prints to trace a printout."""
    return content_hash[:COPY_CODE]


class Choice(NamedTuple):
    """The editions that print a block: with `only`, those named and editions like them; otherwise all others."""

    names: frozenset[str]
    only: bool

    def takes(self, lineage: Collection[str]) -> bool:
        """Whether an edition with this lineage prints the block."""
        return self.names.isdisjoint(lineage) != self.only


SIDE_NOTES = frozenset({"key-figure", "pull-quote", "qr"})
"""The kinds of blocks that are side notes, meant for the margin column."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, figure … of a section: its kind, first and last line, Markdown and tree.

    Each block-level element of `tree` has ``data-source="abuses.md:14-19"``. All editions share the tree, so copy it
    before you change it. The block is in an edition if all `choices` take it, in a copy if all `conditions` hold.
    """

    kind: str
    first: int
    last: int
    source: str
    tree: Element
    choices: tuple[Choice, ...] = ()
    conditions: tuple[When, ...] = ()


class Comment(NamedTuple):
    """An editor's comment in the Markdown, ``<!-- @Ana: words -->``: its line, its author, its text.

    `at` is a line of the block that it is about: its own line, or one above when it follows a block.
    """

    line: int
    at: int
    who: str
    words: str


class Allowance(NamedTuple):
    """A comment that exempts a block from a rule, ``<!-- brief: allow RULE because … -->``: its line, rule, reason.

    `at` is a line of the block: its own line, or one above when it follows a block.
    """

    line: int
    at: int
    rule: str
    because: str


@dataclass(frozen=True, slots=True)
class Text:
    """A parsed section: its title (inline HTML as a tree), its blocks in order, its notes by name.

    `short` is its short version, which some editions print. `comments` are printed in the proof only; `allowed` are
    the exemptions from rules; `named` are the names of the link references that it uses. `asks` are the sources of the
    recommendations that the whole brief prints of it, in their order; they are known once an edition has chosen its
    blocks.
    """

    section: Section
    title: Element
    blocks: tuple[Block, ...]
    notes: Mapping[str, Element]
    short: Text | None = None
    comments: tuple[Comment, ...] = ()
    allowed: tuple[Allowance, ...] = ()
    named: frozenset[str] = frozenset()
    asks: tuple[str, ...] = ()

    @property
    def trees(self) -> tuple[Element, ...]:
        """The trees of its title, its blocks and its notes."""
        return (self.title, *(block.tree for block in self.blocks), *self.notes.values())

    @property
    def versions(self) -> tuple[Text, ...]:
        """The section, and its short version if it has one."""
        return (self, self.short) if self.short else (self,)
