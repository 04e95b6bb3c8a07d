"""The page for the screen: notes that open, side notes beside their blocks, frames that scroll, the metadata."""

from __future__ import annotations

import re

import pytest

from brief import build
from brief.load import load
from tests import built
from tests.compose.composing import composed
from tests.conftest import MakeBrief


def html_of(make_brief: MakeBrief, text: str, settings: str = "title: A brief\n", **files: str) -> str:
    """The working page of a brief with one section, ``part.md``, on one line and without ``data-source``."""
    named = {f"{name}.md": of for name, of in files.items()}
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": f"# Part\n\n{text}", **named}))
    brief, texts, _ = build.read(brief)
    html = re.sub(r"[ \n]+", " ", composed(brief, texts, name="screen"))
    return re.sub(r' data-(?:source|read)="[^"]*"', "", html)


def section(html: str, name: str = "part") -> str:
    (inside,) = re.findall(rf'<section class="[a-z]+" id="{name}"> (.*?) ?</section>', html)
    return str(inside)


def test_a_note_opens_at_its_call_and_is_in_the_list_of_notes(make_brief: MakeBrief) -> None:
    html = html_of(make_brief, "Text.[^a] More.[^a]\n\n[^a]: *Said* [there](https://example.org/).\n")
    words = '<span><em>Said</em> <a href="https://example.org/">there</a>.</span>'
    button = '<button type="button" popovertarget="note/part/a/open"><span class="unseen">Note </span>1</button>'
    assert section(html) == (
        "<h2>Part</h2> <p>Text."
        f'<span class="call" id="note/part/a/call">\u2060{button}'
        f'<span id="note/part/a/open" class="note" popover=""><span class="number">1</span>{words}'
        '<button type="button" popovertarget="note/part/a/open" popovertargetaction="hide">'
        '<span class="unseen">Close</span><span aria-hidden="true">×</span></button></span></span>'
        f' More.<span class="call">\u2060{button}</span></p>'
    )
    assert html.partition('id="note/list">')[2].partition("</section>")[0].strip() == (
        f'<h2>Notes</h2> <ol><li id="note/part/a">{words}\xa0<a class="back" href="#note/part/a/call">'
        '<span class="unseen">Back to note 1 in the text</span><span aria-hidden="true">↑</span></a></li></ol>'
    )


def test_notes_are_numbered_through_the_sections_as_they_are_read(make_brief: MakeBrief) -> None:
    settings = "title: A\nsections: [summary, part]\n"
    summary = "# Sum\n\n/// key-figure | 3\nrulers[^b]\n///\n\nFirst.[^a]\n\n[^a]: A.\n[^b]: B.\n"
    html = html_of(make_brief, "Third.[^a]\n\n[^a]: C.\n", settings, summary=summary)
    notes = html.partition('id="note/list">')[2]
    assert re.findall(r'<li id="([^"]*)"><span>(\w)\.', notes) == [
        ("note/summary/a", "A"),
        ("note/summary/b", "B"),
        ("note/part/a", "C"),
    ]
    called = re.findall(r'popovertarget="([^"]*)/open"><span class="unseen">Note </span>(\d)', html)
    assert sorted(called) == [("note/part/a", "3"), ("note/summary/a", "1"), ("note/summary/b", "2")]


def test_calls_within_a_link_stand_behind_it_in_their_order(make_brief: MakeBrief) -> None:
    text = "See [words[^a] and more[^b] here](https://example.org/), then.\n\n[^a]: Alpha.\n[^b]: Beta.\n"
    html = html_of(make_brief, text)
    assert '<a href="https://example.org/">words and more here</a><span class="call" id="note/part/a/call">' in html
    assert re.findall(r'<li id="([^"]*)"><span>(\w+)\.', html) == [("note/part/a", "Alpha"), ("note/part/b", "Beta")]


def test_a_brief_without_notes_has_no_list_of_them(make_brief: MakeBrief) -> None:
    assert "note/list" not in html_of(make_brief, "Text.\n")


@pytest.mark.parametrize("where", ["footnotes", "inline", "none"])
def test_links_on_the_screen_have_no_printed_address(make_brief: MakeBrief, where: str) -> None:
    html = html_of(make_brief, "A [link](https://example.org/a).\n", f"title: A\nprinted-links: {where}\n")
    assert '<p>A <a href="https://example.org/a">link</a>.</p>' in html


FIGURE = "/// key-figure | 3\nrulers\n///\n\n"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (f"One.\n\n{FIGURE}Two.\n\nThree.\n", ["--from: 2; --to: 6"]),
        (f"One.\n\n{FIGURE}", ["--from: 2; --to: 4"]),
        (f"{FIGURE}One.\n\nTwo.\n", ["--from: 2; --to: 5"]),
        (f"One.\n\n## Head\n\n{FIGURE}Two.\n", ["--from: 4; --to: 6"]),
        (f"One.\n\n{FIGURE}{FIGURE}Two.\n\nThree.\n", ["--from: 2; --to: 3", "--from: 3; --to: 6"]),
        (f"One.\n\n{FIGURE}Two.\n\n{FIGURE}Three.\n", ["--from: 2; --to: 3", "--from: 3; --to: 6"]),
        (f"One.\n\n{FIGURE}Two.\n\n| a |\n|---|\n| b |\n{{: .wide}}\n\nThree.\n", ["--from: 2; --to: 4"]),
    ],
)
def test_a_side_note_spans_the_free_rows_from_its_block_on(make_brief: MakeBrief, text: str, rows: list[str]) -> None:
    assert re.findall(r'<aside class="key-figure side" style="([^"]*)"', html_of(make_brief, text)) == rows


def test_a_side_note_follows_its_block(make_brief: MakeBrief) -> None:
    html = section(html_of(make_brief, f"One.\n\n{FIGURE}Two.\n"))
    assert re.findall(r"One|rulers|Two", html) == ["One", "rulers", "Two"]


def test_a_table_scrolls_in_a_frame_that_its_caption_names(make_brief: MakeBrief) -> None:
    html = section(html_of(make_brief, "| a | b |\n|---|---|\n| 1 | 2 |\n\nTable: What it shows\n"))
    assert (
        '<p id="table/1" class="caption"><span class="label">Table 1.</span> What it shows</p>'
        '<div class="scroll" role="region" tabindex="0" aria-labelledby="table/1"><table><thead>'
    ) in html.replace('class="caption" id="table/1"', 'id="table/1" class="caption"')


def test_tables_without_captions_get_distinct_labels_from_their_heads(make_brief: MakeBrief) -> None:
    table = "| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n\n"
    labels = re.findall(r'aria-label="([^"]*)"', html_of(make_brief, table + table))
    assert labels == ["Table: a, b", "Table: a, b (2)"]


def test_a_chart_has_its_data_folded_below_it() -> None:
    brief, _ = load(built.BRIEFS / "charts")
    html = built.shown(built.BRIEFS / "charts").html.decode()
    charts = re.findall(r'<figure class="chart.*?</figure>', html, re.DOTALL)
    assert len(charts) == 11
    for chart in charts:
        assert re.search(r'role="region" tabindex="0" aria-labelledby="[^"]+"><svg [^>]*role="img"', chart)
        assert '<details><summary>The data</summary><div class="scroll"' in chart
        assert chart.index("<svg") < chart.index("<details>") < chart.index("<table")
    assert brief.words["data"] == "The data"


def test_a_wide_drawing_scrolls_and_a_narrow_one_does_not(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    folder = make_brief(
        {
            "part.md": '# Part\n\n![A](a.svg "C")\n{: .wide}\n\n![A](a.svg "C")\n',
            "a.svg": svg,
        }
    )
    brief, texts, _ = build.read(load(folder)[0])
    html = re.sub(r' data-source="[^"]*"', "", composed(brief, texts, name="screen"))
    first, second = re.findall(r"<figure.*?</figure>", html)
    assert '<div class="scroll drawing-frame" role="region" tabindex="0" aria-labelledby="figure/1"><img' in first
    assert "scroll" not in second
    assert second.index("<img") < second.index("<figcaption>")  # its caption is below it, not in the margin


META = """\
title: |-
  Two
  lines & more
subtitle: A <deck> & "more"
ask: We ask.
date: 2018-06-08
language: en-GB
web-address: https://example.org/briefs/a
organisation: [{name: One}, {name: Two}]
"""


def test_the_head_has_the_metadata_that_link_previews_show(make_brief: MakeBrief) -> None:
    html = html_of(make_brief, "Text.\n", META)
    said = dict(re.findall(r'<meta (?:name|property)="([^"]*)" content="([^"]*)">', html))
    assert said == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "description": "A &lt;deck&gt; &amp; “more”",
        "og:description": "A &lt;deck&gt; &amp; “more”",
        "generator": said["generator"],
        "dcterms.created": "2018-06-08",
        "og:type": "article",
        "og:title": "Two lines &amp; more",
        "og:locale": "en_GB",
        "og:site_name": "One, Two",
        "article:published_time": "2018-06-08",
        "og:url": "https://example.org/briefs/a",
        "robots": "noindex",
    }
    assert '<html lang="en-GB">' in html
    assert "<title>Two lines &amp; more</title>" in html
    assert '<link rel="canonical" href="https://example.org/briefs/a">' in html
    assert "<h1>Two<br> lines &amp; more</h1>" in html


def test_a_final_brief_without_a_web_address_has_no_robots_and_no_canonical_link(make_brief: MakeBrief) -> None:
    html = html_of(make_brief, "Text.\n", "title: A\nstatus: final\n")
    for absent in ("robots", "canonical", "og:url", "og:description", "as-pdf", "published_time"):
        assert absent not in html


def test_the_page_has_landmarks_and_a_skip_link(make_brief: MakeBrief) -> None:
    html = html_of(make_brief, "Text.\n", "title: A\nask: We ask.\ncontact: {name: The desk}\n")
    assert re.findall(r"<(header|main|footer)\b", html) == ["header", "main", "footer"]
    assert '<a class="skip" href="#text/begin">Skip to the text</a>' in html
    assert 'id="text/begin"' in html
    assert html.index("We ask.</p>") < html.index("The desk")


def test_the_words_of_the_page_are_in_the_language_of_the_brief(make_brief: MakeBrief) -> None:
    html = html_of(
        make_brief, "Texte.[^1]\n\n[^1]: Note.\n", "title: A\nlanguage: fr\nweb-address: https://example.org\n"
    )
    for said in ("Aller au texte", "Fermer", "Revenir à la note 1 dans le texte", "existe aussi en PDF, à imprimer"):
        assert said in html
