"""An edition for the screen: composed as for paper, then made into one file that needs no other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief import check
from brief.build.composing import chosen, composing
from brief.findings import Finding, stop_on_errors
from brief.load.faces import brought, files
from brief.load.look import fetch, on_screen, tokens
from brief.model import Brief, Edition, Text, Weight
from brief.publish import publish
from brief.typeset.screen import for_screen

__all__ = ["Page", "build"]


@dataclass(frozen=True, slots=True)
class Page:
    """A finished edition for the screen: the bytes of its one file, what it weighs, and what was noticed."""

    html: bytes
    weight: Weight
    findings: tuple[Finding, ...]


def build(brief: Brief, texts: Sequence[Text], edition: Edition) -> Page:
    """One edition for the screen. Raises `BriefError` when its page would be wrong."""
    brief, texts, of_choice = chosen(brief, texts, edition)
    noticed = stop_on_errors(of_choice)
    look = on_screen(brief.styles, edition.look)
    faces = list(dict.fromkeys([*files(brief.styles), *sorted(brought(brief, look))]))
    html = composing(brief, edition, edition.paper, look)(texts, frozenset())
    made = publish(html, look, tokens(look), faces, lambda name: fetch(brief, name), for_screen)
    findings = [
        *noticed,
        *check.remarks(brief, texts, look, made.remarks),
        *check.unheard(brief, made.flaws),
    ]
    return Page(made.html, made.weight, stop_on_errors(findings))
