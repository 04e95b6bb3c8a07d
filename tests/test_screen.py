"""The edition for the screen as `brief build -e screen` writes it: one file that needs no other."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from shutil import copytree

import pytest

from brief.findings import BriefError, UsageError
from brief.listen import listen
from brief.model import EDITIONS, Weight
from brief.produce import produce
from tests import built
from tests.conftest import MakeBrief

ROOT = Path(__file__).parents[1]
FOLLOWED = {("a", "href"), ("link", "href"), ("meta", "content")}
"""Elements and attributes whose addresses are fetched only for a reader who follows them, or not at all."""


class Addresses(HTMLParser):
    """All addresses in a page, with their elements and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for key, value in attrs:
            if value and (key in ("href", "src", "srcset", "poster", "data", "action", "xlink:href") or "//" in value):
                self.found.append((tag, key, value))


def fetched(html: str) -> Iterator[str]:
    """The addresses that a browser fetches, in elements and in style sheets."""
    for tag, key, value in Addresses(html).found:
        if (tag, key) not in FOLLOWED and key != "xmlns":
            yield value
    yield from re.findall(r"url\(\s*[\"']?([^\"')]*)", html)
    yield from re.findall(r"@import[^;]*", html)


@pytest.fixture(params=built.ALL, ids=lambda folder: folder.name)
def page(request: pytest.FixtureRequest) -> str:
    """The page of each brief."""
    return built.shown(request.param).html.decode()


def test_nothing_is_fetched_from_anywhere(page: str) -> None:
    addresses = list(fetched(page))
    assert [one for one in addresses if not one.startswith(("data:", "#"))] == []
    links = [value for tag, key, value in Addresses(page).found if tag == "link"]
    assert links == [*re.findall('<link rel="canonical" href="([^"]+)"', page), "data:,"]


def test_the_page_has_no_internal_attributes_comments_scripts_or_paths(page: str) -> None:
    assert "data-source" not in page
    assert " data-" not in page
    assert "<!--" not in page
    assert "/*" not in page
    assert "<script" not in page
    assert str(ROOT) not in page
    assert not re.search(r"(?<![\w.])/(?:home|tmp|root|Users|work)/", page)
    assert not re.search(r"\.(?:md|yaml|css|ttf|svg|png|jpg)\b(?![^<]*>)[^<]*\{", page)


def test_every_name_is_given_once_and_every_link_within_the_page_leads_somewhere(page: str) -> None:
    names = re.findall(r'\bid="([^"]*)"', page)
    assert len(names) == len(set(names))
    asked = re.findall(r'(?:href="#|popovertarget="|aria-labelledby=")([^"]+)"', page)
    assert asked
    assert set(asked) <= set(names)


def test_the_levels_of_headings_have_no_gaps(page: str) -> None:
    levels = [int(level) for level in re.findall(r"<h([1-6])\b", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_page_of_the_example_is_smaller_than_500_kilobytes() -> None:
    made = built.shown(built.EXAMPLE)
    assert made.weight.size == len(made.html) < 500_000
    assert made.findings == ()


def test_no_brief_of_the_tests_has_findings_on_its_page() -> None:
    for folder in built.ALL:
        assert built.shown(folder).findings == (), folder.name


def test_it_is_written_to_the_folder_of_the_pdfs_and_needs_no_paper(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# Part\n\nText.\n"})
    (made,) = produce(Path(), ["screen"], "a4", Path("output"))
    assert (made.path, made.edition.name, made.findings) == (Path("output/a-brief-screen.html"), "screen", ())
    assert made.path.read_bytes().startswith(b"<!DOCTYPE html>\n")
    assert isinstance(made.fit, Weight)
    assert str(made.fit) == f"{-(-made.fit.size // 1000)} kB in one file, with 5 faces and 0 pictures"


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (Weight(1, 1, 1), "1 kB in one file, with 1 face and 1 picture"),
        (Weight(131_001, 9, 2), "132 kB in one file, with 9 faces and 2 pictures"),
    ],
)
def test_the_weight_of_a_page_is_given_in_words(weight: Weight, words: str) -> None:
    assert str(weight) == words


def test_it_is_listed_without_pages_paper_and_type() -> None:
    assert EDITIONS["screen"].listed == ("screen", "–", "–", "–", "HTML", "the web page, phones")


def test_an_own_edition_may_be_like_the_screen(make_brief: MakeBrief) -> None:
    settings = "title: A\neditions: {web: {like: screen, sections: [b], title: Web}}\n"
    make_brief({"brief.yaml": settings, "a.md": "# Aa\n\nText.\n", "b.md": "# Bb\n\nText.\n"})
    (made,) = produce(Path(), ["web"], "", Path("output"))
    html = made.path.read_text(encoding="utf-8")
    assert made.path.name == "a-web.html"
    assert re.findall(r"<h[12]>(\w+)", html) == ["Web", "Bb"]


def test_it_has_the_blocks_of_the_full_edition_and_its_own(make_brief: MakeBrief) -> None:
    blocks = (f"/// only-in | {name}\n{name.title()}.\n///\n\n" for name in ("full", "screen", "handout"))
    text = f"# T\n\n{''.join(blocks)}"
    html = built.on_screen(make_brief({"part.md": text})).html.decode()
    assert re.findall(r"<p[^>]*>(\w+\.)</p>", html) == ["Full.", "Screen."]


def test_every_notation_of_an_outside_address_in_a_layout_is_reported(make_brief: MakeBrief) -> None:
    layout = (
        "<style>@import 'https://a.example/1.css';"
        "p { background: image-set(var(--x, 'https://a.example/2') 1x) }</style>"
        '<svg role="img"><title>A</title><rect fill="url(https://a.example/3#x)"/></svg>'
        '<p style="mask: u\\72l(https://a.example/4)">a</p>{{ section.blocks }}'
    )
    make_brief({"part.md": "# Part\n\nText.\n", "styles/layouts/prose.html": layout})
    with pytest.raises(BriefError) as caught:
        built.on_screen(Path())
    assert re.findall(r"file-refused: '(.*?)' is", str(caught.value)) == [
        "https://a.example/1.css",
        "image-set(var(…))",
        "https://a.example/3#x",
        "https://a.example/4",
    ]


def test_scripts_in_a_layout_are_left_out_and_its_words_stay(make_brief: MakeBrief) -> None:
    layout = (
        '<x-card onclick="a()"><table background="https://a.example/1"><tr><td>Cell</table></x-card><script>b()</script>'
        '<a href="javascript:c()" ping="https://a.example/2">Link</a>{{ section.blocks }}'
    )
    make_brief({"part.md": "# Part\n\nText.\n", "styles/layouts/prose.html": layout})
    made = built.on_screen(Path())
    assert made.findings == ()
    section = made.html.decode().partition('id="part">')[2].partition("</section>")[0]
    assert "".join(section.split()) == ("<table><tbody><tr><td>Cell</td></tr></tbody></table><a>Link</a><p>Text.</p>")


def test_listening_to_it_is_refused_with_the_way_out(make_brief: MakeBrief) -> None:
    make_brief({"part.md": "# Part\n\nText.\n"})
    with pytest.raises(UsageError) as caught:
        listen(Path(), "screen")
    assert str(caught.value) == (
        "error: nothing-to-hear: the edition 'screen' is a web page, which a screen reader reads in the browser\n"
        "    open it there, or listen to the PDF that says the same: brief listen -e full"
    )


HANDED = "# P\n\n/// only-in | handout\nText.\n///\n"


def told(folder: Path) -> str:
    with pytest.raises(BriefError) as caught:
        built.on_screen(folder)
    return str(caught.value)


def test_a_character_without_a_font_stops_the_build_as_on_paper(make_brief: MakeBrief) -> None:
    files = {"part.md": "# Part\n\nText 人.\n"}
    assert told(make_brief(files)) == (
        "content/part.md:3:6: error: glyph-missing: no font has the character '人' (U+4EBA, CJK UNIFIED IDEOGRAPH-4EBA)"
        "\n    write it another way, or put a TTF or OTF font for it into the brief's styles/fonts, where it is found"
        " by itself"
    )


def test_a_font_of_the_brief_is_used_for_characters_that_no_other_font_has(make_brief: MakeBrief) -> None:
    import fontpkg_amiri

    (font,) = Path(fontpkg_amiri.__file__).parent.rglob("Amiri-Regular.ttf")
    files: dict[str, str | bytes] = {
        "part.md": "# Part\n\nPeace: سلام.\n",
        "styles/fonts/Amiri-Regular.ttf": font.read_bytes(),
    }
    made = built.on_screen(make_brief(files))
    assert made.findings == ()
    assert "unicode-range:U+627,U+633,U+644,U+645;" in made.html.decode()


@pytest.mark.parametrize(
    ("files", "finding"),
    [
        ({"part.md": "# P\n\n![A](missing.png)\n"}, "image-missing: there is no image 'missing.png'"),
        ({"part.md": "# P\n\n[a](#nowhere)\n"}, "link-broken: the link '#nowhere' leads nowhere in this brief"),
        (
            {"part.md": "# P\n\nText.\n", "styles/brand.css": "p { background: url(https://example.org/a.png) }"},
            "content/styles/brand.css:1:21: error: file-refused: 'https://example.org/a.png' is asked for",
        ),
        (
            {"part.md": "# P\n\nText.\n", "styles/layouts/prose.html": "<h4>Deep</h4>{{ section.blocks }}"},
            "heading-skips: the heading 'Deep' skips a level",
        ),
        (
            {"part.md": "# P\n\nText.\n", "styles/layouts/prose.html": "<img src='a.svg'>", "a.svg": "<svg/>"},
            "picture-without-words: the picture a.svg has no description",
        ),
        (
            {"part.md": "# P\n\nText.\n", "styles/layouts/screen.html": "{{ nothing }}"},
            "layout-broken: the layout cannot be filled in: 'nothing' is undefined",
        ),
        (
            {
                "brief.yaml": "title: A\neditions: {screen: {sections: [part]}}\n",
                "part.md": "# P\n\n/// only-in | handout\nText.\n///\n",
            },
            "edition-empty: the edition 'screen' has nothing to print",
        ),
    ],
)
def test_errors_stop_the_build_of_the_page(make_brief: MakeBrief, files: dict[str, str], finding: str) -> None:
    assert finding in told(make_brief(files))


def test_the_last_good_page_stays_when_the_next_build_fails(make_brief: MakeBrief) -> None:
    folder = make_brief({"part.md": "# Part\n\nText.\n"})
    (made,) = produce(Path(), ["screen"], "", Path("output"))
    good = made.path.read_bytes()
    (folder / "part.md").write_text("# Part\n\nText 人\n", encoding="utf-8")
    with pytest.raises(BriefError, match="glyph-missing"):
        list(produce(Path(), ["screen"], "", Path("output")))
    assert made.path.read_bytes() == good
    assert [path.name for path in Path("output").iterdir()] == [made.path.name]


def test_the_look_of_a_brief_reaches_its_page(make_brief: MakeBrief) -> None:
    files = {
        "part.md": "# Part\n\nText.\n",
        "styles/brand.css": ":root { --accent: #003366; --display: 'Source Sans 3', sans-serif }",
    }
    html = built.on_screen(make_brief(files)).html.decode()
    assert "--accent: #003366" in html
    assert "--dark-accent:#8a2318" not in html
    assert "Display" not in "".join(re.findall(r'@font-face\{font-family:"([^"]*)"', html))


def build_in(folder: Path, **environment: str) -> str:
    """The SHA-256 of the example's page, built by a new process."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    words = [sys.executable, "-m", "brief", "build", "content", "-e", "screen", "-o", "out"]
    env = {**kept, "PYTHONPATH": str(ROOT), **environment}
    subprocess.run(words, cwd=folder, env=env, check=True, capture_output=True)
    (path,) = (folder / "out").iterdir()
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_source_makes_the_same_bytes(tmp_path: Path) -> None:
    """The other build has another folder, time zone, locale and hash seed, and an empty cache."""
    copytree(ROOT / "content", tmp_path / "place" / "content")
    system = {"TZ": "Asia/Seoul", "LC_ALL": "C", "SOURCE_DATE_EPOCH": "86400"}
    there = build_in(tmp_path / "place", PYTHONHASHSEED="7", XDG_CACHE_HOME=str(tmp_path / "none"), **system)
    assert there == hashlib.sha256(built.shown(built.EXAMPLE).html).hexdigest()
