"""Whatever an editor writes, in whatever order: all of it is read or an artifact, and the PDF conforms."""

from __future__ import annotations

import page
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from brief.findings import BriefError
from tests import built
from tests.conftest import MakeBrief
from tests.reading import read

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><path d="M0 0h30v20z"/></svg>'

WORDS = st.sampled_from(
    [
        "words",
        "a *few* words",
        "**bold** and `code`",
        "성분",
        '<span lang="fr">des *mots*</span>',
        '<abbr title="kilogram">kg</abbr>',
        "[a link](https://example.org/a)",
        "[**bold** *link*](https://example.org/b)",
        "[성분](https://example.org/c)",
        "[there](#part)",
        "<desk@example.org>",
        "**[a link in bold](https://example.org/d)**",
        "![a picture](a.svg)",
        "[![a picture](a.svg)](https://example.org/e)",
        "![](a.svg){: .decorative}",
        "one<br>two",
        "x<sub>2</sub><sup>3</sup>",
        "called[^a]",
        "*called[^b]*",
        "[called[^a]](https://example.org/f)",
        "internationalization " * 12,
    ]
)


@st.composite
def blocks(draw: st.DrawFn) -> str:
    one, two, three = (draw(WORDS) for _ in range(3))
    return draw(
        st.sampled_from(
            [
                f"{one} {two} {three}",
                f"## {one} {two}\n\n{three}",
                f"- {one}\n- {two}\n    - {three}",
                f"- {one}\n\n    {two}\n\n- {three}",
                f"4. {one}\n5. {two}\n    1. {three}",
                f"> {one}\n>\n> - {two}\n> - {three}",
                f"Term {one}\n: {two}\n: {three}",
                f"| {one} | {two} |\n|---|---|\n| {three} | |\n\nTable: {two}",
                f"|  | {two} |\n|---|--:|\n| {three} | 1 |",
                f"/// box | {one}\n{two}\n\n- {three}\n///",
                f"/// pull-quote\n{one} {two}\n///\n\n{three}",
                f"/// key-figure | 7\n{two}\n///",
                f'![A picture](a.svg "{one.replace(chr(34), chr(39))}")',
                "![A picture](a.svg)\n{: .wide }",
                "***",
            ]
        )
    )


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])  # each is a build
@given(written=st.lists(blocks(), min_size=1, max_size=12))
def test_everything_is_read_or_an_artifact_and_the_pdf_conforms(written: list[str], make_brief: MakeBrief) -> None:
    section = "\n\n".join(["# Title", "Text called[^a] and called[^b].", *written, "[^a]: A note.", "[^b]: Another."])
    try:
        made = built.built(make_brief({"part.md": f"{section}\n", "a.svg": SVG})).pdf
    except BriefError as error:  # beside a cell of long words there may be no room for the call of a note
        if {finding.rule for finding in error.findings} != {"too-wide"}:
            raise
        return
    reading = read(made)
    assert reading.strays == ()
    assert reading.mismatches == ()
    for standard in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_3A):
        assert [one.message for one in page.validate_pdf_bytes(made, profile=standard).failures] == []
