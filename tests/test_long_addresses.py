"""Addresses of any length stay within their column, and are broken without hyphens."""

from __future__ import annotations

import re
from collections.abc import Callable

import pypdfium2
import pytest

from brief.model import Box, Measured
from tests import built
from tests.conftest import MakeBrief
from tests.reading import Reading, read

MM = 72 / 25.4
INDENT, TEXT = (20 * MM, 64 * MM), (72 * MM, 194 * MM)
"""The left and right edge of the columns of the hanging grid on Letter, in points."""

WORDS = "example.org/a-page/of_many.words?in=lines&that=go#on/"
LENGTHS = [20, 80, 300]


def address(length: int, sensible: bool) -> str:
    """A readable address of this many characters, with or without places where it may be broken."""
    words = (WORDS * 9)[:length].rstrip("/.-_?=&#") if sensible else "example.org/"
    return words.ljust(length, "z")


Lines = Callable[..., tuple[Measured, Reading]]


@pytest.fixture
def lines(make_brief: MakeBrief) -> Lines:
    def made(text: str, settings: str = "") -> tuple[Measured, Reading]:
        files = {"brief.yaml": f"title: A brief\nslug: a\n{settings}", "part.md": f"# T\n\n{text}\n"}
        result = built.built(make_brief(files))
        assert result.findings == ()
        return result.measured, read(result.pdf)

    return made


def outside(layout: Measured) -> list[Box]:
    """The runs of text that leave the column that they begin in."""
    found: list[Box] = []
    for page in layout.pages:
        for run in page.texts:
            if not run.source or run.tag.endswith("::marker"):
                continue  # the foot of the page, or a marker that hangs in the margin
            left, right = INDENT if run.x < TEXT[0] - 1 else TEXT
            if run.x < left - 0.5 or run.x + run.width > right + 0.5:
                found.append(run)
    return found


PLACES = {
    "the text": "Words that stand before it, https://{} and some more.",
    "the text of a link": "Words that stand before it, [{0}](https://{0}) and some more.",
    "a note of its own": "Words with [a link](https://{}) and some more.",
    "a note": "Words.[^a]\n\n[^a]: The Office of Rulers, https://{}, and [again](https://{}).",
    "a list": "- Words\n    - https://{}\n    - [link](https://{})",
    "a box": "/// box | Box\nWords with https://{} in a box.\n///",
    "the margin": "Words.\n\n/// key-figure | 9\n    source: https://{}\n\nlines\n///",
    "a caption": "| A | B |\n|---|---|\n| 1 | 2 |\n\nTable: Words, https://{}.",
    "a quotation": "> Words that stand before it, https://{} and some more.",
}


@pytest.mark.parametrize("sensible", [True, False], ids=["with places to break", "without"])
@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("place", PLACES)
def test_no_line_runs_out_of_its_column(place: str, length: int, sensible: bool, lines: Lines) -> None:
    long = address(length, sensible)
    assert len(long) == length
    layout, reading = lines(PLACES[place].format(long, long))
    assert outside(layout) == []
    assert long in reading.root.raw, "it is not read whole, without anything between"


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("where", ["inline", "footnotes"])
def test_no_address_of_a_link_runs_out_of_its_column_in_brackets_or_in_a_note(
    where: str, length: int, lines: Lines
) -> None:
    long = address(length, sensible=True)
    layout, reading = lines(f"Words with [a link](https://{long}) and more.", f"printed-links: {where}\n")
    assert outside(layout) == []
    assert long in reading.root.raw


@pytest.mark.parametrize("length", LENGTHS)
def test_no_address_in_the_contact_card_the_colophon_or_below_a_code_runs_out(
    length: int, make_brief: MakeBrief
) -> None:
    long = address(length - 8, sensible=True)
    settings = f"title: A\nweb-address: https://{long}\norganisation: {{name: O, url: 'https://{long}'}}\n"
    mail = f"contact: {{name: C, email: {'a' * 30}.{'b' * 30}@example.org}}\n"
    part = f"# T\n\nWords.\n\n/// qr | https://{long}\n///\n"
    result = built.built(make_brief({"brief.yaml": settings + mail, "part.md": part}))
    assert result.findings == ()
    edge = TEXT[1] + 0.5
    assert [run for page in result.measured.pages for run in page.texts if run.x + run.width > edge] == []
    assert read(result.pdf).root.raw.count(long) == (4 if length == 20 else 3)  # a long one has no room in one line


def test_a_sensible_address_is_broken_before_its_signs_and_never_within_a_word(make_brief: MakeBrief) -> None:
    path = "/".join(f"part-{n}_of.many" for n in range(30))
    result = built.built(make_brief({"part.md": f"# T\n\nSee [it](https://example.org/{path}).\n"}))
    note = read(result.pdf).root.one("Note")
    rows = [run.text for run in note.one("Link").runs]
    assert len(rows) > 4
    assert "".join(rows) == f"example.org/{path}"
    assert [row for row in rows[1:] if not re.match(r"[/\-_.]", row)] == []
    assert [row for row in rows if re.search(r"[/\-_.]$", row)] == []


def test_a_mail_address_a_little_longer_than_the_contact_card_is_not_broken(make_brief: MakeBrief) -> None:
    mail = "bonjour@gensdeau.example.org"
    settings = f"title: A\nlook: witness\ncontact: {{name: A desk, email: {mail}}}\n"
    made = built.built(make_brief({"brief.yaml": settings, "part.md": "# T\n\n" + "Text.\n\n" * 60}))
    runs = [run.text for run in made.measured.pages[0].texts if run.frame.kind == "card"]
    assert mail in [text.replace("\u200b", "").replace("\u2060", "") for text in runs]


def test_no_line_of_the_colophon_begins_or_ends_with_a_dot(make_brief: MakeBrief) -> None:
    name = "The Office for All the Rights of All the People of the Land"
    settings = (
        f"title: A\norganisation: {{name: {name}, url: https://rights.example.org, email: a@rights.example.org}}\n"
        "contact: {name: The desk for inquiries and visitors, phone: '+1 202 555 0143', email: d@rights.example.org}\n"
    )
    for edition in ("full", "proof", "large-print"):
        made = built.built(make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"}), edition)
        with pypdfium2.PdfDocument(made.pdf) as pdf:
            lines = [line.strip() for page in pdf for line in page.get_textpage().get_text_range().splitlines()]
        assert "rights.example.org" in " ".join(lines)
        assert [line for line in lines if line.startswith("·") or line.endswith("·")] == []
