"""Fixtures for the tests of the structure: briefs, built and read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from tests import built
from tests.conftest import MakeBrief
from tests.reading import Reading, read

Hear = Callable[..., Reading]


@pytest.fixture
def hear(make_brief: MakeBrief) -> Hear:
    """Builds a brief from one section, whose title is 'Title', and further files, and reads its PDF back."""

    def heard(section: str, files: Mapping[str, str | bytes] = MappingProxyType({})) -> Reading:
        folder = make_brief({"part.md": f"# Title\n\n{section}\n", **files})
        return read(built.built(folder).pdf)

    return heard


@pytest.fixture(scope="session")
def sink() -> Reading:
    return built.heard(built.KITCHEN_SINK)


@pytest.fixture(scope="session")
def example() -> Reading:
    return built.heard(built.EXAMPLE)


@pytest.fixture(scope="session", params=built.ALL, ids=lambda folder: folder.name)
def whole(request: pytest.FixtureRequest) -> tuple[Path, Reading]:
    """Each brief that tests build: its folder, and what is read from its PDF."""
    return request.param, built.heard(request.param)
