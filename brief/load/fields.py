"""The fields that brief.yaml declares: findings on them, and their values when no list fills them in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from brief.fields import FIELD, FORMATS, SETTINGS, Unfit, as_printed, wrong_field
from brief.findings import Finding, keys, wording
from brief.findings.nearest import did_you_mean, shortened
from brief.model import Brief, Field

MOST = 1_000
"""The most characters that `longest` may allow."""


def problems(brief: Brief) -> Iterator[Finding]:
    """Findings on the fields that a brief declares, and on their use in names of sections and settings of editions."""
    for name, field in brief.settings.fields.items():
        place = brief.place(f"fields.{name}")
        wrong = [*_wrong(brief, name, field)]
        yield from wrong
        for key in ("sample", "default"):
            value = getattr(field, key)
            if value and not wrong:
                try:
                    as_printed(field, value, brief.words)
                except Unfit as error:
                    at = brief.place(f"fields.{name}.{key}")
                    yield keys.FIELD_VALUE_WRONG.at(at, value=shortened(value), reason=error.reason, way=error.way)
        if field.type == "choice" and not field.choices:
            yield keys.FIELD_WITHOUT_CHOICES.at(place, name=name)
    for number, name in enumerate(brief.settings.sections):
        yield from _wrong_text(brief, f"sections.{number}", name)
    for edition, own in brief.settings.editions.items():
        for number, name in enumerate(own.sections):
            yield from _wrong_text(brief, f"editions.{edition}.sections.{number}", name)
        for key in SETTINGS:
            yield from _wrong_text(brief, f"editions.{edition}.{key}", getattr(own, key))


def _wrong(brief: Brief, name: str, field: Field) -> Iterator[Finding]:
    """Findings on the format, length, choices and source of a field; with any, its values are not checked."""
    what, is_format = FORMATS.get(field.type, ("", None))
    if field.format and not (is_format and is_format(field.format)):
        way = f"write {what}" if what else "remove it: a field of this type is printed as it is written"
        words = {"value": shortened(field.format), "type": field.type, "way": way}
        yield keys.FIELD_FORMAT_WRONG.at(brief.place(f"fields.{name}.format"), **words)
    if field.longest and not (re.fullmatch("[1-9][0-9]{0,3}", field.longest) and int(field.longest) <= MOST):
        at = brief.place(f"fields.{name}.longest")
        yield keys.FIELD_LONGEST_WRONG.at(at, value=shortened(field.longest), limit=MOST)
    if field.choices and field.type != "choice":
        yield keys.FIELD_CHOICES_UNUSED.at(brief.place(f"fields.{name}.choices"), type=field.type)
    if field.source and field.source not in (*brief.sources, *brief.settings.fields):
        nearest = did_you_mean(field.source, (*brief.sources, *brief.settings.fields), "known are {names}")
        yield keys.FIELD_SOURCE_UNKNOWN.at(
            brief.place(f"fields.{name}.source"), value=shortened(field.source), nearest=nearest
        )


def _wrong_text(brief: Brief, key: str, text: str) -> Iterator[Finding]:
    """Findings on the fields in `text`, which is the value of `key` in brief.yaml."""
    for match in re.finditer(FIELD, text):
        yield from wrong_field(match, brief.settings.fields, brief.place(key))
    rest = re.sub(FIELD, "", text)
    if "{{" in rest or "{%" in rest:
        yield wording.FIELD_BROKEN.at(brief.place(key), text=shortened(rest[rest.index("{") :]))


def values(brief: Brief) -> Mapping[str, str]:
    """The printed values of fields when no list fills them in: the samples, or else the defaults."""
    return {
        name: as_printed(field, value, brief.words)
        for name, field in brief.settings.fields.items()
        if (value := field.sample or field.default)
    }
