"""The contexts that checks read: a brief before any page is set, what an edition prints, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.model import Brief, Edition, Flaw, Grid, Measured, Remark, Sheet, Text
from brief.model.labels import Drawings

Inside = Callable[[Path, str], Path | None]
"""Takes a folder and the name of a file in it; returns its path, or None when the name leads out of the folder."""

SetAgain = Callable[[Sequence[Text]], Measured]
"""Takes changed sections of an edition; sets them at the same tightness and returns their measured pages."""


NO_PAGES = Measured(())
"""The pages of an edition for the screen, which has none."""


def set_nothing(texts: Sequence[Text]) -> Measured:
    """No pages. Finished pages, which are not set again, have this function as their `set_again`."""
    return NO_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A brief before any page is set.

    `texts` contains both versions of a section that has a short one. `look` contains the style sheets of all editions
    on all papers, `sheet_names` the names that a style sheet may have. `families` returns the families of the available
    faces, and reads fonts only when it is called. `profile` is the color profile that brief.yaml names, `style` the
    citation style, or None when nothing is cited. `scripts` are the scripts that brief recognizes. `accent` returns the
    accent color of the look in the full edition. `settings` is the text of brief.yaml. `example` returns the text of a
    file of the example by its name; empty when there is no such file.
    """

    brief: Brief
    texts: Sequence[Text]
    look: Sequence[Sheet]
    inside: Inside
    families: Callable[[], Collection[str]]
    sheet_names: Collection[str]
    scripts: Collection[str]
    profile: bytes | None
    style: Sheet | None
    accent: Callable[[], str]
    settings: str
    example: Callable[[str], str]

    @property
    def is_whole(self) -> bool:
        """Whether every section could be read."""
        return len({text.section.name for text in self.texts}) == len(self.brief.sections)

    def has_face(self, family: str) -> bool:
        """Whether there is a face of this family; no font is read for families that the look names."""
        return any(f'"{family}"' in sheet.text for sheet in self.look) or family in self.families()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionText:
    """What an edition prints, before its pages are set.

    `texts` are the sections that it prints, `whole` is all sections. `drawings` is None unless drawings are enlarged.
    """

    brief: Brief
    texts: Sequence[Text]
    whole: Sequence[Text]
    edition: Edition
    look: Sequence[Sheet]
    inside: Inside
    drawings: Drawings | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionPages:
    """An edition whose pages are set.

    `html` is what they were set from. `torn` contains the ``data-source`` of each side note that is not whole beside
    its text. `stuck` is the block or the section at which the engine got stuck, or empty. `grid` is the grid of the
    pages, and `full` the part of the last page that is full. `remarks` and `flaws` are known once the PDF is written.
    `set_again` may be called `trials` times.
    """

    brief: Brief
    texts: Sequence[Text] = ()
    edition: Edition
    look: Sequence[Sheet] = ()
    html: str = ""
    measured: Measured = NO_PAGES
    torn: Sequence[str] = ()
    stuck: str = ""
    grid: Grid = "own"
    remarks: Sequence[Remark] = ()
    flaws: Sequence[Flaw] = ()
    set_again: SetAgain = set_nothing
    trials: int = 0
    full: float = 1.0
