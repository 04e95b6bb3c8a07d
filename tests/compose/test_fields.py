"""The values of fields on the page: in sections, in the settings of an edition, in layouts."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from brief.compose.fields import GAP, unconditional
from brief.findings import BriefError
from brief.load import load
from tests.compose.test_editions import html_of, words
from tests.conftest import MakeBrief

FIELDS = """title: A
fields:
  office: {sample: "Office of <b>{{ x }}</b>"}
  party: {type: choice, choices: [Democrat, Independent], sample: Independent}
  count: {type: number, sample: "2300", format: "1,234"}
  rank: {sample: many}
  greeting: {sample: Dear Senator}
  empty: {}
"""


def body(make_brief: MakeBrief, text: str, name: str = "full", settings: str = FIELDS) -> str:
    return html_of(make_brief, {"brief.yaml": settings, "part.md": f"# T\n\n{text}\n"}, name)


def test_a_value_is_text_whatever_it_holds(make_brief: MakeBrief) -> None:
    html = body(make_brief, "To {{ office }} & {{ count }}.")
    assert 'To <span class="field">Office of &lt;b&gt;{{ x }}&lt;/b&gt;</span> &amp; ' in html
    assert '<span class="field">2,300</span>.' in html


def test_a_value_is_no_link_in_a_note_either(make_brief: MakeBrief) -> None:
    settings = FIELDS + "  site: {sample: https://www.example.org/a/?utm_source=b}\n"
    html = body(make_brief, "A.[^1]\n\n[^1]: See {{ site }}, and https://www.example.org/c/.", settings=settings)
    assert 'See <span class="field">https://www.example.org/a/?utm_source=b</span>, and <a ' in html


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('A {% if party == "Independent" %}**b**{% else %}c{% endif %} d.', "A b d."),
        ('A {% if party == "Democrat" %}b{% elif empty %}c{% elif count %}e{% else %}f{% endif %} d.', "A e d."),
        ('A{% if party == "Democrat" %} b{% endif %} d.', "A d."),
        ("A {% if count %}b {% if empty %}c{% else %}d{% endif %} e{% endif %}.", "A b d e."),
        ("- one\n- {% if empty %}two{% endif %}\n- three", "one three"),
        ('{% if empty %}Gone.{% endif %}\n\n"Kept."', "“Kept.”"),
        ("As {{ party | a }}, {{ party | an | upper }}.", "As an Independent , AN INDEPENDENT ."),
        ('{{ empty | default("none") | ordinal }}x', None),
        ("{{ empty | number }}x", "x"),
    ],
)
def test_conditions_choose_and_filters_change_what_is_printed(
    make_brief: MakeBrief, text: str, printed: str | None
) -> None:
    if printed is None:
        with pytest.raises(BriefError):
            body(make_brief, text)
        return
    html = body(make_brief, text)
    assert words(html[html.index("</h2>") :]).startswith(printed)


def test_a_cell_of_which_a_condition_leaves_nothing_stays_in_its_row(make_brief: MakeBrief) -> None:
    html = body(make_brief, "| A | B |\n|---|---|\n| {% if empty %}gone{% endif %} | b |\n")
    assert len(re.findall(r"<t[dh]\b", html[html.index("<tbody") :])) == 2


def test_blocks_under_a_condition_are_printed_when_it_holds(make_brief: MakeBrief) -> None:
    text = 'All.\n\n/// when | party == "Independent"\nYes.\n///\n\n/// when | empty\nNo.\n///\n'
    assert re.findall(r"<p[^>]*>(\w+\.)</p>", body(make_brief, text)) == ["All.", "Yes."]


def test_a_condition_that_ends_outside_its_emphasis_is_reported(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError) as caught:
        body(make_brief, "A.\n\nB *c {% if empty %}d* e{% endif %}.")
    assert str(caught.value) == (
        "content/part.md:5: error: condition-open: a condition here begins within emphasis or a link, and ends outside,"
        " or the other way round\n    put {% if … %} and {% endif %} both inside or both outside"
    )


def test_a_value_unfit_for_a_filter_is_reported_with_its_line(make_brief: MakeBrief) -> None:
    with pytest.raises(BriefError) as caught:
        body(make_brief, "A.\n\nYour {{ rank | ordinal }}.")
    assert str(caught.value) == (
        "content/part.md:5: error: value-wrong: 'many' is not a whole number, as the filter 'ordinal' needs\n"
        "    write digits alone: 3"
    )


def test_the_settings_of_an_edition_may_hold_fields(make_brief: MakeBrief) -> None:
    own = (
        'editions:\n  handout: {ask: "We ask {{ party | a }}.", addressee: "{{ office }}", title: "For {{ count }}"}\n'
    )
    text = words(body(make_brief, "Text.", "handout", FIELDS + own))
    assert "To Office of &lt;b&gt;{{ x }}&lt;/b&gt; We ask an Independent." in text
    assert "For 2,300" in text
    assert "Dear Senator" in text


def test_a_field_may_have_the_name_of_something_in_jinja(make_brief: MakeBrief) -> None:
    settings = "title: A\nfields: {range: {type: text}, dict: {sample: a}}\n"
    html = body(make_brief, "Dear {{ dict }}{{ range | upper }}.", settings=settings)
    assert "Dear a." in re.sub("<[^>]*>", "", html)


def test_faults_in_fields_are_reported_where_they_are_declared(make_brief: MakeBrief) -> None:
    settings = """title: A
fields:
  day: {type: date, sample: soon, format: "{week}"}
  when: {type: date, sample: soon}
  seat: {type: choice}
  note: {choices: [a], longest: none, source: nobody}
editions: {handout: {ask: "We ask {{ offic }} {{"}}
"""
    with pytest.raises(BriefError) as caught:
        load(make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"}))
    assert str(caught.value).splitlines()[::2] == [
        "content/brief.yaml:3:43: error: format-wrong: '{week}' is not a format of the type 'date'",
        "content/brief.yaml:4:30: error: value-wrong: 'soon' is not a date",
        "content/brief.yaml:5:9: error: choices-missing: the field 'seat' is a choice, and has no choices",
        "content/brief.yaml:6:33: error: longest-wrong: 'none' is not a number of characters from 1 to 1,000",
        "content/brief.yaml:6:19: error: choices-unused: a field of the type 'text' has no choices",
        "content/brief.yaml:6:47: error: source-unknown: 'nobody' is neither the key of a source nor a field that names"
        " one",
        "content/brief.yaml:7:27: error: field-unknown: there is no field 'offic'",
        "content/brief.yaml:7:27: error: field-broken: this is not a field: '{{'",
    ]


def test_the_title_in_front_matter_may_hold_fields(make_brief: MakeBrief) -> None:
    part = "---\ntitle: What {{ party | a }} can do\n---\nText.\n"
    assert "What an Independent can do" in words(html_of(make_brief, {"brief.yaml": FIELDS, "part.md": part}, "full"))
    with pytest.raises(BriefError) as caught:
        html_of(make_brief, {"brief.yaml": FIELDS, "part.md": part.replace("party", "partie")}, "full")
    assert str(caught.value) == (
        "content/part.md:2: error: field-unknown: there is no field 'partie'\n    did you mean 'party'?"
    )


def test_what_fields_and_conditions_print_leaves_a_gap_in_a_text() -> None:
    """So no words are next to each other that no copy prints like that."""
    tree = fromstring(
        '<p>the junior <span data-field="lead"/> senator <em>from <span data-case="if" data-condition="a"/>Ohio'
        '<span data-case="else"/>Utah<span data-case="endif"/> now</em>.</p>'
    )
    parts = "".join(unconditional(tree).itertext()).split(GAP)
    assert [part for part in map(str.strip, parts) if part] == ["the junior", "senator from", "now."]
