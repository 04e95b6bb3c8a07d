"""Which sections and blocks an edition prints."""

from __future__ import annotations

from brief import build
from brief.load import load
from tests.compose.composing import composed
from tests.conftest import MakeBrief

SETTINGS = """title: A
sections: [summary, farms]
fields:
  party: {sample: Independent}
"""
FARMS = '---\ntitle: For farm states\n---\n\n/// when | party == "Green"\nText.\n///\n'


def test_a_section_whose_conditions_all_fail_is_left_out_with_its_title(make_brief: MakeBrief) -> None:
    files = {"brief.yaml": SETTINGS, "summary.md": "# T\n\nText.\n", "farms.md": FARMS}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    assert "For farm states" not in composed(brief, texts)
    brief, texts, _ = build.read(load(make_brief({**files, "farms.md": FARMS.replace("Green", "Independent")}))[0])
    assert "For farm states" in composed(brief, texts)
