"""A job sets an edition as it is printed, as it was set before, or with other sections."""

from __future__ import annotations

import pytest

from brief import build
from brief.build import Job, measured
from brief.findings import BriefError
from brief.load import load
from brief.model import Moves, Scale, editions_of
from brief.typeset import Rendering
from tests.conftest import MakeBrief


@pytest.fixture
def job(make_brief: MakeBrief) -> Job:
    """A job for a brief that takes a little more than the one page that it may have."""
    settings = "title: A brief\neditions: {full: {pages: 1}}\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\n" + "A paragraph of a line.\n\n" * 70})
    brief, texts, _ = build.read(load(folder)[0])
    return Job.of(brief, texts, editions_of(brief.settings)["full"], "a4", build.engine_for(brief))


def test_pages_that_were_closed_up_before_need_no_second_search(job: Job) -> None:
    fitted = job.fitted()
    assert fitted.tightness > 0
    assert fitted.rounds > 1
    again = job.fitted(fitted.start)
    assert (again.rounds, again.measured, again.scale) == (1, fitted.measured, fitted.scale)


def test_known_pages_are_not_set_again(job: Job, monkeypatch: pytest.MonkeyPatch) -> None:
    first = job.fitted(job.fitted().start)
    scales = []

    def noted(self: Job, scale: Scale, moves: Moves, most: int | None = None) -> Rendering:
        scales.append((scale, moves))
        return set_pages(self, scale, moves, most=most)

    set_pages = Job.set_pages
    monkeypatch.setattr(Job, "set_pages", noted)
    found, _ = job.known(first)
    assert found.pages is first.pages
    assert (first.scale, first.moves) not in scales


def test_a_job_can_set_other_sections(job: Job) -> None:
    assert len(measured(job.set_pages()).pages) == 2
    assert len(measured(job.set_texts([])).pages) == 1


def test_a_style_sheet_under_which_the_engine_fails_is_named(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": "body { display: grid }"})
    brief, texts, _ = build.read(load(folder)[0])
    with pytest.raises(BriefError) as raised:
        Job.of(brief, texts, editions_of(brief.settings)["full"], "a4", build.engine_for(brief)).set_pages()
    assert str(raised.value) == (
        f"{folder}/styles/brand.css: error: style-fails: the pages cannot be set under this style sheet: "
        "TypeError: min-content width for TextBox not handled yet\n"
        "    take out what you changed in it last, such as an unusual `display` or a value of no sense"
    )


@pytest.mark.parametrize(
    "layout",
    ["<style>body { display: grid }</style>", '<p style="font-size: 1e9pt">a</p>'],
    ids=["when it is set", "when it is written"],
)
def test_a_layout_with_which_the_engine_fails_is_named(layout: str, make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": layout})
    brief, texts, _ = build.read(load(folder)[0])
    with pytest.raises(BriefError) as raised:
        build.build(brief, texts, editions_of(brief.settings)["full"], "a4", build.engine_for(brief))
    place, _, rest = str(raised.value).partition(": error: layout-fails: the pages cannot be set with this layout: ")
    assert place == f"{folder}/styles/layouts/prose.html"
    assert rest.endswith("such as an odd `style`, or delete the file to get the built-in layout back")
