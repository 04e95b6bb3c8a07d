"""`brief check`: what it reports, in which order and format, what a brief may change, and what it stops."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from itertools import product
from pathlib import Path
from time import process_time

import pytest

from brief import build
from brief.check.ruling import Allowed
from brief.findings import BriefError, Place, Severity
from brief.findings import review as rules
from brief.load import load
from brief.review import Report, review
from brief.review.reports import summary
from tests.conftest import Command, MakeBrief
from tests.review.conftest import SOURCES

TODAY = date(2026, 1, 1)
WHOLE = """\
title: The Camps
ask: We ask the Senate to sign the letter.
date: 2025-03-01
version: "1.0"
authors: [{name: Policy desk}]
contact: {name: Policy desk}
sources: sources.yaml
sections: [summary, recommendations]
"""
CLEAN: Mapping[str, str | bytes] = {
    "brief.yaml": WHOLE,
    "sources.yaml": SOURCES,
    "summary.md": "The camps hold 120,000 people.[@coi2014]\n",
    "recommendations.md": "# What to do\n\n## To the Senate\n\n1. Sign the letter.\n",
}
"""A brief without findings."""


def found(make_brief: MakeBrief, files: Mapping[str, str | bytes] = CLEAN, *, pages: bool = False) -> list[str]:
    return [
        str(finding) for finding in review(make_brief({**CLEAN, **files}), [], "", TODAY, with_pages=pages).findings
    ]


def test_a_brief_without_faults_has_none_on_its_pages_either(make_brief: MakeBrief) -> None:
    assert found(make_brief, pages=True) == []


def test_a_number_without_a_source_is_reported_at_its_place_with_the_available_keys(make_brief: MakeBrief) -> None:
    files = {"summary.md": "---\ntitle: Summary\n---\nThe camps hold\n*families*. Some 120,000 people are held.\n"}
    assert found(make_brief, files) == [
        'content/summary.md:5:18: error: unsourced-number: "120,000" has no source in its sentence\n'
        "    cite one, [@key], or add a note, [^1]; yours are coi2014",
        "content/sources.yaml:1:7: info: source-unused: the source 'coi2014' is cited nowhere, so it is not printed\n"
        "    cite it, [@coi2014], or leave it for later",
    ]


def test_findings_come_in_the_order_of_the_brief_and_the_worst_of_a_place_first(make_brief: MakeBrief) -> None:
    files = {
        "summary.md": "They met recently, and and 12 came. TODO\n\nThe WFP came too.\n",
        "recommendations.md": "# What to do\n\n1. A letter.\n",
    }
    places = [line.split(": ")[:3] for line in found(make_brief, files)]
    assert places == [
        ["content/summary.md:1:10", "warning", "time-relative"],
        ["content/summary.md:1:24", "warning", "word-twice"],
        ["content/summary.md:1:28", "error", "unsourced-number"],
        ["content/summary.md:1:37", "warning", "unfinished"],
        ["content/summary.md:3:5", "warning", "acronym-undefined"],
        ["content/recommendations.md:3:4", "error", "recommendation-to-nobody"],
        ["content/recommendations.md:3:4", "warning", "recommendation-without-verb"],
        ["content/sources.yaml:1:7", "info", "source-unused"],
    ]
    assert found(make_brief, files) == found(make_brief, files)


def test_a_fault_that_occurs_twice_in_a_paragraph_is_reported_at_both_places(make_brief: MakeBrief) -> None:
    files = {"summary.md": "TODO, and *TODO*: [here](https://a.org), then\n[here](https://b.org).\n"}
    places = [line.split(": ")[::2][:2] for line in found(make_brief, files) if "summary.md" in line]
    assert places == [
        ["content/summary.md:1:1", "unfinished"],
        ["content/summary.md:1:12", "unfinished"],
        ["content/summary.md:1:20", "link-words"],
        ["content/summary.md:2:2", "link-words"],
    ]


def test_findings_of_a_build_are_included_even_when_there_are_too_many_pages(make_brief: MakeBrief) -> None:
    long = "The camps hold people.[@coi2014] " + "They hold people for a word. " * 1500
    files = {"summary.md": "\n\n".join(long[at : at + 2000] for at in range(0, len(long), 2000))}
    rules = {line.split(": ")[2] for line in found(make_brief, files, pages=True)}
    assert {"page-limit", "summary-long"} <= rules


def test_a_brief_that_cannot_be_read_is_reported_as_by_a_build(make_brief: MakeBrief) -> None:
    assert [line.split(": ")[2] for line in found(make_brief, {"brief.yaml": "titel: A\n"})] == [
        "key-missing",
        "key-unknown",
    ]


BROKEN: Mapping[str, tuple[str, str]] = {
    "a picture that is not there": ("![A wall](wall.png)", "image-missing"),
    "a link to nothing": ("See [above](#nowhere).", "link-broken"),
    "a reference to nothing": ("See @fig:nowhere.", "reference-unknown"),
    "data that are not there": ("/// table | data.csv\n///", "data-missing"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_an_error_that_stops_a_build_hides_no_findings_on_words(make_brief: MakeBrief, name: str) -> None:
    text, rule = BROKEN[name]
    report = review(make_brief({**CLEAN, "summary.md": f"They met recently, and and left.\n\n{text}\n"}), [], "", TODAY)
    found = [finding.rule for finding in report.findings if finding.place and finding.place.path.name == "summary.md"]
    assert found == ["time-relative", "word-twice", rule]
    assert summary(report).endswith("; the pages are not checked until the errors are mended")


def test_files_are_not_reported_as_unused_while_a_picture_is_missing(make_brief: MakeBrief) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    files = {**CLEAN, "a.svg": svg, "summary.md": "Text.\n\n![A wall](a.svg)\n\n![A gate](gone.svg)\n"}
    rules = {finding.rule for finding in review(make_brief(files), [], "", TODAY).findings}
    assert "image-missing" in rules
    assert "file-unused" not in rules


def test_words_are_not_checked_while_a_section_cannot_be_read(make_brief: MakeBrief) -> None:
    files = {
        "summary.md": "The World Food Office (WFO) met.\n\n/// box | A\nB\n",
        "recommendations.md": "# A\n\nThe WFO.\n",
    }
    report = review(make_brief({**CLEAN, **files}), [], "", TODAY)
    assert [finding.rule for finding in report.findings] == ["block-unclosed"]
    assert (
        summary(report) == "1 error, 0 warnings, 0 infos; words and pages are not checked until the errors are mended"
    )


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        ("The camps hold 120,000 people.[@coi2014]\n", [], 0),
        ("They met recently.[@coi2014]\n", [], 0),
        ("They met recently.[@coi2014]\n", ["--strict"], 1),
        ("Some 120,000 are held. The rest is known.[@coi2014]\n", [], 1),
    ],
)
def test_the_exit_code_is_1_after_errors_and_with_strict_also_after_warnings(
    make_brief: MakeBrief, brief: Command, text: str, options: list[str], code: int
) -> None:
    make_brief({**CLEAN, "summary.md": text})
    assert brief("check", "--no-pages", *options).returncode == code


def test_the_command_prints_findings_and_then_their_number(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({**CLEAN, "summary.md": "They met recently.[@coi2014]\n"})
    done = brief("check", "--no-pages")
    assert done.stdout == (
        "content/summary.md:1:10: warning: time-relative: 'recently' means another time to whoever reads this in a "
        "year\n    write the date, the month or the year\n"
    )
    assert done.stderr == "0 errors, 1 warning, 0 infos\n"


def test_the_json_format_has_all_fields_of_a_finding_and_the_counts(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({**CLEAN, "summary.md": "They met recently.[@coi2014]\n"})
    assert json.loads(brief("check", "--no-pages", "--format", "json").stdout) == {
        "findings": [
            {
                "rule": "time-relative",
                "severity": "warning",
                "message": "'recently' means another time to whoever reads this in a year",
                "hint": "write the date, the month or the year",
                "path": "content/summary.md",
                "line": 1,
                "column": 10,
                "edition": None,
                "page": None,
            }
        ],
        "errors": 0,
        "warnings": 1,
        "infos": 0,
    }


def test_the_github_format_has_annotations_that_no_value_can_end(make_brief: MakeBrief, brief: Command) -> None:
    make_brief(
        {**CLEAN, "terms.yaml": 'avoid: {"50%": "half, or so::"}\n', "brief.yaml": f"{WHOLE}terms: terms.yaml\n"}
    )
    Path("content/summary.md").write_text("So 50% met.[@coi2014]\n", encoding="utf-8")
    assert brief("check", "--no-pages", "--format", "github").stdout == (
        "::warning file=content/summary.md,line=1,col=4,title=term-avoided::"
        "your house avoids '50%25'%0Awrite 'half, or so::'\n"
    )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "xml"], "unknown-format"),
        (["-e", "handuot"], "unknown-edition"),
        (["nowhere"], "no-brief"),
        (["--paper", "a5"], "unknown-paper"),
    ],
)
def test_the_exit_code_is_2_after_a_wrong_command_line(
    make_brief: MakeBrief, brief: Command, words: list[str], told: str
) -> None:
    make_brief(CLEAN)
    done = brief("check", *words)
    assert (done.returncode, told in done.stderr) == (2, True)


def test_a_brief_may_turn_rules_off_and_change_their_severity_and_limits(make_brief: MakeBrief) -> None:
    text = "They met recently. " + "word " * 20 + "word.[@coi2014]\n"
    off = 'time-relative: {severity: off, because: "a daily bulletin"}'
    rules = {
        "": ["time-relative"],
        f"rules: {{{off}}}\n": [],
        "rules: {time-relative: {severity: info}}\n": ["time-relative"],
        f"rules: {{{off}, sentence-long: {{limit: 20}}}}\n": ["sentence-long"],
    }
    for settings, expected in rules.items():
        lines = found(make_brief, {"brief.yaml": WHOLE + settings, "summary.md": text})
        assert [line.split(": ")[2] for line in lines if "word-twice" not in line] == expected


def test_a_brief_may_raise_the_severity_of_a_rule(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": f"{WHOLE}rules: {{time-relative: {{severity: error}}}}\n",
        "summary.md": "Recently.[@coi2014]",
    }
    assert [line.split(": ")[1] for line in found(make_brief, files)] == ["error"]


def test_a_missing_part_is_a_warning_in_a_draft_and_an_error_in_a_final_brief(make_brief: MakeBrief) -> None:
    lacking = WHOLE.replace("contact: {name: Policy desk}\n", "")
    for status, severity in (("draft", "warning"), ("final", "error")):
        assert found(make_brief, {"brief.yaml": f"{lacking}status: {status}\n"}) == [
            f"content/brief.yaml: {severity}: part-missing: the brief has no contact\n"
            "    say in brief.yaml whom a reader calls:  contact: {name: …, phone: …}"
        ]


ALLOWED = "<!-- brief: allow unsourced-number because the box below has it -->"


@pytest.mark.parametrize("line", ["{0}\n\n120,000 are held.", "120,000 are held. {0}", "120,000 are\nheld.\n{0}"])
def test_a_comment_allows_a_fault_in_its_block(make_brief: MakeBrief, line: str) -> None:
    text = f"As all know.[@coi2014]\n\n{line.format(ALLOWED)}\n"
    assert found(make_brief, {"summary.md": text}, pages=True) == []


def test_a_comment_allows_no_other_fault_and_nothing_in_other_blocks(make_brief: MakeBrief) -> None:
    text = f"As all know.[@coi2014]\n\n{ALLOWED}\n\n120,000 were held recently.\n\nThere are 12 camps.\n"
    lines = found(make_brief, {"summary.md": text})
    assert [line.split(": ")[0:3:2] for line in lines] == [
        ["content/summary.md:5:19", "time-relative"],
        ["content/summary.md:7:11", "unsourced-number"],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            f"As all know.[^a] More.[@coi2014]\n\n[^a]: All 503 of them. {ALLOWED}\n\nThere are 504 people.\n",
            ["summary.md:5:11: unsourced-number"],
        ),
        (
            f"/// only-in | full\n500 are held.\n\n{ALLOWED}\n\n///\n\n600 are held. All know.[@coi2014]\n",
            ["summary.md:2:1: unsourced-number", "summary.md:8:1: unsourced-number"],
        ),
        (f"# Summary {ALLOWED}\n\n500 are held. All know.[@coi2014]\n", ["summary.md:3:1: unsourced-number"]),
        ("<!-- brief: allow summary-long because all of it counts -->\n\nAll know.[@coi2014] " + "No one. " * 80, []),
    ],
)
def test_an_allowing_comment_covers_its_own_block_or_the_one_below_and_nothing_else(
    make_brief: MakeBrief, text: str, told: list[str]
) -> None:
    report = review(make_brief({**CLEAN, "summary.md": text}), [], "", TODAY, with_pages=False)
    kept = [one for one in report.findings if one.rule in ("unsourced-number", "summary-long")]
    assert [f"{one.place}: {one.rule}".removeprefix("content/") for one in kept] == told


def test_thousands_of_allowing_comments_take_no_time(make_brief: MakeBrief) -> None:
    lines = "".join(f"Word\n\n<!-- brief: allow unsourced-number because {number} -->\n\n" for number in range(3_000))
    _, texts, _ = build.read(load(make_brief({"part.md": f"# T\n\n{lines}There are 5,000.\n"}))[0])
    started = process_time()
    allowed = Allowed(texts)
    assert process_time() - started < 1
    place = Place(Path("content/part.md"), lines.count("\n") + 3)
    covered = allowed.by(rules.UNSOURCED_NUMBER.at(place, number="5,000", way=""))
    assert covered
    assert (covered.first, covered.allowance.because) == (place.line, "2999")


def test_an_allowing_comment_above_a_table_from_a_file_covers_the_file(make_brief: MakeBrief) -> None:
    text = "Text.[@coi2014]\n\n{}/// table | x.csv\n\nPeople.\n///\n"
    files = {"x.csv": "Camp,People\nNorth,12\nSouth,30\nTotal,44\n", "summary.md": text.format("")}
    assert [line.split(": ")[2] for line in found(make_brief, files)] == ["unsourced-table", "total-wrong"]
    both = f"{ALLOWED.replace('number', 'table')}\n\n{ALLOWED.replace('unsourced-number', 'total-wrong')}\n\n"
    assert found(make_brief, {**files, "summary.md": text.format(both)}) == []


def test_an_allowing_comment_is_reported_as_in_vain_only_if_its_rule_was_checked(make_brief: MakeBrief) -> None:
    text = f"{ALLOWED.replace('unsourced-number', 'drawing-in-words')}\n\nAll know.[@coi2014]\n"
    folder = make_brief({**CLEAN, "summary.md": text})
    assert "allowed-in-vain" not in {one.rule for one in review(folder, [], "", TODAY).findings}
    assert "allowed-in-vain" in {one.rule for one in review(folder, ["all"], "", TODAY).findings}


def test_a_comment_that_allows_nothing_or_an_unknown_rule_is_reported(make_brief: MakeBrief) -> None:
    wrong = ALLOWED.replace("number", "numbers")
    text = f"{ALLOWED}\n\nAs all know.[@coi2014]\n\n{wrong}\n\nMore.\n"
    assert found(make_brief, {"summary.md": text}, pages=True) == [
        "content/summary.md:1: warning: allowed-in-vain: this comment allows 'unsourced-number', and the block below "
        "it does not break that rule\n    delete the comment",
        "content/summary.md:5: warning: allowed-unknown: there is no rule 'unsourced-numbers' that a comment can "
        "allow\n    did you mean 'unsourced-number'?",
    ]


def test_a_name_that_must_not_be_printed_cannot_be_allowed(make_brief: MakeBrief) -> None:
    text = "<!-- brief: allow term-never because she agreed -->\n\nJane Roe told us.[@coi2014]\n"
    files = {"terms.yaml": "never: [Jane Roe]\n", "brief.yaml": f"{WHOLE}terms: terms.yaml\n", "summary.md": text}
    assert [line.split(": ")[2] for line in found(make_brief, files)] == ["allowed-firm", "term-never"]


def test_a_build_warns_of_leftover_markup_and_unfinished_text_and_of_nothing_else(
    make_brief: MakeBrief, brief: Command
) -> None:
    make_brief({**CLEAN, "summary.md": "Recently 12 **met ** here.[@coi2014] TODO\n"})
    told = [line.split(": ")[2] for line in brief("build").stderr.splitlines() if line.startswith("content")]
    assert told == ["stars-left", "unfinished"]


def test_a_build_respects_what_a_brief_allows(make_brief: MakeBrief, brief: Command) -> None:
    comment = "<!-- brief: allow unfinished because TK is a company -->"
    settings = f'{WHOLE}rules: {{stars-left: {{severity: off, because: "so typed"}}}}\n'
    make_brief({**CLEAN, "brief.yaml": settings, "summary.md": f"{comment}\n\n**TK ** met.[@coi2014]\n"})
    assert "content/" not in brief("build").stderr.partition("full:")[0]


def test_a_release_is_stopped_by_errors_of_the_review(make_brief: MakeBrief) -> None:
    from brief.release import release

    files = {"brief.yaml": f"{WHOLE}status: final\n", "summary.md": "Some 12 met recently. They left.[@coi2014]\n"}
    make_brief({**CLEAN, **files})
    with pytest.raises(BriefError) as caught:
        list(release(Path(), Path("output")))
    assert [finding.rule for finding in caught.value.findings] == ["unsourced-number", "not-released"]


def test_a_release_is_stopped_by_errors_on_pages_and_by_rules_made_an_error(make_brief: MakeBrief) -> None:
    from brief.release import release

    small = {"styles/brand.css": ".summary p { font-size: 5pt }\n"}
    severe = {"brief.yaml": f"{WHOLE}status: final\nrules: {{section-unlisted: {{severity: error}}}}\n", "x.md": "X."}
    for files, rule in ((small, "type-small"), (severe, "section-unlisted")):
        make_brief({**CLEAN, "brief.yaml": f"{WHOLE}status: final\n", **files})
        with pytest.raises(BriefError) as caught:
            list(release(Path(), Path("output")))
        assert rule in {one.rule for one in caught.value.findings if one.severity is Severity.ERROR}
        Path("content/styles/brand.css").unlink(missing_ok=True)


def test_a_number_in_a_heading_needs_no_source_if_the_text_repeats_it_with_one(make_brief: MakeBrief) -> None:
    text = "## Some 120,000 people\n\nThe camps hold 120,000 people.[@coi2014]\n\n## Of 20,000 nobody knows\n\nText.\n"
    (told,) = found(make_brief, {"summary.md": text})
    assert told.startswith('content/summary.md:5:7: error: unsourced-number: "20,000"')


def test_invalid_entries_in_the_word_lists_of_a_brief_are_ignored(make_brief: MakeBrief) -> None:
    words = "spellings: foo, a=b=c, color=colour\nrelative-times: '*, ((, recently'\nasking: ''\n"
    lines = found(make_brief, {"styles/words/en.yaml": words, "summary.md": "A colour, recently.[@coi2014]\n"})
    assert [line.split(": ")[2] for line in lines] == ["spellings-mixed", "time-relative"]


def test_columns_of_a_short_version_are_those_of_the_file(make_brief: MakeBrief) -> None:
    text = "---\nshort: Recently it costs 4,400 TODO\n---\nText.[@coi2014]\n"
    lines = found(make_brief, {"summary.md": text})
    assert [line.split(": ")[0] for line in lines] == [f"content/summary.md:2:{column}" for column in (8, 26, 32)]


def test_rules_are_listed_and_explained(brief: Command) -> None:
    listed = brief("rules").stdout
    assert "  unsourced-number            error\n" in listed
    assert "  sentence-long               warning; limit 25\n" in listed
    assert "What stops a build" not in listed
    assert "\nWhat stops a build\n  " in brief("rules", "--all").stdout
    assert brief("rules", "word-twice").stdout == (
        "word-twice: warning\n\nA word that stands twice in a row is a slip that every reader sees.\nDelete one.\n"
        "\nbreaks it: part.md\n    The camps hold the the families.\n"
        "\nkeeps it: part.md\n    The camps hold the families that that law names.\n"
    )
    assert brief("rules", "off-paper").returncode == 2
    assert brief("rules", "page-limit").stdout.startswith("page-limit: error\n\n… is … too long")
    assert (
        "there is field-unsourced, unsourced-number, unsourced-quotation and unsourced-table"
        in brief("rules", "unsourced").stderr
    )


def test_an_empty_report_is_summarized_with_counts_of_0() -> None:
    assert summary(Report(())) == "0 errors, 0 warnings, 0 infos"
    assert Report(()).count(Severity.ERROR) == 0


WORST = {
    "sentences without end": "the state holds people ",
    "acronyms": "QZX (QZX) ",
    "words twice": "ab ab ",
    "quotations that open": "“a ",
    "stops": "a.b. ",
    "signs": "**a *b _a b _ [a] (b ",
    "numbers": "two of the three hundred and 12,345.6 ",
    "misspelled words": "qzxv wvut-qzx ",
    "other misspelled words": "".join(f"q{a}{b}{c}v*x* " for a, b, c in product("bcdfghjklmnp", repeat=3)),
    "words run together": "ab*cd*ef[g(((h<<i** ",
    "lost spaces": "ab.Cd,ef;gh.",
    "figures": "Figure 3: as Figure 3 shows, 12 and Source: ",
    "lists": "two ab, cd, ef: ",
    "names in capitals": "AB CD 6 ",
    "paragraph signs": "§§§§ ",
    "nothing but stops": ", . ",
}
"""Texts that, when repeated, could make patterns slow."""


@pytest.mark.parametrize("name", WORST)
def test_no_text_makes_a_rule_slow(make_brief: MakeBrief, name: str) -> None:
    paragraph = (WORST[name] * 1000)[:9000].strip()
    asked = "\n".join(f"{number}. **Act:** say {paragraph}" for number in range(1, 6))
    recommendations = str(CLEAN["recommendations.md"]) + f"\n{asked}\n"
    files = {**CLEAN, "summary.md": "\n\n".join([paragraph] * 11), "recommendations.md": recommendations}
    folder = make_brief(files)  # 145 kB
    start = process_time()
    review(folder, [], "", TODAY, with_pages=False)
    assert process_time() - start < 60, "this grows faster than the text"
