"""Mends: corrections of what goes into citeproc-py and of what comes out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.cite.mends import OTHERS_SIGN, PLURAL, Quotes, mended_item, mended_text, with_others

AMERICAN = Quotes(("“", "”"), ("‘", "’"), take_in=True, comma_gives_way=True)
BRITISH = Quotes(("‘", "’"), ("“", "”"), take_in=False, comma_gives_way=True)
FRENCH = Quotes(("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»"), ("“", "”"), take_in=False, comma_gives_way=False)


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("“A Title”, p. 7.", "“A Title,” p. 7."),
        ("“A Title”. 2018.", "“A Title.” 2018."),
        ("“A <i>Ship’s</i> Title”</a>, p. 7.", "“A <i>Ship’s</i> Title,”</a> p. 7."),
        ("“A Title” (2018), p. 7.", "“A Title” (2018), p. 7."),
        ("“The “New” Order”, 2018.", "“The ‘New’ Order,” 2018."),
        ("“The Order of ‘New’”, 2018.", "“The Order of ‘New,’” 2018."),
        ("<i>The “New” Order</i>, 2018.", "<i>The “New” Order</i>, 2018."),
        ("“Who Rules?”, p. 7.", "“Who Rules?” p. 7."),
        ("<i>Who Rules?</i>. 2018.", "<i>Who Rules?</i> 2018."),
        ("<i>Rule!</i>, 2018.", "<i>Rule!</i> 2018."),
        ("<i>Rulers of Example Inc.</i>. 2018.", "<i>Rulers of Example Inc.</i> 2018."),
        ("Example Inc., 2018.", "Example Inc., 2018."),
        ("https://example.org/?a=1,2.", "https://example.org/?a=1,2."),
        ("the rulers’, 2018.", "the rulers’, 2018."),
    ],
)
def test_marks_stand_where_american_english_has_them(came: str, goes: str) -> None:
    assert mended_text(came, AMERICAN) == goes


@pytest.mark.parametrize(
    ("quotes", "came", "goes"),
    [
        (BRITISH, "‘A Title’, p. 7.", "‘A Title’, p. 7."),
        (BRITISH, "‘Who Rules?’, p. 7.", "‘Who Rules?’ p. 7."),
        (FRENCH, "« Un titre », p. 7.", "« Un titre », p. 7."),
        (FRENCH, "« Un « titre » », p. 7.", "« Un “ titre ” », p. 7."),
        (FRENCH, "« Qui règne ? », p. 7.", "« Qui règne ? », p. 7."),
        (FRENCH, "« Qui règne ? ». 2018.", "« Qui règne ? » 2018."),
    ],
)
def test_other_languages_keep_comma_and_full_stop_outside(quotes: Quotes, came: str, goes: str) -> None:
    assert mended_text(came, quotes) == goes


@given(st.text(alphabet="aB .,?!“”‘’«»<i></i>()0"))
def test_mending_keeps_every_letter(text: str) -> None:
    for quotes in (AMERICAN, BRITISH, FRENCH):
        once = mended_text(text, quotes)
        assert [sign for sign in once if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ({"author": [{"literal": "Office"}], "publisher": "Office"}, {"author": [{"literal": "Office"}]}),
        (
            {"author": [{"literal": "Office"}], "publisher": "Press"},
            {"author": [{"literal": "Office"}], "publisher": "Press"},
        ),
        ({"author": [{"family": "Kim", "given": "Ku"}]}, {"author": [{"family": "Kim", "given": "Ku"}]}),
        ({"author": [{"family": "김", "given": "구"}]}, {"author": [{"literal": "김구"}]}),
        ({"publisher": "Press"}, {"publisher": "Press"}),
        ({"title": "Repair: Final Report", "genre": "report"}, {"title": "Repair: Final Report"}),
        ({"title": "Reported", "genre": "report"}, {"title": "Reported", "genre": "report"}),
        ({"issued": {"date-parts": [[2018, 6, 8], [2018, 6, 12]]}}, {"issued": {"date-parts": [[2018, 6]]}}),
        ({"issued": {"date-parts": [[2018, 6, 8], [2018, 7]]}}, {"issued": {"date-parts": [[2018]]}}),
        (
            {"issued": {"date-parts": [[2018], [2018]], "circa": True}},
            {"issued": {"date-parts": [[2018]], "circa": True}},
        ),
        ({"issued": {"date-parts": [[2017, 12], [2018, 1]]}}, {"issued": {"date-parts": [[2017, 12], [2018, 1]]}}),
        ({"issued": {"date-parts": [[2018, 13]]}}, {"issued": {"date-parts": [[2018]]}}),
        ({"issued": {"date-parts": [[2018]], "season": "Spring"}}, {"issued": {"date-parts": [[2018]]}}),
        ({"issued": {"literal": "about 2018"}}, {"issued": {"literal": "about 2018"}}),
    ],
)
def test_an_item_is_changed_to_what_citeproc_prints_right(came: dict[str, Any], goes: dict[str, Any]) -> None:
    assert mended_item(came) == goes


def test_locators_of_several_parts_are_distinguished_from_those_of_one() -> None:
    assert all(PLURAL.search(text) for text in ("12–14", "7, 9", "80 and 82", "vii–ix", "9(1), (2) and 10", "3 & 4"))
    assert not any(PLURAL.search(text) for text in ("7", "9(1)", "3(a)(2)", "6.1", "ix", "A/3", "1:02:03", "7a"))


@pytest.mark.parametrize(
    ("html", "and_", "et_al", "read"),
    [
        (f"Smith and {OTHERS_SIGN} (2018)", "and", "et al.", "Smith et al. (2018)"),
        (f"Smith, Kim, &amp; {OTHERS_SIGN}. T", "and", "et al.", "Smith, Kim, et al. T"),
        (f"Smith und {OTHERS_SIGN}. T", "und", "u. a.", "Smith u. a. T"),
        (f"Smith and {OTHERS_SIGN}. T", "and", "and others", "Smith and others. T"),
        ("Smith and others", "and", "et al.", "Smith and others"),
    ],
)
def test_unnamed_authors_are_printed_as_et_al_in_the_language(html: str, and_: str, et_al: str, read: str) -> None:
    assert with_others(html, and_, et_al) == read
