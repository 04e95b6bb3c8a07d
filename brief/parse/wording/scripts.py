"""Words in another script than the brief's are tagged with the language that the script stands for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.parse.wording.runs import wrap


class Script(NamedTuple):
    """The characters of a script, as a class of a regular expression; the language that it stands for."""

    characters: str
    language: str


SCRIPTS: Mapping[str, Script] = {
    "Latin": Script("A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ", "en"),
    "Greek": Script("Ͱ-ϡϰ-Ͽἀ-῾", "el"),
    "Cyrillic": Script("Ѐ-ԯᲀ-ᲊⷠ-ⷿꙀ-ꚟ", "ru"),
    "Armenian": Script("Ա-Ֆՙ-֏", "hy"),
    "Hebrew": Script("\u0591-\u05f4", "he"),
    "Arabic": Script(
        "\u0610-\u061a\u0620-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "ar"
    ),
    "Ethiopic": Script("\u1200-\u139f", "am"),
    "Devanagari": Script("\u0900-\u097f", "hi"),
    "Bengali": Script("\u0980-\u09ff", "bn"),
    "Gurmukhi": Script("\u0a00-\u0a7f", "pa"),
    "Tamil": Script("\u0b80-\u0bff", "ta"),
    "Sinhala": Script("\u0d80-\u0dff", "si"),
    "Thai": Script("\u0e01-\u0e3a\u0e40-\u0e5b", "th"),
    "Lao": Script("\u0e80-\u0eff", "lo"),
    "Tibetan": Script("\u0f00-\u0fff", "bo"),
    "Myanmar": Script("\u1000-\u109f", "my"),
    "Georgian": Script("\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
    "Khmer": Script("\u1780-\u17ff", "km"),
    "Mongolian": Script("\u1820-\u18aa", "mn"),
    "Hangul": Script("\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff", "ko"),
    "Kana": Script("\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\uff66-\uff9f", "ja"),
    "Han": Script("\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f", "zh"),
}
"""The scripts that are told apart; the names are those for `script-languages` in brief.yaml."""

_OF_LANGUAGES: Mapping[str, frozenset[str]] = {
    name: frozenset(scripts.split())
    for names, scripts in (
        ("am ti", "Ethiopic"),
        ("ar fa ps ug ur", "Arabic"),
        ("be bg kk ky mk ru tg uk", "Cyrillic"),
        ("sr", "Cyrillic Latin"),
        ("mn", "Cyrillic Mongolian"),
        ("bn as", "Bengali"),
        ("bo dz", "Tibetan"),
        ("el", "Greek"),
        ("he yi", "Hebrew"),
        ("hi mr ne sa", "Devanagari"),
        ("hy", "Armenian"),
        ("ja", "Kana Han"),
        ("ka", "Georgian"),
        ("km", "Khmer"),
        ("ko", "Hangul Han"),
        ("lo", "Lao"),
        ("my", "Myanmar"),
        ("pa", "Gurmukhi"),
        ("si", "Sinhala"),
        ("ta", "Tamil"),
        ("th", "Thai"),
        ("zh yue", "Han"),
    )
    for name in names.split()
}
"""In which scripts a language is written; Latin is that of all others."""

_FROM_RIGHT = frozenset({"Hebrew", "Arabic"})


def tag_scripts(root: Element, language: str, overrides: Mapping[str, str]) -> None:
    """Puts ``<span lang>`` around words in another script than those of `language`.

    `overrides` maps the name of a script to the language that it stands for in this brief. What has a language
    already keeps it.
    """
    own = _OF_LANGUAGES.get(language.partition("-")[0].lower(), frozenset({"Latin"}))
    foreign = _foreign(own)

    def tagged(match: re.Match[str]) -> Element | None:
        name = match.lastgroup or ""
        if name == "Han" and "Kana" not in own and re.search(f"[{SCRIPTS['Kana'].characters}]", match[0]):
            name = "Kana"
        if name == "Greek" and len(match[0]) == 1:
            return None  # a sign of mathematics
        span = Element("span", {"lang": overrides.get(name, SCRIPTS[name].language)})
        if name in _FROM_RIGHT:
            span.set("dir", "rtl")
        return span

    wrap(root, foreign, tagged, closed=lambda element: "lang" in element.attrib)


@cache
def _foreign(own: frozenset[str]) -> re.Pattern[str]:
    """Words in one other script, joined over what is no word; a group a script. Kana and Han are read as one."""
    classes = {name: script.characters for name, script in SCRIPTS.items() if name not in own}
    if {"Kana", "Han"} <= classes.keys():
        classes["Han"] += classes.pop("Kana")
    words = "|".join(f"(?P<{name}>[{it}]+(?:[^\\w\\x02\\x03]+[{it}]+)*)" for name, it in classes.items())
    return re.compile(f"(?=[{''.join(classes.values())}])(?:{words})")  # one look at most characters, not twenty
