"""The files of a brief are watched: also in new folders, and not behind links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from brief.preview.watching import Watching

SOON, LONG = 0.5, 10.0
"""Seconds in which a change that is reported is known, unless the machine is busy; and the most that a test waits."""


@pytest.fixture
def changed(tmp_path: Path) -> Iterator[Event]:
    """An event that is set at each change reported in `tmp_path / "brief"`, in which a link leads outside."""
    (tmp_path / "brief").mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "brief" / "link").symlink_to(tmp_path / "outside")
    event = Event()
    watching = Watching([tmp_path / "brief"], event.set)
    sleep(SOON)
    yield event
    watching.stop()


def test_a_file_in_a_new_folder_is_watched(tmp_path: Path, changed: Event) -> None:
    (tmp_path / "brief" / "images").mkdir()
    assert changed.wait(LONG)
    sleep(SOON)  # until the new folder is watched
    changed.clear()
    (tmp_path / "brief" / "images" / "a.svg").write_text("<svg/>", encoding="utf-8")
    assert changed.wait(LONG)


def test_a_link_to_a_folder_is_not_followed(tmp_path: Path, changed: Event) -> None:
    (tmp_path / "outside" / "a.md").write_text("Outside.", encoding="utf-8")
    assert not changed.wait(2 * SOON)
    (tmp_path / "brief" / "a.md").write_text("Inside.", encoding="utf-8")
    assert changed.wait(LONG)
