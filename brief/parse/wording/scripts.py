"""Marks words in another script than the brief's with the language that the script stands for.

Words in a script that runs the other way get their direction (``dir``) as well. WeasyPrint orders each inline element
separately, so that only ``dir`` on the block puts its words, numbers and full stops in the right order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple
from xml.etree.ElementTree import Element

from brief.model import Languages, direction, text_nodes
from brief.parse.words import is_inline, wrap


class Script(NamedTuple):
    """The characters of a script, as in ``[…]`` of a regular expression, and its languages, divided by blanks.

    The script stands for the first language. A language that no script lists is written in Latin letters.
    """

    characters: str
    languages: str


SCRIPTS: Mapping[str, Script] = {
    "Latin": Script("A-Za-zªºÀ-ÖØ-öø-ɏḀ-ỿ", "en sr"),
    "Greek": Script("Ͱ-ϡϰ-Ͽἀ-῾", "el"),
    "Cyrillic": Script("Ѐ-ԯᲀ-ᲊⷠ-ⷿꙀ-ꚟ", "ru be bg kk ky mk tg uk sr mn"),
    "Armenian": Script("Ա-Ֆՙ-֏", "hy"),
    "Hebrew": Script("\u0591-\u05f4", "he yi"),
    "Arabic": Script(
        "\u0610-\u061a\u0620-\u06d3\u06d5-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc", "ar fa ps ug ur"
    ),
    "Ethiopic": Script("\u1200-\u139f", "am ti"),
    "Devanagari": Script("\u0900-\u097f", "hi mr ne sa"),
    "Bengali": Script("\u0980-\u09ff", "bn as"),
    "Gurmukhi": Script("\u0a00-\u0a7f", "pa"),
    "Tamil": Script("\u0b80-\u0bff", "ta"),
    "Sinhala": Script("\u0d80-\u0dff", "si"),
    "Thai": Script("\u0e01-\u0e3a\u0e40-\u0e5b", "th"),
    "Lao": Script("\u0e80-\u0eff", "lo"),
    "Tibetan": Script("\u0f00-\u0fff", "bo dz"),
    "Myanmar": Script("\u1000-\u109f", "my"),
    "Georgian": Script("\u10a0-\u10ff\u1c90-\u1cbf", "ka"),
    "Khmer": Script("\u1780-\u17ff", "km"),
    "Mongolian": Script("\u1820-\u18aa", "mn"),
    "Hangul": Script("\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff", "ko"),
    "Kana": Script("\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff\uff66-\uff9f", "ja"),
    "Han": Script("\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f", "zh yue ja ko"),
}
"""The scripts, by the names that `script-languages` in brief.yaml uses."""

_FROM_RIGHT = ("Hebrew", "Arabic")
"""The scripts that run from right to left."""

_RIGHT = re.compile(f"[{''.join(SCRIPTS[name].characters for name in _FROM_RIGHT)}]")
_LETTER = re.compile(r"[^\W\d_]")


def turn_blocks(root: Element, languages: Languages) -> None:
    """Gives ``dir`` to each block in `root` whose letters all run the other way than those of the brief.

    A block in a single such script gets its ``lang`` as well; calls of notes in it get those of the brief. An element
    that has a language already, such as an editor's ``<span lang>``, gets the direction of that language.
    """
    home = direction(languages.own)
    for element in root.iter():
        if (way := direction(element.get("lang", languages.own))) != home:
            element.set("dir", way)
    if home == "rtl" or any(map(_RIGHT.search, root.itertext())):
        for block in root:
            _turn(block, languages)
    if _foreign(root, languages):
        for block in root:
            _name_language(block, languages)


def _name_language(block: Element, languages: Languages) -> None:
    """Gives a block whose letters are all in one foreign script its ``lang``, which holds for its full stops too."""
    if "lang" in block.attrib or "dir" in block.attrib or is_inline(block):
        return
    words = "".join(node.text for node in text_nodes(block, lambda element: "lang" in element.attrib))
    script, *others = {*map(_script, _LETTER.findall(words))} or {""}
    if script in _foreign(block, languages) and not others:
        block.set("lang", _language(script, languages))
        for call in (span for span in block.iter("span") if "data-note" in span.attrib):
            call.set("lang", languages.own)
        return
    for child in block:
        _name_language(child, languages)


def _turn(block: Element, languages: Languages) -> None:
    """Sets the direction of a block, or of the blocks in it when its letters run both ways."""
    if "lang" in block.attrib or is_inline(block):
        return
    letters = _LETTER.findall("".join(block.itertext()))
    from_right = "".join(letter for letter in letters if _RIGHT.match(letter))
    home = direction(languages.own)
    if 0 < len(from_right) < len(letters):
        for child in block:
            _turn(child, languages)
    elif letters and (way := "rtl" if from_right else "ltr") != home:
        scripts = [name for name in _FROM_RIGHT if re.search(f"[{SCRIPTS[name].characters}]", from_right)]
        if len(scripts) == 1:
            block.set("lang", _language(scripts[0], languages))
        block.set("dir", way)
        for call in block.iter("span"):
            if "data-note" in call.attrib:
                call.attrib.update({"lang": languages.own, "dir": home})


def _language(script: str, languages: Languages) -> str:
    """The language that a script stands for in this brief."""
    return languages.of_scripts.get(script, SCRIPTS[script].languages.split()[0])


def _own(languages: Languages) -> frozenset[str]:
    """The scripts of the brief's language."""
    language = languages.own.partition("-")[0].lower()
    named = frozenset(name for name, script in SCRIPTS.items() if language in script.languages.split())
    return named or frozenset({"Latin"})


def _foreign(root: Element, languages: Languages) -> frozenset[str]:
    """The other scripts of the letters in an element."""
    return frozenset(map(_script, {*"".join(root.itertext())})) - _own(languages) - {""}


def tag_scripts(root: Element, languages: Languages) -> None:
    """Puts ``<span lang>`` around words in another script than those of the brief's language.

    Words that have a language already keep it.
    """
    own = _own(languages)

    def tagged(match: re.Match[str]) -> Element | None:
        name = match.lastgroup or ""
        if name == "Han" and "Kana" not in own and re.search(f"[{SCRIPTS['Kana'].characters}]", match[0]):
            name = "Kana"
        if name == "Greek" and len(match[0]) == 1:
            return None  # a mathematical sign
        span = Element("span", {"lang": _language(name, languages)})
        if (way := "rtl" if name in _FROM_RIGHT else "ltr") != direction(languages.own):
            span.set("dir", way)
        return span

    if foreign := _foreign(root, languages):
        words = _words(foreign, bool(own & {*_FROM_RIGHT}))
        wrap(root, words, tagged, closed=lambda element: "lang" in element.attrib)


@cache
def _script(character: str) -> str:
    """The name of the script that a character belongs to; empty for none."""
    for name, script in SCRIPTS.items():
        for first, last, one in re.findall(
            "(.)-(.)|(.)", script.characters
        ):  # compared, as large ranges take long to compile
            if first <= character <= last or character == one:
                return name
    return ""


@cache
def _words(foreign: frozenset[str], is_from_right: bool) -> re.Pattern[str]:
    """A pattern for words in one of these scripts, with a group for each script.

    Blanks and punctuation between two words are included. So are numbers, if the words run from right to left, or the
    brief does (`is_from_right`), since that order applies to them as well. Kana and Han, if both are foreign, are one
    script.
    """
    classes = {name: script.characters for name, script in SCRIPTS.items() if name in foreign}
    if {"Kana", "Han"} <= classes.keys():
        classes["Han"] += classes.pop("Kana")
    turning = classes if is_from_right else _FROM_RIGHT
    between = {name: r"(?:[^\w\x02\x03]|\d)+" if name in turning else r"[^\w\x02\x03]+" for name in classes}
    words = "|".join(f"(?P<{name}>[{it}]+(?:{between[name]}[{it}]+)*)" for name, it in classes.items())
    return re.compile(f"(?=[{''.join(classes.values())}])(?:{words})")  # rejects most characters in one step
