"""A section written back to Markdown for an edition reads as that edition printed it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from brief.compose.fields import kept
from brief.model import Brief, Field, Section, Settings
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
    settings = Settings(title="A", fields={"leader": Field()})
    read, _ = parse(Section("part", Path("part.md"), text, title="T"), settings, ())
    blocks = tuple(block for block in read.blocks if all(choice.takes(FULL) for choice in block.choices))
    shown = kept(replace(read, blocks=blocks), Brief(Path(), settings, (), (), {}, {}))
    return printed(shown, FULL, {}).partition('---\ntitle: "T"\nkind: "prose"\n---\n')[2]


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


HIDDEN = "{% if leader %}Secret.{% endif %}"


@pytest.mark.parametrize(
    "text",
    [
        f"One ` here.\n\n{HIDDEN} Two ` here.\n",
        f"One ` here.\n- {HIDDEN} Two ` here.\n",
        f"One ` here.\n\n> {HIDDEN} Two ` here.\n",
        f"## One ` here\n{HIDDEN} Two ` here.\n",
        f"/// box | One ` here\n{HIDDEN} Two ` here.\n///\n",
        f"One ` here\n: {HIDDEN} Two ` here.\n",
        f"A.[^a][^b]\n\n[^a]: One ` here.\n[^b]: {HIDDEN} Two ` here.\n",
        f"At <https://example.org/`> and {HIDDEN} at <https://example.org/`>.\n",
        f"/// key-figure | 5 ` here\nsource: A {HIDDEN} Two ` here\n\nWords.\n///\n",
    ],
)
def test_back_ticks_in_different_parts_of_a_text_hide_no_condition(text: str) -> None:
    assert written(text).split() == text.replace(HIDDEN, "").split()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"- One.\n- {HIDDEN}\n- Two.\n", "- One.\n- Two.\n"),
        (f"A.\n\n{HIDDEN}\n\nB.\n", "A.\n\nB.\n"),
        (f"A\n{HIDDEN}\nand B.\n", "A\nand B.\n"),
        ("A\n{% if leader %}One\nTwo\nThree{% endif %} and B.\n", "A\nand B.\n"),
    ],
)
def test_lines_that_a_condition_leaves_out_are_left_out(text: str, left: str) -> None:
    assert written(text) == left


@pytest.mark.parametrize(
    "text",
    [
        "See the [secret](https://example.org/public).\n\n[secret]: https://example.org/secret\n",
        "A paragraph.\n{: #SEC }\n\n*[SEC]: secret\n",
        '![The SEC](a.svg "A picture")\n\n*[SEC]: secret\n',
        '![See [secret]](a.svg "A picture")\n\n[secret]: https://example.org/secret\n',
        "Write to <SEC@example.org>.\n\n*[SEC]: secret\n",
    ],
)
def test_names_where_they_mean_something_else_use_nothing(text: str) -> None:
    assert written(text) == text.partition("\n\n")[0] + "\n"
