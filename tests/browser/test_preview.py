"""The preview as an editor works with it: in a real browser, by mouse and by keyboard alone."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest

from tests.browser.chromium import Tab
from tests.browser.test_axe import SCHEMES, SMALL, findings
from tests.conftest import write_files
from tests.preview.running import Running, running

BRIEF = {
    "brief.yaml": "title: A brief\nsections: [summary, camps]\nask: Close the camps.\nsources: sources.yaml\n",
    "summary.md": "# In short\n\nThe camps hold whole families.\n",
    "camps.md": "# The camps\n\nA paragraph that somebody will edit.\n\nA second paragraph.\n",
    "sources.yaml": "- {id: coi, type: report, title: The report, issued: 2014}\n",
}

UP_TO_DATE = "document.getElementById('status').textContent.startsWith('Up to date')"
PAINTED = "(() => { const one = document.querySelector('#page-1 img'); return one?.complete && one.naturalWidth })()"

Opened = tuple[Running, Path, Tab]


@pytest.fixture
def opened(tmp_path: Path, tab: Tab) -> Iterator[Opened]:
    """A preview, the folder of its brief, and a browser that has it open."""
    folder = write_files(tmp_path / "brief", BRIEF)
    with running(folder) as preview:
        tab.size(1280)
        tab.open(preview.address)
        tab.value("localStorage.clear()")  # what another test chose at a preview with this port
        tab.open(preview.address)
        tab.until(PAINTED)
        tab.until(UP_TO_DATE)
        yield preview, folder, tab
        tab.value(
            "window.onbeforeunload = null; document.getElementById('passage').hidden = true"
        )  # what was typed may go
        tab.open("about:blank")  # it would ask for views again and again


def text(tab: Tab, selector: str) -> str:
    said: str = tab.value(f"document.querySelector({json.dumps(selector)}).textContent.trim()")
    return said


def key_of(tab: Tab) -> str:
    """The key of the picture of page 1 that is painted."""
    key: str = tab.value("document.querySelector('#page-1').dataset.key")
    return key


def click_on(opened: Opened, words: str) -> None:
    """Clicks on a paragraph of page 1, where it is painted."""
    preview, _, tab = opened
    x, y, width, height = next(
        block["box"] for block in preview.ready()["whole"]["blocks"][0] if words in block["text"]
    )
    left, top, wide = tab.value(
        "(() => { const one = document.querySelector('#page-1').getBoundingClientRect();"
        "  return [one.left, one.top, one.width] })()"
    )
    tab.click(left + (x + width / 2) * wide / 612, top + (y + height / 2) * wide / 612)
    tab.until("!document.getElementById('passage').hidden")


def test_a_saved_change_is_painted_and_flashes_at_its_place(opened: Opened) -> None:
    _, folder, tab = opened
    before = key_of(tab)
    tab.value(
        "new MutationObserver(all => all.forEach(one => one.addedNodes.forEach(node => "
        "{ if (node.className === 'spot flash') window.flashed = true })))"
        ".observe(document.getElementById('sheets'), {subtree: true, childList: true}); true"
    )
    (folder / "camps.md").write_text(BRIEF["camps.md"].replace("second", "third"))
    tab.until(f"document.querySelector('#page-1').dataset.key !== {json.dumps(before)}")
    tab.until(UP_TO_DATE)
    tab.until("window.flashed")
    tab.until("!document.querySelector('.spot.flash')", 5)


def test_an_error_is_a_card_over_the_pages_until_it_is_corrected(opened: Opened) -> None:
    _, folder, tab = opened
    tab.until("!document.querySelector('#page-1').dataset.key.endsWith('-at-once')")
    before = key_of(tab)
    (folder / "camps.md").write_text("# The camps\n\n/// box\nnever closed\n")
    tab.until("!document.getElementById('card').hidden")
    assert "camps.md, line 3" in text(tab, "#card")
    assert text(tab, "#card .hint")
    assert key_of(tab) == before
    assert text(tab, "#status").startswith("The brief has an error: these are its last good pages")
    shown = "['print', 'download'].filter(id => !document.getElementById(id).hidden).length"
    assert tab.value(shown) == 0
    assert tab.value("fetch('brief.pdf').then(answer => answer.status)") == 404  # nobody is to hand it out
    tab.value("document.querySelector('#card .open').click()")
    tab.until("document.activeElement.id === 'text'")
    assert tab.value("document.getElementById('text').value") == "/// box\nnever closed"
    tab.value("document.getElementById('text').select()")
    tab.type("Mended.")
    tab.value("document.getElementById('save').click()")
    tab.until("document.getElementById('card').hidden")
    assert tab.value(shown) == 2
    assert (folder / "camps.md").read_text() == "# The camps\n\nMended.\n"


def test_a_click_on_a_paragraph_opens_its_markdown_and_saving_writes_it(opened: Opened) -> None:
    _, folder, tab = opened
    click_on(opened, "somebody will edit")
    assert text(tab, "#place") == "camps.md, line 3"
    assert tab.value("document.getElementById('text').value") == "A paragraph that somebody will edit."
    tab.value("document.getElementById('text').select()")
    tab.type("Words of an editor.")
    tab.value("document.getElementById('text').select()")
    for id in ("bold", "note"):
        tab.value(f"document.getElementById('{id}').click()")
    tab.type("A note.")
    tab.value("document.getElementById('save').click()")
    tab.until("document.getElementById('passage').hidden")
    saved = "**Words of an editor.**[^new-1]\n\n[^new-1]: A note."
    assert (folder / "camps.md").read_text() == BRIEF["camps.md"].replace("A paragraph that somebody will edit.", saved)
    tab.until(UP_TO_DATE)
    tab.until("!document.getElementById('undo').hidden")
    tab.value("document.getElementById('undo').click()")
    tab.until("document.getElementById('undo').hidden")
    assert (folder / "camps.md").read_text() == BRIEF["camps.md"]


def test_a_source_is_picked_from_the_list(opened: Opened) -> None:
    _, _, tab = opened
    click_on(opened, "somebody will edit")
    assert tab.value("[...document.getElementById('source').options].map(one => one.text)") == [
        "Choose…",
        "coi – The report",
    ]
    tab.value("document.getElementById('text').setSelectionRange(35, 35)")
    choose(tab, "source", "coi")
    written = tab.value("document.getElementById('text').value")
    assert written == "A paragraph that somebody will edit[@coi]."


def test_a_conflict_is_refused_and_shows_both_texts(opened: Opened) -> None:
    _, folder, tab = opened
    click_on(opened, "somebody will edit")
    theirs = BRIEF["camps.md"].replace("somebody will edit", "somebody has edited")
    (folder / "camps.md").write_text(theirs)
    tab.value("document.getElementById('text').value = 'Mine.'; document.getElementById('save').click()")
    tab.until("!document.getElementById('conflict').hidden")
    assert (folder / "camps.md").read_text() == theirs
    assert tab.value("document.getElementById('text').value") == "Mine."
    assert tab.value("document.getElementById('theirs').value") == "A paragraph that somebody has edited."
    tab.value("document.getElementById('keep-mine').click()")
    tab.until("document.getElementById('passage').hidden")
    assert (folder / "camps.md").read_text() == BRIEF["camps.md"].replace(
        "A paragraph that somebody will edit.", "Mine."
    )


def focus(tab: Tab) -> str:
    """The id or the text of the element that has the focus."""
    said: str = tab.value("document.activeElement.id || document.activeElement.textContent.trim()")
    return said


def test_a_passage_is_found_and_edited_by_keyboard_alone(opened: Opened) -> None:
    _, folder, tab = opened
    seen = []
    while not focus(tab).startswith("All passages"):
        tab.press("Tab")
        seen.append(focus(tab))
        assert len({*seen}) == len(seen), "the focus goes round"
    assert {"edition", "paper", "zoom", "pairs", "grey", "print", "download", "help-open", "pages"} <= {*seen}
    tab.press("Enter")
    tab.until("document.querySelectorAll('#passages button').length > 2")
    while "A paragraph that" not in focus(tab):
        tab.press("Tab")
    tab.press("Enter")
    tab.until("!document.getElementById('passage').hidden")
    tab.until("document.activeElement.id === 'text'")
    tab.value("document.activeElement.select()")
    tab.type("Typed without a mouse.")
    while focus(tab) != "save":
        tab.press("Tab")
    tab.press("Enter")
    tab.until("document.getElementById('passage').hidden")
    assert "\n\nTyped without a mouse.\n\n" in (folder / "camps.md").read_text()


def test_single_keys_are_shortcuts_where_nothing_is_typed_and_can_be_turned_off(opened: Opened) -> None:
    _, _, tab = opened
    tab.press("g")
    assert tab.value("document.body.className") == "grey"
    tab.press("s")
    assert tab.value("document.getElementById('pairs').getAttribute('aria-pressed')") == "true"
    tab.press("?")
    assert tab.value("document.getElementById('help').open")
    tab.value("document.getElementById('keys-on').click()")
    tab.press("Escape")
    tab.press("g")
    assert tab.value("document.body.className") == "grey"


def choose(tab: Tab, name: str, value: str) -> None:
    """Chooses an option of a list."""
    one = f"document.getElementById('{name}')"
    tab.value(f"{one}.value = '{value}'; {one}.dispatchEvent(new Event('change'))")


def test_another_edition_is_shown_and_the_size_stays(opened: Opened) -> None:
    _, _, tab = opened
    choose(tab, "zoom", "0.5")
    assert tab.value("document.querySelector('#page-1').offsetWidth") == 408
    choose(tab, "edition", "large-print")
    tab.until("document.getElementById('edition').value === 'large-print' && " + UP_TO_DATE)
    assert tab.value("document.querySelector('#page-1').offsetWidth") == 408
    assert tab.value("document.getElementById('zoom').value") == "0.5"


def test_the_pages_can_be_compared_with_those_at_the_start(opened: Opened) -> None:
    _, folder, tab = opened
    assert tab.value("document.getElementById('compare').disabled")
    (folder / "camps.md").write_text(BRIEF["camps.md"].replace("second", "third"))
    tab.until("!document.getElementById('compare').disabled")
    tab.value("document.getElementById('compare').click()")
    tab.until("document.querySelector('#start-1 img')?.naturalWidth")
    assert tab.value("[...document.querySelectorAll('figcaption')].map(one => one.textContent)") == [
        "1, at the start",
        "1",
    ]


def test_pictures_are_as_sharp_as_the_screen(opened: Opened) -> None:
    preview, _, tab = opened
    tab.ask("Emulation.setDeviceMetricsOverride", width=1280, height=900, deviceScaleFactor=2, mobile=False)
    tab.open(preview.address)
    tab.until(
        "(() => { const one = document.querySelector('#page-1 img');"
        "  return one && one.naturalWidth >= 2 * one.offsetWidth })()"
    )


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_the_page_fetches_nothing_from_elsewhere(
    width: int, scheme: Literal["light", "dark"], opened: Opened, axe: str
) -> None:
    preview, folder, tab = opened
    tab.ask("Page.setBypassCSP", enabled=True)  # its own policy lets no other script run
    tab.size(width, scheme)
    tab.open(preview.address)
    tab.until(PAINTED)
    tab.until(UP_TO_DATE)
    assert tab.value("document.documentElement.scrollWidth") == width
    assert findings(tab, axe) == []
    assert tab.value(SMALL) == []
    click_on(opened, "somebody will edit")
    tab.value("document.getElementById('outline').open = true")
    (folder / "camps.md").write_text("# The camps\n\n/// box\nnever closed\n")
    tab.until("!document.getElementById('card').hidden")
    tab.value("document.getElementById('help').showModal()")
    assert findings(tab, axe) == []
    tab.value("document.getElementById('help').close()")
    assert findings(tab, axe) == []
    assert [address for address in tab.fetched if not address.startswith(preview.address)] == []


def test_the_pdf_of_the_print_link_is_the_one_that_is_shown(opened: Opened) -> None:
    preview, _, tab = opened
    href = tab.value("document.getElementById('print').href")
    data = tab.value(
        f"fetch({json.dumps(href)}).then(one => one.blob()).then(blob => new Promise(done => {{"
        "  const reader = new FileReader(); reader.onload = () => done(reader.result.split(',')[1]);"
        "  reader.readAsDataURL(blob) }))"
    )
    assert base64.b64decode(data) == preview.ask("brief.pdf").body


def test_when_the_preview_has_ended_the_page_says_so_and_nothing_typed_is_lost(opened: Opened) -> None:
    preview, folder, tab = opened
    click_on(opened, "somebody will edit")
    tab.until("document.activeElement.id === 'text'")
    tab.value("document.getElementById('text').select()")
    tab.type("Typed in vain.")
    preview.end()
    tab.until("!document.getElementById('ended').hidden")
    tab.value("document.getElementById('save').click()")
    tab.until("document.getElementById('problem').textContent.startsWith('Nothing was saved')")
    assert tab.value("document.getElementById('text').value") == "Typed in vain."
    assert (folder / "camps.md").read_text() == BRIEF["camps.md"]


def test_keys_that_are_typed_right_after_a_click_are_text(opened: Opened) -> None:
    _, folder, tab = opened
    click_on(opened, "somebody will edit")
    tab.until("document.activeElement.id === 'text'")
    tab.press("g")
    assert tab.value("document.body.className") == ""
    assert "g" in tab.value("document.getElementById('text').value")
    assert (folder / "camps.md").read_text() == BRIEF["camps.md"]


def test_the_bold_button_adds_and_removes_bold(opened: Opened) -> None:
    _, _, tab = opened
    click_on(opened, "somebody will edit")
    tab.until("document.activeElement.id === 'text'")
    tab.value("document.getElementById('text').setSelectionRange(2, 11)")
    seen = []
    for _ in range(3):
        tab.value("document.getElementById('bold').click()")
        seen.append(tab.value("document.getElementById('text').value"))
    assert seen == [
        "A **paragraph** that somebody will edit.",
        "A paragraph that somebody will edit.",
        "A **paragraph** that somebody will edit.",
    ]


def test_a_click_on_the_title_says_where_to_change_it(opened: Opened) -> None:
    _, _, tab = opened
    left, top = tab.value(
        "(() => { const one = document.querySelector('#page-1').getBoundingClientRect();"
        "  return [one.left + one.width * 0.15, one.top + one.width * 0.17] })()"
    )
    tab.click(left, top)  # on the title
    assert text(tab, "#status") == "This stands in brief.yaml, or is added by the layout: change it there."
