"""What the checks look at: a brief before any page is set, what an edition prints, and its pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from brief.model import Brief, Edition, Flaw, Grid, Measured, Remark, Sheet, Text
from brief.model.labels import Drawings

Inside = Callable[[Path, str], Path | None]
"""Gives the path of a file by its name below a folder; None when the name leads out of the folder."""

SetAgain = Callable[[Sequence[Text]], Measured]
"""Sets other sections of an edition as close as its own and measures their pages."""


NO_PAGES = Measured(())
"""The pages of an edition for the screen."""


def set_nothing(texts: Sequence[Text]) -> Measured:
    """Sets no pages. Finished pages have this in place of a function that sets them again."""
    return NO_PAGES


@dataclass(frozen=True, slots=True, kw_only=True)
class Manuscript:
    """A brief before any page is set.

    `texts` has both versions of a section that has a short one. `look` has the style sheets of all editions on all
    papers, `sheet_names` the names that a style sheet may have. `families` gives the families of the faces, and reads
    them only when it is called. `profile` is the color profile that brief.yaml names, `style` the citation style when
    something is cited. `scripts` are those that can be told apart. `accent` gives the accent of the look in the full
    edition. `settings` is the text of brief.yaml, and `example` gives that of a file of the example by its name; empty
    when it has none.
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
        """Whether there is a face of this family; no font is read for those that the look names."""
        return any(f'"{family}"' in sheet.text for sheet in self.look) or family in self.families()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionText:
    """What an edition prints, before its pages are set: `texts` out of all sections, which are the `whole`.

    `drawings` are there where they are enlarged.
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

    `html` is what they were set from, `torn` the sources of side notes that are not whole beside their text, and
    `stuck` the block or section at which the engine got no further. `grid` is the one that they are set on.
    `remarks` and `flaws` are known once the PDF is written. `set_again` may be called as often as `trials` says.
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
