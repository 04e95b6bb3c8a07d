"""The example brief meets its own standards: its length, short sentences, a source for each number."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from brief import build
from brief.load import load
from brief.model import Text
from tests.built import kept

ROOT = Path(__file__).parents[1]
BRIEF, TEXTS, _ = build.read(load(ROOT)[0])
ARGUMENT = [text for text in TEXTS if text.section.kind != "sources"]
NOT_COUNTED = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December)( \d{1,2}\b)?,? ?(\d{4})?"
)


def words(tree: Element) -> str:
    """The words of a block, with ``*`` for each citation and each call of a note."""
    if "data-cites" in tree.attrib:
        return "*"
    own = "*" if "data-note" in tree.attrib else ""
    return own + (tree.text or "") + "".join(words(child) + (child.tail or "") for child in tree)


def paragraphs(text: Text) -> list[str]:
    """The paragraphs, items and cells of a section, each as one line."""
    leaves = [
        element
        for block in text.blocks
        for element in block.tree.iter()
        if element.tag in ("p", "li", "td", "figcaption", "caption")
    ]
    return [" ".join(words(leaf).split()) for leaf in leaves]


def sentences(paragraph: str) -> list[str]:
    return re.split(r"(?<=[.?!]) (?=[A-Z“])|(?<=[.?!]\*) ", paragraph)


def test_it_has_900_to_1100_words() -> None:
    title = f"{BRIEF.settings.title} {BRIEF.settings.subtitle} {BRIEF.settings.ask}"
    heads = " ".join(words(text.title) for text in ARGUMENT)
    cells = (cell.text for table in BRIEF.tables.values() for row in table.rows for cell in row)
    whole = " ".join([title, heads, *cells, *(words(block.tree) for text in ARGUMENT for block in text.blocks)])
    assert 900 <= len(re.findall(r"[\w’'-]+", whole)) <= 1100


@pytest.mark.parametrize("text", ARGUMENT, ids=lambda text: text.section.name)
def test_no_sentence_is_over_25_words(text: Text) -> None:
    long = [one for line in paragraphs(text) for one in sentences(line) if len(re.findall(r"[\w’'-]+", one)) > 25]
    assert long == []


@pytest.mark.parametrize("text", ARGUMENT, ids=lambda text: text.section.name)
def test_every_number_has_a_note_in_its_paragraph(text: Text) -> None:
    """Except dates, resolution numbers, and tables, figures and key figures, which name their sources separately."""
    bare = []
    for block in text.blocks:
        if block.kind in ("key-figure", "table", "figure"):
            continue
        for element in block.tree.iter():
            line = " ".join(words(element).split()) if element.tag in ("p", "li") else ""
            counted = re.sub(rf"{NOT_COUNTED}|\b(in|since|of) \d{{4}}|resolution \d+/\d+", "", line)
            if re.search(r"\d", counted) and "*" not in line:
                bare.append(line)
    assert bare == []


@pytest.mark.parametrize("text", ARGUMENT, ids=lambda text: text.section.name)
def test_every_key_figure_has_its_source_and_year(text: Text) -> None:
    for block in text.blocks:
        if block.kind == "key-figure":
            (source,) = [p for p in block.tree.iter("p") if p.get("class") == "source"]
            assert re.search(r",\s\d{4}$", words(source))


def test_the_spelling_is_american() -> None:
    british = re.compile(
        r"\b(labour|colour|programme\b(?<!Programme)|organis|recognis|centre|defence|towards)", re.ASCII
    )
    assert [match[0] for text in TEXTS for match in british.finditer(text.section.text)] == []


def test_the_organisation_says_that_it_is_a_stand_in() -> None:
    (organisation,) = BRIEF.settings.organisation
    assert organisation.url == "https://example.org"
    assert "stand-in" in organisation.imprint


def test_its_code_is_read_back_from_the_first_page() -> None:
    """As a phone sees it on a printout at 150 dots per inch."""
    import pypdfium2
    import zxingcpp

    with pypdfium2.PdfDocument(kept(ROOT).pdf) as pdf:
        page = pdf[0].render(scale=150 / 72, grayscale=True).to_pil()
    assert [code.text for code in zxingcpp.read_barcodes(page)] == [BRIEF.settings.web_address]
