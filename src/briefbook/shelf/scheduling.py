"""Run steps of books in parallel on Dask, or one after another, with the same result."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from briefbook.core.errors import BriefbookError
from briefbook.shelf.one_book import Job, JobResult, run_job

JobRunner = Callable[[Sequence[Job]], Iterator[tuple[Job, JobResult]]]
"""Runs steps and yields how each ended, as they end."""
_RETRIES = 3
_MISSING = "pip install 'briefbook[dask]'"


@contextmanager
def scheduling(scheduler: str, workers: int) -> Iterator[JobRunner]:
    """Yield what runs steps: on a scheduler at an address, on a local cluster, or in turn.

    ``workers`` is how many processes the cluster has, 0 one for each processor; with 1 and without
    the extra ``briefbook[dask]``, books are built one after another.

    Raises :class:`BriefbookError` where the scheduler does not answer, or Dask is missing for it.
    """
    workers = workers or os.cpu_count() or 1
    if find_spec("distributed") is None:
        if scheduler:
            raise BriefbookError(
                f"the package distributed is missing, which --scheduler needs; {_MISSING}"
            )
        print(f"one book after another; several at a time with {_MISSING}", file=sys.stderr)
        yield _in_turn
    elif workers == 1 and not scheduler:
        yield _in_turn
    else:
        with _client(scheduler, workers) as client:
            yield lambda jobs: _on_dask(client, jobs)


def _in_turn(jobs: Sequence[Job]) -> Iterator[tuple[Job, JobResult]]:
    for job in jobs:
        yield job, run_job(job)


@contextmanager
def _client(scheduler: str, workers: int) -> Iterator[Any]:
    """Connect to a scheduler, or start a cluster on this machine."""
    from distributed import Client, LocalCluster

    if scheduler:
        try:
            client = Client(scheduler, timeout="10s")
        except (OSError, ValueError) as error:
            raise BriefbookError(f"--scheduler {scheduler}: no answer: {error}") from None
        with client:
            yield client
        return
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, silence_logs=logging.ERROR,
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        Client(cluster) as client,
    ):  # fmt: skip
        if find_spec("bokeh") is not None:
            print(f"progress: {client.dashboard_link}", file=sys.stderr)
        yield client


def _on_dask(client: Any, jobs: Sequence[Job]) -> Iterator[tuple[Job, JobResult]]:
    """Submit each step as a task; if its worker dies, another worker gets it."""
    from distributed import as_completed

    run = uuid4().hex  # A step is done again by the next run, which finds what has changed.
    tasks = {
        client.submit(run_job, job, key=f"{job.step}-{job.name}-{run}", retries=_RETRIES): job
        for job in jobs
    }
    for task in as_completed(list(tasks)):
        error = task.exception()
        lost = f"no worker could end it: {error}; run the same command again\n"
        yield tasks[task], task.result() if error is None else JobResult(2, lost)
