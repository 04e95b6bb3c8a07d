"""Layouts run in a sandbox; a fault in one is a finding with the template and its line."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from brief import build
from brief.compose.templates import environment
from brief.findings import BriefError
from brief.load import load
from brief.load.look import layouts
from brief.model import Brief, Text
from tests.compose.composing import composed
from tests.conftest import MakeBrief

Broken = Callable[[str], str]


@pytest.fixture
def broken(make_brief: MakeBrief) -> Broken:
    """The finding on a prose layout with this text."""

    def finding(layout: str) -> str:
        folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": layout})
        brief, _ = load(folder)
        brief, texts, _ = build.read(brief)
        with pytest.raises(BriefError) as raised:
            composed(brief, texts)
        return str(raised.value)

    return finding


WAY_OUT = "\n    correct this line, or delete the file to get the built-in layout back"
WRONG = "error: layout-broken: the layout cannot be filled in"


def test_a_syntax_error_has_its_line(broken: Broken) -> None:
    assert broken("<h2>\n{% if %}\n") == (
        f"content/styles/layouts/prose.html:2: {WRONG}: Expected an expression, got 'end of statement block'{WAY_OUT}"
    )


def test_an_unknown_name_has_its_line(broken: Broken) -> None:
    assert broken("<h2>\n\n{{ titel }}\n") == (
        f"content/styles/layouts/prose.html:3: {WRONG}: 'titel' is undefined{WAY_OUT}"
    )


def test_a_missing_word_has_its_line(broken: Broken) -> None:
    assert broken("{{ words['at-glans'] }}").startswith(f"content/styles/layouts/prose.html:1: {WRONG}:")


@pytest.mark.parametrize("attack", ["brief.__class__.__mro__", "''.__class__", "cycler.__init__.__globals__"])
def test_a_layout_cannot_reach_out_of_the_sandbox(broken: Broken, attack: str) -> None:
    assert broken(f"{{{{ {attack} }}}}").startswith(f"content/styles/layouts/prose.html:1: {WRONG}: ")


PRODUCT = "'*' would make too much"
STEPS = "it takes too many steps"
WIDTH = "a width in its format is too large"
DEEP = "it is nested too deeply, or has too large a number"
MUCH = "it makes more than 1,000,000 characters or items"


@pytest.mark.parametrize(
    ("layout", "reason"),
    [
        ("{% for x in range(10**9) %}x{% endfor %}", "'**' would make too much"),
        ("{% for x in range(1000000000) %}x{% endfor %}", MUCH),
        ("{% for x in range(9999) %}{% for y in range(9999) %}{% endfor %}{% endfor %}", STEPS),
        (
            "{% set s = 'a' * 9999 %}{% for a in s %}{% for b in s %}{% endfor %}{% endfor %}",
            STEPS,
        ),
        ("{{ range(10000000000) | sum }}", MUCH),
        ("{{ range(10000000000) | list }}", MUCH),
        ("{{ dict.fromkeys(range(10000000000)) }}", MUCH),
        ("{% set r = range(1000000) %}{% for x in r %}{{ r | sum }}{% endfor %}", STEPS),
        ("{% set s = 'a' * 999999 %}{% for x in range(999999) %}{{ s.count('a') }}{% endfor %}", STEPS),
        ("{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}", STEPS),
        ("{{ 'a' * 10000000000 }}", "'*' would make too much"),
        ("{{ [0] * 10000000000 }}", "'*' would make too much"),
        ("{{ 10000000000 * (0,) }}", "'*' would make too much"),
        ("{{ '%10000000000d' % 1 }}", WIDTH),
        ("{{ '%-010000000000d' % 1 }}", WIDTH),
        ("{{ '%*d' % (10000000000, 1) }}", WIDTH),
        ("{{ '%.10000000000f' % 1 }}", WIDTH),
        ("{{ '%(a)10000000000d' % {'a': 1} }}", WIDTH),
        ("{{ '%10000000000s' | format('a') }}", WIDTH),
        ("{{ '{:>10000000000}'.format(1) }}", WIDTH),
        ("{{ '{:>{}}'.format(1, 10000000000) }}", WIDTH),
        ("{{ '{a:10000000000}'.format_map({'a': 1}) }}", WIDTH),
        ("{{ 'a'.center(10000000000) }}", "'center' would make too much"),
        ("{{ 'a'.ljust(10000000000) }}", "'ljust' would make too much"),
        ("{{ 'a'.rjust(10000000000) }}", "'rjust' would make too much"),
        ("{{ 'a'.zfill(10000000000) }}", "'zfill' would make too much"),
        ("{{ 'a\t'.expandtabs(10000000000) }}", "'expandtabs' would make too much"),
        ("{{ 'a' | center(10000000000) }}", "'center' would make too much"),
        ("{{ 'a' | center(width=10000000000) }}", "'center' would make too much"),
        ("{{ 'a' | indent(10000000000, true) }}", "'indent' would make too much"),
        ("{{ [1] | slice(10000000000) | list }}", "'slice' would make too much"),
        ("{{ [1] | batch(10000000000, 0) | list }}", "'batch' would make too much"),
        ("{{ lipsum(10000000000) }}", "'lipsum' is undefined"),
        ("{% set s = 'a' * 2000 %}{{ s.replace('a', s) }}", MUCH),
        ("{% set s = 'a' * 2000 %}{{ s | replace('a', s) }}", MUCH),
        ("{% set s = 'a' * 2000 %}{{ s.join(s) }}", MUCH),
        ("{% set s = 'a' * 2000 %}{{ s | join(s) }}", MUCH),
        ("{% set s = 'a' * 2000 %}{{ s.translate({97: s}) }}", MUCH),
        ("{% set n = namespace(s='ab') %}{% for x in range(99) %}{% set n.s = n.s ~ n.s %}{% endfor %}", MUCH),
        ("{% set n = namespace(s='ab') %}{% for x in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", MUCH),
        ("{% set n = namespace(s=[0]) %}{% for x in range(99) %}{% set n.s = n.s + n.s %}{% endfor %}", MUCH),
        (
            "{% set n = namespace(s='ab') %}{% for x in range(99) %}"
            "{% set t %}{{ n.s }}{{ n.s }}{% endset %}{% set n.s = t %}{% endfor %}",
            "it prints more than 20,000,000 characters",
        ),
        ("{% set n = namespace(s=99) %}{% for x in range(60) %}{% set n.s = n.s * n.s %}{% endfor %}", PRODUCT),
        ("{{ ('<' * 90000) | striptags }}", "'striptags' would take too long"),
        ("{{ cycler() }}", "at least one item has to be provided"),
        ("{{ 'abc' | truncate(2) }}", "expected length >= 3, got 2"),
        ("{% include 'prose.html' %}", "it includes or calls itself without end"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "it includes or calls itself without end"),
        ("{{ " + "9" * 5000 + " }}", DEEP),
        ("{{ " + "(" * 5000 + " }}", DEEP),
        ("{{ " + "-" * 50000 + "1 }}", DEEP),
        ("{{ 1" + " + 1" * 50000 + " }}", DEEP),
        ("{% if 1 %}" * 5000 + "{% endif %}" * 5000, DEEP),
        ("{% for x in [1] %}" * 25 + "{% endfor %}" * 25, DEEP),
    ],
)
def test_a_layout_cannot_go_on_for_ever(broken: Broken, layout: str, reason: str) -> None:
    assert broken(layout) == f"content/styles/layouts/prose.html:1: {WRONG}: {reason}{WAY_OUT}"


def test_a_layout_cannot_print_without_end(broken: Broken) -> None:
    layout = "{% set s = 'a' * 999999 %}{% for x in range(99) %}{{ s }}{% endfor %}"
    assert broken(layout) == f"{WRONG}: it prints more than 20,000,000 characters{WAY_OUT}"


def test_common_layouts_stay_within_the_limits(make_brief: MakeBrief) -> None:
    layout = (
        "{% for row in range(30) | batch(7, '') %}{{ loop.index }}/{{ loop.length }}{{ '%05.1f' % loop.index }}"
        "{{ 'a'.center(20) }}{{ '{:>9,}'.format(25000000) }}{{ '%d' | format(25000000) }}{{ row | join(', ') }}"
        "{% endfor %}{% for item in [1, [2, [3]]] recursive %}"
        "{{ loop(item) if item is iterable else item }}{% endfor %}"
    )
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": layout})
    brief, _ = load(folder)
    html = composed(brief, build.read(brief)[1])
    assert "5/5005.0" in html
    assert "25,000,00025000000" in html
    assert "123" in html


@pytest.mark.parametrize("name", ["layouts/prose.html", "layouts"])
def test_a_layout_behind_a_link_that_leads_out_is_refused(make_brief: MakeBrief, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "prose.html").write_text("secret")
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": ""})
    link = folder / "styles" / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(tmp_path / "secret" / ("prose.html" if name.endswith(".html") else ""))
    brief, _ = load(folder)
    with pytest.raises(BriefError, match="file-outside"):
        layouts(brief.styles)


def test_a_missing_layout_of_a_section_is_reported(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "---\nlayout: wide\n---\n# T\n\nText.\n"})
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    with pytest.raises(BriefError) as raised:
        composed(brief, texts)
    assert str(raised.value) == (
        "content/part.md:1: error: layout-missing: there is no layout 'wide.html'\n"
        "    take `layout:` out of the section's front matter, or add styles/layouts/wide.html"
    )


@pytest.mark.parametrize("statement", ["{% import tagged as q %}", "{% include [] %}"])
def test_a_layout_that_includes_what_is_no_name_is_reported_with_its_line(
    statement: str, make_brief: MakeBrief
) -> None:
    layout = f"{{# A comment. #}}\n{statement}\n"
    brief, _ = load(make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": layout}))
    brief, texts, _ = build.read(brief)
    with pytest.raises(BriefError) as raised:
        composed(brief, texts)
    (finding,) = raised.value.findings
    assert (finding.rule, finding.place and finding.place.line) == ("layout-broken", 2)
    assert finding.message.endswith("it includes or imports something that is no name")


def test_a_brief_s_own_layout_replaces_the_house_s(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": "<h2>Own</h2>{{ section.blocks }}"})
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    html = composed(brief, texts)
    assert "<h2>Own</h2>" in html
    assert 'class="colophon"' in html


def test_values_of_brief_yaml_are_text_and_never_markup_or_template(make_brief: MakeBrief) -> None:
    settings = 'title: "<b>{{ 7 * 7 }}</b>"\nask: "a & b"\n'
    brief, _ = load(make_brief({"brief.yaml": settings, "summary.md": "- One.\n"}))
    brief, texts, _ = build.read(brief)
    html = composed(brief, texts)
    assert "<h1>&lt;b&gt;{{ 7 * 7 }}&lt;/b&gt;</h1>" in html
    assert "<p>a &amp; b</p>" in html


def test_a_title_is_broken_where_its_writer_breaks_it(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"brief.yaml": "title: |-\n  One\n  two\n", "part.md": "# T\n\nText.\n"}))
    brief, texts, _ = build.read(brief)
    html = composed(brief, texts)
    assert "<h1>One<br> two</h1>" in html
    assert "<title>One two</title>" in html


@pytest.mark.parametrize(
    ("date", "language", "printed"),
    [
        ("2018-06-08", "en-US", "June 8, 2018"),
        ("2018-06-08", "fr", "8 juin 2018"),
        ("2018-06-08", "ko", "2018년 6월 8일"),
    ],
)
def test_a_date_is_written_as_the_language_does(make_brief: MakeBrief, date: str, language: str, printed: str) -> None:
    settings = f"title: T\ndate: {date}\nlanguage: {language}\n"
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"}))
    brief, texts, _ = build.read(brief)
    assert f'<p class="dateline">{printed}</p>' in composed(brief, texts)


def test_a_draft_says_so_and_a_final_brief_does_not(make_brief: MakeBrief) -> None:
    def page(status: str) -> str:
        brief, _ = load(make_brief({"brief.yaml": f"title: T\nstatus: {status}\n", "part.md": "# T\n\nText.\n"}))
        return composed(brief, build.read(brief)[1])

    assert '<div class="status"><span>Draft</span></div>' in page("draft")
    assert '<div class="status"><span>For comment, not for distribution</span></div>' in page("review")
    assert 'class="status"' not in page("final")


def test_a_layout_that_is_added_while_the_program_runs_is_seen(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": ""})
    brief, _ = load(folder)
    brief, texts, _ = build.read(brief)
    composed(brief, texts)
    (folder / "styles" / "layouts").mkdir()
    (folder / "styles" / "layouts" / "prose.html").write_text("<h2>New</h2>")
    assert "<h2>New</h2>" in composed(brief, texts)


def test_layouts_are_compiled_once(make_brief: MakeBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    brief, texts, _ = build.read(load(make_brief({"part.md": "# T\n\nText.\n"}))[0])
    first = _anew(brief, texts)
    kept = sorted((tmp_path / "cache" / "brief" / "layouts").iterdir())
    assert len(kept) > 5
    monkeypatch.setattr("brief.compose.templates.Sandbox.compile", None)  # must not be called again
    assert _anew(brief, texts) == first


@pytest.mark.parametrize("body", [b"", b"nothing that was kept", b"\0" * 100])
def test_a_damaged_cache_of_layouts_is_ignored(
    body: bytes, make_brief: MakeBrief, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    brief, texts, _ = build.read(load(make_brief({"part.md": "# T\n\nText.\n"}))[0])
    first = _anew(brief, texts)
    for path in (tmp_path / "cache" / "brief" / "layouts").iterdir():
        path.write_bytes(body)
    assert _anew(brief, texts) == first


def _anew(brief: Brief, texts: Sequence[Text]) -> str:
    environment.cache_clear()
    return composed(brief, texts)


def test_in_french_plain_values_get_the_spaces_around_punctuation_that_text_gets(make_brief: MakeBrief) -> None:
    settings = """\
title: "Que faire ? Agir : maintenant !"
subtitle: Un « mot »; un autre
ask: Agissez !
addressee: le Sénat
series: "Note : une"
language: fr
licence: "CC BY : voir"
web-address: https://example.org/a
contact: {name: "Le bureau : Ana"}
disclosure: Payé par nous !
fields: {who: {sample: "Chers amis !"}}
"""
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": "# T\n\n{{ who }} Bonjour: oui!\n"}))
    brief, texts, _ = build.read(brief)
    for edition in ("full", "handout", "screen", "large-print", "proof"):
        html = composed(brief, texts, name=edition)
        words = re.sub("[ \n]+", " ", re.sub("<[^>]*>", "", html[html.index("<body") :]))
        assert not re.search(r"[\w» ][:;!?](?=\s)|« | »", words), edition
        assert "Que faire\u202f? Agir\xa0: maintenant\u202f!" in words
        assert "CC BY\xa0: voir" in words
        assert ("Contact\xa0: Le bureau\xa0: Ana" in words) == (edition in ("full", "proof"))


def test_labels_in_the_small_print_are_followed_by_a_colon(make_brief: MakeBrief) -> None:
    settings = "title: A\ncontact: {name: Desk <1>}\nweb-address: https://example.org\nlicence: CC BY\n"
    brief, _ = load(make_brief({"brief.yaml": settings, "part.md": "# T\n\nText.\n"}))
    brief, texts, _ = build.read(brief)
    html = composed(brief, texts)
    assert "Contact: Desk &lt;1&gt;" in html
    assert '<p>Online: <a class="address" href="https://example.org">' in html
    assert '<p>License: CC BY ·&nbsp;<span class="whole">copy code ' in html


def test_no_line_of_the_small_print_ends_with_the_dot_between_its_entries(make_brief: MakeBrief) -> None:
    entries = "date: 2020-02-03\nlicence: CC BY 4.0, but for photographs\nversion: '1.0'\n"
    office = "organisation: {name: Office, url: https://example.org}\n"
    brief, _ = load(make_brief({"brief.yaml": f"title: A\n{office}{entries}", "part.md": "# T\n\nText.\n"}))
    brief, texts, _ = build.read(brief)
    for edition in ("full", "handout", "screen"):
        html = composed(brief, texts, name=edition)
        between = "</p>\n\n<p>" if edition == "handout" else " ·&nbsp;"
        first, second = "February 3, 2020 ·&nbsp;License: CC BY 4.0, but for photographs", "Version 1.0 ·&nbsp;<span"
        assert f"<p>{first}{between}{second}" in re.sub(r"</p>\s+<p>", "</p>\n\n<p>", html)
        assert not re.search(r"· ", html[html.index('class="colophon"' if edition == "full" else 'class="name"') :])


def test_the_span_of_a_cell_or_column_is_at_most_1000_as_in_browsers(make_brief: MakeBrief) -> None:
    layout = '<table><col SPAN=" 4000"><tr><td colspan=999>a</td><th colspan="+01234567">colspan=1234</th></tr></table>'
    folder = make_brief({"part.md": "# T\n\nText.\n", "styles/layouts/prose.html": layout})
    brief, _ = load(folder)
    html = composed(brief, build.read(brief)[1])
    assert '<col SPAN=" 1000"><tr><td colspan=999>a</td><th colspan="1000">colspan=1234</th></tr>' in html


def test_a_layout_sees_no_clock(make_brief: MakeBrief) -> None:
    layout = "{{ brief.date.year }}{{ brief.date.today() }}"
    settings = "title: A\ndate: 2024-05-06\n"
    folder = make_brief({"brief.yaml": settings, "part.md": "# T\n\na\n", "styles/layouts/prose.html": layout})
    brief, _ = load(folder)
    with pytest.raises(BriefError, match=r"prose\.html:1: error: layout-broken: .*'today'.* is unsafe"):
        composed(brief, build.read(brief)[1])
