"""A file that would take all memory, or all day, is stopped; the next one is read as ever."""

from __future__ import annotations

import resource
import signal

import pytest

from briefbook.sources.readers.limits import limited


def fill_memory() -> None:
    kept: list[bytes] = []
    while True:
        kept.append(bytes(1_000))


def swallow_errors() -> None:
    for errors in range(3):
        try:
            while True:
                pass
        except TimeoutError:
            if errors == 2:
                raise


def test_many_small_things_are_too_much_memory() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(MemoryError), limited(100_000_000, 60):
        fill_memory()
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_one_large_thing_is_too_much_memory() -> None:
    with pytest.raises(MemoryError), limited(100_000_000, 60):
        bytes(1_000_000_000)
    assert len(bytes(1_000_000_000)) == 1_000_000_000


def test_a_loop_without_end_is_stopped_also_where_errors_are_swallowed() -> None:
    with pytest.raises(TimeoutError), limited(100_000_000, 0.4):
        swallow_errors()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)


def test_what_stays_below_is_left_alone() -> None:
    with limited(100_000_000, 60):
        assert sum(range(1_000)) == 499_500
