"""matplotlib draws the same chart in every process and folder, prints nothing, and asks the system for nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import tostring

from brief.chart.start import FACES, families, load
from tests.chart.drawing import LOOK, svg

ROOT = Path(__file__).parents[2]
DRAW = "print(tostring(svg('Year,Rulers,Pencils\\n2014,$1,$2\\n2015,$3,$4', kind='column'), encoding='unicode'))"
CODE = f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom tests.chart.test_start import *\n{DRAW}"


def run(code: str, folder: Path, **environment: str) -> str:
    """The output of a new process whose home and working directory is `folder`; fails if it prints errors."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("XDG", "MPL", "PYTHONHASHSEED"))}
    given: Mapping[str, str] = {**kept, "HOME": str(folder), **environment}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=given, capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    return done.stdout


def test_a_chart_is_the_same_in_every_process_and_folder(tmp_path: Path) -> None:
    plain, odd, wrong, none = (tmp_path / name for name in ("plain", "odd", "wrong", "none"))
    for folder in (plain, odd, wrong, none):
        folder.mkdir()
    (wrong / "matplotlibrc").write_bytes(b"\xff")
    (odd / "matplotlibrc").write_text("font.size: 40\nsvg.fonttype: path\nno.such.thing: 1\n", encoding="utf-8")
    none.chmod(0o500)
    drawn = {
        run(CODE, plain, PYTHONHASHSEED="1"),
        run(CODE, odd, PYTHONHASHSEED="2", MPLBACKEND="no such thing", MATPLOTLIBRC=str(odd)),
        run(CODE, wrong),
        run(CODE, none, HOME="/nowhere/at/all", XDG_CACHE_HOME="/dev/null"),
    }
    assert len(drawn) == 1
    here = svg("Year,Rulers,Pencils\n2014,$1,$2\n2015,$3,$4", kind="column")
    assert drawn == {f"{tostring(here, encoding='unicode')}\n"}
    assert list(plain.iterdir()) == [], "something was left at home"


def test_no_fonts_of_the_system_are_searched(tmp_path: Path) -> None:
    code = (
        f"{CODE}\nfrom matplotlib.font_manager import fontManager\n"
        "print({entry.fname for entry in fontManager.ttflist} <= set(map(str, LOOK.faces)), fontManager.afmlist)"
    )
    watch = "import sys; sys.addaudithook(lambda event, _: event == 'subprocess.Popen' and sys.exit('a process'))\n"
    assert run(watch + code, tmp_path).splitlines()[-1] == "True []"


def test_the_list_of_faces_has_the_file_name_that_matplotlib_reads() -> None:
    load()
    from matplotlib.font_manager import FontManager

    assert f"fontlist-v{FontManager.__version__}.json" == FACES


def test_matplotlib_is_imported_without_docstrings_of_properties_and_then_restored(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom brief.chart.start import load; load()\n"
        "from matplotlib.artist import kwdoc\nfrom matplotlib.lines import Line2D\n"
        "print('dash_capstyle' in Line2D.set.__doc__, 'dash_capstyle' in kwdoc(Line2D))"
    )
    assert run(code, tmp_path) == "False True\n", "making them takes a quarter of the import"


def test_drawing_leaves_settings_and_environment_unchanged() -> None:
    load()
    import matplotlib

    before, around = dict(matplotlib.rcParams), dict(os.environ)
    svg("Desk,Rulers\nA,1", kind="bar")
    assert dict(matplotlib.rcParams) == before
    assert dict(os.environ) == around


def test_faces_are_those_of_the_look_that_draws() -> None:
    sans = tuple(face for face in LOOK.faces if "Sans" in face.name)
    assert families(LOOK.family, sans) == ["Source Sans 3", "Source Sans 3 Semibold"]
    assert families(LOOK.family, LOOK.faces)[:2] == ["Source Sans 3", "NanumMyeongjo"]
    assert "Source Serif 4 Display" in families(LOOK.family, LOOK.faces), "the engine finds letters in any face"
    assert families("No Such Face,serif", sans)[0] == "Source Sans 3", "words are measured with what there is"
