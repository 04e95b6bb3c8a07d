"""The Nu HTML checker (validator.nu, which the W3C runs) has nothing to say, not even by the way."""

from __future__ import annotations

import subprocess
from pathlib import Path

from tests import built


def said(checker: list[str], *files: Path) -> str:
    return subprocess.run([*checker, *files], capture_output=True, text=True, check=False).stdout


def test_the_checker_has_nothing_to_say_of_any_brief(checker: list[str], tmp_path: Path) -> None:
    for brief in built.ALL:
        (tmp_path / f"{brief.name}.html").write_bytes(built.shown(brief).html)
    assert said(checker, *sorted(tmp_path.iterdir())) == ""


def test_the_checker_sees_what_is_wrong(checker: list[str], tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(built.shown(built.EXAMPLE).html.replace(b"</main>", b"</section></main>"))
    assert "error: Stray end tag" in said(checker, page)
