"""Edits as editors make them: letters, words, blocks, notes, citations, headings, items, rows, settings, colors."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

_WORDS = """
the of that which and measure river school public water budget a in is it was were for nine old rule
unconstitutionality *early* **late** 성분 `code` — “quoted” 1,240 e.g. U.S. naïve
"""
WORDS = _WORDS.split()

Edit = Callable[[Random, str], str]
"""Changes the text of a section; returns it unchanged where it has nothing of the kind."""


def words(chance: Random, most: int) -> str:
    """Some words."""
    return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))


def sentence(chance: Random, most: int = 25) -> str:
    """A sentence."""
    return f"{words(chance, most)}.".capitalize()


def paragraphs(text: str) -> list[int]:
    """Which blocks of a text are plain paragraphs."""
    blocks = text.split("\n\n")
    return [at for at, block in enumerate(blocks) if at and re.match(r"[A-Z(“]", block) and "{" not in block]


def in_a_paragraph(change: Callable[[Random, str], str]) -> Edit:
    """An edit that changes one paragraph."""

    def edit(chance: Random, text: str) -> str:
        blocks, found = text.split("\n\n"), paragraphs(text)
        if found:
            at = chance.choice(found)
            blocks[at] = change(chance, blocks[at])
        return "\n\n".join(blocks)

    return edit


def between(block: Callable[[Random], str]) -> Edit:
    """An edit that puts a block behind a paragraph."""

    def edit(chance: Random, text: str) -> str:
        blocks, found = text.split("\n\n"), paragraphs(text)
        if found:
            blocks.insert(chance.choice(found) + 1, block(chance))
        return "\n\n".join(blocks)

    return edit


def letter(chance: Random, block: str) -> str:
    """One letter more or less."""
    at = chance.randrange(1, len(block))
    if block[at].isalpha() and chance.random() < 0.5:
        return block[:at] + chance.choice("aeinrst") + block[at:]
    return block[:at] + block[at + 1 :]


def word(chance: Random, block: str) -> str:
    """One word more."""
    parts = block.split(" ")
    parts.insert(chance.randrange(1, len(parts) + 1), chance.choice(WORDS))
    return " ".join(parts)


def cut(chance: Random, block: str) -> str:
    """One word less, or up to eight."""
    parts = block.split(" ")
    at = chance.randrange(1, len(parts) + 1)
    return " ".join(parts[:at] + parts[at + chance.choice((1, 8)) :])


def note(chance: Random, text: str) -> str:
    """A note more, at the end of a paragraph, or one less."""
    if (found := re.findall(r"\[\^(fuzz\d+)\]:", text)) and chance.random() < 0.5:
        return re.sub(rf"\[\^{chance.choice(found)}\](?::[^\n]*)?", "", text)
    name = f"fuzz{chance.randrange(10**6)}"
    changed = in_a_paragraph(lambda _, block: f"{block}[^{name}]")(chance, text)
    return f"{changed.rstrip()}\n\n[^{name}]: {sentence(chance)}\n" if changed != text else text


def without_a_paragraph(chance: Random, text: str) -> str:
    """A paragraph less."""
    blocks, found = text.split("\n\n"), paragraphs(text)
    free = [at for at in found if "[^" not in blocks[at] and "[@" not in blocks[at]]
    if len(found) > 1 and free:
        del blocks[chance.choice(free)]
    return "\n\n".join(blocks)


def item(chance: Random, text: str) -> str:
    """An item of a list more, or a row of a table."""
    lines = text.split("\n")
    found = [at for at, line in enumerate(lines) if re.match(r"[-*] \w|\| *\w", line)]
    if found:
        at = chance.choice(found)
        cells = lines[at].count("|") - 1
        new = (
            "| " + " | ".join(chance.choice(WORDS) for _ in range(cells)) + " |"
            if cells > 0
            else f"- {sentence(chance)}"
        )
        lines.insert(at + 1, new)
    return "\n".join(lines)


def citation(chance: Random, text: str) -> str:
    """A citation more, of a source that the section cites."""
    keys = re.findall(r"@([a-z][\w-]*\d)\b", text)
    return in_a_paragraph(lambda _, block: f"{block}[@{chance.choice(keys)}]")(chance, text) if keys else text


def reference(chance: Random, text: str) -> str:
    """A link to a heading that has a name."""
    names = re.findall(r"\{#([\w-]+)", text)
    return in_a_paragraph(lambda _, block: f"{block} [See](#{chance.choice(names)}).")(chance, text) if names else text


EDITS: Mapping[str, Edit] = {
    "letter": in_a_paragraph(letter),
    "word": in_a_paragraph(word),
    "words less": in_a_paragraph(cut),
    "sentence": in_a_paragraph(lambda chance, block: f"{block} {sentence(chance)}"),
    "paragraph": between(lambda chance: " ".join(sentence(chance) for _ in range(chance.choice((1, 4, 12))))),
    "heading": between(lambda chance: f"## {words(chance, 8)}\n\n{sentence(chance)}"),
    "list": between(lambda chance: "\n".join(f"- {sentence(chance)}" for _ in range(chance.randint(2, 5)))),
    "table": between(lambda chance: "| a | b |\n|---|---|\n" + f"| {words(chance, 9)} | c |\n" * chance.randint(1, 6)),
    "quotation": between(lambda chance: f"> {sentence(chance)}\n> — A. Person"),
    "side note": between(lambda chance: f"/// key-figure | {chance.randint(2, 999)}\n{words(chance, 9)}\n///"),
    "box": between(lambda chance: f"/// box\n{sentence(chance)}\n///"),
    "paragraph less": without_a_paragraph,
    "note": note,
    "item": item,
    "citation": citation,
    "link": reference,
}
"""The edits of a section, by their names."""

SETTINGS: Mapping[str, Sequence[str]] = {
    "look": ("gazette", "block", "witness", "ledger"),
    "language": ("en-US", "en-GB", "de"),
    "subtitle": (
        "A short one",
        "A subtitle of many words that takes a second line on most pages that there are",
    ),
    "status": ("draft", "final"),
    "type-size": ("10.5pt", "11.5pt"),
}
"""Keys of brief.yaml, and values for them."""

TOKENS = ("--accent: #0b4a59", "--accent: #7a1f2b", "--line: 14.4pt", "--ink: #111", "--half: 5pt")
"""Custom properties of a look."""


def edited(chance: Random, folder: Path) -> tuple[str, Mapping[Path, str]]:
    """Makes one edit; returns its name, and the files as they were before."""
    kind = chance.choice((*EDITS, *EDITS, "setting", "color"))
    if kind == "setting":
        path, key = folder / "brief.yaml", chance.choice(tuple(SETTINGS))
        before = path.read_text(encoding="utf-8")
        kept = re.sub(rf"(?m)^{key}:.*\n(?:[ \t]+.*\n)*", "", before)
        path.write_text(f"{kept.rstrip()}\n{key}: {chance.choice(SETTINGS[key])}\n", encoding="utf-8")
        return f"{kind} {key}", {path: before}
    if kind == "color":
        path = folder / "styles" / "brand.css"
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(f":root {{ {chance.choice(TOKENS)} }}\n", encoding="utf-8")
        return kind, {path: before}
    path = chance.choice(sorted(folder.glob("*.md")))
    before = path.read_text(encoding="utf-8")
    path.write_text(EDITS[kind](chance, before), encoding="utf-8")
    return f"{kind} in {path.name}", {path: before}
