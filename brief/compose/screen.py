"""The screen: notes that open where they are called, side notes that know their row, what is wide scrolls in itself.

None of it needs a script. A note is a popover (HTML, 6.12), which a keyboard opens and closes and a screen reader
announces; all of them stand in a list at the end as well, which is what is printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count
from xml.etree.ElementTree import Element, SubElement

from brief.compose.notes import anchor_of, calls, out_of_links, part_numbers
from brief.compose.sides import has_room, is_side_note

TITLE_ROW = 1
"""The row of the grid of a section that its title takes."""


def open_notes(
    trees: Sequence[Element],
    section: str,
    notes: Mapping[str, Element],
    numbers: dict[str, int],
    words: Mapping[str, str],
) -> Iterator[Element]:
    """Puts each note of a section behind its first call, closed; gives the items of the list of notes.

    `numbers` are those of the notes so far, by their names. A call that repeats one opens the same note.
    """
    for tree in trees:
        out_of_links(tree)
        part_numbers(tree)
    for call, name, source in calls(trees):
        anchor = anchor_of(section, name)
        known = anchor in numbers
        number = numbers.setdefault(anchor, len(numbers) + 1)
        call.set("class", "call")
        call.text = "\u2060"  # keeps the number on the line of the word before it
        button = SubElement(call, "button", {"type": "button", "popovertarget": f"{anchor}/open"})
        SubElement(button, "span", {"class": "unseen"}).text = f"{words['note']} "
        button[0].tail = str(number)
        if not known:
            call.set("id", f"{anchor}/call")
            call.append(_popover(notes[name], anchor, number, words))
            yield _item(notes[name], anchor, number, source, words)


def _popover(note: Element, anchor: str, number: int, words: Mapping[str, str]) -> Element:
    """A note as it opens: its number, its words, a button that closes it."""
    opened = Element("span", {"id": f"{anchor}/open", "class": "note", "popover": ""})
    SubElement(opened, "span", {"class": "number"}).text = str(number)
    opened.append(_words(note))
    close = {"type": "button", "popovertarget": f"{anchor}/open", "popovertargetaction": "hide"}
    button = SubElement(opened, "button", close)
    SubElement(button, "span", {"class": "unseen"}).text = words["close"]
    SubElement(button, "span", {"aria-hidden": "true"}).text = "×"
    return opened


def _item(note: Element, anchor: str, number: int, source: str, words: Mapping[str, str]) -> Element:
    """A note as it stands in the list, with the way back."""
    item = Element("li", {"id": anchor, "data-source": note.get("data-source", source)})
    item.append(_words(note))
    item[-1].tail = "\xa0"
    back = SubElement(item, "a", {"class": "back", "href": f"#{anchor}/call"})
    SubElement(back, "span", {"class": "unseen"}).text = words["back-to-call"].format(number=number)
    SubElement(back, "span", {"aria-hidden": "true"}).text = "↑"
    return item


def _words(note: Element) -> Element:
    """The words of a note, in their language."""
    words = Element("span", {key: note.attrib[key] for key in ("lang", "dir") if key in note.attrib})
    words.text = note.text
    words.extend(deepcopy(child) for child in note)
    return words


def give_rows(body: Element) -> None:
    """Says of each side note beside which rows it stands where there is room, and makes of it what is no landmark.

    A section is a grid: its title and each of its blocks take a row, side notes stand in a column of their own, from
    the block that they belong to on, as far as the next one, or what takes both columns.
    """
    rows = count(TITLE_ROW + 1)
    row = TITLE_ROW
    blocks: list[Element] = []
    notes: list[tuple[Element, int]] = []
    for block in body:
        if is_side_note(block):
            belongs = row if blocks and has_room(blocks[-1]) else row + 1
            notes.append((block, max(belongs, notes[-1][1] + 1 if notes else 0)))
        else:
            row = next(rows)
            blocks.append(block)
    wide = [number for number, block in enumerate(blocks, TITLE_ROW + 1) if "wide" in block.get("class", "").split()]
    starts = [*(start for _, start in notes), row + 2]
    for (note, start), end in zip(notes, starts[1:], strict=True):
        end = min([end, *(number for number in wide if number > start)])
        note.set("style", f"--from: {start}; --to: {max(end, start + 1)}")


def fit_for_scrolling(trees: Sequence[Element], words: Mapping[str, str]) -> None:
    """Puts what may be wider than a telephone into a frame that scrolls by itself, and folds the data of charts.

    Such a frame can be reached by keyboard and says what is in it (WCAG 2.2, 2.1.1 and 4.1.2).
    """
    numbers, names = count(1), set[str]()
    for tree in trees:
        for element in list(tree.iter()):
            for child in list(element):
                if child.tag == "table":
                    frame = _frame(child, numbers, names, words)
                    at = list(element).index(child)
                    chart = "chart" in element.get("class", "").split()
                    element[at] = _folded(frame, words) if chart else frame
                    if not chart and (caption := child.find("caption")) is not None:
                        child.remove(caption)
                        caption.tag = "p"
                        caption.set("class", "caption")
                        element.insert(at, caption)
        for figure in tree.iter("figure"):
            _frame_drawing(figure, numbers)
        for drawing in tree.iter("svg"):
            drawing.set("role", "img")


def _frame_drawing(figure: Element, numbers: Iterator[int]) -> None:
    """Puts a chart, or a drawing as wide as both columns, into such a frame: its words would get too small."""
    caption = figure.find("figcaption")
    wide = "wide" in figure.get("class", "").split()
    for child in list(figure):
        drawn = child.tag == "svg" or (wide and child.tag == "img" and child.get("src", "").lower().endswith(".svg"))
        if drawn and caption is not None:
            name = caption.get("id") or f"figure/{next(numbers)}"
            caption.set("id", name)
            frame = Element(
                "div", {"class": "scroll drawing-frame", "role": "region", "tabindex": "0", "aria-labelledby": name}
            )
            figure[list(figure).index(child)] = frame
            frame.append(child)
            frame.tail, child.tail = child.tail, None


def _frame(table: Element, numbers: Iterator[int], names: set[str], words: Mapping[str, str]) -> Element:
    frame = Element("div", {"class": "scroll", "role": "region", "tabindex": "0"})
    caption = table.find("caption")
    if caption is not None:
        name = f"table/{next(numbers)}"
        caption.set("id", name)
        frame.set("aria-labelledby", name)
    else:
        heads = ", ".join(filter(None, (" ".join("".join(head.itertext()).split()) for head in table.iter("th"))))
        label = words["pair"].format(name=words["table"], text=heads[:LONGEST_LABEL]) if heads else words["table"]
        others = (f"{label} ({number})" for number in count(2))
        while label in names:
            label = next(others)
        names.add(label)
        frame.set("aria-label", label)
    frame.append(table)
    frame.tail, table.tail = table.tail, None
    return frame


LONGEST_LABEL = 100
"""Characters of the heads of a table that its frame is named after."""


def _folded(frame: Element, words: Mapping[str, str]) -> Element:
    folded = Element("details")
    SubElement(folded, "summary").text = words["data"]
    folded.append(frame)
    folded.tail, frame.tail = frame.tail, None
    return folded
