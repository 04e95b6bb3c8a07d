"""A brief under an embargo says so on each page, in the words of its language, until the key is removed."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from brief import build
from brief.build.screen import build as build_screen
from brief.findings import BriefError
from brief.load import load
from brief.model import editions_of
from tests.conftest import MakeBrief

LONG = "# Title\n\n" + "\n\n".join(["A paragraph that goes on for a while, as paragraphs do. " * 8] * 14) + "\n"


def brief_under(make_brief: MakeBrief, embargo: str, more: str = "") -> Path:
    return make_brief({"brief.yaml": f"title: A\nstatus: final\nembargo: {embargo}\n{more}", "part.md": LONG})


def pages(folder: Path, edition: str) -> list[str]:
    brief, texts, _ = build.read(load(folder)[0])
    made = build.build(brief, texts, editions_of(brief.settings)[edition], "us-letter", build.engine_for(brief))
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


@pytest.mark.parametrize("edition", ["full", "photocopy", "large-print", "proof"])
def test_each_page_carries_it_in_words(make_brief: MakeBrief, edition: str) -> None:
    printed = pages(brief_under(make_brief, "2018-06-08T06:00-04:00"), edition)
    assert len(printed) > 1
    assert all("Embargo until 06:00 (UTC−4) on June 8, 2018" in text for text in printed)


@pytest.mark.parametrize(
    ("written", "language", "said"),
    [
        ("2018-06-08T06:00Z", "en-US", "until 06:00 (UTC) on June 8, 2018"),
        ("2018-06-08 06:00+05:30", "en-US", "until 06:00 (UTC+5:30) on June 8, 2018"),
        ("2018-06-08T06:00-03:30", "en-US", "until 06:00 (UTC−3:30) on June 8, 2018"),
        ("2018-06-08T06:00-00:30", "en-US", "until 06:00 (UTC−0:30) on June 8, 2018"),
        ("2018-06-08T18:00+02:00", "fr", "Embargo jusqu’au 8 juin 2018, 18:00 (UTC+2)"),
        ("2018-06-08T18:00+09:00", "ko", "엠바고: 2018년 6월 8일 18:00 (UTC+9)까지"),
    ],
)
def test_the_embargo_is_stated_in_the_language_of_the_brief(
    make_brief: MakeBrief, written: str, language: str, said: str
) -> None:
    brief, texts, _ = build.read(load(brief_under(make_brief, written, f"language: {language}\n"))[0])
    page = build_screen(brief, texts, editions_of(brief.settings)["screen"])
    assert said in page.html.decode()
    assert 'content="noindex"' in page.html.decode()


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (
            "Friday",
            "error: embargo-wrong: 'Friday' is not a day and an hour\n"
            "    write the day, a T, the hour and the zone:  embargo: 2018-06-08T06:00-04:00",
        ),
        (
            "2018-06-08T06:00",
            "error: embargo-without-zone: '2018-06-08T06:00' does not say in which time zone\n"
            "    add the hours from UTC, -04:00 for New York in summer:  embargo: 2018-06-08T06:00-04:00",
        ),
        (
            "2018-06-08T06:00:30Z",
            "error: embargo-wrong: '2018-06-08T06:00:30Z' is not a day and an hour\n"
            "    write the day, a T, the hour and the zone:  embargo: 2018-06-08T06:00-04:00",
        ),
        (
            "2018-13-08T06:00Z",
            "error: embargo-wrong: '2018-13-08T06:00Z' is not a day and an hour\n"
            "    write the day, a T, the hour and the zone:  embargo: 2018-06-08T06:00-04:00",
        ),
    ],
)
def test_an_invalid_embargo_is_reported(make_brief: MakeBrief, written: str, told: str) -> None:
    with pytest.raises(BriefError) as caught:
        load(brief_under(make_brief, written))
    assert str(caught.value) == f"content/brief.yaml:3:10: {told}"


@pytest.mark.parametrize("look", ["gazette", "block", "witness", "ledger"])
@pytest.mark.parametrize("edition", ["full", "handout"])
def test_the_embargo_is_legible_on_the_first_page_of_each_look(make_brief: MakeBrief, look: str, edition: str) -> None:
    settings = f"title: A\nask: B\nstatus: review\nembargo: 2018-06-08T06:00-04:00\nlook: {look}\nseries: Rights\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# Title\n\nA text.\n"})
    brief, texts, _ = build.read(load(folder)[0])
    made = build.build(brief, texts, editions_of(brief.settings)[edition], "us-letter", build.engine_for(brief))
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        page = pdf[0].get_textpage()
        where = page.search("Embargo until").get_next()
        assert where is not None
        left, bottom, right, top = page.get_charbox(where[0])
        width, height = pdf[0].get_size()
        around = (left, bottom, width - right, height - top)
        grays = bytes(pdf[0].render(scale=8, crop=around, grayscale=True).buffer)
    assert max(grays) == 255
    assert min(grays) < 130
