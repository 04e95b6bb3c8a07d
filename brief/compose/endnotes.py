"""Notes at the end of the section that calls them: a list there, each note with a link to its call and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from brief.compose.notes import calls, in_one_line, out_of_links

JOINED = "\N{WORD JOINER}"
"""Keeps a call on the line of the word that it follows; nothing is drawn of it."""


def list_notes(
    trees: Sequence[Element],
    end: Element,
    section: str,
    notes: Mapping[str, Element],
    numbers: dict[str, int],
    mark: str,
    words: Mapping[str, str],
) -> None:
    """Lists the notes that `trees` call, in the order in which they are read, behind all that stands in `end`.

    `numbers` are those of the notes that stand somewhere already, by their anchors: they run on through the document,
    and `mark` says how one is printed in the text. A note that a section calls again is a link to the same one; one
    that belongs to the whole document is printed for each section that calls it, since nobody shall have to search.
    """
    for tree in trees:
        out_of_links(tree)
    items: list[Element] = []
    before = len(numbers)
    for call, name, source in calls(trees):
        anchor = f"note/{section}/{name}"  # no heading and no editor gives a name with a stroke in it
        if anchor not in numbers:
            numbers[anchor] = len(numbers) + 1
            call.set("id", f"{anchor}/call")
            items.append(_item(notes[name], anchor, source, words["back"]))
        call.tag = "a"
        call.attrib.update({"class": "note-call", "href": f"#{anchor}"})
        call.text = f"{JOINED}{mark.format(number=numbers[anchor])}"
    if items:
        SubElement(end, "h3", {"class": "notes-head"}).text = words["notes"]
        start = {"start": str(before + 1), "style": f"counter-reset: list-item {before}"}
        SubElement(end, "ol", {"class": "notes", **start}).extend(items)


def _item(note: Element, anchor: str, source: str, back: str) -> Element:
    """A note as an item of the list, and behind it the link to where it is called, which names the page."""
    item = Element("li", {"data-source": note.get("data-source", source)})
    words = in_one_line(deepcopy(note))
    words.tag = "div"  # what is emphasized within a line of its own may be divided by the engine, within one of a span
    words.attrib.update({"class": "endnote", "id": anchor})
    words.tail = None
    item.append(words)
    if len(words):
        words[-1].tail = f"{words[-1].tail or ''} "
    else:
        words.text = f"{words.text or ''} "
    link = SubElement(words, "a", {"class": "back", "href": f"#{anchor}/call"})
    link.text, _, after = back.partition("{page}")
    SubElement(link, "span", {"class": "page-of", "data-call": f"#{anchor}/call"}).tail = after
    return item
