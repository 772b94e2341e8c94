"""The last steps of a build, in a process beside the others."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util.parallel import parallel_available

from briefbook.core.processes.faults import FaultError
from briefbook.domain.parallel.documents import attempt_document
from briefbook.domain.parallel.forks import Fork, WorkerEndedError

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.parallel.attempts import CallOutcome


def run_at_end_in_parallel(
    app: Sphinx, handler: Callable[[Sphinx, Exception | None], None]
) -> None:
    """Connect a last step of a build, in a process of its own where there may be several.

    It may only write files; what is connected later runs beside it, up to priority 950.
    """
    running: list[Fork] = []

    def begin(app: Sphinx, exception: Exception | None) -> None:
        if exception is not None or app.parallel < 2 or not parallel_available:
            handler(app, exception)
        else:
            work = partial(attempt_document, partial(handler, app, None))
            running.append(Fork(lambda pipe: pipe.send(work())))

    def wait(_app: Sphinx, _exception: Exception | None) -> None:
        while running:
            done = _receive(running.pop())
            done.say()
            if done.failure:
                raise done.failure

    app.connect("build-finished", begin)
    app.connect("build-finished", wait, priority=950)


def _receive(fork: Fork) -> CallOutcome:
    try:
        done: CallOutcome = fork.receive()
    except WorkerEndedError as error:
        raise SphinxError(str(error)) from None
    except FaultError as error:
        raise SphinxParallelError(error.fault.what, error.fault.report) from None
    else:
        return done
    finally:
        fork.join()
