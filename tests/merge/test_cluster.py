"""The same job on a Dask cluster: a scheduler and two workers, of which one is killed half way."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.conftest import MakeBrief
from tests.merge.merging import FOLDER, offices
from tests.merge.test_command import bytes_of_copies, many, started, wait_for
from tests.test_cli import ROOT, in_a_process


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Runs a program of Dask until the end of the block."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "dask", *words], env=environment, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        port: int = there.getsockname()[1]
        return port


def answers(port: int) -> bool:
    with socket.socket() as there:
        return there.connect_ex(("127.0.0.1", port)) == 0


def test_a_cluster_makes_the_same_bytes_though_a_worker_dies(make_brief: MakeBrief, tmp_path: Path) -> None:
    offices(make_brief, many(16))
    assert in_a_process("merge", "offices.csv").returncode == 0
    here = bytes_of_copies()
    for path in (FOLDER / "copies").iterdir():
        path.unlink()
    port = free_port()
    address = f"tcp://127.0.0.1:{port}"
    own = ("--local-directory", str(tmp_path / "dask"), "--no-dashboard", "--nthreads", "1", "--no-nanny")
    with ExitStack() as stack:
        scheduler = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
        stack.enter_context(running(*scheduler))
        wait_for(lambda: answers(port))
        first = stack.enter_context(running("worker", address, *own))
        stack.enter_context(running("worker", address, *own))
        process = stack.enter_context(started("--scheduler", address))
        journal = FOLDER / ".journal"
        wait_for(lambda: len(journal.read_text().splitlines()) > 18 or process.poll() is not None)
        os.killpg(first.pid, signal.SIGKILL)
        _, err = process.communicate(timeout=100)
    assert process.returncode == 0, err
    assert bytes_of_copies() == here


def test_a_missing_scheduler_is_reported(make_brief: MakeBrief) -> None:
    offices(make_brief)
    done = in_a_process(
        "merge", "offices.csv", "--scheduler", f"tcp://127.0.0.1:{free_port()}", PYTHONWARNINGS="ignore"
    )
    assert done.returncode == 2
    assert re.match(r"error: no-cluster: no scheduler answers at 'tcp://127.0.0.1:\d+': ", done.stderr)


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:1"])
def test_an_invalid_address_of_a_scheduler_is_refused(make_brief: MakeBrief, address: str) -> None:
    offices(make_brief)
    done = in_a_process("merge", "offices.csv", "--scheduler", address, PYTHONWARNINGS="ignore")
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
