"""A section written back to Markdown for an edition reads as that edition printed it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.model import Section, Settings
from brief.parse import parse, printed
from tests.parse.conftest import plain_html

FULL = ("full",)


def in_full(text: str) -> list[str]:
    """The blocks and notes of a section in the full edition."""
    first = text.split("---\n")[1].count("\n") + 3 if text.startswith("---\n") else 1
    read, _ = parse(Section("part", Path("part.md"), text, first=first), Settings(title="A"), ())
    blocks = [block.tree for block in read.blocks if all(choice.takes(FULL) for choice in block.choices)]
    return [re.sub(r' data-source="[^"]*"', "", plain_html(tree)) for tree in (*blocks, *read.notes.values())]


def written(text: str) -> str:
    """The section written back to Markdown, without its front matter."""
    return printed(Section("part", Path("part.md"), text), FULL, {}).partition('---\nkind: "prose"\n---\n')[2]


@pytest.mark.parametrize(
    "text",
    [
        "A.\n/// only-in | full\nB.\n///\nC.\n",
        "A.\n/// leave-out-of | full\nB.\n///\nC.\n",
        "A.\n[r]: https://example.org/x\nC.\n",
        "> A.\n> [r]: https://example.org/x\n> B.\n",
        "- a\n[r]: https://example.org/x\n- b\n",
        "- A.\n  [r]: https://example.org/x\n  B.\n",
        "A.\n<!-- c -->\nB.\n",
        "<!-- c -->  - a\n- b\n",
        "A[^a].\n\n[^a]: See [the report][r] of the WHO.\n\n[r]: https://example.org/x\n*[WHO]: World Health\n",
        "A[^a].\n\n[^a]: *[WHO]: no.\n",
    ],
)
def test_a_section_written_back_reads_as_before(text: str) -> None:
    assert in_full(f"# T\n\n{written(text)}") == in_full(f"# T\n\n{text}")


@pytest.mark.parametrize(
    "defining",
    [
        "[secret]: https://example.org/secret",
        "   [secret]: https://example.org/secret",
        "> [secret]: https://example.org/secret",
        "*[SEC]: secret",
        "[^b]: A [secret][secret].\n\n[secret]: https://example.org/secret",
    ],
)
def test_definitions_that_nothing_printed_uses_are_left_out(defining: str) -> None:
    assert written(f"A SECOND thing.\n\n{defining}\n") in ("A SECOND thing.\n", "A SECOND thing.\n\n>\n")


@pytest.mark.parametrize(
    "text",
    [
        "A.{% if leader %} See [the report][secret].{% endif %}\n\n[secret]: https://example.org/secret\n",
        "A.{% if leader %}[^secret]{% endif %}\n\n[^secret]: A secret.\n",
        "A.{% if leader %} The SEC.{% endif %}\n\n*[SEC]: secret\n",
        "A.{% if leader %}[^b]{% endif %}\n\n[^b]: A [secret].\n\n[secret]: https://example.org/secret\n",
    ],
)
def test_definitions_that_only_a_passage_left_out_by_its_condition_uses_are_left_out(text: str) -> None:
    assert written(text) == "A.\n"


def test_a_definition_that_only_a_condition_in_a_note_uses_is_left_out() -> None:
    text = "A.[^a]\n\n[^a]: Seen{% if leader %} in [secret]{% endif %}.\n\n[secret]: https://example.org/secret\n"
    assert written(text) == "A.[^a]\n\n[^a]: Seen.\n"


def test_conditions_that_are_escaped_or_code_stay_as_they_are() -> None:
    text = r"Type `{% endif %}` behind \{% if leader %}." + "\n"
    assert written(text) == text


@pytest.mark.parametrize(
    "said", ["Type `[^secret]`, `[secret]` or `SEC`.", r"See \[secret] and \[^secret].", "At https://example.org/SEC."]
)
def test_names_in_code_in_addresses_and_behind_a_backslash_use_nothing(said: str) -> None:
    definitions = "[secret]: https://example.org/secret\n\n*[SEC]: secret\n\n[^secret]: A secret.\n"
    assert written(f"{said}\n\n{definitions}") == f"{said}\n"


@pytest.mark.parametrize("between", ["\n\n", "\n- ", "\n\n> "])
def test_two_back_ticks_in_different_blocks_hide_no_condition(between: str) -> None:
    text = f"One ` here.{between}{{% if leader %}}Secret.{{% endif %}} Two ` here.\n"
    assert written(text) == f"One ` here.{between} Two ` here.\n"
