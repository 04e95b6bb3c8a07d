"""Where a sentence ends, and where a full stop is only that of an abbreviation."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.check.sentences import behind_days, spans
from brief.findings import Place
from brief.load import house
from brief.load.words import read
from brief.model import word_list

ENGLISH = word_list(read("en", [house()], Place(house())), "abbreviations")


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text, ENGLISH)]


@pytest.mark.parametrize(
    "text",
    [
        "It rained. | It stopped.",
        "The U.S. Office of Weights measured it.",
        "It was measured in the U.S. | The result was lost.",
        "See P.L. 12-34 and H.R. 4 on rulers.",
        "Mr. J. R. Smith of St. Ives met Dr. Jones and Gen. A. Brown.",
        "It came at 5 p.m. | They left.",
        "Rulers, chains, etc. | The rest is lost.",
        "Use wood, e.g. beech, i.e. what is hard.",
        "The ruler is No. 5 of fig. 3 on pp. 12–14.",
        "It is 3.5 mm long. | It was 4.",
        "It was so in 2014. | 25 rulers broke.",
        "Was it so?! | Yes!",
        "They waited… | They left.",
        "They waited … and left.",
        "They waited. . . . | Then they left.",
        "“It is long.” | They measured it.",
        "“Is it long?” he asked. | “It is.”",
        "He said “It is long. It is a ruler. Take it” and left. | She stayed.",
        "They measured it (twice. And again). | They left.",
        "They measured it. | (It was long. It still is.) | They left.",
        "It is so (see No. 5 in vol. 2). | They left.",
        "By order (E.O.) 13 it is so.",
        "Three kinds: 1. wood, 2. brass.",
        "1. Measure the ruler.",
        "See these:  1. Rain, 2. Rust.",
        "« Elle est longue. » | M. Dupont l’a dit.",
        "자는 길다. | 25센티미터다.",
        "尺子很长。| 它是木头的。",
        "هل هي طويلة؟ | نعم.",
        "No stop at all",
        "",
    ],
)
def test_text_is_split_into_sentences(text: str) -> None:
    assert sentences(text.replace(" | ", " ").replace("| ", "")) == [one.strip() for one in text.split("|") if one]


def test_the_day_of_a_date_ends_no_sentence_where_a_full_stop_is_written_behind_it() -> None:
    german = {"date": "{day}. {month} {year}", "months": "Januar, Februar, Mai"}
    text = "Es gilt bis zum 1. Januar 2022. Am 3. Mai waren es 12. Der Rest fehlt."
    found = [text[start:end] for start, end in spans(text, (), behind_days(german))]
    assert found == ["Es gilt bis zum 1. Januar 2022.", "Am 3. Mai waren es 12.", "Der Rest fehlt."]
    assert behind_days({"date": "{month} {day}, {year}", "months": "January, May"}) == frozenset()


def test_a_note_number_may_separate_two_sentences_without_a_space() -> None:
    assert sentences("It is long.[1]They left.") == ["It is long.[1]", "They left."]


def test_a_sentence_may_begin_without_a_space_before_it() -> None:
    assert sentences("It is long.They left in 2014.He stayed.") == ["It is long.", "They left in 2014.", "He stayed."]
    assert sentences("It fell in 2017.** Oil** rose.") == ["It fell in 2017.**", "Oil** rose."]
    assert len(sentences("See www.Example.com or www.Long.org/Page of U.S.Weights.")) == 1


@given(st.text(alphabet="aB1 .!?…“”()[]«»\n。", max_size=60))
def test_no_word_is_lost_or_repeated(text: str) -> None:
    found = [*spans(text, ENGLISH)]
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert all(first[1] <= second[0] for first, second in pairwise(found))
