"""Build: runs the stages for one brief and one edition. The only place where stages meet.

read(brief)              parse each section once, check what can be checked without pages
build(brief, texts, …)   compose, typeset, measure and settle, write
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from brief import check
from brief.compose import compose
from brief.findings import BriefError, Finding, stop_on_errors
from brief.fit import settle, torn_notes
from brief.load import inside
from brief.load.faces import broken, families
from brief.load.look import NAMES, fetch, layouts, sheets
from brief.measure import measure
from brief.model import Brief, Edition, Layout, PaperName, Text
from brief.parse import SCRIPTS, parse
from brief.typeset import Press, Rendering, press, typeset, write

__all__ = ["Built", "build", "press_for", "read"]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished edition: the PDF's bytes, the HTML it was set from, where everything stands, and what was noticed."""

    pdf: bytes
    html: str
    layout: Layout
    findings: tuple[Finding, ...]


def read(brief: Brief) -> tuple[tuple[Text, ...], tuple[Finding, ...]]:
    """The parsed sections, once for all editions, and warnings. Raises `BriefError` with the errors of all of them."""
    texts: list[Text] = []
    findings: list[Finding] = []
    for section in brief.sections:
        try:
            text, noticed = parse(section, brief.settings)
        except BriefError as error:
            findings += error.findings
        else:
            texts.append(text)
            findings += noticed
    findings += (*broken(brief.styles), *check.scripts(brief, SCRIPTS))
    findings += check.before_typesetting(brief, texts, inside)
    look = sheets(brief.styles, brief.settings.paper)
    findings += check.own_look(brief, look, NAMES, lambda: families(brief.styles))
    return tuple(texts), stop_on_errors(findings)


def press_for(brief: Brief) -> Press:
    """A press with the faces of the brief's styles; it may serve any number of builds."""
    return press([folder / "fonts" for folder in brief.styles if (folder / "fonts").is_dir()])


def build(brief: Brief, texts: Sequence[Text], edition: Edition, paper: PaperName, press: Press) -> Built:
    """One edition on one paper. Raises `BriefError` when its pages would be wrong."""
    look, frames = sheets(brief.styles, paper), layouts(brief.styles)

    def set_pages(breaks: Set[str]) -> Rendering:
        html = compose(brief, frames, texts, edition, paper, breaks)
        return typeset(html, look, lambda name: fetch(brief, name), press)

    rendering, layout = settle(set_pages, lambda pages: measure(pages.document.pages))
    pdf, heard = write(rendering)
    torn = (source for page in layout.pages for source in torn_notes(page))
    findings = [
        *check.remarks(brief, texts, look, heard),
        *check.off_the_paper(brief, layout),
        *check.tall_notes(brief, layout),
        *check.torn(brief, torn),
    ]
    return Built(pdf, rendering.html, layout, stop_on_errors(findings))
