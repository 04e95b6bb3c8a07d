"""What in a sentence makes it a claim, and what only looks like it."""

from __future__ import annotations

import pytest

from brief.claims.signs import Language, phrases, quotations
from brief.findings import Place
from brief.load import house
from brief.load.words import read

LANGUAGES = {tag: Language.of(tag, read(tag, [house()], Place(house()))) for tag in ("en", "fr", "ko")}
LANGUAGES["ar"] = Language.of("ar", {})


def kinds(sentence: str, tag: str = "en") -> str:
    return " ".join(LANGUAGES[tag].signs(sentence).kinds)


@pytest.mark.parametrize(
    "sentence",
    [
        "It has 25 marks.",
        "It cost $1,200.50.",
        "It has 80,000–120,000 marks.",
        "It grew by ½ a mark.",
        "It is at most 9.",
        "It has twenty-five marks.",
        "Seventy rulers broke.",
        "Hundreds of thousands of rulers broke.",
        "It has consequences for millions.",
        "It has a dozen marks.",
        "Nearly half broke.",
        "Half of the rulers broke.",
        "They were cut in half.",
        "Half a million rulers broke.",
        "Two-thirds of them broke.",
        "One-third broke.",
        "A quarter of the rulers broke.",
        "It fell by a third.",
        "One in five broke.",
        "One out of ten broke.",
        "At least one broke.",
        "It lasts one year.",
        "It breaks twice.",
        "It is measured once a year.",
        "It grew threefold.",
        "It grew twofold: from a foot to a yard.",
        "It broke 200 or more.",
        "Rulers tripled in length.",
        "It is double the length.",
        "He broke the law 10 years ago.",
        "About 1500 rulers broke.",
    ],
)
def test_a_number_in_digits_or_english_words_is_a_claim(sentence: str) -> None:
    assert kinds(sentence) == "number"


@pytest.mark.parametrize(
    "sentence",
    [
        "No one measured it, and one another’s rulers are one of the reasons for one measure.",
        "One measures, one does not.",
        "The second half of the year was dry; so was the first quarter, and the third.",
        "Once it broke, they left.",
        "They did it on behalf of the half-hearted.",
        "See page 7, pp. 12–14, p.9, Section 3, § 12, Figure 2, Table 1, note 4 and paras. 12 to 14.",
        "Article 7(1)(a), Articles 7, 9 and 12, and Chapter Two say so.",
        "Resolution 25/25, resolution 2397 (2017), A/HRC/25/63, S/RES/2397 (2017) and E/CN.4/2004/7 say so.",
        "P.L. 108-333, Pub. L. No. 108–333, Public Law 12-34, 22 U.S.C. 7801 say so.",
        "42 C.F.R. § 405.1 and 118 Stat. 1287 say so.",
        "S. 3326, H.R. 4, H. Res. 12, E.O. 13810, Executive Order (E.O.) 13687 and 1465 UNTS 85 say so.",
        "Call +1 202 555 0143, (202) 555-0143 or 202-555-0143.",
        "Write to 12 Long Ruler Street, DC 20001, to box7@example.org, or to www.example.org/25 and example.org/7/a.",
        "They met at 14th Street, between 3rd and 31st Streets, in Courtroom 4 and by Station 6.",
        "COVID-19, the G20, the B-52 and CO2 are names; so are 5G and Phase 2.",
        "Version 1.2 and v3.4 came before 2.0.1.",
        "It is long.[1]",
        "1. Measure it.",
        "Do (1) measure, (2) cut.",
        "The 115th Congress met.",
        "Rulers in Box 3 are No. 5.",
        "Those of 55 or older, 65 and over and 17 or younger come.",
        "Routes 2, 9 and 15 end at Mile 14 of Highway 31, and people over 75 or children under 5 wait.",
        "The 7(a) and 504 loan programs and section 7(b)(2) are names.",
        "The reasons are twofold: rain and rust.",
        "In the first 100 days and the last 12 months it rained.",
        "Those without work for long (27 or more weeks) came three decades after Exon and over the last half century.",
        "The 10- and 30-year Treasury yields, a 45-day period, K through 12 and the ship UL JI BONG 6 are names.",
        "See these:  1. Rain, 2. Rust.",
        "They say “I pay $450 a month” and think of this $800, or of these 12,000.",
        "It came despite two consecutive rains, within a 45-day review period.",
        "Each 1 percentage point counts, they say in two speeches:",
        "People of two or more trades come.",
    ],
)
def test_a_number_that_counts_nothing_is_no_claim(sentence: str) -> None:
    assert kinds(sentence) == ""


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It fell by 12%.", "percentage"),
        ("It fell by 12.5 per cent.", "percentage"),
        ("Sixty percent broke.", "percentage"),
        ("One percent broke.", "percentage"),
        ("A 12-percentage-point fall.", "percentage"),
        ("It fell by 25 basis points.", "percentage"),
        ("The percentage of rulers is not known.", ""),
        ("Of 25 rulers 12 % broke.", "number percentage"),
    ],
)
def test_a_percentage_is_recognized(sentence: str, found: str) -> None:
    assert kinds(sentence) == found


@pytest.mark.parametrize(
    ("sentence", "found", "years"),
    [
        ("In 2014 they met.", "date", "2014"),
        ("They met on June 12.", "date", ""),
        ("They met on 12 June 2018.", "date", "2018"),
        ("They met on February 7, 2014, and in Sept. 2015.", "date", "2014 2015"),
        ("From 2012–14 they met.", "date", "2012–14"),
        ("They met in the 1990s and in mid-2016.", "date", "1990s 2016"),
        ("They met on 2014-02-07.", "date", "2014"),
        ("They may meet.", "", ""),
        ("The Act of 2004, the law of January 6, 1978, and the 2012 study say so.", "", ""),
        ("An opinion article, published in June 2018, says so.", "", ""),
        ("Resolution 25/25, March 28, 2014.", "", ""),
        ("Collins, Marked for Life, 2012; A/HRC/25/CRP.1, 2014.", "", ""),
        ("The ruler (June 2018) is long.", "", "2018"),
        ("In 2014 reports came from 20 towns.", "number date", "2014"),
        ("The 2014 elections were held.", "date", "2014"),
    ],
)
def test_the_date_of_an_event_is_a_claim_and_that_of_a_document_is_not(sentence: str, found: str, years: str) -> None:
    signs = LANGUAGES["en"].signs(sentence)
    assert (" ".join(signs.kinds), " ".join(signs.years)) == (found, years)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It is the largest ruler.", "superlative"),
        ("It is the most exact ruler.", "superlative"),
        ("Most rulers are wooden.", "superlative"),
        ("It is WITHOUT PARALLEL.", "superlative"),
        ("It is a first-of-its-kind ruler.", "superlative"),
        ("It never broke.", "superlative"),
        ("Lengths are at record highs.", "superlative"),
        ("At most it bends; at best, in the interest of the rest in the West, it is honest.", ""),
        ("It is almost the only thing.", "superlative"),
        ("Only those who measure know all and every length.", ""),
        ("The first ruler is long.", ""),
    ],
)
def test_a_superlative_of_the_list_is_a_claim(sentence: str, found: str) -> None:
    assert kinds(sentence) == found


@pytest.mark.parametrize(
    ("tag", "sentence", "found"),
    [
        ("ko", "자는 약 25만 개다.", "number"),
        ("ko", "자의 30%가 부러졌다.", "percentage"),
        ("ko", "2014년 2월 7일에 만났다.", "date"),
        ("ko", "결의 25/25와 제3조, 7쪽을 보라.", ""),
        ("ko", "2014년 보고서에 있다.", ""),
        ("ko", "세계최대의 자다.", "superlative"),
        ("ko", "가장 긴 자다.", "superlative"),
        ("fr", "Environ 120 000 règles sont cassées.", "number"),
        ("fr", "Soit 45\xa0% des règles.", "percentage"),
        ("fr", "En 2014, elles étaient longues.", "date"),
        ("fr", "L’article 7 de la loi du 6 janvier 1978 et le rapport de 2014 le disent.", ""),
        ("fr", "C’est l'une des plus longues, au moins la plus belle.", "superlative"),
        ("fr", "Elle a au moins deux mains.", ""),
        ("ar", "يوجد ٢٥ مليون.", "number"),
    ],
)
def test_other_languages_have_their_own_digits_and_lists(tag: str, sentence: str, found: str) -> None:
    assert kinds(sentence, tag) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He said “it is a long ruler” twice.", ["“it is a long ruler”"]),
        ("He said “a long wooden ruler” twice.", []),
        ("« Elle est longue, cette règle. »", ["« Elle est longue, cette règle. »"]),
        ("He said 'so' and \"it is a long ruler\".", ['"it is a long ruler"']),
        ("‘The rulers’ marks don’t fade away,’ he said.", ["‘The rulers’ marks don’t fade away,’"]),
        ("The rulers’ marks don’t fade, and the chains’ marks do not either.", []),
        ("“It goes on and on in the next paragraph.", ["“It goes on and on in the next paragraph."]),
        ("그는 “이것은 아주 긴 나무 자다”라고 했다.", ["“이것은 아주 긴 나무 자다”"]),
        ("他说「这是一把很长的木头尺子」。", ["「这是一把很长的木头尺子」"]),
    ],
)
def test_a_quotation_of_five_words_or_more_is_found(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in quotations(text)] == found


def test_in_a_list_a_star_matches_letters_and_an_apostrophe_matches_both_kinds() -> None:
    found = phrases(["record-*", "l'un des plus"])
    assert found
    assert found.search("a record-breaking ruler")
    assert found.search("l’un  des plus")
    assert not found.search("a record")
    assert phrases([]) is None


@pytest.mark.parametrize("unit", ["1", "1,", "A/", "-", "“a ", "(a ", "s’ a ", "article 1, ", "a@", "one ", "Act of "])
def test_a_long_repetition_holds_at_most_one_quotation(unit: str) -> None:
    text = (unit * 10_000)[:10_000]  # the length of the longest paragraph that is accepted
    LANGUAGES["en"].signs(text)
    assert len([*quotations(text)]) <= 1
