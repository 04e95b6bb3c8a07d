"""Files with sources: CSL-YAML, CSL-JSON and BibTeX give the same sources; mistakes are reported with their place."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.load import load
from brief.load.sources import dates, latex, values
from brief.model import Source
from tests.conftest import MakeBrief

NAMED = {"summary.md": "# Summary\n\nText.\n"}


def sources(make_brief: MakeBrief, name: str, text: str) -> dict[str, Source]:
    brief, _ = load(make_brief({**NAMED, "brief.yaml": f"title: A\nsources: {name}\n", name: text}))
    return dict(brief.sources)


def told(make_brief: MakeBrief, files: dict[str, str | bytes]) -> list[str]:
    listed = [name for name in files if name != "brief.yaml"]
    settings = f"title: A\nsources: [{', '.join(listed)}]\n"
    try:
        _, warnings = load(make_brief({**NAMED, "brief.yaml": settings, **files}))
    except BriefError as error:
        return [str(finding) for finding in error.findings]
    return [str(finding) for finding in warnings]


YAML = """
- id: collins2012
  type: book
  author:
    - family: Collins
      given: Robert
  title: 'Marked for Life: Songbun'
  title-short: Marked for Life
  publisher: Committee for Human Rights in North Korea
  issued: 2012
  review-by: 2019-01-31
- id: coi2014
  type: report
  author: UN Human Rights Council
  title: Report of the commission of inquiry
  number: A/HRC/25/63
  issued: 2014-02-07
  URL: https://www.example.org/a%20report
"""

JSON = """[
\t{"id": "collins2012", "type": "book", "author": [{"family": "Collins", "given": "Robert"}],
\t "title": "Marked for Life: Songbun", "shortTitle": "Marked for Life",
\t "publisher": "Committee for Human Rights in North Korea", "issued": {"date-parts": [["2012"]]},
\t "review-by": "2019-01-31"},
\t{"id": "coi2014", "type": "report", "author": [{"literal": "UN Human Rights Council"}],
\t "title": "Report of the commission of inquiry", "number": "A\\/HRC\\/25\\/63",
\t "issued": {"date-parts": [[2014, 2, 7]]}, "URL": "https://www.example.org/a%20report"}
]
"""

BIBTEX = r"""
@book{collins2012,
  author = {Collins, Robert},
  title = {{Marked} for {Life}},
  subtitle = {Songbun},
  shorttitle = {Marked for Life},
  publisher = {Committee for Human Rights in North Korea},
  year = 2012,
  review-by = {2019-01-31},
}

@techreport{coi2014,
  author = {{UN Human Rights Council}},
  title = "Report of the commission of inquiry",
  number = {A/HRC/25/63},
  date = {2014-02-07},
  url = {https://www.example.org/a%20report},
}
"""

COLLINS: dict[str, Any] = {
    "type": "book",
    "author": [{"family": "Collins", "given": "Robert"}],
    "title": "Marked for Life: Songbun",
    "title-short": "Marked for Life",
    "publisher": "Committee for Human Rights in North Korea",
    "issued": {"date-parts": [[2012]]},
}
COI: dict[str, Any] = {
    "type": "report",
    "author": [{"literal": "UN Human Rights Council"}],
    "title": "Report of the commission of inquiry",
    "number": "A/HRC/25/63",
    "issued": {"date-parts": [[2014, 2, 7]]},
    "URL": "https://www.example.org/a%20report",
}


@pytest.mark.parametrize(("name", "text"), [("s.yaml", YAML), ("s.json", JSON), ("s.bib", BIBTEX)])
def test_all_formats_give_the_same_sources(name: str, text: str, make_brief: MakeBrief) -> None:
    read = sources(make_brief, name, text)
    assert {key: dict(source.item) for key, source in read.items()} == {"collins2012": COLLINS, "coi2014": COI}
    assert read["collins2012"].review_by == date(2019, 1, 31)
    assert read["coi2014"].review_by is None


def test_the_references_of_pandoc_are_read_as_a_list_too(make_brief: MakeBrief) -> None:
    text = (
        "---\nreferences:\n- id: a\n  type: book\n  title: T\n  publisher: P\n  issued:\n  - year: 2012\n    month: 3\n"
    )
    assert sources(make_brief, "s.yaml", text)["a"].item["issued"] == {"date-parts": [[2012, 3]]}


def test_sources_of_several_files_are_checked_together(make_brief: MakeBrief) -> None:
    files: dict[str, str | bytes] = {
        "s.yaml": YAML,
        "t.bib": BIBTEX.replace("@book{", "@book{b_").replace("@techreport{", "@techreport{b_"),
    }
    findings = told(make_brief, files)
    assert findings == [
        "content/t.bib:17:1: warning: source-url-twice: the source 'b_coi2014' has the address of 'coi2014' in "
        "s.yaml, line 12\n    merge the two sources, or correct an address"
    ]


def test_letters_that_json_writes_as_surrogate_pairs_are_read(make_brief: MakeBrief) -> None:
    item = {"id": "a", "type": "book", "title": "𝒜 성분 \t", "publisher": "P", "issued": {"raw": "2012"}}
    assert sources(make_brief, "s.json", json.dumps([item]))["a"].item["title"] == "𝒜 성분"


def test_a_number_of_thousands_of_digits_is_read_as_text(make_brief: MakeBrief) -> None:
    text = '[{"id": 7, "type": "bill", "title": "T", "issued": "2014", "volume": ' + "9" * 5000 + "}]"
    assert sources(make_brief, "s.json", text)["7"].item["volume"] == "9" * 5000


def test_a_library_of_a_thousand_sources_is_read(make_brief: MakeBrief) -> None:
    one = {
        "type": "bill",
        "title": "T",
        "issued": {"date-parts": [[2014, 2, 7]]},
        "author": [{"family": "F", "given": "G"}],
    }
    text = json.dumps([{"id": f"k{number}", **one} for number in range(1000)])
    assert len(sources(make_brief, "s.json", text)) == 1000


def test_the_citation_key_of_zotero_is_the_key(make_brief: MakeBrief) -> None:
    item = {"id": "http://zotero.org/users/1/items/A", "type": "bill", "title": "T"}
    items = [{**item, "citation-key": "law2012"}, {**item, "id": "http://zotero.org/users/1/items/B"}]
    assert [*sources(make_brief, "s.json", json.dumps(items))] == ["law2012", "http://zotero.org/users/1/items/B"]


LATEX = r"""
@article{a,
  author = {van den Berg, Anna and M{\"u}ller, J{\o}rgen and {Caf\'e \& Sons}},
  title = {On \emph{two} things -- 50\% of {DPRK} trade},
  journal = {Example Review}, volume = 3, number = 2, pages = {12--14}, month = mar, year = 2012,
  doi = {10.1000/x_y%z}, entrysubtype = {magazine}, file = {:home/a.pdf:PDF}
}
@phdthesis{b, author = {Plato}, title = {T}, school = {S}, year = {2012}}
"""


def test_latex_is_read_only_in_fields_of_text(make_brief: MakeBrief) -> None:
    read = sources(make_brief, "s.bib", LATEX)
    assert dict(read["a"].item) == {
        "type": "article-magazine",
        "author": [
            {"given": "Anna", "non-dropping-particle": "van den", "family": "Berg"},
            {"given": "Jørgen", "family": "Müller"},
            {"literal": "Café & Sons"},
        ],
        "title": "On two things – 50% of DPRK trade",
        "container-title": "Example Review",
        "volume": "3",
        "issue": "2",
        "page": "12-14",
        "issued": {"date-parts": [[2012, 3]]},
        "DOI": "10.1000/x_y%z",
    }
    assert read["b"].item["author"] == [{"literal": "Plato"}]
    assert read["b"].item["genre"] == "PhD diss."


@pytest.mark.parametrize(("kind", "type_"), [("www", "webpage"), ("Treaty", "treaty"), ("misc", "document")])
def test_an_entry_type_of_bibtex_becomes_a_type_of_csl(kind: str, type_: str, make_brief: MakeBrief) -> None:
    text = f"@{kind}{{a, title = {{T}}, publisher = {{P}}, year = 2012}}"
    assert sources(make_brief, "s.bib", text)["a"].item["type"] == type_


ODD = r"""
@string{ex = "Example Press"}
@STRING(more = ex # { and Sons})
@BOOK{a, TITLE = "On " # ex # { and {"}more{"}}, AUTHOR = {N\'u\~nez, P. and {Barnes and Noble}}, PUBLISHER = more,
  YEAR = 2012, Month = "10~" # jan, note = {}, address = ""}
@misc{b, title = {R & D of 50% at $5 million and $6 million, H$_2$O \href{https://x.org}{here}},
  howpublished = {\url{https://example.org/a\_b~c}}, year = {in press}}
@misc{c, title = {T}, publisher = {P}, url = {\url{https://example.org/a\%20b\_c\&d}}, year = {2009--2010}}
@misc{d, title = {T}, publisher = {P}, year = 2010, month = {Summer}}
"""


def test_abbreviations_that_grow_through_one_another_are_refused(make_brief: MakeBrief) -> None:
    doubled = [f"@string{{a{number} = a{number - 1} # a{number - 1}}}" for number in range(1, 60)]
    text = "\n".join(['@string{a0 = "0123456789"}', *doubled, "@book{a, title = a59}"])
    assert told(make_brief, {"s.bib": text}) == [
        "content/s.bib:15:1: error: bibtex-grows: this has more than 100,000 characters when the abbreviations "
        "(@string) in it are written out\n    shorten it, and ask whoever sent the file about it"
    ]


def test_unusual_but_valid_bibtex_is_read(make_brief: MakeBrief) -> None:
    read = sources(make_brief, "s.bib", ODD)
    assert dict(read["a"].item) == {
        "type": "book",
        "title": 'On Example Press and "more"',
        "author": [{"given": "P.", "family": "Núñez"}, {"literal": "Barnes and Noble"}],
        "publisher": "Example Press and Sons",
        "issued": {"date-parts": [[2012, 1, 10]]},
    }
    assert dict(read["b"].item) == {
        "type": "document",
        "title": "R & D of 50% at $5 million and $6 million, H_2O here",
        "URL": "https://example.org/a_b~c",
        "issued": {"literal": "in press"},
    }
    assert read["c"].item["URL"] == "https://example.org/a%20b_c&d"
    assert read["c"].item["issued"] == {"date-parts": [[2009], [2010]]}
    assert read["d"].item["issued"] == {"literal": "Summer 2010"}


PARENTS = """
@inproceedings{a, title = {Part}, author = {A, B}, crossref = {p}, xdata = {x}}
@article{b, title = {Piece}, author = {A, B}, crossref = {i}}
@proceedings{p, title = {Whole}, subtitle = {Sub}, year = 2010, editor = {Ed, I.}, crossref = {a}}
@periodical{i, title = {Review}, date = {2011-03}, publisher = {P}}
@xdata{x, publisher = {P}, year = 2009, xdata = {x}}
"""


def test_an_entry_inherits_fields_from_its_crossref_and_xdata(make_brief: MakeBrief) -> None:
    read = sources(make_brief, "s.bib", PARENTS)
    assert read.keys() == {"a", "b", "p", "i"}
    assert read["a"].item["title"] == "Part"
    assert read["a"].item["container-title"] == "Whole"
    assert read["a"].item["editor"] == [{"given": "I.", "family": "Ed"}]
    assert read["a"].item["publisher"] == "P"
    assert read["a"].item["issued"] == {"date-parts": [[2009]]}
    assert read["b"].item["container-title"] == "Review"
    assert read["b"].item["issued"] == {"date-parts": [[2011, 3]]}


def test_a_long_cycle_of_parents_ends(make_brief: MakeBrief) -> None:
    entry = "@book{{k{0}, title = {{T}}, publisher = {{P}}, year = 2010, crossref = {{k{1}}}}}\n"
    row = "".join(entry.format(number, (number + 1) % 2000) for number in range(2000))
    assert len(sources(make_brief, "s.bib", row)) == 2000


@given(st.text(alphabet='{}"#\\a1, =$&%~\n', max_size=30))
def test_no_text_crashes_the_reading_of_bibtex(text: str) -> None:
    found, _ = values.entries(f"@book{{a, title = {text}, author = {{{text}}}}}", Path("s.bib"))
    for entry in found:
        for field in entry.fields.values():
            latex.plain(field.text)
            assert all(values.parts_of(name) != {} for name in values.persons(field.text) if name)


ENTRY = "- id: a\n  type: book\n  title: T\n  publisher: P\n  issued: 2012\n"

MISTAKES: dict[str, tuple[dict[str, str | bytes], str]] = {
    "no such file": (
        {"brief.yaml": "title: A\nsources: source.yaml\n", "sources.yaml": ENTRY},
        "content/brief.yaml:2:10: error: sources-missing: there is no file 'source.yaml' with sources\n"
        "    put the file beside brief.yaml, or correct its name; did you mean 'sources.yaml'?",
    ),
    "a file elsewhere": (
        {"brief.yaml": "title: A\nsources: ../sources.yaml\n"},
        "content/brief.yaml:2:10: error: sources-missing: there is no file '../sources.yaml' with sources\n"
        "    put the file beside brief.yaml, or correct its name",
    ),
    "several files without brackets": (
        {"brief.yaml": "title: A\nsources: a.yaml, b.bib\n"},
        "content/brief.yaml:2:10: error: sources-missing: 'a.yaml, b.bib' are several files\n"
        "    write several between square brackets:  sources: [a.yaml, b.bib]",
    ),
    "a field by another name": (
        {"s.yaml": f"{ENTRY}  year: 2012\n"},
        "content/s.yaml:6:3: warning: source-field: the field 'year' of the source 'a' is unknown, and ignored\n"
        "    did you mean 'issued'?",
    ),
    "a value in braces that ends at a comma": (
        {"s.yaml": "- {id: a, type: report, publisher: P, issued: 2026, title: Survey of 1,140 worksites}\n"},
        "content/s.yaml:1:72: error: source-value: 'title' of the source 'a' ends at a comma, before '140 worksites'\n"
        '    write a value with a comma in quotes: title: "…, …"',
    ),
    "another kind of file": (
        {"s.ris": "TY  - BOOK\n"},
        "content/brief.yaml:2:11: error: sources-format: 's.ris' is not a file with sources\n"
        "    name a file that ends in .yaml (CSL-YAML), .json (CSL-JSON) or .bib (BibTeX), as Zotero exports them",
    ),
    "an empty file": (
        {"s.yaml": "# nothing yet\n"},
        "content/s.yaml: error: file-empty: this file is empty\n    write at least one line:  - id: coi2014",
    ),
    "a binary": (
        {"s.bib": b"\x00\x01\x02\xff"},
        "content/s.bib: error: file-binary: this is not a text file\n"
        "    open it in the program that made it, and save it as plain text in UTF-8; a spreadsheet, as 'CSV UTF-8'",
    ),
    "a list of texts": (
        {"s.yaml": "- Collins 2012\n"},
        "content/s.yaml:1:3: error: sources-shape: this is not a list of sources\n"
        "    write one after the other, each after a hyphen: - id: coi2014, and below it type, title, issued …",
    ),
    "one source without a list": (
        {"s.yaml": "id: a\ntitle: T\n"},
        "content/s.yaml:1:1: error: sources-shape: this is not a list of sources\n"
        "    write one after the other, each after a hyphen: - id: coi2014, and below it type, title, issued …",
    ),
    "broken YAML": (
        {"s.yaml": "- id: a\n  title: Marked: for Life\n"},
        "content/s.yaml:2:10: error: yaml-colon: this text has a colon in it, so it needs quotes\n"
        '    write:  title: "Marked: for Life"',
    ),
    "broken JSON": (
        {"s.json": '[{"id": "a",\n  "title": T}]\n'},
        "content/s.json:2:12: error: json-broken: from here on this cannot be read as JSON\n"
        "    a comma, a quote or a bracket is missing here or right above; or export the file again, as CSL JSON",
    ),
    "a name in JSON that is longer than any": (
        {"s.json": '[{"id": "a", "type": "bill", "title": "T", "issued": "2014",\n"' + "x" * 2000 + '": 1}]\n'},
        "content/s.json:2:2003: error: json-broken: from here on this cannot be read as JSON\n"
        "    a comma, a quote or a bracket is missing here or right above; or export the file again, as CSL JSON",
    ),
    "half a letter in JSON": (
        {"s.json": '[{"id": "a", "type": "bill",\n"title": "T \\ud83d", "issued": "2014"}]\n'},
        "content/s.json:2:15: error: json-broken: from here on this cannot be read as JSON\n"
        "    a comma, a quote or a bracket is missing here or right above; or export the file again, as CSL JSON",
    ),
    "a field twice": (
        {"s.yaml": f"{ENTRY}  title: U\n"},
        "content/s.yaml:6:3: error: key-twice: 'title' stands here for the second time; the first is in line 3, "
        "column 3\n    keep one of the two",
    ),
    "no type": (
        {"s.yaml": ENTRY.replace("  type: book\n", "")},
        "content/s.yaml:1:3: error: source-type: the source 'a' does not say what it is\n"
        "    add a line that does:  type: report; there are book, webpage, legislation, treaty, and more",
    ),
    "days of review": (
        {"s.yaml": f"{ENTRY}  review-by: [2018, 6]\n"},
        "content/s.yaml:6:14: error: source-date: '2018-6' is not a date\n"
        "    write year, month and day as far as they are known: 2014-02-07, 2014-02 or 2014",
    ),
    "an organization with a comma in its name, between braces": (
        {"s.yaml": f"{ENTRY}  author: [{{literal: American Medical Association, Council on Science}}]\n"},
        "content/s.yaml:6:22: error: source-names: a name of the source 'a' has a comma in it, where YAML begins "
        'another key, so it needs quotes\n    write:  {literal: "American Medical Association, Council on Science"}',
    ),
    "a suffix with a comma, between braces": (
        {"s.yaml": f"{ENTRY}  editor: {{family: King, Jr., given: Martin}}\n"},
        "content/s.yaml:6:20: error: source-names: a name of the source 'a' has a comma in it, where YAML begins "
        'another key, so it needs quotes\n    write:  {family: "King, Jr.", given: Martin}',
    ),
    "broken BibTeX": (
        {"s.bib": "@book{a,\n  title = {T\n}\n"},
        "content/s.bib:2:11: error: bibtex-broken: the brace that opens here is never closed\n    write:  title = {T},",
    ),
    "a field of BibTeX twice": (
        {"s.bib": "\n@book{a,\n  title = {T},\n  year = 2012,\n  year = 2013,\n  publisher = {P}\n}\n"},
        "content/s.bib:5:1: error: bibtex-broken: the field 'year' stands here for the second time; the first is in "
        "line 4\n    keep one of the two",
    ),
    "a field of BibTeX in capitals and not": (
        {"s.bib": "@book{a,\n  title = {T},\n  Title = {U},\n  year = 2013,\n  publisher = {P}\n}\n"},
        "content/s.bib:3:1: error: bibtex-broken: the field 'title' stands here for the second time; the first is in "
        "line 2\n    keep one of the two",
    ),
    "a comma of BibTeX forgotten": (
        {"s.bib": "@bill{a,\n  title = {T},\n  publisher = {P}\n  edition = {2},\n  year = 2013\n}\n"},
        "content/s.bib:3:1: error: bibtex-broken: there is no comma after the field 'publisher'\n"
        "    write:  publisher = {P},",
    ),
    "a comma behind the key of BibTeX forgotten": (
        {"s.bib": "@book{a\n  title = {T}\n}\n"},
        "content/s.bib:1:8: error: bibtex-broken: there is no comma after the key 'a'\n    write:  @book{a,",
    ),
    "a semicolon for a comma in BibTeX": (
        {"s.bib": "@book{a,\n  title = {T}, publisher = {P},\n  year = 2018;\n  edition = {2}\n}\n"},
        "content/s.bib:3:1: error: bibtex-broken: there is no comma after the field 'year'\n    write:  year = 2018,",
    ),
    "an entry of BibTeX without a key": (
        {"s.bib": "@book{\n  title = {T}\n}\n"},
        "content/s.bib:1:1: error: bibtex-broken: this entry has no key to cite it by\n"
        "    write a short word after its brace, and a comma:  @book{coi2014,",
    ),
    "an entry of BibTeX with a comma for a key": (
        {"s.bib": "@book{,\n  title = {T}\n}\n"},
        "content/s.bib:1:1: error: source-key: this source has no key to cite it by\n"
        "    add one, a short word without spaces:  @…{coi2014,",
    ),
    "an entry of BibTeX without its end": (
        {"s.bib": "@bill{a,\n  title = {T},\n  year = 2013\n\n@bill{b,\n  title = {U},\n  year = 2013\n}\n"},
        "content/s.bib:3:14: error: bibtex-broken: the entry 'a' ends here without its closing brace\n"
        "    write } in a line of its own below this one",
    ),
    "an entry of BibTeX that ends early": (
        {"s.bib": "@bill{a,\n  title = {T}, year = {2013}},\n  edition = {2}\n}\n"},
        "content/s.bib:2: error: bibtex-broken: the entry 'a' is closed in this line, and its fields go on\n"
        "    remove the brace that is one too many",
    ),
    "an entry of BibTeX without its brace": (
        {"s.bib": "@bill a,\n  title = {T}\n}\n"},
        "content/s.bib:1:1: error: bibtex-broken: this entry has no opening brace\n    write:  @bill{a,",
    ),
    "a quotation mark of BibTeX without its partner": (
        {"s.bib": '@bill{a,\n  title = "T,\n  year = 2013\n}\n'},
        "content/s.bib:2:11: error: bibtex-broken: the quotation mark that opens here is never closed\n"
        '    write:  title = "T",',
    ),
    "a colon for an equals sign in BibTeX": (
        {"s.bib": "@bill{a,\n  title: {T},\n  year = 2013\n}\n"},
        "content/s.bib:2:3: error: bibtex-broken: there is no = after 'title'\n    write:  title = {…},",
    ),
    "BibTeX without an entry": (
        {"s.bib": "bill{a,\n  title = {T}\n}\n"},
        "content/s.bib: error: bibtex-broken: there is no entry in this file\n    write one, from its @ to its closing "
        "brace:  @book{coi2014, title = {…}, publisher = {…}, date = {2014}}",
    ),
    "a title missing in BibTeX": (
        {"s.bib": "@book{a,\n  publisher = {P},\n  year = 2013\n}\n"},
        "content/s.bib:1:1: error: source-incomplete: the source 'a' has no title\n    add one:  title = {…},",
    ),
    "a date missing in BibTeX": (
        {"s.bib": "@book{a,\n  publisher = {P},\n  title = {T}\n}\n"},
        "content/s.bib:1:1: warning: source-incomplete: the source 'a' has no date, so nobody can tell when it came out"
        "\n    add it:  date = {2014-02-07},",
    ),
    "a year of BibTeX that is a whole date": (
        {"s.bib": "@book{a,\n  publisher = {P},\n  title = {T},\n  year = {8 June 2018}\n}\n"},
        "content/s.bib:4:1: error: source-date: '8 June 2018' is not a date\n"
        "    write year, month and day as far as they are known, in one field:  date = {2014-02-07},",
    ),
    "an abbreviation of BibTeX": (
        {"s.bib": "@bill{a,\n  title = {T},\n  publisher = pub,\n  year = 2013\n}\n"},
        "content/s.bib:3:1: error: bibtex-broken: 'pub' is neither a text nor an abbreviation that this file defines\n"
        "    put it in braces:  publisher = {pub},",
    ),
    "braces of BibTeX without end": (
        {"s.bib": "@bill{a,\n  title = {T},\n  edition = " + "{" * 300 + "}" * 300 + ",\n  year = 2013\n}\n"},
        "content/s.bib:3:1: error: bibtex-broken: this cannot be read as LaTeX: " + "{" * 59 + "…\n"
        "    write the words without commands, accents as they are: é, ü, ñ",
    ),
    "names divided by semicolons": (
        {"s.bib": "@book{a, title = {T}, publisher = {P}, year = 2013,\n  author = {Doe, J.; Roe, K.}}\n"},
        "content/s.bib:2:1: error: source-names: 'Doe, J.; Roe, K.' cannot be read as a name\n"
        "    write {Collins, Robert}, several with the word `and` between them, and an organization in braces of its "
        "own",
    ),
    "too many commas in a name": (
        {"s.bib": "@book{a, title = {T}, publisher = {P}, year = 2013,\n  author = {Doe, J., Roe, K., Poe}}\n"},
        "content/s.bib:2:1: error: source-names: 'Doe, J., Roe, K., Poe' cannot be read as a name\n"
        "    write {Collins, Robert}, several with the word `and` between them, and an organization in braces of its "
        "own",
    ),
    "a whole that is not there": (
        {"s.bib": "@book{a, title = {T}, publisher = {P}, year = 2013,\n  crossref = {aa}}\n"},
        "content/s.bib:2:1: warning: bibtex-parent: there is no entry 'aa' for this one to inherit from"
        "\n    did you mean 'a'?",
    ),
    "no key": (
        {"s.yaml": "- type: book\n  title: T\n"},
        "content/s.yaml:1:3: error: source-key: this source has no key to cite it by\n"
        "    add one, a short word without spaces:  id: coi2014",
    ),
    "a key that cannot be cited": (
        {"s.yaml": ENTRY.replace("a\n", "Collins 2012\n", 1)},
        "content/s.yaml:1:7: error: source-key: 'Collins 2012' cannot be the key of a source\n"
        "    write a short word without spaces and brackets: coi2014",
    ),
    "a key that leads to a figure": (
        {"s.yaml": ENTRY.replace("a\n", "fig:a\n", 1)},
        "content/s.yaml:1:7: error: source-key: the key 'fig:a' would lead to a figure, since it begins like the name "
        "of one\n    give the source another key, without the colon",
    ),
    "one key twice": (
        {"s.yaml": ENTRY, "t.yaml": f"# More\n{ENTRY}"},
        "content/t.yaml:2:7: error: source-twice: the key 'a' stands here for the second time; the first is in "
        "s.yaml, line 1\n    give one of the two sources another key, or remove one",
    ),
    "one key of BibTeX twice": (
        {"s.bib": "@book{a, title={T}, year=2012, publisher={P}}\n\n@book{a, title={U}, year=2013, publisher={P}}\n"},
        "content/s.bib:3:1: error: source-twice: the key 'a' stands here for the second time; the first is in "
        "s.bib, line 1\n    give one of the two sources another key, or remove one",
    ),
    "an unknown type": (
        {"s.yaml": ENTRY.replace("book", "reprot")},
        "content/s.yaml:2:9: error: source-type: 'reprot' is not a type of source\n    did you mean 'report'?",
    ),
    "no title": (
        {"s.yaml": ENTRY.replace("  title: T\n", "")},
        "content/s.yaml:1:3: error: source-incomplete: the source 'a' has no title\n    add one:  title: …",
    ),
    "no publisher": (
        {"s.yaml": ENTRY.replace("  publisher: P\n", "")},
        "content/s.yaml:1:3: warning: source-incomplete: the source 'a' has no publisher, so nobody can tell where it "
        "came out\n    add it:  publisher: …",
    ),
    "no date": (
        {"s.yaml": ENTRY.replace("  issued: 2012\n", "")},
        "content/s.yaml:1:3: warning: source-incomplete: the source 'a' has no date, so nobody can tell when it came "
        "out\n    add it:  issued: 2014-02-07",
    ),
    "an impossible date": (
        {"s.yaml": ENTRY.replace("2012", "2014-02-30")},
        "content/s.yaml:5:11: error: source-date: '2014-02-30' is not a date\n"
        "    write year, month and day as far as they are known: 2014-02-07, 2014-02 or 2014",
    ),
    "an impossible date in JSON": (
        {"s.json": '[{"id": "a", "type": "bill", "title": "T",\n"issued": {"date-parts": [[2014, 25]]}}]'},
        "content/s.json:2:11: error: source-date: '2014-25' is not a date\n"
        "    write year, month and day as far as they are known: 2014-02-07, 2014-02 or 2014",
    ),
    "an impossible date in BibTeX": (
        {"s.bib": "@book{a, title={T}, publisher={P},\n  date={2014-06-31}}\n"},
        "content/s.bib:2:1: error: source-date: '2014-06-31' is not a date\n"
        "    write year, month and day as far as they are known, in one field:  date = {2014-02-07},",
    ),
    "a day of review that is none": (
        {"s.yaml": f"{ENTRY}  review-by: soon\n"},
        "content/s.yaml:6:14: error: source-date: 'soon' is not a date\n"
        "    write year, month and day as far as they are known: 2014-02-07, 2014-02 or 2014",
    ),
    "names that are none": (
        {"s.yaml": f"{ENTRY}  author:\n  - name: Collins\n"},
        "content/s.yaml:7:3: error: source-names: 'author' of the source 'a' is not a list of names\n"
        "    write a person as {family: Collins, given: Robert}, an organization as {literal: UN Human Rights Council}",
    ),
    "a text that is none": (
        {"s.yaml": f"{ENTRY}  edition: {{number: 2}}\n"},
        "content/s.yaml:6:12: error: source-value: 'edition' of the source 'a' is not a text\n"
        "    write it as text: edition: …",
    ),
    "a field that there is not": (
        {"s.yaml": f"{ENTRY}  volum: 3\n"},
        "content/s.yaml:6:3: warning: source-field: the field 'volum' of the source 'a' is unknown, and ignored\n"
        "    did you mean 'volume'?",
    ),
    "an address that is none": (
        {"s.yaml": f"{ENTRY}  URL: www.example.org\n"},
        "content/s.yaml:6:8: error: source-url: 'www.example.org' is not a web address\n"
        "    write it whole: https://www.example.org/report",
    ),
    "two sources with one address": (
        {
            "s.yaml": f"{ENTRY}  URL: https://example.org/a\n{ENTRY.replace('id: a', 'id: b')}  URL: http://www.example.org/a/\n"
        },
        "content/s.yaml:12:8: warning: source-url-twice: the source 'b' has the address of 'a' in s.yaml, line 1\n"
        "    merge the two sources, or correct an address",
    ),
}


@pytest.mark.parametrize("entry", ["@book{a\n", "@book{a, title = {T\n\n\n", "@book{a,\n"])
def test_of_many_broken_entries_of_bibtex_ten_are_reported_within_seconds(entry: str) -> None:
    begin = perf_counter()
    _, findings = values.entries(entry * 5_000, Path("s.bib"))
    assert (len(findings), perf_counter() - begin < 10) == (10, True)


@pytest.mark.parametrize(("files", "expected"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_in_a_file_with_sources_is_reported_with_its_place(
    files: dict[str, str | bytes], expected: str, make_brief: MakeBrief
) -> None:
    assert told(make_brief, files) == [expected]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2014", {"date-parts": [[2014]]}),
        ("2014-02", {"date-parts": [[2014, 2]]}),
        ("2014-2-7", {"date-parts": [[2014, 2, 7]]}),
        ("2014-02-07T10:30:00Z", {"date-parts": [[2014, 2, 7]]}),
        ("2014~", {"date-parts": [[2014]], "circa": 1}),
        ("2012/2014-03", {"date-parts": [[2012], [2014, 3]]}),
        ("2014-21", {"date-parts": [[2014, 21]]}),
        ("2016-02-29", {"date-parts": [[2016, 2, 29]]}),
        ("2014-02-29", None),
        ("2014-00", None),
        ("2014-21-03", None),
        ("0", None),
        ("7 February 2014", None),
        ("", None),
    ],
)
def test_dates_are_read_as_far_as_they_are_given(text: str, date: dict[str, Any] | None) -> None:
    assert dates.of_text(text) == date


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day: date) -> None:
    assert dates.of_text(day.isoformat()) == {"date-parts": [[day.year, day.month, day.day]]}


@given(st.text(max_size=12))
def test_no_text_crashes_the_reading_of_dates(text: str) -> None:
    read = dates.of_text(text)
    assert read is None or all(map(dates.is_day, read["date-parts"]))
