"""What the proof of a copy finds, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.load import load
from brief.merge import preparing
from brief.merge.composed import Composed
from brief.merge.copies import Copy
from brief.merge.proof import Proof
from brief.merge.sample import Filled, Outside, Sample, as_lines
from brief.model import editions_of
from tests.conftest import MakeBrief
from tests.merge.merging import SETTINGS


def copy(row: int, **values: str) -> Copy:
    return Copy(row, row, f"{row}.pdf", values, {})


def outside(*texts: str) -> Outside:
    return Outside(as_lines(texts))


def judged(
    own: Copy,
    others: list[Copy],
    text: str,
    html: str = "",
    sample: str = "",
    written: tuple[str, ...] = (),
    settings: tuple[tuple[str, str], ...] = (),
) -> list[str]:
    values = (*own.values.values(), *written)
    html = html or " ".join(f'<span class="field">{value}</span>' for value in values)
    proof = Proof([own, *others], Sample([outside(sample)], sample))
    wrong = proof.wrong(own, Filled(values, settings), f"<body>{html}</body>", text, None)
    return [finding.message.partition(": ")[2] for finding in wrong]


@pytest.mark.parametrize(
    ("own", "other", "text"),
    [
        ("West Virginia", "Virginia", "In West Virginia."),
        ("West Virginia", "Virginia", "In West Vir\ufffe\r\nginia."),
        ("West Virginia", "Virginia", "In West Vir\ufffeginia."),
        (
            "Commission on International Affairs",
            "International",
            "The Commis-\r\nsion on Interna\u00ad\r\ntional Affairs.",
        ),
        ("West Virginia", "West", "West Virginia"),
        ("2", "2,300", "in districts 2, 300 and 2"),
        ("서울특별시", "서울", "서울특별시."),
        ("Oregon", "OR", "Oregon or not"),
        ("לשכת כהן 15", "לשכת לוי 16", "Dear 15 כהן לשכת,"),
        ("לשכת ועדת הכספים", "לשכת לוי", "לשכת ועדת .Dear\r\n.act to הכספים"),
        ("صلاح الدين", "صالح", "صالح الدين"),
        ("مُحَمَّد", "سلام", "محُمَدّ"),
        ("https://www.a.org/b", "https://a.org", "See https://www.a.org/b"),
        ("https://a.org/b", "http://www.a.org/b/", "See https://a.org/b"),
        ("https://a.org/b", "https://", "See https://a.org/b"),
        ("STRASSE", "Weg", "In der Stra\u00dfe"),
        ("of", "in", "of course"),
    ],
)
def test_a_right_copy_passes(own: str, other: str, text: str) -> None:
    assert judged(copy(2, a=own), [copy(3, a=other)], text) == []


CALL = '<a class="note-call">\u2060{}</a>'
CALLED = f'<p>In district <span class="field">2</span>{CALL.format(11)}, and 2,300{CALL.format(12)})</p>'


def test_the_call_of_a_note_behind_a_number_makes_no_other_number_of_it() -> None:
    others = [copy(3, a="211"), copy(4, a="311"), copy(5, a="2,30012")]
    own = copy(2, a="2", b="2,300")
    assert judged(own, others, "In district 211, and\r\n2,30012)", CALLED) == []
    assert judged(own, others, "In district 311, and\r\n2,30012)", CALLED) == ["'2' cannot be read back from its pages"]


def test_values_that_filters_print_count_as_the_copy_s_own() -> None:
    html = '<span class="field">1,234</span> on <span class="field">March 2</span>'
    own, others, written = copy(2, a="1234", b="2026-03-02"), [copy(3, a="234", b="March")], ("1,234", "March 2")
    assert judged(own, others, "1,234 on March 2", html, written=written) == []
    assert judged(own, others, "on March 2", html, written=written) == ["'1,234' cannot be read back from its pages"]


@pytest.mark.parametrize(
    ("value", "html", "right", "wrong"),
    [
        ("12", "for {}th", "for 12th", "for 1299"),
        ("12", "<td>{}</td><td>x</td>", "12 x", "12x"),
        ("Ann Poe", "dear {},", "dear A nn\r\nPoe,", "dear , 12. Mann poetry."),
        ("Ohio", "<strong>the {}</strong>ans", "the Ohioans", "the Ohio"),
        ("Ohio", "the {}<em>ans</em>", "the Ohioans", "the Ohio"),
        ("2018", 'in {}.<a class="note-call">\u206011</a>', "in 2018.11", "in 2018.12"),
        (
            "Ohio",
            '{}<span><span class="footnote" id="n">Note.</span></span>, so',
            "OHIO1, so 1 Note.",
            "Ohio2, so 1 Note.",
        ),
        ("12", "about {},000 people", "about 12,000 people", "about 12 or 000 people"),
        ("The Rapist", "of {}", "of The Rapist", "of therapist"),
        ("Hyde-Smith", "to {}, who", "to Hyde-\r\nSmith, who", "to Hydesmith, who"),
        ("1.5", "by {} degrees", "by 1.5 degrees", "by 15 degrees"),
        ("3", "district {} has", "district 3 has", "district 31 has 3 towns"),
        ("3", "district {} has", "district\r\n1 of 2\r\n3 has", "district\r\n1 of 2\r\n13 has"),
        ("12", '{}\u202f<a class="note-call">\u20601</a> people', "121 people", "1271 people 121"),
        ("1.234\u202f€", "of {} a bed", "of 1.234€ a bed", "of 1.235€ a bed"),
        ("20260310", "at example.org/{}/text.", "at example.org/2026\r\n0310/text.", "at example.org/20260311/text."),
        ("Αθήνα", "in {}", "ΣΕ IN ΑΘΗΝΑ", "in"),
        ("1-2", "of {}", "of 1-2", "of 12"),
        ("שלום עולם", "of {}", "of עולם שלום", "of עולם"),
        ("12", "H<sub>2</sub>{}<sub>3</sub>O", "H2123O", "H2 13 3O"),
    ],
)
def test_a_value_is_read_back_with_the_letters_that_are_joined_to_it(
    value: str, html: str, right: str, wrong: str
) -> None:
    html = html.format(f'<span class="field">{value}</span>')
    assert judged(copy(2, a=value), [], right, html) == []
    lost = f"'{value}' cannot be read back from its pages".replace("\u202f", " ")
    assert judged(copy(2, a=value), [], wrong, html) == [lost]


@pytest.mark.parametrize(
    "html",
    [
        '<span class="field">Utah</span> <span class="field">Ohio</span>',
        '<span class="field">Ohio <span class="field">Utah</span></span>',
        '<p><span class="field">Ohio</span></p><span class="field">Utah',
    ],
)
def test_an_element_of_a_field_that_a_layout_writes_is_no_value_of_the_copy(html: str) -> None:
    found = ["its pages have 'Utah', which belongs to row 3 alone"]
    assert judged(copy(2, a="Ohio"), [copy(3, a="Utah")], "Ohio Utah", html) == found


def test_fields_hold_the_values_of_a_row_as_the_filters_of_the_text_change_them(make_brief: MakeBrief) -> None:
    """A filter that would refuse a value is not printed."""
    text = (
        "# Summary\n\n{{ office | upper }}[^1] {{ party }}{% if families %} {{ party | ordinal }}{% endif %}\n\n"
        '[^1]: In {{ state | possessive }} {{ families | default("many") }}.\n'
    )
    make_brief({"brief.yaml": SETTINGS, "summary.md": text})
    brief, texts, _ = preparing.READER.read(load(Path())[0])
    assert sorted(Filled.of(brief, texts, editions_of(brief.settings)["full"]).values) == [
        "Guam", "Guam’s", "Independent", "OFFICE OF SENATOR EXAMPLE", "Office of Senator Example", "many",
    ]  # fmt: skip


def test_a_value_of_another_row_is_found_in_the_text_whatever_its_length() -> None:
    html = '<p>In district <span class="field">3</span>, and not in 17<a class="note-call">\u20602</a>.</p>'
    others = [copy(3, a="17"), copy(4, a="172")]
    assert judged(copy(2, a="3"), others, "In district 3, and not in 172.", html) == [
        "its pages have '17', which belongs to row 3 alone"
    ]


def test_the_numbers_of_pages_and_items_are_no_values() -> None:
    text = "1. In district 3\r\n17. of items\r\n17 of 18"
    html = '<ol><li>In district <span class="field">3</span></li><li>of items</li></ol>'
    assert judged(copy(2, a="3"), [copy(3, a="17"), copy(4, a="1")], text, html) == []


@pytest.mark.parametrize(("other", "within"), [("Reed", "agreed"), ("Peña", "Peñascal"), ("4500", "1,450,045,001")])
def test_what_pages_have_is_not_explained_by_letters_within_words(other: str, within: str) -> None:
    html, text = f'<p><span class="field">Ohio</span> {within}</p>', f"Ohio {within}"
    assert judged(copy(2, a="Ohio"), [copy(3, a=other)], text, html) == []
    assert judged(copy(2, a="Ohio"), [copy(3, a=other)], f"{text}\r\n{other}", html) == [
        f"its pages have '{other}', which belongs to row 3 alone"
    ]


def test_a_value_is_read_back_from_each_of_its_places() -> None:
    html = '<p>Dear <span class="field">Ann Ash</span>,</p><p>Bring <span class="field">Ann Ash</span> along.</p>'
    assert judged(copy(2, a="Ann Ash"), [], "Dear Ann Ash,\r\nBring (see page 2) Ann Ash (page 3) along.", html) == []
    assert judged(copy(2, a="Ann Ash"), [], "Dear Ann Ash,\r\nBring along.", html) == [
        "'Ann Ash' cannot be read back from its pages"
    ]


def test_a_value_is_not_found_across_cells() -> None:
    html, text = '<td>West</td><td><span class="field">Virginia</span></td>', "West Virginia"
    assert judged(copy(2, a="Virginia"), [copy(3, a="West Virginia")], text, html) == []


def test_a_name_of_another_row_is_found_in_two_lines_of_a_chart() -> None:
    html = '<svg><text y="1">Quimby</text><text y="2">Farnsworth</text></svg><p><span class="field">Ash</span></p>'
    assert judged(copy(2, a="Ash"), [copy(3, a="Quimby Farnsworth")], "Quimby\r\nFarnsworth\r\nAsh", html) == [
        "its pages have 'Quimby Farnsworth', which belongs to row 3 alone"
    ]


def test_the_numbers_of_figures_are_no_values() -> None:
    html = (
        '<p>In <span class="field">Ohio</span>, as <a class="ref">Figure\xa02</a> shows.</p>'
        '<figcaption><span class="label">Figure 2.</span> A map</figcaption>'
    )
    assert judged(copy(2, a="Ohio"), [copy(3, a="2")], "In Ohio, as Figure 2 shows.\r\nFigure 2. A map", html) == []


def test_the_texts_before_and_behind_a_field_are_apart() -> None:
    html = '<body><p>the junior <span class="field">Ash</span> senator</p>'
    sample = Sample([outside(*Composed(["Ash"], html).outside)])
    assert sample.is_outside(("the", "junior"))
    assert not sample.is_outside(("junior", "senator"))


def test_a_value_that_stands_in_a_setting_and_in_the_text_of_all_copies_is_common_to_all() -> None:
    def copies(text: str) -> Sample:
        names, template = ("Trade", "Finance", "Farms"), "For {{ a }}"
        return Sample([Outside(as_lines([text.format(one)]), [(template, f"For {one}")]) for one in names])

    assert copies("For {0} the rules of Finance").is_outside(("finance",))
    assert not copies("For {0} the rules").is_outside(("finance",))
    assert not copies("For {0} all the rules of {0}").is_outside(("finance",))
    assert copies("For {0} the rules").is_outside(("for",))


def test_the_labels_of_a_proof_are_no_part_of_the_text() -> None:
    html = '<p><span class="place">text 3</span><span class="field">West Virginia</span> waits</p>'
    others = [copy(3, a="Virginia"), copy(4, a="3")]
    assert judged(copy(2, a="West Virginia"), others, "West\r\ntext 3\r\nVirginia waits", html) == []


def test_a_setting_with_fields_is_read_back_whole() -> None:
    html, settings = "<h1>A case for <br>district 3</h1>", (("A case for district {{ a }}", "A case for district 3"),)
    assert judged(copy(2, a="3"), [], "A case for\r\ndistrict 3", html, settings=settings) == []
    assert judged(copy(2, a="3"), [], "A case for\r\ndistrict 31 and 3", html, settings=settings) == [
        "'A case for district 3' cannot be read back from its pages"
    ]


def test_a_short_value_that_is_part_of_another_word_was_not_printed() -> None:
    assert judged(copy(2, a="12"), [copy(3, a="17")], "copy code 4f12a9", "<p>copy code 4f12a9</p>") == []


@pytest.mark.parametrize(
    ("own", "other", "text", "found"),
    [
        ("Ohio", "Utah", "In Ohio and Utah", ["its pages have 'Utah', which belongs to row 3 alone"]),
        ("Ohio", "Utah", "In OHIO and UTAH", ["its pages have 'Utah', which belongs to row 3 alone"]),
        ("Ohio", "Utah", "In Utah", [
            "'Ohio' cannot be read back from its pages", "its pages have 'Utah', which belongs to row 3 alone"]),
        ("12", "17", "In 2012", ["'12' cannot be read back from its pages"]),
        ("2", "2,300", "2 and 2,300", ["its pages have '2,300', which belongs to row 3 alone"]),
        ("Utah", "A-1", "Utah A-1", ["its pages have 'A-1', which belongs to row 3 alone"]),
        ("Utah", "Erd\u00adgas", "Utah Erdgas", ["its pages have 'Erd\u00adgas', which belongs to row 3 alone"]),
        ("Ash", "Reed", "Ash, Reed의", ["its pages have 'Reed', which belongs to row 3 alone"]),
        ("부산", "서울", "부산, 서울의", ["its pages have '서울', which belongs to row 3 alone"]),
        ("2", "2300", "2 and 2300", ["its pages have '2300', which belongs to row 3 alone"]),
        ("Virginia", "West Virginia", "Virginia and West Virginia", [
            "its pages have 'West Virginia', which belongs to row 3 alone"]),
        ("Senator Ash", "Senator Birch", "Senator Ash, and Senator Bir-\r\nch", [
            "its pages have 'Senator Birch', which belongs to row 3 alone"]),
        ("Senator Ash", "Senator Hyde-Smith", "Senator Ash, and Senator Hyde-\r\nSmith", [
            "its pages have 'Senator Hyde-Smith', which belongs to row 3 alone"]),
        ("Utah", "İzmir", "Utah and İzmir", ["its pages have 'İzmir', which belongs to row 3 alone"]),
        ("Ash", "http://www.a.org/b", "Ash, a.org/b", [
            "its pages have 'http://www.a.org/b', which belongs to row 3 alone"]),
        ("צלוי כהן", "לוי", "צלוי כהן and לוי", ["its pages have 'לוי', which belongs to row 3 alone"]),
        ("Ash", "Lee", "Ash and LEE", ["its pages have 'Lee', which belongs to row 3 alone"]),
    ],
)  # fmt: skip
def test_a_wrong_copy_is_found(own: str, other: str, text: str, found: list[str]) -> None:
    assert judged(copy(2, a=own), [copy(3, a=other)], text) == found


def test_a_value_may_be_broken_over_pages() -> None:
    own, other = copy(2, a="Ann van Poe"), copy(3, a="Joe van Roe")
    pages = "Dear {} van\r\n1 A note\r\nFoot 1 of 2\f{}, we ask"
    assert judged(own, [other], pages.format("Ann", "Poe")) == []
    assert judged(own, [other], pages.format("Ann", "Roe")) == ["'Ann van Poe' cannot be read back from its pages"]


def test_a_value_that_is_part_of_an_own_one_may_be_broken_over_pages() -> None:
    own, other = copy(2, a="New York City"), copy(3, a="New York")
    assert judged(own, [other], "in New\r\nFoot 1 of 2\fYork City") == []


def test_a_value_written_in_two_ways_in_one_row_belongs_to_that_row() -> None:
    other = copy(3, a="Utah", b="UTAH")
    assert judged(copy(2, a="Ohio"), [other], "Ohio and Utah") == [
        "its pages have 'UTAH', which belongs to row 3 alone",
        "its pages have 'Utah', which belongs to row 3 alone",
    ]


def test_a_value_of_the_sample_belongs_to_the_row_that_has_it_unless_it_stands_outside_of_fields() -> None:
    own, other = copy(2, a="Ohio"), copy(3, a="Utah")

    def found(sample: Sample) -> int:
        proof = Proof([own, other], sample)
        return len([*proof.wrong(own, Filled(["Ohio"]), "<body>Ohio</body>", "Ohio and Utah", None)])

    assert found(Sample([outside("In")], "In Utah", ["Utah"])) == 1
    assert found(Sample([outside("In Utah")], "In Utah and Utah", ["Utah"])) == 0
    assert found(Sample([outside("In")], "In Utah, Utah", ["Utah"])) == 0  # such as on a map


def test_a_copy_made_earlier_may_be_wrong_if_a_value_of_another_row_stands_before_the_call_of_a_note() -> None:
    own, other = copy(2, a="Ohio"), copy(3, a="Utah")
    proof = Proof([own, other], Sample())
    assert proof.may_be_wrong(own, "Ohio, Utah12")
    assert not proof.may_be_wrong(own, "Ohio12")


def test_a_copy_made_earlier_may_be_wrong_if_text_that_only_some_copies_have_names_a_row_added_since() -> None:
    """The numbers of pages and items, which the sample has, too, are no reason to make it anew."""
    own, others = copy(2, a="Ohio"), [copy(3, a="Utah"), copy(4, a="17")]
    pages = "17. Ohio, and Utah"
    for more, is_wrong in (("and Utah", True), ("", False)):
        proof = Proof([own, *others], Sample([], pages, ["Ohio"], [more]))
        assert proof.may_be_wrong(own, pages) is is_wrong


def test_a_copy_made_earlier_may_be_wrong_if_it_has_a_value_more_often_than_the_drawings_of_all() -> None:
    own, other = copy(2, a="Ohio"), copy(3, a="Utah")
    proof = Proof([own, other], Sample([], "Ohio, and a map of Utah", ["Ohio"]))
    assert not proof.may_be_wrong(own, "Ohio, and a map of Utah")
    assert proof.may_be_wrong(own, "Ohio, as in Utah, and a map of Utah")
    proof = Proof([own, copy(3, a="2")], Sample([], "Ohio\r\n2 of 4", ["Ohio"]))
    assert not proof.may_be_wrong(own, "Ohio\r\n2 of 4")
    assert proof.may_be_wrong(own, "Ohio, as in district 2\r\n2 of 4")


def test_words_that_every_copy_has_belong_to_no_row() -> None:
    assert judged(copy(2, a="Ohio"), [copy(3, a="Congress")], "Ohio and Congress", sample="Dear Congress") == []
