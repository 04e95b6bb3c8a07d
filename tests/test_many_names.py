"""Many authors and organizations are set in rows, which may continue on the next page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief.model import LOOKS, Box, Page
from tests.built import built
from tests.conftest import MakeBrief

TEXT = "This paragraph is here to take up room on the page before the authors are named.\n\n"


def authors(count: int) -> str:
    lines = (
        f"  - {{name: Author {n}, role: Fellow of institute {n}, email: author.{n}@example.org}}" for n in range(count)
    )
    return "\n".join(("title: A brief", "paper: a4", "authors:", *lines, ""))


def boxes(page: Page, name: str) -> list[Box]:
    return [box for box in page.boxes if name in box.classes]


def test_forty_authors_are_set_in_rows_of_three_that_continue_on_the_next_page(make_brief: MakeBrief) -> None:
    files = {
        "brief.yaml": authors(40) + "sections: [part, author]\n",
        "part.md": f"# Part\n\n{TEXT * 8}",
        "author.md": "# Authors\n\nThey wrote it.\n",
    }
    pages = built(make_brief(files)).measured.pages
    cards = [boxes(page, "card") for page in pages]
    assert [len(on_page) > 0 for on_page in cards] == [True, True]
    assert sum(map(len, cards)) == 40
    assert len({box.y for box in cards[0][:3]}) == 1
    assert all(len({box.y for box in on_page}) > 2 for on_page in cards)
    assert all(box.foot <= page.bottom for page, on_page in zip(pages, cards, strict=True) for box in on_page)


@pytest.mark.parametrize(("number", "in_a_row"), [(2, 1), (3, 3), (4, 4)])
def test_three_or_four_authors_are_in_one_row_below_two_columns_of_text(
    number: int, in_a_row: int, make_brief: MakeBrief
) -> None:
    settings = f"{authors(number)}sections: [part, author]\neditions: {{full: {{pages: 1}}}}\n"
    folder = make_brief({"brief.yaml": settings, "part.md": f"# Part\n\n{TEXT}", "author.md": "# Authors\n\nThey.\n"})
    cards = boxes(built(folder).measured.pages[0], "card")
    assert [sum(box.y == cards[0].y for box in cards), len(cards)] == [in_a_row, number]


def test_forty_authors_without_text_before_them_fit_on_one_page(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": authors(40), "author.md": "# Authors\n\nThey wrote it.\n"})
    assert len(built(folder).measured.pages) == 1


def test_a_few_authors_are_set_in_one_column(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": authors(4), "author.md": "# Authors\n\nThey wrote it.\n"})
    cards = boxes(built(folder).measured.pages[0], "card")
    assert len({box.x for box in cards}) == 1


def test_in_large_print_each_author_is_below_the_one_before(make_brief: MakeBrief) -> None:
    folder = make_brief({"brief.yaml": authors(6), "author.md": "# Authors\n\nThey wrote it.\n"})
    cards = [box for page in built(folder, "large-print").measured.pages for box in boxes(page, "card")]
    assert len({box.x for box in cards}) == 1


def signers(*roles: str) -> dict[str, str]:
    """The files of a brief whose authors have these roles."""
    lines = "".join(f"  - {{name: Signer {number}, role: {role}}}\n" for number, role in enumerate(roles))
    return {"brief.yaml": f"title: A brief\nauthors:\n{lines}", "author.md": "# Who signs\n\nThey agree.\n"}


def cards(folder: Path, edition: str = "full") -> list[str]:
    """The text of each card of the authors section."""
    _, *rest = built(folder, edition).html.split('<div class="card')
    inside = (card.partition(">")[2].partition("</div>")[0] for card in rest)
    return [" ".join(re.sub("<[^>]*>", " ", card).split()) for card in inside]


def test_many_signers_of_a_few_institutions_are_named_below_them(make_brief: MakeBrief) -> None:
    folder = make_brief(signers("Institute", "Institute", "Institute", "Union", "Union", "Union"))
    assert cards(folder) == ["Institute Signer 0 Signer 1 Signer 2", "Union Signer 3 Signer 4 Signer 5"]
    assert cards(folder, "large-print") == cards(folder)


@pytest.mark.parametrize(
    "roles",
    [
        ("Institute", "Institute", "Union", "Union"),  # few
        ("A", "A", "B", "B", "A", "A"),  # in an order that must stay
        ("A", "B", "C", "D", "D", "D"),  # hardly any in common
        ("A",) * 21,  # more than fit above the foot of a page
    ],
)
def test_other_authors_are_each_named_with_their_role(roles: tuple[str, ...], make_brief: MakeBrief) -> None:
    expected = [f"Signer {number} {role}" for number, role in enumerate(roles)]
    assert cards(make_brief(signers(*roles))) == expected


def test_signers_with_an_address_are_named_one_by_one(make_brief: MakeBrief) -> None:
    files = signers(*["Institute"] * 6)
    with_one = files["brief.yaml"].replace("Signer 3,", "Signer 3, email: three@example.org,")
    assert len(cards(make_brief({**files, "brief.yaml": with_one}))) == 6


@pytest.mark.parametrize("look", LOOKS)
def test_six_organizations_are_set_in_threes_with_logos_of_the_same_height(look: str, make_brief: MakeBrief) -> None:
    logos = {"a.svg": (150, 40), "b.svg": (36, 48), "c.svg": (40, 40)}
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="{}" height="{}"><path d="M0 0h30v30z"/></svg>'
    names = "".join(f"  - {{name: Example Organization {n}, logo: {logo}}}\n" for n, logo in enumerate([*logos] * 2))
    files = {name: svg.format(*size) for name, size in logos.items()}
    settings = f"title: A\nlook: {look}\norganisation:\n{names}"
    (page,) = built(make_brief({"brief.yaml": settings, "part.md": "# Part\n\nText.\n", **files})).measured.pages
    for name in ("logo", "name"):
        places = [(round(box.x), round(box.y)) for box in boxes(page, name)]
        assert [len(set(found)) for found in zip(*places, strict=True)] == [3, 2]
    assert len({round(box.height) for box in boxes(page, "logo")}) == 1


@pytest.mark.parametrize("look", LOOKS)
def test_four_organizations_are_set_in_two_rows_of_two(look: str, make_brief: MakeBrief) -> None:
    names = "".join(f"  - name: Example Organization {number}\n" for number in range(4))
    settings = f"title: A\nlook: {look}\norganisation:\n{names}"
    (page,) = built(make_brief({"brief.yaml": settings, "part.md": "# Part\n\nText.\n"})).measured.pages
    places = [(round(box.x), round(box.y)) for box in boxes(page, "organisation")]
    assert [len(set(found)) for found in zip(*places, strict=True)] == [2, 2]


def test_in_large_print_each_of_several_organizations_has_its_own_line(make_brief: MakeBrief) -> None:
    names = "".join(f"  - name: Organization for Rights {number}\n" for number in range(4))
    folder = make_brief({"brief.yaml": f"title: A\norganisation:\n{names}", "part.md": "# Part\n\nText.\n"})
    named = boxes(built(folder, "large-print").measured.pages[0], "organisation")
    assert len(named) == 4
    assert all(box.height < 30 for box in named)


def test_a_coalition_of_twelve_is_named_in_a_few_lines(make_brief: MakeBrief) -> None:
    names = "".join(f"  - name: Organization for Rights {number}\n" for number in range(12))
    folder = make_brief({"brief.yaml": f"title: A\norganisation:\n{names}", "part.md": "# Part\n\nText.\n"})
    (page,) = built(folder).measured.pages
    named = boxes(page, "organisation")
    assert len(named) == 12
    assert len({box.y for box in named}) < 6
    assert all(box.right <= page.width for box in named)
