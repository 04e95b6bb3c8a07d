"""What becomes of a link on paper: a note with its address, the address in brackets, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import fromstring, tostring

import pytest

from brief import build
from brief.compose.links import link_addresses
from brief.load import load
from brief.model import WITHOUT_BREAKS
from tests.compose.composing import composed
from tests.conftest import MakeBrief

Page = Callable[..., str]


@pytest.fixture
def page(make_brief: MakeBrief) -> Page:
    """The sections of a brief as HTML, without ``data-source`` and without the break marks of addresses."""

    def made(text: str, settings: str = "", **more: str) -> str:
        files = {f"{name}.md": other for name, other in more.items()}
        folder = make_brief({"brief.yaml": f"title: A brief\n{settings}", "part.md": f"# T\n\n{text}\n", **files})
        brief, _ = load(folder)
        brief, texts, _ = build.read(brief)
        html = re.sub(r"\s+", " ", composed(brief, texts)).translate(WITHOUT_BREAKS)
        return re.sub(r' data-source="[^"]*"', "", html[html.index("<section") : html.rindex("</section>")])

    return made


def notes(html: str) -> list[str]:
    """The words of the notes, in their order."""
    found = re.findall(r'<span class="footnote" id="[^"]*">(.*?)</span><span id="[^"]*/number">', html)
    return [re.sub("<[^>]*>", "", note) for note in found]


def calls(html: str) -> str:
    """The text without tags, with the name of a note in braces at each call."""
    html = re.sub(r'<span class="footnote" id="note/([^"]*)">.*?</span><span id="[^"]*/number"></span>', r"{\1}", html)
    html = re.sub(r'<a class="footnote-again" href="#note/([^"]*)"[^>]*></a>', r"{\1}", html)
    return re.sub("<[^>]*>", "", html)


def test_a_link_stays_a_link_and_its_address_stands_in_a_note(page: Page) -> None:
    html = page("See [the report](https://www.example.org/report/) there.")
    assert (
        '<p>See <a href="https://www.example.org/report/">the report</a><span><span class="footnote" id="note//1">'
        '<a class="address" href="https://www.example.org/report/">example.org/report</a></span>'
        '<span id="note//1/number"></span></span> there.</p>'
    ) in html


def test_the_same_address_gives_the_same_note_throughout_the_document(page: Page) -> None:
    html = page(
        "[One](https://example.org/a), [two](http://www.example.org/a/), [three](https://example.org/b).",
        sequel="# O\n\n[Four](https://example.org/a?utm_source=mail) and [five](https://example.org/b).",
    )
    assert notes(html) == ["example.org/a", "example.org/b"]
    assert "Four{/1} and five.{/2}" in calls(html)
    assert "One,{/1} two,{/1} three.{/2}" in calls(html)


@pytest.mark.parametrize(
    "link",
    [
        "https://example.org/a",
        "<https://www.example.org/>",
        "[example.org/a](https://www.example.org/a/)",
        "[www.Example.org](https://example.org)",
        "[example.org/путь](https://example.org/%D0%BF%D1%83%D1%82%D1%8C)",
        "[that part](#part)",
        "<desk@example.org>",
        "[write](mailto:desk@example.org?subject=A)",
        "[call](tel:+12025550143)",
    ],
)
@pytest.mark.parametrize("where", ["footnotes", "inline"])
def test_links_that_need_no_printed_address_get_none(page: Page, link: str, where: str) -> None:
    html = page(f"See {link} there.", f"printed-links: {where}\n")
    assert notes(html) == []
    assert "(" not in calls(html)


def test_a_printed_address_leaves_out_tracking_parameters_that_the_link_keeps(page: Page) -> None:
    html = page("[A](https://example.org/a?id=7&utm_source=mail&fbclid=x#top) https://example.org/?gclid=1&b=2")
    assert notes(html) == ["example.org/a?id=7#top"]
    assert html.count('href="https://example.org/a?id=7&amp;utm_source=mail&amp;fbclid=x#top"') == 2
    assert '<a href="https://example.org/?gclid=1&amp;b=2" class="address">https://example.org/?b=2</a>' in html


def test_addresses_can_be_printed_in_brackets(page: Page) -> None:
    html = page("See [the report](https://example.org/report), and [it](https://example.org/report).", INLINE)
    assert notes(html) == []
    assert "See the report (example.org/report), and it (example.org/report)." in calls(html)
    assert '<span class="address">(example.org/report)</span>' in html


def test_addresses_can_be_left_out(page: Page) -> None:
    html = page("See [the report](https://example.org/report).[^a]\n\n[^a]: [Note](https://example.org/a).", NONE)
    assert notes(html) == ["Note."]
    assert "See the report.{part/a}" in calls(html)


def test_an_edition_can_print_links_in_its_own_way(page: Page) -> None:
    html = page("[A](https://example.org/a).", "printed-links: none\neditions: {full: {printed-links: inline}}\n")
    assert "A (example.org/a)." in calls(html)


def test_a_link_in_a_note_has_its_address_in_brackets(page: Page) -> None:
    html = page("One.[^a]\n\n[^a]: See [the report](https://example.org/report), https://example.org/b.")
    assert notes(html) == ["See the report (example.org/report), https://example.org/b."]


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("See [it](https://example.org/a).", "See it.{/1}"),
        ("See [it](https://example.org/a), now", "See it,{/1} now"),
        ("“See [it](https://example.org/a).”", "“See it.”{/1}"),
        ("(see [it](https://example.org/a))", "(see it){/1}"),
        ("[It](https://example.org/a)’s", "It{/1}’s"),
        ("[It](https://example.org/a) — or", "It{/1} — or"),
        ("**[It](https://example.org/a)**.", "It.{/1}"),
    ],
)
def test_a_note_is_called_behind_the_stop(page: Page, text: str, called: str) -> None:
    assert called in calls(page(text))


def test_in_french_a_note_is_called_before_the_stop(page: Page) -> None:
    assert "Voir ceci{/1}." in calls(page("Voir [ceci](https://example.org/a).", "language: fr\n"))


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("[It](https://example.org/a).[^n]", "It.{/1},{part/n}"),
        ("**[It](https://example.org/a)**[^n]", "It{/1},{part/n}"),
        ("It[^n][^m].", "It.{part/n},{part/m}"),
        ("It[^n] [^m].", "It.{part/n},{part/m}"),
        ("- It[^n]\n- [^m]", "It{part/n}{part/m}"),
    ],
)
def test_two_calls_side_by_side_are_not_one_number(page: Page, text: str, called: str) -> None:
    html = calls(page(f"{text}\n\n[^n]: N.\n\n[^m]: M.")) if "[^m]" in text else calls(page(f"{text}\n\n[^n]: N."))
    assert called in re.sub(" +", " ", html)


def test_notes_come_in_the_order_of_the_page(page: Page) -> None:
    text = (
        "First [a](https://example.org/a).\n\n/// box | [B](https://example.org/b)\n[c](https://example.org/c)\n///\n"
    )
    table = "| [d](https://example.org/d) | E |\n|---|---|\n| [e](https://example.org/e) | 1 |\n\nTable: T\n"
    assert notes(page(f"{text}\n{table}\n- [f](https://example.org/f)")) == [f"example.org/{name}" for name in "abcdef"]


def test_a_link_in_a_heading_has_its_note(page: Page) -> None:
    html = page("## A [heading](https://example.org/heading)\n\nText.")
    assert notes(html) == ["example.org/heading"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "<li>Office, <em>Report</em>, https://www.example.org/a, 2014.</li>",
            '<li>Office, <em>Report</em>, <a class="address" href="https://www.example.org/a">example.org/a</a>, '
            "2014.</li>",
        ),
        (
            "<li>https://example.org/a. <em>http://example.org/b</em></li>",
            '<li><a class="address" href="https://example.org/a">example.org/a</a>. '
            '<em><a class="address" href="http://example.org/b">example.org/b</a></em></li>',
        ),
        (
            '<li><a href="https://example.org/a">example.org/a</a>, https://example.org/b; https://example.org/c</li>',
            '<li><a href="https://example.org/a" class="address">example.org/a</a>, '
            '<a class="address" href="https://example.org/b">example.org/b</a>; '
            '<a class="address" href="https://example.org/c">example.org/c</a></li>',
        ),
        (
            "<li>Report, doi:10.1000/182. On 5.10.2018/19.</li>",
            '<li>Report, doi:<a class="address" href="https://doi.org/10.1000/182">doi.org/10.1000/182</a>. '
            "On 5.10.2018/19.</li>",
        ),
        ("<li>No address at all.</li>", "<li>No address at all.</li>"),
        (
            '<li><a href="https://example.org/a"><em>https://example.org/b</em></a> <code>https://example.org</code></li>',
            '<li><a href="https://example.org/a"><em>https://example.org/b</em></a> <code>https://example.org</code></li>',
        ),
    ],
)
def test_addresses_in_the_words_of_a_source_become_links(words: str, expected: str) -> None:
    tree = link_addresses(fromstring(words))
    again = tostring(link_addresses(tree), encoding="unicode")
    assert again.translate(WITHOUT_BREAKS) == expected
    assert tostring(tree, encoding="unicode") == again


INLINE, NONE = "printed-links: inline\n", "printed-links: none\n"


def test_an_unclosed_link_is_reported(make_brief: MakeBrief) -> None:
    text = "See\n[a](https://example.org/a_(b) and `[b](https://example.org/` and [c](https://example.org/c_(d))."
    _, _, noticed = build.read(load(make_brief({"part.md": f"# T\n\n{text}\n"}))[0])
    assert [str(one) for one in noticed] == [
        "content/part.md:4:3: warning: link-unclosed: a bracket of this link is missing, so the others are printed\n"
        "    close each bracket; write an address that has brackets between < and >: [a](<https://example.org/a_(b)>)"
    ]
