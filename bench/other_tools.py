"""What other tools say of a quotation and its paragraph; those that are installed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

#: Tells whether a tool takes words for a quotation from a paragraph.
Judge = Callable[[str, str], bool]
#: The likeness, of 100, from which a quotation is commonly taken for found.
_ALIKE = 90


def judges() -> Iterator[tuple[str, Judge]]:
    """Yield the tools by name; ``pip install citations rapidfuzz`` brings them."""
    try:
        resolve_in = import_module("citations.verify").resolve_in
        yield "citations", lambda words, block: resolve_in(words, block).count > 0
    except ImportError:
        print("citations is not installed; pip install citations compares with it")
    try:
        ratio = import_module("rapidfuzz.fuzz").partial_ratio
        yield "rapidfuzz", lambda words, block: ratio(words.lower(), block.lower()) >= _ALIKE
    except ImportError:
        print("rapidfuzz is not installed; pip install rapidfuzz compares with it")
