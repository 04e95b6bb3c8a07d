"""Editing in place writes one block, and leaves every other byte of its file as it was."""

from __future__ import annotations

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.findings import BriefError
from brief.preview.editing import Changed, Editing, Passage
from tests.conftest import MakeBrief

TEXT = "# Camps\n\nFirst *line*\nof two.\n\nAnother paragraph.\n\n- an item\n- and one more\n"


def text_of(data: bytes) -> str:
    """A text as a build reads it."""
    return data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n").decode()


def opened(folder: Path, first: int, last: int) -> tuple[Editing, Passage]:
    """A passage of ``camps.md``, to edit."""
    editing = Editing(folder)
    return editing, editing.passage("camps.md", first, last, text_of((folder / "camps.md").read_bytes()))


def test_a_block_is_read_and_written_and_nothing_else(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 3, 4)
    assert (passage.file, passage.text) == ("camps.md", "First *line*\nof two.")
    editing.save(passage.key, "Three\nnew\nlines.")
    assert (folder / "camps.md").read_text() == TEXT.replace("First *line*\nof two.", "Three\nnew\nlines.")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no mark", "byte order mark"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize("last", [True, False], ids=["ends", "does not end"])
@pytest.mark.parametrize("lines", [(1, 1), (3, 4), (8, 9)], ids=["first", "middle", "last"])
def test_line_ends_and_a_byte_order_mark_stay(
    lines: tuple[int, int], last: bool, end: bytes, mark: bytes, make_brief: MakeBrief
) -> None:
    text = mark + (TEXT if last else TEXT.rstrip("\n")).encode().replace(b"\n", end)
    folder = make_brief({"camps.md": text})
    editing, passage = opened(folder, *lines)
    assert "\r" not in passage.text
    assert not passage.text.startswith("\ufeff")
    editing.save(passage.key, f"{passage.text} More\n\nand more")
    old = passage.text.encode().replace(b"\n", end)
    assert (folder / "camps.md").read_bytes() == text.replace(old, old + b" More" + end + end + b"and more")


@given(text=st.lists(st.text("ab \t*é한", max_size=5), min_size=1, max_size=4).map("\n".join), first=st.integers(1, 9))
def test_a_saved_line_is_replaced_and_the_others_stay(
    text: str, first: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("brief")
    (folder / "camps.md").write_text(TEXT)
    editing, passage = opened(folder, first, first)
    editing.save(passage.key, text)
    before, after = TEXT.split("\n")[: first - 1], TEXT.split("\n")[first:]
    now = (folder / "camps.md").read_text()
    assert now.startswith("".join(f"{line}\n" for line in before))
    assert now.endswith("\n".join(after))
    middle = now[len("".join(f"{line}\n" for line in before)) : len(now) - len("\n".join(after))]
    assert middle == (f"{text.rstrip(chr(10))}\n" if text.strip() else "")


def test_the_permissions_of_the_file_stay(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    (folder / "camps.md").chmod(0o640)
    editing, passage = opened(folder, 6, 6)
    editing.save(passage.key, "Other words.")
    assert stat.S_IMODE((folder / "camps.md").stat().st_mode) == 0o640


def test_a_link_stays_a_link(make_brief: MakeBrief) -> None:
    folder = make_brief({"texts/camps.md": TEXT})
    (folder / "camps.md").symlink_to("texts/camps.md")
    editing, passage = opened(folder, 6, 6)
    editing.save(passage.key, "Other words.")
    assert (folder / "camps.md").is_symlink()
    assert "Other words." in (folder / "texts/camps.md").read_text()


def test_an_unchanged_passage_is_not_written(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    os.utime(folder / "camps.md", (1, 1))
    editing, passage = opened(folder, 3, 4)
    editing.save(passage.key, passage.text)
    assert (folder / "camps.md").stat().st_mtime == 1
    assert not editing.last


def test_a_file_that_was_edited_elsewhere_is_not_overwritten(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 3, 4)
    theirs = TEXT.replace("# Camps\n", "# Camps\n\nA sentence above.\n").replace("of two.", "of three.")
    (folder / "camps.md").write_text(theirs)
    with pytest.raises(Changed) as changed:
        editing.save(passage.key, "Mine.")
    assert (folder / "camps.md").read_text() == theirs
    now = changed.value.now
    assert now
    assert (now.first, now.last, now.text) == (5, 6, "First *line*\nof three.")
    editing.save(now.key, "Mine.")
    assert (folder / "camps.md").read_text() == theirs.replace("First *line*\nof three.", "Mine.")


def test_a_block_that_is_gone_from_its_file_cannot_be_saved(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 3, 4)
    (folder / "camps.md").write_text(TEXT.replace("First *line*\nof two.\n\n", ""))
    with pytest.raises(Changed) as changed:
        editing.save(passage.key, "Mine.")
    assert changed.value.now is None


def test_a_block_is_found_though_its_file_changed_since_its_pages_were_made(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT.replace("# Camps", "# Camps\n\nNew.\n\n/// box")})
    passage = Editing(folder).passage("camps.md", 3, 4, TEXT)
    assert (passage.first, passage.text) == (7, "First *line*\nof two.")


@pytest.mark.parametrize("last", [4, 99, 0])
def test_a_block_that_is_gone_since_its_pages_were_made_is_not_opened(last: int, make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT.replace("First *line*\nof two.\n\n", "")})
    with pytest.raises(Changed):
        Editing(folder).passage("camps.md", 3, last, TEXT)


@pytest.mark.parametrize(("line", "lines"), [(4, (3, 4)), (6, (6, 6)), (8, (8, 9)), (1, (1, 1))])
def test_the_lines_around_an_error_are_opened(line: int, lines: tuple[int, int], make_brief: MakeBrief) -> None:
    passage = Editing(make_brief({"camps.md": TEXT})).around("camps.md", line)
    assert (passage.first, passage.last) == lines


def test_a_passage_is_saved_though_the_rest_of_its_file_has_changed(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)
    theirs = TEXT.replace("# Camps", "# The camps\n\nA sentence above.").replace("and one more", "and two more")
    (folder / "camps.md").write_text(theirs)
    editing.save(passage.key, "Mine.")
    assert (folder / "camps.md").read_text() == theirs.replace("Another paragraph.", "Mine.")


def test_edits_are_undone_in_reverse_order(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    file = folder / "camps.md"
    editing = Editing(folder)
    for number, words in enumerate(("one", "two")):
        passage = editing.passage("camps.md", 6, 6, text_of(file.read_bytes()))
        editing.save(passage.key, words)
        assert editing.last, number
    editing.undo()
    assert file.read_text() == TEXT.replace("Another paragraph.", "one")
    editing.undo()
    assert file.read_text() == TEXT
    assert not editing.last
    with pytest.raises(Changed):
        editing.undo()


def test_an_edit_is_not_undone_over_somebody_elses(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)
    editing.save(passage.key, "one")
    (folder / "camps.md").write_text("# Theirs\n")
    with pytest.raises(Changed):
        editing.undo()
    assert (folder / "camps.md").read_text() == "# Theirs\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\x00b", "content/camps.md:6: error: control-character:"),
        ("a" * 1_000_001, "content/camps.md: error: file-too-large:"),
    ],
    ids=["a control character", "a megabyte"],
)
def test_text_that_no_build_could_read_is_not_written(text: str, message: str, make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)
    with pytest.raises(BriefError) as error:
        editing.save(passage.key, text)
    assert message in str(error.value)
    assert (folder / "camps.md").read_text() == TEXT


def test_a_file_that_cannot_be_written_is_reported(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(BriefError, match="this cannot be written: the disk is full"):
        editing.save(passage.key, "Other words.")
    assert (folder / "camps.md").read_text() == TEXT
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_an_undo_that_cannot_be_written_can_be_tried_again(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)
    editing.save(passage.key, "Other words.")
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        with pytest.raises(BriefError, match="this file may only be read"):
            editing.undo()
    assert editing.last == "camps.md"
    editing.undo()
    assert (folder / "camps.md").read_text() == TEXT


def test_of_two_saves_at_once_one_is_refused(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing = Editing(folder)
    whole = text_of(TEXT.encode())
    keys = [editing.passage("camps.md", line, line, whole).key for line in (1, 6) * 4]

    def save(key: str) -> bool:
        try:
            editing.save(key, "Words.")
        except Changed:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(save, keys)) == 2  # of each of the two blocks, one
    assert (folder / "camps.md").read_text() == TEXT.replace("# Camps", "Words.").replace(
        "Another paragraph.", "Words."
    )


def test_a_read_only_file_is_not_written(make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make_brief({"camps.md": TEXT})
    editing, passage = opened(folder, 6, 6)
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for a user who is not root
    with pytest.raises(BriefError, match=r"content/camps\.md: error: cannot-write: this file may only be read"):
        editing.save(passage.key, "Other words.")


def test_a_passage_that_is_not_utf8_is_not_opened_since_its_letters_would_be_lost(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": "# Camps\n\nA café,\nand more.\n".encode("cp1252")})
    with pytest.raises(BriefError, match=r"content/camps\.md:3:6: error: file-not-utf8: .* byte 6 .* 0xE9"):
        Editing(folder).around("camps.md", 4)
    assert Editing(folder).around("camps.md", 1).text == "# Camps"


def test_undo_does_not_write_a_file_outside_of_the_folder(make_brief: MakeBrief) -> None:
    folder = make_brief({"texts/camps.md": TEXT, "../outside/camps.md": TEXT.replace("Another", "Their")})
    (folder / "camps.md").symlink_to("texts/camps.md")
    editing, passage = opened(folder, 6, 6)
    editing.save(passage.key, "Their paragraph.")
    (folder / "texts").rename(folder.parent / "moved")
    (folder / "texts").symlink_to("../outside")
    outside = folder.parent / "outside" / "camps.md"
    with pytest.raises(BriefError, match="file-outside"):
        editing.undo()
    assert "Their paragraph." in outside.read_text()


def test_a_last_line_without_a_line_end_gets_the_line_ends_of_the_others(make_brief: MakeBrief) -> None:
    folder = make_brief({"camps.md": b"# A\r\n\r\nLast"})
    editing, passage = opened(folder, 3, 3)
    editing.save(passage.key, "Last\n\nmore")
    assert (folder / "camps.md").read_bytes() == b"# A\r\n\r\nLast\r\n\r\nmore"


def test_a_conflict_in_a_long_file_is_found(make_brief: MakeBrief) -> None:
    text = "\n" * 60_000
    folder = make_brief({"camps.md": f"# A\n{text}Words.\n{text}"})
    editing, passage = opened(folder, 60_002, 60_002)
    (folder / "camps.md").write_text(f"# B\n{text}\nTheirs.\n{text}\n# C\n")
    with pytest.raises(Changed) as changed:
        editing.save(passage.key, "Mine.")
    assert changed.value.now
    assert "Theirs." in changed.value.now.text
