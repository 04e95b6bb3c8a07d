"""Blocks between `/// only-in` or `/// leave-out-of` and `///`, and the short version in front matter."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from brief.findings import BriefError
from brief.load.sections import read
from brief.model import Block, Choice, Settings, Text
from brief.parse import parse
from tests.conftest import MakeBrief
from tests.parse.conftest import KEYS, ParseText, plain_html

HANDOUT = Choice(frozenset({"handout"}), only=True)
NOT_FULL = Choice(frozenset({"full"}), only=False)


def stands(parse_text: ParseText, text: str) -> list[tuple[str, int, tuple[Choice, ...]]]:
    return [(block.kind, block.first, block.choices) for block in parse_text(text).blocks]


def test_each_block_in_a_choice_is_separate_and_carries_the_choice(parse_text: ParseText) -> None:
    text = "A.\n\n/// only-in | handout\nB.\n\n- c\n- d\n\n//// box | E\nF.\n////\n///\n\nG.\n"
    assert stands(parse_text, text) == [
        ("paragraph", 3, ()),
        ("paragraph", 6, (HANDOUT,)),
        ("list", 8, (HANDOUT,)),
        ("box", 11, (HANDOUT,)),
        ("paragraph", 16, ()),
    ]


def test_the_slashes_that_close_an_inner_block_do_not_close_the_choice(parse_text: ParseText) -> None:
    text = "/// only-in | handout\n/// box\nA.\n///\nB.\n///\nC.\n"
    assert [choices for _, _, choices in stands(parse_text, text)] == [(HANDOUT,), (HANDOUT,), ()]


def test_choices_may_be_nested(parse_text: ParseText) -> None:
    text = "//// leave-out-of | full\nA.\n\n/// only-in | handout\nB.\n///\n////\n"
    found = [set(choices) for _, _, choices in stands(parse_text, text)]
    assert found == [{NOT_FULL}, {NOT_FULL, HANDOUT}]


def test_a_choice_parts_a_list(parse_text: ParseText) -> None:
    text = "- a\n- b\n/// only-in | handout\n- c\n///\n- d\n"
    assert [(kind, choices) for kind, _, choices in stands(parse_text, text)] == [
        ("list", ()),
        ("list", (HANDOUT,)),
        ("list", ()),
    ]


def test_a_choice_parts_a_list_of_definitions(parse_text: ParseText) -> None:
    text = "A\n: a\n\n/// only-in | handout\nB\n: b\n///\n\n/// leave-out-of | full\nC\n: c\n///\nD\n: d\n"
    assert stands(parse_text, text) == [
        ("definitions", 3, ()),
        ("definitions", 7, (HANDOUT,)),
        ("definitions", 12, (NOT_FULL,)),
        ("definitions", 15, ()),
    ]


def test_a_definition_in_a_choice_takes_no_term_from_above(parse_text: ParseText) -> None:
    text = "A\n\n/// only-in | handout\n: a\n///\n"
    assert [choices for _, _, choices in stands(parse_text, text)] == [(), (HANDOUT,)]


def test_a_caption_in_a_choice_is_not_that_of_a_table_above(parse_text: ParseText) -> None:
    text = "| A | B |\n|---|---|\n| a | b |\n\n/// only-in | handout\nTable: A title.\n///\n"
    assert [choices for _, _, choices in stands(parse_text, text)] == [(), (HANDOUT,)]


@pytest.mark.parametrize(
    ("choice", "lineage", "takes"),
    [
        (HANDOUT, ("handout",), True),
        (HANDOUT, ("senate", "handout"), True),
        (HANDOUT, ("full",), False),
        (NOT_FULL, ("full",), False),
        (NOT_FULL, ("photocopy", "full"), False),
        (NOT_FULL, ("handout",), True),
    ],
)
def test_a_choice_means_an_edition_and_those_like_it(choice: Choice, lineage: tuple[str, ...], takes: bool) -> None:
    assert choice.takes(lineage) is takes


@pytest.fixture
def short_of(make_brief: MakeBrief) -> Callable[..., Text]:
    """Parses a section with these lines of front matter and returns its short version."""

    def made(front: str, body: str = "Long.\n") -> Text:
        folder = make_brief({"part.md": f"---\n{front}\n---\n# T\n\n{body}"})
        (section,), _ = read(folder, None)
        text, _ = parse(section, Settings(title="A", sources=("s.yaml",)), KEYS)
        assert text.short is not None
        return text.short

    return made


@pytest.mark.parametrize(
    ("front", "blocks"),
    [
        ("short: In *short*.", ["p 2-2 In <em>short</em>."]),
        ("layout: a\nshort: |\n  One\n  goes on.\n\n  - two", ["p 4-5 One\ngoes on.", "ul 7-7 <li>two</li>"]),
        ("short: >-\n    One\n    goes on.\nlayout: a", ["p 3-4 One\ngoes on."]),
        ('short: "A: b **c**."', ["p 2-2 A: b <strong>c</strong>."]),
    ],
)
def test_a_short_version_keeps_the_lines_of_the_file(
    front: str, blocks: list[str], short_of: Callable[..., Text]
) -> None:
    assert [shown(block) for block in short_of(front).blocks] == blocks


def shown(block: Block) -> str:
    source = block.tree.get("data-source", "").partition(":")[2]
    html = plain_html(block.tree)
    inner = html[html.index(">") + 1 : html.rindex("<")]
    return f"{block.tree.tag} {source} {re.sub('<span [^>]*>', '<span>', inner)}"


def test_a_short_version_and_its_section_share_their_notes(short_of: Callable[..., Text]) -> None:
    short = short_of("short: In short.[^here]", "At length.\n\n[^here]: A note.\n")
    assert plain_html(short.notes["here"]).count("A note.") == 1


def test_the_same_note_in_a_short_version_and_its_section_is_reported(make_brief: MakeBrief) -> None:
    front = "---\nshort: |\n   One.[^a]\n\n   [^a]: A note.\n---\n"
    folder = make_brief({"part.md": f"{front}# T\n\nLong.[^a] [^b]\n\n[^a]: Another.\n"})
    (section,), _ = read(folder, None)
    with pytest.raises(BriefError) as caught:
        parse(section, Settings(title="A"), ())
    assert [str(finding).splitlines()[0] for finding in caught.value.findings] == [
        "content/part.md:9:11: error: note-missing: there is no note [^b] in this file",
        "content/part.md:11:1: error: note-twice: there is already a note [^a] in line 5",
    ]


def test_faults_in_a_short_version_are_reported_at_their_place_in_the_file(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "---\nshort: |\n   One.\n   Two {{ a }}.\n---\n# T\n\nLong {{ b }}.\n"})
    (section,), _ = read(folder, None)
    with pytest.raises(BriefError) as caught:
        parse(section, Settings(title="A"), ())
    assert [str(finding).split(": ")[0] for finding in caught.value.findings] == [
        "content/part.md:8:6",
        "content/part.md:4:8",
    ]
