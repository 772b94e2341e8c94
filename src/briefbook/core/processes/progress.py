"""A bar on a terminal for work that takes a while."""

from __future__ import annotations

import sys

#: So few are done before a bar is read.
_FEW = 3
_BAR = 30


def draw_progress(doing: str, done: int, total: int) -> None:
    """Draw how many of ``total`` are done, over the bar before; nothing without a terminal."""
    if total <= _FEW or not sys.stderr.isatty():
        return
    filled = _BAR * done // total
    end = "\n" if done == total else ""
    bar = "█" * filled + "·" * (_BAR - filled)
    print(f"\r{doing} {bar} {done}/{total}", end=end, file=sys.stderr, flush=True)
