"""Finds the style sheet or layout of a brief that makes the engine fail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from brief.build.composing import composing
from brief.findings import BriefError, Place, page
from brief.load.look import layouts
from brief.model import AS_WRITTEN, Scale, Sheet

if TYPE_CHECKING:
    from brief.build.job import Job

OF_ENGINE = (page.ENGINE_FAILED.id, page.NESTED_TOO_DEEP.id)
"""The rules for failures of the engine."""

TOO_DEEP = "it has too many levels within each other"
"""The reason for a failure without one."""

Make = Callable[[str, Sequence[Sheet]], object]
"""Repeats what failed, such as writing the pages, with this HTML and style sheets. Raises `BriefError` on failure."""


def blamed(error: BriefError, job: Job, html: str, scale: Scale, marks: Sequence[Sheet], make: Make) -> BriefError:
    """The error, placed at the style sheet or layout without which the engine does not fail; or else unchanged.

    `html` was set at a scale, with `marks` as further style sheets.
    """
    failed = next((finding for finding in error.findings if finding.rule in OF_ENGINE), None)
    if failed is None:
        return error
    look, reason = (*job.look(scale), *marks), dict(failed.words).get("reason", TOO_DEEP)
    for sheet in (one for one in look if job.brief.owns(one.path)):
        with suppress(BriefError):
            make(html, [other for other in look if other is not sheet])
            return page.STYLE_FAILS.error_at(Place(sheet.path), reason=reason)
    for layout in (one for one in job.as_set(scale).layouts if job.brief.owns(one.path)):
        with suppress(BriefError):
            make(_without(layout, job, scale), look)
            return page.LAYOUT_FAILS.error_at(Place(layout.path), reason=reason)
    return error


def _without(layout: Sheet, job: Job, scale: Scale) -> str:
    """The HTML of an edition with the built-in layout, if there is one, in place of a layout of its brief."""
    on, built_in = job.as_set(scale), {one.path.name: one for one in layouts(job.brief.shipped_styles)}
    frames = (built_in.get(one.path.name) if one is layout else one for one in on.layouts)
    compose = composing(job.brief, job.edition, job.paper, on.look, job.grid_at(scale), tuple(filter(None, frames)))
    return compose(job.texts, AS_WRITTEN)
