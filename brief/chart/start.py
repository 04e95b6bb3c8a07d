"""How matplotlib is imported and told how a brief looks: in silence, and with no face but those of the brief.

What leans on how matplotlib 3.11 is written stands here and in `svg`; `tests/chart/test_start.py` fails when that
changes.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from brief.chart.look import Look

INK, ACCENT, RULE, WHITE = "#000001", "#000002", "#000003", "#ffffff"
"""What a chart is painted with; the first three stand for the look's own, which may be written as only CSS has it."""

EDGE = 0.75
"""Points: how wide the outline of a bar is, and the line at zero."""

DOTS = (0, (0.5, 2.5))
"""How a line is dashed, in points, that is no data."""

FACES = "fontlist-v3.11.0.json"
"""Where matplotlib keeps which faces the system has."""

NO_FACES = {"__class__": "FontManager", "_version": "3.11.0", "ttflist": [], "afmlist": []}
"""What stands there of a system without any."""

STYLE = {
    "svg.fonttype": "none",  # words stay words
    "text.parse_math": False,  # $ is a dollar
    "path.simplify": False,
    "lines.scale_dashes": False,  # they are in points
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
"""The house's style of charts, for matplotlib."""


@contextmanager
def styled(look: Look, name: str) -> Iterator[None]:
    """Has matplotlib draw in this look, for a while; no other chart of the page has this `name`."""
    load()
    import matplotlib

    style: dict[Any, Any] = {
        **STYLE,
        "svg.hashsalt": name,  # ids are the same in each run, and not those of another chart
        "font.family": families(look.family, look.faces),
        **dict.fromkeys(("font.size", "xtick.labelsize", "ytick.labelsize", "legend.fontsize"), look.size),
        **dict.fromkeys(("grid.linewidth", "xtick.major.width"), look.thin),
    }
    with matplotlib.rc_context(style), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that no face has: what sets the page says so, with its place
        yield


@cache
def load() -> None:
    """Imports matplotlib, which then knows no face, and whose settings are its own whatever the user's are.

    It would search the system for faces in its first run, which takes seconds, and keep the list in the user's home.
    """
    log = logging.getLogger("matplotlib")
    log.addHandler(logging.NullHandler())
    log.propagate = False
    with TemporaryDirectory(prefix="brief-") as folder, _environment(folder), _without("mpl_toolkits.mplot3d"):
        Path(folder, FACES).write_text(json.dumps(NO_FACES), encoding="utf-8")
        import matplotlib
        import matplotlib.backends.backend_svg
        import matplotlib.figure
    matplotlib.rcParams.update(matplotlib.rcParamsDefault)


@contextmanager
def _environment(folder: str) -> Iterator[None]:
    """What matplotlib asks of the environment: that it is at home in `folder`, and nothing else."""
    before = {key: value for key, value in os.environ.items() if key.startswith(("MPL", "MATPLOTLIB"))}
    for key in before:
        del os.environ[key]
    os.environ["MPLCONFIGDIR"] = folder
    try:
        yield
    finally:
        del os.environ["MPLCONFIGDIR"]
        os.environ.update(before)


@contextmanager
def _without(module: str) -> Iterator[None]:
    """Keeps a module from being imported, by those who can do without it."""
    if module in sys.modules:
        yield
        return
    sys.modules[module] = None  # type: ignore[assignment]  # as Python itself has it: none to be had
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        del sys.modules[module]


@lru_cache(maxsize=1)
def families(family: str, faces: Sequence[Path]) -> list[str]:
    """The names in `family` that `faces` have, and behind them the others; matplotlib then knows no other faces.

    The engine as well looks in all of them for a letter that those of `family` lack. The last answer is kept, since it
    is what matplotlib knows.
    """
    from matplotlib.font_manager import fontManager

    fontManager.ttflist.clear()
    for face in faces:
        with suppress(OSError, RuntimeError):  # a file that is none: the check of a brief's own look says so
            fontManager.addfont(face)
    known = dict.fromkeys(entry.name for entry in fontManager.ttflist)
    return [*dict.fromkeys((*(name for name in family.split(",") if name in known), *known))]
