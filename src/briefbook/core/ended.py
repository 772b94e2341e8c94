"""How a command ended, and what to do next."""

from __future__ import annotations

from typing import NamedTuple


class Ended(NamedTuple):
    """The exit status, and what to do next in a line; empty where the output is for a program."""

    status: int
    next: str = ""
