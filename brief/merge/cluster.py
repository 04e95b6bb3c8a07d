"""Makes the copies of a merge on a Dask cluster; Dask does the scheduling, the retries and the transport.

Each machine needs brief, and the same folders under the same names, such as on a shared disk: it reads the brief and
writes copies there. Installed with ``pip install 'policy-brief[cluster]'``.
"""

from __future__ import annotations

from concurrent.futures import Executor
from typing import Any

from brief import process
from brief.findings import UsageError
from brief.findings import merge as rules

PATIENCE = 10
"""Seconds within which the scheduler has to answer."""

RETRIES = 2
"""How often a copy is tried again after a worker died while making it."""


class Cluster:
    """A `Pool` on the cluster of a scheduler, ``tcp://host:8786``. Raises `UsageError` when it cannot be reached."""

    def __init__(self, address: str, seconds: int | None, megabytes: int | None) -> None:
        self.seconds, self.megabytes = seconds or process.SECONDS, megabytes or process.MEGABYTES
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise UsageError([rules.NO_CLUSTER.at()]) from error
        try:
            connect: Any = Client  # it has no types
            self._client = connect(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            raise UsageError([rules.NO_SCHEDULER.at(address=address, reason=str(error) or "no answer")]) from error
        self.gives_up: tuple[type[Exception], ...] = (KilledWorker,)
        self.most = sum(self._client.ncores().values()) or 1

    def __call__(self, jobs: int) -> Executor:
        """The executor of the cluster; whatever `jobs` is, a worker makes as many copies at once as it has threads."""
        executor: Executor = self._client.get_executor(pure=False, retries=RETRIES)
        return executor

    def close(self) -> None:
        """Leaves the cluster."""
        self._client.close()
