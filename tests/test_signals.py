"""Signals end a command, even where Python drops the exception that they raise; test_cli sends real ones."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest

from brief import signals

NUMBERS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Gives the process its own handlers back."""
    monkeypatch.setattr(signals, "_received", [])
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    before = {number: signal.getsignal(number) for number in NUMBERS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_signal_is_raised_and_remembered(number: signal.Signals) -> None:
    signals.heed()
    signals.obey()
    assert signals.exit_code(7) == 7
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), number)
    with pytest.raises(KeyboardInterrupt):
        signals.obey()
    assert signals.exit_code(7) == 128 + number


def test_a_signal_that_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signals.heed()
    os.kill(os.getpid(), signal.SIGHUP)
    signals.obey()


class Finalized:
    """Something that fails when it goes."""

    def __init__(self, error: type[BaseException]) -> None:
        self.error = error

    def __del__(self) -> None:
        raise self.error


def test_an_interruption_that_python_drops_is_not_printed_and_any_other_error_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printed: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda lost: printed.append(lost.exc_type))
    signals.heed()
    Finalized(KeyboardInterrupt)
    Finalized(ZeroDivisionError)
    assert printed == [ZeroDivisionError]
