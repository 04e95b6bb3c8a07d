"""The cover: a picture for page 1, with what the file beside it says of it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from brief.compose.arrange import inner_html
from brief.compose.context import Context
from brief.compose.figures import credits_of
from brief.model import Description


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover: its file, what it shows, and as HTML its caption and who made it."""

    src: str
    alt: str
    caption: Markup
    credit: Markup


def cover_of(context: Context) -> Cover | None:
    """The cover of the brief; None when it has none."""
    name = context.brief.settings.cover
    if not name:
        return None
    described = context.brief.pictures.get(name, Description())
    credits = credits_of(name, described, context)
    caption = inner_html(context.tag(described.caption))
    return Cover(name, described.alt, caption, Markup("") if credits is None else inner_html(credits))
