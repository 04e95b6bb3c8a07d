"""The Nu HTML checker (validator.nu, which the W3C runs) has no error, warning or remark.

The one exception is a mistake of the checker: `MISREAD`.
"""

from __future__ import annotations

import re
import subprocess

import pytest

from tests import built

WRONG = "wrong.html"
MISREAD = re.compile(
    r"Resource violates Content Security Policy \(meta tag\): image “data:.* blocked by “img-src” directive"
)
"""The checker's remark on pictures in `data:`, which `img-src data:` allows: it accepts no scheme as a source."""


@pytest.fixture(scope="module")
def remarks(checker: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The checker's remarks on the pages of all briefs, and on one with a mistake."""
    folder = tmp_path_factory.mktemp("pages")
    for brief in built.ALL:
        (folder / f"{brief.name}.html").write_bytes(built.shown(brief).html)
    (folder / WRONG).write_bytes(built.shown(built.EXAMPLE).html.replace(b"</main>", b"</section></main>"))
    done = subprocess.run([*checker, *sorted(folder.iterdir())], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_the_checker_has_no_remark_on_any_brief(remarks: list[str]) -> None:
    assert [remark for remark in remarks if WRONG not in remark and not MISREAD.search(remark)] == []


def test_the_checker_finds_a_stray_tag(remarks: list[str]) -> None:
    assert any("error: Stray end tag" in remark for remark in remarks if WRONG in remark)
