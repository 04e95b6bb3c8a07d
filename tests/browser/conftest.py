"""Fixtures that judge pages for the screen: a browser, axe-core and the Nu HTML checker. A missing one is reported."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import chromium
from tests.browser.chromium import Tab
from tests.conftest import not_run

HERE = Path(__file__).parent
AXE = HERE / "node_modules" / "axe-core" / "axe.min.js"
CHECKER = HERE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"


@pytest.fixture(scope="session")
def _browser() -> Iterator[chromium.Browser | None]:
    if chromium.found() is None:
        yield None
        return
    with chromium.browser() as running:
        yield running


@pytest.fixture
def tab(_browser: chromium.Browser | None) -> Tab:
    """A page in a browser."""
    if _browser is None:
        not_run("no browser as a plain package (chromium-headless-shell)")
    assert _browser
    return _browser.tab()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    if not AXE.is_file():
        not_run("no axe-core (npm)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def checker() -> list[str]:
    """The command of the Nu HTML checker."""
    if not CHECKER.is_file() or not shutil.which("java"):
        not_run("no Nu HTML checker (npm, Java)")
    return ["java", "-jar", str(CHECKER), "--stdout", "--format", "gnu"]
