"""Characters that cannot be printed are reported once, at their place, in whatever file they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import build
from brief.check.glyphs import FEW, SUSPECT, sign
from brief.findings import BriefError
from brief.load import load
from brief.model import EDITIONS
from tests.conftest import MakeBrief

Messages = Callable[..., list[str]]

NO_FACE = (
    "write it another way, or put a TTF or OTF font for it into the brief's styles/fonts, where it is found by itself"
)
NO_EMOJI = "say it in words, with a plain sign such as ✓ or ☎, or in a picture: ![A locked door](images/lock.svg)"
PERSON = "(U+4EBA, CJK UNIFIED IDEOGRAPH-4EBA)"


SOURCES = """- {id: a, type: book, title: Not 信, publisher: P, issued: 2014}
- id: b
  type: book
  title: T
  author: [{family: In 人}]
  publisher: P
  issued: 2014
"""


def svg(inside: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">{inside}</svg>'


@pytest.fixture
def messages(make_brief: MakeBrief) -> Messages:
    """The errors that stop the build of a brief with this text, in full; empty when it is built."""

    def messages(text: str, files: Mapping[str, str | bytes] = {}) -> list[str]:
        brief, _ = load(make_brief({"part.md": f"# Title\n\n{text}\n", **files}))
        try:
            brief, texts, _ = build.read(brief)
            build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief))
        except BriefError as error:
            return [str(finding) for finding in error.findings]
        return []

    return messages


def firsts(findings: list[str]) -> list[str]:
    """The places and messages of findings, without the way out."""
    return [finding.split("\n")[0] for finding in findings]


def test_a_character_without_a_face_is_reported_with_its_name_and_the_way_out(messages: Messages) -> None:
    assert messages("Text 人.") == [
        f"content/part.md:3:6: error: glyph-missing: no font has the character '人' {PERSON}\n    {NO_FACE}"
    ]


@pytest.mark.parametrize(
    ("place", "text", "files"),
    [
        ("content/part.md:5:7", "| a | b |\n|---|---|\n| x | 人 |", {}),
        ("content/part.md:5:14", "Text.[^a]\n\n[^a]: A note 人.", {}),
        ("content/part.md:4:7", "/// box | Head\nText, 人\n///", {}),
        ("content/part.md:3:18", "/// key-figure | 人\nseas\n///\n\nText.", {}),
        ("content/part.md:3:11", "Text &amp;&#20154;.", {}),
        ("content/part.md:3:6", "Text &#x4EBA;.", {}),
        ("content/part.md:5:3", "<!-- 人 -->\n\na 人", {}),
        ("content/part.md:3:20", "![Alt 信](a.svg 'In 人')", {"a.svg": svg("")}),
        ("content/brief.yaml:2:6", "Text.", {"brief.yaml": "title: T\nask: Ask 人.\n", "summary.md": "Text."}),
        ("content/brief.yaml:2:18", "Text.", {"brief.yaml": "title: T\ncontact: {name:  人}\n"}),
        ("content/summary.md:2:8", "Text.", {"summary.md": "---\ntitle: 人\n---\n\nText.\n"}),
        ("content/a.svg:1:82", "![Alt](a.svg)", {"a.svg": svg('<text x="9" y="9">人</text>')}),
        ("content/a.svg", "![Alt](a.svg)", {"a.svg": svg("<text>&#20154;</text>")}),
        ("content/styles/brand.css:1:23", "Text.", {"styles/brand.css": "p::before { content: '人' }"}),
        ("content/part.md:3:18", "See [it](https://人.example.org).", {}),
        ("content/part.md:3:18", "/// qr | https://人.example.org\n///\n\nText.", {}),
        ("content/s.yaml:5:24", "Text [@b].", {"brief.yaml": "title: T\nsources: s.yaml\n", "s.yaml": SOURCES}),
        ("content/styles/words/fr.yaml:1:11", "Text.", {"brief.yaml": "title: T\nlanguage: fr\nstatus: draft\n"}),
    ],
)
def test_a_missing_character_is_reported_where_it_is_first_printed(
    messages: Messages, place: str, text: str, files: Mapping[str, str | bytes]
) -> None:
    if "fr.yaml" in place:
        files = {**files, "styles/words/fr.yaml": "draft: En 人\n"}
    assert firsts(messages(text, files)) == [f"{place}: error: glyph-missing: no font has the character '人' {PERSON}"]


def test_text_that_is_not_printed_needs_no_face(messages: Messages) -> None:
    drawing = svg("<title>人 😀</title><desc>人</desc>")
    settings = "title: T\nslug: a\nauthors: [{name: A, photo: 人.svg}]\n"
    files = {"a.svg": drawing, "人.svg": svg(""), "brief.yaml": settings, "author.md": "Text."}
    assert messages('<!-- 人 😀 --> Text.\n\n![人 😀](a.svg)\n\n<abbr title="人">UN</abbr>.', files) == []


def test_a_page_in_an_unsupported_script_is_one_finding(messages: Messages) -> None:
    text = "الحرية للجميع، في كل مكان. " * 40
    assert firsts(messages(f"One.\n\nTwo {text}\n\nשלום")) == [
        "content/part.md:5:5: error: glyph-missing: no font has the character 'ا' (U+0627, ARABIC LETTER ALEF)"
        " and 12 more of Arabic",
        "content/part.md:7:1: error: glyph-missing: no font has the character 'ש' (U+05E9, HEBREW LETTER SHIN)"
        " and 3 more of Hebrew",
    ]


def test_scripts_are_reported_by_their_common_names(messages: Messages) -> None:
    assert [finding.partition(") ")[2] for finding in firsts(messages("人信。 नमस्ते ᄀᅠ ꥠꥡ"))] == [
        "and 1 more of Chinese",
        "and 5 more of Devanagari",
        "and 3 more of Korean",
    ]


def test_signs_of_no_script_are_reported_one_by_one_and_then_counted(messages: Messages) -> None:
    signs = "".join(map(chr, range(0x1D100, 0x1D114)))
    findings = firsts(messages(signs))
    assert len(findings) == FEW
    assert findings[0].endswith("no font has the character '𝄀' (U+1D100, MUSICAL SYMBOL SINGLE BARLINE)")
    assert findings[-1].endswith("no font has the character '𝄉' (U+1D109, MUSICAL SYMBOL DAL SEGNO) and 10 more")


def test_a_combining_mark_is_shown_with_its_base_letter(messages: Messages) -> None:
    assert firsts(messages("An x\u1ab0 here.")) == [
        "content/part.md:3:4: error: glyph-missing: no font has the character 'x\u1ab0'"
        " (U+1AB0, COMBINING DOUBLED CIRCUMFLEX ACCENT)"
    ]


@pytest.mark.parametrize(
    ("sign", "named"),
    {
        "😀": "U+1F600, GRINNING FACE",
        "🔒": "U+1F512, LOCK",  # Source Sans has it
        "☕": "U+2615, HOT BEVERAGE",
        "☎\ufe0f": "U+260E, BLACK TELEPHONE",  # the plain sign is in NanumMyeongjo
        "©\ufe0f": "U+00A9, COPYRIGHT SIGN",
        "1\ufe0f\u20e3": "U+20E3, COMBINING ENCLOSING KEYCAP",
        "🇰🇵": "U+1F1F0, REGIONAL INDICATOR SYMBOL LETTER K",
        "🏴\U000e0067\U000e0062\U000e007f": "U+1F3F4, WAVING BLACK FLAG",
        "👍🏽": "U+1F44D, THUMBS UP SIGN",
        "👩\u200d👩\u200d👧": "U+1F469, WOMAN",
        "🤷\u200d♀": "U+1F937, SHRUG",
        "🤷🏽\u200d♂\ufe0f": "U+1F937, SHRUG",
    }.items(),
)
def test_an_emoji_is_reported_once_even_if_a_font_has_it(messages: Messages, sign: str, named: str) -> None:
    wrong = f"error: emoji: the emoji '{sign}' ({named}) cannot be printed\n    {NO_EMOJI}"
    assert messages(f"An {sign}{sign} here.") == [f"content/part.md:3:4: {wrong}"]
    assert messages(f"An &#x{ord(sign[0]):X};{sign[1:]} here.") == [f"content/part.md:3:4: {wrong}"]


def test_emoji_are_found_in_brief_yaml_drawings_and_style_sheets(messages: Messages) -> None:
    files = {"brief.yaml": "title: T\nseries: A 😀\n", "a.svg": svg("<text>🔒</text>")}
    assert [finding.split(" (")[0] for finding in firsts(messages("![A](a.svg)", files))] == [
        "content/brief.yaml:2:9: error: emoji: the emoji '😀'",
        "content/a.svg:1:70: error: emoji: the emoji '🔒'",
    ]
    (in_style,) = firsts(messages("Text.", {"brief.yaml": "title: T\n", "styles/brand.css": "p::after{content:'😀'}"}))
    assert in_style.startswith("content/styles/brand.css:1:19: error: emoji: the emoji '😀'")


def test_a_private_use_character_is_reported_even_if_a_font_has_it(messages: Messages) -> None:
    assert messages("A \ue000 and \ue001 here.") == [
        f"content/part.md:3:{column}: error: private-use: the private-use character U+{code} "
        "means something only in the font that it was typed with\n"
        "    type what is meant, a word or a common sign; such characters come along when symbols are pasted"
        for column, code in ((3, "E000"), (9, "E001"))
    ]


def test_plain_signs_and_invisible_characters_are_printed(messages: Messages) -> None:
    assert (
        messages("✓ ★ ☎ ☎\ufe0e © ™ → • soft\u00adhyphen zero\u200bwidth no\u00a0break word\u2060joiner mark\u200e.")
        == []
    )


def test_decomposed_letters_are_printed(messages: Messages) -> None:
    assert messages(unicodedata.normalize("NFD", "Việt Nam, Łódź, Ἀθῆναι, Київ, 한글 q\u0303")) == []


@given(st.characters(categories=["L", "M", "N", "P", "Zs"]))
def test_no_letter_number_or_mark_is_taken_for_an_emoji(character: str) -> None:
    assert not sign().search(f"a{character}a") or character == "\u20e3"


def test_every_flag_tone_and_pictograph_is_an_emoji() -> None:
    for block in (range(0x1F300, 0x1F650), range(0x1F680, 0x1F6D8), range(0x1F910, 0x1FA00), range(0x1F1E6, 0x1F200)):
        for code in block:
            assert sign().fullmatch(chr(code))
            assert SUSPECT.search(chr(code))
