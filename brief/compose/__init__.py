"""Compose: a brief, its parsed sections and an edition become one HTML document.

The only room that chooses blocks, fills fields and places notes, and the only one that knows Jinja. Each block of the
HTML has a ``data-source`` with its file and lines.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import date
from xml.etree.ElementTree import tostring

from markupsafe import Markup, escape

from brief import __version__
from brief.compose.arrange import arranged, inner_html
from brief.compose.context import Context
from brief.compose.qr import WIDTH, code
from brief.compose.steps import keep_last_words
from brief.compose.templates import bounded_range, environment, translated
from brief.model import Brief, Text, copy_code, direction

NO_DATE = date(2000, 1, 1)
"""The date of the PDF when the brief gives none: a fixed one, so that a build can be repeated to the byte."""


def compose(context: Context, texts: Sequence[Text], breaks: Set[str]) -> str:
    """The HTML of an edition; the blocks whose ``data-source`` is in `breaks` begin a page.

    Raises `BriefError` for a layout that is missing or wrong, with the template and its line.
    """
    brief, edition, words = context.brief, context.edition, context.words
    settings = brief.settings
    title = " ".join(settings.title.split())
    with translated(brief, context.layouts):
        templates = environment(context.layouts)
        sections = arranged(context, texts, breaks)
        return templates.get_template(edition.layout).render(
            brief=settings,
            direction=direction(settings.language),
            tagged=lambda value: inner_html(context.tag(str(value))),
            ended=lambda value: inner_html(keep_last_words(context.tag(str(value)))),
            pair=lambda name, text: escape(words["pair"]).format(name=name, text=text),
            words=words,
            edition=edition,
            paper=context.paper,
            sections=sections,
            title=title,
            title_lines=settings.title.splitlines(),
            short_title=settings.short_title or title,
            to=words["to"].format(addressee=settings.addressee) if settings.addressee else "",
            date=_in_words(settings.date, brief),
            date_iso=(settings.date or NO_DATE).isoformat(),
            folio=escape(words["page-of"]).format(
                page=Markup('<span class="page"></span>'), pages=Markup('<span class="pages"></span>')
            ),
            web_code=_web_code(brief),
            notes=[section.notes for section in sections if section.notes],
            ten_notes=sum(section.footnotes for section in sections) >= 10,
            copy_code=copy_code(brief.content_hash),
            generator=f"brief {__version__}",
            range=bounded_range(),
        )


def _web_code(brief: Brief) -> Markup:
    """The QR code of the address where the brief is published, if it has one."""
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
