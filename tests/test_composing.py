"""An edition is cited and drawn once, however often its pages are set and however its text is cut."""

from __future__ import annotations

import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from brief import build, cache, chart, cite
from brief.build import stored
from brief.build.composing import chosen, composing
from brief.check.cuts import sentences, without
from brief.load import load
from brief.load.look import sheets
from brief.model import Brief, Edition, Moves, Text, editions_of
from brief.typeset.memory import Recent
from tests import built
from tests.conftest import MakeBrief

FILES = {
    "brief.yaml": "title: A\nsources: sources.yaml\n",
    "sources.yaml": "".join(f"- {{id: s{n}, type: book, title: Book {n}, issued: 2020}}\n" for n in range(3)),
    "data.csv": "year,held\n2001,5\n2002,9\n",
    "part.md": "# P\n\nThe first sentence has many words [@s0]. The second [@s1].\n\nThe last [@s2].\n\n"
    "/// chart | data.csv\n    kind: column\n///\n",
}


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache of the test, empty, and a memory without charts and citations."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("brief.build.composing.KEPT", Recent[Any](8))
    return tmp_path / "cache"


def counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[str]:
    """A list that gets the name of a function at each of its calls."""
    calls: list[str] = []
    function: Callable[..., Any] = getattr(module, name)

    def noting(*args: Any) -> Any:
        calls.append(name)
        return function(*args)

    monkeypatch.setattr(module, name, noting)
    return calls


@pytest.fixture
def made(make_brief: MakeBrief) -> tuple[Brief, Sequence[Text], Edition]:
    brief, texts, _ = build.read(load(make_brief(FILES))[0])
    edition = editions_of(brief.settings)["full"]
    own, printed = chosen(brief, texts, edition)
    return own, printed, edition


def test_cutting_words_repeats_no_citing_and_no_drawing(
    made: tuple[Brief, Sequence[Text], Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    brief, texts, edition = made
    cited, drawn = counted(monkeypatch, cite, "cited"), counted(monkeypatch, chart, "show")
    look = sheets(brief.styles, "a4", edition.look, "margin")
    compose = composing(brief, edition, "a4", look)
    first, *_ = (one for one in sentences(brief, texts[0], {"part.md:3-3"}) if one.words > 4)
    shorter = without(texts, [(first, 2)])
    whole, cut = compose(texts, Moves()), compose(shorter, Moves())
    assert (len(cited), len(drawn)) == (1, 1)
    assert whole != cut
    assert cut == composing(brief, edition, "a4", look)(shorter, Moves())


def test_a_citation_that_is_cut_is_no_longer_printed(made: tuple[Brief, Sequence[Text], Edition]) -> None:
    brief, texts, edition = made
    look = sheets(brief.styles, "a4", edition.look, "margin")
    compose = composing(brief, edition, "a4", look)
    compose(texts, Moves())
    fewer = [replace(text, blocks=text.blocks[1:]) for text in texts]
    assert compose(fewer, Moves()) == composing(brief, edition, "a4", look)(fewer, Moves())
    assert "Book 0" not in compose(fewer, Moves())


def test_a_chart_printed_twice_is_drawn_once_and_its_patterns_have_distinct_ids(
    make_brief: MakeBrief, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = counted(monkeypatch, chart, "show")
    one = "/// chart | data.csv\n    kind: bar\n///\n"
    folder = make_brief({"part.md": f"# P\n\n{one}\nText.\n\n{one}", "data.csv": "prison,men,women,boys\nA,5,4,1\n"})
    html = built.on_screen(folder).html.decode()
    assert len(drawn) == 1
    names = re.findall(r'<pattern id="([^"]+)"', html)
    assert len(names) == len({*names}) == 2
    assert re.findall(r'fill="url\(#([^)]+)\)"', html) == names


def composed(brief: Brief, texts: Sequence[Text], edition: Edition) -> str:
    """The HTML of an edition, composed with an empty memory, as in a new process."""
    build.composing.KEPT = Recent[Any](8)
    return composing(brief, edition, "a4", sheets(brief.styles, "a4", edition.look, "margin"))(texts, Moves())


def test_charts_and_citations_of_an_earlier_command_are_not_made_again(
    made: tuple[Brief, Sequence[Text], Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    cited, drawn = counted(monkeypatch, cite, "cited"), counted(monkeypatch, chart, "show")
    first = composed(*made)
    assert composed(*made) == first
    assert (len(cited), len(drawn)) == (1, 1)


def test_a_later_process_imports_no_library_for_them(made: tuple[Brief, Sequence[Text], Edition]) -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom brief import build\nfrom brief.load import load\n"
        "from brief.model import EDITIONS\nbrief, texts, _ = build.read(load(Path('content'))[0])\n"
        "build.build(brief, texts, EDITIONS['full'], 'a4', build.engine_for(brief))\n"
        "print('citeproc' in sys.modules, 'matplotlib' in sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": str(built.EXAMPLE)}
    found = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**environment, "PYTHONHASHSEED": seed},
        ).stdout.split()
        for seed in ("1", "2")
    ]
    assert found == [["True", "True"], ["False", "False"]]


def test_the_key_depends_on_each_file_of_the_code_and_on_the_libraries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "brief"
    (package / "build").mkdir(parents=True)
    (package / "numbers.py").write_text("a")
    monkeypatch.setattr(stored, "__file__", str(package / "build" / "stored.py"))
    before = stored._made_by.__wrapped__()
    (package / "numbers.py").write_text("ab")
    after = stored._made_by.__wrapped__()
    assert before != after
    assert b"citeproc_py-" in after
    assert b"matplotlib-" in after


def test_a_file_that_was_replaced_by_one_of_the_same_size_and_time_is_another(tmp_path: Path) -> None:
    font, other = tmp_path / "font", tmp_path / "other"
    states = []
    for path, text in ((font, "a"), (other, "b")):
        path.write_text(text)
        os.utime(path, (1, 1))
        path.replace(font)
        states.append(stored.state(font))
    assert states[0][:2] == states[1][:2]
    assert states[0] != states[1]


def test_another_version_of_the_code_makes_them_again(
    made: tuple[Brief, Sequence[Text], Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    cited, drawn = counted(monkeypatch, cite, "cited"), counted(monkeypatch, chart, "show")
    composed(*made)
    monkeypatch.setattr(stored, "_made_by", lambda: b"another version")
    composed(*made)
    assert (len(cited), len(drawn)) == (2, 2)


@pytest.mark.parametrize(
    "body", [b"", b"no pickle", pickle.dumps("words"), pickle.dumps(Fraction(1, 2)), pickle.dumps(eval)]
)
def test_a_file_that_holds_anything_else_is_made_anew(
    body: bytes, made: tuple[Brief, Sequence[Text], Edition], empty_cache: Path
) -> None:
    first = composed(*made)
    files = [*(empty_cache / "brief" / "composed").iterdir()]
    assert len(files) == 2
    for path in files:
        cache.write(path, body, stored.MOST)
    assert composed(*made) == first
