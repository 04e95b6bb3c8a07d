"""Cited sources in trees as parse makes them: keys, locators, years, and the dates of their review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import fromstring

from brief import build
from brief.claims import Claim, sheet
from brief.findings import Place
from brief.load import load
from brief.model import Source, Text
from tests.claims.conftest import TODAY, told
from tests.conftest import MakeBrief

SMITH = {
    "type": "book",
    "title": "The Book of Rulers",
    "author": [{"family": "Smith", "given": "Ann"}],
    "issued": {"date-parts": [[1999, 5]]},
}
OFFICE = {"title": "Marks", "publisher": "Office of Weights", "issued": {"literal": "Spring 2003"}}
MANY = {"title": "Many", "author": [{"family": name} for name in "ABCD"]}
BOTH = {"title": "Both", "author": [{"literal": "The Office"}, {"family": "Gogh", "non-dropping-particle": "van"}]}
ITEMS: Mapping[str, Mapping[str, Any]] = {"smith": SMITH, "office": OFFICE, "many": MANY, "both": BOTH}


def cited(*pairs: tuple[str, str], kind: str = "aside") -> str:
    spans = "".join(f'<span data-cite="{key}"/><span data-rest="">{rest}</span>' for key, rest in pairs)
    return f'<span data-cites="{kind}">{spans}</span>'


def claims_in(
    make_brief: MakeBrief, tree: str, notes: Mapping[str, str] | None = None, review: date | None = None
) -> tuple[Claim, ...]:
    """The claims in a section whose one paragraph, in line 3, is replaced by this tree."""
    brief, texts, _ = build.read(load(make_brief({"part.md": "# A\n\nText.\n"}))[0])
    place = Place(Path("content/sources.yaml"), 1)
    sources = {key: Source(key, item, place, review) for key, item in ITEMS.items()}
    block = replace(texts[0].blocks[0], tree=fromstring(tree))
    text = Text(texts[0].section, texts[0].title, (block,), {k: fromstring(v) for k, v in (notes or {}).items()})
    return sheet(replace(brief, sources=sources), [text], TODAY).claims


def in_paragraph(make_brief: MakeBrief, words: str, **notes: str) -> list[str]:
    return [told(claim).partition(" ")[2] for claim in claims_in(make_brief, f"<p>{words}</p>", notes)]


def test_a_citation_belongs_to_its_sentence_before_and_behind_the_stop(make_brief: MakeBrief) -> None:
    one, two = cited(("smith", ", p. 7")), cited(("office", ""))
    assert in_paragraph(
        make_brief, f"It has 25 marks {one}. It has 26 marks.{two} It has 27 marks. {two} It has 28."
    ) == [
        "number: It has 28.",
        "number: It has 25 marks. [smith, p. 7] 1999",
        "number: It has 26 marks. [office] 2003",
        "number: It has 27 marks. [office] 2003",
    ]


def test_a_citation_in_the_sentence_names_its_author_in_it(make_brief: MakeBrief) -> None:
    smith = cited(("smith", ", p. 4"), kind="text")
    assert in_paragraph(make_brief, f"It is long. {smith} counted 25 marks. It is.") == [
        "number: Smith counted 25 marks. [smith, p. 4] 1999"
    ]
    assert in_paragraph(
        make_brief, f"{cited(('many', ''), kind='text')} and {cited(('nobody', ''), kind='text')}: 9."
    ) == ["number: A et al. and nobody: 9. [many] [nobody]"]


def test_a_claim_lists_several_sources_and_locators(make_brief: MakeBrief) -> None:
    (claim,) = claims_in(
        make_brief, f"<p>It has 25 marks.{cited(('smith', ', p. 7'), ('both', ''), ('nobody', ', n. 3'))}</p>"
    )
    assert (claim.keys, claim.locators) == ("smith; both; nobody", "p. 7; n. 3")
    assert claim.sources == "Smith, The Book of Rulers, 1999; The Office and van Gogh, Both"


def test_a_note_that_cites_stands_for_its_sources(make_brief: MakeBrief) -> None:
    note = (
        f'<span class="note" data-source="part.md:3-3">See {cited(("smith", ", chap. 3"))}; it has 7 chapters.</span>'
    )
    assert in_paragraph(make_brief, 'It has 25 marks.<span data-note="a"/>', a=note) == [
        "number: It has 25 marks. [smith, chap. 3] 1999",
        "number: See; it has 7 chapters. [smith, chap. 3] 1999",
    ]


def test_a_year_in_the_sentence_comes_before_that_of_the_source(make_brief: MakeBrief) -> None:
    assert in_paragraph(make_brief, f"In 2012 it had 25 marks.{cited(('smith', ''))}") == [
        "number+date: In 2012 it had 25 marks. [smith] 2012"
    ]


def test_the_source_line_of_a_key_figure_may_cite(make_brief: MakeBrief) -> None:
    figure = (
        '<aside class="key-figure" data-source="part.md:3-3"><p class="number">30 cm</p>'
        '<p class="counts">its length</p>'
        f'<p class="source">{cited(("smith", ", p. 7"))},\n2012</p></aside>'
    )
    assert [told(claim) for claim in claims_in(make_brief, figure)] == [
        "3:1 number: 30 cm: its length [smith, p. 7] 2012"
    ]


def test_the_source_line_of_a_figure_belongs_to_its_caption(make_brief: MakeBrief) -> None:
    figure = (
        '<figure data-source="part.md:3-3"><svg><text>99</text></svg><figcaption>It has 25 marks.</figcaption>'
        f'<p class="source">Source: {cited(("office", ""))}</p></figure>'
    )
    assert [told(claim) for claim in claims_in(make_brief, figure)] == ["3:1 number: It has 25 marks. [office] 2003"]


def test_a_citation_at_the_end_of_a_caption_is_the_source_of_all_its_sentences(make_brief: MakeBrief) -> None:
    caption = f"<figcaption>It has 25 marks. We counted.{cited(('office', ''))}</figcaption>"
    (claim,) = claims_in(make_brief, f'<figure data-source="part.md:3-3"><svg/>{caption}</figure>')
    assert told(claim) == "3:1 number: It has 25 marks. [office] 2003"


def test_a_review_is_due_once_its_date_is_past(make_brief: MakeBrief) -> None:
    tree = f"<p>It has 25 marks.{cited(('smith', ''))}</p>"
    (claim,) = claims_in(make_brief, tree, review=date(2024, 5, 31))
    assert claim.review_by == date(2024, 5, 31)
    brief, texts, _ = build.read(load(Path("content"))[0])
    made = sheet(brief, texts, TODAY)
    assert made.is_due(claim)
    assert not replace(made, today=date(2024, 5, 31)).is_due(claim)
