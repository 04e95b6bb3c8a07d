"""What the proof of a copy finds, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief.load import load
from brief.merge import making
from brief.merge.copies import Copy
from brief.merge.proof import Proof, of_fields
from tests.conftest import MakeBrief
from tests.merge.merging import SETTINGS


def copy(row: int, **values: str) -> Copy:
    return Copy(row, row, f"{row}.pdf", values, {})


def judged(
    own: Copy, others: list[Copy], text: str, html: str = "", sample: str = "", written: tuple[str, ...] = ()
) -> list[str]:
    values = (*own.values.values(), *written)
    html = html or " ".join(f'<span class="field">{value}</span>' for value in values)
    wrong = Proof([own, *others], sample).wrong(own, values, f"<body>{html}</body>", text, None)
    return [finding.message.partition(": ")[2] for finding in wrong]


@pytest.mark.parametrize(
    ("own", "other", "text"),
    [
        ("West Virginia", "Virginia", "In West Virginia."),
        ("West Virginia", "Virginia", "In West Vir\ufffe\r\nginia."),
        (
            "Commission on International Affairs",
            "International",
            "The Commis-\r\nsion on Interna\u00ad\r\ntional Affairs.",
        ),
        ("West Virginia", "West", "West Virginia"),
        ("2", "2,300", "in districts 2, 300 and 2"),
        ("Oregon", "OR", "Oregon or not"),
        ("STRASSE", "Weg", "In der Stra\u00dfe"),
        ("of", "in", "of course"),
    ],
)
def test_a_right_copy_passes(own: str, other: str, text: str) -> None:
    assert judged(copy(2, a=own), [copy(3, a=other)], text) == []


CALLED = '<p>In district <span class="field">2</span><a>\u206011</a>, and 2,300<a>\u206012</a>)</p>'


def test_the_call_of_a_note_behind_a_number_makes_no_other_number_of_it() -> None:
    others = [copy(3, a="211"), copy(4, a="2"), copy(5, a="2,30012")]
    own = copy(2, a="2", b="2,300")
    assert judged(own, others, "In district 211, and\r\n2,30012)", CALLED) == []
    assert judged(own, others, "In district 211, and\r\n2,30012) 211", CALLED) == [
        "its pages have '211', which belongs to row 3 alone"
    ]
    assert judged(own, [], "In district 2311, and 2,30012)", CALLED) == ["'2' cannot be read back from its pages"]


def test_values_that_filters_print_count_as_the_copy_s_own() -> None:
    html = '<span class="field">1,234</span> <span class="field">March 2</span>'
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
        ("2018", "in {}.<a>\u206011</a>", "in 2018.11", "in 201811"),
    ],
)
def test_a_value_is_read_back_with_the_letters_that_are_joined_to_it(
    value: str, html: str, right: str, wrong: str
) -> None:
    html = html.format(f'<span class="field">{value}</span>')
    assert judged(copy(2, a=value), [], right, html) == []
    assert judged(copy(2, a=value), [], wrong, html) == [f"'{value}' cannot be read back from its pages"]


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
    brief, texts, _ = making.READER.read(load(Path())[0])
    assert sorted(of_fields(brief, texts)) == [
        "Guam", "Guam’s", "Independent", "OFFICE OF SENATOR EXAMPLE", "Office of Senator Example", "many",
    ]  # fmt: skip


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
        ("2", "2300", "2 and 2300", ["its pages have '2300', which belongs to row 3 alone"]),
        ("Virginia", "West Virginia", "Virginia and West Virginia", [
            "its pages have 'West Virginia', which belongs to row 3 alone"]),
        ("Senator Ash", "Senator Birch", "Senator Ash, and Senator Bir-\r\nch", [
            "its pages have 'Senator Birch', which belongs to row 3 alone"]),
    ],
)  # fmt: skip
def test_a_wrong_copy_is_found(own: str, other: str, text: str, found: list[str]) -> None:
    assert judged(copy(2, a=own), [copy(3, a=other)], text) == found


def test_words_that_every_copy_has_belong_to_no_row() -> None:
    assert judged(copy(2, a="Ohio"), [copy(3, a="Congress")], "Ohio and Congress", sample="Dear Congress") == []
