"""The user's cache saves time; whatever happens to it, the same bytes are printed."""

from __future__ import annotations

import errno
import io
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from brief.model import Inks
from brief.typeset import encoded, kept


def photograph() -> bytes:
    file = io.BytesIO()
    Image.frombytes("RGBA", (64, 48), random.Random(1).randbytes(64 * 48 * 4)).save(file, "PNG")
    return file.getvalue()


SOURCE = photograph()
FRESH = encoded.encode(SOURCE, 32, 24)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "brief" / "pictures"


@pytest.fixture
def one(home: Path) -> Path:
    """The file of the one photograph that is kept."""
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH
    (file,) = home.iterdir()
    return file


def again(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A list that grows by one item for each photograph that is encoded from now on."""
    times: list[int] = []

    def encode(source: bytes, width: int, height: int) -> encoded.Encoded:
        times.append(width)
        return FRESH

    monkeypatch.setattr(encoded, "encode", encode)
    return times


def test_a_kept_photograph_is_not_encoded_again(one: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    times = again(monkeypatch)
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH
    assert times == []


def test_another_size_or_photograph_is_kept_in_a_file_of_its_own(one: Path, home: Path) -> None:
    kept.encode(SOURCE, 16, 12, Inks())
    kept.encode(SOURCE + b"\0", 32, 24, Inks())
    assert len(list(home.iterdir())) == 3


def test_a_photograph_is_encoded_again_when_pillow_or_the_code_changes(
    one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = again(monkeypatch)
    monkeypatch.setattr(kept, "_recipe", lambda: "another")
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH
    assert times == [32]


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: b"",
        lambda data: data[:20],
        lambda data: data[:-1],
        lambda data: data + b"\0",
        lambda data: data[:200] + bytes((data[200] ^ 1,)) + data[201:],
        lambda data: bytes(len(data)),
    ],
)
def test_a_broken_file_is_made_again_and_replaced(
    one: Path, broken: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = one.read_bytes()
    one.write_bytes(broken(whole))
    times = again(monkeypatch)
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH
    assert times == [32]
    assert one.read_bytes() == whole


def test_only_the_user_may_read_the_cache(one: Path) -> None:
    assert one.parent.stat().st_mode & 0o077 == 0


def test_a_file_in_place_of_the_cache_does_no_harm(home: Path) -> None:
    home.parent.mkdir()
    home.write_text("")
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH


@pytest.mark.parametrize("trouble", [errno.ENOSPC, errno.EROFS, errno.EACCES])
def test_a_full_or_locked_disk_does_no_harm_and_leaves_nothing_behind(
    home: Path, monkeypatch: pytest.MonkeyPatch, trouble: int
) -> None:
    write = Path.write_bytes

    def half(path: Path, data: bytes) -> int:
        write(path, data[:100])
        raise OSError(trouble, os.strerror(trouble))

    monkeypatch.setattr(Path, "write_bytes", half)
    assert kept.encode(SOURCE, 32, 24, Inks()) == FRESH
    assert list(home.iterdir()) == []


def test_the_oldest_files_are_removed_when_the_cache_is_full(
    home: Path, one: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.utime(one, (1, 1))
    left = home / "0123.part"  # by a build that was stopped
    left.write_bytes(bytes(5000))
    os.utime(left, (2, 2))
    monkeypatch.setattr(kept, "LIMIT", 2 * one.stat().st_size)
    kept.encode(SOURCE, 31, 24, Inks())
    assert not one.exists()
    kept.encode(SOURCE, 30, 24, Inks())
    assert not left.exists()
    assert sum(file.stat().st_size for file in home.iterdir()) <= kept.LIMIT
