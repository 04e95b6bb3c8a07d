"""The layouts: Jinja in its sandbox, a brief's own before the house's; what goes wrong in one is a finding."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from brief.findings import BriefError, Place
from brief.findings.page import LAYOUT_BROKEN, LAYOUT_MISSING
from brief.model import Brief


def environment(styles: tuple[Path, ...]) -> ImmutableSandboxedEnvironment:
    """The environment whose layouts stand in the folders ``layouts/`` of `styles`, the first that has one winning.

    Values are escaped, names that nobody gave are errors, and a layout can call nothing that reaches out of
    the sandbox: a layout may come from a partner.
    """
    folders = tuple(folder.absolute() / "layouts" for folder in styles)
    files = (path for folder in folders for path in sorted(folder.rglob("*.html")))
    return _environment(folders, tuple((path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=4)
def _environment(folders: tuple[Path, ...], state: tuple[tuple[Path, int], ...]) -> ImmutableSandboxedEnvironment:
    """One environment for each state of the layouts: Jinja by itself would not see a new file before an old one."""
    made = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
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
        place = Place(_near(Path(error.filename)), error.lineno) if error.filename else None
        raise BriefError([LAYOUT_BROKEN.at(place, reason=error.message)]) from error
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        place = _place_in_layout(error, brief.styles)
        if place is None:
            raise
        raise BriefError([LAYOUT_BROKEN.at(place, reason=str(error))]) from error


def _place_in_layout(error: Exception, styles: tuple[Path, ...]) -> Place | None:
    """The innermost line of a layout in the error's traceback, which Jinja writes in terms of templates."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if any(Path(frame.filename).is_relative_to(folder.absolute()) for folder in styles):
            return Place(_near(Path(frame.filename)), frame.lineno)
    return None


def _near(path: Path) -> Path:
    """A path as seen from the working directory, when it lies below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
