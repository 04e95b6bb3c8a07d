"""The border to citeproc-py: turns a style, sources and citations into strings of HTML.

A processor serves one edition. It remembers what was cited, since styles print the first citation of a source in full.
It adds what citeproc-py lacks: sources in a citation keep their order, an author can be left out (by a copy of the
style without names), and sources that would read the same get a letter behind their year.
"""

from __future__ import annotations

import re
import string
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape
from io import BytesIO
from itertools import product
from operator import itemgetter
from typing import Any

from brief.cite.locators import ENGLISH, Locator, by_word
from brief.cite.mends import OTHERS_SIGN, PLURAL, Quotes, collated, mended_item, mended_text, with_others

CSL = "{http://purl.org/net/xbiblio/csl}"

MARKUP = re.compile(r"&lt;(?P<tag>i|b|sup|sub)&gt;(?P<words>(?:(?!&lt;/?(?:i|b|sup|sub)&gt;).)*)&lt;/(?P=tag)&gt;")
"""The tags that CSL-JSON allows in a title."""

ADDRESSES = ("URL", "DOI")
VERBATIM = frozenset({*ADDRESSES, "id", "type"})
RENAMED = {"event-title": "event"}
"""The fields of CSL 1.0.2 that citeproc-py knows by older names."""

TAGS = {
    **{name: name for name in ("em", "span", "sub", "sup")},
    **{"i": "em", "b": "strong", "u": "span", "l": "span"},
}
"""The tags on the page, by the tags that a style may print; citeproc-py has only some, and affixes may have others."""

LETTERS = tuple("".join(letters).strip() for letters in product(" abcdefghijklmnopqrstuvwxyz", string.ascii_lowercase))
"""The letters after the year in sources that would read the same, as CSL counts them: a, b … z, aa, ab …"""

LATE_MONTH = re.compile(r"(?<=\. )[^\W\d_]+(?= (?:de )?\d{4}[.,])")
"""The name of a month that begins a sentence in a list of sources: ``. março de 2025``."""

STRAIGHT = re.compile(r"(?<!\w)\"([^\"]*)\"(?!\w)")
"""Words in straight quotation marks, as reference managers write them."""


@dataclass(frozen=True, slots=True)
class Part:
    """One source in a citation, and the words before and after it, as HTML."""

    key: str
    before: str
    locator: Locator | None
    after: str
    names_author: bool


class Processor:
    """Cites sources in a style: `items` are CSL-JSON by key, `without` the fields left out of citations."""

    def __init__(
        self, style: str, language: str, items: Mapping[str, Mapping[str, Any]], without: Iterable[str]
    ) -> None:
        from citeproc import CitationStylesBibliography
        from citeproc.formatter import html
        from citeproc.source.json import CiteProcJSON

        self._style, self._language = style, language
        self._numbers = {key: str(number) for number, key in enumerate(items)}
        self._keys = {number: key for key, number in self._numbers.items()}
        self._main = _loaded(style, language)
        self._quotes = self._quoted()
        self._last: Any = None
        self._cited: dict[str, Any] = {}

        def bibliography(without: Iterable[str]) -> Any:
            known = [_prepared(self._numbers[key], item, without, self._quotes) for key, item in items.items()]
            made = CitationStylesBibliography(self._main, CiteProcJSON(known), html)
            for key in items:
                self._item(key, made)
            return made

        self._citing, self._listing = bibliography(without), bibliography(())
        self._sorted = self._in_order(list(self._listing.items))
        if self._main.root.citation.get("disambiguate-add-year-suffix") == "true":
            self._disambiguate()

    def _in_order(self, items: list[Any]) -> list[Any]:
        """The sources in the order of the style's list, by the keys that it sorts by; those without a key come last.

        citeproc-py would sort Á behind Z.
        """
        root = self._main.root
        keys = root.findall(f"{CSL}bibliography/{CSL}sort/{CSL}key")
        for key in reversed(keys):
            found = [*zip(key.sort_keys(items, root.bibliography.layout), items, strict=True)]
            with_key = [(collated(value), item) for value, item in found if value is not None]
            with_key.sort(key=itemgetter(0), reverse=key.get("sort") == "descending")
            items = [item for _, item in with_key] + [item for value, item in found if value is None]
        return items

    @property
    def in_notes(self) -> bool:
        """Whether the style cites in notes."""
        return bool(self._main.root.get("class") == "note")

    @property
    def numbered(self) -> bool:
        """Whether the style cites sources by their numbers in its list."""
        return any(category.get("citation-format") == "numeric" for category in self._main.root.iter(f"{CSL}category"))

    def cite(self, parts: Sequence[Part], links: Mapping[str, str], alone: bool = True) -> str:
        """A citation as HTML; `links` has the anchors of sources in the list by key, to which the citation links.

        A citation that is not `alone` is a part of a sentence, without the prefix and suffix of the style.
        """
        from citeproc.string import join

        layout = self._main.root.citation.layout
        texts = [self._part(part, links) for part in parts]
        joined = join([text for text in texts if text], layout.get("delimiter", ""))
        return self._mended(layout.format(layout.wrap(joined)) if alone else joined)

    def _part(self, part: Part, links: Mapping[str, str]) -> str:
        item = self._item(part.key, self._citing, part.locator)
        style = self._main if part.names_author else self._nameless
        text = str(self._laid_out(style, item, "citation") or "")
        self._last = self._cited[item.key] = item
        if text and part.key in links:
            kind = "cite whole" if self.numbered else "cite"  # no line breaks within '[1, p. 7]'
            text = f'<a href="#{links[part.key]}" class="{kind}">{text}</a>'
        return f"{part.before}{text}{part.after}"

    def entries(self) -> Iterator[tuple[str, str]]:
        """The key and entry of each source in the list, in its order; nothing when the style has no list."""
        if self._main.has_bibliography():
            for item in self._sorted:
                layout = self._main.root.bibliography.layout
                entry = layout.format(layout.wrap(self._laid_out(self._main, item, "bibliography") or ""))
                yield self._keys[item.key], LATE_MONTH.sub(_with_capital, self._mended(entry))

    def _mended(self, text: object) -> str:
        return mended_text(with_others(str(text), self._term("and"), self._term("et-al")), self._quotes)

    def names(self, key: str) -> str:
        """The authors or editors of a source as in a sentence, 'Biserko and Darusman', 'Kirby et al.', or its title."""
        from citeproc.source import VariableError

        reference = self._citing.source[self._numbers[key]]
        for role in ("author", "editor"):
            parts = (name.parts() for name in reference.get(role, ()))
            people = [f"{particle} {family}" if particle else family for _, family, _, particle, _ in parts]
            if len(people) > 2 or OTHERS_SIGN in people:
                return f"{people[0]} {self._term('et-al')}"
            if people:
                return f" {self._term('and')} ".join(people)
        try:
            return str(reference["title_short" if "title_short" in reference else "title"])
        except VariableError:
            return ""

    def terms(self) -> Mapping[str, str]:
        """The labels of the parts of a source, by the words for them in the language of the brief."""
        root = self._main.root
        terms = [(label, [root.get_term(label, form) for form in (None, "short", "symbol")]) for label in ENGLISH]
        return by_word(
            (label, {str(word) for term in found if term is not None for word in (term.single, term.multiple) if word})
            for label, found in terms
        )

    def _quoted(self) -> Quotes:
        """The quotation marks of the language of the brief."""
        outer, inner = ((self._term(f"open-{pair}"), self._term(f"close-{pair}")) for pair in ("quote", "inner-quote"))
        take_in = self._main.root.get_locale_option("punctuation-in-quote") == "true"
        return Quotes(outer, inner, take_in, comma_gives_way=self._language.startswith("en"))

    def _term(self, name: str) -> str:
        return str(self._main.root.get_single_term(name))

    def _item(self, key: str, bibliography: Any, locator: Locator | None = None) -> Any:
        """An item for a source; it is registered in a citation of its own, because citeproc-py needs one."""
        from citeproc import Citation, CitationItem
        from citeproc import Locator as Numbered

        given = {"locator": Numbered(locator.label, escape(locator.numbers, quote=False))} if locator else {}
        item = CitationItem(self._numbers[key], **given)
        bibliography.register(Citation([item]))
        return item

    def _laid_out(self, style: Any, item: Any, where: str) -> Any:
        """One source in a style, without the prefix and suffix of the citation or entry.

        citeproc-py searches all earlier citations it gets. It gets two: the last of this source and the last of all.
        """
        place = style.root.find(f"{CSL}{where}")
        layout = place.layout
        place.cites = [cite for cite in (self._cited.get(item.key), self._last) if cite is not None]
        layout.repressed = {}
        return layout.render_children(item)

    @cached_property
    def _nameless(self) -> Any:
        """A copy of the style without names, for citations that do not name the author again."""
        style = _loaded(self._style, self._language)
        for names in [*style.root.iter(f"{CSL}names")]:
            names.getparent().remove(names)
        return style

    def _disambiguate(self) -> None:
        """Gives a letter to sources that would be cited in the same words (in notes, when they are cited again)."""
        alike: dict[str, list[str]] = defaultdict(list)
        for item in self._sorted:
            cited = self._item(self._keys[item.key], self._citing)
            self._last = cited
            alike[self._mended(self._laid_out(self._main, cited, "citation"))].append(item.key)
        self._last = None
        for numbers in alike.values():
            for number, letter in zip(numbers, LETTERS, strict=False):
                if len(numbers) > 1:
                    self._citing.source[number]["year_suffix"] = letter
                    self._listing.source[number]["year_suffix"] = letter


def _loaded(style: str, language: str) -> Any:
    from citeproc import CitationStylesStyle
    from citeproc.formatter import html
    from citeproc.model import Label

    Label.RE_MULTIPLE_NUMBERS = PLURAL  # there is no other way to change it
    loaded = CitationStylesStyle(BytesIO(style.encode()), locale=language, validate=False)
    loaded.root.formatter = html  # terms need it
    if not language.startswith("en") and not loaded.root.get("default-locale", "").startswith(language[:2]):
        _without_serial_comma(loaded.root)
    return loaded


def _with_capital(word: re.Match[str]) -> str:
    return word[0][0].upper() + word[0][1:]


def _without_serial_comma(style: Any) -> None:
    """Removes the comma before the last name of a list from a style, since only English sets it."""
    for element in style.iter():
        element.attrib.pop("delimiter-precedes-last", None)
    style.set("delimiter-precedes-last", "never")


def _prepared(number: str, item: Mapping[str, Any], without: Iterable[str], quotes: Quotes) -> dict[str, Any]:
    """An item for citeproc-py, mended: only the fields that it knows, escaped for HTML.

    Straight quotation marks become those of the language, so that nested quotations can be recognized.
    """
    from citeproc import DATES, NAMES, VARIABLES

    made: dict[str, Any] = {"id": number, "type": item["type"]}
    for field, value in mended_item(item).items():
        known = RENAMED.get(field, field).replace("-", "_")
        if field in without or known not in VARIABLES:
            continue
        if known in DATES:
            made[known] = value
        elif known in NAMES:
            made[known] = [{part: escape(words, quote=False) for part, words in name.items()} for name in value]
        else:
            words = escape(str(value), quote=False)
            if known not in VERBATIM and quotes.outer[1] != "’":  # ’ could be an apostrophe
                words = STRAIGHT.sub(rf"{quotes.outer[0]}\1{quotes.outer[1]}", words)
            made[known] = MARKUP.sub(r"<\g<tag>>\g<words></\g<tag>>", words)
    return made
