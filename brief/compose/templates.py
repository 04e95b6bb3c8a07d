"""The layouts: Jinja in its sandbox, a brief's own before the house's; what goes wrong in one is a finding."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brief.findings import BriefError, Place
from brief.findings.page import LAYOUT_BROKEN, LAYOUT_MISSING
from brief.model import Brief


@cache
def environment(styles: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """The environment whose layouts stand in the folders ``layouts/`` of `styles`, the first that has one winning.

    Values are escaped, names that nobody gave are errors, and a layout can call nothing that reaches out of
    the sandbox: a layout may come from a partner.
    """
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([folder / "layouts" for folder in styles]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["readable"] = readable
    return made


def readable(url: str) -> str:
    """An address as a person reads it from paper: no scheme, no ``www.``, no closing slash."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


@contextmanager
def translated(brief: Brief) -> Iterator[None]:
    """The border to Jinja: whatever is wrong with a layout leaves as a `BriefError` with the template's line."""
    try:
        yield
    except TemplateNotFound as error:
        wanted = next((s for s in brief.sections if f"{s.layout}.html" == error.name), None)
        place = Place(wanted.path, 1) if wanted else None
        raise BriefError([LAYOUT_MISSING.at(place, layout=error.name)]) from error
    except TemplateSyntaxError as error:
        place = Place(Path(error.filename), error.lineno) if error.filename else None
        raise BriefError([LAYOUT_BROKEN.at(place, reason=error.message)]) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        place = _place_in_layout(error, brief.styles)
        if place is None:
            raise
        raise BriefError([LAYOUT_BROKEN.at(place, reason=str(error))]) from error


def _place_in_layout(error: Exception, styles: tuple[Path, ...]) -> Place | None:
    """The innermost line of a layout in the error's traceback, which Jinja writes in terms of templates."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(Path(frame.filename).is_relative_to(folder) for folder in styles):
            return Place(Path(frame.filename), frame.lineno)
    return None
