"""How much memory and time the reading of one file may take."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

if sys.platform != "win32":  # Windows has no such limits.
    import resource

#: Seconds of CPU between two looks at what was taken.
_STEP = 0.2


@contextmanager
def limited(memory: int, seconds: float) -> Iterator[None]:
    """Let what is inside take so many more bytes and seconds of CPU, and no more.

    Raises :class:`MemoryError` or :class:`TimeoutError` inside. Where the system has no such
    limit, or another thread runs the code, there is none.
    """
    size = _address_space()
    if not size or threading.current_thread() is not threading.main_thread():
        yield
        return
    taken = 0.0

    def look(_signal: int, _frame: FrameType | None) -> None:
        nonlocal taken
        taken += _STEP
        if _address_space() > size + memory:
            raise MemoryError
        if taken > seconds:
            raise TimeoutError

    before = resource.getrlimit(resource.RLIMIT_AS)
    handler = signal.signal(signal.SIGVTALRM, look)
    # The looks come between steps of Python; one step that takes all there is, the system
    # refuses. Only at twice as much, because Python itself cannot go on without memory.
    most = size + 2 * memory
    if before[0] == resource.RLIM_INFINITY or most < before[0]:
        resource.setrlimit(resource.RLIMIT_AS, (most, before[1]))
    signal.setitimer(signal.ITIMER_VIRTUAL, _STEP, _STEP)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)


def _address_space() -> int:
    """Return the bytes that this process has mapped; 0 where the system does not say."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()
