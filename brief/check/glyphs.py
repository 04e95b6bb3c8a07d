"""Checks of single characters: each has a glyph in some face, and none is an emoji or of private use.

Only the engine knows which characters have no glyph, once it has drawn them; only the source shows where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from brief import walk
from brief.check.context import EditionPages, Manuscript
from brief.check.drawings import readable
from brief.check.pictures import pictures_named
from brief.check.places import (
    Printed,
    find_from,
    printed,
    printed_addresses,
    printed_beside,
    printed_comments,
    printed_data,
    printed_sources,
    printed_values,
)
from brief.findings import Finding, Place, Rule
from brief.findings import page as rules
from brief.model import LARGEST_FILE, Brief, Text
from brief.model.drawings import local_name

FEW = 10
"""The most findings for one rule; the last one counts the rest."""

PICTURE = (
    "\u231a\u231b\u23e9-\u23ec\u23f0\u23f3\u25fd\u25fe\u2614\u2615\u2648-\u2653\u267f\u2693\u26a1\u26aa\u26ab\u26bd\u26be"
    "\u26c4\u26c5\u26ce\u26d4\u26ea\u26f2\u26f3\u26f5\u26fa\u26fd\u2705\u270a\u270b\u2728\u274c\u274e\u2753-\u2755\u2757"
    "\u2795-\u2797\u27b0\u27bf\u2b1b\u2b1c\u2b50\u2b55\U0001f004\U0001f0cf\U0001f18e\U0001f191-\U0001f19a\U0001f201"
    "\U0001f21a\U0001f22f\U0001f232-\U0001f236\U0001f238-\U0001f23a\U0001f250\U0001f251\U0001f300-\U0001f64f"
    "\U0001f680-\U0001f6ff\U0001f7e0-\U0001f7f0\U0001f90c-\U0001f9ff\U0001fa70-\U0001faff"
)
"""Emoji, for a class of a regular expression: characters with Emoji_Presentation (UTS #51), and the whole blocks of
pictographs. Signs that are emoji only with a selector (☎ ✔ ©) are not included."""

SUSPECT = re.compile("[\u20e3\u231a-\u2bff\ue000-\uf8ff\ufe0f\U0001f000-\U0010ffff]|&#")
"""Text without a match has no `sign`; this search takes a tenth of the time."""

BEYOND_ASCII = re.compile("[^\0-\x7f]|&#")
"""In text without a match, every character has a glyph."""

SPOKEN = {"Hani": "Chinese", "Hang": "Korean"}
"""The common names of scripts that Unicode calls otherwise."""

COMMON = frozenset({"Zinh", "Zyyy", "Zzzz"})
"""The codes that are no scripts: signs and marks of all scripts, and code points without a character."""


@cache
def sign() -> re.Pattern[str]:
    """The pattern of private-use characters and of emoji: pictographs with those joined to them, flags, keycaps."""
    plain = "©®\u2000-\u3299\U0001f000-\U0001faff"
    emoji = f"(?:[{PICTURE}]\ufe0f?|[{plain}]\ufe0f)[\U0001f3fb-\U0001f3ff]?[\U000e0020-\U000e007f]*"
    return re.compile(
        "(?P<private>[\ue000-\uf8ff\U000f0000-\U0010ffff])"
        f"|[\U0001f1e6-\U0001f1ff]{{1,2}}|[0-9#*]\ufe0f?\u20e3|{emoji}(?:\u200d(?:{emoji}|[\u2640\u2642\u2695\u2696\u2708]))*"
    )


class Use(NamedTuple):
    """A character that cannot be printed: its form in the text, the character alone, and its first place."""

    shown: str
    character: str
    place: Place | None


def emoji_and_private_use(manuscript: Manuscript) -> Iterator[Finding]:
    """Emoji and private-use characters in what is printed, whether or not a face happens to have them."""
    brief = manuscript.brief
    suspected = (text for text in manuscript.texts if SUSPECT.search(text.section.text))
    paths = (manuscript.inside(brief.folder, name) for name, _ in pictures_named(brief, manuscript.texts))
    drawings = _drawn((path for path in paths if path), SUSPECT)
    pieces = chain(printed(suspected), printed_data(brief), printed_values(brief), printed_beside(brief), drawings)
    uses: dict[str, Use] = {}
    for piece, place in pieces:
        for match in sign().finditer(piece) if SUSPECT.search(piece) else ():
            if match[0] not in uses:
                uses[match[0]] = Use(match[0], _first_character(match[0]), place(match[0]))
    yield from _findings(uses.values())


def missing_glyphs(pages: EditionPages) -> Iterator[Finding]:
    """The characters that the engine found in no face, grouped by script, at the first place of each group."""
    if characters := [remark.text for remark in pages.remarks if remark.kind == "glyph"]:
        yield from _findings(_uses(pages.brief, pages.texts, characters))


def _uses(brief: Brief, texts: Sequence[Text], characters: Collection[str]) -> Iterator[Use]:
    """Where each of `characters` is printed first: in a section, brief.yaml, a drawing, or the brief's own styles."""
    paths = (brief.folder / name for name, _ in pictures_named(brief, texts))  # `broken_pictures` has refused others
    drawings = _drawn(paths, BEYOND_ASCII)
    missing = dict.fromkeys(characters)
    beside = chain(printed_data(brief), printed_values(brief), printed_beside(brief))
    of_texts = chain(printed(texts), printed_addresses(texts), printed_comments(texts))
    for piece, place in chain(of_texts, beside, printed_sources(brief), drawings):
        for index, character in enumerate(piece if missing.keys() & set(piece) else ""):
            if character in missing:
                del missing[character]
                mark = unicodedata.category(character).startswith("M")
                shown = (piece[index - 1 : index] or "◌") + character if mark else character
                yield Use(shown, character, place(shown))
    for character in missing:
        yield Use(character, character, _in_own_styles(brief, character))


def _drawn(paths: Iterable[Path], pattern: re.Pattern[str]) -> Iterator[Printed]:
    """The text in those drawings whose source matches a pattern."""
    for path in paths:
        if path.suffix.lower() == ".svg" and path.is_file() and path.stat().st_size <= LARGEST_FILE:
            suspected = pattern.search(path.read_text("utf-8", errors="replace"))
            if suspected and (root := readable(path)) is not None:
                texts = (element for element in root.iter() if local_name(element.tag) == "text")
                yield from (("".join(text.itertext()), partial(find_from, Place(path))) for text in texts)


def _in_own_styles(brief: Brief, character: str) -> Place | None:
    """The first place of a character in a brief's own words, layouts and style sheets; None when there is none."""
    files = (path for root in brief.own_styles for path in walk.files(root))
    texts = (path for path in files if path.suffix in (".yaml", ".html", ".css"))
    own = (path for path in texts if path.is_file() and not path.is_symlink())  # a link may lead out of the brief
    places = (find_from(Place(path), character) for path in own)
    return next((place for place in places if place.line), None)


def _first_character(shown: str) -> str:
    """The character that names a sign of several characters: the first that is neither ASCII nor a selector."""
    return next(character for character in shown if character > "\x7f" and character != "\ufe0f")


def _findings(uses: Iterable[Use]) -> Iterator[Finding]:
    """At most `FEW` findings for each rule, in the order of `uses`."""
    by_rule: dict[Rule, list[Use]] = {rules.GLYPH_MISSING: [], rules.EMOJI: [], rules.PRIVATE_USE: []}
    for use in uses:
        by_rule[_rule(use)].append(use)
    for rule, of_rule in by_rule.items():
        groups = _by_script(of_rule)
        last = [use for _, group in groups[FEW - 1 :] for use in group]
        for script, (first, *others) in [*groups[: FEW - 1], ("", last)] if len(groups) > FEW else groups:
            of = f" of {script}" if script else ""
            yield rule.at(
                first.place,
                shown=first.shown,
                code=ord(first.character),
                name=unicodedata.name(first.character, "no character of Unicode"),
                others=rules.AND_MORE.format(count=len(others), of=of) if others else "",
            )


def _rule(use: Use) -> Rule:
    match = sign().match(use.shown)
    return rules.GLYPH_MISSING if match is None else rules.PRIVATE_USE if match["private"] else rules.EMOJI


def _by_script(uses: Sequence[Use]) -> list[tuple[str, list[Use]]]:
    """The uses grouped by script, each group with the name of the script, or an empty name.

    A sign that belongs to no script joins a group of a script in which it is used, or forms a group of its own.
    """
    if len(uses) < 2:
        return [("", [use]) for use in uses]
    from fontTools.unicodedata import script, script_extension, script_name

    present = {script(use.character) for use in uses} - COMMON
    groups: dict[str, list[Use]] = {}
    names: dict[str, str] = {}
    for use in uses:
        of = script(use.character)
        if of in COMMON:
            of = min(script_extension(use.character) & present, default="")
        key = of or use.shown
        names[key] = SPOKEN.get(of) or (script_name(of) if of else "")
        groups.setdefault(key, []).append(use)
    return [(names[key], group) for key, group in groups.items()]
