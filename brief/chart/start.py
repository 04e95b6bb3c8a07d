"""Imports matplotlib without messages, and sets its style and its faces, which are only those of the brief.

The code that depends on internals of matplotlib 3.11 is here and in `svg`; `tests/chart/test_start.py` fails when they
change.
"""

from __future__ import annotations

import json
import logging
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from brief.chart.style import Look

INK, ACCENT, RULE, WHITE = "#000001", "#000002", "#000003", "#ffffff"
"""The colors of a drawing; `svg` replaces the first three by those of the look, which may be any value of CSS."""

EDGE = 0.75
"""The width of the outline of bars and of the line at zero, in points."""

DOTS = (0, (0.5, 2.5))
"""The dashes, in points, of a line that does not show data."""

FACES = "fontlist-v3.11.0.json"
"""The file in which matplotlib keeps the faces of the system."""

NO_FACES = {"__class__": "FontManager", "_version": "3.11.0", "ttflist": [], "afmlist": []}
"""Its content for a system without faces."""

STYLE = {
    "svg.fonttype": "none",  # text remains text
    "text.parse_math": False,  # a $ does not begin a formula
    "path.simplify": False,
    "lines.scale_dashes": False,  # dashes are in points
    "figure.dpi": 72,  # a pixel is a point
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "axes.axisbelow": True,
    "axes.xmargin": 0,
    "axes.ymargin": 0,
    **{f"axes.spines.{side}": False for side in ("left", "right", "top", "bottom")},
    "axes.grid.axis": "y",
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "ytick.major.pad": 6,
    "ytick.alignment": "center",
    "grid.color": RULE,
    "grid.linestyle": DOTS,
    "patch.linewidth": EDGE,
    "hatch.linewidth": 1,
    "legend.frameon": False,
    "legend.borderpad": 0,
    "legend.borderaxespad": 0,
    "legend.handleheight": 1,
    "legend.labelspacing": 0.15,
}
"""The style of charts, as settings of matplotlib."""


@contextmanager
def styled(look: Look) -> Iterator[None]:
    """A context in which matplotlib draws in this look."""
    load()
    import matplotlib

    style: dict[Any, Any] = {
        **STYLE,
        "svg.hashsalt": "brief",  # ids are the same in each run
        "font.family": families(look.family, look.faces),
        **dict.fromkeys(("font.size", "xtick.labelsize", "ytick.labelsize", "legend.fontsize"), look.size),
        **dict.fromkeys(("grid.linewidth", "xtick.major.width"), look.thin),
    }
    with matplotlib.rc_context(style), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # such as a missing glyph, which the engine reports with its place
        yield


@cache
def load() -> None:
    """Imports matplotlib without faces and without the user's settings.

    Otherwise its first run would search the system for faces, which takes seconds, and write the list into the home
    directory.
    """
    log = logging.getLogger("matplotlib")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    with TemporaryDirectory(prefix="brief-") as folder, _environment(folder), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Path(folder, FACES).write_text(json.dumps(NO_FACES), encoding="utf-8")
        import matplotlib.artist

        with _without_docstrings(matplotlib.artist):
            import matplotlib.backends.backend_svg
            import matplotlib.figure
    matplotlib.rcParams["backend"] = "svg"  # otherwise it imports pyplot to choose one
    matplotlib.rcParams.update(matplotlib.rcParamsDefault)


@contextmanager
def _without_docstrings(artist: Any) -> Iterator[None]:
    """Keeps matplotlib from listing the properties of each class in docstrings, a quarter of the time of the import."""
    kwdoc, artist.kwdoc = artist.kwdoc, lambda _: ""
    try:
        yield
    finally:
        artist.kwdoc = kwdoc


@contextmanager
def _environment(folder: str) -> Iterator[None]:
    """Makes matplotlib read its settings from `folder` alone, whatever the environment says.

    The working directory changes too, since a ``matplotlibrc`` in it, which may belong to a brief, would also be read.
    """
    before = {key: value for key, value in os.environ.items() if key.startswith(("MPL", "MATPLOTLIB"))}
    for key in before:
        del os.environ[key]
    os.environ["MPLCONFIGDIR"] = folder
    here = os.getcwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(here)
        del os.environ["MPLCONFIGDIR"]
        os.environ.update(before)


@lru_cache(maxsize=1)
def families(family: str, faces: Sequence[Path]) -> list[str]:
    """Loads `faces`, and no others, into matplotlib; returns their names, those in `family` first.

    Letters that the faces of `family` lack are looked up in all faces, as the engine does. Only the last result is
    cached, since it has to match the faces that matplotlib has loaded.
    """
    from matplotlib.font_manager import fontManager

    fontManager.ttflist.clear()
    for face in faces:
        with suppress(OSError, RuntimeError, ValueError):  # an invalid file, which `check` reports
            fontManager.addfont(face)
    known = dict.fromkeys(entry.name for entry in fontManager.ttflist)
    return [*dict.fromkeys((*(name for name in family.split(",") if name in known), *known))]
