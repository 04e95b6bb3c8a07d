"""Faults at random places of the example are all found, at their line and column; correct twins are not reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from shutil import copytree

import pytest

from brief import build
from brief.findings import Finding, leftovers, review
from brief.load import load, starter
from brief.review import review as reviewed

PLACES = 10
SECTIONS = ("abuses", "songbun", "moment")
LETTERS = "BCDFGHJKLN"
NEVER = [f"Jane Roe{letter}" for letter in LETTERS]

BEFORE = """\
/// box | 성분
세 계급이 있다.[@collins2012]
///

| Kind | 이름 |
| --- | --- |
| core | 핵심 |

"""
"""Blocks and words in another script, which move the lines and columns of what follows."""


@dataclass(frozen=True)
class Fault:
    """A paragraph that breaks a rule at the text `at`, and a twin that keeps it; each ``#`` becomes a letter.

    The finding is on line `line` of the paragraph, counted from 0; for rules on whole blocks, it has no column.
    """

    broken: str
    at: str
    twin: str
    line: int = 0
    column: bool = True


FAULTS: Mapping[str, Fault] = {
    review.UNSOURCED_NUMBER.id: Fault("It holds some 41,500 people.", "41,500", "It holds people.[@coi2014]"),
    review.UNSOURCED_QUOTATION.id: Fault(
        "They call it “a matter of the state alone”.", "“a", "They call it “a matter of the state alone”.[@coi2014]"
    ),
    review.ESTIMATE_UNDATED.id: Fault(
        "It is estimated that 4,000 left.[^seed]", "It", "It is estimated that 4,000 left in 2014.[^seed]"
    ),
    review.TIME_RELATIVE.id: Fault("The *Council* met recently.", "recently", "The *Council* met in March."),
    review.ACRONYM_UNDEFINED.id: Fault(
        "The *office* asked the QZ# for help.", "QZ#", "The Quiet Zone # (QZ#) helps. Ask the QZ# for it."
    ),
    review.SENTENCE_LONG.id: Fault(
        "So. The state keeps whole families behind wire for what a father or a son is said to have thought or read"
        " or sung at home, years before anybody asked.",
        "The",
        "So. The state keeps whole families behind wire.",
    ),
    review.SENTENCE_ENDLESS.id: Fault(
        "So. The state keeps whole families behind wire for what a father or a son is said to have thought or read or"
        " sung at home, years before anybody asked, and it keeps them there for as long as it wishes, without a word.",
        "The",
        "So. The state keeps whole families behind wire.",
    ),
    review.UNSOURCED_TABLE.id: Fault(
        "| A | People |\n| --- | --- |\n| North | 4,100 |\n| South | 3,200 |",
        "|",
        "| A | People |\n| --- | --- |\n| North | 4,100 |\n| South | 3,200 |\n\nTable: People[@coi2014]",
        line=2,
        column=False,
    ),
    review.TOTAL_WRONG.id: Fault(
        "| A | People |\n| --- | --- |\n| North | 4,100 |\n| South | 3,200 |\n| Total | 7,400 |",
        "|",
        "| A | People |\n| --- | --- |\n| North | 4,100 |\n| South | 3,200 |\n| Total | 7,300 |",
        line=4,
        column=False,
    ),
    review.TABLE_HEADLESS.id: Fault(
        "| A | |\n| --- | --- |\n| North | large |", "|", "| A | B |\n| --- | --- |\n| North | large |", column=False
    ),
    review.ALT_REDUNDANT.id: Fault("![Image of #](images/logo.svg)", "Image of", "![Letter #](images/logo.svg)"),
    review.ALT_EMPTY.id: Fault("![Photo](images/logo.svg)", "Photo", "![A letter](images/logo.svg)"),
    review.ALT_FILE_NAME.id: Fault("![logo#.png](images/logo.svg)", "logo#", "![A letter](images/logo.svg)"),
    review.COMMENT_LEFT.id: Fault("Text.\n<!-- @Ana: is it so? -->", "T", "Text.", line=1, column=False),
    review.TERM_AVOIDED.id: Fault("Of the *junta* they say little.", "junta", "Of the state they say little."),
    review.TERM_NEVER.id: Fault("They met Jane *Roe#* there.", "Jane", "They met Jane Row there."),
    leftovers.LIST_MIXED.id: Fault("- North\n1. South", "-", "- North\n- South", line=1, column=False),
    review.WORD_TWICE.id: Fault("They ask for for **help**.", "for **", "They ask for **help**."),
    review.SPACE_MISSING.id: Fault(
        "Wire stands *there*.Walls do too.", "there*.", "Wire stands *there*. Walls do too."
    ),
    review.ACRONYM_TWICE.id: Fault(
        "The Quiet Zone # (QZ#) is one. They met the Quiet Zone # (QZ#) there.",
        "QZ#) there",
        "The Quiet Zone # (QZ#) is one. They met the QZ# there.",
    ),
    review.ALLOWED_IN_VAIN.id: Fault(
        "<!-- brief: allow word-twice because it is meant -->\n\nThey ask for help.",
        "<",
        "<!-- brief: allow word-twice because it is meant -->\n\nThey ask for for help.",
        column=False,
    ),
    review.ALLOWED_UNKNOWN.id: Fault(
        "<!-- brief: allow word-thrice because it is meant -->\n\nThey ask for for help.",
        "<",
        "<!-- brief: allow word-twice because it is meant -->\n\nThey ask for for help.",
        column=False,
    ),
    review.ALLOWED_FIRM.id: Fault(
        "<!-- brief: allow term-never because she agreed -->\n\nThey met Jane Roe#.",
        "<",
        "<!-- brief: allow word-twice because it is meant -->\n\nThey ask for for help.",
        column=False,
    ),
    review.SPELLING.id: Fault("They hold the *old* and the yuong.", "yuong", "They hold the old and the young."),
    review.SPELLINGS_MIXED.id: Fault("The colour of hope.", "colour", "The Colour Office has hope."),
    review.QUOTE_ALONE.id: Fault("They call it “guilt by blood.", "“", "They call it “guilt by blood”."),
    review.LINK_WORDS.id: Fault(
        "Read it [here](https://example.org/#).", "here", "Read [the report](https://example.org/#)."
    ),
    review.HEADING_BOLD.id: Fault("**In the camps**", "**", "**In the camps** they work."),
    leftovers.STARS_LEFT.id: Fault("They are **not ** free.", "**", "They are **not** free."),
    leftovers.WAVES_LEFT.id: Fault("They are ~~free~~ held.", "~~free", "They are held."),
    leftovers.LINK_APART.id: Fault(
        "Read [the report] (https://example.org).", "[the", "Read [the report](https://example.org)."
    ),
    leftovers.SLASHES_LEFT.id: Fault("// box", "//", "Words."),
    leftovers.NOTE_LEFT.id: Fault("They are held.^[A report.]", "^[", "They are held.[^seed]"),
    leftovers.LATEX_LEFT.id: Fault("Words.\\newpage", "\\newpage", "Words."),
    leftovers.ENTITY_LEFT.id: Fault("Wire &wiress; and walls.", "&wiress;", "Wire & walls."),
    leftovers.PICTURE_LEFT.id: Fault("Wire \ufffc and walls.", "\ufffc", "Wire and walls."),
    leftovers.BULLET_LEFT.id: Fault("o One\no Two", "o One", "- One\n- Two"),
    leftovers.STARS_TAKEN.id: Fault("A cell of 5*6 metres, 3* in.", "5*6", "A cell of 5 × 6 metres."),
    leftovers.UNFINISHED.id: Fault("Wire and TODO walls.", "TODO", "Wire and walls."),
}


def put(folder: Path, name: str, words: str, *, ends: str = "\n") -> list[tuple[Path, int, str]]:
    """Copies the example with these words at ten random places; returns the file, line and letter of each."""
    copytree(starter(), folder)
    (folder / "terms.yaml").write_text(f"avoid: {{junta: government}}\nnever: [{', '.join(NEVER)}]\n", "utf-8")
    settings = folder / "brief.yaml"
    settings.write_text(f"{settings.read_text('utf-8')}terms: terms.yaml\n", "utf-8")
    chance = Random(name)
    of_brief, texts, _ = build.read(load(folder)[0])
    blocks = [(text.section, block.first) for text in texts if text.section.name in SECTIONS for block in text.blocks]
    chosen = sorted(chance.sample(range(len(blocks)), PLACES))
    found: list[tuple[Path, int, str]] = []
    for section in of_brief.sections:
        lines = section.text.split("\n")
        added = 0
        head = f"---\ntitle: '{lines[0].removeprefix('# ')}'\n---\n{BEFORE}" if section.name in SECTIONS else ""
        if head:
            lines = [*head.split("\n"), *lines[2:]]
            added = head.count("\n") - 1
        for number in chosen:
            of, first = blocks[number]
            if of.name == section.name:
                letter = LETTERS[chosen.index(number)]
                new = [*words.replace("#", letter).split("\n"), ""]
                at = first - 1 + added
                lines[at:at] = new
                found.append((section.path, at + 1, letter))
                added += len(new)
        note = "\n[^seed]: A report of an office.\n" if "[^seed]" in "\n".join(lines) else ""
        section.path.write_bytes(("\n".join(lines) + note).replace("\n", ends).encode())
    return found


ASKED: Mapping[str, tuple[str, str]] = {
    review.NOBODY_ASKED.id: ("**Open** the gates of camp #.", ""),
    review.ASKED_WITHOUT_VERB.id: ("The gates of camp # are to be opened.", "Open the gates of camp #."),
    review.PASSIVE.id: ("The gates of camp # must be opened.", "Open the gates of camp #."),
    review.RECOMMENDATIONS_ALIKE.id: (
        "**Raise** human rights openly at a summit, and press for public commitment to reform.",
        "Open the gates of camp #.",
    ),
}
"""Recommendations that break a rule, and twins that keep it. One without a twin breaks it by a missing heading."""


def put_asked(folder: Path, name: str, words: str, *, headless: bool = False) -> set[tuple[Path, int]]:
    """Copies the example with ten more recommendations at random places; returns the file and line of each."""
    copytree(starter(), folder)
    path, chance = folder / "recommendations.md", Random(name)
    lines = path.read_text("utf-8").split("\n")
    if headless:
        lines = [line for line in lines if not line.startswith("## ")]
        settings = folder / "brief.yaml"
        kept = (line for line in settings.read_text("utf-8").split("\n") if "addressee:" not in line)
        settings.write_text("\n".join(kept), "utf-8")
    added = [f"1. {words.replace('#', letter)}" for letter in LETTERS]
    for item in added:
        lines.insert(chance.choice([at for at, line in enumerate(lines) if line[:1].isdigit()]), item)
    path.write_text("\n".join(lines), "utf-8")
    return {(path, at) for at, line in enumerate(lines, 1) if line in added}


def told(folder: Path, rule: str) -> Iterator[Finding]:
    report = reviewed(folder, [], "", date(2026, 1, 1), with_pages=False)
    build.read(load(folder)[0])  # raises an error if it cannot be read
    yield from (one for one in report.findings if one.rule == rule)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("rule", FAULTS)
def test_each_fault_is_found_at_its_place(tmp_path: Path, rule: str, ends: str) -> None:
    fault = FAULTS[rule]
    places = put(tmp_path / "brief", rule, fault.broken, ends=ends)
    places = places[: 1 if rule == review.SPELLING.id else None]  # the same word is reported once
    expected = {(path, line + fault.line, _column(fault, letter)) for path, line, letter in places}
    found = {
        (one.place.path, one.place.line, one.place.column if fault.column else None)
        for one in told(tmp_path / "brief", rule)
        if one.place
    }
    assert expected <= found, sorted(expected - found)


def _column(fault: Fault, letter: str) -> int | None:
    line = fault.broken.replace("#", letter).split("\n")[fault.line]
    return line.index(fault.at.replace("#", letter)) + 1 if fault.column else None


@pytest.mark.parametrize("rule", FAULTS)
def test_the_twin_of_a_fault_is_not_reported(tmp_path: Path, rule: str) -> None:
    put(tmp_path / "brief", rule, FAULTS[rule].twin)
    assert [str(one) for one in told(tmp_path / "brief", rule)] == []


@pytest.mark.parametrize("rule", ASKED)
def test_each_fault_in_recommendations_is_found_and_its_twin_is_not_reported(tmp_path: Path, rule: str) -> None:
    broken, twin = ASKED[rule]
    expected = put_asked(tmp_path / "brief", rule, broken, headless=not twin)
    found = {(one.place.path, one.place.line) for one in told(tmp_path / "brief", rule) if one.place}
    missing = sorted(expected - found)
    assert len(missing) <= (rule == review.RECOMMENDATIONS_ALIKE.id), (
        missing
    )  # the first has none before it that is like it
    put_asked(tmp_path / "twin", rule, twin or broken)
    assert [str(one) for one in told(tmp_path / "twin", rule)] == []
