"""Notes that no page has room for stop the build; broken notes, names and links are reported with their line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import EDITIONS, Pages
from tests.built import built
from tests.conftest import MakeBrief

Findings = Callable[[str], list[str]]

PAGE = "\n\n    ".join(["Words that fill a note. " * 210] * 2)
"""The text of a note that takes a little more than a page."""


@pytest.fixture
def findings(make_brief: MakeBrief) -> Findings:
    """The findings on a brief with this section, whether they stop the build or not.

    The edition has no page limit: with one, the text would be folded, with the notes at its end.
    """
    edition = replace(EDITIONS["full"], pages=Pages())

    def found(section: str) -> list[str]:
        brief, noticed = load(make_brief({"part.md": section}))
        try:
            brief, texts, more = build.read(brief)
            made = build.build(brief, texts, edition, "us-letter", build.engine_for(brief))
        except BriefError as error:
            return [str(finding) for finding in error.findings]
        return [str(finding) for finding in (*noticed, *more, *made.findings)]

    return found


def test_a_pull_quote_longer_than_the_margin_is_reported(findings: Findings) -> None:
    assert findings(f"# T\n\nText.\n\n/// pull-quote\n{'word ' * 130}\n///\n") == [
        "content/part.md:5: error: side-note-long: this side note takes about 33 lines of the margin, which has room"
        " for 30\n    keep a sentence or two of it; all of it is better said in the text, or in a box:"
        " /// box | Its title",
    ]


def test_a_high_picture_in_a_pull_quote_is_set_smaller(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="9000"><path d="M0 0h90v9000z"/></svg>'
    text = "# T\n\nText.\n\n/// pull-quote\nSee ![A](a.svg).\n///\n\nText.\n"
    (picture,) = built(make_brief({"part.md": text, "a.svg": svg})).measured.pages[0].pictures
    assert picture.height == pytest.approx(60 * 72 / 25.4)


def test_a_note_taller_than_a_page_stops_the_build_at_its_line(findings: Findings) -> None:
    assert findings(f"# Title\n\nText.[^long]\n\n[^long]: {PAGE}\n") == [
        "content/part.md:5: error: note-too-tall: this note is taller than a page\n"
        "    a note is printed whole, on one page: shorten it, or move a part of it into the text"
    ]


def test_a_note_that_runs_off_the_paper_is_reported_once(findings: Findings) -> None:
    (found,) = findings(f"# Title\n\nText.[^long]\n\n[^long]: {PAGE} {PAGE[:2400]}\n")
    assert found.startswith("content/part.md:5: error: note-too-tall:")


def test_notes_called_in_one_line_that_no_page_can_hold_stop_the_build(findings: Findings) -> None:
    half = PAGE[: len(PAGE) // 2 - 100]
    notes = "\n\n".join(f"[^{name}]: {half}" for name in "abc")
    assert findings(f"# Title\n\nOne.[^a] Two.[^b] Three.[^c]\n\n{notes}\n") == [
        f"content/part.md:{line}: error: notes-too-tall: this note does not fit on page 5 together with the other notes"
        " there\n    shorten them, or call one of them further down in the text"
        for line in (7,)
    ]


def test_a_note_that_makes_a_page_end_early_is_reported_at_its_line(findings: Findings) -> None:
    text = "Text that goes on. " * 60
    assert findings(f"# Title\n\nA first paragraph.[^n]\n\n{text}\n\n[^n]: {PAGE[:5200]}\n") == [
        "content/part.md:7: warning: note-leaves-blank: page 1 ends early, since this note has no room on it below the "
        "text that calls it\n    shorten the note, move a part of it into the text, or call it further down"
    ]


def test_notes_that_fill_whole_pages_are_reported_only_for_ending_a_page_early(findings: Findings) -> None:
    half = PAGE[: len(PAGE) // 2 - 100]
    (blank,) = findings(f"# Title\n\nOne.[^a]\n\nTwo.[^b]\n\n[^a]: {half}\n\n[^b]: {half}\n")
    assert blank.startswith("content/part.md:7: warning: note-leaves-blank: page 1 ends early, ")


def test_a_note_that_nobody_calls_is_reported(findings: Findings) -> None:
    assert findings("# Title\n\nText.\n\n[^lost]: A note.\n") == [
        "content/part.md:5:1: warning: note-unused: nothing refers to the note [^lost], so it is not printed\n"
        "    write [^lost] in the text where it belongs, or delete the note"
    ]


def test_a_missing_note_stops_the_build(findings: Findings) -> None:
    (found,) = findings("# Title\n\nText.[^lost]\n")
    assert found.startswith("content/part.md:3:6: error: note-missing: there is no note [^lost] in this file\n")


def test_a_link_to_a_missing_name_stops_the_build_wherever_it_is(findings: Findings) -> None:
    text = "# Title\n\n| A | B |\n|---|---|\n| one | [two](#cell) |\n\n- item\n    - [deep](#item)\n\nText.[^a]\n\n"
    found = findings(f"{text}[^a]: See [there](#note).\n")
    assert [one.partition("\n")[0] for one in found] == [
        "content/part.md:5:15: error: link-broken: the link '#cell' leads nowhere in this brief",
        "content/part.md:8:14: error: link-broken: the link '#item' leads nowhere in this brief",
        "content/part.md:12:19: error: link-broken: the link '#note' leads nowhere in this brief",
    ]


def test_a_name_given_twice_in_one_file_stops_the_build(findings: Findings) -> None:
    (found,) = findings("# Title\n\n## One {: #same }\n\nText.\n\n## Two {: #same }\n\nText.\n")
    assert found == (
        "content/part.md:7:11: error: id-twice: the name #same is already used in line 3\n"
        "    a link leads to one place only: choose another name"
    )


@pytest.mark.parametrize("heading", ["Head {: #note-part-a }", "Note part a", "Head {: #note-part-a-number }"])
def test_the_name_of_a_heading_is_never_confused_with_that_of_a_note(heading: str, findings: Findings) -> None:
    text = f"# Title\n\nText.[^a] Again.[^a] More.[^a-number]\n\n## {heading}\n\nText.\n\n"
    assert findings(f"{text}[^a]: One.\n\n[^a-number]: Two.\n") == []
