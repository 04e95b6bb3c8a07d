"""Checks before a release: comments, sampled fields, the embargo, sign-offs, and files that nothing uses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from brief.fields import moment, signature
from brief.findings import Finding, Place, review
from brief.findings.nearest import did_you_mean, shortened
from brief.model import side_file
from brief.review.draft import Draft


def comments(draft: Draft) -> Iterator[Finding]:
    """Comments of editors that are still in the text."""
    for text in draft.versions:
        for comment in text.comments:
            yield review.COMMENT_LEFT.at(Place(text.section.path, comment.line), who=comment.who)


def sampled_fields(draft: Draft) -> Iterator[Finding]:
    """Required fields of a final brief: without a merge, their sample is printed."""
    settings = draft.brief.settings
    for name, field in settings.fields.items() if settings.status == "final" else ():
        if field.required:
            place = draft.brief.place(f"fields.{name}")
            yield review.FIELD_SAMPLED.at(place, name=name, sample=shortened(field.sample))


def embargo(draft: Draft) -> Iterator[Finding]:
    """An embargo that is over."""
    until = moment(draft.brief.settings.embargo)
    if until and until.date() < draft.today:
        yield review.EMBARGO_OVER.at(draft.brief.place("embargo"), day=until.date())


def signatures(draft: Draft) -> Iterator[Finding]:
    """Sign-offs that are missing, have no code or the code of another text, or were not asked for."""
    settings, code = draft.brief.settings, draft.brief.sign_off_code
    asked, signed = settings.sign_off, settings.signed_off
    whole = {who: signed.get(who, f"… {code}") for who in (*asked, *signed)}
    for number, who in enumerate(asked):
        day, given = signature(signed.get(who, ""))
        place = draft.brief.place(f"signed-off.{who}" if who in signed else f"sign-off.{number}")
        if day is None or day > draft.today + timedelta(days=1):  # it may be tomorrow in another time zone
            yet = f": {day} is still to come" if day else ""
            written = ", ".join(f"{name}: {text}" for name, text in {**whole, who: f"… {code}"}.items())
            yield review.SIGN_OFF_MISSING.at(place, who=shortened(who), yet=yet, signatures=written)
        elif not given:
            yield review.SIGN_OFF_WITHOUT_CODE.at(place, who=shortened(who), day=day, code=code)
        elif given != code:
            yield review.SIGN_OFF_OTHER.at(place, who=shortened(who), signed=given, code=code, today=draft.today)
    for who in (one for one in signed if one not in asked):
        nearest = did_you_mean(who, asked, "sign-off has {names}")
        yield review.SIGN_OFF_UNASKED.at(draft.brief.place(f"signed-off.{who}"), who=shortened(who), nearest=nearest)


def unused_files(draft: Draft) -> Iterator[Finding]:
    """Files in the folder of the brief that it does not use; none when errors leave open which files it uses."""
    brief = draft.brief
    if not brief.content_hash:
        return
    named = (*brief.settings.sources, brief.settings.terms, brief.settings.csl, brief.settings.icc_profile)
    used = {brief.folder / name for name in ("brief.yaml", *named) if name}
    used |= {section.path for section in brief.sections} | set(brief.files)
    used |= {table.path for table in brief.tables.values()}
    used |= {brief.folder / side_file(picture) for picture in brief.pictures}
    yield from (review.FILE_UNUSED.at(Place(path)) for path in draft.files() if path not in used)
