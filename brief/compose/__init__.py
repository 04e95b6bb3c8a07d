"""Compose: a brief, its parsed sections and an edition become one HTML document.

The only room that chooses blocks, fills fields and places notes, and the only one that knows Jinja. Each block of the
HTML has a ``data-source`` with its file and lines.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from xml.etree.ElementTree import tostring

from markupsafe import Markup, escape

from brief import __version__
from brief.compose.arrange import arranged
from brief.compose.context import Context
from brief.compose.fields import for_layouts
from brief.compose.figures import cover_of
from brief.compose.names import keep_names
from brief.compose.qr import SMALL, WIDTH, code
from brief.compose.templates import environment, translated
from brief.compose.trees import inner_html, letters
from brief.compose.views import SectionView
from brief.fields import in_words, moment
from brief.model import Author, Brief, Moves, Settings, Text, copy_code, direction
from brief.numbers import MINUS

LONGEST_OFFICE = 60
"""The most characters that the names of several organizations may take at the foot of each page; else none is named."""

LONGEST_FOOT = 86
"""The most letters at the foot of a page: they stand on one line on each grid of the house, in each look."""

MOST_APART, MOST_TOGETHER = 4, 20
"""The most authors who are printed one by one, and the most under one role: a group of names is not divided."""

NO_DATE = date(2000, 1, 1)
"""The date of the PDF when the brief gives none: a fixed one, so that a build can be repeated to the byte."""


WIDE_CELL = re.compile(
    r"""(?P<cell><(?:td|th|col|colgroup)\b[^<>]*?\b(?:col)?span\s*=\s*["']?\s*)\+?0*[1-9]\d{3,}""", re.IGNORECASE
)
"""A cell or column that spans 1000 columns or more. Browsers limit that to 1000 (HTML, 4.9.11); the engine does not."""


def compose(context: Context, texts: Sequence[Text], moves: Moves) -> str:
    """The HTML of an edition; `moves` are the blocks that begin a page or are moved down.

    Raises `BriefError` for a layout that is missing or wrong, with the template and its line.
    """
    with translated(context.brief, context.layouts):
        environment(context.layouts).begin()
        cover = cover_of(context, moves.cover_height)
        return _rendered(context, context.edition.layout, arranged(context, texts, moves), {"cover": cover})


def compose_list(context: Context, layout: str, listed: Mapping[str, object]) -> str:
    """The HTML of pages that list something, such as the route of a merge; `listed` are the variables of their layout.

    Raises `BriefError` as `compose` does.
    """
    with translated(context.brief, context.layouts):
        environment(context.layouts).begin()
        return _rendered(context, layout, (), listed)


def _rendered(context: Context, layout: str, sections: Sequence[SectionView], listed: Mapping[str, object]) -> str:
    """The HTML that a layout makes of sections, or of the variables in `listed`."""
    brief, edition, words = context.brief, context.edition, context.words
    settings = brief.settings
    title = " ".join(settings.title.split())
    date_in_words = in_words(settings.date, brief.words) if settings.date else ""
    embargo = _embargo(settings, words)
    footnotes = sum(section.footnotes for section in sections)
    html = (
        environment(context.layouts)
        .get_template(layout)
        .render(
            brief=settings,
            direction=direction(settings.language),
            tagged=lambda value: inner_html(context.tag(str(value))),
            ended=lambda value: inner_html(keep_names(context.tag(str(value)), words)),
            pair=lambda name, text: escape(words["pair"]).format(name=name, text=text),
            words=words,
            edition=edition,
            paper=context.paper,
            grid=context.grid,
            leads=context.leads,
            hangs=context.hangs,
            in_two_columns=context.in_two_columns,
            office=_office(settings),
            foot=_foot(_office(settings), settings.short_title or title, date_in_words),
            signers=_signers(settings.authors),
            fields=for_layouts(brief),
            sections=sections,
            title=title,
            title_lines=settings.title.splitlines(),
            short_title=settings.short_title or title,
            to=words["to"].format(addressee=settings.addressee) if settings.addressee else "",
            date=date_in_words,
            embargo=embargo,
            status=" · ".join(filter(None, (words.get(settings.status, ""), embargo))),
            date_iso=(settings.date or NO_DATE).isoformat(),
            folio=escape(words["page-of"]).format(
                page=Markup('<span class="page"></span>'), pages=Markup('<span class="pages"></span>')
            ),
            web_code=_web_code(brief, WIDTH),
            small_code=_web_code(brief, SMALL),
            notes=[section.notes for section in sections if section.notes],
            ten_notes=footnotes >= 10,
            hundred_notes=footnotes >= 100,
            copy_code=copy_code(brief.content_hash),
            sign_off_code=brief.sign_off_code,
            generator=f"brief {__version__}",
            **listed,
        )
    )
    return WIDE_CELL.sub(r"\g<cell>1000", html)


def _embargo(settings: Settings, words: Mapping[str, str]) -> str:
    """Until when nobody may publish the brief: ``Embargo until 06:00 (UTC−4) on June 8, 2018``; empty without one."""
    until = moment(settings.embargo)
    if until is None:
        return ""
    minutes = int((until.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    zone = f"UTC{MINUS if minutes < 0 else '+'}{hours}{f':{rest:02}' if rest else ''}" if minutes else "UTC"
    time = f"{until:%H:%M} ({zone})"
    return words["embargo"].format(time=time, date=in_words(until.date(), words))


def _office(settings: Settings) -> str:
    """Who signs the brief, for the foot of each page; empty when the names of a coalition are too long for it."""
    names = " · ".join(organisation.name for organisation in settings.organisation)
    return names if len(names) <= LONGEST_OFFICE or len(settings.organisation) == 1 else ""


def _foot(office: str, short_title: str, date_in_words: str) -> Sequence[str]:
    """What the foot of each page says on one line: office, title and date, or fewer of them where they do not fit."""
    for parts in ((office, short_title, date_in_words), (office, short_title), (short_title, date_in_words)):
        named = [part for part in parts if part]
        if letters(" · ".join(named)) <= LONGEST_FOOT:
            return named
    return [short_title]


def _signers(authors: Sequence[Author]) -> Sequence[tuple[str, tuple[Author, ...]]]:
    """The authors by role, if many sign for a few institutions; empty if each is printed with the role.

    That is so unless the authors of each role stand together, none has an address, and a group fits on a page.
    """
    groups = [(role, tuple(of_role)) for role, of_role in groupby(authors, lambda author: author.role)]
    roles = {role for role, _ in groups} - {""}
    are_many = len(authors) > MOST_APART and 2 * len(groups) <= len(authors) and len(roles) == len(groups)
    are_plain = not any(author.photo or author.email for author in authors)
    fit = all(len(of_role) <= MOST_TOGETHER for _, of_role in groups)
    return groups if are_many and are_plain and fit else ()


def _web_code(brief: Brief, width: float) -> Markup:
    """The QR code of the brief's web address, at least `width` mm wide; empty without an address."""
    if not brief.settings.web_address:
        return Markup("")
    drawing, _ = code(brief.settings.web_address, width, brief.words)
    return Markup(tostring(drawing, encoding="unicode", method="html"))
