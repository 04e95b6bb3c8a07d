"""A style of an editor's own: used when it is sound, and refused with the reason when it is not."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from brief import build
from brief.findings import BriefError
from brief.load import load
from tests.built import told_of
from tests.compose.composing import composed
from tests.conftest import MakeBrief

SOURCE = "- id: a\n  type: book\n  title: T\n  author: A\n  publisher: P\n  issued: 2018\n"
HEAD = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"><info><title>S</title></info>'
NAMES = '<names variable="author"><substitute><text macro="title"/></substitute></names>'
TITLE = '<macro name="title"><text variable="title"/></macro>'
LOCATOR = '<label variable="locator" form="short"/><text variable="locator" prefix=" "/>'


def style(citation: str, entry: str = '<text variable="title"/>') -> str:
    citation = f'<citation><layout suffix="." delimiter="; ">{citation}</layout></citation>'
    return f"{HEAD}{TITLE}{citation}<bibliography><layout>{entry}</layout></bibliography></style>"


SOUND = style(
    f'<group delimiter=", "><text variable="title" font-variant="small-caps"/><group>{LOCATOR}</group></group>'
)


def told(make_brief: MakeBrief, csl: str, text: str = "Text [@a, p. 7].", name: str = "own.csl") -> list[str]:
    files = {"brief.yaml": f"title: A\nsources: s.yaml\ncsl: {name}\n", "s.yaml": SOURCE, "own.csl": csl}
    return told_of(make_brief({**files, "part.md": f"# T\n\n{text}\n"}))


def test_a_sound_style_is_used(make_brief: MakeBrief) -> None:
    assert told(make_brief, SOUND) == []
    files = {"brief.yaml": "title: A\nsources: s.yaml\ncsl: own.csl\n", "s.yaml": SOURCE, "own.csl": SOUND}
    for typed, printed in (("chap. 7", "chap. 7"), ("{preamble}", "preamble")):
        brief, texts, _ = build.read(load(make_brief({**files, "part.md": f"# T\n\nText [@a, {typed}].\n"}))[0])
        html = re.sub(r'<span class="whole">(.*?)</span>', r"\1", composed(brief, texts))
        assert f'<span class="small-caps">T</span>, {printed}.</span>' in html


WAY = "\n    download the style again from zotero.org/styles, or let `citations` in brief.yaml choose one of ours"
OTHER = "\n    choose another style from zotero.org/styles, or let `citations` in brief.yaml choose one of ours"
NO_STYLE = "error: csl-broken: this is not a CSL style for citations:"


@pytest.mark.parametrize(
    ("csl", "expected"),
    [
        ("Not XML", f"content/own.csl:1:1: {NO_STYLE} here it is no XML any more{WAY}"),
        (f"{HEAD}\n  <citation>\n</style>", f"content/own.csl:3:3: {NO_STYLE} here it is no XML any more{WAY}"),
        ("<html/>", f"content/own.csl:1: {NO_STYLE} it begins with another element than <style>{WAY}"),
        (f"{HEAD}</style>", f"content/own.csl: {NO_STYLE} it does not say how to cite{WAY}"),
        (
            f'<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>{SOUND}',
            f"content/own.csl: {NO_STYLE} it has a document type or raw text, which no style needs{WAY}",
        ),
        (
            HEAD.replace(
                "</info>", '<link rel="independent-parent" href="http://www.zotero.org/styles/apa"/></info></style>'
            ),
            "content/own.csl: error: csl-dependent: this style only refers to another one: apa\n"
            "    download that one from zotero.org/styles, and name it in brief.yaml",
        ),
        (
            style(f'{NAMES} <text variable="title" prefix=", "/><group prefix=", ">{LOCATOR}</group>'),
            "content/own.csl: error: csl-unfit: this style prints the title of a book without an author twice: "
            f"Quixotic Lanterns, Quixotic Lanterns, chap. 317.{OTHER}",
        ),
        (
            style('<text variable="title"/><text variable="locator" prefix=", "/>'),
            "content/own.csl: error: csl-unfit: this style prints 'chap. 317' of a book without its 'chap.': "
            f"Quixotic Lanterns, 317.{OTHER}",
        ),
        (
            style('<text variable="title"/>'),
            "content/own.csl: error: csl-unfit: this style does not print which page is cited: p. 419 of a book is not "
            f"in 'Quixotic Lanterns.'{OTHER}",
        ),
        (
            style(f'<text variable="publisher"/><group prefix=", ">{LOCATOR}</group>', '<text variable="note"/>'),
            f"content/own.csl: error: csl-unfit: this style prints nothing of a book{OTHER}",
        ),
        (
            style(f'<text variable="title" suffix="&lt;b&gt;"/><group prefix=", ">{LOCATOR}</group>'),
            "content/own.csl: error: csl-unfit: this style leaves a tag open in a book: "
            f"Quixotic Lanterns<b>, chap. 317.{OTHER}",
        ),
        (
            style(
                f'<text variable="title" suffix="&lt;i id=\'a\'&gt;q&lt;/i&gt;"/><group prefix=", ">{LOCATOR}</group>'
            ),
            "content/own.csl: error: csl-unfit: this style prints tags of its own in a book: "
            f"Quixotic Lanterns<i id='a'>q</i>, chap. 317.{OTHER}",
        ),
        (
            style(f'<text macro="none"/><text variable="title"/><group prefix=", ">{LOCATOR}</group>'),
            "content/own.csl: error: csl-unfit: this style ends in the middle of a book: IndexError: list index out of "
            f"range{OTHER}",
        ),
    ],
)
def test_an_unusable_style_is_refused_with_the_reason(csl: str, expected: str, make_brief: MakeBrief) -> None:
    assert told(make_brief, csl) == [expected]


def macros(*bodies: str) -> str:
    return "".join(f'<macro name="m{number}">{body}</macro>' for number, body in enumerate(bodies))


def call(number: int) -> str:
    return f'<text macro="m{number}"/>'


@pytest.mark.parametrize(
    "parts",
    [
        macros(call(0)),
        macros(call(1), call(0)),
        macros(*(call(number + 1) * 2 for number in range(40)), '<text variable="note"/>'),
        macros('<text variable="note"/>' * 30_000),
        macros("<group>" * 900 + '<text variable="note"/>' + "</group>" * 900),
    ],
    ids=["itself", "each other", "twice and twice", "many", "deep"],
)
@pytest.mark.parametrize("named", [True, False], ids=["named", "in styles/"])
def test_a_style_that_would_never_end_is_refused(parts: str, named: bool, make_brief: MakeBrief) -> None:
    csl = SOUND.replace("<citation>", f"{parts}<citation>").replace("<group delim", f"{call(0)}<group delim")
    name = "own.csl" if named else "styles/csl/footnotes.csl"
    settings = f"title: A\nsources: s.yaml\n{'csl: own.csl' if named else ''}\n"
    files = {"brief.yaml": settings, "s.yaml": SOURCE, name: csl, "part.md": "# T\n\nText [@a].\n"}
    with pytest.raises(BriefError) as caught:
        build.read(load(make_brief(files))[0])
    assert [str(finding) for finding in caught.value.findings] == [
        f"content/{name}: error: csl-unfit: this style has no end: its parts contain one another, over and over{OTHER}"
    ]


def test_a_style_that_fails_on_an_untried_kind_of_source_is_refused_too(make_brief: MakeBrief) -> None:
    csl = SOUND.replace("<group delim", '<choose><if type="song"><text macro="none"/></if></choose><group delim')
    files = {"brief.yaml": "title: A\nsources: s.yaml\ncsl: own.csl\n", "s.yaml": SOURCE.replace("book", "song")}
    brief, texts, _ = build.read(load(make_brief({**files, "own.csl": csl, "part.md": "# T\n\nText [@a].\n"}))[0])
    with pytest.raises(BriefError) as caught:
        composed(brief, texts)
    assert str(caught.value) == (
        "content/own.csl: error: csl-unfit: this style ends in the middle of what is cited: IndexError: list index out "
        f"of range{OTHER}"
    )


def test_a_style_that_prints_no_pages_is_accepted_when_no_page_is_cited(make_brief: MakeBrief) -> None:
    assert told(make_brief, style('<text variable="title"/>'), "Text [@a].") == []


def test_a_missing_style_is_reported(make_brief: MakeBrief) -> None:
    assert told(make_brief, SOUND, name="owm.csl") == [
        "content/brief.yaml:3:6: error: csl-missing: there is no file 'owm.csl' with a style for citations\n"
        "    put the file beside brief.yaml, or correct its name; did you mean 'own.csl'?"
    ]


@pytest.mark.parametrize(("put", "reason"), [(os.mkfifo, "it is not an ordinary file"), (os.mkdir, "it is a folder")])
def test_a_pipe_or_folder_in_place_of_a_style_is_reported_even_without_citations(
    put: Callable[[Path], None], reason: str, make_brief: MakeBrief
) -> None:
    folder = make_brief({"brief.yaml": "title: A\ncsl: own.csl\n", "part.md": "# T\n\nText.\n"})
    put(folder / "own.csl")
    assert told_of(folder) == [
        f"content/own.csl: error: file-unreadable: this file cannot be read: {reason}\n"
        "    put the file itself there, with the right to read it"
    ]
