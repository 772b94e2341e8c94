"""Call a function for each document, in several processes.

Each process sends its results once, when it ends. Messages come in the order of the
documents.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection
from typing import Generic, TypeVar

from sphinx.errors import SphinxError, SphinxParallelError

from briefbook.core.processes.faults import FaultError
from briefbook.domain.parallel.attempts import CallOutcome, attempt
from briefbook.domain.parallel.forks import Fork, SharedCounter, WorkerEndedError, crew

Outcome = TypeVar("Outcome")


@dataclass(slots=True)
class Share(Generic[Outcome]):
    """What one process did: the outcome of each of its documents, and what it hands over."""

    done: dict[str, CallOutcome] = field(default_factory=dict)
    outcome: Outcome | None = None


def run_in_parallel(
    docnames: Sequence[str],
    jobs: int,
    work: Callable[[str], None],
    outcome: Callable[[], Outcome],
) -> list[tuple[list[str], Outcome]]:
    """Call ``work`` for each document, in ``jobs`` processes, and ``outcome`` at the end of each.

    Return the documents and the outcome of each process; an outcome must be picklable. Raises
    what ``work`` raised if that is a :class:`~sphinx.errors.SphinxError`, and otherwise
    :class:`~sphinx.errors.SphinxParallelError`; then no more documents are begun.
    """
    turns = SharedCounter(len(docnames))

    def process(pipe: Connection) -> None:
        share: Share[Outcome] = Share()
        for place in turns:
            docname = docnames[place]
            share.done[docname] = done = attempt_document(partial(work, docname))
            if done.failure:
                turns.stop()
        if not any(done.failure for done in share.done.values()):
            share.outcome = outcome()
        pipe.send(share)

    ended: list[SphinxError] = []
    shares: list[Share[Outcome]] = []
    try:
        with crew(min(jobs, len(docnames)), process) as forks:
            for fork in forks:
                shares += _receive(fork, ended)
    finally:
        turns.close()
    done = {name: did for share in shares for name, did in share.done.items()}
    for name in sorted(done):
        done[name].say()
    failures = [failure for name in sorted(done) if (failure := done[name].failure)]
    if errors := [*failures, *ended]:
        raise errors[0]
    return [(list(share.done), share.outcome) for share in shares if share.outcome is not None]


def _receive(fork: Fork, ended: list[SphinxError]) -> list[Share[Outcome]]:
    """Wait for the share of a process; where it has none, note how it ended."""
    try:
        return [fork.receive()]
    except WorkerEndedError as error:
        ended.append(SphinxError(str(error)))
    except FaultError as error:
        ended.append(SphinxParallelError(error.fault.what, error.fault.report))
    return []


def attempt_document(call: Callable[[], object]) -> CallOutcome:
    """Call a function; what is no error of Sphinx's becomes one that keeps its traceback."""

    def with_traceback(error: Exception) -> SphinxParallelError:
        words = traceback.format_exception_only(error)[-1]
        return SphinxParallelError(words.strip(), "".join(traceback.format_exception(error)))

    return attempt(call, (SphinxError,), with_traceback)
