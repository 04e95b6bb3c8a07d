"""Text from right to left has that direction as a block, with its numbers and full stops in their places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from brief.model import Languages
from brief.parse import tagged

Html = Callable[..., str]

SENTENCE = "هذه فقرة (2018) كاملة، رقم 123."
RTL = 'lang="ar" dir="rtl"'


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        (SENTENCE, f"<p {RTL}>{SENTENCE}</p>"),
        ("שלום 5!", '<p lang="he" dir="rtl">שלום 5!</p>'),
        ("**غامق** *مائل* 7", f"<p {RTL}><strong>غامق</strong> <em>مائل</em> 7</p>"),
        ("- عنصر\n- آخر\n", f"<ul {RTL}><li>عنصر</li><li>آخر</li></ul>"),
        ("- عنصر\n- Item\n", f"<ul><li {RTL}>عنصر</li><li>Item</li></ul>"),
        ("> عنصر\n", f"<blockquote {RTL}><p>عنصر</p></blockquote>"),
        ("## عنصر\n", f'<h2 {RTL} id="abuses-عنصر">عنصر</h2>'),
        (
            "العربية שלום.",
            '<p dir="rtl"><span lang="ar" dir="rtl">العربية</span> <span lang="he" dir="rtl">שלום</span>.</p>',
        ),
        ("123 (4).", "<p>123 (4).</p>"),
    ],
)
def test_a_block_written_only_from_right_to_left_gets_that_direction(typed: str, printed: str, html: Html) -> None:
    assert html(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("From الف 12 باء, he said.", f"<p>From <span {RTL}>الف 12 باء</span>, he said.</p>"),
        ("See *الف* (3).", f"<p>See <em><span {RTL}>الف</span></em> (3).</p>"),
        ('<span lang="fa">الف</span> is first.', '<p><span lang="fa" dir="rtl">الف</span> is first.</p>'),
        ("عنصر\n{: lang=ur }", '<p lang="ur" dir="rtl">عنصر</p>'),
        ("Солнце 2 луны", '<p lang="ru">Солнце 2 луны</p>'),
        ("See Солнце 2 луны", '<p>See <span lang="ru">Солнце</span> 2 <span lang="ru">луны</span></p>'),
    ],
)
def test_within_a_line_only_the_words_from_right_to_left_get_that_direction(
    typed: str, printed: str, html: Html
) -> None:
    assert html(typed) == printed


def test_in_a_right_to_left_brief_words_from_left_to_right_get_their_direction(html: Html) -> None:
    assert html(SENTENCE, language="ar") == f"<p>{SENTENCE}</p>"
    assert html("All in *English*.", language="ar") == (
        '<p dir="ltr"><span lang="en" dir="ltr">All in</span> <em><span lang="en" dir="ltr">English</span></em>.</p>'
    )
    assert html("قال Watch (2018) reported.", language="fa") == (
        '<p>قال <span lang="en" dir="ltr">Watch (2018) reported</span>.</p>'
    )


def test_a_script_gets_the_configured_language_and_its_direction(html: Html) -> None:
    assert html("الف", script_languages={"Arabic": "fa"}) == '<p lang="fa" dir="rtl">الف</p>'


def test_a_note_called_in_a_right_to_left_paragraph_keeps_the_language_of_the_brief(html: Html) -> None:
    assert html("عنصر.[^a]\n\n[^a]: In English.\n").startswith(
        f'<p {RTL}>عنصر.<span data-note="a" lang="en-US" dir="ltr"></span></p>'
    )


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        ("A & B", "A & B"),
        ("On الحرية 2018", "On |ar rtl:الحرية| 2018"),
        ("성분", "|ko None:성분|"),
        ("**bold** <b>", "**bold** <b>"),
    ],
)
def test_values_of_brief_yaml_get_language_tags_and_stay_plain_text(value: str, printed: str) -> None:
    tree = tagged(value, Languages("en-US", {}))
    spans = (f"|{child.get('lang')} {child.get('dir')}:{child.text}|{child.tail or ''}" for child in tree)
    assert (tree.text or "") + "".join(spans) == printed
