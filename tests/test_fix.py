"""`brief check --fix` mends what has one right answer, shows it, and touches nothing else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from brief.findings import BriefError
from brief.fix import fix
from tests.conftest import Command, MakeBrief

TERMS: Mapping[str, str | bytes] = {
    "brief.yaml": "title: A brief\nterms: terms.yaml\nfields: {regime: {sample: x}}\n",
    "terms.yaml": """\
avoid: {regime: government, human rights abuser: violator, abettor: helper, clique: "", junta: "*rule*", despot*: ruler}
""",
}


TWICE = {f"{name}.md": "# T\n\nThey hold the the families.\n" for name in ("one", "two")}


def mended(make_brief: MakeBrief, text: str | bytes) -> bytes:
    """A section after it was mended; mending it a second time must change nothing."""
    folder = make_brief({**TERMS, "part.md": text})
    list(fix(folder, date(2026, 1, 1)))
    after = Path("content/part.md").read_bytes()
    assert list(fix(folder, date(2026, 1, 1))) == []
    assert Path("content/part.md").read_bytes() == after
    return after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("They hold the the families.", "They hold the families."),
        ("They hold the the the families.", "They hold the families."),
        ("They hold the **the** families.", "They hold the **the** families."),
        ("They hold the\nthe families.", "They hold the\nthe families."),
        ("The regime and a Regime. Regime!", "The government and a Government. Government!"),
        ("The regime, “our regime”.", "The government, “our regime”."),
        ("See [it](https://example.org/a?id=3&utm_source=mail#b).", "See [it](https://example.org/a?id=3#b)."),
        ("One blank \nand two  \nbreak.", "One blank\nand two  \nbreak."),
        ("The regime’s the the regime.", "The government’s the government."),
        ("As `the the regime` is.", None),
        ("{{ regime }} is a field.", None),
        ("<!-- the the regime -->\n\nA text.", None),
        ("> The regime.", None),
        ("Read *The Regime* by them.", None),
        ("The EU.\n\n*[EU]: the the regime", None),
        ("A human rights abuser.", "A violator."),
        ("An abettor.", None),
        ("A clique and a junta.", None),
        ("Ask despots.", None),
        ("She had had enough, and that that is.", None),
        ("What it is is clear. He gave in in May. Vitamin A a day.", None),
        ("A `code\nthe the` and the the end.", "A `code\nthe the` and the end."),
        ("“They said that\nthe regime was the the worst.”", None),
        ("*The regime\nis the the one*", None),
        ("*a the regime **b** is the the one* end.", None),
        ("***The regime*** x", None),
        ("> First line\nthe the lazily.", None),
        ("- > the the", None),
        ("See [regime] here.\n\n[regime]: https://example.org/a", None),
        ("An **abettor** met a *regime*.", None),
        ("<https://example.org/x?utm_source=a&amp;b=1>", None),
        ("[y](https://example.org/?utm_source=b(c)&d=1)", None),
        ("[a](https://example.org/?id=1&utm_source=x*y*&z=2)", None),
        ("<!-- https://example.org/?utm_source=a --> and so on.", None),
        ("She said “see https://example.org/?utm_source=a now”.", None),
        ("A word\\ \nnext line.", None),
        ("> quoted the the line \n> more", None),
        ("The " + "the " * 33 + "end.", "The end."),
        ("It is `https://example.org/a?utm_source=mail`.", None),
        ("See <https://example.org/a?utm_source=mail&id=3>.", "See <https://example.org/a?id=3>."),
        ("See **https://example.org/a?utm_source=mail**.", "See **https://example.org/a**."),
        ("<!-- brief: allow term-avoided because quoted -->\n\nThe regime.", None),
    ],
)
def test_each_fault_is_mended_once_and_for_all(make_brief: MakeBrief, before: str, after: str | None) -> None:
    assert mended(make_brief, f"# T\n\n{before}\n").decode() == f"# T\n\n{before if after is None else after}\n"


def test_line_ends_and_all_else_stay_byte_for_byte(make_brief: MakeBrief) -> None:
    text = "\ufeff# T\r\n\r\nThe regime \r\nand  more.\t\n\r\n| a | b |\n| --- | --- |\n| 1 | the the |".encode()
    assert mended(make_brief, text) == text.replace(b"regime ", b"government").replace(b"\t\n", b"\n")


def test_the_changes_are_shown_and_then_the_remaining_findings(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({**TERMS, "part.md": "# T\n\nThe regime met recently.\n"})
    done = brief("check", "--fix", "--no-pages")
    assert done.stderr.startswith(
        "--- content/part.md\n+++ content/part.md (mended)\n@@ -2,2 +2,2 @@\n \n"
        "-The regime met recently.\n+The government met recently.\n"
    )
    assert "time-relative" in done.stdout
    assert "term-avoided" not in done.stdout


def test_a_file_that_somebody_saves_meanwhile_is_read_again(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nsections: [one, two]\n", **TWICE})
    for _ in fix(folder, date(2026, 1, 1)):
        two = (folder / "two.md").read_text()
        if "saved" not in two:
            (folder / "two.md").write_text(f"{two}\nThe the last, just saved.\n")
    assert (folder / "two.md").read_text() == "# T\n\nThey hold the families.\n\nThe last, just saved.\n"


def test_a_section_that_becomes_a_link_to_elsewhere_is_left_alone(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nsections: [one, two]\n", **TWICE})
    Path("mine.md").write_text("They hold the the families.\n")
    changes = fix(folder, date(2026, 1, 1))
    next(changes)
    (folder / "two.md").unlink()
    (folder / "two.md").symlink_to(Path("mine.md").absolute())
    with pytest.raises(BriefError):
        list(changes)
    assert Path("mine.md").read_text() == "They hold the the families.\n"


def test_a_file_that_may_only_be_read_is_left_unchanged(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief({"part.md": "# T\n\nThe the desk.\n"})
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for a user who is not root
    with pytest.raises(BriefError, match=r"content/part\.md: error: cannot-write: this file may only be read"):
        list(fix(folder, date(2026, 1, 1)))
    assert (folder / "part.md").read_text() == "# T\n\nThe the desk.\n"


def test_a_brief_that_cannot_be_read_is_left_unchanged(make_brief: MakeBrief) -> None:
    folder = make_brief({**TERMS, "part.md": "# T\n\nThe the regime.\n\n/// box\nNo end.\n"})
    with pytest.raises(BriefError):
        list(fix(folder, date(2026, 1, 1)))
    assert Path("content/part.md").read_text().startswith("# T\n\nThe the regime.")


def test_nothing_is_mended_for_an_unknown_edition(make_brief: MakeBrief, brief: Command) -> None:
    make_brief({**TERMS, "part.md": "# T\n\nThe regime.\n"})
    assert brief("check", "--fix", "-e", "wide").returncode == 2
    assert Path("content/part.md").read_text() == "# T\n\nThe regime.\n"
