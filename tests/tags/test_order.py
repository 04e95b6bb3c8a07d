"""What is heard comes in the author's order: the masthead, the summary, the sections, who signs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element as Tree

import pytest

from brief.model import Text
from tests import built
from tests.reading import Reading
from tests.tags.conftest import Hear

LEAVES = frozenset({"p", "li", "td", "th", "dt", "dd", "h3", "h4", "h5", "h6", "caption", "figcaption", "blockquote"})


def folded(words: str) -> str:
    return " ".join(words.split())


def beginnings(text: Text) -> Iterator[str]:
    """How each block of a section begins, in the order in which it was written."""
    for block in text.blocks:
        for leaf in block.tree.iter():
            if leaf.tag in LEAVES and (words := folded(beginning(leaf))):
                yield words


def beginning(leaf: Tree) -> str:
    """The words of an element up to its first call of a note, field, line end or inner block."""
    words = leaf.text or ""
    for child in leaf:
        inner = beginning(child)
        whole = "".join(child.itertext())
        if child.tag in LEAVES | {"ul", "ol", "br", "img"} or not whole:
            return words
        words += inner
        if inner != whole or child.get("href", "").startswith("http"):  # the call of its note may follow
            return words
        words += child.tail or ""
    return words


def in_order(heard: str, phrases: list[str]) -> list[str]:
    """The phrases that are not heard after the one before."""
    wrong, at = [], 0
    for phrase in phrases:
        found = heard.find(phrase, at)
        if found < 0:
            wrong.append(phrase)
        else:
            at = found + len(phrase)
    return wrong


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_each_section_is_heard_as_it_was_written(folder: Path) -> None:
    heard = folded(built.heard(folder).root.text)
    for text in built.texts(folder):
        if text.section.kind != "summary":
            assert in_order(heard, list(beginnings(text))) == [], text.section.name


def test_the_sections_are_heard_in_their_order(whole: tuple[Path, Reading]) -> None:
    folder, reading = whole
    titles = ["".join(text.title.itertext()) for text in built.texts(folder)]
    assert in_order(folded(reading.root.text), [folded(title) for title in titles if title]) == []


def test_the_example_is_heard_from_the_masthead_to_the_colophon(example: Reading) -> None:
    phrases = [
        "Example Rights Office",
        "Human rights · North Korea",
        "June 8, 2018",
        "Put human rights on the table in Singapore",
        "Weapons will dominate the summit",
        "To the President of the United States",
        "We ask the President",
        "At a glance",
        "The record is established.",
        "Singapore is the moment.",
        "80,000–120,000",
        "people held in political prison camps",
        "25 million",
        "What the United Nations found",
        "Some are executed.",
        "Guilt runs in the family: when one person is accused, relatives are taken as well.",
        "Outside the wire",
        "Songbun: a class for life",
        "Weapons and rights, one agenda",
        "What to ask for in Singapore",
        "About this brief",
        "Example Rights Office · example.org",
        "Version 1.0",
    ]
    heard = folded(example.root.text)
    assert in_order(heard, phrases) == []
    assert heard.index("+1 202 555 0143") > heard.index("UN Human Rights Council, Report of the detailed findings")


def test_a_masthead_is_heard_first_and_who_signs_last(hear: Hear) -> None:
    settings = (
        "title: The title\nsubtitle: The deck\nask: The ask.\nseries: The series\ndate: 2020-02-29\nversion: '7'\n"
        "licence: CC0\ndisclosure: The disclosure.\norganisation: {name: The office, imprint: The imprint}\n"
        "contact: {name: The desk, phone: '555'}\nsections: [summary, part]\n"
    )
    reading = hear("The text.", {"brief.yaml": settings, "summary.md": "- The summary.\n"})
    assert (
        in_order(
            folded(reading.root.text),
            [
                "The office",
                "The series",
                "February 29, 2020",
                "The title",
                "The deck",
                "The ask.",
                "The summary.",
                "Title",
            ],
        )
        == []
    )
    heard = folded(reading.root.text)
    end = heard.index("The text.")
    for last in ("The disclosure.", "The desk", "The imprint", "Version 7", "CC0"):
        assert heard.rindex(last) > end
        assert heard.find(last) > end


@pytest.mark.parametrize(
    ("aside", "words"),
    [
        (
            "/// key-figure | 7 seas\n    source: A chart\n    year: 1999\n\non the map\n///",
            "7 seas on the map A chart, 1999",
        ),
        ("/// pull-quote\nWords beside it.\n-- Somebody\n///", "Words beside it. Somebody"),
    ],
)
def test_a_side_note_is_heard_after_its_paragraph(aside: str, words: str, hear: Hear) -> None:
    heard = hear(f"Before.\n\nThe paragraph.[^a]\n\n{aside}\n\nAfter.\n\n[^a]: The note.").root.text
    first = [heard.index(one) for one in ("Before.", "The paragraph.", words.split(" ")[0], "After.")]
    assert first == sorted(first)
    assert heard.index("The note.") < heard.index("After.")
    squeezed = "".join(heard.split())
    assert "".join(words.split()) in squeezed


def test_a_side_note_after_a_heading_is_heard_with_the_paragraph_beside_it(hear: Hear) -> None:
    heard = hear("## Head\n\n/// pull-quote\nBeside.\n///\n\nThe paragraph.\n\nAfter.").root.text
    places = [heard.index(one) for one in ("Head", "The paragraph.", "Beside.", "After.")]
    assert places == sorted(places)


def test_two_side_notes_of_a_paragraph_are_heard_in_their_order(hear: Hear) -> None:
    notes = "/// pull-quote\nFirst beside.\n///\n\n/// key-figure | 22\nsecond\n///"
    heard = hear(f"The paragraph.\n\n{notes}\n\nAfter.").root.text
    places = [heard.index(one) for one in ("The paragraph.", "First beside.", "22", "After.")]
    assert places == sorted(places)


def test_a_block_that_continues_on_the_next_page_is_heard_once(hear: Hear) -> None:
    words = " ".join(f"word{n}" for n in range(1200))
    reading = hear(f"{words}\n\nEnd.")
    (paragraph,) = [one for one in reading.root.all("P") if one.text.startswith("word0")]
    assert paragraph.text == words
    assert len(paragraph.pages) >= 2


def test_everything_is_in_one_document(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    assert reading.root.role == "Document"
    assert [kid for kid in reading.root.kids if not hasattr(kid, "role")] == []
    assert [one.role for one in reading.root.walk() if not (one.kids or one.role in ("TD", "TH"))] == []
