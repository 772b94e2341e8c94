"""Signals that end a command: at once, but never in the middle of a change to the book."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

#: Ctrl-C, `kill`, and a terminal that is closed.
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Interrupted(KeyboardInterrupt):
    """A signal asks the command to end; ``args[0]`` is its number."""


@dataclass(slots=True)
class _State:
    held: int = 0
    waiting: int = 0
    changed: bool = False


_state = _State()


def catch_signals() -> None:
    """Let each of :data:`SIGNALS` raise :class:`Interrupted` in the main thread.

    One that is ignored stays so, as ``nohup`` and a shell's background jobs want it.
    """
    for number in SIGNALS:
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _interrupt)


def release_signals() -> None:
    """Let the signals end the process silently: its own message is already printed."""
    for number in SIGNALS:
        if signal.getsignal(number) == _interrupt:
            signal.signal(number, signal.SIG_DFL)


def _interrupt(number: int, _frame: FrameType | None) -> None:
    if not _state.held:
        raise Interrupted(number)
    _state.waiting = number


@contextmanager
def uninterrupted(*, changes_book: bool = False) -> Iterator[None]:
    """Hold signals back until the block has ended.

    ``changes_book``: the block makes the command's change; :func:`is_changed` is true after it.
    """
    _state.held += 1
    try:
        yield
        _state.changed |= changes_book
    finally:
        _state.held -= 1
        if not _state.held and _state.waiting:
            number, _state.waiting = _state.waiting, 0
            raise Interrupted(number)


def is_changed() -> bool:
    """Return whether this command has changed the book."""
    return _state.changed
