"""Citations on the page: notes that are shared, numbers, author and date, and the list of sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from brief.model import WITHOUT_BREAKS
from tests.compose.composing import composed
from tests.conftest import MakeBrief

SOURCES = """
- id: coi2014
  type: report
  author: UN Human Rights Council
  title: Report of the commission of inquiry
  number: A/HRC/25/63
  issued: 2014-02-07
  URL: https://example.org/a--b_c
- id: coi2014detail
  type: report
  author: UN Human Rights Council
  title: Report of the detailed findings
  number: A/HRC/25/CRP.1
  issued: 2014-02-07
- id: collins2012
  type: book
  author: [{family: Collins, given: Robert}]
  title: "Marked for Life: Songbun, North Korea's System"
  title-short: Marked for Life
  publisher: Committee for Human Rights in North Korea
  issued: 2012
- id: three
  type: book
  author: [{family: Alt, given: A.}, {family: Ernst, given: B.}, {family: van Oost, given: C.}]
  title: R&D <i>in</i> 1 < 2
  publisher: Example Press
  issued: 2011
"""


def page(make_brief: MakeBrief, text: str, keys: str = "", **sections: str) -> str:
    """The words of the section ``part`` and of `sections`, with each note in braces."""
    listed = {f"{name}.md": written for name, written in sections.items()}
    settings = f"title: A\nsources: s.yaml\nsections: [part, {', '.join(sections)}]\n{keys}"
    folder = make_brief({"brief.yaml": settings, "s.yaml": SOURCES, "part.md": f"# T\n\n{text}\n", **listed})
    brief, texts, _ = build.read(load(folder)[0])
    html = re.sub(r"\s+", " ", composed(brief, texts))
    return " ".join(map(words, re.findall(r"<section.*?</section>", html)))


def words(html: str) -> str:
    html = re.sub(
        r'<a class="footnote-again" href="#note/\w+/([^"]*)"[^>]*></a>', r"{\1}", html.translate(WITHOUT_BREAKS)
    )
    html = re.sub(r'<span id="note/[^"]*/number"></span>', "}", html).replace(' class="between-calls"', "")
    html = re.sub(r'<span [^>]*class="footnote"[^>]*>', "{", html)
    html = re.sub(r'<a href="#source/([^"]*)" class="cite(?: whole)?">(.*?)</a>', r"<\2 -> \1>", html)
    html = re.sub(r'<a class="address" href="([^"#]*)">(.*?)</a>', r"<\2 -> \1>", html)
    html = re.sub(r"</(?:p|h2|li|aside)>", " ", html)
    html = re.sub(r"<(?!em>)/?(?:section|span|p|h2|ul|ol|li|div|figure|img|figcaption|aside|strong)\b[^<>]*>", "", html)
    return " ".join(re.sub(r"</?em>", "*", html).split())


LIST = {"sources": "# Sources"}


def test_a_key_figure_in_the_row_of_a_handout_is_cited_first(make_brief: MakeBrief) -> None:
    figure = "/// key-figure | 7\n    source: UN [@coi2014, p. 9]\n\nthings\n///\n"
    files = {
        "brief.yaml": "title: A\nsources: s.yaml\nsections: [summary, part]\n",
        "s.yaml": SOURCES,
        "summary.md": "In short [@coi2014, p. 1].\n",
        "part.md": f"# T\n\nText.\n\n{figure}",
    }
    brief, texts, _ = build.read(load(make_brief(files))[0])
    html = re.sub(r"\s+", " ", composed(brief, texts, name="handout"))
    first, later = re.findall('<div class="endnote"[^>]*>(.*?)</div>', html)
    assert "A/HRC/25/63, February 7, 2014, p. 9," in re.sub("<[^>]*>", "", first)
    assert re.sub("<[^>]*>", "", later) == "UN Human Rights Council, A/HRC/25/63, p. 1."


def test_a_note_is_full_at_first_and_short_later(make_brief: MakeBrief) -> None:
    assert page(make_brief, "One [@collins2012, p. 7].", later="# L\n\nTwo [@collins2012, p. 8].") == (
        "T One.{Robert Collins, *Marked for Life: Songbun, North Korea’s System* (Committee for Human Rights in North "
        "Korea, 2012), p. 7.} L Two.{Collins, *Marked for Life*, p. 8.}"
    )


@pytest.mark.parametrize(
    ("citations", "typed", "source"),
    [
        ("footnotes", "", "Source: Collins, *Marked for Life*, p. 8"),
        ("footnotes", "counted by Collins ", "Source: counted by Collins (Collins, *Marked for Life*, p. 8)"),
        ("footnotes", "Collins ", "Source: Collins (*Marked for Life*, p. 8)"),
        ("author-date", "", "Source: (<Collins 2012, p. 8 -> collins2012>)"),
    ],
)
def test_the_source_line_of_an_exhibit_names_the_source_in_words_and_an_author_once(
    citations: str, typed: str, source: str, make_brief: MakeBrief
) -> None:
    table = f"/// table | data/a.csv\n    source: {typed}[@collins2012, p. 8]\n///\n"
    files = {
        "brief.yaml": f"title: A\nsources: s.yaml\ncitations: {citations}\nsections: [part, sources]\n",
        "s.yaml": SOURCES,
        "data/a.csv": "Name,Held\nOne,2\n",
        "part.md": f"# T\n\nOne [@collins2012, p. 7].\n\n{table}",
        "sources.md": "# Sources\n",
    }
    brief, texts, _ = build.read(load(make_brief(files))[0])
    assert f"</table>{source} " in words(re.sub(r"\s+", " ", composed(brief, texts)))


@pytest.mark.parametrize(
    "last", ["{literal: and others}", "and others", "others", "{family: others}", "et al.", "{literal: et al}"]
)
def test_and_others_in_a_list_of_authors_is_printed_as_one_et_al(make_brief: MakeBrief, last: str) -> None:
    written = SOURCES.replace("[{family: Collins, given: Robert}]", f"[{{family: Collins, given: Robert}}, {last}]")
    files = {"brief.yaml": "title: A\nsources: s.yaml\nsections: [part, sources]\n", "s.yaml": written}
    sections = {"part.md": "# T\n\nOne [@collins2012].\n", "sources.md": "# Sources\n"}
    brief, texts, _ = build.read(load(make_brief({**files, **sections}))[0])
    printed = words(re.sub(r"\s+", " ", composed(brief, texts)))
    assert "{Robert Collins et al., *Marked" in printed
    assert "Collins, Robert, et al. *Marked" in printed


def test_one_source_and_locator_in_a_section_is_one_note(make_brief: MakeBrief) -> None:
    text = "One [@collins2012]. Two [@collins2012, 8]. Three.[@collins2012] Four [@collins2012,  p. 8]."
    printed = page(make_brief, text, later="# L\n\nFive [@collins2012].")
    assert printed.count("{") == 5
    assert "Three.{cite/1} Four.{cite/2}" in printed
    assert printed.endswith("L Five.{Collins, *Marked for Life*.}")


def test_a_note_prints_the_address_of_a_source_only_without_a_list_of_sources(make_brief: MakeBrief) -> None:
    alone = page(make_brief, "One [@coi2014].")
    assert "<example.org/a--b_c -> https://example.org/a--b_c>" in alone
    listed = page(make_brief, "One [@coi2014].", **LIST)
    assert listed == (
        "T One.{UN Human Rights Council, *Report of the commission of inquiry*, A/HRC/25/63, February 7, 2014.} "
        "Sources UN Human Rights Council. *Report of the commission of inquiry*. A/HRC/25/63, February 7, 2014. "
        "<example.org/a--b_c -> https://example.org/a--b_c>."
    )


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("One [@a].", "One.{N}"),
        ("One.[@a] Two", "One.{N} Two"),
        ("One [@a], two", "One,{N} two"),
        ('"One" [@a].', "“One.”{N}"),
        ('"One [@a]."', "“One.”{N}"),
        ("One [@a]; two", "One;{N} two"),
        ("One [@a] two", "One{N} two"),
        ("One[@a] two", "One{N} two"),
        ("*One* [@a].", "*One*.{N}"),
        ("One [@a] (two).", "One{N} (two)."),
        ("One [@a]?", "One?{N}"),
        ("One [@a] [@a, 2].[^n]\n\n[^n]: Three", "One.{N}<sup>,</sup>{N}<sup>,</sup>{N}"),
        ("One [@a][@a, 2].", "One.{N}<sup>,</sup>{N}"),
        ("[@a] One", "{N} One"),
        ("One etc. [@a].", "One etc.{N}"),
        ("Who knows? [@a].", "Who knows?{N}"),
        ('"One." [@a].', "“One.”{N}"),
        ("One [@a]...", "One…{N}"),
    ],
)
def test_the_call_of_a_note_follows_the_stop(text: str, printed: str, make_brief: MakeBrief) -> None:
    made = page(make_brief, text.replace("@a", "@collins2012"))
    assert re.sub(r"\{[^}]*\}", "{N}", made) == f"T {printed}"


@pytest.mark.parametrize("text", ["Un [@collins2012].", "Un.[@collins2012]"])
def test_in_french_the_call_of_a_note_precedes_the_stop(text: str, make_brief: MakeBrief) -> None:
    made = page(make_brief, text, "language: fr\n")
    assert re.sub(r"\{[^}]*\}", "{N}", made) == "T Un{N}."


NOTE = "One.[^n]\n\n[^n]: As [see @collins2012, p. 1] and @coi2014 [para. 2] say, [@collins2012, p. 3].\n"


def test_a_written_note_prints_the_sources_that_it_cites(make_brief: MakeBrief) -> None:
    assert page(make_brief, NOTE + "\nTwo.[^n] Three [@coi2014].", **LIST).startswith(
        "T One.{As see Robert Collins, *Marked for Life: Songbun, North Korea’s System* (Committee for Human Rights in "
        "North Korea, 2012), p. 1 and UN Human Rights Council, *Report of the commission of inquiry*, A/HRC/25/63, "
        "February 7, 2014, para. 2 say, Collins, *Marked for Life*, p. 3.} Two.{n} "
        "Three.{UN Human Rights Council, A/HRC/25/63.}"
    )


def test_a_note_that_begins_with_a_citation_begins_with_a_capital_letter(make_brief: MakeBrief) -> None:
    made = page(make_brief, "One.[^n] Two.[^m]\n\n[^n]: [see @collins2012].\n\n[^m]: as [see @coi2014].", **LIST)
    assert "{See Robert Collins," in made
    assert "{as see UN Human" in made


COLLINS = (
    "Robert Collins, *Marked for Life: Songbun, North Korea’s System* (Committee for Human Rights in North Korea, 2012)"
)


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("Lead was in their water [@a].", "Lead was in their water (ROBERT)."),
        ("Lead was in *their water* [@a, p. 3], and more.", "Lead was in *their water* (ROBERT, p. 3), and more."),
        ("Lead was in their water.[@a]", "Lead was in their water (ROBERT)."),
        ("Lead was in their “water” [see @a].", "Lead was in their “water” (see ROBERT)."),
        ("Lead was in the water of the U.S. [@a].", "Lead was in the water of the U.S. (ROBERT)."),
        ("Lead was in their water. [@a].", "Lead was in their water (ROBERT)."),
        ("Lead was in their water. [@a, p. 3]", "Lead was in their water (ROBERT, p. 3)."),
        ("Lead was in their “water.” [@a] And more.", "Lead was in their “water” (ROBERT). And more."),
        ("Lead was there, etc. [@a]", "Lead was there, etc. ROBERT."),
        ("Who knows? [@a]", "Who knows? ROBERT."),
        ("Lead was in their water. [see @a]", "Lead was in their water. See ROBERT."),
        ("Lead was in their water: [@a].", "Lead was in their water: ROBERT."),
        ("Lead was in their water ([@a]).", "Lead was in their water (ROBERT)."),
        ("Lead was in their water — [@a].", "Lead was in their water — ROBERT."),
        ("[@a]", "ROBERT."),
        ("[@a].", "ROBERT."),
        ("[@a] says that.", "ROBERT says that."),
        ("[@a, p. 3] This says it.", "ROBERT, p. 3. This says it."),
        ("See [@a, p. 3].", "See ROBERT, p. 3."),
        ("Data from [@a].", "Data from ROBERT."),
        ("As @a [p. 3] says.", "As ROBERT, p. 3 says."),
    ],
)
def test_a_citation_in_a_note_stands_apart_from_its_words(note: str, printed: str, make_brief: MakeBrief) -> None:
    made = page(make_brief, f"One.[^n]\n\n[^n]: {note.replace('@a', '@collins2012')}\n", **LIST)
    within = COLLINS.replace("(", "[").replace(")", "]")  # brackets within brackets are square
    printed = re.sub(r"(?<=\()ROBERT|(?<=\(see )ROBERT", within, printed)
    assert made.startswith(f"T One.{{{printed.replace('ROBERT', COLLINS)}}}")


def test_a_quotation_in_a_title_has_the_inner_marks(make_brief: MakeBrief) -> None:
    source = "- {id: q, type: article-newspaper, title: 'Who Said \"No\"?', container-title: T, issued: 2015}\n"
    folder = make_brief({"brief.yaml": "title: A\nsources: s.yaml\n", "s.yaml": source, "part.md": "# T\n\nA [@q].\n"})
    assert "“Who Said ‘No’?”" in composed(*build.read(load(folder)[0])[:2])


def test_sources_of_one_year_are_lettered_beyond_z(make_brief: MakeBrief) -> None:
    one = "- {{id: k{0}, type: book, title: Title {0:02}, author: [{{family: F}}], publisher: P, issued: 2014}}\n"
    text = " ".join(f"[@k{number}]" for number in range(30))
    settings = "title: A\nsources: s.yaml\ncitations: author-date\nsections: [part, sources]\n"
    files = {"brief.yaml": settings, "s.yaml": "".join(map(one.format, range(30))), "sources.md": "# Sources\n"}
    html = composed(*build.read(load(make_brief({**files, "part.md": f"# T\n\n{text}\n"}))[0])[:2])
    assert all(f">F 2014{letters}</a>" in html for letters in ("a", "z", "aa", "ad"))


def test_a_note_cites_by_author_and_date_as_the_text_does(make_brief: MakeBrief) -> None:
    assert page(make_brief, NOTE, "citations: author-date\n", **LIST).startswith(
        "T One.{As (see <Collins 2012, p. 1 -> collins2012>) and UN Human Rights Council (<2014, para. 2 -> coi2014>) "
        "say, (<Collins 2012, p. 3 -> collins2012>).}"
    )


def test_fields_and_references_in_a_note_are_filled_in(make_brief: MakeBrief) -> None:
    text = "One.[^n]\n\n[^n]: Dear {{ who }}, see @fig:it.\n\n![The letter E](e.svg){: #it}"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><path d="M1 1h7v7z"/></svg>'
    folder = make_brief(
        {"brief.yaml": "title: A\nfields: {who: {sample: Reader}}\n", "part.md": f"# T\n\n{text}\n", "e.svg": svg}
    )
    brief, texts, _ = build.read(load(folder)[0])
    html = re.sub(r"<a [^>]*class=.ref.[^>]*>|</a>", "", composed(brief, texts))
    assert "{Dear Reader, see Figure 1.}" in words(html)


def test_prefixes_suffixes_and_several_sources(make_brief: MakeBrief) -> None:
    text = "One [see *especially* @collins2012, chap. 3, and passim; -@coi2014, para. 80]."
    assert page(make_brief, text, **LIST).startswith(
        "T One.{See *especially* Robert Collins, *Marked for Life: Songbun, North Korea’s System* (Committee for Human "
        "Rights in North Korea, 2012), chap. 3, and passim; *Report of the commission of inquiry*, A/HRC/25/63, "
        "February 7, 2014, para. 80.}"
    )


def test_sources_keep_the_order_in_which_they_are_typed(make_brief: MakeBrief) -> None:
    text = "One [@collins2012]. Two [see @coi2014; also @collins2012]."
    assert "{See UN Human Rights Council, " in page(make_brief, text)
    assert "; also Collins, *Marked for Life*.}" in page(make_brief, text)


def test_signs_between_page_numbers_are_kept(make_brief: MakeBrief) -> None:
    made = page(make_brief, "One [@collins2012, pp. 7 & 9]. Two [@collins2012, {p. 4 < 5}].", **LIST)
    assert "2012), pp. 7 & 9.}" in made.replace("&amp;", "&")
    assert "*Marked for Life*, p. 4 &lt; 5.}" in made


def test_an_author_in_the_sentence(make_brief: MakeBrief) -> None:
    made = page(make_brief, "As @collins2012 [p. 4] and @three say.")
    assert re.sub(r"\{[^}]*\}", "{N}", made) == "T As Collins{N} and Alt et al.{N} say."


def test_html_characters_in_a_source_are_escaped(make_brief: MakeBrief) -> None:
    made = page(make_brief, "One [@three].")
    assert "R&amp;D" in made
    assert "1 &lt; 2" in made


NUMBERS = "citations: numbers\n"
BY_DATE = "citations: author-date\n"


def test_cited_numbers_link_to_the_list_of_sources(make_brief: MakeBrief) -> None:
    text = "One [@collins2012, p. 7]. Two [@coi2014; see @collins2012], as @coi2014 [para. 80] says."
    made = page(make_brief, text, NUMBERS, **LIST)
    assert made.startswith(
        "T One [<1, p. 7 -> collins2012>]. Two [<2 -> coi2014>; see <1 -> collins2012>], as UN Human Rights Council "
        "[<2, para. 80 -> coi2014>] says. Sources Robert Collins,"
    )


LINES = {"three": 22, "coi2014": 2}
"""The lines at which some of the sources begin."""


def test_keys_that_differ_by_one_character_link_to_different_entries(make_brief: MakeBrief) -> None:
    source = "- {{id: '{key}', type: book, title: '{key}', publisher: P, issued: 2011}}\n"
    written = {"s.yaml": "".join(source.format(key=key) for key in ("a/b", "a-b", "a+b", "A-b", "ü"))}
    text = "[@a/b] [@a-b] [@a+b] [@A-b] [@ü]"
    settings = "title: A\nsources: s.yaml\ncitations: numbers\nsections: [part, sources]\n"
    folder = make_brief({"brief.yaml": settings, **written, "part.md": f"# T\n\n{text}\n", "sources.md": "# S\n"})
    brief, texts, _ = build.read(load(folder)[0])
    html = composed(brief, texts)
    to, listed = re.findall(r'href="#(source/[^"]*)"', html), re.findall(r'<li[^>]* id="(source/[^"]*)"', html)
    assert to == listed
    assert len(set(listed)) == 5


def test_the_list_for_numbered_citations_is_an_ordered_list(make_brief: MakeBrief) -> None:
    settings = f"title: A\nsources: s.yaml\nsections: [part, sources]\n{NUMBERS}"
    files = {
        "s.yaml": SOURCES,
        "part.md": "# T\n\nOne [@three] [@coi2014].\n",
        "sources.md": "# Sources\n\nWith thanks.\n",
    }
    brief, texts, _ = build.read(load(make_brief({"brief.yaml": settings, **files}))[0])
    html = composed(brief, texts)
    three, coi = (f'<li data-source="s.yaml:{line}-{line}" id="source/{key}">' for key, line in LINES.items())
    assert re.search(rf'With thanks\.</p><ol class="bibliography">{three}.*{coi}', html)


def test_sources_are_cited_by_author_and_date(make_brief: MakeBrief) -> None:
    text = "One [@collins2012, p. 7].\n\nTwo.[@coi2014; @coi2014detail] As @collins2012 [p. 4] says [-@three], so."
    made = page(make_brief, text, BY_DATE, **LIST)
    assert made.startswith(
        "T One (<Collins 2012, p. 7 -> collins2012>). "
        "Two (<UN Human Rights Council 2014a -> coi2014>; <UN Human Rights Council 2014b -> coi2014detail>). "
        "As Collins (<2012, p. 4 -> collins2012>) says (<2011 -> three>), so. Sources"
    )
    assert "UN Human Rights Council. 2014a. *Report of the commission of inquiry*." in made
    assert "UN Human Rights Council. 2014b. *Report of the detailed findings*." in made


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("One [@a].", "One (A)."),
        ("One.[@a] Two", "One (A). Two"),
        ("One,[@a] two", "One (A), two"),
        ("One[@a] two", "One (A) two"),
        ("(One [@a])", "(One (A))"),
        ("One?[@a]", "One? (A)"),
        ("[@a] One", "(A) One"),
        ("in the U.S.[@a]", "in the U.S. (A)"),
        ('"One."[@a] Two', "“One” (A). Two"),
        ("*One*[@a] two", "*One* (A) two"),
        ("One[@a][@a]", "One (A) (A)"),
        ("One [*see* [@a]]", "One [*see* (A)]"),
    ],
)
def test_a_comma_or_full_stop_follows_an_author_date_citation(text: str, printed: str, make_brief: MakeBrief) -> None:
    made = page(make_brief, text.replace("@a", "@collins2012"), BY_DATE, **LIST)
    assert re.sub(r"\(<[^>]*> ?collins2012>\)", "(A)", made.partition(" Sources")[0]) == f"T {printed}"


def test_side_notes_are_cited_in_the_order_of_the_page(make_brief: MakeBrief) -> None:
    text = "One [@collins2012].\n\n/// key-figure | 3\n    source: Collins [@collins2012, p. 9]\n\nclasses\n///\n"
    made = page(make_brief, text)
    assert made.index("{Robert Collins,") < made.index("{Collins, *Marked for Life*.}")
    assert made.startswith("T 3 classes Collins{Robert Collins,")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("/// key-figure | 3\n    source: [@collins2012]\n\nclasses\n///\n\nText.\n", "T 3 classes{N} Text."),
        ("/// pull-quote\n    source: [@collins2012]\n\nA class\n///\n\nText.\n", "T A class{N} Text."),
    ],
)
def test_a_source_that_is_only_a_citation_is_called_behind_the_words(
    text: str, printed: str, make_brief: MakeBrief
) -> None:
    made = " ".join(re.sub(r"</?blockquote[^>]*>", "", page(make_brief, text)).split())
    assert re.sub(r"\{[^}]*\}", "{N}", made) == printed


@pytest.mark.parametrize("source", ["[@collins2012]", "[@collins2012] [@coi2014]"])
def test_a_source_that_is_only_a_citation_is_called_behind_the_year(source: str, make_brief: MakeBrief) -> None:
    text = f"/// key-figure | 3\n    source: {source}\n    year: 2012\n\nclasses\n///\n\nText.\n"
    assert re.sub(r"\{[^}]*\}(<sup>,</sup>)?", "{N}", page(make_brief, text)) in (
        "T 3 classes 2012 {N} Text.",  # a thin space, so that the call is no exponent
        "T 3 classes 2012 {N}{N} Text.",
    )


def test_references_to_figures_and_tables_print_their_numbers(make_brief: MakeBrief) -> None:
    text = (
        "See @fig:b, [@tab:c; @fig:a].\n\n![A](a.svg){: #a}\n\n![B](a.svg){: #b}\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n"
        "Table: C\n{: #c}\n"
    )
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    brief, texts, _ = build.read(load(make_brief({"part.md": f"# T\n\n{text}", "a.svg": picture}))[0])
    assert (
        'See <a href="#b" class="ref">Figure\xa02</a>, <span><a href="#c" class="ref">Table\xa01</a>, '
        '<a href="#a" class="ref">Figure\xa01</a>'
    ) in composed(brief, texts)


@pytest.mark.parametrize("way", ["numbers", "author-date"])
def test_citing_by_number_or_date_without_a_list_of_sources_is_reported(way: str, make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError) as caught:
        page(make_brief, "One [@collins2012].", f"citations: {way}\n")
    assert str(caught.value.findings[-1]) == (
        f"content/brief.yaml:4:12: error: sources-unlisted: the brief cites by {way}, and has no list of sources for "
        "these to point to\n    write a file sources.md with the line `# Sources` in it, and put `- sources` at the "
        "end of `sections`"
    )


def test_a_citation_style_in_the_brief_s_own_styles_is_used(make_brief: MakeBrief, tmp_path: Path) -> None:
    own = Path(__file__).parents[2] / "styles" / "csl" / "footnotes.csl"
    style = own.read_text(encoding="utf-8").replace('suffix="."', 'suffix=" !"')
    settings = "title: A\nsources: s.yaml\n"
    files = {"brief.yaml": settings, "s.yaml": SOURCES, "part.md": "# T\n\nOne [@collins2012].\n"}
    brief, texts, _ = build.read(load(make_brief({**files, "styles/csl/footnotes.csl": style}))[0])
    assert "2012) !" in composed(brief, texts)
