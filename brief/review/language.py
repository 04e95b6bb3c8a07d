"""What an editor marks: acronyms, long sentences, hard reading, passives, avoided words, doubled words, spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.check.places import (
    printed_values,
)
from brief.check.sentences import spans
from brief.claims.places import WORD
from brief.claims.signs import phrases
from brief.findings import Finding, Place, review
from brief.findings.nearest import shortened
from brief.review.draft import SOURCED, Draft, Prose, head_of, words_in
from brief.review.structure import recommendations

ACRONYM = re.compile(r"(?<![\w./&@-])(?:[A-Z]{2,6}|[A-Z]{1,4}[a-z]?[A-Z])(?=s?(?![\w./&-]))")
"""Letters that are short for something, and no part of a number, a code or an address."""

CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,}(?:\s+[A-Z]{2,})+(?!\w)")
"""Words in capitals, one behind the other: a name, such as that of a ship, unless a known acronym is among them."""

NOTES = ("TODO", "TBD", "TBC", "FIXME", "DRAFT", "XXX", "TK", "TKTK")
"""What is told as a note to oneself."""

NOTE = "span"
"""The element of a note, in which documents have the names that they have."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
ROMAN = re.compile(r"[IVXLC]+")
IN_BRACKETS = re.compile(r"[(\[]\s*(?:the\s)?[“\"']?(?P<word>[A-Z][A-Za-z]{1,6}?)s?[”\"']?\s*[)\]]")
"""An acronym behind what it is short for: ``United Nations (UN)``."""

EXPLAINED = re.compile(
    r"(?P<word>[A-Z]{2,6})s?\s*\((?=[^()]*[a-z]{3})[^()]{6,}\)|[a-z],?\sor\s(?P<other>[A-Z]{2,6})s?(?=[,.;:)])"
)
"""One before it, ``UN (United Nations)``, or behind it: ``the Child Tax Credit, or CTC,``."""

IN_NAME = re.compile(
    r"s?(?:\s(?:and|of|for|the|&|[A-Z][\w.&-]*)){0,4}?\s(?:Act|Law|Bill|Ltd|Co|Corp|Inc|LLC|Company|Limited|Group)(?!\w)"
)
"""What stands behind letters that are part of the name of a law or a company."""

STOPPED = re.compile(r"[.!?…:;。！？][”’\"'»)\]]*$")
MARKS = re.compile(r"[“”«»\"]")

SHOUTED = 0.6
"""The share of capitals among the letters of a line from which on it is no text with acronyms in it."""

TWICE = re.compile(r"(?<![\w’'-])(?P<word>[^\W\d_]+)\s+(?P=word)(?![\w’'-])", re.IGNORECASE)
PAIRS = (("“", "”"), ("«", "»"))
"""Marks of quotation that open and close."""

AROUND = 20
"""The characters around a mark that a message shows."""

STRAIGHT = re.compile(r"(?<!\d)[\"']")
"""A mark of quotation, where it stands for no inches or feet."""

DASHES = re.compile(r"(?<!-)--(?!-)")

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouy]es|[^aeiouytd]ed)$")
"""The ends of English words that are no syllable; ``-le`` after a consonant is one."""

FEWEST = 100
"""The fewest words of a section that a grade says anything about."""


def acronyms(draft: Draft) -> Iterator[Finding]:
    """Acronyms before they are written in full, and those that are so again."""
    known = {*draft.brief.terms.acronyms, *draft.words("acronyms")}
    known |= {*NOTES}
    trees = (tree for text in draft.texts for version in text.versions for tree in version.trees)
    known |= {"".join(one.itertext()) for tree in trees for one in tree.iter("abbr")}
    known |= {word for one in draft.brief.settings.organisation for word in ACRONYM.findall(one.name)}
    full: dict[str, Place] = {}
    told: set[str] = set()
    shorts = {text.short.section.path: text.short.section for text in draft.texts if text.short}
    for one in draft.prose:
        is_elsewhere = one.section in shorts.values()  # a short version stands in for another text
        leads = one.section is None or one.passage.tag in (*HEADINGS, NOTE) or one.passage.heads
        if is_elsewhere or leads or _is_shouted(one.text) or SOURCED.match(one.text):
            continue
        given = {
            match[group]: match.start(group)
            for pattern, group in ((IN_BRACKETS, "word"), (EXPLAINED, "word"), (EXPLAINED, "other"))
            for match in pattern.finditer(one.text)
            if match[group] and ACRONYM.fullmatch(match[group])
        }
        runs = ((run, run[0].split()) for run in CAPITALS.finditer(one.text))
        names = [run.span() for run, words in runs if known.isdisjoint(words)]
        for match in ACRONYM.finditer(one.unquoted):
            word = match[0]
            if ROMAN.fullmatch(word) or word in known or any(start <= match.start() < end for start, end in names):
                continue
            if given.get(word) == match.start():
                if word in full and one.is_running and _is_written_out(one.text, match.start(), word):
                    first = full[word]
                    yield one.at(review.ACRONYM_TWICE, match.start(), word=word, line=first.line, file=first.path.name)
                full.setdefault(word, one.place(match.start()))
            elif not {word} & {*full, *told, *given} and not IN_NAME.match(one.text, match.end()):
                told.add(word)
                example = f"the words in full ({word})"
                yield one.at(review.ACRONYM_UNDEFINED, match.start(), word=word, example=example, terms=draft.terms)


def _is_shouted(text: str) -> bool:
    """Whether a text is written in capitals."""
    letters = [letter for letter in text if letter.isalpha()]
    return sum(map(str.isupper, letters)) > SHOUTED * len(letters)


def _is_written_out(text: str, at: int, word: str) -> bool:
    """Whether the words before an acronym in brackets begin with its letters."""
    initials = [found[0][0].casefold() for found in WORD.finditer(text[:at])]
    return bool(initials) and word[0].casefold() in initials[-2 * len(word) :]


def long_sentences(draft: Draft) -> Iterator[Finding]:
    """Sentences that have to be read twice."""
    usual, most = draft.limit(review.SENTENCE_LONG), draft.limit(review.SENTENCE_ENDLESS)
    for one, start, end in draft.sentences:
        sentence = one.text[start:end]
        parts = spans(MARKS.sub(" ", sentence), draft.language.abbreviations)  # a quotation may have several sentences
        number = max((words_in(sentence[first:last]) for first, last in parts), default=0)
        is_open = one.passage.tag == "p" and not STOPPED.search(sentence)  # as the cells of a table that was pasted
        if number > min(usual, most) and not (is_open or one.passage.is_quoted):
            rule, limit = (review.SENTENCE_ENDLESS, most) if number > most else (review.SENTENCE_LONG, usual)
            yield one.at(rule, start, count=number, limit=limit, words=shortened(sentence))


def hard_sections(draft: Draft) -> Iterator[Finding]:
    """Sections that are hard to read, by the grade of J. P. Kincaid and others (1975), which is for English."""
    language = draft.brief.settings.language
    usual, most = draft.limit(review.READING_GRADE), draft.limit(review.READING_GRADE_HIGH)
    if language.partition("-")[0].lower() != "en":
        yield review.READING_GRADE_UNKNOWN.at(draft.brief.place("language"), language=language)
        return
    versions = [version for text in draft.texts for version in text.versions]
    sections: dict[int, list[tuple[Prose, int, int]]] = {}
    for one, start, end in draft.sentences:
        if one.passage.tag in ("p", "li", "dd"):
            sections.setdefault(id(one.section), []).append((one, start, end))
    for sentences in sections.values():
        texts = [one.text[start:end] for one, start, end in sentences]
        if sum(map(words_in, texts)) < FEWEST:
            continue
        grade = round(reading_grade(texts))
        if grade > min(usual, most):
            rule, limit = (review.READING_GRADE_HIGH, most) if grade > most else (review.READING_GRADE, usual)
            hardest, start, end = max(sentences, key=lambda one: reading_grade([one[0].text[one[1] : one[2]]]))
            if text := next((one for one in versions if one.section is hardest.section), None):
                said = {"section": text.section.name, "words": shortened(hardest.text[start:end])}
                yield rule.at(head_of(text), **said, grade=grade, limit=limit)


def reading_grade(sentences: Sequence[str]) -> float:
    """The Flesch–Kincaid grade of English sentences: the years of school that they take."""
    words = [word for sentence in sentences for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """About how many syllables an English word has: its groups of vowels, apart from silent ends."""
    letters = word.casefold().removesuffix("’s").removesuffix("'s")
    return max(len(VOWELS.findall(letters)) - bool(SILENT.search(letters)), 1)


def passives(draft: Draft) -> Iterator[Finding]:
    """Recommendations that do not say who is to do it."""
    participles = phrases(draft.words("passive"))
    for one in recommendations(draft.brief, draft.texts) if participles else ():
        sentence = one.sentence(draft)
        if participles and participles.search(sentence):
            yield review.PASSIVE.at(one.place, words=shortened(sentence))


def doubled_words(draft: Draft) -> Iterator[Finding]:
    """Words that stand twice in a row, except those that may."""
    may = frozenset(draft.words("doubled"))
    for one in draft.prose:
        if one.passage.heads:
            continue
        for match in TWICE.finditer(one.text):
            word, second = match["word"], match[0].split()[-1]
            if second.islower() and word.casefold() not in may:
                yield one.at(review.WORD_TWICE, match.start() + len(match[0]) - len(second), word=second)


def mixed_spellings(draft: Draft) -> Iterator[Finding]:
    """Words in the spelling of the other side of the Atlantic; names keep their own."""
    region = draft.brief.settings.language.partition("-")[2].upper()
    if region not in ("US", "GB"):
        return
    pairs = [pair.split("=") for pair in draft.words("spellings") if pair.count("=") == 1]
    meant = {(us if region == "GB" else gb): (gb if region == "GB" else us) for us, gb in pairs}
    pattern = phrases(meant)
    here = "American" if region == "GB" else "British"
    for one in draft.prose if pattern else ():
        for match in pattern.finditer(one.unquoted) if pattern else ():
            word = match[0]
            if word.islower():
                words = {"word": word, "instead": meant[word], "here": here, "language": draft.brief.settings.language}
                yield one.at(review.SPELLINGS_MIXED, match.start(), **words)


def marks(draft: Draft) -> Iterator[Finding]:
    """Quotation marks without a partner; in brief.yaml, which is printed as typed, straight ones and double hyphens."""
    for one in draft.prose:
        for opening, closing in PAIRS:
            if not one.passage.is_quoted and (at := _alone(one.text, opening, closing)) is not None:
                yield one.at(review.QUOTE_ALONE, at, words=shortened(one.text[max(at - AROUND, 0) : at + AROUND]))
    for text, at_words in printed_values(draft.brief):
        if match := STRAIGHT.search(text):
            yield review.QUOTE_STRAIGHT.at(at_words(text), words=shortened(text[max(match.start() - AROUND, 0) :]))
        if match := DASHES.search(text):
            yield review.DASH_DOUBLE.at(at_words(text), words=shortened(text[max(match.start() - AROUND, 0) :]))


def _alone(text: str, opening: str, closing: str) -> int | None:
    """Where a mark stands that has no partner. A quotation of several paragraphs opens each and closes the last."""
    opened: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match[0] == opening:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            return match.start()
    return next((at for at in opened if at), None)
