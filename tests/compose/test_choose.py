"""Which sections and blocks an edition prints."""

from __future__ import annotations

import re

import pytest

from brief import build
from brief.load import load
from tests import built
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


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (7, "en", ">3 of the 7 recommendations in the whole brief<"),
        (7, "fr", ">3 des 7 recommandations de la note entière<"),
        (3, "en", ""),
    ],
)
def test_a_handout_says_how_many_of_the_recommendations_it_has(
    count: int, language: str, said: str, make_brief: MakeBrief
) -> None:
    asks = "".join(f"1. **Ask** for {'a long thing, ' * 20}.\n" for _ in range(count))
    files = {"brief.yaml": f"title: A\nlanguage: {language}\n", "recommendations.md": f"# R\n\n{asks}"}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    html = composed(brief, texts, name="handout")
    assert said in re.sub("</?span[^>]*>", "", html)
    assert ('class="of-all"' in html) == bool(said)


def test_the_recommendations_of_a_handout_have_the_numbers_of_the_whole_brief(make_brief: MakeBrief) -> None:
    asks = "## To you\n\n1. **One** thing.\n2. **Two** things.\n{: .handout }\n3. **Three** things.\n"
    asks += "4. **Four** things.\n{: .handout }\n\n/// leave-out-of | handout\n## To her\n\n1. **Five** things.\n///\n"
    files = {"brief.yaml": "title: A\n", "recommendations.md": f"# R\n\n{asks}"}
    pages = built.built(make_brief(files), "handout").measured.pages
    words = " ".join(run.text.strip() for page in pages for run in page.texts)
    assert re.search(r"2 Two things\. 4 Four things\. 2 of the 5 recommendations in the whole brief", words)


def test_recommendations_of_an_edition_that_is_no_handout_are_numbered_without_gaps(make_brief: MakeBrief) -> None:
    asks = "1. **One** thing.\n\n/// leave-out-of | short\n1. **Two** things.\n///\n\n1. **Three** things.\n"
    files = {"brief.yaml": "title: A\neditions: {short: {like: full}}\n", "recommendations.md": f"# R\n\n{asks}"}
    brief, texts, _ = build.read(load(make_brief(files))[0])
    assert re.findall(r' start="(\d)"', composed(brief, texts)) == ["1", "2", "3"]
    assert re.findall(r' start="(\d)"', composed(brief, texts, name="short")) == ["1", "2"]
