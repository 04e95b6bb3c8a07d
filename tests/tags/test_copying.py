"""What is copied, searched or heard is what was written, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from unicodedata import normalize
from xml.etree.ElementTree import Element as Tree

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.compose.addresses import same_address
from brief.model import readable
from tests import built
from tests.conftest import MakeBrief, judged_by
from tests.reading import SOFT_HYPHEN, Reading, read
from tests.tags.conftest import Hear

LEAVES = frozenset(
    {"p", "li", "td", "th", "dt", "dd", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "blockquote"}
)
BLOCKS = LEAVES | {"ul", "ol", "dl", "table", "div", "aside"}
CALL = "\0"
FILLED = {"data-field", "data-cites", "data-ref"}
"""Attributes of elements that are not printed as they are written: fields, citations, references."""


def pdfium(pdf: bytes, _: Path) -> list[str]:
    """The text of each page as browsers copy it; pdfium writes U+FFFE where a word is divided at a line end."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [page.get_textpage().get_text_range().replace("\ufffe", "") for page in document]


def poppler(pdf: bytes, folder: Path) -> list[str]:
    (folder / "copy.pdf").write_bytes(pdf)
    return judged_by("pdftotext", "copy.pdf", "-", folder=folder).stdout.split("\f")[:-1]


COPIERS: Mapping[str, Callable[[bytes, Path], list[str]]] = {"pdfium": pdfium, "poppler": poppler}
"""Programs that copy text out of a PDF: one that browsers use, and one that free PDF readers use."""


def written(folder: Path) -> Iterator[str]:
    """The words of each paragraph, item, cell, heading and caption of a brief, and of its notes; CALL for a call."""
    for text in built.texts(folder):
        for tree in (text.title, *(block.tree for block in text.blocks), *text.notes.values()):
            for leaf in tree.iter():
                if leaf.tag in LEAVES or leaf is tree:
                    yield from run_of(leaf)


def run_of(leaf: Tree) -> Iterator[str]:
    if not any(FILLED & element.attrib.keys() for element in leaf.iter()):
        words = " ".join(own(leaf).replace("\xa0", " ").split())
        words = re.sub(rf"({CALL}+)([.,;:]+)", r"\2\1", words)  # calls stand behind the stop
        if words.strip(CALL):
            yield words


def own(leaf: Tree) -> str:
    """The words of an element without those of inner blocks; for a link also the call or the words of its address."""
    if "data-note" in leaf.attrib or "data-cites" in leaf.attrib:
        return CALL
    words = leaf.text or ""
    for child in leaf:
        words += "" if child.tag in BLOCKS else " " if child.tag == "br" else own(child)
        address, tail = child.get("href", ""), child.tail or ""
        if child.tag == "a" and address.startswith("http") and not same_address("".join(child.itertext()), address):
            in_note = leaf.get("class") == "note"
            words += f" ({readable(address)}){tail}" if in_note else f"{CALL}{tail}"
        else:
            words += tail
    return words


def blocks_of(reading: Reading) -> set[str]:
    """The words of each element as they are heard, blanks and all, without calls and inner notes, lists and tables."""
    return {element.text_without("Reference", "Note", "L", "Table", "Lbl").strip() for element in reading.root.walk()}


def test_every_paragraph_is_heard_letter_by_letter(whole: tuple[Path, Reading]) -> None:
    """With exactly one blank where a line was broken, and none where a word was."""
    folder, reading = whole
    heard = blocks_of(reading)
    numbered = {re.sub(r"^(?:\S+ \d+\.|Note:|Source:) | ?(?:Photo|Graphic): .*", "", words) for words in heard}
    lost = [words for words in written(folder) if words.replace(CALL, "") not in heard | numbered]
    assert lost == []


@pytest.mark.parametrize("copier", COPIERS)
@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_every_sentence_is_copied_whole(folder: Path, copier: str, tmp_path: Path) -> None:
    pages = [" ".join(page.split()) for page in COPIERS[copier](built.kept(folder).pdf, tmp_path)]
    sentences = {
        sentence
        for words in written(folder)
        for part in words.split(CALL)
        for sentence in re.split(r"(?<=[.!?]) ", part.strip())
        if sentence
    }
    assert len(sentences) > (3 if folder.name != "minimal" else 1)
    assert [sentence for sentence in sorted(sentences) if not stands_in(sentence, pages)] == []


def stands_in(sentence: str, pages: list[str]) -> bool:
    """Whether a page has a sentence, or two pages have its halves.

    An address may break anywhere, and so may Hangul, without a hyphen. A copy has a line end there, and only the
    structure shows that it is not part of the text.
    """
    if re.search("://|[a-z]/[a-z]|[\uac00-\ud7a3]{2}", sentence):
        sentence, pages = "".join(sentence.split()), ["".join(page.split()) for page in pages]
    if any(sentence in page for page in pages):
        return True
    cuts = [match.start() for match in re.finditer(" ", sentence)]
    return any(
        sentence[:cut] in page and sentence[cut + 1 :] in following
        for cut in cuts
        for page, following in pairwise(pages)
    )


HARD = (
    "Characteristically internationalization telecommunication uncharacteristically straightforward polysyllabic "
    "representations counterrevolutionaries misunderstand interdisciplinary standardization notwithstanding"
)


@pytest.mark.parametrize("copier", COPIERS)
def test_a_word_divided_at_a_line_end_is_copied_as_one(copier: str, make_brief: MakeBrief, tmp_path: Path) -> None:
    made = built.built(make_brief({"part.md": f"# Title\n\n{HARD}.\n"}))
    reading = read(made.pdf)
    broken = [element for element in reading.root.walk() if element.actual == SOFT_HYPHEN]
    assert broken, "no word was broken"
    assert {element.role for element in broken} == {"Span"}
    assert {run.text for element in broken for run in element.runs} == {"-"}
    (paragraph,) = [one for one in reading.root.all("P") if one.text.startswith("Char")]
    assert paragraph.text == f"{HARD}."
    copied = " ".join(" ".join(COPIERS[copier](made.pdf, tmp_path)).split())
    assert [word for word in HARD.split() if word not in copied] == []


@pytest.mark.parametrize("around", ["*{}*", "**{}**", "[{}](https://example.org)", '<span lang="de">{}</span>'])
def test_a_word_divided_within_marked_text_is_heard_as_one(around: str, hear: Hear) -> None:
    reading = hear(around.format(HARD))
    broken = any(element.actual == SOFT_HYPHEN for element in reading.root.walk())
    assert broken == ("https" not in around), "a link is broken without a hyphen, all others with one"
    assert HARD in {element.text for element in reading.root.walk()}


def test_a_hyphen_that_was_written_stays(hear: Hear) -> None:
    words = " ".join(["well-known, state-of-the-art and up-to-date; 12-15 of 20;"] * 6)
    assert words in {element.text for element in hear(words).root.walk()}


def test_a_blank_is_heard_where_a_line_ends_in_a_face_that_draws_none(hear: Hear) -> None:
    """The face changes from word to word, so that no run contains a blank that is drawn."""
    words = [f"**word{n}**" if n % 2 else f"*other{n}*" for n in range(60)]
    plain = " ".join(word.strip("*") for word in words)
    assert plain in {element.text for element in hear(" ".join(words)).root.walk()}


def test_a_blank_at_a_line_end_is_heard_in_korean(hear: Hear) -> None:
    words = " ".join(["한글은", "스물네", "글자로", "이루어진다."] * 20)
    assert words in {element.text for element in hear(words).root.walk()}


def test_a_typed_line_break_is_heard_as_a_blank(hear: Hear) -> None:
    assert "One two three" in {element.text for element in hear("One<br>two  \nthree").root.walk()}


@pytest.mark.parametrize(
    "words",
    [
        "office affluent fjord waffle first offset Th fb ffi ffl",
        "“double” ‘single’ – — … ’",
        "café über señor façade øre å ßtraße Œuvre æon żółw őrült ığdır İzmir đơn vị đo lường",
        "μέτρον Ώμέγα ΐ",
        "мера ЫЪЁё",
        "성분 출신성분 한글",
        "½ cup, ¼ cup, 3 × 4, 8 ÷ 2, ±5 or −5; x ≈ 1, y ≤ 2 ≥ 1; €5, £6, § 7, ¶ 8, † 9, 10 °C and 11 ‰",
    ],
)
@pytest.mark.parametrize("copier", [*COPIERS, "structure"])
def test_characters_are_copied_and_heard_as_written(
    words: str, copier: str, make_brief: MakeBrief, tmp_path: Path
) -> None:
    made = built.built(make_brief({"part.md": f"# Title\n\n{words}\n\n**{words}** *{words}*\n\n## {words}\n\nEnd.\n"}))
    if copier == "structure":
        copied = read(made.pdf).root.text
    else:
        copied = " ".join(" ".join(COPIERS[copier](made.pdf, tmp_path)).split())
    assert copied.count(words) == 4


MARKED = ("O\u0323\u0300yo\u0323\u0301 o\u0323mo\u0323 O\u0323", "e\u0329\u0301 gbe\u0329 e\u0329 e")
"""Yoruba: each letter has one glyph for itself and others for its marks."""


@pytest.mark.parametrize("copier", [*COPIERS, "structure"])
def test_letters_with_several_marks_are_copied_as_written(copier: str, make_brief: MakeBrief, tmp_path: Path) -> None:
    made = built.built(make_brief({"part.md": "# Title\n\n" + "\n\n".join(MARKED) + "\n"}))
    copied = read(made.pdf).root.text if copier == "structure" else "".join(COPIERS[copier](made.pdf, tmp_path))
    letters = normalize("NFC", "".join(copied.split()))  # a copy may have gaps beside marks
    assert [words for words in MARKED if normalize("NFC", words.replace(" ", "")) not in letters] == []


@pytest.mark.parametrize("copier", [*COPIERS, "structure"])
def test_small_capitals_and_raised_numbers_are_copied_as_plain_characters(
    copier: str, make_brief: MakeBrief, tmp_path: Path
) -> None:
    files = {
        "part.md": "# Title\n\nSmall capitals, H<sub>2</sub>O.[^a]\n{: .caps }\n\n"
        "The 25<sup>th</sup> line.\n\n[^a]: Note.\n",
        "styles/brand.css": ".caps { font-variant: small-caps }",
    }
    made = built.built(make_brief(files))
    copied = read(made.pdf).root.text if copier == "structure" else "".join(COPIERS[copier](made.pdf, tmp_path))
    assert "Small capitals, H2O.1" in copied
    assert "The 25th line." in copied


def test_a_field_is_heard_as_its_sample(sink: Reading) -> None:
    (paragraph,) = [one for one in sink.root.all("P") if one.text.startswith("Dear reader")]
    assert paragraph.text.startswith(
        "Dear reader, the SI has seven base units. One of them, the kg, had a body of metal"
    )


def test_no_glyph_lacks_its_character(whole: tuple[Path, Reading]) -> None:
    _, reading = whole
    drawn = [run.text for run in reading.root.runs] + [one.text for one in reading.artifacts]
    assert [text for text in drawn if "\ufffd" in text or "\0" in text] == []


WORDS = st.lists(st.text("abcdefghijklmnopqrstuvwxyzäéяλ한-", min_size=1, max_size=16), min_size=8, max_size=60)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each is a build
@given(words=WORDS)
def test_any_words_are_heard_as_they_were_written(words: list[str], make_brief: MakeBrief) -> None:
    said = " ".join(["Words", *(word.strip("-").replace("--", "-") or "x" for word in words)])
    said = re.sub("-+", "-", said)
    reading = read(built.built(make_brief({"part.md": f"# Title\n\n{said}\n"})).pdf)
    assert said in {element.text for element in reading.root.walk()}
