"""A list says how it is numbered, an item its number and its words; a list within an item is a part of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import Element, Reading
from tests.tags.conftest import Hear


def outline(element: Element) -> list[object]:
    """The items of a list: for each its label, its words, and the inner lists."""
    items: list[object] = []
    for item in element.kids:
        assert isinstance(item, Element)
        label = "".join(one.text for one in item.kids if isinstance(one, Element) and one.role == "Lbl").strip()
        (body,) = [one for one in item.kids if isinstance(one, Element) and one.role == "LBody"]
        inner = [outline(one) for one in body.all("L") if one in body.kids]
        items.append((label, body.text_without("L", "Note").strip(), *inner))
    return items


@pytest.mark.parametrize(
    ("section", "numbering"),
    [("- one\n- two", "Disc"), ("1. one\n2. two", "Decimal"), ("7. one\n8. two", "Decimal")],
)
def test_a_list_says_how_it_is_numbered(section: str, numbering: str, hear: Hear) -> None:
    (found,) = hear(section).root.all("L")
    assert found.attributes["ListNumbering"] == numbering
    assert found.owners == {"List"}


def test_a_list_that_shows_no_marks_says_so(example: Reading) -> None:
    """The panel has a list without bullets, in which the numbers of notes are the only labels."""
    marked = {
        list_.attributes["ListNumbering"]: any(
            item.kids[0] == label for item in list_.all("LI") for label in item.all("Lbl")
        )
        for list_ in example.root.all("L")
    }
    assert marked["None"] is False
    assert marked["Decimal"] is True


def test_numbers_are_heard_as_printed(hear: Hear) -> None:
    reading = hear("7. seven\n8. eight\n9. nine")
    assert [label.text.strip() for label in reading.root.all("Lbl")] == ["7.", "8.", "9."]


def test_recommendations_are_numbered_through_across_addressees(hear: Hear) -> None:
    asks = "# Asks\n\n## One\n\n1. **Do** this.\n2. Do that.\n\n## Two\n\n1. Do it.\n"
    reading = hear("Text.", {"recommendations.md": asks})
    assert [label.text.strip() for label in reading.root.all("Lbl")] == ["1", "2", "3"]
    assert [list_.attributes["ListNumbering"] for list_ in reading.root.all("L")] == ["Decimal", "Decimal"]


def test_a_list_within_an_item_is_a_part_of_it(hear: Hear) -> None:
    first, *_ = hear("- one\n    - two\n        1. three\n- four").root.all("L")
    assert outline(first) == [("•", "one", [("•", "two", [("1.", "three")])]), ("•", "four")]


def test_an_item_keeps_its_several_paragraphs(hear: Hear) -> None:
    (found,) = hear("- one\n\n    two\n\n- three\n\n    four").root.all("L")
    bodies = found.all("LBody")
    assert [[kid.text for kid in body.all("P")] for body in bodies] == [["one", "two"], ["three", "four"]]


def test_terms_are_the_labels_of_their_definitions(hear: Hear) -> None:
    (found,) = hear("One\n: first\n: second\n\nTwo\nThree\n: third").root.all("L")
    items = [[(kid.role, kid.text) for kid in item.kids if isinstance(kid, Element)] for item in found.kids]  # type: ignore[union-attr]  # items
    assert items == [
        [("Lbl", "One"), ("LBody", "first"), ("LBody", "second")],
        [("Lbl", "Two"), ("Lbl", "Three"), ("LBody", "third")],
    ]


def test_lists_hold_items_and_items_labels_and_bodies(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    for list_ in reading.root.all("L"):
        assert {kid.role for kid in list_.kids if isinstance(kid, Element)} <= {"LI", "Caption"}
        assert len(list_.all("LI")) > 0
        assert "ListNumbering" in list_.attributes
    for item in reading.root.all("LI"):
        assert {kid.role for kid in item.kids if isinstance(kid, Element)} <= {"Lbl", "LBody"}


def test_a_list_over_two_pages_is_one(hear: Hear) -> None:
    items = "\n".join(f"{n}. This is the item {n}." for n in range(1, 81))
    (found,) = hear(items).root.all("L")
    assert len(found.pages) > 1
    assert [item.one("Lbl").text.strip() for item in found.all("LI")] == [f"{n}." for n in range(1, 81)]


def test_an_item_over_two_pages_is_one(hear: Hear) -> None:
    (found,) = hear(f"- {'Words of an item that takes more than a page. ' * 90}\n- Another.").root.all("L")
    first, second = found.all("LI")
    assert len(first.pages) > 1
    assert [first.one("Lbl").text.strip(), second.one("Lbl").text.strip()] == ["•", "•"]
