"""A folder becomes a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from brief.findings import UsageError
from brief.load import house, load, starter
from brief.model import Author, Contact, Field, Organisation, Settings

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]

WHOLE = """\
title: Rights first
subtitle: >-
  A deck that goes
  over two lines
short-title: Rights
slug: rights
status: review
date: 2018-06-08
version: 1.10
language: en-US
script-languages: {Cyrillic: uk}
paper: a4
organisation:
  name: Example Office
  logo: images/logo.svg
authors:
  - {name: First}
  - name: Second
    photo: images/second.jpg
contact: {name: Desk, phone: +1 202 555 0143}
sections: [summary, abuses]
fields:
  greeting: {type: text, required: true, sample: Dear Senator}
"""


def test_every_key_arrives_with_its_type(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": WHOLE, "summary.md": "Text.", "abuses.md": "Text."})
    brief, warnings = load(folder)
    assert warnings == ()
    assert brief.settings == Settings(
        title="Rights first",
        subtitle="A deck that goes over two lines",
        short_title="Rights",
        slug="rights",
        status="review",
        date=date(2018, 6, 8),
        version="1.10",
        language="en-US",
        script_languages={"Cyrillic": "uk"},
        paper="a4",
        organisation=(Organisation(name="Example Office", logo="images/logo.svg"),),
        authors=(Author(name="First"), Author(name="Second", photo="images/second.jpg")),
        contact=Contact(name="Desk", phone="+1 202 555 0143"),
        sections=("summary", "abuses"),
        fields={"greeting": Field(required=True, sample="Dear Senator")},
    )


def test_each_value_knows_its_line_and_column(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": WHOLE, "summary.md": "Text.", "abuses.md": "Text."})
    origin = load(folder)[0].origin
    asked = ("title", "short-title", "organisation.0.logo", "authors.1.photo", "sections.1", "fields.greeting.sample")
    assert [origin[path] for path in asked] == [(1, 8), (5, 14), (15, 9), (19, 12), (21, 21), (23, 50)]


def test_a_coalition_is_a_list_of_organisations(make_brief: MakeBrief) -> None:
    text = "title: A brief\norganisation:\n  - name: One\n  - name: Two\n"
    brief, _ = load(make_brief({"brief.yaml": text, "summary.md": "Text."}))
    assert [one.name for one in brief.settings.organisation] == ["One", "Two"]
    assert brief.origin["organisation.1.name"] == (4, 11)


def test_scalars_are_text_as_written(make_brief: MakeBrief) -> None:
    text = "title: no\nsubtitle: 0x10\nversion: 1.10\nask: '  yes '\nseries: 12:30\n"
    settings = load(make_brief({"brief.yaml": text, "summary.md": "Text."}))[0].settings
    assert (settings.title, settings.subtitle, settings.version) == ("no", "0x10", "1.10")
    assert (settings.ask, settings.series) == ("yes", "12:30")


def test_a_value_in_braces_is_text_and_not_a_template(make_brief: MakeBrief) -> None:
    brief, _ = load(make_brief({"brief.yaml": "title: '{{ 7 * 7 }}'\n", "summary.md": "Text."}))
    assert brief.settings.title == "{{ 7 * 7 }}"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_change_nothing(make_brief: MakeBrief, ending: str, mark: bytes) -> None:
    text = "# remark\ntitle: A\nversion: '1'\n".replace("\n", ending)
    brief, _ = load(make_brief({"brief.yaml": mark + text.encode(), "summary.md": "Text."}))
    assert brief.settings.title == "A"
    assert brief.origin == {"title": (2, 8), "version": (3, 10)}


def test_paths_are_relative_to_the_working_directory(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief({"summary.md": "Text."})
    everywhere = [folder, folder / "brief.yaml", Path(), folder.absolute(), folder.absolute().parent]
    assert [str(load(where)[0].sections[0].path) for where in everywhere] == ["content/summary.md"] * 5
    monkeypatch.chdir(folder)
    assert [str(load(where)[0].sections[0].path) for where in (Path(), Path("brief.yaml"))] == ["summary.md"] * 2


def test_a_brief_outside_the_working_directory_keeps_its_full_path(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_brief({"summary.md": "Text."}).absolute()
    monkeypatch.chdir("/")
    monkeypatch.setenv("PWD", "/")
    assert Path("/") / load(folder)[0].sections[0].path == folder / "summary.md"


def test_the_folder_itself_comes_before_content_below_it(tmp_path: Path) -> None:
    for folder, title in ((tmp_path, "Above"), (tmp_path / "content", "Below")):
        folder.mkdir(exist_ok=True)
        (folder / "brief.yaml").write_text(f"title: {title}")
        (folder / "summary.md").write_text("Text.")
    assert load(tmp_path)[0].settings.title == "Above"


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (
            ".",
            "error: no-brief: there is no brief.yaml in this folder, nor in a folder content below it\n"
            "    name the folder of your brief, or start one: brief new demo",
        ),
        (
            "empty",
            "error: no-brief: there is no brief.yaml in 'empty', nor in a folder content below it\n"
            "    name the folder of your brief, or start one: brief new demo",
        ),
        (
            "gone",
            "error: no-brief: there is no folder 'gone'\n"
            "    name the folder of your brief, or start one: brief new demo",
        ),
        (
            "notes.md",
            "error: no-brief: 'notes.md' is not a brief.yaml\n    name the folder of your brief, or its brief.yaml",
        ),
        (
            "almost",
            "error: no-brief: there is no brief.yaml in 'almost', but there is brief.yml\n    rename it: brief.yaml",
        ),
    ],
)
def test_a_command_line_that_names_no_brief_is_a_usage_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "notes.md").write_text("Text.")
    (tmp_path / "empty").mkdir()
    (tmp_path / "almost").mkdir()
    (tmp_path / "almost/brief.yml").write_text("title: A brief")
    with pytest.raises(UsageError) as caught:
        load(Path(where))
    assert [str(finding) for finding in caught.value.findings] == [told]


@pytest.mark.parametrize("where", ["x" * 5000, "a\0b", "brief.yaml/brief.yaml"])
def test_an_impossible_folder_name_is_a_usage_error(where: str) -> None:
    with pytest.raises(UsageError):
        load(Path(where))


def test_all_mistakes_are_reported_at_once(mistakes: Callable[[Mapping[str, str | bytes]], list[str]]) -> None:
    told = mistakes(
        {
            "brief.yaml": "titel: A\ndate: soon\nlanguage: tlh\nsections: [summary, gone]\n",
            "summary.md": "",
            "styles/words/eo.yaml": "x: y",
        }
    )
    assert [line.splitlines()[0].split(": ")[2] for line in told] == [
        "key-unknown",
        "key-missing",
        "date-wrong",
        "language-without-words",
        "section-missing",
        "section-empty",
    ]


def test_a_plain_brief_has_only_the_styles_of_the_house(make_brief: MakeBrief) -> None:
    assert load(make_brief({"summary.md": "Text."}))[0].styles == (house(),)


def test_own_styles_come_before_those_of_the_house(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief({"summary.md": "Text.", "../styles/brand.css": ""})
    assert load(folder)[0].styles == (Path("styles"), house())
    make_brief({"styles/brand.css": ""})
    assert load(folder)[0].styles == (Path("content/styles"), house())
    monkeypatch.chdir(folder)
    assert load(Path())[0].styles == (Path("styles"), house())


def test_own_styles_beside_the_folder_content_are_found_from_within(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_brief({"summary.md": "Text.", "../styles/brand.css": ""}))
    assert load(Path())[0].styles == (Path("../styles"), house())


def test_styles_beside_a_folder_not_named_content_are_ignored(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("styles", "demo"):
        Path(name).mkdir()
    Path("demo/brief.yaml").write_text("title: A")
    Path("demo/summary.md").write_text("Text.")
    assert load(Path("demo"))[0].styles == (house(),)


def test_the_styles_of_the_house_are_listed_only_once() -> None:
    brief, _ = load(starter())
    assert [style.samefile(house()) for style in brief.styles] == [True]


def test_styles_that_lead_out_of_the_brief_are_refused(
    mistakes: Callable[[Mapping[str, str | bytes]], list[str]], tmp_path: Path, make_brief: MakeBrief
) -> None:
    (make_brief({}) / "styles").symlink_to("/")
    assert mistakes({}) == [
        "content/styles: error: file-outside: this is a link to a file outside the brief's folder\n"
        "    copy that file into the folder; nothing outside it is read"
    ]


def test_the_starter_loads_without_a_warning() -> None:
    brief, warnings = load(starter())
    assert warnings == ()
    assert {section.kind for section in brief.sections} >= {"summary", "recommendations", "author"}
