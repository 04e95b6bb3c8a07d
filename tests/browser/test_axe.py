"""axe-core finds nothing in any edition for the screen, light or dark, narrow or wide; no page fetches anything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

import pytest

from tests import built
from tests.browser.chromium import Tab

WIDTHS = (320, 390, 1000, 1400)
RULES = {"rules": {"target-size": {"enabled": True}}}
"""A rule that axe-core leaves out by default: WCAG 2.2, 2.5.8."""

SMALL = """
[...document.querySelectorAll('a[href], button, summary')].filter(one => {
  const boxes = [...one.getClientRects()], around = one.parentElement.textContent.trim();
  const alone = one.textContent.trim() === around;
  return boxes.some(box => box.height < 24 || (alone && boxes.length === 1 && box.width < 24));
}).map(one => one.textContent)
"""
"""The links and buttons that are less than 24 px high, or wide unless they stand within a sentence."""

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def findings(tab: Tab, axe: str) -> list[str]:
    """The violations that axe-core finds in the open page."""
    tab.value(f"{axe};true")
    run = f"axe.run(document, {json.dumps(RULES)}).then(found => JSON.stringify(found))"
    said: dict[str, Any] = json.loads(tab.value(run))
    assert len(said["passes"]) > 20, "nothing was judged"
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in said["violations"]]


def written(folder: Path, html: bytes) -> Path:
    path = folder / "page.html"
    path.write_bytes(html)
    return path


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("brief", built.ALL, ids=lambda folder: folder.name)
def test_axe_finds_nothing_and_the_page_is_as_wide_as_its_window(
    brief: Path, width: int, scheme: Literal["light", "dark"], tab: Tab, axe: str, tmp_path: Path
) -> None:
    tab.ask("Page.setBypassCSP", enabled=True)  # the page's own policy lets no script run
    page = written(tmp_path, built.shown(brief).html)
    tab.show(page, width, scheme)
    assert tab.value("document.documentElement.scrollWidth") == width
    first, *others = tab.fetched
    assert first == page.resolve().as_uri()
    assert [address for address in others if not address.startswith("data:")] == []
    assert findings(tab, axe) == []
    assert tab.value(SMALL) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_where_a_note_and_the_data_of_charts_are_open(
    scheme: Literal["light", "dark"], tab: Tab, axe: str, tmp_path: Path
) -> None:
    tab.ask("Page.setBypassCSP", enabled=True)
    tab.show(written(tmp_path, built.shown(built.BRIEFS / "charts").html), 320, scheme)
    tab.value("document.querySelectorAll('details').forEach(one => one.open = true)")
    tab.value("document.querySelector('.call > button').click()")
    assert tab.value("document.querySelectorAll('.note:popover-open').length") == 1
    assert findings(tab, axe) == []


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        (b'<html lang="en-US">', b"<html>", "html-has-lang"),
        (b'role="region" tabindex="0"', b'role="region"', "scrollable-region-focusable"),
        (b'content="width=device-width, initial-scale=1"', b'content="user-scalable=no"', "meta-viewport"),
        (b"line-height: max(24px,1.5em)", b"line-height: 1.4", "target-size"),
        (b"--dark-accent:", b"--dark-accent:#402020;--before:", "color-contrast"),
    ],
)
def test_axe_finds_each_defect_that_is_added(
    before: bytes, after: bytes, rule: str, tab: Tab, axe: str, tmp_path: Path
) -> None:
    html = built.shown(built.EXAMPLE).html
    assert before in html
    tab.ask("Page.setBypassCSP", enabled=True)
    tab.show(written(tmp_path, html.replace(before, after)), 320, "dark")
    assert rule in [one.partition(":")[0] for one in findings(tab, axe)]
