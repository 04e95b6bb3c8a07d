"""Words whose language must be marked for screen readers."""

from __future__ import annotations

import pytest

from tests.conftest import MakeBrief
from tests.review.test_review import CLEAN, WHOLE, found


@pytest.mark.parametrize(
    ("text", "settings", "places"),
    [
        ("They call it голод and голод.", "", ["1:14"]),
        ("They call it голод.", "script-languages: {Cyrillic: ru}\n", []),
        ('They call it <span lang="ru">голод</span>.', "", []),
        ('They call it <span lang="ru">голод</span>.\n\nThey call it голод.', "", ["3:14"]),
        ("They call it 성분 and λόγος.", "", []),
    ],
)
def test_cyrillic_words_need_their_language_to_be_marked(
    make_brief: MakeBrief, text: str, settings: str, places: list[str]
) -> None:
    lines = found(make_brief, {**CLEAN, "brief.yaml": f"{WHOLE}{settings}", "summary.md": f"{text}\n"})
    told = [line.split(": ")[0].removeprefix("content/summary.md:") for line in lines if "script-untold" in line]
    assert told == places
