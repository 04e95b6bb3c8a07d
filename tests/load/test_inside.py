"""A name in a brief never leads out of its folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief import build
from brief.findings import BriefError
from brief.load import inside, load
from brief.load.folders import existing
from brief.load.look import citation_style
from tests.conftest import MakeBrief


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a picture, a link within, links out, a loop and a pipe; beside it, files that must not be read."""
    above = tmp_path_factory.mktemp("above")
    root = above / "content"
    (root / "images").mkdir(parents=True)
    (root / "images" / "a b.svg").write_text("<svg/>")
    (root / "images" / "in").symlink_to("a b.svg")
    (root / "images" / "back").symlink_to(root, target_is_directory=True)
    (root / "up").symlink_to("..", target_is_directory=True)
    (root / "out").symlink_to("../secret")
    (root / "loop").symlink_to("loop")
    (root / "passwd").symlink_to("/etc/passwd")
    (above / "secret").write_text("secret")
    (above / "content-too").mkdir()
    (above / "content-too" / "secret").write_text("secret")
    (root / "beside").symlink_to("../content-too/secret")
    os.mkfifo(root / "pipe")
    return root


@pytest.mark.parametrize(
    "name", ["images/a b.svg", "./images/a b.svg", "images//a b.svg", "images/in", "images/back/images/in"]
)
def test_a_name_within_the_folder_leads_to_its_file(root: Path, name: str) -> None:
    path = inside(root, name)
    assert path is not None
    assert path.read_text() == "<svg/>"


@pytest.mark.parametrize("name", ["images/gone.svg", "gone/gone.svg", "images/a b.svg/x", "..hidden", "a..b"])
def test_a_missing_file_within_the_folder_is_in_bounds(root: Path, name: str) -> None:
    assert inside(root, name) == root / name


@pytest.mark.parametrize(
    "name",
    [
        "", ".", "..", "images", "images/", "/etc/passwd", "//etc/passwd", "../secret", "images/../../secret",
        "images/../images/in", "up/secret", "out", "passwd", "beside", "loop", "pipe", "C:secret", "c:/secret",
        "..\\secret", "images\\in", "a\0b", "\ud800", "x" * 256, "한" * 86, "x/" * 600,
    ],
)  # fmt: skip
def test_a_name_that_leads_out_or_to_no_ordinary_file_is_refused(root: Path, name: str) -> None:
    assert inside(root, name) is None


def test_a_brief_whose_folder_is_itself_a_link_stays_in_bounds(root: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(root, target_is_directory=True)
    assert inside(tmp_path / "link", "images/in") is not None
    assert inside(tmp_path / "link", "out") is None


PARTS = st.sampled_from(
    ["images", "up", "out", "back", "in", "..", ".", "", "secret", "content", "/", "~", "C:", "\0", "a b.svg"]
)


@given(st.lists(PARTS | st.text(max_size=4), max_size=6).map("/".join))
def test_no_name_leads_out_of_the_folder(root: Path, name: str) -> None:
    path = inside(root, name)
    if path is not None:
        assert path.resolve().is_relative_to(root.resolve())
        assert not path.exists() or path.is_file()


def test_a_file_that_exists_but_is_refused_is_recognized_as_existing(root: Path) -> None:
    assert [existing(root, name) for name in ("out", "loop", "pipe", "up/secret", "images")] == [
        root / "out", root / "loop", root / "pipe", root / "up/secret", root / "images"
    ]  # fmt: skip
    assert [existing(root, name) for name in ("", "../secret", "/etc/passwd", "images/gone.svg", "\ud800")] == [
        None
    ] * 5


def test_a_link_that_leads_out_is_reported_wherever_a_file_is_named(make_brief: MakeBrief, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    folder = make_brief({"brief.yaml": "title: A\nsources: s.yaml\ncsl: o.csl\n", "part.md": "# T\n\n![A](a.svg)\n"})
    for name in ("s.yaml", "o.csl", "a.svg.yaml"):
        (folder / name).symlink_to("../secret")
    os.mkfifo(folder / "t.yaml")
    settings = folder / "brief.yaml"
    outside = "error: file-outside: this is a link to a file outside the brief's folder\n"
    with pytest.raises(BriefError) as caught:
        load(folder)
    assert str(caught.value).startswith(f"content/s.yaml: {outside}")
    settings.write_text("title: A\nsources: t.yaml\n")
    with pytest.raises(BriefError) as caught:
        load(folder)
    assert str(caught.value).startswith(
        "content/t.yaml: error: file-unreadable: this file cannot be read: it is not an"
    )
    settings.write_text("title: A\n")
    with pytest.raises(BriefError) as caught:
        build.read(load(folder)[0])
    assert f"content/a.svg.yaml: {outside}" in str(caught.value)
    settings.write_text("title: A\ncsl: o.csl\n")
    with pytest.raises(BriefError) as caught:
        citation_style(load(folder)[0])
    assert str(caught.value).startswith(f"content/o.csl: {outside}")
