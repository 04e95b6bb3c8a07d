"""Publish: HTML, style sheets and files become one HTML file that needs no other.

    trees      HTML as a tree, and back
    cascade    which face each run of text is set in
    faces      the glyphs that are used, as WOFF2
    sheets     style sheets as one, with all that they ask for in it
    dark       the colors in the dark
    drawings   their colors in the dark, names of their own
    pictures   photographs and drawings, in the place of their names
    flaws      what would not be heard right

Nothing is fetched for whoever reads the page, and nothing in it runs; a policy in its head forbids it, too (CSP 3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from brief.model import Flaw, Remark, Sheet, Weight
from brief.publish.cascade import runs
from brief.publish.drawings import quote_families
from brief.publish.faces import Face, Used
from brief.publish.faces import read as read_faces
from brief.publish.flaws import flaws
from brief.publish.pictures import ForScreen, Pictures
from brief.publish.sheets import Fetch, Joined, words
from brief.publish.trees import cleaned, read, written

POLICY = (
    "script-src 'none'; connect-src 'none'; font-src data:; style-src 'unsafe-inline'; media-src 'none';"
    " object-src 'none'; frame-src 'none'; worker-src 'none'; manifest-src 'none'; base-uri 'none'; form-action 'none'"
)
"""What a browser may run and get for the page: nothing but what is in it.

Pictures are in it by themselves: of `img-src data:` the Nu HTML checker says that it forbids pictures in `data:`.
"""

COUNTED = "0123456789., "
"""What browsers write themselves: the numbers of lists and notes, and blanks."""

__all__ = ["ForScreen", "Published", "publish"]


@dataclass(frozen=True, slots=True)
class Published:
    """The file, what it weighs, what could not be had for it, and what would not be heard right."""

    html: bytes
    weight: Weight
    remarks: tuple[Remark, ...]
    flaws: tuple[Flaw, ...]


def publish(
    html: str,
    look: Sequence[Sheet],
    tokens: Mapping[str, str],
    fonts: Sequence[Path],
    fetch: Fetch,
    for_screen: ForScreen,
) -> Published:
    """The one file of a document.

    `tokens` are the custom properties of the `look`, `fonts` the files of all faces that there are, `fetch` gives the
    bytes of a file of the brief, and `for_screen` makes a photograph fit for a screen.
    """
    root = read(html)
    wrong = tuple(flaws(root))
    faces = read_faces(fonts)
    pictures = Pictures(fetch, for_screen, faces, tokens)
    pictures.put_in(root)
    joined = Joined(fetch)
    css = joined.sheets(look, tokens)
    for element in root.iter():
        if "style" in element.attrib:
            element.set("style", joined.declarations(element.attrib["style"]))
    quote_families(cleaned(root))
    used = _used(faces, root, css, tokens)
    _head(root, used.css + css)
    whole = written(root).encode()
    missing = [Remark("glyph", one) for one in (*used.missing, *pictures.missing)]
    weight = Weight(len(whole), used.count, pictures.count)
    return Published(whole, weight, (*missing, *joined.remarks, *pictures.remarks), wrong)


def _used(faces: Sequence[Face], root: Element, css: str, tokens: Mapping[str, str]) -> Used:
    """What of the faces the page uses: for its text, and for what its style sheet and browsers print themselves."""
    used = Used(faces)
    for setting, text in runs(root, [css], tokens):
        if text.strip(" \t\n\r\f"):  # blanks alone are no reason for a face
            used.add(setting, text)
    used.add_everywhere({*COUNTED, *"".join(words(css))})
    return used


def _head(root: Element, css: str) -> None:
    """Puts the policy first into the head, where it holds for all that follows, and the style last."""
    head = root.find("head")
    assert head is not None
    policy = Element("meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    policy.tail = "\n"
    at = next((number for number, one in enumerate(head) if "charset" in one.attrib), -1) + 1
    head.insert(at, policy)
    style = Element("style")
    style.text, style.tail = f"\n{css}", "\n"
    head.append(style)
