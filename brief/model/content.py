"""What a brief is made of: its folder, sections, sources and pictures, and the sections once they are parsed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal
from xml.etree.ElementTree import Element

from brief.findings import Place
from brief.model.data import Table
from brief.model.settings import Settings, key

Kind = Literal["summary", "prose", "recommendations", "author", "sources"]

LARGEST_FILE = 50_000_000
"""Bytes of the largest file of a brief that is read."""

LARGEST_PICTURE = 50_000_000
"""Pixels of the largest photograph that is printed."""

PICTURE_KINDS = ("JPEG", "PNG", "GIF", "BMP", "WEBP", "TIFF", "AVIF", "JPEG2000")
"""The kinds of photographs that are read, by Pillow's names, whatever the file is called."""


def side_file(picture: str) -> str:
    """The name of the file that describes a picture and stands beside it."""
    return f"{picture}.yaml"


@dataclass(frozen=True, slots=True)
class Description:
    """What the file beside a picture says: its fields are the keys of ``camp.jpg.yaml``."""

    alt: str = key("what the picture shows, for people who do not see it")
    caption: str = key("the caption, where the section gives it none")
    credit: str = key("who made it")
    source: str = key("where it comes from: an archive, an agency, a web address")
    licence: str = key("on what terms it may be printed: `CC BY 4.0`")


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
    short: Short | None = None

    @property
    def laid_out_as(self) -> str:
        """The layout that it is printed with: its own, or that of its kind."""
        return self.layout or self.kind


@dataclass(frozen=True, slots=True)
class Short:
    """The short version of a section: its Markdown, and the line and column of the file in which it begins."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """Something that a brief can cite.

    `item` is what is known of it, as CSL-JSON names it (https://docs.citationstyles.org); `review_by` the day after
    which it is to be looked at again.
    """

    key: str
    item: Mapping[str, Any]
    place: Place
    review_by: date | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """A folder that was read whole: its settings, its sections, where its look comes from.

    `folder` is where brief.yaml stands, as reached from the working directory; file names in Markdown and
    in `data-source` are relative to it. `styles` are the folders of the look, a brief's own before the
    house's. `words` are the words that layouts add, in the brief's language. `origin` maps the path of each
    value in brief.yaml (``organisation.0.logo``) to its line and column.

    Its seal comes once its sections are parsed: `content_hash`, 64 hexadecimal digits that stand for all that its pages
    are made of, and `files`, what pages may ask for besides the house's styles. `sources` are those that it can cite,
    by key, `tables` the CSV files that its sections name, `pictures` what is said beside the pictures that they name.
    """

    folder: Path
    settings: Settings
    sections: tuple[Section, ...]
    styles: tuple[Path, ...]
    words: Mapping[str, str]
    origin: Mapping[str, tuple[int, int]]
    content_hash: str = ""
    files: frozenset[Path] = frozenset()
    sources: Mapping[str, Source] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)
    pictures: Mapping[str, Description] = field(default_factory=dict)

    def place(self, key: str) -> Place:
        """Where a value stands in brief.yaml, by its dotted path; the file alone where it is not said."""
        return Place(self.folder / "brief.yaml", *self.origin.get(key, ()))


def copy_code(content_hash: str) -> str:
    """A content hash in the short form that is printed in the colophon, by which a printout is traced: ``7f3a91``."""
    return content_hash[:6]


@dataclass(frozen=True, slots=True)
class Choice:
    """In which editions a block stands: only in those of these names and what is like them, or in all but those."""

    names: frozenset[str]
    only: bool

    def takes(self, kin: Collection[str]) -> bool:
        """Whether it stands in an edition of this kin."""
        return self.names.isdisjoint(kin) != self.only


SIDE_NOTES = frozenset({"key-figure", "pull-quote", "qr"})
"""The kinds of blocks that stand in the margin column, where an edition has one."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list, table, figure … of a section: its kind, its first and last line, its Markdown and its tree.

    Every element of `tree` that is a block of the page carries ``data-source="abuses.md:14-19"``. The tree is
    shared by all editions: whoever changes it copies it first. It stands in the editions that all `choices` take.
    """

    kind: str
    first: int
    last: int
    source: str
    tree: Element
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark of an editor in the Markdown, ``<!-- @Ana: words -->``: its line, who made it, what it says.

    `at` is a line of what it is about: its own, or the one above it where it stands right below a block.
    """

    line: int
    at: int
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class Text:
    """A section, parsed: its title (inline HTML as a tree), its blocks in order, its notes by name.

    `short` is its short version, for the editions that print that; `comments` are for the proof alone.
    """

    section: Section
    title: Element
    blocks: tuple[Block, ...]
    notes: Mapping[str, Element]
    short: Text | None = None
    comments: tuple[Comment, ...] = ()

    @property
    def trees(self) -> tuple[Element, ...]:
        """The trees of its title, its blocks and its notes."""
        return (self.title, *(block.tree for block in self.blocks), *self.notes.values())

    @property
    def versions(self) -> tuple[Text, ...]:
        """The section, and its short version if it has one."""
        return (self, self.short) if self.short else (self,)
