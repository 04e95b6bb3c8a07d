"""Fills in figures, tables, charts and the cover, describes and numbers them, and places captions and references."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import chain, count
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from brief.compose.context import Context, SectionTrees
from brief.compose.links import link_addresses
from brief.compose.notes import without_notes
from brief.compose.sides import read_later
from brief.compose.trees import add_class, append_text, inner_html, words_of
from brief.findings import BriefError, Finding
from brief.model import POINTS_IN_MM, Description, classes, exhibits

IN_WORDS, DESCRIBED = "in-words", "described"
"""Classes of figures: the description is printed in place of the drawing, or below it."""

SENTENCES = re.compile(r"[.!?…:;][\"”’»)]*\s|.{120}")
"""Matches more than one sentence, or a long one."""

FIRST = re.compile(r".{8,120}?(?:(?<=[^\W\d_]{3})|(?<=\d{4}))[.!?…](?=\s+[^\W\d_a-zß-ÿ])")
"""The first of several sentences. It ends after a word or a year, not after an abbreviation such as 'U.S.'."""

STOPS = re.compile(r"\s*(?P<stops>[.:!?…。：！？]+)(?=\s|$)")
"""The punctuation that ends a message, within its bold words or after them."""

GOES_ON = re.compile(r"\s*[,;()\]–—a-zß-ÿ-]")
"""The beginning of words that belong to the sentence before them."""

ON_DASHES = re.compile(
    r"(?:^|[.:;]\s|[\"“”„«»]\s?)[–—](?=[\s:=\"“”«»])|\b(?:dash|dashes|strich|striche|tirets?)\b", re.IGNORECASE
)
"""Matches the note of an author that explains the dashes in a table; a dash between two words explains nothing."""


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover: its file, its largest height in points (0: as styled), its description; caption and credits as HTML."""

    src: str
    height: float
    alt: str
    caption: Markup
    credit: Markup


def put_exhibits(section: SectionTrees, context: Context) -> Iterator[Finding]:
    """Puts the exhibits of a section into the places that parse left for them; yields findings on those not drawn.

    The caption comes first, then the chart or table, then remarks, the note and the source; a note that explains dashes
    replaces the remark on them. The data of a chart follow it where its editor asks for them, and on the screen, where
    they are folded.
    """
    for element, exhibit in list(exhibits(section.blocks, section.text.section.path)):
        try:
            shown = context.show(exhibit)
        except BriefError as error:
            yield from error.findings
            continue
        captions = [child for child in element.iter() if child.tag in ("figcaption", "caption")]
        paragraphs = [child for child in element if child.tag == "p"]
        for key in [key for key in element.attrib if key.startswith(("data-of-", "data-at-", "data-exhibit"))]:
            del element.attrib[key]
        table = deepcopy(shown.table)
        table.set("data-source", element.get("data-source", ""))
        if shown.picture is not None:
            with_data = context.on_screen or exhibit.text("data")
            element[:] = [*captions, deepcopy(shown.picture), *([table] if with_data else [])]
        elif element.tag == "figure":  # a chart without room on the page prints its data instead
            element[:] = [*captions, table]
        else:
            table[:0] = captions
            element[:] = [table]
        for paragraph in paragraphs:  # a note or a source begins with the word for it
            label = context.words[classes(paragraph)[-1]]
            paragraph.text = context.words["pair"].format(name=label, text=(paragraph.text or "").lstrip())
        notes = (paragraph for paragraph in paragraphs if "note" in classes(paragraph))
        is_said = any(ON_DASHES.search(words_of(note)) for note in notes)
        remarks = (_remark(text) for text in shown.remarks if not (is_said and text.startswith("–")))
        # A caption that moves to the margin is read after its siblings; these paragraphs are read after the caption.
        element.extend(read_later(paragraph) for paragraph in (*remarks, *paragraphs))


def _remark(text: str) -> Element:
    remark = Element("p", {"class": "fine"})
    remark.text = text
    return remark


def describe_pictures(tree: Element, context: Context) -> None:
    """Adds missing descriptions from side files to pictures, and caption, credits and width to figures."""
    pictures = context.brief.pictures
    for picture in tree.iter("img"):
        described = pictures.get(picture.get("src", ""))
        if described and not picture.get("alt") and "decorative" not in classes(picture):
            picture.set("alt", described.alt)
    for figure in tree.iter("figure"):
        image = figure.find("img")
        if image is None:
            continue
        name = image.get("src", "")
        described = pictures.get(name, Description())
        caption = figure.find("figcaption")
        if "decorative" in classes(figure):
            image.set("alt", "")
        elif caption is None and described.caption:
            caption = SubElement(figure, "figcaption", {"data-source": figure.get("data-source", "")})
            _append(caption, context.tag(described.caption))
        _enlarge(figure, image, context)
        credit = figure.attrib.pop("data-credit", "") or described.credit
        if (credits := credits_of(name, replace(described, credit=credit), context)) is not None:
            caption = SubElement(figure, "figcaption") if caption is None else caption
            if caption.text or len(caption):
                SubElement(caption, "br")
            _append(SubElement(caption, "span", {"class": "credit"}), credits)
    for picture in tree.iter("img"):  # pictures in figures have their widths
        _set_width(picture, picture, context.edition.enlargement)


def credits_of(name: str, described: Description, context: Context) -> Element | None:
    """Credit, source and license of a picture on one line; None when it has none of these."""
    credits = ", ".join(filter(None, (described.credit, described.source, described.licence)))
    word = "drawing-by" if name.lower().endswith(".svg") else "photo-by"
    return link_addresses(context.tag(context.words[word].format(credit=credits))) if credits else None


def cover_of(context: Context, height: float) -> Cover | None:
    """The cover of the brief, or None if it has none. Its height is limited to `height` points unless that is 0."""
    name = context.brief.settings.cover
    if not name:
        return None
    described = context.brief.pictures.get(name, Description())
    credits = credits_of(name, described, context)
    caption = inner_html(context.tag(described.caption))
    return Cover(name, height, described.alt, caption, Markup("") if credits is None else inner_html(credits))


def _set_width(element: Element, image: Element, enlargement: float) -> None:
    """Sets the width of a picture from an attribute of `element`, itself or its figure; larger in large print."""
    if width := element.attrib.pop("data-width", ""):
        image.set("style", f"width: {float(width) * enlargement:g}mm")


def _enlarge(figure: Element, image: Element, context: Context) -> None:
    """Sets the width of the picture in a figure; marks drawings that are printed in words, or with their description.

    A drawing without text gets its description, since its labels may be outlines, whose size is unknown.
    """
    drawing = context.drawings.named(image.get("src", "")) if context.drawings else None
    if context.drawings is None or drawing is None or "decorative" in classes(figure):
        _set_width(figure, image, context.edition.enlargement)
        return
    asked = figure.attrib.pop("data-width", "") or image.attrib.pop("data-width", "")
    if context.drawings.in_words(drawing) and image.get("alt"):
        add_class(figure, IN_WORDS)
    else:
        wanted = float(asked) * POINTS_IN_MM if asked else drawing.width
        width = context.drawings.width_of(drawing, wanted, context.edition.enlargement)
        image.set("style", f"width: {width:.2f}pt")
        if not drawing.words and image.get("alt"):
            add_class(figure, DESCRIBED)


def _append(element: Element, content: Element) -> None:
    """Adds the text and children of `content` at the end of an element."""
    append_text(element, content.text or "")
    element.extend(content)


def put_in_words(blocks: Element, words: Mapping[str, str]) -> None:
    """Prints the descriptions of marked drawings below their captions, and removes drawings with too small labels.

    The description of a drawing that stays is not read aloud: listeners already hear it in place of the drawing.
    """
    for figure in blocks.iter("figure"):
        image = figure.find("img")
        if image is None or not {IN_WORDS, DESCRIBED}.intersection(classes(figure)):
            continue
        below = SubElement(figure, "p", {"class": "description", "data-source": figure.get("data-source", "")})
        below.text = words["pair"].format(name=words["description"], text=image.get("alt", ""))
        if IN_WORDS in classes(figure):
            figure.remove(image)
        else:
            below.set("data-read", "not")


def numbered(trees: Iterable[Element], words: Mapping[str, str]) -> Iterator[tuple[Element, str]]:
    """The figures and captioned tables of the document, each with its number: ``Figure 1``."""
    numbers = {"figure": count(1), "table": count(1)}
    for element in chain.from_iterable(tree.iter() for tree in trees):
        is_figure = element.tag == "figure" and "decorative" not in classes(element)
        is_table = element.tag == "div" and "table" in classes(element) and element.find("table/caption") is not None
        if is_figure or is_table:
            kind = "figure" if is_figure else "table"
            yield element, f"{words[kind]} {next(numbers[kind])}"


def number_captions(trees: Iterable[Element], words: Mapping[str, str]) -> Mapping[str, str]:
    """Writes the numbers of figures and tables into their captions: 'Figure 1. …'; returns the numbers by id."""
    labels: dict[str, str] = {}
    for element, words_of_label in list(numbered(trees, words)):
        labels[element.get("id", "")] = words_of_label
        caption = element.find("figcaption" if element.tag == "figure" else "table/caption")
        if caption is None:
            caption = SubElement(element, "figcaption")
        label = Element("span", {"class": "label"})
        label.text = words_of_label
        if caption.text or len(caption):
            _mark_message(caption, {"chart", "table"}.intersection(classes(element)))
            label.text, label.tail = f"{words_of_label}.", f" {caption.text or ''}"
        caption.text = ""
        caption.insert(0, label)
    return labels


def _mark_message(caption: Element, of_data: Collection[str]) -> None:
    """Marks the message in a caption: its opening bold words or, in one `of_data`, its first or only sentence.

    A stop behind the bold words becomes bold with them. They are no message if their sentence goes on, since what
    follows a message begins a line. Citations are not counted as words of a sentence.
    """
    first = caption[0] if len(caption) and not (caption.text or "").strip() else None
    if first is not None and first.tag == "strong":
        if stop := STOPS.match(first.tail or ""):
            append_text(first, stop["stops"])
            first.tail = (first.tail or "")[stop.end() :]
        if STOPS.match(words_of(first)[-1:]) or not GOES_ON.match(first.tail or ""):
            if (first.tail or "").strip() or len(caption) > 1:
                add_class(first, "message")
            return
    if of_data and not SENTENCES.search(words_of(without_notes(caption))):
        add_class(caption, "message-alone")
    elif of_data and (sentence := FIRST.match("".join(caption.itertext()))):
        _mark_first(caption, sentence.end())


def _mark_first(caption: Element, length: int) -> None:
    """Marks the first `length` letters of a caption as its message, unless they end within or before an element."""
    before, message = len(caption.text or ""), Element("span", {"class": "message"})
    message.text, at = (caption.text or "")[:length], 0
    while before < length and at < len(caption):
        before += len("".join(caption[at].itertext()))
        start = before
        before += len(caption[at].tail or "")
        at += 1
        if start > length:
            return
    if before == length and at < len(caption):  # a note, say, that would begin the next line
        return
    if at:
        last = caption[at - 1]
        tail = last.tail or ""
        last.tail, message.tail = tail[: len(tail) - before + length], tail[len(tail) - before + length :]
        message.extend(caption[:at])
    else:
        message.tail = (caption.text or "")[length:]
    caption.text = ""
    caption[:at] = [message]


def refer(trees: Iterable[Element], labels: Mapping[str, str]) -> None:
    """Writes the numbers of figures and tables where the text refers to them."""
    for link in chain.from_iterable(tree.iter() for tree in trees):
        link.attrib.pop("data-refs", None)
        if link.attrib.pop("data-ref", ""):
            link.set("class", "ref")
            link.text = labels[link.get("href", "").removeprefix("#")].replace(" ", "\xa0")


def put_captions_beside(blocks: Element) -> None:
    """Moves the captions of pictures in the text column to the margin; a picture in a note or a box keeps its own.

    So does a chart, whose caption states its message above it.
    """
    for figure in blocks.findall("figure"):
        caption = figure.find("figcaption")
        if caption is not None and not {"decorative", "wide", "chart"}.intersection(classes(figure)):
            figure.remove(caption)
            figure.insert(0, read_later(caption))
            caption.set("class", "side")
            add_class(figure, "beside")
