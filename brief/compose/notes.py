"""Notes: each is put at the foot of the page, at the end of its section, or into a popover, as the edition says.

A note belongs to its section, except the note of a printed address, which belongs to the document: its name begins with
a slash, unlike those that editors type. `numbers` has the numbers of the notes so far, by their anchors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from brief.compose.context import SectionTrees, around_row
from brief.compose.trees import INLINE, append_text, insert_behind, is_call, letters, words_of
from brief.model import anchor as id_of
from brief.model import remove, text_nodes

JOINED = "\N{WORD JOINER}"
"""Keeps a call on the line of the word before it; it is not drawn."""

FEW_LINES = 7
"""The most lines of notes of a section that are kept on one page; more could leave a large hole on a page."""

LETTERS = 48
"""Letters on a line of notes at the end of a section, in 18 pt type."""

Numbers = MutableMapping[str, int]


Noted = Sequence[tuple[SectionTrees, Mapping[str, Element]]]
"""The sections, each with its notes by name."""


def place_footnotes(sections: Noted, numbers: Numbers, leads: bool) -> None:
    """Puts each note where it is first called; a later call becomes a link that repeats the number.

    The row of key figures comes before all sections or, when it `leads`, after the first one. The engine counts a
    note only after it has read it, so a link takes the number from an empty element behind the note.
    """
    for section, notes, call, name, source in _calls_in_page_order(sections, leads):
        anchor = _anchor(section, name)
        if anchor in numbers:
            call.tag = "a"
            call.attrib.update({"class": "footnote-again", "href": f"#{anchor}", "data-number": f"#{anchor}/number"})
        else:
            numbers[anchor] = len(numbers) + 1
            note = _in_one_line(deepcopy(notes[name]))
            note.attrib.update({"data-source": source, **note.attrib, "class": "footnote", "id": anchor})
            call.extend((note, Element("span", {"id": f"{anchor}/number"})))


def _calls_in_page_order(
    sections: Noted, leads: bool = False
) -> Iterator[tuple[SectionTrees, Mapping[str, Element], Element, str, str]]:
    """All calls, each with its section, the section's notes, the name of the note and the source of the block."""
    rows = [(section, notes, [section.row]) for section, notes in sections]
    rest = [(section, notes, [tree for tree in section.read if tree is not section.row]) for section, notes in sections]
    for section, notes, trees in around_row(rest, rows, leads):
        for tree in trees:
            separate_numbers(tree)
        for call, name, source in _calls(trees):
            yield section, notes, call, name, source


def list_endnotes(
    section: SectionTrees, notes: Mapping[str, Element], numbers: Numbers, mark: str, words: Mapping[str, str]
) -> None:
    """Lists the notes of a section at its end in the order of their calls, each with a link to its first call.

    Numbers run on through the document, and `mark` formats them in the text. A note of the document is listed in each
    section that calls it, so that nobody has to search.
    """
    for tree in section.read:
        move_out_of_links(tree)
    items: list[Element] = []
    before = len(numbers)
    for call, name, source in _calls(section.read):
        anchor = id_of("note", section.name, name)
        if anchor not in numbers:
            numbers[anchor] = len(numbers) + 1
            call.set("id", f"{anchor}/call")
            items.append(_endnote(notes[name], anchor, source, words["back"]))
        call.tag = "a"
        call.attrib.update({"class": "note-call", "href": f"#{anchor}"})
        call.text = f"{JOINED}{mark.format(number=numbers[anchor])}"
    if items:
        SubElement(section.blocks, "h3", {"class": "notes-head"}).text = words["notes"]
        few = " few" if sum(map(_lines, items)) <= FEW_LINES else ""
        SubElement(section.blocks, "ol", {"class": f"notes{few}", **_numbered_after(before)}).extend(items)


def _numbered_after(before: int) -> Mapping[str, str]:
    """The attributes of a list whose first number follows the number `before`."""
    return {"start": str(before + 1), "style": f"counter-reset: list-item {before}"}


def _lines(note: Element) -> int:
    """The estimated lines of a note at the end of a section."""
    return 1 + letters(words_of(note)) // LETTERS


def list_after_all(sections: Noted, numbers: Numbers) -> None:
    """Lists the notes of all sections together, behind the last section, in the order of their calls."""
    items = sections[0][0].listed if sections else Element("ol")
    for section, _ in sections:
        for tree in section.read:
            move_out_of_links(tree)
    for section, notes, call, name, source in _calls_in_page_order(sections):
        anchor = _anchor(section, name)
        if anchor not in numbers:
            numbers[anchor] = len(numbers) + 1
            call.set("id", f"{anchor}/call")
            items.append(_item(notes[name], anchor, source))
        call.tag = "a"
        call.attrib.update({"class": "note-call raised", "href": f"#{anchor}"})
        call.text = f"{JOINED}{numbers[anchor]}"


def list_side_by_side(sections: Noted, numbers: Numbers) -> None:
    """Lists the notes of all sections as `list_after_all` does, but in two lists of about the same length."""
    list_after_all(sections, numbers)
    whole = sections[0][0].listed if sections else Element("ol")
    items, sizes = [*whole], [_lines(item) for item in whole]
    if not items:
        return
    whole[:] = []
    half = min(range(len(items) + 1), key=lambda at: (abs(sum(sizes[:at]) - sum(sizes[at:])), -at))
    for first, part in ((0, items[:half]), (half, items[half:])):
        column = SubElement(whole, "div", {"class": "half"})  # an empty one keeps the other as narrow
        if part:
            SubElement(column, "ol", {"class": "notes", **_numbered_after(first)}).extend(part)


def _endnote(note: Element, anchor: str, source: str, back: str) -> Element:
    """An item of the list of notes: the note, and a link back to its call that names the page."""
    item = _item(note, anchor, source)
    words = item[0]
    append_text(words, " ")
    link = SubElement(words, "a", {"class": "back", "href": f"#{anchor}/call"})
    link.text, _, after = back.partition("{page}")
    SubElement(link, "span", {"class": "page-of", "data-call": f"#{anchor}/call"}).tail = after
    return item


def _item(note: Element, anchor: str, source: str) -> Element:
    """A note as an item of a list."""
    item = Element("li", {"data-source": note.get("data-source", source)})
    words = _in_one_line(deepcopy(note))
    words.tag, words.tail = "div", None  # the engine can break emphasized words over lines in a div, not in a span
    words.attrib.update({"class": "endnote", "id": anchor})
    item.append(words)
    return item


def open_popovers(
    section: SectionTrees, notes: Mapping[str, Element], numbers: Numbers, words: Mapping[str, str]
) -> Iterator[Element]:
    """Puts each note behind its first call, as a popover; yields the items of the list of notes.

    A popover (HTML, 6.12) needs no script: the keyboard opens and closes it, and screen readers announce it. Printed
    pages show the list instead. A later call opens the same popover.
    """
    for tree in section.read:
        move_out_of_links(tree)
        separate_numbers(tree)
    for call, name, source in _calls(section.read):
        anchor = _anchor(section, name)
        known = anchor in numbers
        number = numbers.setdefault(anchor, len(numbers) + 1)
        call.set("class", "call")
        call.text = JOINED
        button = SubElement(call, "button", {"type": "button", "popovertarget": f"{anchor}/open"})
        SubElement(button, "span", {"class": "unseen"}).text = f"{words['note']} "
        button[0].tail = str(number)
        if not known:
            call.set("id", f"{anchor}/call")
            call.append(_popover(notes[name], anchor, number, words))
            yield _listed(notes[name], anchor, number, source, words)


def _popover(note: Element, anchor: str, number: int, words: Mapping[str, str]) -> Element:
    """A note with its number, and a button that closes it."""
    popover = Element("span", {"id": f"{anchor}/open", "class": "note", "popover": ""})
    SubElement(popover, "span", {"class": "number"}).text = str(number)
    popover.append(_content(note))
    target = {"type": "button", "popovertarget": f"{anchor}/open", "popovertargetaction": "hide"}
    _button(SubElement(popover, "button", target), words["close"], "×")
    return popover


def _listed(note: Element, anchor: str, number: int, source: str, words: Mapping[str, str]) -> Element:
    """A note in the list at the end of the page, with a link back to its call."""
    item = Element("li", {"id": anchor, "data-source": note.get("data-source", source)})
    item.append(_content(note))
    item[-1].tail = "\xa0"
    back = SubElement(item, "a", {"class": "back", "href": f"#{anchor}/call"})
    _button(back, words["back-to-call"].format(number=number), "↑")
    return item


def _button(element: Element, name: str, sign: str) -> None:
    """Fills a button or link with a sign, and with a name for screen readers."""
    SubElement(element, "span", {"class": "unseen"}).text = name
    SubElement(element, "span", {"aria-hidden": "true"}).text = sign


def _content(note: Element) -> Element:
    """The words of a note, in their language."""
    content = Element("span", {key: note.attrib[key] for key in ("lang", "dir") if key in note.attrib})
    content.text = note.text
    content.extend(deepcopy(child) for child in note)
    return content


def _calls(trees: Sequence[Element]) -> list[tuple[Element, str, str]]:
    """The calls of notes in reading order, each with its note's name, removed from it, and the source of its block."""
    calls = [(element, source) for tree in trees for element, source in _in_reading_order(tree, "") if is_call(element)]
    return [(call, call.attrib.pop("data-note"), source) for call, source in calls]


def _in_reading_order(tree: Element, source: str) -> Iterator[tuple[Element, str]]:
    """The elements of a tree with their blocks' sources; those marked to be read later follow their siblings."""
    source = tree.get("data-source", source)
    yield tree, source
    for child in sorted(tree, key=lambda child: child.get("data-read") == "after"):
        yield from _in_reading_order(child, source)


def _anchor(section: SectionTrees, name: str) -> str:
    """The id of a note in the document; a name that begins with a slash is the same note in all sections."""
    return id_of("note", "" if name.startswith("/") else section.name, name.removeprefix("/"))


def move_out_of_links(tree: Element) -> None:
    """Puts the calls in a link behind it: HTML allows no link or button within a link."""
    for parent in list(tree.iter()):
        for link in parent.findall("a"):
            inside = [(call, holder) for holder in link.iter() for call in holder if is_call(call)]
            for call, holder in inside:
                remove(call, holder)
            for call, _ in reversed(inside):
                insert_behind(link, parent, call)


def separate_numbers(tree: Element) -> None:
    """Puts a comma between calls that stand side by side, whose numbers would read as one."""
    previous: Element | None = None  # the last call, as long as no text follows it
    for node in list(text_nodes(tree)):
        edge = node.parent if node.after is None else node.after
        if node.after is not None and is_call(node.after):
            if previous is not None:
                previous.tail = None
                comma = Element("sup", {"class": "between-calls"})
                comma.text = ","
                node.parent.insert(list(node.parent).index(node.after), comma)
            previous = node.after
        if node.text.strip() or edge.tag not in INLINE:
            previous = None


def without_notes(tree: Element) -> Element:
    """A copy of a tree without calls, citations and links, for words printed twice; made before notes are placed."""
    words = deepcopy(tree)
    for parent in list(words.iter()):
        for child in [child for child in parent if is_call(child) or "data-cites" in child.attrib]:
            remove(child, parent)
    for link in words.iter("a"):
        link.tag, link.attrib = "span", {}
    return words


def _in_one_line(note: Element) -> Element:
    """Folds the white space of a note: the engine folds it elsewhere, but would print line ends in a note."""
    for element in note.iter():
        element.text = re.sub(r"[ \t\n]+", " ", element.text or "")
        element.tail = re.sub(r"[ \t\n]+", " ", element.tail or "")
    return note
