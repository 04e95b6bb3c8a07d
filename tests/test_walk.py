"""The files below a folder are listed, even if its folders are nested very deeply."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from brief import walk
from brief.load import folders

DEEP = 1200
"""The number of nested folders: above the calls that Python can nest, within the path length that Linux allows."""


@pytest.fixture
def deep(tmp_path: Path) -> Iterator[Path]:
    """A folder of very deeply nested folders, which most programs could not remove."""
    folders = [str(tmp_path / "deep")]
    for _ in range(DEEP):
        folders.append(f"{folders[-1]}/d")
    for folder in folders:
        os.mkdir(folder)
    yield Path(folders[0])
    for folder in reversed(folders):
        for name in os.listdir(folder):
            os.remove(f"{folder}/{name}")
        os.rmdir(folder)


def test_files_are_listed_in_order_down_to_the_greatest_depth(deep: Path) -> None:
    (deep / "b.css").write_text("")
    (deep / "d" / "a.css").write_text("")
    (deep / Path(*"d" * (walk.DEEPEST + 1)) / "c.css").write_text("")
    assert [path.relative_to(deep).as_posix() for path in walk.files(deep)] == ["b.css", "d/a.css"]


def test_hidden_files_are_left_out_and_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    for name in (".a", ".b/c", "d/e"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    (tmp_path / "f").symlink_to(tmp_path)
    assert walk.files(tmp_path) == [tmp_path / "d" / "e"]


def test_no_listed_file_is_too_deep_to_be_sealed() -> None:
    assert walk.DEEPEST < folders.DEEPEST


def test_a_missing_folder_has_no_files(tmp_path: Path) -> None:
    assert walk.files(tmp_path / "none") == []
