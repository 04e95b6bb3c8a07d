"""The face of each word is the one that a browser would choose."""

from __future__ import annotations

import pytest

from brief.publish.cascade import Setting, quoted, runs
from brief.publish.trees import read


def settings(body: str, *css: str, tokens: dict[str, str] | None = None) -> dict[str, list[Setting]]:
    """The settings of each run of text, by its words."""
    found: dict[str, list[Setting]] = {}
    for setting, text in runs(read(f"<body>{body}</body>"), css, tokens or {}):
        if text.strip():
            found.setdefault(text.strip(), []).append(setting)
    return found


def one(body: str, *css: str, tokens: dict[str, str] | None = None) -> tuple[tuple[str, ...], int, bool, bool]:
    """The one setting of the word ``x``."""
    (setting,) = settings(body, *css, tokens=tokens)["x"]
    return setting.families, setting.weight, setting.italic, setting.small_capitals


@pytest.mark.parametrize(
    ("body", "css", "expected"),
    [
        ("<p>x</p>", "", ((), 400, False, False)),
        ("<p>x</p>", 'p { font-family: "A B", serif }', (("A B", "serif"), 400, False, False)),
        ("<p><em>x</em></p>", "p { font-weight: 600 }", ((), 600, True, False)),
        ("<p><b>x</b></p>", "", ((), 700, False, False)),
        ("<p><b>x</b></p>", "b { font-weight: 600 }", ((), 600, False, False)),
        ("<p class=a>x</p>", ".a { font-weight: 300 } p { font-weight: 900 }", ((), 300, False, False)),
        ("<p>x</p>", "p { font-weight: 300 !important } p { font-weight: 900 }", ((), 300, False, False)),
        ("<p>x</p>", "p { font: italic 600 14pt/1.2 A, serif }", (("A", "serif"), 600, True, False)),
        ("<p>x</p>", "p { font: 600 clamp(1rem, 2vw, calc(3px + 1rem))/1.2 A }", (("A",), 600, False, False)),
        ("<p>x</p>", "p { font: small-caps 10pt A }", (("A",), 400, False, True)),
        ("<i>x</i>", "i { font: inherit }", ((), 400, False, False)),
        ("<button>x</button>", "", (("sans-serif",), 400, False, False)),
        ("<p>x</p>", "p { font-variant: small-caps }", ((), 400, False, True)),
        ("<p style='font-weight: 500'>x</p>", "p { font-weight: 900 }", ((), 500, False, False)),
        ("<p>x</p>", "p::before { font-weight: 900 }", ((), 400, False, False)),
        ("<p>x</p>", "p:popover-open { font-weight: 900 }", ((), 400, False, False)),
        ("<p>x</p>", "@supports (display: grid) { p { font-weight: 500 } }", ((), 500, False, False)),
        ("<svg><text font-family=A font-weight=600>x</text></svg>", "", (("A",), 600, False, False)),
    ],
)
def test_the_cascade_is_that_of_a_browser(
    body: str, css: str, expected: tuple[tuple[str, ...], int, bool, bool]
) -> None:
    assert one(body, css) == expected


TWO_IDS = '<div id=a><p id=b style="{}">x</p></div>'


@pytest.mark.parametrize(
    ("inline", "css", "weight"),
    [
        ("font-weight: 500", "#a #b { font-weight: 900 }", 500),
        ("font-weight: 500", "#a #b, p { font-weight: 900 !important }", 900),
        ("font-weight: 500 !important", "#a #b { font-weight: 900 !important }", 500),
        ("", "#b { font-weight: 300 } p" + 300 * ":not(.x)" + " { font-weight: 900 }", 300),
        ("font-weight: 300; font-weight: 500", "", 500),
        ("", "p { font-weight: 300; font-weight: 500 }", 500),
        (f"font-weight: {'9' * 310}", "", 400),
    ],
)
def test_the_strongest_declaration_wins(inline: str, css: str, weight: int) -> None:
    assert one(TWO_IDS.format(inline), css)[1] == weight


def test_custom_properties_have_the_values_of_the_look() -> None:
    css = "p { font-family: var(--a, Z), var(--b, B) }"
    assert one("<p>x</p>", css, tokens={"a": '"A A"'})[0] == ("A A", "B")


def test_a_rule_for_some_media_gives_a_second_setting() -> None:
    found = settings("<p>x</p>", "p { font-weight: 300 } @media print { p { font-weight: 600 } }")["x"]
    assert sorted(setting.weight for setting in found) == [300, 600]


def test_a_rule_for_some_media_that_is_weaker_than_a_general_one_never_applies() -> None:
    found = settings("<p class=a>x</p>", "@media print { p { font-weight: 600 } } .a { font-weight: 300 }")["x"]
    assert [setting.weight for setting in found] == [300]


def test_words_that_are_not_drawn_have_no_face() -> None:
    assert settings("<style>p{}</style><svg><title>Said</title><text>Drawn</text></svg>").keys() == {"Drawn"}


def test_words_after_an_element_are_set_like_those_before_it() -> None:
    found = settings("<p>a<em>b</em>c</p>")
    assert {word: setting.italic for word, (setting,) in found.items()} == {"a": False, "b": True, "c": False}


def test_names_of_families_are_quoted_except_generic_ones() -> None:
    assert quoted("Source Sans 3,NanumMyeongjo,sans-serif") == "'Source Sans 3', 'NanumMyeongjo', sans-serif"
