"""Citations as Pandoc's users write them, and references to figures and tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.model import Cite, Settings, citations_of
from brief.parse import parse
from tests.parse.conftest import KEYS, ParseText, section


def words(parse_text: ParseText, text: str) -> list[list[str]]:
    """The sources of each citation in a text as ``before|key|after``, with a minus before a key without its author."""
    found = [one for block in parse_text(text).blocks for _, one in citations_of(block.tree)]
    return [[*map(said, one.cites)] + (["in the sentence"] if one.in_sentence else []) for one in found]


def said(cite: Cite) -> str:
    before, after = ("".join(words.itertext()) for words in (cite.before, cite.after))
    return f"{before}|{'' if cite.names_author else '-'}{cite.key}|{after}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[@coi2014]", [["|coi2014|"]]),
        ("[@coi2014, p. 7]", [["|coi2014|, p. 7"]]),
        ("[@coi2014 p. 7]", [["|coi2014| p. 7"]]),
        (
            "[@coi2014, pp. 12--14; see also @collins2012, chap. 3]",
            [["|coi2014|, pp. 12–14", "see also |collins2012|, chap. 3"]],
        ),
        ("[-@coi2014]", [["|-coi2014|"]]),
        ("[see -@coi2014, 7]", [["see |-coi2014|, 7"]]),
        ('[see *also* @coi2014 and "it"]', [["see also |coi2014| and “it”"]]),
        ("[@coi2014]{: .x}", [["|coi2014|"]]),
        ("@collins2012 says", [["|collins2012|", "in the sentence"]]),
        ("@collins2012 [p. 4] says", [["|collins2012|, p. 4", "in the sentence"]]),
        ("@collins2012\n[p. 4] says", [["|collins2012|, p. 4", "in the sentence"]]),
        ("@collins2012 [p. 4; @coi2014]", [["|collins2012|, p. 4", "|coi2014|", "in the sentence"]]),
        ("@collins2012 [@coi2014]", [["|collins2012|", "in the sentence"], ["|coi2014|"]]),
        ("-@collins2012 says", [["|-collins2012|"]]),
        ("@collins2012's book, (@coi2014).", [["|collins2012|", "in the sentence"], ["|coi2014|", "in the sentence"]]),
        ("**[@coi2014]**", [["|coi2014|"]]),
        ("[@coi2014,\n    p. 7]", [["|coi2014|,\np. 7"]]),
        ("[@coi2014, [a] b]", [["|coi2014|, [a] b"]]),
        ("[R&amp;D; @coi2014]", None),
        ("[see R&amp;D in @coi2014]", [["see R&D in |coi2014|"]]),
        ("[@{coi2014}, {p. 7}]", [["|coi2014|, {p. 7}"]]),
        ("[@coi2014][@hrc2525]", [["|coi2014|"], ["|hrc2525|"]]),
        ("a@b.org, \\@coi2014, `@coi2014`, https://x.org/@coi2014, [a](https://x.org/@coi2014), @ 5, @-", []),
        ("<a@coi2014.org> and [mail](mailto:a@coi2014.org)", []),
    ],
)
def test_citations_are_read_as_pandoc_users_write_them(
    text: str, expected: list[list[str]] | None, parse_text: ParseText
) -> None:
    if expected is None:
        with pytest.raises(BriefError):
            parse_text(text)
    else:
        assert words(parse_text, text) == expected


def test_citations_stand_wherever_text_stands(parse_text: ParseText) -> None:
    text = (
        "- an item [@coi2014]\n\n| a [@coi2014] | b |\n|---|---|\n| 1 | [@coi2014] |\n\nTable: C [@coi2014]\n\n"
        "/// key-figure | 3\n    source: see [@coi2014, p. 7]\n\ncounts [@coi2014]\n///\n\n> Words [@coi2014]\n\n"
        '![A](a.svg "B [@coi2014]")\n\nText.[^n]\n\n[^n]: A note [@coi2014].\n'
    )
    parsed = parse_text(text)
    found = [one for block in parsed.blocks for one in citations_of(block.tree)]
    assert len(found) == 8
    assert len([*citations_of(parsed.notes["n"])]) == 1


def test_the_words_of_a_citation_do_not_affect_the_quotes_of_the_sentence(html: Callable[..., str]) -> None:
    made = html('"Guilt runs in the family" [\'see\' @coi2014], and "so on"[@coi2014].')
    assert made == (
        '<p>“Guilt runs in the family” <span data-cites="aside"><span data-cite="coi2014">‘see’ </span>'
        '<span data-rest=""></span></span>, and “so on”<span data-cites="aside"><span data-cite="coi2014"></span>'
        '<span data-rest=""></span></span>.</p>'
    )


def test_references_to_figures_and_tables_become_links(html: Callable[..., str]) -> None:
    assert html("See @fig:one and [@tab:two; @fig:three].") == (
        '<p>See <a href="#one" data-ref="figure"></a> and <span data-refs=""><a href="#two" data-ref="table"></a>, '
        '<a href="#three" data-ref="figure"></a></span>.</p>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[see @fig:one]", '<span data-refs="">see <a href="#one" data-ref="figure"></a></span>'),
        ("[@fig:one, left]", '<span data-refs=""><a href="#one" data-ref="figure"></a>, left</span>'),
        (
            "[see @fig:one, left; *and* @tab:two, row 3]",
            '<span data-refs="">see <a href="#one" data-ref="figure"></a>, left, <em>and</em> '
            '<a href="#two" data-ref="table"></a>, row 3</span>',
        ),
    ],
)
def test_words_beside_references_stay(text: str, expected: str, html: Callable[..., str]) -> None:
    assert html(text) == f"<p>{expected}</p>"


@pytest.mark.parametrize("text", ["[@coi2014; @fig:one]", "[@fig:one; @coi2014]", "@coi2014 [p. 4; @fig:one]"])
def test_figures_are_not_cited_beside_sources(text: str, parse_text: ParseText) -> None:
    with pytest.raises(BriefError, match="citation-broken: a part of this citation names no source: '@fig:one'"):
        parse_text(text)


@pytest.mark.parametrize("text", ["See @fig.", "[@tab]", "@tab:", "As @tbl, says"])
def test_a_reference_without_a_name_is_read_as_the_key_of_a_source(text: str, parse_text: ParseText) -> None:
    with pytest.raises(BriefError, match=r"source-unknown: there is no source '(fig|tab|tbl)'"):
        parse_text(text)


@given(st.text(alphabet="@[]-;:,. \na1{}fig\\\"'*", max_size=40))
def test_no_text_breaks_the_reading_of_citations(text: str) -> None:
    try:
        parsed, _ = parse(section(f"# T\n\nx{text}"), Settings(title="A", sources=("s.yaml",)), KEYS)
    except BriefError:
        return
    for block in parsed.blocks:
        for _, citation in citations_of(block.tree):
            assert all(cite.key in KEYS for cite in citation.cites)
