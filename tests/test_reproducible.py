"""The same source and version make the same bytes, wherever, whenever and by whomever they are built."""

from __future__ import annotations

import hashlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import copytree

import pikepdf
import pytest
from PIL import Image

from brief import build
from brief.load import load
from brief.model import EDITIONS, PaperName

ROOT = Path(__file__).parents[1]

ON_ONE_CORE = (
    "import os, sys\n"
    "if hasattr(os, 'sched_setaffinity'): os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})\n"
    "from brief.cli import main; main()"
)

Change = Callable[[Path], None]


def write_brief(folder: Path) -> Path:
    """The example with a photograph, in `folder`."""
    copytree(ROOT / "content", folder / "content")
    Image.linear_gradient("L").convert("RGB").save(folder / "content" / "images" / "photo.jpg")
    with open(folder / "content" / "songbun.md", "a", encoding="utf-8") as file:
        file.write("\n![A gradient](images/photo.jpg)\n")
    return folder


def built(where: Path, output: Path, *program: str, umask: int = -1, env: Mapping[str, str] | None = None) -> str:
    """The SHA-256 of the full edition, built by a process of its own in this environment."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    words = [sys.executable, *(program or ("-m", "brief")), "build", str(where), "-o", str(output)]
    env = {**kept, "PYTHONPATH": str(ROOT), **(env or {})}
    done = subprocess.run(words, cwd=output.parent, env=env, umask=umask, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (pdf,) = output.glob("*.pdf")
    return sha256(pdf.read_bytes())


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_brief(tmp_path_factory.mktemp("here"))


@pytest.fixture(scope="module")
def first(source: Path) -> str:
    return built(source, source / "output")


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Seoul", "SOURCE_DATE_EPOCH": "86400", "PYTHONHASHSEED": "0"},
        {"LC_ALL": "ko_KR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "ko"},
        {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONHASHSEED": "4294967295", "PYTHONOPTIMIZE": "2"},
        {"FONTCONFIG_FILE": "/etc/fonts/fonts.conf", "FC_LANG": "ko"},
    ],
    ids=lambda environment: " ".join(environment),
)
def test_from_another_time_zone_locale_or_hash_seed(
    source: Path, first: str, tmp_path: Path, environment: dict[str, str]
) -> None:
    assert built(source, tmp_path / "output", env=environment) == first


def test_by_another_user_in_another_folder_with_a_cold_cache_of_faces_and_a_warm_one(
    first: str, tmp_path: Path
) -> None:
    other = write_brief(tmp_path / "another place, 성분")
    user = {"HOME": str(tmp_path / "home"), "USER": "other", "LOGNAME": "other"}
    assert built(other, tmp_path / "cold", env=user) == first
    assert any((tmp_path / "home").rglob("*.conf")), "the cache is not where this test thinks"
    assert built(other / "content" / "brief.yaml", tmp_path / "warm", env=user) == first


def touch_and_allow_all(path: Path) -> None:
    os.utime(path, (1, 1))
    path.chmod(0o777)


def end_lines_as_windows_does(path: Path) -> None:
    if path.suffix in {".md", ".yaml", ".svg"}:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def begin_with_a_byte_order_mark(path: Path) -> None:
    if path.suffix in {".md", ".yaml", ".svg"}:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


@pytest.mark.parametrize("change", [touch_and_allow_all, end_lines_as_windows_does, begin_with_a_byte_order_mark])
def test_after_the_files_were_saved_otherwise(first: str, tmp_path: Path, change: Change) -> None:
    other = write_brief(tmp_path)
    for path in other.rglob("*"):
        if path.is_file():
            change(path)
    assert built(other, tmp_path / "output") == first


def test_on_one_core_with_another_umask(source: Path, first: str, tmp_path: Path) -> None:
    assert built(source, tmp_path / "output", "-c", ON_ONE_CORE, umask=0o077) == first


def test_in_a_warm_process_as_the_first_or_a_later_one(source: Path, first: str) -> None:
    press = build.press_for(load(source)[0])
    papers: tuple[PaperName, ...] = ("a4", "us-letter", "us-letter", "a4")
    hashes = []
    for paper in papers:
        brief, texts, _ = build.read(load(source)[0])
        hashes.append(sha256(build.build(brief, texts, EDITIONS["full"], paper, press).pdf))
    assert hashes == [hashes[0], first, first, hashes[0]]
    assert hashes[0] != first


@pytest.mark.parametrize("edition", ["print-shop", "photocopy"])
def test_every_kind_of_pdf_at_another_time_and_place(source: Path, tmp_path: Path, edition: str) -> None:
    """What goes to a press has a number, and the engine would give it another one each time."""

    def hashed(name: str, **environment: str) -> str:
        words = [sys.executable, "-m", "brief", "build", str(source), "-e", edition, "-o", str(tmp_path / name)]
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment}
        subprocess.run(words, env=env, capture_output=True, check=True)
        (pdf,) = (tmp_path / name).glob("*.pdf")
        return sha256(pdf.read_bytes())

    home = {"HOME": str(tmp_path / "home")}
    first = hashed("first", TZ="Asia/Seoul", PYTHONHASHSEED="1", **home)
    assert hashed("again", TZ="UTC", PYTHONHASHSEED="2", **home) == first
    assert hashed("cold", LC_ALL="ko_KR.UTF-8", HOME=str(tmp_path / "other")) == first


def test_another_word_makes_other_bytes(first: str, tmp_path: Path) -> None:
    """Else all the comparisons above would be worth nothing."""
    other = write_brief(tmp_path)
    text = (other / "content" / "moment.md").read_text(encoding="utf-8")
    (other / "content" / "moment.md").write_text(f"{text}\nOne more.\n", encoding="utf-8")
    assert built(other, tmp_path / "output") != first


def test_every_date_in_the_pdf_is_that_of_the_brief(source: Path) -> None:
    brief, texts, _ = build.read(load(source)[0])
    pdf = build.build(brief, texts, EDITIONS["full"], "us-letter", build.press_for(brief)).pdf
    with pikepdf.open(io.BytesIO(pdf)) as document:
        strings = [str(value) for _, value in document.docinfo.items()]
        if (metadata := document.Root.get("/Metadata")) is not None:
            strings.append(metadata.read_bytes().decode())
    dates = re.findall(r"D:\d{8}|\b\d{4}-\d\d-\d\d", "\n".join(strings))
    assert {date.removeprefix("D:").replace("-", "") for date in dates} == {"20180608"}
