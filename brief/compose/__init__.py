"""Compose: a brief, its parsed sections and an edition become one HTML document.

The only place that chooses blocks, fills fields and places notes, and the only one that knows Jinja. The
HTML is the working one: each block says in ``data-source`` from which lines of which file it came.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup, escape

from brief import __version__
from brief.compose.arrange import Body, arrange, inner_html
from brief.compose.cites import Cite
from brief.compose.exhibits import Show
from brief.compose.headings import keep_last_words
from brief.compose.qr import WIDTH, code
from brief.compose.templates import bounded_range, environment, translated
from brief.model import Brief, Edition, PaperName, Sheet, Text, copy_code, direction

NO_DATE = date(2000, 1, 1)
"""The PDF's date when the brief gives none: any fixed one, so that a build can be repeated to the byte."""


LONG_PANEL = 250
"""Words of the longest panel that is kept on one page."""


@dataclass(frozen=True, slots=True)
class SectionView:
    """What a layout sees of a section."""

    name: str
    kind: str
    layout: str
    source: str
    title: Markup
    anchor: str
    language: str
    direction: str
    blocks: Markup
    sides: Markup
    begins_page: bool
    long: bool


def compose(
    brief: Brief,
    layouts: tuple[Sheet, ...],
    texts: Sequence[Text],
    edition: Edition,
    paper: PaperName,
    breaks: Set[str],
    tagged: Callable[[str], Element],
    cite: Cite,
    show: Show,
) -> str:
    """The HTML of an edition under `layouts`; the blocks whose ``data-source`` is in `breaks` begin a page.

    `tagged` gives the words of a value of brief.yaml in an element, those in another script with their language,
    `cite` those of citations, and `show` what a chart or a table from data shows.
    Raises `BriefError` for a layout that is missing or wrong, with the template and its line.
    """
    settings = brief.settings
    with translated(brief, layouts):
        templates = environment(layouts)
        bodies = arrange(brief, texts, edition, breaks, tagged, cite, show)
        return templates.get_template(edition.layout).render(
            brief=settings,
            direction=direction(settings.language),
            tagged=lambda value: Markup(inner_html(tagged(str(value)))),
            ended=lambda value: Markup(inner_html(_ended(tagged(str(value))))),
            pair=lambda name, text: escape(brief.words["pair"]).format(name=name, text=text),
            words=brief.words,
            edition=edition,
            paper=paper,
            sections=[_view(text, body) for text, body in zip(texts, bodies, strict=True)],
            title=" ".join(settings.title.split()),
            title_lines=settings.title.splitlines(),
            short_title=settings.short_title or " ".join(settings.title.split()),
            to=brief.words["to"].format(addressee=settings.addressee) if settings.addressee else "",
            date=_in_words(settings.date, brief),
            date_iso=(settings.date or NO_DATE).isoformat(),
            folio=_folio(brief),
            web_code=_web_code(brief),
            notes=[Markup(body.listed) for body in bodies if body.listed],
            ten_notes=sum(body.notes for body in bodies) >= 10,
            copy_code=copy_code(brief.content_hash),
            generator=f"brief {__version__}",
            range=bounded_range(),
        )


def _ended(words: Element) -> Element:
    """Words that are large, such as a title, with the last of them on one line."""
    keep_last_words(words)
    return words


def _view(text: Text, body: Body) -> SectionView:
    """A section for its layout. Its trees were made by parse and are escaped as they are written: safe markup."""
    section = text.section
    return SectionView(
        name=section.name,
        kind=section.kind,
        layout=f"{section.laid_out_as}.html",
        source=text.title.get("data-source", ""),
        title=Markup(body.title),
        anchor=text.title.get("id", ""),
        language=text.title.get("lang", ""),
        direction=text.title.get("dir", ""),
        blocks=Markup(body.blocks),
        sides=Markup(body.sides),
        begins_page=body.begins_page,
        long=sum(len(" ".join(block.tree.itertext()).split()) for block in text.blocks) > LONG_PANEL,
    )


def _web_code(brief: Brief) -> Markup:
    """The QR code of the address where the brief lives online; nothing when it has none."""
    if not brief.settings.web_address:
        return Markup("")
    drawing, _ = code(brief.settings.web_address, WIDTH, brief.words)
    return Markup(tostring(drawing, encoding="unicode", method="html"))


def _in_words(day: date | None, brief: Brief) -> str:
    """The date as the brief's language writes it: 'June 8, 2018'."""
    if day is None:
        return ""
    months = [month.strip() for month in brief.words["months"].split(",")]
    return brief.words["date"].format(day=day.day, month=months[day.month - 1], year=day.year)


def _folio(brief: Brief) -> Markup:
    """'2 of 4', with empty elements where the style sheet counts."""
    return escape(brief.words["page-of"]).format(
        page=Markup('<span class="page"></span>'), pages=Markup('<span class="pages"></span>')
    )
