"""Memory changes no page: each brief has the same bytes without it, with it, and when it is built once more."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from shutil import copy, copytree, ignore_patterns

import pytest
import weasyprint
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.css.properties import INHERITED
from weasyprint.text import fonts, line_break

from brief import build
from brief.load import load
from brief.model import Scale, Sheet, editions_of
from brief.typeset import Engine, shaped, typeset
from brief.typeset.memory import Recent
from tests import built
from tests.conftest import MakeBrief
from tests.rebuilding import Builds

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "styles" / "fonts"
EDITIONS = ("full", "handout", "large-print", "proof", "photocopy")


@pytest.mark.parametrize("folder", built.ALL, ids=lambda folder: folder.name)
def test_a_brief_has_the_same_bytes_however_often_it_is_built(folder: Path) -> None:
    builds = Builds(folder)
    expected = builds.plain()
    assert [builds.pdf() for _ in range(3)] == [expected] * 3


@pytest.mark.parametrize("edition", EDITIONS[1:])
def test_an_edition_has_the_same_bytes_after_others(edition: str) -> None:
    builds = Builds(built.BRIEFS / "cited")
    builds.pdf("full", "a4")
    builds.pdf(edition, "a4")
    assert [builds.pdf(edition), builds.pdf(edition)] == [builds.plain(edition)] * 2


@pytest.mark.parametrize("folder", built.RICH, ids=lambda folder: folder.name)
def test_html_that_is_parsed_once_for_several_settings_gives_the_bytes_of_a_first_setting(folder: Path) -> None:
    brief, texts, _ = build.read(load(folder)[0])
    edition = editions_of(brief.settings)["full"]
    job = build.Job.of(brief, texts, edition, "us-letter", build.engine_for(brief))
    for line in ("13.6pt", "14.5pt"):
        job.set_pages(Scale((("line", line),)))
    assert build.finished(job, job.fitted(), ()).pdf == Builds(folder).plain()


EDITS = (
    ("songbun.md", "# ", "# New "),
    ("summary.md", "\n\n", "\n\nOne more paragraph, with *words* in it.\n\n"),
    ("songbun.md", "the", "all the"),
    ("abuses.md", ".\n", ". And a sentence more[^new].\n\n[^new]: A note of its own.\n"),
    ("brief.yaml", "paper: us-letter", "paper: a4"),
    ("brief.yaml", "language: en-US", "language: en-GB"),
    ("styles/brand.css", ":root", ":root { --accent: #0b4a59 }\n:root"),
)


def test_a_build_after_each_edit_has_the_bytes_of_a_first_build(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    copytree(built.EXAMPLE / "content", folder)
    (folder / "styles").mkdir(exist_ok=True)
    (folder / "styles" / "brand.css").write_text(":root { --accent: #8a2318 }\n")
    builds = Builds(folder)
    builds.pdf()
    for name, before, after in EDITS:
        path = folder / name
        assert before in path.read_text()
        path.write_text(path.read_text().replace(before, after, 1))
        assert builds.pdf() == builds.plain(), name


@pytest.mark.parametrize("missing", ["font_size", "lang", "font_feature_settings", "hyphens"])
def test_these_tests_find_a_line_that_is_kept_under_an_incomplete_key(
    missing: str, make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests above can fail: when the key lacks one property, the bytes differ."""
    words = "Nevertheless, internationally recognized organizations characteristically misunderstand offices. "
    css = """
    .h1 { font-size: 8pt } .h2 { font-feature-settings: "smcp" } .h3 { hyphens: manual }
    p { width: 50mm; text-align: left }
    """
    html = "".join(f'<p lang="{lang}" class="h{n}">{words * 3}</p>' for n in range(4) for lang in ("en", "de"))
    files = {"part.md": "# T\n\nA\n", "styles/layouts/prose.html": html, "styles/brand.css": css}
    monkeypatch.setattr(shaped, "_properties", itemgetter(*(one for one in shaped.PROPERTIES if one != missing)))
    builds = Builds(make_brief(files))
    assert builds.pdf() != builds.plain()


def test_styles_that_depend_on_the_size_of_the_page_are_not_kept(make_brief: MakeBrief) -> None:
    builds = Builds(make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": "p { margin-left: 20vw !important }"}))
    for paper in ("us-letter", "a4", "us-letter", "a4"):
        assert builds.pdf("full", paper) == builds.plain("full", paper)
    assert [masters.fit for masters in builds.memory.styles._new.values()] == [False] * 2


def test_remarks_of_the_engine_are_repeated_each_time() -> None:
    engine = Engine([FONTS])
    sheet = Sheet(Path("a.css"), "p { font-family: 'Source Sans 3'; width: calc(1deg * 2) }")
    html = "<html lang=en><title>t</title><p style='width: calc(1px + 1deg)'>a"
    remarks = [typeset(html, [sheet], lambda name: b"", engine).remarks for _ in range(3)]
    assert remarks[0]
    assert remarks[1:] == remarks[:1] * 2


def test_a_text_that_is_drawn_in_two_sizes_of_a_font_has_the_same_bytes_each_time(make_brief: MakeBrief) -> None:
    """Pango makes small capitals of a face without them from smaller letters; capitals and stops stay large."""
    style = ".caps { font-family: Newsreader; font-variant-caps: small-caps }"
    files = {
        "brief.yaml": "title: A\nlook: witness\n",
        "styles/brand.css": style,
        "part.md": "# T\n\nText.\n\nSmall capitals.\n{: .caps }\n",
    }
    builds = Builds(make_brief(files))
    assert [builds.pdf("photocopy"), builds.pdf("photocopy")] == [builds.plain("photocopy")] * 2


def test_a_missing_glyph_is_reported_each_time(make_brief: MakeBrief) -> None:
    builds = Builds(make_brief({"part.md": "# T\n\nText 𓀀.\n"}))
    told = [builds.pdf() for _ in range(4)]
    assert told == [builds.plain()] * 4
    assert "glyph-missing" in str(told[0])


def test_a_new_face_is_used_for_lines_that_were_kept(make_brief: MakeBrief) -> None:
    builds = Builds(make_brief({"part.md": "# T\n\nText.\n", "styles/brand.css": "p { font-family: Own, sans-serif }"}))
    builds.pdf()
    folder = builds.folder / "styles"
    copy(FONTS / "SourceSans3-Semibold.ttf", folder / "own.ttf")
    css = "@font-face { font-family: Own; src: url(own.ttf) } p { font-family: Own, sans-serif }"
    (folder / "brand.css").write_text(css)
    assert builds.pdf() == builds.plain()


def test_with_another_engine_the_plain_way_gives_the_same_bytes(tmp_path: Path) -> None:
    """With a function of the engine renamed, a plain build works; another one fails with the name of the function."""
    engine = tmp_path / "weasyprint"
    copytree(Path(weasyprint.__file__).parent, engine, ignore=ignore_patterns("__pycache__"))
    for path in engine.rglob("*.py"):
        path.write_text(path.read_text().replace("block_level_layout_switch", "switch_block_level_layout"))
    environment = dict(os.environ)
    command = [sys.executable, "-m", "brief", "build", str(built.BRIEFS / "cited"), "-o"]
    made = []
    for plain, imported, folder in (("", "", "a"), ("plain", str(tmp_path), "b"), ("", str(tmp_path), "c")):
        environment |= {"BRIEF_TYPESET": plain, "PYTHONPATH": f"{imported}:{ROOT}"}
        ended = subprocess.run([*command, str(tmp_path / folder)], env=environment, capture_output=True, check=False)
        made.append([path.read_bytes() for path in (tmp_path / folder).glob("*.pdf")] or ended.stderr[-200:].decode())
    assert made[0] == made[1]
    assert "block_level_layout_switch" in str(made[2])


def test_when_memory_fails_the_pages_are_set_without_it(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    builds = Builds(make_brief({"part.md": "# T\n\nText.\n"}))
    expected = builds.plain()
    monkeypatch.setattr(shaped, "_key", lambda *args: {}[args])
    assert builds.pdf() == expected


@given(st.lists(st.integers(0, 30)), st.integers(1, 10))
def test_the_last_values_are_kept_and_no_more_than_twice_as_many(keys: list[int], most: int) -> None:
    recent = Recent[str](most)
    for key in keys:
        assert recent.get(key) in (None, str(key))
        recent.put(key, str(key))
    assert all(recent.get(key) == str(key) for key in dict.fromkeys(reversed(keys[-most:])))
    assert len(recent._new) + len(recent._old) <= 2 * most


def test_all_properties_that_shape_a_text_are_in_its_key() -> None:
    """The next version of the engine may read further properties."""
    parts = {"Layout", "create_layout", "split_first_line", "line_size", "first_line_metrics", "get_font_description"}
    trees = (ast.parse(Path(module.__file__).read_text()) for module in (line_break, fonts))
    defined = [node for tree in trees for node in tree.body if getattr(node, "name", "") in parts]
    assert len(defined) == len(parts)
    read = {name for node in defined for name in subscripts(node, "style")}
    assert read == {"font_family", "text_decoration_line", *shaped.PROPERTIES}


def subscripts(tree: ast.AST, of: str) -> Iterator[str]:
    """The names in ``style['…']`` and ``….style['…']``; an empty string for a computed name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and ast.unparse(node.value).rpartition(".")[2] == of:
            yield str(ast.literal_eval(node.slice)) if isinstance(node.slice, ast.Constant) else ""


def test_the_engine_writes_no_inherited_property_but_white_space_into_a_style() -> None:
    """A copy of a style passes on the inherited properties of its master, unless it `is_own`."""
    root = Path(weasyprint.__file__).parent
    files = [path for folder in ("layout", "formatting_structure") for path in (root / folder).glob("*.py")]
    nodes = (node for path in files for node in ast.walk(ast.parse(path.read_text())))
    targets = (target for node in nodes if isinstance(node, ast.Assign) for target in node.targets)
    assert {name for target in targets for name in subscripts(target, "style")} & INHERITED == {"white_space"}
