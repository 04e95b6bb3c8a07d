"""The Nu HTML checker (validator.nu, which the W3C runs) has nothing to say, not even by the way.

But for one remark that is its own mistake: `MISREAD`.
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
"""What the checker says of pictures in `data:`, which `img-src data:` allows: it takes no scheme for a source."""


@pytest.fixture(scope="module")
def remarks(checker: list[str], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The checker's remarks on the pages of all briefs, and on one with a mistake."""
    folder = tmp_path_factory.mktemp("pages")
    for brief in built.ALL:
        (folder / f"{brief.name}.html").write_bytes(built.shown(brief).html)
    (folder / WRONG).write_bytes(built.shown(built.EXAMPLE).html.replace(b"</main>", b"</section></main>"))
    done = subprocess.run([*checker, *sorted(folder.iterdir())], capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


def test_the_checker_has_nothing_to_say_of_any_brief(remarks: list[str]) -> None:
    assert [remark for remark in remarks if WRONG not in remark and not MISREAD.search(remark)] == []


def test_the_checker_sees_what_is_wrong(remarks: list[str]) -> None:
    assert any("error: Stray end tag" in remark for remark in remarks if WRONG in remark)
