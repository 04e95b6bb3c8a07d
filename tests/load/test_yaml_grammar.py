"""The mistakes in YAML that editors make, and the messages about them."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.load import yaml

Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]


@pytest.fixture(params=[pyyaml.CBaseLoader, pyyaml.BaseLoader], ids=["in C", "in Python"])
def _either_loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml, "Loader", request.param)


NO_BREAK = "error: yaml-space: YAML does not take this no-break space (U+00A0) for a space"

MISTAKES = {
    "tab as indent": (
        "title: A\norganisation:\n\tname: B\n",
        "3:1: error: yaml-tab: there is a tab here, and YAML takes spaces only",
        "use spaces: two for each step to the right",
    ),
    "tab after spaces": (
        "title: A\nauthors:\n  - name: B\n  \trole: C\n",
        "4:3: error: yaml-tab: there is a tab here, and YAML takes spaces only",
        "use spaces: two for each step to the right",
    ),
    "no-break space behind a key": (
        "title: A\nsubtitle:\u00a0B\nseries: C\n",
        f"2:10: {NO_BREAK}",
        "delete it and press the space bar in its place:  subtitle: B",
    ),
    "no-break space behind the only key": (
        "title:\u00a0A\n",
        f"1:7: {NO_BREAK}",
        "delete it and press the space bar in its place:  title: A",
    ),
    "no-break space behind a key in braces": (
        "title: A\nauthors: [{name:\u00a0B, role: C}]\n",
        f"2:17: {NO_BREAK}",
        "delete it and press the space bar in its place:  authors: [{name: B, role: C}]",
    ),
    "no-break space behind a hyphen": (
        "title: A\nsections:\n  -\u00a0summary\n",
        f"3:4: {NO_BREAK}",
        "delete it and press the space bar in its place:  - summary",
    ),
    "no-break space as indent": (
        "title: A\norganisation:\n  name: B\n\u00a0 url: https://example.org\n",
        f"4:1: {NO_BREAK}",
        "delete everything before `url: https://example.org`, and press the space bar 2 times",
    ),
    "no-break space before a key of the margin": (
        "\u00a0title: A\nsubtitle: B\n",
        f"1:1: {NO_BREAK}",
        "delete everything that looks blank at the start of this line",
    ),
    "no-break space alone in its line": (
        "title: A\n\u00a0\nsubtitle: B\n",
        f"2:1: {NO_BREAK}",
        "delete everything that looks blank at the start of this line",
    ),
    "ideographic space behind a key": (
        "title:\u3000인권\n",
        "1:7: error: yaml-space: YAML does not take this ideographic space (U+3000) for a space",
        "delete it and press the space bar in its place:  title: 인권",
    ),
    "list behind its key": (
        "title: A\nsections: - summary, problem\n",
        "2:11: error: yaml-list: a list after its key is written in square brackets",
        "write:  sections: [summary, problem]",
    ),
    "list of groups behind its key": (
        "title: A\nauthors: - name: B\n",
        "2:10: error: yaml-list: a list after its key is written in square brackets",
        "write:  authors: [{name: B}]",
    ),
    "list that begins behind its key": (
        "title: A\nsections: - summary\n  - problem\n",
        "2:11: error: yaml-list: the first item of this list is after its key, and the others are below it",
        "put it on its own line, right above the others:  - summary",
    ),
    "text that begins with a hyphen": (
        "title: A\nsubtitle: - B, C\n",
        "2:11: error: yaml-quotes: this text means something else in YAML, so it needs quotes",
        'write:  subtitle: "- B, C"',
    ),
    "key of a group at the margin": (
        "title: A\norganisation:\nurl: https://example.org\n  name: B\n  imprint: C\n",
        "3:1: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 3, like the lines around it",
    ),
    "key of a group at the margin, between the others": (
        "title: A\norganisation:\n  name: B\nurl: https://example.org\n  imprint: C\n",
        "4:1: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 3, like the lines around it",
    ),
    "text behind the key of a group": (
        "title: A\norganisation: B\n  url: https://example.org\n",
        "2:15: error: yaml-group: this is after the key of a group, and the keys of the group are below it",
        "put it on its own line, right above them, with its own key:  name: B",
    ),
    "title with a colon": (
        "title: North Korea: put rights first\n",
        "1:8: error: yaml-colon: this text has a colon in it, so it needs quotes",
        'write:  title: "North Korea: put rights first"',
    ),
    "colon and quotes": (
        'version: "1"\ntitle: He said: "no"\n',
        "2:8: error: yaml-colon: this text has a colon in it, so it needs quotes",
        "write:  title: 'He said: \"no\"'",
    ),
    "colon at the end, and a remark": (
        "title: A brief:  # why\n",
        "1:8: error: yaml-colon: this text has a colon in it, so it needs quotes",
        'write:  title: "A brief:"  # why',
    ),
    "colon in a list": (
        "authors:\n  - name: A\n    role: B: C\n",
        "3:11: error: yaml-colon: this text has a colon in it, so it needs quotes",
        'write:  role: "B: C"',
    ),
    "colon in the second line of a text": (
        "subtitle: A deck that goes on\n  over two lines: more\n",
        "2:17: error: yaml-colon: there is a colon here in a text without quotes",
        "put quotes around the whole text, from its first word to its last",
    ),
    "quote never closed": (
        'title: "North Korea\nsubtitle: A deck\n',
        "1:8: error: yaml-quote: the quote that opens here is never closed",
        'write:  title: "North Korea"',
    ),
    "quote closed by the next one": (
        'title: "North Korea\nsubtitle: "A deck"\n',
        "1:8: error: yaml-quote: the quote that opens here is never closed",
        'write:  title: "North Korea"',
    ),
    "apostrophe in single quotes": (
        "title: 'Korea's people'\n",
        "1:8: error: yaml-quote: the text goes on after its closing quote",
        'write:  title: "Korea\'s people"',
    ),
    "backslash in double quotes": (
        'title: "a \\q"\n',
        "1:8: error: yaml-quote: there is a backslash between double quotes, where it begins a special character",
        "write:  title: 'a \\q'",
    ),
    "text that begins with a sign": (
        "title: @office\n",
        "1:8: error: yaml-quotes: this text means something else in YAML, so it needs quotes",
        'write:  title: "@office"',
    ),
    "text that begins with a bracket": (
        "title: [Draft] North Korea\n",
        "1:8: error: yaml-quotes: this text means something else in YAML, so it needs quotes",
        'write:  title: "[Draft] North Korea"',
    ),
    "no space after the colon": (
        "title:North Korea\nsubtitle: A deck\n",
        "1:7: error: yaml-space: there is no space after the colon",
        "write:  title: North Korea",
    ),
    "key too far right": (
        "title: A\n  subtitle: B\nversion: C\n",
        "2:3: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 1, like the lines around it",
    ),
    "key not under its neighbour": (
        "contact:\n  name: A\n phone: B\n",
        "3:2: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 3, like the lines around it",
    ),
    "key not under the one after the hyphen": (
        "authors:\n  - name: A\n   role: B\n",
        "3:4: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 5, like the lines around it",
    ),
    "mistake after a text in quotes over two lines": (
        'subtitle: "A deck\n  that goes on"\ntitle: A\n  version: B\n',
        "4:3: error: yaml-indent: this line is not indented like the lines around it",
        "begin it in column 1, like the lines around it",
    ),
    "bracket never closed": (
        "title: A\nsections: [summary, abuses\n",
        "2:11: error: yaml-bracket: the bracket that opens here is never closed",
        "write:  sections: [summary, abuses]",
    ),
    "anything else": (
        "title: A\n- summary\n",
        "2:1: error: yaml-syntax: this cannot be read as YAML",
        "look at this line and the one above: `key: text`, lists with `- `, brackets and quotes in pairs",
    ),
    "alias": (
        "title: *star\n",
        "1:8: error: yaml-alias: *star refers to another value, which is not supported here",
        "write the value out; a text that begins with *star needs quotes",
    ),
    "anchor that holds itself": (
        "title: &bomb [*bomb]\n",
        "1:8: error: yaml-alias: &bomb refers to another value, which is not supported here",
        "write the value out; a text that begins with &bomb needs quotes",
    ),
    "tag": (
        "title: !python/object:os.system x\n",
        "1:8: error: yaml-tag: '!python/object:os.system' is a YAML tag, which is not supported here",
        "take it out; a text that begins with ! needs quotes",
    ),
    "template without quotes": (
        "title: {{ name }}\n",
        "1:9: error: yaml-key: there is a list or a group of keys here where the name of a key was expected",
        "write `key: text`; a text that begins with [ or { needs quotes",
    ),
    "two documents": (
        "title: A\n---\ntitle: B\n",
        "2:1: error: yaml-documents: a second document begins here",
        "keep one only: take out the line `---` and what does not belong to the brief",
    ),
    "escape that no page can show": (
        'title: "a\\0b"\n',
        "1:8: error: control-character: there is a control character here (U+0000), which no page can show",
        "delete it, or retype the text around it; such characters come along with pasted text",
    ),
    "nothing after a colon": (
        "title: A\ndate:\n",
        "2:6: error: value-missing: 'date' has no value",
        "write one after the colon, in quotes if it begins with #, since a bare # begins a comment; or remove the key",
    ),
    "YAML's word for nothing": (
        "title: A\nsubtitle: ~\n",
        "2:11: error: value-missing: 'subtitle' has no value",
        "write one after the colon, in quotes if it begins with #, since a bare # begins a comment; or remove the key",
    ),
    "nesting without end": (
        "- " * 50_000 + "x\n",
        "1:43: error: yaml-depth: this is nested more than 20 levels deep",
        "no key needs so many levels; a text that begins with [ or { needs quotes",
    ),
}


@pytest.mark.usefixtures("_either_loader")
@pytest.mark.parametrize(("text", "told", "hint"), MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_yaml_is_reported_in_plain_words(mistakes: Mistakes, text: str, told: str, hint: str) -> None:
    assert mistakes({"brief.yaml": text}) == [f"content/brief.yaml:{told}\n    {hint}"]


def test_several_mistakes_are_reported_at_once(mistakes: Mistakes) -> None:
    text = "title: North Korea: rights\nsubtitle: 'Korea's people'\n  version: 1\nask: [A\norganisation:\n\tname: B\n"
    assert [line.partition(": error: ")[0] for line in mistakes({"brief.yaml": text})] == [
        "content/brief.yaml:1:8",
        "content/brief.yaml:2:11",
        "content/brief.yaml:3:3",
        "content/brief.yaml:4:6",
        "content/brief.yaml:6:1",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"k{number}: v\n" for number in range(50_000)),
        "".join(f"k{number}: a: b\n" for number in range(5_000)),
        "title: x" + " " * 900_000 + "y: z\n",
        "title: " + "'a" * 400_000,
        "- " * 400_000 + ":",
        "[" + "a, " * 300_000,
        "a:\u00a0b: c\n" * 50_000,
    ],
    ids=["many keys", "many mistakes", "long line", "many quotes", "many hyphens", "long list", "many odd spaces"],
)
def test_a_file_made_to_be_slow_is_refused_within_seconds(text: str) -> None:
    begin = time.perf_counter()
    with pytest.raises(BriefError):
        yaml.tree(text, Path("brief.yaml"))
    assert time.perf_counter() - begin < 5


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("title: |\n  A\n  \u00a0 B\n", "A\n\u00a0 B"),
        ("title: |\n  A\n  b:\u00a0C\n", "A\nb:\u00a0C"),
        ('title: "A\n  \u00a0B"\n', "A \u00a0B"),
        ("title: A\u00a0B, c:\u00a0D\n", "A\u00a0B, c:\u00a0D"),
        ("title: 'A\u00a0:\u00a0B'\n", "A\u00a0:\u00a0B"),
        ('title: {a: "b, c:\u00a0D"}\n', None),
    ],
)
def test_no_break_spaces_within_a_text_are_kept(text: str, meant: str | None) -> None:
    node = yaml.tree(text, Path("brief.yaml"))
    title = yaml.get(node, "title")
    assert meant is None or (isinstance(title, yaml.Scalar) and title.text == meant)


@pytest.mark.parametrize("bracket", ["[", "{a: ", "? "])
def test_endless_nesting_is_an_error_and_not_a_crash(bracket: str) -> None:
    with pytest.raises(BriefError):
        yaml.tree(bracket * 100_000, Path("brief.yaml"))


@pytest.mark.parametrize("text", ["", "\n\n", "# a remark\n", "---\n---\n"])
def test_a_file_without_content_is_reported(mistakes: Mistakes, text: str) -> None:
    told = (
        "content/brief.yaml:2:1: error: yaml-documents: a second document begins here\n"
        "    keep one only: take out the line `---` and what does not belong to the brief"
        if "---" in text
        else "content/brief.yaml: error: file-empty: this file is empty\n    write at least one line:  title: …"
    )
    assert mistakes({"brief.yaml": text}) == [told]


@given(st.text(st.sampled_from("ab:-'\"[]{}#&*!|>%@` \n\t\\,?.\u00a0"), max_size=60))
def test_any_text_gives_a_tree_or_findings_within_its_lines(text: str) -> None:
    for loader in (pyyaml.CBaseLoader, pyyaml.BaseLoader):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(yaml, "Loader", loader)
            try:
                yaml.tree(text, Path("brief.yaml"))
            except BriefError as error:
                places = [finding.place for finding in error.findings]
                assert places
                assert all(place and 1 <= (place.line or 0) <= text.count("\n") + 1 for place in places)


WORDS = st.sampled_from(["North", "Korea", "Korea's", '"rights"', "first", "100%", "a\\b", "—", "성분", "[1]", "#1"])


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_the_line_that_a_hint_suggests_has_the_intended_value(before: list[str], after: list[str]) -> None:
    title = f"{' '.join(before)}: {' '.join(after)}"
    try:
        yaml.tree(f"title: {title}\nversion: A\n", Path("brief.yaml"))
    except BriefError as error:
        (finding,) = error.findings
        node = yaml.tree(finding.hint.removeprefix("write:  "), Path("brief.yaml"))
        meant = yaml.get(node, "title")
        assert isinstance(meant, yaml.Scalar)
        assert meant.text == title.partition(" #")[0]
