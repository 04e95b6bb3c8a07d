"""The same source and version make the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest
from PIL import Image

import tests.built
from tests.built import BRIEFS

ROOT = Path(__file__).parents[1]


def write_brief(folder: Path) -> Path:
    """Copies the example, with a photograph added, into `folder`, which is returned."""
    copytree(ROOT / "content", folder / "content")
    Image.linear_gradient("L").convert("RGB").save(folder / "content" / "images" / "photo.jpg")
    with open(folder / "content" / "songbun.md", "a", encoding="utf-8") as file:
        file.write("\n![A gradient](images/photo.jpg)\n")
    return folder


def built(where: Path, output: Path, *words: str, umask: int = -1, env: Mapping[str, str] | None = None) -> list[str]:
    """The SHA-256 of each PDF that a new process builds in this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    command = [sys.executable, "-m", "brief", "build", str(where), "-o", str(output), *words]
    env = {**kept, "PYTHONPATH": str(ROOT), **(env or {})}
    done = subprocess.run(command, cwd=output.parent, env=env, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [sha256(path.read_bytes()) for path in sorted(output.glob("*.pdf"))]


def built_here(where: Path) -> str:
    """The SHA-256 of the full edition, built in this process."""
    return sha256(tests.built.built(where, paper="us-letter").pdf)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_brief(tmp_path_factory.mktemp("here"))


@pytest.fixture(scope="module")
def warm(source: Path) -> bytes:
    """The full edition, built in a process that has built another brief before."""
    tests.built.built(BRIEFS / "minimal")
    return tests.built.built(source, paper="us-letter").pdf


@pytest.fixture(scope="module")
def first(source: Path) -> list[str]:
    return built(source, source / "output")


FAR_AWAY = {
    "TZ": "Asia/Seoul",
    "LC_ALL": "ko_KR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "FC_LANG": "ko",
    "FONTCONFIG_FILE": "/etc/fonts/fonts.conf",
    "SOURCE_DATE_EPOCH": "86400",
    "PYTHONHASHSEED": "0",
}
BARE = {
    "LC_ALL": "POSIX",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "4294967295",
    "PYTHONOPTIMIZE": "2",
}


def test_another_user_place_and_umask_make_the_same_bytes_with_and_without_a_cache(
    first: list[str], tmp_path: Path
) -> None:
    """The cache is empty the first time, and filled the second time."""
    other = write_brief(tmp_path / "another place, 성분")
    user = {"HOME": str(tmp_path / "home"), "USER": "other", "LOGNAME": "other"}
    assert built(other, tmp_path / "cold", umask=0o077, env={**FAR_AWAY, **user}) == first
    assert any((tmp_path / "home").rglob("*.conf")), "the cache is not where this test thinks"
    assert built(other / "content" / "brief.yaml", tmp_path / "warm", umask=0o077, env={**BARE, **user}) == first


def touch_and_allow_all(path: Path) -> None:
    os.utime(path, (1, 1))
    path.chmod(0o777)


def end_lines_as_windows_does(path: Path) -> None:
    if path.suffix in {".md", ".yaml", ".svg"}:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def begin_with_a_byte_order_mark(path: Path) -> None:
    if path.suffix in {".md", ".yaml", ".svg"}:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def test_files_saved_with_other_line_ends_times_and_rights_make_the_same_bytes(
    first: list[str], tmp_path: Path
) -> None:
    other = write_brief(tmp_path)
    for path in other.rglob("*"):
        if path.is_file():
            end_lines_as_windows_does(path)
            begin_with_a_byte_order_mark(path)
            touch_and_allow_all(path)
    assert [built_here(other)] == first


def test_a_process_that_has_built_before_makes_the_same_bytes(source: Path, first: list[str], warm: bytes) -> None:
    assert [sha256(warm)] == first


def test_every_kind_of_pdf_has_the_same_bytes_in_another_environment(tmp_path: Path) -> None:
    """A PDF for a print shop has a number, which the engine would change each time."""
    Image.linear_gradient("L").convert("RGB").save(tmp_path / "photo.jpg")
    (tmp_path / "brief.yaml").write_text("title: A brief\n", encoding="utf-8")
    (tmp_path / "part.md").write_text("# Title\n\nText.[^a]\n\n![A](photo.jpg)\n\n[^a]: Note.\n", encoding="utf-8")
    others = ("-e", "print-shop", "-e", "photocopy", "-e", "large-print")
    here = {"TZ": "Asia/Seoul", "PYTHONHASHSEED": "1"}
    cold = {"LC_ALL": "ko_KR.UTF-8", "PYTHONHASHSEED": "2", "HOME": str(tmp_path / "other")}
    kinds = built(tmp_path, tmp_path / "first", *others, env=here)
    assert len(kinds) == 3
    assert built(tmp_path, tmp_path / "cold", *others, env=cold) == kinds


def test_another_word_makes_other_bytes(first: list[str], tmp_path: Path) -> None:
    """Otherwise, the comparisons above would prove nothing."""
    other = write_brief(tmp_path)
    text = (other / "content" / "moment.md").read_text(encoding="utf-8")
    (other / "content" / "moment.md").write_text(f"{text}\nOne more.\n", encoding="utf-8")
    assert [built_here(other)] != first


def test_every_date_in_the_pdf_is_that_of_the_brief(warm: bytes) -> None:
    with pikepdf.open(io.BytesIO(warm)) as document:
        strings = [str(value) for _, value in document.docinfo.items()]
        if (metadata := document.Root.get("/Metadata")) is not None:
            strings.append(metadata.read_bytes().decode())
    dates = re.findall(r"D:\d{8}|\b\d{4}-\d\d-\d\d", "\n".join(strings))
    assert {date.removeprefix("D:").replace("-", "") for date in dates} == {"20180608"}
