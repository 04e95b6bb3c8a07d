"""Each value of a built-in edition or paper is in one place and can be changed by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

from brief.load import load
from brief.model import EDITIONS, PAPERS, WITHOUT_BREAKS, Overrides, PaperName, Settings, editions_of
from brief.release import _editions
from tests import built
from tests.conftest import Command, MakeBrief
from tests.reading import read

STYLES = Path(__file__).parents[1] / "styles"


def test_notes_of_the_full_edition_may_stand_at_the_end_of_their_section(
    monkeypatch: pytest.MonkeyPatch, make_brief: MakeBrief
) -> None:
    monkeypatch.setitem(EDITIONS, "full", replace(EDITIONS["full"], notes="section"))
    made = built.built(make_brief({"part.md": "# T\n\nText.[^a]\n\n[^a]: A note.\n"}))
    assert made.findings == ()
    assert "1. A note. (back to page 1)" in [item.text for item in read(made.pdf).root.all("LI")]
    heights = {run.text.strip(): run.height for run in made.measured.pages[0].texts}
    assert heights["A note."] < heights["Text."], "the type of notes is the smaller one"


def test_the_paper_of_a_built_in_edition_is_its_own_unless_a_brief_gives_it_another(
    monkeypatch: pytest.MonkeyPatch, make_brief: MakeBrief
) -> None:
    monkeypatch.setitem(EDITIONS, "proof", replace(EDITIONS["proof"], own_paper="a4"))
    made = editions_of(Settings(title="A", editions={"pen": Overrides(like="proof")}))
    assert [made[name].paper for name in ("proof", "pen", "full")] == ["a4", "a4", "us-letter"]
    other = editions_of(Settings(title="A", editions={"proof": Overrides(paper="us-letter")}))
    assert other["proof"].paper == "us-letter"
    released = [(edition.name, paper) for edition, paper in _editions(load(make_brief({"part.md": "Text."}))[0])]
    assert [paper for name, paper in released if name == "proof"] == ["a4"]
    assert [paper for name, paper in released if name == "full"] == [*PAPERS]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_has_the_size_of_its_style_sheet(paper: PaperName) -> None:
    css = (STYLES / "papers" / f"{paper}.css").read_text(encoding="utf-8")
    (size,) = re.findall(r"size: ([\d.]+)mm ([\d.]+)mm", css)
    assert tuple(map(float, size)) == PAPERS[paper]


def test_the_help_names_every_paper(brief: Command) -> None:
    assert get_args(PaperName) == (*PAPERS,)
    for name in ("build", "listen"):
        assert f"{' or '.join(PAPERS)}." in " ".join(brief(name, "--help").stdout.split())


def test_the_foot_of_a_handout_has_the_address_of_the_office_and_keeps_mail_addresses_on_a_line(
    make_brief: MakeBrief,
) -> None:
    mail = "a.long.name@department-of-long-names.example.org"
    settings = f"""title: A brief
contact: {{name: Ann, email: {mail}}}
organisation: [{{name: One, url: "https://one.example.org"}}, {{name: Two, url: "https://two.example.org"}}]
"""
    folder = make_brief({"brief.yaml": settings, "summary.md": "# In short\n\n- One.\n"})
    (page,) = built.built(folder, "handout").measured.pages
    texts = [run.text.translate(WITHOUT_BREAKS) for run in page.texts]
    assert [mail, "one.example.org", "two.example.org"] == [text for text in texts if "example.org" in text]
    web = f"{settings}web-address: https://example.org/brief\n"
    (page,) = built.built(
        make_brief({"brief.yaml": web, "summary.md": "# In short\n\n- One.\n"}), "handout"
    ).measured.pages
    assert not any("one.example.org" in run.text.translate(WITHOUT_BREAKS) for run in page.texts)
