"""Makes the HTML of an edition, for paper and screen alike, with its citations worded and its charts drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from functools import partial
from xml.etree.ElementTree import Element

from brief.compose import compose
from brief.compose.choose import choose
from brief.compose.context import Cite, Context, Show
from brief.compose.links import link_addresses
from brief.load.faces import files
from brief.load.look import citation_style, layouts, tokens
from brief.model import (
    Brief,
    Citation,
    Cited,
    Edition,
    Exhibit,
    PaperName,
    Sheet,
    Shown,
    Text,
    as_edition,
    data_source,
)
from brief.parse import dress, tagged, tagged_block

Composed = Callable[[Sequence[Text], Set[str]], str]
"""Gives the HTML of sections, in which the blocks with one of these ``data-source`` begin a page."""


def chosen(brief: Brief, texts: Sequence[Text], edition: Edition) -> tuple[Brief, tuple[Text, ...]]:
    """The brief with the settings of the edition, and the sections that the edition prints."""
    return as_edition(brief, edition), choose(texts, edition)


def composing(brief: Brief, edition: Edition, paper: PaperName, look: Sequence[Sheet]) -> Composed:
    """A function that composes sections of the brief, those that were `chosen` or shorter ones, whenever it is called.

    It draws each chart once, and words citations again only when others stand in the text.
    """

    def in_languages(words: str) -> Element:
        return tagged(words, brief.settings)

    frames, show = layouts(brief.styles), _shows(brief, look, edition)
    return partial(compose, Context(brief, edition, paper, frames, in_languages, _citing(brief), show))


def _shows(brief: Brief, look: Sequence[Sheet], edition: Edition) -> Show:
    """A function that gives a chart or a table of the brief. Each is drawn once, wherever it stands."""
    known: dict[object, Shown] = {}
    otherwise = edition.wide_tables == "lists"

    def in_language(words: str) -> Element:
        return tagged_block(words, brief.settings)

    def show(exhibit: Exhibit) -> Shown:
        if exhibit.content not in known:
            from brief import chart

            drawn = chart.look_of(tokens(look), exhibit.wide, files(brief.styles))
            table = brief.tables[exhibit.text("file")]
            known[exhibit.content] = chart.show(
                exhibit, table, chart.Context(drawn, brief.words, in_language, otherwise)
            )
        return known[exhibit.content]

    return show


def _citing(brief: Brief) -> Cite:
    """What gives the words of an edition's citations. The same citations in the same order are worded once."""
    known: dict[object, Cited] = {}

    def cite(placed: Sequence[tuple[str, Citation]], listed: bool) -> Cited:
        asked = (listed, *((section, citation.content) for section, citation in placed))
        if asked not in known:
            from brief.cite import cited  # a brief that cites nothing pays nothing

            words = cited(placed, brief.sources, citation_style(brief), brief.settings.language, listed)
            for one in (*(read.words for read in words.citations), *words.notes.values(), *words.entries.values()):
                dress(link_addresses(one), brief.settings)
            for key, entry in words.entries.items():
                place = brief.sources[key].place
                name = place.path.relative_to(brief.folder).as_posix()
                entry.set("data-source", data_source(name, [place.line or 1]))
            known[asked] = words
        return known[asked]

    return cite
