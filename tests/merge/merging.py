"""A small brief with fields, lists for it, and merges within the process of a test."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from brief import merge as job
from brief.merge import Asked, Event, Wanted
from tests.conftest import MakeBrief

SETTINGS = """title: A brief
ask: We ask.
citations: footnotes
fields:
  office: {required: true, sample: Office of Senator Example}
  state: {type: state, required: true, sample: Guam}
  families: {type: number, format: "1,234"}
  party: {type: choice, choices: [Democrat, Independent], default: Independent}
merge: {order: [building, room]}
editions: {handout: {ask: "We ask {{ office }}."}}
status: final
"""

TEXT = """# Summary

In {{ state }}{% if families %}, {{ families }} families{% endif %} wait for {{ office }}.

/// when | party == "Democrat"
Lead the way.
///
"""

LIST = """Office,State,Families,Party,Building,Room
Office of Senator Ash,OH,2300,Democrat,Hart,10
Office of Senator Birch,Virginia,,,Hart,9
Office of Senator Cedar,West Virginia,17,,Dirksen,100
"""


class Here(Executor):
    """Runs copies in this process, one by one."""

    most = 1
    gives_up: tuple[type[Exception], ...] = ()
    seconds = megabytes = 60

    def __call__(self, jobs: int) -> Executor:
        return self

    def submit(self, make: Callable[..., Any], /, *args: Any, **words: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(make(*args, **words))
        return future

    def close(self) -> None:
        pass


def offices(make_brief: MakeBrief, rows: str | bytes = LIST, more: Mapping[str, str | bytes] | None = None) -> Path:
    """Writes the brief, with a list beside its folder; returns the path of the list."""
    make_brief({"brief.yaml": SETTINGS, "summary.md": TEXT, **(more or {})})
    path = Path("offices.csv")
    path.write_bytes(rows if isinstance(rows, bytes) else rows.encode())
    return path


def merged(rows: Path, **wanted: Any) -> list[Event]:
    """All events of a merge."""
    return [*job.merge(Asked(Path(), rows), Path("output"), Wanted(**wanted), Here())]


FOLDER = Path("output/merge/a-brief-handout-us-letter")
