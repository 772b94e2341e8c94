"""Typesetting processes, side by side."""

from __future__ import annotations

import threading

import pytest

from briefbook.core.processes.fresh import subprocess_pool


def test_what_has_not_begun_is_dropped_when_the_build_is_interrupted() -> None:
    go_on = threading.Event()
    begun: list[int] = []

    def interrupted() -> None:
        with subprocess_pool(1) as pool:
            pool.submit(go_on.wait)
            for number in range(3):
                pool.submit(begun.append, number)
            threading.Timer(0.2, go_on.set).start()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert go_on.is_set()
    assert begun == []
