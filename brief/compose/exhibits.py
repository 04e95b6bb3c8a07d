"""Charts and tables from data: each is put in the place that parse left for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from xml.etree.ElementTree import Element

from brief.compose.sides import read_later
from brief.findings import BriefError, Finding
from brief.model import Edition, Exhibit, Shown, exhibits

Show = Callable[[Exhibit], Shown]
"""Gives what an exhibit shows."""


def put_exhibits(body: Element, path: Path, edition: Edition, show: Show, words: Mapping[str, str]) -> list[Finding]:
    """Fills the places for charts and tables in a section, whose file is at `path`; gives what cannot be drawn.

    The caption comes first, then what is shown, then what is said below it: remarks, the note, the source. A chart
    stands above its data where its editor asks for them, and on the screen, where they are folded.
    """
    findings: list[Finding] = []
    for element, exhibit in list(exhibits(body, path)):
        try:
            shown = show(exhibit)
        except BriefError as error:
            findings += error.findings
            continue
        captions = [child for child in element.iter() if child.tag in ("figcaption", "caption")]
        below = [child for child in element if child.tag == "p"]
        for key in [key for key in element.attrib if key.startswith(("data-of-", "data-at-", "data-exhibit"))]:
            del element.attrib[key]
        table = deepcopy(shown.table)
        table.set("data-source", element.get("data-source", ""))
        if shown.picture is None and element.tag == "figure":
            element[:] = [*captions, table]  # of a chart that has no room
        elif shown.picture is None:
            table[:0] = captions
            element[:] = [table]
        else:
            element[:] = [*captions, deepcopy(shown.picture)]
            if edition.medium == "screen" or exhibit.text("data"):
                element.append(table)
        for paragraph in below:
            _label(paragraph, words)
        # A caption that stands in the margin is read behind what it shares its parent with; these are read behind it.
        element.extend(read_later(words_below) for words_below in (*map(_remark, shown.remarks), *below))
    return findings


def _remark(words: str) -> Element:
    remark = Element("p", {"class": "fine"})
    remark.text = words
    return remark


def _label(paragraph: Element, words: Mapping[str, str]) -> None:
    """Begins a note or a source with the word for it."""
    kind = paragraph.get("class", "").split()[-1]
    paragraph.text = words["pair"].format(name=words[kind], text=(paragraph.text or "").lstrip())
