"""The Markdown files of a brief: which are sections, in which order, and which are refused."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from brief.findings import BriefError
from brief.load import load, text

MakeBrief = Callable[[Mapping[str, str | bytes]], Path]
Mistakes = Callable[[Mapping[str, str | bytes]], list[str]]


def test_without_a_list_every_markdown_file_is_a_section_in_order_of_name(make_brief: MakeBrief) -> None:
    folder = make_brief({"b.md": "B", "a.md": "A", "c.txt": "C", ".hidden.md": "", "sub/d.md": "D"})
    brief, warnings = load(folder)
    assert [section.name for section in brief.sections] == ["a", "b"]
    assert warnings == ()


def test_a_list_gives_the_order(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nsections: [b, a]\n", "a.md": "A", "b.md": "B"})
    assert [section.name for section in load(folder)[0].sections] == ["b", "a"]


def test_a_file_that_is_not_listed_is_a_warning(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nsections: [a]\n", "a.md": "A", "notes.md": "B"})
    brief, warnings = load(folder)
    assert [section.name for section in brief.sections] == ["a"]
    assert [str(warning) for warning in warnings] == [
        "content/notes.md: warning: section-unlisted: this file is not listed, so it is not printed\n"
        "    add `- notes` under `sections` in brief.yaml, or move the file elsewhere"
    ]


@pytest.mark.parametrize(
    ("listed", "told"),
    [
        (
            "[summary, abusse, abuses]",
            "2:21: error: section-missing: there is no file abusse.md for the section 'abusse'\n"
            "    did you mean 'abuses'?",
        ),
        (
            "[summary, abuses, xyz]",
            "2:29: error: section-missing: there is no file xyz.md for the section 'xyz'\n"
            "    the files there are abuses and summary",
        ),
        (
            "[summary, abuses, summary]",
            "2:29: error: section-twice: the section 'summary' stands here for the second time;"
            " the first is in line 2\n    keep one of the two",
        ),
        (
            "[summary.md, abuses, summary]",
            "2:12: error: section-name-wrong: 'summary.md' cannot be the name of a section\n"
            "    write the name of a file beside brief.yaml, without folder and ending: `- summary`",
        ),
        (
            "[../../etc/passwd, abuses, summary]",
            "2:12: error: section-name-wrong: '../../etc/passwd' cannot be the name of a section\n"
            "    write the name of a file beside brief.yaml, without folder and ending: `- passwd`",
        ),
        (
            "[.., abuses, summary]",
            "2:12: error: section-name-wrong: '..' cannot be the name of a section\n"
            "    write the name of a file beside brief.yaml, without folder and ending: `- summary`",
        ),
        (
            "abuses, summary",
            "2:11: error: section-name-wrong: 'abuses, summary' are several sections\n"
            "    write them between square brackets:  sections: [abuses, summary]",
        ),
        (
            "['abuses, summary']",
            "2:12: error: section-name-wrong: 'abuses, summary' are several sections\n"
            "    write them between square brackets:  sections: [abuses, summary]",
        ),
        (
            "[-abuses, abuses, summary]",
            "2:12: error: section-name-wrong: '-abuses' cannot be the name of a section\n"
            "    write the name of a file beside brief.yaml, without folder and ending: `- abuses`",
        ),
    ],
)
def test_a_wrong_entry_in_the_list_of_sections_is_reported_at_its_place(
    mistakes: Mistakes, listed: str, told: str
) -> None:
    files = {"brief.yaml": f"title: A\nsections: {listed}\n", "abuses.md": "Text."}
    assert mistakes(files) == [f"content/brief.yaml:{told}"]


def test_a_file_whose_name_cannot_be_used_in_links_is_reported_even_without_a_list(mistakes: Mistakes) -> None:
    rule = "letters, digits, spaces, hyphens, underscores and dots, a letter or digit first"
    assert mistakes({"%41#?.md": "Text.", "_draft.md": "Text.", "a.md.md": "Text.", "성분 2.md": "Text."}) == [
        "content/%41#?.md: error: section-name-wrong: '%41#?' cannot be the name of a section\n"
        f"    call the file 41.md: {rule}",
        "content/_draft.md: error: section-name-wrong: '_draft' cannot be the name of a section\n"
        f"    call the file draft.md: {rule}",
        "content/a.md.md: error: section-name-wrong: 'a.md' cannot be the name of a section\n"
        f"    call the file a.md: {rule}",
    ]


def test_a_brief_without_a_section_is_an_error(make_brief: MakeBrief, mistakes: Mistakes) -> None:
    told = (
        "error: sections-none: this brief has no section\n"
        "    put a Markdown file beside brief.yaml (summary.md), and its name into `sections` if you keep that list"
    )
    assert [line for line in mistakes({"brief.yaml": "title: A\nsections: []\n"}) if "warning" not in line] == [
        f"content/brief.yaml:2:11: {told}"
    ]
    Path("content/summary.md").unlink()
    Path("content/brief.yaml").write_text("title: A")
    with pytest.raises(BriefError) as caught:
        load(Path("content"))
    assert str(caught.value) == f"content: {told}"


def test_names_with_accents_are_found_however_the_disk_spells_them(make_brief: MakeBrief) -> None:
    composed, apart = "r\u00e9sum\u00e9", "re\u0301sume\u0301"
    folder = make_brief({"brief.yaml": f"title: A\nsections: [{composed}]\n", f"{apart}.md": "Text."})
    brief, warnings = load(folder)
    assert (brief.sections[0].name, warnings) == (composed, ())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("summary", "summary"),
        ("recommendations", "recommendations"),
        ("author", "author"),
        ("authors", "author"),
        ("Summary", "summary"),
        ("sources", "sources"),
        ("abuses", "prose"),
    ],
)
def test_the_kind_of_a_section_follows_from_its_name(make_brief: MakeBrief, name: str, kind: str) -> None:
    assert load(make_brief({f"{name}.md": "Text."}))[0].sections[0].kind == kind


def test_front_matter_sets_title_kind_and_layout(make_brief: MakeBrief) -> None:
    text = '---\ntitle: "What to do: now"\nkind: recommendations\nlayout: wide\n---\n\n1. Do it.\n'
    (section,) = load(make_brief({"todo.md": text}))[0].sections
    assert (section.title, section.kind, section.layout) == ("What to do: now", "recommendations", "wide")
    assert (section.first, section.text) == (6, text)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Text.", 1),
        ("\n\nText.", 1),
        ("---\n---\nText.", 3),
        ("\n  \n---\n---\nText.", 5),
        ("Text.\n\n---\nshort: this\n", 1),
        ("Text.\n\n---\ntitle: Ambassador\nShe wrote it.\n\n---\nText.\n", 1),
        ("---  \n# nothing\n--- \nText.", 4),
        ("-----\nText.", 1),
        (" ---\nText.", 1),
    ],
)
def test_the_markdown_begins_after_the_front_matter(make_brief: MakeBrief, text: str, first: int) -> None:
    (section,) = load(make_brief({"a.md": text}))[0].sections
    assert (section.first, section.title) == (first, "")


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_a_byte_order_mark_do_not_change_the_lines_of_a_section(
    make_brief: MakeBrief, ending: str, mark: bytes
) -> None:
    text = "---\ntitle: A\n---\n# B\n\nC\n"
    (section,) = load(make_brief({"a.md": mark + text.replace("\n", ending).encode()}))[0].sections
    assert (section.text, section.first, section.title) == (text, 4, "A")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "---\ntitle: A\n\nText.",
            "1:1: error: front-matter-open: the front matter that begins here never ends\n"
            "    close it with a line `---`; a rule between two paragraphs is written `***`",
        ),
        (
            "# T\n---\nshort: |\n  A\n---\nText.",
            "2:1: error: front-matter-late: these lines would be printed: front matter belongs at the top of the file\n"
            "    move it, from `---` to `---`, above all else",
        ),
        (
            "\n---\ntitle: A\nknd: prose\n---\nText.",
            "4:1: error: key-unknown: there is no key 'knd' in front matter\n    did you mean 'kind'?",
        ),
        (
            "---\ntitle: A\nknd: prose\n---\nText.",
            "3:1: error: key-unknown: there is no key 'knd' in front matter\n    did you mean 'kind'?",
        ),
        (
            "---\nask: A\n---\nText.",
            "2:1: error: key-not-built: 'ask' is not built yet\n    remove it: this version of brief would ignore it",
        ),
        (
            "---\nkind: sumary\n---\nText.",
            "2:7: error: choice-unknown: 'kind' cannot be 'sumary';"
            " it is summary, prose, recommendations, author or sources\n    did you mean 'summary'?",
        ),
        (
            "---\n\ntitle: North Korea: rights\n---\nText.",
            "3:8: error: yaml-colon: this text has a colon in it, so it needs quotes\n"
            '    write:  title: "North Korea: rights"',
        ),
        (
            "---\ntitle: A\n\tkind: B\n---\nText.",
            "3:1: error: yaml-tab: there is a tab here, and YAML takes spaces only\n"
            "    use spaces: two for each step to the right",
        ),
        (
            "---\nlayout: ../wide\n---\nText.",
            "2:9: error: layout-name-wrong: '../wide' cannot be the name of a layout\n"
            "    write the name of a file in styles/layouts, without folder and ending",
        ),
        (
            "---\nJust a line.\n---\nText.",
            "2:1: error: wrong-type: 'front matter' is the text 'Just a line.'; a group of keys was expected\n"
            "    write `key: text`, one a line, each two spaces further right than the group's name",
        ),
    ],
)
def test_a_mistake_in_front_matter_is_reported_with_its_line_in_the_file(
    mistakes: Mistakes, text: str, told: str
) -> None:
    assert mistakes({"a.md": text}) == [f"content/a.md:{told}"]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff", "---\ntitle: A\n---\n", "---\n---"])
def test_an_empty_section_is_an_error(mistakes: Mistakes, text: str) -> None:
    assert mistakes({"a.md": text}) == [
        "content/a.md: error: section-empty: the section 'a' is empty\n    write it, or take it out of the brief"
    ]


LINK = "put the file itself there, with the right to read it"


def test_a_section_that_is_no_ordinary_file_or_leads_out_is_an_error(make_brief: MakeBrief, mistakes: Mistakes) -> None:
    folder = make_brief({})
    (folder / "a.md").mkdir()
    os.mkfifo(folder / "b.md")
    (folder / "c.md").symlink_to("c.md")
    (folder / "d.md").symlink_to("gone.md")
    (folder / "e.md").symlink_to(folder.absolute().parent / "elsewhere.md")
    (folder / "f.md").symlink_to("/etc/hostname")
    outside = (
        "error: file-outside: this is a link to a file outside the brief's folder\n"
        "    copy that file into the folder; nothing outside it is read"
    )
    cannot = "error: file-unreadable: this file cannot be read"
    assert mistakes({}) == [
        f"content/a.md: {cannot}: it is a folder\n    {LINK}",
        f"content/b.md: {cannot}: it is not an ordinary file\n    {LINK}",
        f"content/c.md: {cannot}: it is a link to itself\n    {LINK}",
        f"content/d.md: {cannot}: it was deleted, or is a link to a file that does not exist\n    {LINK}",
        f"content/e.md: {outside}",
        f"content/f.md: {outside}",
    ]


def test_a_link_within_the_folder_is_read(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": "title: A\nsections: [a]\n", "drafts/a2.md": "Second."})
    (folder / "a.md").symlink_to("drafts/a2.md")
    assert load(folder)[0].sections[0].text == "Second."


def test_a_file_without_permission_to_read_it_is_an_error(make_brief: MakeBrief, tmp_path: Path) -> None:
    (make_brief({"a.md": "Text."}) / "a.md").chmod(0)
    tmp_path.chmod(0o755)
    with _no_more_than_anybody(), pytest.raises(BriefError) as caught:
        text.read(Path("content"), Path("content/a.md"))
    assert str(caught.value) == (
        f"content/a.md: error: file-unreadable: this file cannot be read: you have no right to read it\n    {LINK}"
    )


@contextmanager
def _no_more_than_anybody() -> Iterator[None]:
    """Gives up the rights of root for a while, since root may read everything."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)
