"""A note is heard after the paragraph that calls it, under the number that the call says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading import Element, Press, Reading
from tests.tags.conftest import Hear

BLOCKS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6", "LBody", "TD", "TH", "Caption"})


def leads_to(reading: Reading, press: Press) -> Element:
    """The note at the place that a call leads to: the first one below it on its page."""
    below = [
        (-baseline(note), index)
        for index, note in enumerate(reading.root.all("Note"))
        if note.runs[0].page == press.target.page and baseline(note) < press.target.top
    ]
    return reading.root.all("Note")[min(below)[1]]


def baseline(note: Element) -> float:
    return note.runs[0].pieces[0].box[1]


def number(words: str) -> str:
    match = re.match(r"\s*(\d+)", words)
    return match[1] if match else ""


def calls(reading: Reading) -> list[tuple[Element, Element]]:
    """Each call, and the note that it leads to."""
    return [(call, leads_to(reading, call.presses[0])) for call in reading.root.all("Reference")]


def test_a_call_is_a_reference_in_its_sentence_and_leads_to_its_note(hear: Hear) -> None:
    reading = hear("One.[^a] Two.[^b] Again.[^a]\n\n[^a]: First note.\n\n[^b]: Second note.")
    paragraph = next(one for one in reading.root.all("P") if one.text.startswith("One."))
    assert paragraph.text_without("Note") == "One.1 Two.2 Again.1"
    assert [(call.text, note.text.split()) for call, note in calls(reading)] == [
        ("1", ["1", "First", "note."]),
        ("2", ["2", "Second", "note."]),
        ("1", ["1", "First", "note."]),
    ]


def test_notes_follow_their_paragraph_or_end_their_item(hear: Hear) -> None:
    reading = hear("One.[^a] Two.[^b]\n\n- Three.[^c]\n\n[^a]: A.\n\n[^b]: B.\n\n[^c]: C.")
    parents = [one for one in reading.root.walk() if any(kid.role == "Note" for kid in elements(one))]
    assert [(parent.role, [kid.role for kid in elements(parent)]) for parent in parents] == [
        ("Sect", ["H2", "P", "Note", "Note", "L"]),
        ("LBody", ["Reference", "Note"]),
    ]


def elements(parent: Element) -> list[Element]:
    return [kid for kid in parent.kids if isinstance(kid, Element)]


def test_every_call_leads_to_the_note_of_its_number(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    wrong = [(call.text, note.text) for call, note in calls(reading) if number(call.text) != number(note.text)]
    assert wrong == []


def test_every_note_is_called_and_has_a_name_of_its_own(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    notes = reading.root.all("Note")
    called = {id(note) for _, note in calls(reading)}
    assert [note.text for note in notes if id(note) not in called or not note.name] == []
    assert len({note.name for note in notes}) == len(notes)


def test_the_kitchen_sink_has_all_its_notes(sink: Reading) -> None:
    assert sorted(int(number(note.text)) for note in sink.root.all("Note")) == [*range(1, 30)]


def test_a_call_says_its_number_and_the_words_of_its_note(hear: Hear) -> None:
    reading = hear("One.[^a] Again.[^a]\n\n[^a]: First *note*.")
    said = [press.contents for call in reading.root.all("Reference") for press in call.presses]
    assert len(said) == 2
    assert [one for one in said if not re.fullmatch(r"1\W+(1\W+)?First note\.", one)] == []


def test_a_note_is_heard_after_the_block_that_calls_it(whole: tuple[Path, Reading]) -> None:
    """After the paragraph, or at the end of the item or cell; only other notes and lists may come between."""
    _, reading = whole
    parents = {id(kid): element for element in reading.root.walk() for kid in element.kids}
    first = {id(note): call for call, note in reversed(calls(reading))}
    apart = []
    for note in reading.root.all("Note"):
        block = first[id(note)]
        while block.role not in BLOCKS:
            block = parents[id(block)]
        holder = parents[id(note)]
        if holder is block:
            between = holder.kids[holder.kids.index(note) :]
        else:
            assert parents[id(block)] is holder, note.text
            between = holder.kids[holder.kids.index(block) + 1 : holder.kids.index(note)]
        if any(not isinstance(kid, Element) or kid.role not in ("Note", "L") for kid in between):
            apart.append(note.text)
    assert apart == []


@pytest.mark.parametrize(
    ("section", "order"),
    [
        ("One.[^a]\n\nTwo.\n\n[^a]: Note.", "One. Note. Two."),
        ("- One.[^a]\n- Two.\n\n[^a]: Note.", "One. Note. Two."),
        ("1. One.[^a]\n\n    More.\n\n2. Two.\n\n[^a]: Note.", "One. More. Two."),
        ("> One.[^a]\n>\n> More.\n\nTwo.\n\n[^a]: Note.", "One. Note. More. Two."),
        ("Term\n: One.[^a]\n\nTwo.\n\n[^a]: Note.", "Term One. Note. Two."),
        ("## One[^a]\n\nTwo.\n\n[^a]: Note.", "One Note. Two."),
        ("/// box | Head\nOne.[^a]\n\nMore.\n///\n\nTwo.\n\n[^a]: Note.", "Head One. Note. More. Two."),
        ("Text.\n\n/// pull-quote\nOne.[^a]\n///\n\nTwo.\n\n[^a]: Note.", "Text. One. Note. Two."),
        ("| One.[^a] | Two. |\n|---|---|\n| More. | x |\n\n[^a]: Note.", "One. Note. Two. More."),
        ("| A | B |\n|---|---|\n| More. | x |\n\nTable: One.[^a]\n\nTwo.\n\n[^a]: Note.", "One. Note. Two."),
    ],
)
def test_a_note_keeps_to_its_block_wherever_it_is_called(section: str, order: str, hear: Hear) -> None:
    heard = hear(section).root.raw
    places = [heard.index(word) for word in order.split()]
    assert places == sorted(places)
    assert heard.index("One") < heard.index("Note.")


def test_a_note_stands_on_the_page_of_its_call_wherever_the_page_ends(hear: Hear) -> None:
    moved = 0
    for lines in range(18, 32):
        filler = "\n\n".join(["A line of text."] * lines)
        reading = hear(f"{filler}\n\nCalled here.[^a]\n\nEnd.\n\n[^a]: {'Words of the note. ' * 30}")
        ((call, note),) = calls(reading)
        assert call.pages == note.pages
        moved += call.pages == [2]
    assert 0 < moved < 14, "the note never moved to the next page"


def test_every_note_stands_on_the_page_of_its_call(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    first = {id(note): call for call, note in reversed(calls(reading))}
    assert [note.text for note in reading.root.all("Note") if note.pages != first[id(note)].pages] == []


def test_a_note_of_a_term_is_heard_with_its_definition(hear: Hear) -> None:
    reading = hear("Term[^a]\n: Meaning.\n\n[^a]: Note.")
    (item,) = reading.root.all("LI")
    assert [kid.role for kid in item.kids if isinstance(kid, Element)] == ["Lbl", "LBody"]
    assert item.one("LBody").one("Note").text.endswith("Note.")


def test_a_call_within_a_link_is_heard_after_it(hear: Hear) -> None:
    settings = {"brief.yaml": "title: A brief\nprinted-links: none\n"}
    reading = hear("See [a[^a] b](https://example.org) there.\n\n[^a]: Note.", settings)
    (link, call) = reading.root.all("Link")
    assert link.text == "a b"
    assert {press.contents for press in link.presses} == {"a b, example.org"}
    assert call.text == "1"
