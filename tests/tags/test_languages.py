"""Words in another language carry its tag, and abbreviations their expansion."""

from __future__ import annotations

import pytest

from tests.reading import Element, Reading, Run
from tests.tags.conftest import Hear


def languages(reading: Reading) -> list[tuple[str, str]]:
    """Each element that says its language: the language and the words."""
    below = (element for element in reading.root.walk() if element is not reading.root)
    return [(element.lang, element.text) for element in below if element.lang]


def test_words_in_another_language_carry_its_tag(hear: Hear) -> None:
    text = 'One 성분, and <span lang="de">zwei *drei*</span>; μέτρον, мера.\n\nVier fünf.\n{: lang=de }'
    assert languages(hear(text)) == [
        ("ko", "성분"),
        ("de", "zwei drei"),
        ("el", "μέτρον"),
        ("ru", "мера"),
        ("de", "Vier fünf."),
    ]


@pytest.mark.parametrize(
    "section",
    [
        "## A 성분",
        "- A 성분",
        "- A\n    - 성분",
        "| A | B |\n|---|---|\n| 성분 | c |",
        "| A | B |\n|---|---|\n| c | d |\n\nTable: A 성분",
        "A.[^a]\n\n[^a]: A 성분",
        "A [성분](https://example.org)",
        "A **성분**",
        "> A 성분",
        "Term\n: A 성분",
        "/// box | A 성분\nText.\n///",
        "/// pull-quote\nA 성분\n///",
        "/// key-figure | 7\nA 성분\n///",
    ],
)
def test_words_in_another_language_carry_its_tag_in_every_block(section: str, hear: Hear) -> None:
    if section.startswith("##"):
        section += "\n\nText."
    assert any(tag == "ko" and words.split()[-1] == "성분" for tag, words in languages(hear(section)))


def test_a_paragraph_over_two_pages_is_one_element_with_its_language(hear: Hear) -> None:
    text = "Der Zentimeter ist der hundertste Teil des Meters. " * 60
    reading = hear(f"{chr(10).join(['A line.', ''] * 26)}\n\n{text}\n{{: lang=de }}")
    (found,) = [element for element in reading.root.walk() if element.lang == "de"]
    assert found.pages == [1, 2]


def test_all_words_in_other_scripts_have_a_language(sink: Reading) -> None:
    """Also in notes, headings and links: only Latin letters, and the sign Ω, may lack a language."""
    bare: list[str] = []

    def visit(element: Element, language: str) -> None:
        language = element.lang or language
        for kid in element.kids:
            if isinstance(kid, Element):
                visit(kid, language)
            elif isinstance(kid, Run) and language == "" and any(is_foreign(letter) for letter in kid.text):
                bare.append(kid.text)

    visit(sink.root, "")
    assert [words for words in bare if "Ω" not in words] == []


def is_foreign(letter: str) -> bool:
    return letter.isalpha() and ord(letter) > 0x24F


def test_the_kitchen_sink_speaks_all_its_languages(sink: Reading) -> None:
    assert {language for language, _ in languages(sink)} == {"ko", "el", "ru", "vi", "de", "fr"}


def test_an_abbreviation_carries_its_expansion(hear: Hear) -> None:
    text = '*[SI]: International System\n\nThe SI, and the SI again; <abbr title="kilogram & more">kg</abbr>.'
    expanded = [(one.text, one.expansion) for one in hear(text).root.walk() if one.expansion]
    assert expanded == [("SI", "International System"), ("SI", "International System"), ("kg", "kilogram & more")]


def test_the_kitchen_sink_expands_its_abbreviations(sink: Reading) -> None:
    assert {(one.text, one.expansion) for one in sink.root.walk() if one.expansion} == {
        ("SI", "International System of Units"),
        ("kg", "kilogram"),
        ("WHO", "World Health Organization"),
    }
