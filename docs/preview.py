"""Pictures of the running preview, for `docs/editing.md` and README.md: the example in a real browser."""

from __future__ import annotations

import base64
import io
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from tests.browser.chromium import Tab, browser
from tests.preview.running import Running, running

ROOT = Path(__file__).parents[1]
WIDTH, HEIGHT = 1280, 800

PARAGRAPH = "In February 2014 a UN Commission of Inquiry reported"
"""The beginning of the paragraph on page 1 that is edited."""


def pictures() -> Iterator[tuple[str, Image.Image]]:
    """The names and pictures: the pages, an edited passage, the page that changes with it, and an error."""
    with tempfile.TemporaryDirectory() as where, browser() as running_browser:
        folder = Path(where) / "north-korea"
        shutil.copytree(ROOT / "content", folder)
        with running(folder) as preview:
            tab = running_browser.tab()
            tab.size(WIDTH, height=HEIGHT)
            tab.open(preview.address)
            settled(tab)
            yield "preview-pages", photographed(tab)
            tab.value("document.getElementById('page-1').scrollIntoView({block: 'end'})")
            click(tab, preview)
            tab.value(
                "(one => { one.value = one.value.replace('February', 'early') })(document.getElementById('text'))"
            )
            yield "preview-passage", photographed(tab)
            tab.value("document.getElementById('save').click()")
            tab.until("document.querySelector('.spot.flash') !== null")
            yield "preview-changed", photographed(tab)
            tab.until("document.querySelector('.spot.flash') === null")
            (folder / "abuses.md").write_text("# What the United Nations found\n\n/// box\nThe box goes on and on.\n")
            tab.until("!document.getElementById('card').hidden")
            yield "preview-error", photographed(tab)
            tab.open("about:blank")


def settled(tab: Tab) -> None:
    """Waits for the pages to be painted and up to date."""
    tab.until("document.querySelector('#page-1 img')?.naturalWidth")
    tab.until("document.getElementById('status').textContent.startsWith('Up to date')")


def click(tab: Tab, preview: Running) -> None:
    """Clicks on the paragraph that is edited."""
    blocks = preview.ready()["whole"]["blocks"][0]
    x, y, width, height = next(block["box"] for block in blocks if block["text"].startswith(PARAGRAPH[:40]))
    page = "document.getElementById('page-1').getBoundingClientRect()"
    left, top, wide = tab.value(f"(() => {{ const one = {page}; return [one.left, one.top, one.width] }})()")
    tab.click(left + (x + width / 2) * wide / 612, top + (y + height / 2) * wide / 612)
    tab.until("document.getElementById('text').value")


def photographed(tab: Tab) -> Image.Image:
    """The window as it is now."""
    made = tab.ask("Page.captureScreenshot", format="png")
    return Image.open(io.BytesIO(base64.b64decode(made["data"]))).convert("RGB")
