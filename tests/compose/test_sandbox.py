"""The sandbox of layouts: the same brief gives the same pages, in any process, whatever was printed before."""

from __future__ import annotations

from datetime import date

import pytest
from jinja2 import DictLoader
from jinja2.exceptions import SecurityError, TemplateError

from brief.compose.sandbox import Sandbox


def printed(layout: str, **others: str) -> str:
    """What a layout prints."""
    sandbox = Sandbox(loader=DictLoader({"layout": layout, **others}))
    sandbox.begin()
    return sandbox.get_template("layout").render(
        date=date(2020, 1, 1), names=frozenset("cab"), function=printed, words={"pair": "{name}: {text}"}
    )


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("{{ names | join }}", "abc"),
        ("{% for name in names %}{{ name }}{% endfor %}", "abc"),
        ("{{ ','.join(names) }} {{ names }} {{ ', ' ~ names }}", "a,b,c ['a', 'b', 'c'] , ['a', 'b', 'c']"),
        (
            "{{ ['b', 'a'] | map('upper') | sort | join(', ') }} {{ [date] | map(attribute='year') | list }}",
            "A, B [2020]",
        ),
        (
            "{{ ', '.join({'a': 1}.keys()) }} {{ '%s of %d' % ('one', 2) }} {{ [1, 2] | batch(1) | list }}",
            "a one of 2 [[1], [2]]",
        ),
        (
            "{% set s = dict(d=1, c=2, b=3, a=4).keys() - [] %}{{ '{}{}{}{}'.format(*s) }} {{ [s] | join }}",
            "abcd ['a', 'b', 'c', 'd']",
        ),
        (
            "{% set a, b = dict(z=1, y=2).keys() - [] %}{{ a }}{{ b }} {{ [{'n': 1}] | join('-', attribute='n') }}",
            "yz 1",
        ),
        ("{{ {'a': 1}.items() }} {{ {'a': 1}.keys() | string }} {{ '' ~ {'a': 1}.values() }}", "[('a', 1)] ['a'] [1]"),
        ("{% filter count %}abc{% endfilter %} {% filter list %}ab{% endfilter %}", "3 ['a', 'b']"),
        ("a{{ none }}b{{ {}.get('c') }}c{{ 'd' ~ none }}", "abcd"),
        ("{{ 'a'.upper() }}{{ ('b' | upper) ~ (1 + 2) }}{{ ['x', 'y'] | join('-') }}", "AB3x-y"),
        (
            "{% set a = namespace({'b': 1}, c=2) %}{{ a.b + a.c }} {{ 'look at 0xab> now' | trim }}",
            "3 look at 0xab> now",
        ),
        ("{{ date.strftime('%Y %b %d') }}", "2020 Jan 01"),
        ("{% for n in 'ab' %}{% set x %}<i>{% endset %}{{ '{}'.format(n) }}{% endfor %}", "ab"),
        ("{{ '{:%Y}'.format(date) }}{{ date.isoformat() }}", "20202020-01-01"),
        ("{% for a, b in [(1, 2), (3, 4)] %}{{ a }}{{ b }}{% endfor %}{{ [1, 2][1] }}{{ 'abc'[1:] }}", "12342bc"),
        ("{{ 1 in [1] }}{{ 1 not in (2,) }}{{ {1: 2}[1] }}{% set x, y = 1, 2 %}{{ x is odd and y is not none }}", None),
    ],
)
def test_common_expressions_of_layouts_work(layout: str, text: str | None) -> None:
    assert printed(layout) == (text or "TrueTrue2True")


@pytest.mark.parametrize(
    "layout",
    [
        *(
            "{{ function }}",
            "{{ function ~ '' }}",
            "{{ function | string }}",
            "{{ '%s' % function }}",
            "{{ [joiner()] }}",
        ),
        *(
            "{{ function | upper }}",
            "{{ joiner() | e }}",
            "{{ '%.45s' % joiner() }}",
            "{{ '{!s:.9}'.format(joiner()) }}",
        ),
        *(
            "{{ '{0.isoformat!s:.45}'.format(date) }}",
            "{{ '{0[0]!s:.9}'.format([joiner()]) }}",
            "{{ [[names]] | string }}",
        ),
        *(
            "{{ date.isoformat | title }}",
            "{{ '<' ~ names ~ '>' ~ [names] }}",
            "{{ [joiner()] | map('upper') | list }}",
        ),
        *("{{ 'a'.upper }}", "{{ ['a'.upper] }}", "{{ 1 and 'a'.upper }}", "{{ ('a' | upper).lower }}"),
        *("{{ [joiner(), 1] | join(',' | safe) }}", "{{ {joiner('a'): 1, joiner('b'): 1}.keys() - [] }}"),
        *(
            "{{ [[joiner()]] | join(attribute=0) }}",
            "{{ function | replace('>', '') }}",
            "{{ {'a': joiner()} | xmlattr }}",
            "{{ function(joiner()) }}",
        ),
        *("{{ '{}'.format(function) }}", "{{ [function] | join }}", "{{ ''.join }}", "{{ [1, 2] | random }}"),
        *("{{ ('a' | safe).escape(function) }}", "{{ ('a' | safe).escape([joiner()]) }}"),
        *("{{ ['a' | e] }}", "{{ {1: 'a' | safe} }}", "{{ '%s' % ['a' | safe] }}"),
        *("{{ date | pprint }}", "{{ nothing | pprint }}"),
        *("{{ [date] }}", "{{ {'a': date} ~ '' }}", "{{ date.isocalendar() }}", "{{ [nothing] }}"),
        *(
            "{{ '%r' % date }}",
            "{{ '%-9a' % 'a' }}",
            "{{ '%lr' % date }}",
            "{{ '%ha' % 'a' }}",
            "{{ '{!r}'.format(date) }}",
            "{{ '%r' | format(date) }}",
            "{{ '%(a(b)c)r' % {'a(b)c': date} }}",
        ),
        *("{{ dict.update(words, {'a': 1}) }}", "{{ dict.pop(words, 'pair') }}", "{{ words.update({'a': 1}) }}"),
        *("{{ (dict | attr('update'))(words, {}) }}", "{{ range.count(1) }}", "{{ namespace.update({}) }}"),
        *("{{ 'x' | safe + namespace(__html__=cycler(date).next) }}", "{{ namespace([('__html__', 1)]) }}"),
        "{% filter int(0, 16) %}" + "f" * 5000 + "{% endfilter %}",
        *("{{ date.today() }}", "{{ date.fromtimestamp(1) }}", "{{ date.timetuple() }}"),
        *(
            "{{ date.strftime('%s') }}",
            "{{ date.strftime('%-1s') }}",
            "{{ date.strftime('%Es') }}",
            "{{ '{:%s}'.format(date) }}",
        ),
    ],
)
def test_a_layout_cannot_see_the_clock_chance_or_memory_addresses(layout: str) -> None:
    with pytest.raises((SecurityError, TemplateError)):
        printed(layout)


@pytest.mark.parametrize("items", ["range(600000)", "iterable=range(600000)"])
def test_the_turns_of_a_loop_within_itself_count_as_work(items: str) -> None:
    layout = (
        "{% for n in [0] recursive %}{% if loop.depth == 1 %}{{ loop(ITEMS) ~ loop(ITEMS) }}{% endif %}{% endfor %}"
    )
    with pytest.raises(SecurityError, match="too many steps"):
        printed(layout.replace("ITEMS", items))


def test_a_loop_within_itself_prints_a_tree() -> None:
    layout = (
        "{% for n in [[1, [2]], [3]] recursive %}{% if n is number %}{{ n }}"
        "{% else %}({{ loop(n) }} {{ loop.length }}){% endif %}{% endfor %}"
    )
    assert printed(layout) == "(1(2 2) 2)(3 2)"


def test_a_layout_remembers_nothing_of_the_document_before() -> None:
    counting = "{% import 'm' as m %}{% set n = m.kept %}{% set n.n = n.n + 1 %}{{ n.n }}"
    sandbox = Sandbox(loader=DictLoader({"layout": counting, "m": "{% set kept = namespace(n=0) %}"}))
    texts = []
    for _ in range(3):
        sandbox.begin()
        texts.append(sandbox.get_template("layout").render())
    assert texts == ["1"] * 3


def test_python_warns_nobody_of_the_code_of_a_layout() -> None:
    assert printed("{{ 1[0] }}") == ""
