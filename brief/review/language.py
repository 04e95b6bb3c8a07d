"""Checks of language: long sentences, hard reading, passives, doubled words, missing spaces, mixed spellings, marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from brief.claims.numbers import without
from brief.claims.signs import phrases
from brief.findings import Finding, review
from brief.findings.nearest import shortened
from brief.review.draft import Draft, head_of, words_in
from brief.review.recommendations import recommendations

STOPPED = re.compile(r"[.!?…:;。！？][”’\"'»)\]]*$")
"""The stop at the end of a sentence; the cells of a pasted table have none."""

NAMED, LONGEST_NAME = 5, 4
"""What follows a colon is a list of names if it has `NAMED` items or more, each of at most `LONGEST_NAME` words."""

TWICE = re.compile(r"(?<![\w’'-])(?P<word>[^\W\d_]+)\s+(?P=word)(?![\w’'-])", re.IGNORECASE)
PAIRS = (("“", "”"), ("«", "»"))
LOW_PAIRS = (("„", "“”"), ("»", "«"))
"""Opening and closing quotation marks; and those of languages that open a quotation low, such as German."""

AROUND = 20
"""The number of characters that a message shows on each side of a mark."""

WEB_ADDRESS = re.compile(
    r"(?<!\S)\S*(?:https?://|www\.|(?<=\S)@(?=\S))\S*|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|edu|gov|int|net|org)\b\S*",
    re.IGNORECASE,
)
"""An address of a web page or a person."""

GLUED = re.compile(
    r"(?<![\w.])(?P<before>[^\W\d_]*[a-z][a-z][.!?,;])(?P<behind>[A-Z][a-z]+|(?<=[,;])[a-z]{2,})(?![\w./@])"
)
"""Two words with a stop or a comma between them, but no space."""

ENDING, BEGINNING = re.compile(r"[A-Za-z\u00c0-\u024f]+$"), re.compile(r"[A-Za-z\u00c0-\u024f]{2,}")
"""Latin words right before and after the call of a note; in Korean, a particle may follow a call without a space."""

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^aeiouyl]e|[^aeiouy]es|[^aeiouytd]ed)$")
"""Ends of English words that are not spoken as a syllable; ``-le`` after a consonant is."""

FEWEST = 100
"""The fewest words of a section for which a reading grade is meaningful."""


def long_sentences(draft: Draft) -> Iterator[Finding]:
    """Sentences with more words than a limit, those of a list of names not counted."""
    usual, most = draft.limit(review.SENTENCE_LONG), draft.limit(review.SENTENCE_ENDLESS)
    for one, start, end in draft.sentences:
        sentence = one.text[start:end]
        number = words_in(_without_list(sentence))
        is_open = one.passage.tag == "p" and not STOPPED.search(sentence)
        is_own = re.search(r"\w", one.unquoted[start:end])
        if number > min(usual, most) and is_own and not is_open:
            rule, limit = (review.SENTENCE_ENDLESS, most) if number > most else (review.SENTENCE_LONG, usual)
            yield one.at(rule, start, count=number, limit=limit, words=shortened(sentence))


def _without_list(sentence: str) -> str:
    """A sentence without a list of names after a colon, which nobody would split into sentences."""
    before, colon, items = sentence.partition(": ")
    names = re.split(r"[,;]\s", items)
    is_list = len(names) >= NAMED and all(len(name.split()) <= LONGEST_NAME for name in names)
    return before + colon if is_list else sentence


def hard_sections(draft: Draft) -> Iterator[Finding]:
    """Sections that are hard to read, by the grade of J. P. Kincaid and others (1975), which is for English."""
    language = draft.brief.settings.language
    usual, most = draft.limit(review.READING_GRADE), draft.limit(review.READING_GRADE_HIGH)
    if language.partition("-")[0].lower() != "en":
        yield review.READING_GRADE_UNKNOWN.at(draft.brief.place("language"), language=language)
        return
    of_text = [
        (one, one.text[start:end]) for one, start, end in draft.sentences if one.passage.tag in ("p", "li", "dd")
    ]
    for text in draft.versions:
        sentences = [sentence for one, sentence in of_text if one.section is text.section]
        if sum(map(words_in, sentences)) < FEWEST:
            continue
        grade = round(reading_grade(sentences))
        if grade > min(usual, most):
            rule, limit = (review.READING_GRADE_HIGH, most) if grade > most else (review.READING_GRADE, usual)
            hardest = max(sentences, key=lambda sentence: reading_grade([sentence]))
            said = {"section": text.section.name, "words": shortened(hardest)}
            yield rule.at(head_of(text), **said, grade=grade, limit=limit)


def reading_grade(sentences: Sequence[str]) -> float:
    """The Flesch–Kincaid grade of English sentences: the years of school needed to read them; 0 without words."""
    words = [word for sentence in sentences for word in re.findall(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def syllables(word: str) -> int:
    """The approximate number of syllables in an English word: its groups of vowels, without a silent ending."""
    letters = word.casefold().removesuffix("’s").removesuffix("'s")
    return max(len(VOWELS.findall(letters)) - bool(SILENT.search(letters)), 1)


def passives(draft: Draft) -> Iterator[Finding]:
    """Recommendations in the passive voice, which does not say who is to act."""
    participles = phrases(draft.words("passive"))
    for one in recommendations(draft.brief, draft.texts) if participles else ():
        sentence = one.sentence(draft)
        if participles and participles.search(sentence):
            yield review.PASSIVE.at(one.place, words=shortened(sentence))


def doubled_words(draft: Draft) -> Iterator[Finding]:
    """Words typed twice in a row, except those that may be, such as 'had had'."""
    may = frozenset(draft.words("doubled"))
    for one in draft.prose:
        if one.passage.heads:
            continue
        for match in TWICE.finditer(one.text):
            word, second = match["word"], match[0].split()[-1]
            if second.islower() and word.casefold() not in may:
                yield one.at(review.WORD_TWICE, match.start() + len(match[0]) - len(second), word=second)


def missing_spaces(draft: Draft) -> Iterator[Finding]:
    """Words that follow a stop, a comma or the call of a note without a space."""
    for one in draft.prose:
        text = without(one.unquoted, WEB_ADDRESS)
        for match in GLUED.finditer(text):
            yield one.at(review.SPACE_MISSING, match.start(), **match.groupdict())
        for at in one.notes:
            before, behind = ENDING.search(text[:at]), BEGINNING.match(text[at:])
            if before and behind:
                yield one.at(review.SPACE_MISSING, before.start(), before=before[0], behind=behind[0])


def mixed_spellings(draft: Draft) -> Iterator[Finding]:
    """American spellings in a British brief and the reverse; words with a capital may be names and are left out."""
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


def lone_marks(draft: Draft) -> Iterator[Finding]:
    """Quotation marks without a partner."""
    for one in draft.prose:
        for opening, closing in LOW_PAIRS if "„" in one.text else PAIRS:
            if not one.passage.is_quoted and (at := _alone(one.text, opening, closing)) is not None:
                yield one.at(review.QUOTE_ALONE, at, words=shortened(one.text[max(at - AROUND, 0) : at + AROUND]))


def _alone(text: str, opening: str, closing: str) -> int | None:
    """The index of a mark without a partner; None if all have one.

    An opening mark at index 0 needs none: each paragraph of a long quotation has one, and only the last is closed.
    """
    opened: list[int] = []
    for match in re.finditer(f"[{opening}{closing}]", text):
        if match[0] == opening:
            opened.append(match.start())
        elif opened:
            opened.pop()
        else:
            return match.start()
    return next((at for at in opened if at), None)
