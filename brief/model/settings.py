"""The values of brief.yaml. Each field is an accepted key, written there with hyphens instead of underscores.

The `metadata` of a field has its meaning, from which the documentation's table of keys is made.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, Literal, NamedTuple, get_args

from brief.model.looks import LOOKS, LookName
from brief.model.printing import PAPERS, PaperName

Status = Literal["draft", "review", "final"]
PrintedLinks = Literal["footnotes", "inline", "none"]
Citations = Literal["footnotes", "numbers", "author-date"]
OwnSeverity = Literal["error", "warning", "info", "off"]
FieldType = Literal["text", "number", "money", "date", "state", "email", "url", "choice"]
FIELD_TYPES: tuple[FieldType, ...] = get_args(FieldType)


def key(sense: str, default: Any = "") -> Any:
    """A key of brief.yaml: its meaning, in the words of the documentation, and its default."""
    if callable(default):
        return field(default_factory=default, metadata={"sense": sense})
    return field(default=default, metadata={"sense": sense})


required = partial(field, kw_only=True)


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation that signs the brief."""

    name: str = required(metadata={"sense": "its name, as the masthead prints it"})
    url: str = key("its web address")
    email: str = key("its mail address")
    logo: str = key("an image file, SVG or PNG, printed 9 mm high")
    imprint: str = key("a line in the colophon: legal form, seat, registration")


@dataclass(frozen=True, slots=True)
class Author:
    """An author of the brief."""

    name: str = required(metadata={"sense": "the name"})
    role: str = key("the author's position, or institution; printed once for many authors in a row who share it")
    photo: str = key("an image file, printed 22 mm wide")
    email: str = key("a mail address")


@dataclass(frozen=True, slots=True)
class Contact:
    """The person or desk that readers can call."""

    name: str = required(metadata={"sense": "a person or a desk"})
    role: str = key("their position")
    phone: str = key("a telephone number, printed as written")
    email: str = key("a mail address")


@dataclass(frozen=True, slots=True)
class Field:
    """A field, which a merge fills in for each copy; without a merge, the sample is printed."""

    type: FieldType = key("the kind of value: " + ", ".join(f"`{name}`" for name in FIELD_TYPES), "text")
    required: bool = key("whether every copy needs a value", False)
    format: str = key('how it is printed: `"$1,234"`, `"{month} {day}"`, or `code` for a state')
    default: str = key("the value of copies whose cell in the list is empty")
    sample: str = key("what is printed until a list fills it in")
    source: str = key("for a number: the key of its source, or the column that names the key")
    choices: tuple[str, ...] = key("for `choice`: the values that there are", tuple)
    longest: str = key("the most characters that a value may have")


@dataclass(frozen=True, slots=True)
class Merge:
    """The options of `brief merge`. Columns of its list are named as in the first line of the list."""

    name: str = key("the name of each file, in which fields and columns stand: `{{ office }}`")
    order: tuple[str, ...] = key("the columns in whose order the copies are printed", tuple)
    split: str = key("the column by which the print run is split into files")
    route: tuple[str, ...] = key("the columns of the list with boxes to tick", tuple)


@dataclass(frozen=True, slots=True)
class Overrides:
    """The settings of one edition; it inherits the others from the edition that it is like, or from the brief."""

    like: str = key("for an edition of your own: the edition that it is based on")
    pages: str = key("the page limit, 1 to 99: `2`; a range: `2-4`; `even` adds a blank last page; `full` has `4`")
    paper: PaperName | None = key("as `paper`, in this edition", None)
    sections: tuple[str, ...] = key("the sections to print, in their order", tuple)
    type_size: str = key("as `type-size`, in this edition")
    min_type_size: str = key("the smallest size of text, in points; text below it is enlarged")
    title: str = key("as `title`, in this edition")
    subtitle: str = key("as `subtitle`, in this edition")
    series: str = key("as `series`, in this edition")
    ask: str = key("as `ask`, in this edition")
    addressee: str = key("as `addressee`, in this edition")
    printed_links: PrintedLinks | None = key("as `printed-links`, in this edition", None)
    crop_marks: bool | None = key("for `print-shop`: whether to print crop marks, `true` or `false`", None)


@dataclass(frozen=True, slots=True)
class OwnRule:
    """The changes that a brief makes to one rule."""

    severity: OwnSeverity | None = key("`error`, `warning` or `info`; or `off`, which needs a `because`", None)
    limit: str = key("another limit, for rules that have one: `14`")
    because: str = key("why, for whoever checks the brief")


class Languages(NamedTuple):
    """The language of a brief, and those of its words in other scripts by the script's name, as BCP 47 tags."""

    own: str
    of_scripts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Settings:
    """The keys of brief.yaml and their values, as written."""

    title: str = required(metadata={"sense": "the title"})
    subtitle: str = key("the deck under the title")
    short_title: str = key("the running title at the foot of the pages; otherwise the title")
    ask: str = key("the one sentence that readers should remember")
    addressee: str = key("who the ask is addressed to")
    slug: str = key("the first part of file names; otherwise made from the title")
    series: str = key("the kicker on the masthead")
    status: Status = key("`draft`, `review` or `final`; draft and review are printed at the top of each page", "draft")
    date: date | None = key("the date of the brief, printed and in the PDF: YYYY-MM-DD", None)
    embargo: str = key(
        "until when nobody may publish it, as each page then says: `2018-06-08T06:00-04:00`, with the zone"
    )
    version: str = key("the version, printed in the colophon before the copy code")
    language: str = key(
        "the language, as a BCP 47 tag; besides English, French and Korean, [write its words](look.md#words)", "en-US"
    )
    script_languages: Mapping[str, str] = key("the language of words in another script: `Cyrillic: uk`", dict)
    paper: PaperName = key(" or ".join(f"`{name}`" for name in PAPERS), "us-letter")
    type_size: str = key("the size of the text in points, up to 16; headings, notes and lines grow with it")
    look: LookName = key("the design of the pages: " + ", ".join(f"`{name}`" for name in LOOKS), "gazette")
    brand: str = key('the color of your office: `"#0b4a59"`, `navy`, or `from-logo`')
    cover: str = key(
        "a [picture for page 1](look.md#a-picture-on-page-1), with a description beside it: `images/camp.jpg`"
    )
    organisation: tuple[Organisation, ...] = key("who signs the brief; a list for a coalition", tuple)
    authors: tuple[Author, ...] = key("who wrote it", tuple)
    contact: Contact | None = key("the person or desk that readers can call", None)
    disclosure: str = key("a line required by law, printed on page 1")
    licence: str = key("the terms for sharing the brief")
    web_address: str = key("where the brief is online; printed in the colophon, with a QR code there or on page 1")
    printed_links: PrintedLinks = key(
        "where the address of a link is printed: in `footnotes`, `inline` after its words, or `none`",
        "footnotes",
    )
    sections: tuple[str, ...] = key("the Markdown files in their order; otherwise all, by name", tuple)
    sources: tuple[str, ...] = key("the file with the sources, or a list of files: CSL-YAML, CSL-JSON or BibTeX", tuple)
    citations: Citations = key("how sources are cited: `footnotes`, `numbers` or `author-date`", "footnotes")
    csl: str = key("a citation style of your own: the name of a CSL file")
    icc_profile: str = key("the print shop's colour profile: the name of an ICC file")
    fields: Mapping[str, Field] = key("words that change from copy to copy", dict)
    merge: Merge = key("what `brief merge` makes of a list of offices", Merge)
    terms: str = key("the file with the words of your house: `terms.yaml`")
    rules: Mapping[str, OwnRule] = key("what `brief check` is to judge otherwise, by the name of a rule", dict)
    sign_off: tuple[str, ...] = key("who must sign the brief off before a release", tuple)
    signed_off: Mapping[str, str] = key(
        "who has signed off, with the day and the sign-off code: `legal: 2018-06-08 7f3a91`", dict
    )
    attach_source: bool = key("whether the full PDF carries its source", False)
    editions: Mapping[str, Overrides] = key("settings for one edition, and editions of your own, by name", dict)

    @property
    def languages(self) -> Languages:
        """The language of the brief, and those of its words in other scripts."""
        return Languages(self.language, self.script_languages)
