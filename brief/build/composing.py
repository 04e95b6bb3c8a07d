"""Makes the HTML of an edition, for paper and screen alike, with its citations worded and its charts drawn."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from math import inf
from typing import Any, TypeVar
from xml.etree.ElementTree import Element

from brief import check
from brief.build import stored
from brief.compose import compose, compose_list
from brief.compose.choose import choose
from brief.compose.context import Cite, Context, Show
from brief.compose.fields import fill_settings
from brief.compose.links import link_addresses
from brief.css import points
from brief.load import inside
from brief.load.faces import files
from brief.load.look import citation_style, layouts, tokens
from brief.model import (
    Brief,
    Citation,
    Cited,
    Edition,
    Exhibit,
    Grid,
    Moves,
    PaperName,
    Sheet,
    Shown,
    Text,
    as_edition,
    data_source,
)
from brief.model.labels import Drawing, Drawings
from brief.parse import dress, tagged, tagged_block
from brief.parse.wording.typography import marks_of, typographic
from brief.typeset.memory import IS_PLAIN, Recent

Made = TypeVar("Made", Cited, Shown)

MOST_KEPT = 32
KEPT = Recent[Any](MOST_KEPT)
"""The charts, tables from data, and citations of the last builds."""

Composed = Callable[[Sequence[Text], Moves], str]
"""Composes sections into HTML, with some of their blocks moved."""

Listed = Callable[[str, Mapping[str, object]], str]
"""Composes the values of a list into HTML, in the layout of that name."""


def chosen(brief: Brief, texts: Sequence[Text], edition: Edition) -> tuple[Brief, tuple[Text, ...]]:
    """The brief with the settings of the edition, and the sections that the edition prints."""
    own = _in_print(fill_settings(as_edition(brief, edition), edition))
    return own, choose(texts, edition, own.values)


def _in_print(brief: Brief) -> Brief:
    """The brief, with typographic quotes and dashes in its settings and in the descriptions of its pictures."""
    settings, marks = brief.settings, marks_of(brief.settings.language)

    def printed(part: Any, *names: str) -> Any:
        return replace(part, **{name: typographic(getattr(part, name), marks) for name in names})

    settings = replace(
        printed(settings, "title", "subtitle", "short_title", "ask", "addressee", "series", "disclosure"),
        organisation=tuple(printed(one, "name", "imprint") for one in settings.organisation),
        authors=tuple(printed(one, "name", "role") for one in settings.authors),
        contact=printed(settings.contact, "name", "role") if settings.contact else None,
    )
    pictures = {name: printed(one, "alt", "caption", "credit") for name, one in brief.pictures.items()}
    return replace(brief, settings=settings, pictures=pictures)


def composing(
    brief: Brief,
    edition: Edition,
    paper: PaperName,
    look: Sequence[Sheet],
    grid: Grid = "own",
    frames: tuple[Sheet, ...] = (),
) -> Composed:
    """A function that composes sections of the brief: those that were `chosen`, or shortened ones.

    It draws each chart once, and words citations again only when those in the text have changed. The layouts are
    `frames`, or those of the brief's styles without any.
    """
    return partial(compose, _context(brief, edition, paper, look, grid, frames))


def listing(brief: Brief, edition: Edition, paper: PaperName, look: Sequence[Sheet]) -> Listed:
    """A function that composes lists in the look of an edition."""
    return partial(compose_list, _context(brief, edition, paper, look, "own", ()))


def _context(
    brief: Brief, edition: Edition, paper: PaperName, look: Sequence[Sheet], grid: Grid, frames: tuple[Sheet, ...]
) -> Context:
    """The context in which all sections of an edition are composed."""

    def in_languages(words: str) -> Element:
        return tagged(words, brief.settings.languages)

    kept = Recent[Any](MOST_KEPT) if IS_PLAIN else KEPT
    frames, show = frames or layouts(brief.styles), _shows(brief, look, edition, kept)
    drawings = drawings_of(brief, edition, look)
    return Context(brief, edition, paper, grid, frames, in_languages, _citing(brief, kept), show, drawings)


def drawings_of(brief: Brief, edition: Edition, look: Sequence[Sheet]) -> Drawings | None:
    """The drawings of a brief, with the room that they have in an edition; None when it prints them unchanged."""
    if edition.drawings == "as they are":
        return None

    @cache
    def named(name: str) -> Drawing | None:
        path = inside(brief.folder, name) if name.lower().endswith(".svg") else None
        tree = check.readable(path) if path else None
        return Drawing.of(tree) if tree is not None else None

    values = tokens(look)
    width, height = (points(values.get(name, "")) or inf for name in ("text-column", "figure-height"))
    size = points(values.get("text-size", "")) or edition.type_size
    return Drawings(named, width, height, edition.least_label, max(size, edition.smallest))


def _shows(brief: Brief, look: Sequence[Sheet], edition: Edition, kept: Recent[Any]) -> Show:
    """A function that makes a chart or a table of the brief. Each is made once, however often it is shown."""
    otherwise = edition.wide_tables == "lists"
    fonts = cache(lambda: [(path, stored.state(path)) for path in files(brief.styles)])
    languages = brief.settings.languages

    def in_language(words: str) -> Element:
        return tagged_block(words, languages)

    def show(exhibit: Exhibit) -> Shown:
        table = brief.tables[exhibit.text("file")]

        def drawn() -> Shown:
            from brief import chart  # a brief without charts pays nothing

            look_of_it = chart.look_of(tokens(look), exhibit.wide, [path for path, _ in fonts()])
            return chart.show(exhibit, table, chart.Context(look_of_it, brief.words, in_language, otherwise))

        words = sorted(brief.words.items())  # in another order in each process
        return _once(kept, (exhibit.content, table, look, fonts(), words, languages, otherwise), drawn)

    return show


def _citing(brief: Brief, kept: Recent[Any]) -> Cite:
    """A function that words the citations of an edition. The same citations in the same order are worded once."""

    def cite(placed: Sequence[tuple[str, Citation]], listed: bool) -> Cited:
        style, languages = citation_style(brief), brief.settings.languages

        def worded() -> Cited:
            from brief.cite import cited  # a brief that cites nothing pays nothing

            words = cited(placed, brief.sources, style, languages.own, listed)
            for one in (*(read.words for read in words.citations), *words.notes.values(), *words.entries.values()):
                dress(link_addresses(one), languages)
            for key, entry in words.entries.items():
                place = brief.sources[key].place
                name = place.path.relative_to(brief.folder).as_posix()
                entry.set("data-source", data_source(name, [place.line or 1]))
            return words

        asked = [(section, citation.content) for section, citation in placed]
        return _once(kept, (asked, listed, brief.sources, style, languages, brief.folder), worded)

    return cite


def _once(kept: Recent[Any], made_of: object, make: Callable[[], Made]) -> Made:
    """The result of `make`, which depends on `made_of` alone; from memory or the user's cache if it was made before."""
    key = pickle.dumps(made_of)
    made: Made | None = kept.get(key) or (None if IS_PLAIN else stored.read(key))
    if made is None:
        made = make()
        if not IS_PLAIN:
            stored.write(key, made)
    kept.put(key, made)
    return made
