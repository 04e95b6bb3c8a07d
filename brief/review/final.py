"""What must not leave the house: comments, and files that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator

from brief.findings import Finding, Place, review
from brief.model import side_file
from brief.review.draft import Draft


def comments(draft: Draft) -> Iterator[Finding]:
    """The comments of editors."""
    for text in (version for whole in draft.texts for version in whole.versions):
        for comment in text.comments:
            yield review.COMMENT_LEFT.at(Place(text.section.path, comment.line), who=comment.who)


def unused_files(draft: Draft) -> Iterator[Finding]:
    """Files in the folder of the brief that it does not use."""
    brief = draft.brief
    named = (*brief.settings.sources, brief.settings.terms, brief.settings.csl, brief.settings.icc_profile)
    used = {brief.folder / name for name in ("brief.yaml", *named) if name}
    used |= {section.path for section in brief.sections} | set(brief.files)
    used |= {table.path for table in brief.tables.values()}
    used |= {brief.folder / side_file(picture) for picture in brief.pictures}
    yield from (review.FILE_UNUSED.at(Place(path)) for path in draft.files() if path not in used)
