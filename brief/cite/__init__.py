"""Cite: the text of the citations of an edition and of its list of sources, in a style of the Citation Style Language.

The only room that knows citeproc-py, which is imported only for briefs that cite.

    cited(citations, …)   all citations of an edition, in their order
    locators              the parts of sources that are cited, such as pages
    processor             the border to citeproc-py
    trial                 tries an editor's own style with the sources in trials.json
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from html import escape
from xml.etree.ElementTree import Element, ParseError, fromstring, tostring

from brief.cite.locators import locator
from brief.cite.processor import ADDRESSES, TAGS, Part, Processor
from brief.findings import Place
from brief.findings import citing as rules
from brief.model import Citation, Cite, Cited, Read, Sheet, Source, source_anchor


def cited(
    placed: Sequence[tuple[str, Citation]], sources: Mapping[str, Source], style: Sheet, language: str, listed: bool
) -> Cited:
    """The text of all citations of an edition, and the entries of their sources.

    `placed` are the citations in order, each after the name of its section. When the sources are `listed`, citations
    link to their entries, and only entries have addresses. Raises `BriefError` when the style cannot be used.
    """
    with _usable(style):
        keys = dict.fromkeys(cite.key for _, citation in placed for cite in citation.cites)
        items = {key: sources[key].item for key in keys}
        processor = Processor(style.text, language, items, ADDRESSES if listed else ())
        links = {key: source_anchor(key) for key in keys} if listed and not processor.in_notes else {}
        notes: dict[str, Element] = {}
        names: dict[tuple[object, ...], str] = {}

        def read(section: str, citation: Citation) -> Read:
            parts = [_part(processor, cite) for cite in citation.cites]
            if processor.in_notes and citation.in_note:
                words = processor.cite(parts, links, alone=False)
                return Read(_element(words), is_bare=not citation.in_sentence)
            words = processor.names(citation.cites[0].key) if citation.in_sentence else ""
            if not processor.in_notes:
                if words:
                    parts[0] = replace(parts[0], names_author=False)
                cited = processor.cite(parts, links)
                return Read(_element(f"{words} {cited}" if words else cited))
            name = names.setdefault((section, *parts), f"cite/{len(names) + 1}")
            if name not in notes:
                notes[name] = _capitalized(_element(processor.cite(parts, links)))
            return Read(_element(words), name)

        texts = tuple(read(section, citation) for section, citation in placed)
        entries = {key: _element(text) for key, text in processor.entries()}
        return Cited(texts, notes, entries, processor.numbered and not processor.in_notes)


@contextmanager
def _usable(style: Sheet) -> Iterator[None]:
    """Turns any exception that a style causes into a `BriefError`."""
    try:
        yield
    except ParseError as error:
        raise rules.STYLE_BROKEN.error_at(Place(style.path), reason="it leaves markup open") from error
    except Exception as error:  # citeproc-py raises errors of any kind when a style is unusual
        trouble = rules.TROUBLE["crash"].format(source="what is cited", printed=f"{type(error).__name__}: {error}")
        raise rules.STYLE_UNFIT.error_at(Place(style.path), trouble=trouble) from error


def _part(processor: Processor, cite: Cite) -> Part:
    found, rest = locator(cite.after.text or "", processor.terms)
    before = _inline(cite.before.text or "", cite.before).rstrip()
    after = _inline(rest, cite.after)
    return Part(cite.key, f"{before} " if before else "", found, after.rstrip(), cite.names_author)


def _inline(text: str, children: Iterable[Element]) -> str:
    """A text and the elements after it as well-formed HTML."""
    return escape(text, quote=False) + "".join(tostring(child, encoding="unicode") for child in children)


def _element(html: str) -> Element:
    """HTML of citeproc-py as a ``span`` with the tags of the page. Raises `ParseError` for unclosed markup."""
    root = fromstring(f"<span>{html}</span>")
    for element in root.iter():
        element.tag = TAGS.get(element.tag, element.tag)
        if "small-caps" in element.attrib.pop("style", ""):
            element.set("class", "small-caps")
    return root


def _capitalized(note: Element) -> Element:
    """A note, changed to begin with a capital letter even where an editor wrote 'see'."""
    first = next((element for element in note.iter() if element.text), None)
    if first is not None and first.text:
        first.text = first.text[0].upper() + first.text[1:]
    return note
