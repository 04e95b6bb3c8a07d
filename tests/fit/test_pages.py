"""How full pages are, and whether page 1 is crowded."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from brief.fit.pages import crowded, filled, over_page_one, taken
from brief.model import Frame, Measured, Run
from brief.model.pages import FrameKind
from tests.built import built
from tests.conftest import MakeBrief
from tests.fit.printed import box, page

CARD = box("", 600, 120, "aside", "contact", "at-foot")


@pytest.mark.parametrize(
    ("kind", "x", "y", "stands_on_it"),
    [
        ("page", 40, 610, True),
        ("cell", 40, 700, True),
        ("side", 40, 588, True),
        ("page", 40, 580, False),  # it ends above the card
        ("page", 360, 610, False),  # beside it
        ("card", 60, 610, False),  # the words of the card
        ("margin", 60, 700, False),  # the foot of the page
    ],
)
def test_page_1_is_crowded_where_text_stands_on_the_card_with_the_contact(
    kind: FrameKind, x: float, y: float, stands_on_it: bool
) -> None:
    run = Run("p", (), "a.md:1-1", x, y, 100, 14, text="words", frame=Frame(kind, 50, 350))
    assert crowded(Measured((replace(page(1, CARD), texts=(run,)),))) == stands_on_it
    assert crowded(Measured((replace(page(1, CARD), pictures=(replace(run, text=""),)),))) == stands_on_it
    assert not crowded(Measured((replace(page(1), texts=(run,)),)))


def test_a_page_is_filled_by_its_text_and_notes_above_the_colophon_which_takes_room_as_well() -> None:
    text, note = box("a.md:1-1", 70, 130), box("a.md:1-1", 590, 65, "span", "footnote")
    colophon = replace(box("", 655, 65, "footer", "colophon"), among_notes=True)
    assert filled(page(1, text)) == taken(page(1, text)) == pytest.approx(0.2)
    assert filled(page(1, text, note, colophon)) == pytest.approx(195 / 585)
    assert taken(page(1, text, note, colophon)) == pytest.approx(0.4)
    assert filled(page(1, colophon)) == 0
    assert taken(page(1, colophon)) == pytest.approx(0.1)


def test_a_colophon_below_the_text_fills_its_page_unless_it_is_alone_there() -> None:
    text, colophon = box("a.md:1-1", 70, 130), box("", 230, 65, "footer", "colophon")
    assert filled(page(1, text, colophon)) == taken(page(1, text, colophon)) == pytest.approx(225 / 650)
    alone = page(1, box("", 70, 65, "body"), box("", 70, 65, "footer", "colophon"))
    assert filled(alone) == 0
    assert taken(alone) == pytest.approx(0.1)


@pytest.mark.parametrize(("before", "height"), [(4, 154), (18, 11)])
def test_what_would_come_down_to_the_contact_card_of_page_1_has_the_contact_in_one_line_below_it(
    before: int, height: int, make_brief: MakeBrief
) -> None:
    settings = "title: A\ncontact: {name: A desk, phone: 1, email: a@example.org}\nweb-address: https://example.org/a\n"
    table = "| A | B | C | D |\n|---|---|---|---|\n" + "| a | b | c | words |\n" * 4 + "{: .wide }\n"
    text = "# T\n\n" + "Text.\n\n" * before + table + "\n" + "Text.\n\n" * (49 - before)
    measured = built(make_brief({"brief.yaml": settings, "part.md": text})).measured
    first, _ = measured.pages
    (contact,) = (box for box in first.boxes if "at-foot" in box.classes)
    assert any("wide" in box.classes for box in first.boxes)
    assert round(contact.height) == height
    assert (contact.y > first.bottom) == (height < 20)
    assert not crowded(measured)


@pytest.mark.parametrize(("letters", "address"), [(80, True), (104, False)])
def test_the_line_of_the_contact_leaves_the_address_to_its_code_when_it_would_be_two(
    letters: int, address: bool, make_brief: MakeBrief
) -> None:
    settings = "title: A\ncontact: {name: A desk, phone: 1, email: a@example.org}\nweb-address: https://example.org/"
    text = "# T\n\n" + "Text.\n\n" * 18 + "| A | B | C | D |\n|---|---|---|---|\n" + "| a | b | c | words |\n" * 4
    files = {"brief.yaml": settings + "a" * (letters - 20), "part.md": f"{text}{{: .wide }}\n\n" + "Text.\n\n" * 30}
    made = built(make_brief(files))
    (contact,) = (box for box in made.measured.pages[0].boxes if "at-foot" in box.classes)
    with pypdfium2.PdfDocument(made.pdf) as pdf:
        words = pdf[0].get_textpage().get_text_bounded()
    assert ("/aaa" in words, round(contact.height)) == (address, 11)


def test_of_a_summary_that_goes_on_the_part_of_page_2_that_it_takes_is_told() -> None:
    begun = page(1, box("s.md:1-1", 500, 220, "section", "summary", continues=True))
    assert over_page_one(Measured((begun, page(2, box("s.md:1-1", 70, 65, "section", "summary"))))) == pytest.approx(
        0.1
    )
    whole = page(1, box("s.md:1-1", 500, 220, "section", "summary"))
    assert over_page_one(Measured((whole, page(2, box("a.md:1-1", 70))))) == 0
    assert over_page_one(Measured((whole,))) == 0
