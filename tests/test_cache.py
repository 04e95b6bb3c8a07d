"""The user's cache can do no harm: whatever it contains, and whoever may write to it, a brief gets the same pages."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from brief import cache
from brief.typeset import faces
from brief.typeset.faces import _configuration

ROOT = Path(__file__).parents[1]
FONTS = ROOT / "styles" / "fonts"
LIMIT = 1_000_000
"""The limit of the cache in these tests, in bytes."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "brief"


@pytest.fixture
def kept(home: Path) -> Path:
    """A file of the cache."""
    path = home / "faces" / "one"
    cache.write(path, b"code", LIMIT)
    assert cache.read(path) == b"code"
    return path


def test_a_file_that_has_taken_the_place_of_another_is_not_read(home: Path, kept: Path) -> None:
    for place in (kept.with_name("two"), home / "layouts" / "one"):
        place.parent.mkdir(exist_ok=True)
        shutil.copy(kept, place)
        assert cache.read(place) is None


def to_a_folder(path: Path) -> None:
    path.unlink()
    (path / "within").mkdir(parents=True)


def to_a_link(path: Path) -> None:
    path.rename(path.with_name("elsewhere"))
    path.symlink_to("elsewhere")


def to_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def to_too_much(path: Path) -> None:
    os.truncate(path, cache.LARGEST + 1)


def to_nothing(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("turned", [to_a_folder, to_a_link, to_a_pipe, to_too_much, to_nothing])
def test_a_path_that_is_no_regular_file_is_not_read_and_is_replaced(turned: Callable[[Path], None], kept: Path) -> None:
    turned(kept)
    assert cache.read(kept) is None
    cache.write(kept, b"code", LIMIT)
    assert (kept.is_file(), kept.is_symlink(), cache.read(kept)) == (True, False, b"code")


@pytest.mark.parametrize("mode", [0o770, 0o720, 0o707, 0o702])
@pytest.mark.parametrize("which", ["the cache", "a folder in it"])
def test_a_folder_that_others_may_write_to_is_not_used(which: str, mode: int, home: Path, kept: Path) -> None:
    (home if which == "the cache" else kept.parent).chmod(mode)
    assert cache.read(kept) is None
    cache.write(kept.with_name("two"), b"code", LIMIT)
    assert [path.name for path in kept.parent.iterdir()] == ["one"]


def test_a_folder_that_others_may_read_is_used(home: Path, kept: Path) -> None:
    home.chmod(0o755)
    assert cache.read(kept) == b"code"


def test_a_folder_of_another_user_is_not_used(home: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: home.stat().st_uid + 1)
    assert cache.read(kept) is None
    cache.write(kept.with_name("two"), b"code", LIMIT)
    assert [path.name for path in kept.parent.iterdir()] == ["one"]


def test_folders_are_private_whatever_the_umask(home: Path) -> None:
    before = os.umask(0)
    try:
        cache.write(home / "faces" / "one", b"code", LIMIT)
    finally:
        os.umask(before)
    assert {stat.S_IMODE(folder.stat().st_mode) for folder in (home, home / "faces")} == {0o700}


@pytest.fixture
def configuration(home: Path, tmp_path: Path) -> Path:
    """The configuration file for fontconfig."""
    return _configuration([tmp_path])


def damaged(path: Path) -> None:
    path.write_text("<fontconfig><dir>/usr/share/fonts</dir>")


@pytest.mark.parametrize("turned", [to_a_folder, to_a_link, damaged, to_nothing])
def test_a_changed_fontconfig_file_is_written_again(
    turned: Callable[[Path], None], configuration: Path, tmp_path: Path
) -> None:
    text = configuration.read_text()
    turned(configuration)
    assert _configuration([tmp_path]) == configuration
    assert (configuration.is_symlink(), configuration.read_text()) == (False, text)


def test_a_cache_that_others_may_write_to_has_no_file_for_fontconfig(
    configuration: Path, home: Path, tmp_path: Path
) -> None:
    home.chmod(0o777)
    assert not _configuration([tmp_path]).is_relative_to(home)


def exchanged(files: Sequence[Path]) -> None:
    """Gives each file the content of the next one."""
    contents = [path.read_bytes() for path in files]
    for path, content in zip(files, contents[1:] + contents[:1], strict=True):
        path.write_bytes(content)


def emptied(files: Sequence[Path]) -> None:
    for path in files:
        path.write_bytes(b"")


def folders(files: Sequence[Path]) -> None:
    for path in files:
        to_a_folder(path)


def test_damage_in_the_cache_does_not_change_the_files_of_the_example(tmp_path: Path, home: Path) -> None:
    first = files_of_example(tmp_path / "1")
    for number, change in enumerate((exchanged, folders, emptied), 2):
        change(sorted(path for path in home.rglob("*") if path.is_file()))
        assert files_of_example(tmp_path / f"{number}") == first


def files_of_example(folder: Path) -> dict[str, bytes]:
    """The page for the screen and the PDF of the example by name, built by a separate process."""
    command = [sys.executable, "-m", "brief", "build", "content", "-e", "full", "-e", "screen", "-o", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_to_is_not_read(mode: int, kept: Path) -> None:
    kept.chmod(mode)
    assert cache.read(kept) is None


def test_a_link_of_another_user_is_not_followed(home: Path, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.rename(home.with_name("real"))
    home.symlink_to("real")
    assert cache.read(kept) == b"code"
    own = home.lstat()
    theirs = os.stat_result([*own[:4], own.st_uid + 1, *own[5:]])
    monkeypatch.setattr(Path, "lstat", lambda path: theirs)
    monkeypatch.setattr(Path, "is_symlink", lambda path: path == home)
    assert cache.read(kept) is None


def test_a_fontconfig_cache_that_others_may_write_to_is_not_used(home: Path, tmp_path: Path) -> None:
    (home / "fontconfig").mkdir(parents=True)
    home.chmod(0o700)
    assert _configuration([tmp_path]).is_relative_to(home)
    (home / "fontconfig").chmod(0o777)
    assert not _configuration([tmp_path]).is_relative_to(home)


@pytest.fixture
def fonts(tmp_path: Path) -> Path:
    """The fonts folder of a brief, with a font, subfolders, other files and links."""
    folder = tmp_path / "styles" / "fonts"
    for where in (folder, folder / "more", folder / ".hidden"):
        where.mkdir(parents=True)
        shutil.copy(FONTS / "SourceSans3-Regular.ttf", where / "A.TTF")
        (where / ".uuid").write_text("../../../../../../tmp/somewhere-else")
        (where / "OFL.txt").write_text("Free.")
    (folder / "other").symlink_to(FONTS)
    (folder / "b.ttf").symlink_to(FONTS / "SourceSans3-Regular.ttf")
    return folder


def folders_of(configuration: Path) -> list[Path]:
    return [Path(name) for name in re.findall("<dir>(.*?)</dir>", configuration.read_text())]


def test_fontconfig_sees_copies_of_the_fonts_of_a_brief_and_nothing_else(home: Path, fonts: Path) -> None:
    (copies,) = folders_of(_configuration([fonts]))
    assert copies.parent == home / "fonts"
    assert sorted(path.name for path in copies.iterdir()) == ["0.font", "1.font"]
    assert {path.read_bytes() for path in copies.iterdir()} == {(fonts / "A.TTF").read_bytes()}


def test_copies_that_were_changed_are_made_anew(fonts: Path) -> None:
    (copies,) = folders_of(_configuration([fonts]))
    (copies / "0.font").write_bytes((FONTS / "SourceSans3-Semibold.ttf").read_bytes())
    (copies / ".uuid").write_text("../x")
    assert folders_of(_configuration([fonts])) == [copies]
    assert sorted(path.name for path in copies.iterdir()) == ["0.font", "1.font"]
    assert (copies / "0.font").read_bytes() == (fonts / "A.TTF").read_bytes()


@pytest.mark.parametrize("turned", [to_a_folder, to_a_link, to_a_pipe, to_too_much])
def test_copies_that_are_no_files_are_made_anew(turned: Callable[[Path], None], fonts: Path) -> None:
    (copies,) = folders_of(_configuration([fonts]))
    turned(copies / "0.font")
    assert folders_of(_configuration([fonts])) == [copies]
    assert (copies / "0.font").read_bytes() == (fonts / "A.TTF").read_bytes()


def test_few_copies_are_kept(home: Path, fonts: Path) -> None:
    for number in range(faces.MOST_FOLDERS + 3):
        (fonts / "A.TTF").write_bytes(b"\0\1\0\0" + bytes([number]))
        _configuration([fonts])
    assert len(list((home / "fonts").iterdir())) == faces.MOST_FOLDERS


def test_the_fonts_of_the_house_are_not_copied() -> None:
    assert folders_of(_configuration([FONTS])) == [FONTS]


def test_a_cache_whose_name_is_invalid_in_xml_is_not_used(
    tmp_path: Path, fonts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a\1b"))
    assert not _configuration([fonts]).is_relative_to(tmp_path)
