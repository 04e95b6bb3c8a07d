"""Settings of the rules that a brief is checked by, and its file of terms."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (
            "{sentence-lang: {limit: 20}}",
            "2:9: error: rule-unknown: there is no rule 'sentence-lang'\n    did you mean 'sentence-long'?",
        ),
        (
            "{glyph-missing: {severity: off, because: x}}",
            "2:9: error: rule-needed: the rule 'glyph-missing' cannot be off: a wrong page would be printed, or "
            "somebody relies on it\n    remove it, and mend what the rule finds",
        ),
        (
            "{time-relative: {severity: off}}",
            "2:9: error: rule-without-reason: the rule 'time-relative' is eased, and nothing says why\n"
            '    add a reason:  time-relative: {severity: off, because: "…"}',
        ),
        (
            "{unsourced-number: {severity: info, because: .}}",
            "2:9: error: rule-without-reason: the rule 'unsourced-number' is eased, and nothing says why\n"
            '    add a reason:  unsourced-number: {severity: info, because: "…"}',
        ),
        (
            "{time-relative: {limit: 3}}",
            "2:32: error: rule-limit: the rule 'time-relative' has no limit\n    remove it; these rules have one: "
            "reading-grade, reading-grade-high, recommendations-many, sentence-endless, sentence-long, "
            "summary-long and words-many",
        ),
        (
            "{sentence-long: {limit: many}}",
            "2:32: error: rule-limit: 'many' is not a limit\n    write a whole number from 1 to 9999",
        ),
    ],
)
def test_wrong_settings_of_rules_are_reported(mistakes: Mistakes, rules: str, told: str) -> None:
    assert mistakes({"brief.yaml": f"title: A\nrules: {rules}\n"}) == [f"content/brief.yaml:{told}"]


def test_a_missing_or_wrong_file_of_terms_is_reported(mistakes: Mistakes) -> None:
    assert mistakes({"brief.yaml": "title: A\nterms: term.yaml\n", "terms.yaml": "never: [A]\n"}) == [
        "content/brief.yaml:2:8: error: terms-missing: there is no file 'term.yaml'\n"
        "    'terms' names a YAML file beside brief.yaml; did you mean 'terms.yaml'?"
    ]
    assert mistakes({"brief.yaml": "title: A\nterms: terms.yaml\n", "terms.yaml": "nevre: [A]\n"}) == [
        "content/terms.yaml:1:1: error: key-unknown: there is no key 'nevre' in terms.yaml\n    did you mean 'never'?"
    ]
