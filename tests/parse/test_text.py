"""Within a line: links, fields, safe tags, typographic marks, abbreviations, other scripts."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from brief.model import Field, Settings
from brief.parse import parse
from brief.parse.wording.scripts import SCRIPTS
from tests.parse.conftest import plain_html, section

Html = Callable[..., str]

CASES = {
    "links": (
        "[a](https://example.org/a_(b) 'c') <https://example.org/_d_> <desk@example.org> [e](#f) [g](tel:+1-2)",
        '<a href="https://example.org/a_(b)" title="c">a</a> '
        '<a href="https://example.org/_d_">https://example.org/_d_</a> '
        '<a href="mailto:desk@example.org">desk@example.org</a> <a href="#f">e</a> <a href="tel:+1-2">g</a>',
    ),
    "links by reference": (
        "[a][r] [r][] [r]\n\n[r]: https://example.org/?b=1&amp;c=2",
        '<a href="https://example.org/?b=1&amp;c=2">a</a> <a href="https://example.org/?b=1&amp;c=2">r</a> '
        '<a href="https://example.org/?b=1&amp;c=2">r</a>',
    ),
    "two links by reference in a row": (
        "[r] [s]\n\n[r]: https://example.org/r\n[s]: https://example.org/s",
        '<a href="https://example.org/r">r</a> <a href="https://example.org/s">s</a>',
    ),
    "an address in the text": (
        "(see https://example.org/a_b_(c)), **https://example.org**.",
        '(see <a href="https://example.org/a_b_(c)">https://example.org/a_b_(c)</a>), '
        '<strong><a href="https://example.org">https://example.org</a></strong>.',
    ),
    "no link within a link": (
        "[see https://example.org and <https://example.com>](https://example.net)",
        '<a href="https://example.net">see https://example.org and <span>https://example.com</span></a>',
    ),
    "attributes of words": (
        "*a*{: .b lang=fr} [c](#d){: #e}",
        '<em class="b" lang="fr">a</em> <a href="#d" id="e">c</a>',
    ),
    "safe tags": (
        'H<sub>2</sub>O 1<sup>*st*</sup> <span lang="fr">la <sup>«</sup> vie</span> <abbr title="a &amp; b">c</abbr>',
        'H<sub>2</sub>O 1<sup><em>st</em></sup> <span lang="fr">la <sup>«</sup> vie</span> '
        '<abbr title="a &amp; b">c</abbr>',
    ),
    "entities": ("&eacute;&nbsp;&amp;&#8217;&lt;b&gt;&quot;&bogus;", 'é\xa0&amp;’&lt;b&gt;"&amp;bogus;'),
    "code": ('`a *b* "c" -- <d> &amp;` ``e ` f``', '<code>a *b* "c" -- &lt;d&gt; &amp;amp;</code> <code>e ` f</code>'),
    "a backslash": (r"\*a\* \"b\" \-- \<c> \`d\` \\ 1\. \{{ e", '*a* "b" -- &lt;c&gt; `d` \\ 1. {{ e'),
    "a bar in a field": (
        """{{ name |default("A|B")| upper }}, {{ name | default('C | D') }}""",
        '<span data-field="name | default(&quot;A|B&quot;) | upper"></span>,'
        """ <span data-field="name | default('C | D')"></span>""",
    ),
    "fields": (
        '**Dear {{ name|upper }}**, {{ name | default("Friend") }}',
        '<strong>Dear <span data-field="name | upper"></span></strong>, '
        '<span data-field="name | default(&quot;Friend&quot;)"></span>',
    ),
    "no field in code": ("`{{ name }}`", "<code>{{ name }}</code>"),
    "abbreviations": (
        "*[UN]: United Nations\n*[UNHCR]: High Commissioner\nThe UN, *UNHCR*, UNO and `UN`",
        'The <abbr title="United Nations">UN</abbr>, <em><abbr title="High Commissioner">UNHCR</abbr></em>, '
        "UNO and <code>UN</code>",
    ),
    "Hangul": (
        "Songbun (성분, in full 출신 성분)",
        'Songbun (<span lang="ko">성분</span>, in full <span lang="ko">출신 성분</span>)',
    ),
    "many scripts": (
        "Москва, 東京 and とうきょう 東京, ὁ λόγος, العربية, 1 λ",
        '<span lang="ru">Москва</span>, <span lang="zh">東京</span> and <span lang="ja">とうきょう 東京</span>, '
        '<span lang="el">ὁ λόγος</span>, <span lang="ar" dir="rtl">العربية</span>, 1 λ',
    ),
    "a language that is given": ('<span lang="uk">Київ *Київ*</span>', '<span lang="uk">Київ <em>Київ</em></span>'),
}


@pytest.mark.parametrize(("markdown", "expected"), CASES.values(), ids=CASES)
def test_text_becomes_html(markdown: str, expected: str, html: Html) -> None:
    assert html(markdown, fields={"name": Field()}) == f"<p>{expected}</p>"


QUOTES = [
    ("en-US", "\"A,\" he said, 'b'.", "“A,” he said, ‘b’."),
    ("en-US", "\"'A' b,\" it's the workers' \"c\"", "“‘A’ b,” it’s the workers’ “c”"),
    ("en-US", "the 1990s, the '90s, rock 'n' roll, 'tis", "the 1990s, the ’90s, rock ’n’ roll, ’tis"),
    ("en-US", 'a -- b --- c ... d ---- e "(f)"', "a – b — c … d ---- e “(f)”"),
    ("en-US", "by -$5 or (–US$5), -€ 3; -**$5**", "by −$5 or (−US$5), −€ 3; -<strong>$5</strong>"),
    ("en-US", "$5-$9, $5–$9, $5 -$9, 5% –$9 A-$5 --$5", "$5-$9, $5–$9, $5 -$9, 5% –$9 A-$5 –$5"),
    ("en-US", "–3.7%", "−3.7%"),
    ("en-US", "2015-2025, 2015-16, (1999-2001)", "2015–2025, 2015–16, (1999–2001)"),
    ("en-GB", "2016-15, 2016-16, 2015-161, 2015-16/3, 2015-16-17", "2016-15, 2016-16, 2015-161, 2015-16/3, 2015-16-17"),
    ("en-GB", "81 %, 81\xa0%, 81% and 5 % of %", "81%, 81%, 81% and 5% of %"),
    ("fr", "2015-2025, 81 %", '2015-2025, <span class="whole">81 %</span>'),
    ("en-US", "pp. 8-15, 20, 33-36; p. 5-9; 8-15; 2-3b", "pp. 8–15, 20, 33–36; p. 5–9; 8-15; 2-3b"),
    ("en-US", "pages 2-3, Room S 5-9, p. 2-3b", "pages 2–3, Room S 5-9, p. 2-3b"),
    ("de-DE", "S. 8-15, ISBN 3-16", "S. 8–15, ISBN 3-16"),
    ("fr", "-3,7 €", "−3,7 €"),
    ("en-US", "a -5 to -7", "a -5 to -7"),
    ("en-US", '"*a*" **"b"** ("c")—"d"', "“<em>a</em>” <strong>“b”</strong> (“c”)—“d”"),
    ("en-US", '`"`a`"` "`b`"', '<code>"</code>a<code>"</code> “<code>b</code>”'),
    ("fr", 'Il dit : "Non !" Quoi? L\'été; 12:30', "Il dit\xa0: «\xa0Non\u202f!\xa0» Quoi\u202f? L’été\u202f; 12:30"),
    ("fr-FR", "« Non »", "«\xa0Non\xa0»"),
    ("de", "\"A 'b' c\", sagt's", "„A ‚b‘ c“, sagt’s"),
    ("de-CH", '"A"', "«A»"),
    ("sv", '"A"', "”A”"),
    ("ko", '"가"', "“가”"),
    ("xx", '"A"', "“A”"),
]


@pytest.mark.parametrize(("language", "typed", "printed"), QUOTES)
def test_quotes_and_dashes_are_those_of_the_language(language: str, typed: str, printed: str, html: Html) -> None:
    assert html(typed, language=language, script_languages={}) == f"<p>{printed}</p>"


def test_a_cell_has_a_minus_and_a_range_has_not(html: Html) -> None:
    table = html("| A | B | C |\n|---|---|---|\n| -5 | –$0.90 | 5-9 |\n| - | **-5** | 2019 |\n")
    assert re.findall("<td>(.*?)</td>", table) == ["−5", "−$0.90", "5-9", "-", "<strong>−5</strong>", "2019"]


def test_the_script_of_the_brief_s_own_language_is_not_tagged(html: Html) -> None:
    assert html("성분 成分 UN", language="ko-KR") == '<p>성분 成分 <span lang="en">UN</span></p>'
    assert html("Київ", language="uk") == "<p>Київ</p>"
    assert html("Beograd Београд", language="sr") == "<p>Beograd Београд</p>"


def test_a_brief_can_say_which_language_a_script_stands_for(html: Html) -> None:
    assert html("Київ", script_languages={"Cyrillic": "uk"}) == '<p lang="uk">Київ</p>'


def test_scripts_are_known_by_name() -> None:
    assert {"Latin", "Greek", "Cyrillic", "Hebrew", "Arabic", "Thai", "Hangul", "Kana", "Han"} <= SCRIPTS.keys()


def test_the_symbol_of_a_document_stays_on_one_line(html: Callable[..., str]) -> None:
    assert '<span class="whole">A/HRC/25/CRP.1</span>, and/or.' in html("See A/HRC/25/CRP.1, and/or.\n")


@pytest.mark.parametrize(
    "amount", ["25 million", "$15.4 billion", "1,200 percent", "7 per cent", "3 Mio.", "2 milliards"]
)
def test_an_amount_stays_on_one_line(html: Callable[..., str], amount: str) -> None:
    assert f'So <span class="whole">{amount}</span> of it.' in html(f"So {amount} of it.\n")
    assert "whole" not in html("In 2014 millionaires had 3 houses.\n")


def test_an_amount_in_a_title_of_the_front_matter_stays_on_one_line() -> None:
    parsed, _ = parse(section("", title="For 25 million"), Settings(title="A brief"), ())
    assert plain_html(parsed.title) == '<h2>For <span class="whole">25 million</span></h2>'


def test_an_amount_in_a_cell_may_be_broken(html: Callable[..., str]) -> None:
    assert "whole" not in html("| A |\n|---|\n| 25 million |\n")


@pytest.mark.parametrize(
    "name",
    [
        "images/my chart.png",
        "<images/my chart.png>",
        "images/a b.JPG",
        "images/photo (1).jpg",
        "images/b (2) c.TIFF",
        "<images/photo (1.jpg>",
        "images/it's here.png",
    ],
)
def test_a_picture_whose_name_has_blanks_brackets_or_capitals_is_a_figure(html: Callable[..., str], name: str) -> None:
    plain = name.strip("<>")
    assert html(f'![A]({name} "A caption")\n') == (
        f'<figure><img src="{plain}" alt="A"><figcaption>A caption</figcaption></figure>'
    )


def test_an_ornament_may_have_brackets_in_its_name(html: Callable[..., str]) -> None:
    assert html("![](images/line (1).svg){: .decorative}\n") == (
        '<figure class="decorative"><img src="images/line (1).svg" alt=""></figure>'
    )


def test_words_after_a_picture_are_no_part_of_its_name(html: Callable[..., str]) -> None:
    assert html("![A](a b.png) and ![B](c.png) (see there)\n") == (
        '<p><img src="a b.png" alt="A"> and <img src="c.png" alt="B"> (see there)</p>'
    )


def test_a_picture_in_a_reference_may_have_blanks_in_its_name(html: Callable[..., str]) -> None:
    assert html('![A][sign]\n\n[sign]: <images/our sign.png> "Words"\n') == (
        '<figure><img src="images/our sign.png" alt="A"><figcaption>Words</figcaption></figure>'
    )
