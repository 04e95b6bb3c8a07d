"""Notes at the end of a section: a real list, numbered through the document, each call a link to its note and back."""

from __future__ import annotations

import re

from tests import built
from tests.conftest import MakeBrief
from tests.reading import Element, Press, Reading, read

EDITION = "large-print"
TWO = {
    "brief.yaml": "title: A\nstatus: final\nsections: [one, two]\n",
    "one.md": "# One\n\nFirst.[^a] Second.[^b] First again.[^a]\n\nAnd more.\n\n[^a]: Note a.\n\n[^b]: Note *b*.\n",
    "two.md": "# Two\n\nThird.[^a]\n\n[^a]: Note c.\n",
}


def heard(make_brief: MakeBrief, files: dict[str, str]) -> Reading:
    return read(built.built(make_brief(files), EDITION).pdf)


def presses(element: Element) -> list[Press]:
    return [press for press in element.presses if not press.target.address]


def test_notes_are_a_list_below_a_heading_at_the_end_of_their_section(make_brief: MakeBrief) -> None:
    root = heard(make_brief, TWO).root
    one, two = [section for section in root.all("Sect") if section.all("H2")]
    assert [one.all("H3")[0].text, two.all("H3")[0].text] == ["Notes", "Notes"]
    assert [item.text for item in one.one("L").all("LI")] == [
        "1. Note a. (back to page 1)",
        "2. Note b. (back to page 1)",
    ]
    assert [item.text for item in two.one("L").all("LI")] == ["3. Note c. (back to page 1)"]
    roles = [kid.role for kid in one.kids if isinstance(kid, Element)]
    assert roles[-2:] == ["H3", "L"]
    assert [[kid.role for kid in item.kids if isinstance(kid, Element)] for item in root.all("LI")] == [
        ["Lbl", "LBody"]
    ] * 3


def test_each_item_is_a_note_with_a_name_and_each_call_a_reference_to_it(make_brief: MakeBrief) -> None:
    reading = heard(make_brief, TWO)
    notes = reading.root.all("Note")
    assert len({note.name for note in notes}) == 3
    calls = reading.root.all("Reference")
    assert [call.text for call in calls] == ["[1]", "[2]", "[1]", "[3]"]
    for call in calls:
        (press,) = presses(call)
        note = notes[int(call.text.strip("[]")) - 1]
        foot = note.runs[0].pieces[0].box[1]
        assert foot < press.target.top < foot + 40
        assert press.contents == f"{call.text}, {note.text}"


def test_the_link_back_leads_to_the_call_and_names_its_page(make_brief: MakeBrief) -> None:
    text = "# One\n\nFirst.[^a]\n\n" + "Text that fills a page of large print.\n\n" * 40 + "[^a]: Note a.\n"
    reading = heard(make_brief, {"brief.yaml": "title: A\nstatus: final\n", "one.md": text})
    (note,) = reading.root.all("Note")
    (press,) = presses(note)
    assert note.pages[0] > 2
    assert press.contents == "(back to page 1)"
    assert press.target.page == 1
    (call,) = reading.root.all("Reference")
    foot = call.runs[0].pieces[0].box[1]
    assert foot < press.target.top < foot + 40


def test_no_note_is_set_at_the_foot_of_a_page(make_brief: MakeBrief) -> None:
    made = built.built(make_brief(TWO), EDITION)
    assert not any("footnote" in box.classes for page in made.measured.pages for box in page.boxes)


def test_a_call_stays_on_the_line_of_its_word(make_brief: MakeBrief) -> None:
    words = " ".join(f"word{number}.[^a]" for number in range(40))
    made = built.built(make_brief({"one.md": f"# One\n\n{words}\n\n[^a]: Note.\n"}), EDITION)
    lines: dict[tuple[int, int], list[tuple[float, str]]] = {}
    for page in made.measured.pages:
        for run in page.texts:
            lines.setdefault((page.number, round(run.foot)), []).append((run.x, run.text.strip("\u2060 ")))
    begins = [min(line)[1] for line in lines.values()]
    assert any(begin.startswith("word") for begin in begins)
    assert not any(re.fullmatch(r"\[\d+\].*", begin) for begin in begins)


def test_no_word_of_a_note_is_divided(make_brief: MakeBrief) -> None:
    """The engine takes the beginning of an element for that of a line, where a word may be divided."""
    notes = "".join(f"[^{number}]: {'It is ' * number}so, *internationally accepted*.\n\n" for number in range(1, 31))
    calls = " ".join(f"One.[^{number}]" for number in range(1, 31))
    made = built.built(make_brief({"one.md": f"# One\n\n{calls}\n\n{notes}"}), EDITION)
    words = {word.strip(".,") for page in made.measured.pages for run in page.texts for word in run.text.split()}
    assert {word for word in words if word.startswith(("int", "acc"))} == {"internationally", "accepted"}
    assert not words & {"ternationally", "nationally", "ally", "ly", "y", "cepted", "ted", "ed"}


def test_a_call_within_a_link_is_set_after_it(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nstatus: final\nprinted-links: none\n",
        "one.md": "# One\n\nSee [the *report*[^a] here](https://example.org) now.\n\n[^a]: Note.\n",
    }
    (paragraph,) = [one for one in heard(make_brief, files).root.all("P") if one.text.startswith("See")]
    assert paragraph.text == "See the report here[1] now."
    (link,) = [one for one in paragraph.all("Link") if one.presses[0].target.address]
    assert link.text == "the report here"


def test_an_address_that_two_sections_print_is_a_note_of_both(make_brief: MakeBrief) -> None:
    text = "\n\nSee [it](https://example.org/a).\n"
    files = {"brief.yaml": "title: A\nsections: [one, two]\n", "one.md": f"# One{text}", "two.md": f"# Two{text}"}
    assert [note.text for note in heard(make_brief, files).root.all("Note")] == [
        "example.org/a (back to page 1)",
        "example.org/a (back to page 1)",
    ]


def test_beside_numbered_sources_a_call_contains_the_word_note(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": "title: A\nstatus: final\nsections: [one, sources]\nsources: sources.yaml\ncitations: numbers\n",
        "sources.yaml": "- id: a\n  type: book\n  title: A book\n  issued: 2012\n",
        "one.md": "# One\n\nFirst.[@a] Second.[^a]\n\n[^a]: Note a.\n",
        "sources.md": "# Sources\n",
    }
    (paragraph,) = [one for one in heard(make_brief, files).root.all("P") if one.text.startswith("First")]
    assert paragraph.text == "First [1]. Second.[note 1]"
