"""The pages for users match the code: tables and rules are made from it, and each construct builds."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from brief import build
from brief.load import load
from brief.model import EDITIONS

ROOT = Path(__file__).parents[1]


def made() -> ModuleType:
    """The module docs/make.py, which is not part of the package."""
    spec = importlib.util.spec_from_file_location("docs_make", ROOT / "docs" / "make.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKE = made()


def test_the_page_of_settings_is_up_to_date() -> None:
    assert MAKE.SETTINGS.read_text(encoding="utf-8") == MAKE.settings_page(), "run: make docs"


def test_the_page_on_printing_is_up_to_date() -> None:
    assert MAKE.PRINTING.read_text(encoding="utf-8") == MAKE.printing_page(), "run: make docs"


def test_the_page_of_rules_is_up_to_date() -> None:
    assert MAKE.RULES.read_text(encoding="utf-8") == MAKE.rules_page(), "run: make docs"


@pytest.mark.parametrize("name", MAKE.constructs())
def test_each_construct_of_the_page_for_writers_builds_and_has_its_picture(name: str, tmp_path: Path) -> None:
    brief, noticed = load(MAKE.write_brief(tmp_path / "brief", MAKE.constructs()[name]))
    brief, texts, more = build.read(brief)
    made = build.build(brief, texts, EDITIONS["full"], "us-letter", build.engine_for(brief))
    assert (*noticed, *more, *made.findings) == ()
    assert (MAKE.PICTURES / f"{name}.png").is_file(), "run: make docs"


@pytest.mark.parametrize("edition", EDITIONS)
def test_each_edition_has_its_part_and_its_picture(edition: str) -> None:
    page = (ROOT / "docs" / "editions.md").read_text(encoding="utf-8")
    assert f"\n## `{edition}`" in page
    assert f"](pictures/edition-{edition}.png)" in page
    assert (MAKE.PICTURES / f"edition-{edition}.png").is_file(), "run: make docs"


@pytest.mark.parametrize(
    "page", ["README.md", "ARCHITECTURE.md", *sorted(p.name for p in (ROOT / "docs").glob("*.md"))]
)
def test_every_file_that_a_page_links_to_is_there(page: str) -> None:
    path = next(p for p in (ROOT / page, ROOT / "docs" / page) if p.exists())
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8"))
    text_links = [link for link in links if "." in link and not link.startswith("images/")]
    assert [link for link in text_links if not (path.parent / link).exists()] == []
