"""An edition for the screen: composed as for paper, then made into one file that needs no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief import check
from brief.build.composing import chosen, composing
from brief.findings import Finding, stop_on_errors
from brief.load import inside
from brief.load.brand import branded
from brief.load.faces import brought, files
from brief.load.look import on_screen, tokens
from brief.load.serving import fetched
from brief.model import AS_WRITTEN, Brief, Edition, Text, Weight
from brief.process import begin_step
from brief.publish import Look, publish
from brief.typeset.encoded import for_screen

__all__ = ["Page", "build"]


@dataclass(frozen=True, slots=True)
class Page:
    """A finished edition for the screen: the bytes of its only file, their weight, and the warnings."""

    html: bytes
    weight: Weight
    findings: tuple[Finding, ...]


def build(brief: Brief, texts: Sequence[Text], edition: Edition) -> Page:
    """One edition for the screen. Raises `BriefError` when its page would be wrong."""
    begin_step("compose")
    own, printed = chosen(brief, texts, edition)
    look = branded(on_screen(own.styles, edition.look), own)
    text = check.EditionText(
        brief=own, texts=printed, whole=texts, edition=edition, look=look, inside=inside, drawings=None
    )
    findings = stop_on_errors(check.findings(check.EDITION_CHECKS, text))
    faces = list(dict.fromkeys([*files(own.styles), *sorted(brought(own, look))]))
    html = composing(own, edition, edition.paper, look)(printed, AS_WRITTEN)
    begin_step("publish")
    made = publish(html, Look(look, tokens(look), faces), fetched(own, look), for_screen)
    pages = check.EditionPages(
        brief=own, texts=printed, edition=edition, look=look, remarks=made.remarks, flaws=made.flaws
    )
    findings = stop_on_errors((*findings, *check.findings(check.SCREEN_CHECKS, pages)))
    return Page(made.html, made.weight, findings)
