"""The claims of a brief: which they are, where they begin, which sources support them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.claims.places import Lines
from brief.findings import BriefError
from tests.claims.conftest import TODAY, SheetOf, ToldOf, told
from tests.conftest import MakeBrief
from tests.test_cli import ROOT


def test_a_sentence_has_the_line_and_column_at_which_it_begins(told_of: ToldOf) -> None:
    assert told_of(
        'A ruler is long. It has 25 marks, and\nis of wood. *It* broke. "It is a very long ruler,"\n'
        "they said. **It cost $12.**"
    ) == [
        "3:18 number: It has 25 marks, and is of wood.",
        "4:25 quotation: “It is a very long ruler,” they said.",
        "5:14 number: It cost $12.",
    ]


def test_links_marks_and_entities_do_not_shift_the_place_of_a_claim(told_of: ToldOf) -> None:
    assert told_of(
        "See [the *25* rulers](https://example.org/the-25-rulers){: .x }. The 7&nbsp;**r**ulers broke. `A` 9."
    ) == [
        "3:66 number: The 7\xa0rulers broke.",
        "3:96 number: A 9.",
        "3:1 number: See the 25 rulers. [example.org/the-25-rulers]",
    ]


def test_a_reference_has_the_number_that_the_full_edition_prints(told_of: ToldOf, sheet_of: SheetOf) -> None:
    text = "See @tab:t2 and 3 rulers. As @tab:t2, so it is.\n\n| a | b |\n|---|---|\n| c | d |\n\nTable: T\n{: #t2}\n"
    assert told_of(text) == ["3:1 number: See Table 1 and 3 rulers."]
    another = "| a | b |\n|---|---|\n| c | d |\n\nTable: Another\n\n"
    other_edition = f"/// only-in | handout\n{another}///\n\n"
    files = {"1.md": f"# A\n\n{other_edition}{another}", "part.md": f"# B\n\n{text}"}
    assert [told(claim) for claim in sheet_of(files).claims] == ["3:1 number: See Table 2 and 3 rulers."]


def test_a_reference_to_what_the_full_edition_leaves_out_keeps_its_name(told_of: ToldOf) -> None:
    table = "/// only-in | handout\n| a | b |\n|---|---|\n| c | d |\n\nTable: T\n{: #t2}\n///\n"
    text = f"Text.\n\n/// only-in | handout\nSee @tab:t2 and 3 rulers.\n///\n\n{table}"
    assert told_of(text) == ["6:1 number: See Table ‘t2’ and 3 rulers."]


def test_a_reference_alone_is_no_number_whatever_the_word_for_a_table(sheet_of: SheetOf) -> None:
    text = "# T\n\nAs @tab:t2.\n\n| a | b |\n|---|---|\n| c | see @tab:t2 |\n\nTable: T\n{: #t2}\n"
    assert sheet_of({"styles/words/en.yaml": "table: Exhibit\n", "part.md": text}).claims == ()


def test_a_sentence_that_begins_with_a_reference_begins_there(told_of: ToldOf) -> None:
    table = "| a | b |\n|---|---|\n| c | d |\n\nTable: T\n{: #t2}\n"
    assert told_of(f"It is 1. @tab:t2 shows 3 rulers and t2.\n\n{table}") == [
        "3:1 number: It is 1.",
        "3:10 number: Table 1 shows 3 rulers and t2.",
    ]


def test_a_sentence_without_a_source_stands_first(told_of: ToldOf) -> None:
    assert told_of("It has 25 marks.[^a] It cost 12 dollars.\n\n[^a]: *The Book of Rulers*, 1999.") == [
        "3:22 number: It cost 12 dollars.",
        "3:1 number: It has 25 marks. [The Book of Rulers, 1999.] 1999",
    ]


def test_a_note_belongs_to_the_sentence_in_which_or_right_after_which_it_is_called(told_of: ToldOf) -> None:
    assert told_of(
        "It has 25[^a] marks. It has 26 marks.[^b] It has 27 marks. [^c] It has 28 marks[^a].\n"
        "It has 29 “marks.”[^b]\n\n[^a]: A.\n\n[^b]: B.\n\n[^c]: C."
    ) == [
        "3:1 number: It has 25 marks. [A.]",
        "3:22 number: It has 26 marks. [B.]",
        "3:43 number: It has 27 marks. [C.]",
        "3:65 number: It has 28 marks. [A.]",
        "4:1 number: It has 29 “marks.” [B.]",
    ]


def test_a_key_figure_is_a_claim_with_its_own_source_and_year(told_of: ToldOf) -> None:
    assert told_of(
        "/// key-figure | 30 cm\n    source: Office of *Weights*\n    year: 2012\n\nthe length of a ruler\n///\n\n"
        "/// key-figure | None\n    year: 2013\n\nof the rulers broke\n///\n\nText."
    ) == [
        "10:18 number: None: of the rulers broke 2013",
        "3:18 number: 30 cm: the length of a ruler [Office of Weights] 2012",
    ]


def test_a_row_is_a_claim_with_the_heads_of_its_columns(told_of: ToldOf) -> None:
    table = "| Ruler | Marks | Broken (%) |\n|---|--:|--:|\n| Long | 30 | 12 |\n| Short | some | – |\n\n"
    assert told_of(f"{table}Table: Rulers.[^a]\n\n[^a]: *The Book*, 1999.") == [
        "5:3 number+percentage: Ruler: Long; Marks: 30; Broken (%): 12 [The Book, 1999.] 1999",
    ]


def test_years_that_head_columns_and_years_of_documents_are_no_claims(told_of: ToldOf) -> None:
    assert told_of("|   | 2014 | 2015 |\n|---|---|---|\n| Long | yes | 7 |\n| Short | no | no |") == [
        "5:3 number: Long; 2014: yes; 2015: 7"
    ]
    assert told_of("| Year | Document |\n|---|---|\n| 1984 | Treaty on rulers |") == []
    assert told_of("| Year | Event |\n|---|---|\n| 1984 | A ruler broke |") == [
        "5:3 date: Year: 1984; Event: A ruler broke 1984"
    ]


def test_each_paragraph_of_a_quotation_is_one_claim_with_its_source(told_of: ToldOf) -> None:
    assert told_of("> It is long. It is made of wood.\n>\n> It broke, and then they left.[^a]\n\n[^a]: Smith.") == [
        "3:3 quotation: It is long. It is made of wood. [Smith.]",
        "5:3 quotation: It broke, and then they left. [Smith.]",
    ]
    assert told_of("> Short words.") == []


def test_a_pull_quote_has_the_source_of_the_sentence_that_it_repeats(told_of: ToldOf) -> None:
    pull = "/// pull-quote\nOf all rulers, most broke.\n///\n\n"
    assert told_of(f"{pull}Of all rulers, **most broke**.[^a]\n\n[^a]: Smith.") == [
        "4:1 superlative: Of all rulers, most broke. [Smith.]",
        "7:1 superlative: Of all rulers, most broke. [Smith.]",
    ]
    assert told_of(f"{pull}Text.") == ["4:1 superlative: Of all rulers, most broke."]
    assert told_of("/// pull-quote\nMeasure it again and again.\n-- Smith\n///\n\nText.") == [
        "4:1 quotation: Measure it again and again. [Smith]"
    ]


def test_headings_items_boxes_captions_and_definitions_count(told_of: ToldOf) -> None:
    assert told_of(
        "## Three rulers\n\n- It has 25 marks.\n  - It has 26.\n\n/// box | Two boxes\n\nIt has 27.\n///\n\n"
        "Yard\n: It has 36 inches.\n\n| A | B |\n|---|---|\n| a | b |\n\nTable: It has 2 cells."
    ) == [
        "3:4 number: Three rulers",
        "5:3 number: It has 25 marks.",
        "6:5 number: It has 26.",
        "8:11 number: Two boxes",
        "10:1 number: It has 27.",
        "14:3 number: It has 36 inches.",
        "20:8 number: It has 2 cells.",
    ]


def test_what_an_edition_says_otherwise_counts_too(sheet_of: SheetOf) -> None:
    settings = "title: A\nask: Give 5 rulers.\neditions:\n  handout: {ask: Give 6 rulers., series: 9}\n  senate:\n"
    settings += "    like: handout\n    title: 7 rulers\n"
    files = {"brief.yaml": settings, "summary.md": "# T\n\nText.\n"}
    found = [(claim.place.line, claim.place.column, claim.sentence) for claim in sheet_of(files).claims]
    assert found == [(2, 6, "Give 5 rulers."), (4, 18, "Give 6 rulers."), (7, 12, "7 rulers")]


def test_title_subtitle_and_ask_count_and_nothing_else_in_brief_yaml(sheet_of: SheetOf) -> None:
    sheet = sheet_of(
        {
            "brief.yaml": "title: |-\n  Rulers\n  for 25 towns\nsubtitle: >-\n  A ruler is long. It has\n  30 marks.\n"
            "ask: Measure twice.\nseries: 9 rulers\ndisclosure: 7 rulers\n"
            "contact: {name: A, phone: '+1 202 555 0143'}\n",
            "summary.md": "# A\n\nText.\n",
            "author.md": "She has 3 rulers.\n",
            "sources.md": "- A book of 300 pages.\n",
        }
    )
    assert [(str(claim.place.path), told(claim)) for claim in sheet.claims] == [
        ("content/brief.yaml", "2:3 number: Rulers for 25 towns"),
        ("content/brief.yaml", "5:20 number: It has 30 marks."),
        ("content/brief.yaml", "7:6 number: Measure twice."),
    ]


def test_the_title_of_a_section_and_the_sample_of_a_field_count(sheet_of: SheetOf) -> None:
    files = {
        "brief.yaml": "title: A\nfields: {town: {sample: Ruler}}\n",
        "part.md": "---\ntitle: Two rulers\n---\n\nIn {{ town | upper }} it has 25 marks.\n",
    }
    assert [told(claim) for claim in sheet_of(files).claims] == [
        "2:8 number: Two rulers",
        "5:1 number: In Ruler it has 25 marks.",
    ]


def test_claims_have_their_cited_sources_locators_years_and_reviews(sheet_of: SheetOf) -> None:
    files = {
        "brief.yaml": "title: A\nsources: sources.yaml\n",
        "sources.yaml": "- id: smith\n  type: book\n  author: [{family: Smith, given: Ann}]\n"
        "  title: The Book of Rulers\n  publisher: Rulers\n  issued: 1999-05\n  review-by: 2024-05-31\n",
        "part.md": "# A\n\nIt has 25 marks.[@smith, p. 7] @smith [p. 4] counted 26 in 2012. *It* has 27 [see @smith].\n"
        'It has 28.\n\n/// key-figure | 30 cm\n    source: "[@smith, chap. 3]"\n    year: 2001\n\nits length\n///\n',
    }
    sheet = sheet_of(files)
    assert [told(claim) for claim in sheet.claims] == [
        "4:1 number: It has 28.",
        "3:1 number: It has 25 marks. [smith, p. 7] 1999",
        "3:32 number+date: Smith counted 26 in 2012. [smith, p. 4] 2012",
        "3:67 number: It has 27. [smith] 1999",
        "6:18 number: 30 cm: its length [smith, chap. 3] 2001",
    ]
    assert sheet.claims[1].sources == "Smith, The Book of Rulers, 1999"
    assert [sheet.is_due(claim) for claim in sheet.claims] == [False, True, True, True, True]


def test_a_brief_without_claims_says_so(sheet_of: SheetOf) -> None:
    sheet = sheet_of({"part.md": "# A\n\nText.\n"})
    assert sheet.claims == ()
    assert sheet.count == (
        "no claims: no sentence holds a number, a date, a superlative or a quotation of five words and more"
    )


def test_a_word_list_of_the_brief_replaces_that_of_the_house(sheet_of: SheetOf) -> None:
    files = {"part.md": "# A\n\nIt is super. It is the longest.\n", "styles/words/en.yaml": "superlatives: super\n"}
    assert [told(claim) for claim in sheet_of(files).claims] == ["3:1 superlative: It is super."]


def test_a_language_without_word_lists_is_reported(make_brief: MakeBrief) -> None:
    from brief.claims import claims
    from brief.load import house, load

    english = load(make_brief({"part.md": "# A\n\nText.\n"}))[0].words
    lists = {"superlatives", "documents", "numbered", "published", "abbreviations"}
    assert lists <= english.keys()
    german = "".join(f"{word}: '{said}'\n" for word, said in english.items() if word not in lists)
    folder = make_brief({"brief.yaml": "title: A\nlanguage: de\n", "styles/words/de.yaml": german})
    _, findings = claims(folder, TODAY)
    assert [str(finding) for finding in findings] == [
        "content/brief.yaml:2:11: warning: words-missing: the words of 'de' have no list of abbreviations, documents,"
        " numbered, published and superlatives, so the claims sheet cannot tell them\n"
        "    add it to the words of your language, as in the house's styles/words/en.yaml"
    ]
    assert (house() / "words" / "en.yaml").is_file()


def test_a_brief_with_errors_has_no_sheet(make_brief: MakeBrief) -> None:
    from brief.claims import claims

    with pytest.raises(BriefError, match="image-missing"):
        claims(make_brief({"part.md": "# A\n\n![A](a.png)\n"}), TODAY)


def test_finding_claims_does_not_import_weasyprint(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# A\n\nIt has 25 marks.\n"})
    code = (
        "import sys; from pathlib import Path; from datetime import date; from brief.claims import claims;"
        "claims(Path(), date(2024, 1, 1)); assert 'weasyprint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PYTHONPATH": str(ROOT)}, timeout=60)


MARKS = st.sampled_from(["", "*", "**", '"', "(", "["])


@given(st.lists(st.tuples(st.from_regex(r"[a-z]{1,6}", fullmatch=True), MARKS, st.booleans()), min_size=1))
def test_every_word_of_a_passage_is_found_in_its_lines(drawn: list[tuple[str, str, bool]]) -> None:
    closing = {"(": ")", "[": "](https://x.org)"}
    names = [f"{word}{number}" for number, (word, _, _) in enumerate(drawn)]
    source = "".join(
        f"{mark}{name}{closing.get(mark, mark)}{chr(10) if ends else ' '}"
        for name, (_, mark, ends) in zip(names, drawn, strict=True)
    )
    lines, text = source.split("\n"), " ".join(names)
    starts = [len(" ".join(names[:at])) + (at > 0) for at in range(len(names))]
    aligned = Lines(Path("a.md"), lines, 1).aligned(text)
    for name, place in zip(names, map(aligned.place, starts), strict=True):
        assert lines[(place.line or 0) - 1][(place.column or 0) - 1 :].startswith(name)
