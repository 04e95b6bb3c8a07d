"""A link says in words where it leads: its text, then the destination."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading import Element, Press, Reading
from tests.tags.conftest import Hear


def of_the_text(reading: Reading) -> list[Element]:
    """The links that an editor wrote: no calls of notes, and none in the notes that print their addresses."""
    printed = {id(link) for one in reading.root.all("Reference", "Note") for link in one.all("Link")}
    return [link for link in reading.root.all("Link") if id(link) not in printed]


def links(reading: Reading) -> list[tuple[str, list[str]]]:
    """Each link's words, and the words that are heard at each place where it can be pressed."""
    return [(link.text, [press.contents for press in link.presses]) for link in of_the_text(reading)]


@pytest.mark.parametrize(
    ("written", "text", "said"),
    [
        ("[the report](https://www.example.org/report)", "the report", "the report, example.org/report"),
        ("[**bold** words](https://example.org/a)", "bold words", "bold words, example.org/a"),
        ("[*one* and `two`](http://example.org/a/)", "one and two", "one and two, example.org/a"),
        ("[q](https://example.org/?a=1&b=2)", "q", "q, example.org/?a=1&b=2"),
        ("[write](mailto:desk@example.org)", "write", "write, desk@example.org"),
        ("<desk@example.org>", "desk@example.org", "desk@example.org"),
        ("[call](tel:+12025550143)", "call", "call, +12025550143"),
        ("[there](#camps)", "there", "there, The camps"),
        ("[The camps](#camps)", "The camps", "The camps"),
    ],
)
def test_a_link_is_heard_as_its_text_and_its_destination(written: str, text: str, said: str, hear: Hear) -> None:
    reading = hear(f"See {written} here.\n\n## The camps {{: #camps }}\n\nText.")
    assert links(reading) == [(text, [said])]


@pytest.mark.parametrize("address", ["https://example.org/alone", "https://www.example.org/", "http://example.org"])
def test_an_address_that_is_its_own_text_is_said_once(address: str, hear: Hear) -> None:
    ((text, (said,)),) = links(hear(f"See {address} here."))
    assert text == address
    assert said.count("example.org") == 1


def test_a_link_around_a_picture_says_what_the_picture_shows(hear: Hear) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
    reading = hear("See [![A small square](a.svg)](https://example.org/a) here.", {"a.svg": svg})
    ((_, said),) = links(reading)
    assert said == ["A small square, example.org/a"]
    assert [figure.alt for figure in of_the_text(reading)[0].all("Figure")] == ["A small square"]


def test_a_link_over_a_line_break_is_one_and_says_the_same_on_both_lines(hear: Hear) -> None:
    words = "a link that is so long that it takes more than a line of the text, as some links in letters sometimes do"
    ((text, said),) = links(hear(f"See [{words}](https://example.org/a)."))
    assert text == words
    assert said == [f"{words}, example.org/a"] * 2


def test_a_link_over_a_page_break_is_one(hear: Hear) -> None:
    filler = "\n\n".join(["A line of text."] * 20)
    words = " ".join(f"word{n}" for n in range(900))
    ((text, said),) = links(hear(f"{filler}\n\n[{words}](https://example.org/a)"))
    assert text == words
    assert len(said) > 30
    assert all(one.endswith(", example.org/a") for one in said)


def test_a_link_leads_where_the_editor_said(hear: Hear) -> None:
    filler = "\n\n".join(["A line of text."] * 80)
    reading = hear(
        f"[one](https://example.org/a?b=c&d=%20e#f), [two](mailto:desk@example.org), [three](#far).\n\n{filler}\n\n"
        "## Far {: #far }\n\nText."
    )
    one, two, three = (press.target for link in of_the_text(reading) for press in link.presses)
    assert one.address == "https://example.org/a?b=c&d=%20e#f"
    assert two.address == "mailto:desk@example.org"
    (heading,) = [head for head in reading.root.all("H3", "H2") if head.text == "Far"]
    baseline = heading.runs[0].pieces[0].box[1]
    assert three.page == heading.pages[0]
    assert baseline < three.top < baseline + 30


def test_every_link_can_be_pressed_where_its_words_stand(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    for link in reading.root.all("Link"):
        for run in link.runs:
            for piece in run.pieces:
                assert any(holds(press, run.page, piece.box[:2]) for press in link.presses), link.text


def holds(press: Press, page: int, point: tuple[float, ...]) -> bool:
    left, bottom, right, top = press.box
    return press.page == page and left - 1 <= point[0] <= right + 1 and bottom - 1 <= point[1] <= top + 1


def test_every_link_says_where_it_leads_and_is_printed(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    pressed = [press for element in reading.root.walk() for press in element.kids if isinstance(press, Press)]
    assert [press for press in pressed if not (press.contents.strip() and press.printed)] == []
    assert [press for press in pressed if not (press.target.address or press.target.page)] == []
    assert [press.contents for press in pressed if press.contents.startswith(("http", "#"))] == own_addresses(reading)


def own_addresses(reading: Reading) -> list[str]:
    """The words that are heard of links whose text is an address."""
    links = [link for link in reading.root.all("Link") if link.text.startswith("http")]
    return [press.contents for link in links for press in link.presses if press.contents.startswith("http")]


def test_only_links_can_be_pressed(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    holders = [element.role for element in reading.root.walk() if any(isinstance(kid, Press) for kid in element.kids)]
    assert set(holders) <= {"Link"}


def test_the_kitchen_sink_has_all_its_links(sink: Reading) -> None:
    found = dict(links(sink))
    assert found["the tables"] == ["the tables, Tables"]
    assert found["that heading"] == ["that heading, A heading with emphasis, code and 한글"]
    assert found["the balance"][0].startswith("the balance, ")
    addresses = {press.target.address: press.contents for link in of_the_text(sink) for press in link.presses}
    assert addresses["https://example.org/picture"] == "A short line, example.org/picture"


def test_every_link_can_be_pressed_somewhere(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert [link.text for link in reading.root.all("Link") if not link.presses] == []
