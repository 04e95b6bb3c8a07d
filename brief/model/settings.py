"""brief.yaml as values: its fields *are* the keys that are accepted, with hyphens for underscores.

Each carries its sense in `metadata`, from which the table of keys in the documentation is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal, TypeAlias

from brief.model.printing import PaperName

Status = Literal["draft", "review", "final"]
PrintedLinks = Literal["footnotes", "inline", "none"]
Citations = Literal["footnotes", "numbers", "author-date"]
Day: TypeAlias = date
"""A day, where a key called `date` stands in the way of its name."""


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
class OfEdition:
    """What an edition has otherwise; what is not given is as in the edition that it is like, or as in the brief."""

    like: str = key("of an edition of one's own: which it is like in all that it does not say itself")
    pages: str = key("how many pages it has at most, 1 to 99: `2`; a range: `2-4`; `even` adds a blank last one")
    paper: PaperName | None = key("as `paper`, in this edition", None)
    sections: tuple[str, ...] = key("which sections it prints, in their order", tuple)
    min_type_size: str = key("how small its text may get to keep to its pages, in points")
    title: str = key("as `title`, in this edition")
    subtitle: str = key("as `subtitle`, in this edition")
    series: str = key("as `series`, in this edition")
    ask: str = key("as `ask`, in this edition")
    addressee: str = key("as `addressee`, in this edition")
    printed_links: PrintedLinks | None = key("as `printed-links`, in this edition", None)
    crop_marks: bool | None = key("of `print-shop`: whether marks show where to cut, `true` or `false`", None)


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
    web_address: str = key("where the brief lives online: printed on page 1, with a QR code, and in the colophon")
    printed_links: PrintedLinks = key(
        "where the address of a link in the text is printed: in `footnotes`, `inline` behind its words, or `none`",
        "footnotes",
    )
    sections: tuple[str, ...] = key(
        "the sections in their order, a Markdown file each; all files by name when missing", tuple
    )
    sources: tuple[str, ...] = key(
        "the file with the sources that the brief cites, or a list of such files: CSL-YAML, CSL-JSON or BibTeX", tuple
    )
    citations: Citations = key("how they are cited: in `footnotes`, by `numbers`, or by `author-date`", "footnotes")
    csl: str = key("a style of one's own for citations and the list of sources: the name of a CSL file")
    icc_profile: str = key("the color profile that the print shop asks for: the name of an ICC file")
    fields: Mapping[str, Field] = key("what a merge fills in", dict)
    sign_off: tuple[str, ...] = key("who has to sign a final brief off before it is released", tuple)
    signed_off: Mapping[str, Day] = key("who has done so, and on which day: `legal: 2018-06-08`", dict)
    attach_source: bool = key("whether the full PDF carries what it was printed from, to go on with", False)
    editions: Mapping[str, OfEdition] = key("what an edition has otherwise, and editions of one's own, by name", dict)
