"""An entry of a file with sources, and the types and fields that it can have.

Both are those of the Citation Style Language 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html,
appendices III and IV).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from brief.findings import Place


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


TYPES = _names(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection dataset
    document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview legal_case legislation
    manuscript map motion_picture musical_score pamphlet paper-conference patent performance periodical
    personal_communication post post-weblog regulation report review review-book software song speech standard thesis
    treaty webpage"""
)

DATES = _names("accessed available-date event-date issued original-date submitted")

NAMES = _names(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator"""
)

TEXTS = _names(
    """abstract annote archive archive-place archive_collection archive_location authority call-number chapter-number
    citation-label collection-number collection-title container-title container-title-short dimensions division DOI
    edition event event-place event-title genre ISBN ISSN issue jurisdiction keyword language license medium note number
    number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first
    part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre reviewed-title
    scale section source status supplement-number title title-short URL version volume volume-title"""
)

OTHERS = _names(
    """id type review-by citation-key categories custom journalAbbreviation shortTitle nickname system_id libraryID"""
)
"""Fields that no style prints: what identifies a source, and what reference managers note for themselves."""

REVIEW = "review-by"
"""The field with the day after which a source is to be reviewed; it is not part of CSL."""


IN_BIBTEX = {
    "issued": "date",
    "accessed": "urldate",
    "event-date": "eventdate",
    "original-date": "origdate",
    "URL": "url",
}
"""The BibTeX names of the fields that findings name, where they differ from those of CSL."""


class Entry(NamedTuple):
    """A source as its file has it: its key, its fields as CSL-JSON, and their places.

    `is_whole` is false when a field could not be read; that field then has a finding of its own.
    """

    key: str
    item: Mapping[str, Any]
    place: Place
    places: Mapping[str, Place]
    review_by: str = ""
    is_whole: bool = True

    def at(self, field: str) -> Place:
        """The place of a field, or that of the entry when it lacks the field."""
        return self.places.get(field, self.place)

    def as_written(self, field: str, value: str) -> str:
        """A field in the format of this entry's file: ``title: …``, ``"title": "…",`` or ``title = {…},``."""
        match self.place.path.suffix.lower():
            case ".bib":
                return f"@…{{{value}," if field == "id" else f"{IN_BIBTEX.get(field, field)} = {{{value}}},"
            case ".json":
                return f'"{field}": "{value}",'
            case _:
                return f"{field}: {value}"
