"""A cache of a bibliography's keys when it was last written, so that it need not be parsed again.

Parsing 10,000 entries takes longer than adding a hundred articles. The memory counts only
for a file of the very same bytes, and losing it costs nothing but that time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from briefbook.core.files.writing import write_whole
from briefbook.sources.bibliography.bib_file import BibFile

_VERSION = 1


def recall(memory: Path, path: Path) -> BibFile | None:
    """Return the bibliography if it is byte for byte the one remembered, else ``None``."""
    try:
        data = path.read_bytes()
        known = json.loads(memory.read_bytes())
        if known["version"] != _VERSION or known["sha256"] != hashlib.sha256(data).hexdigest():
            return None
        return BibFile(path, data, frozenset(known["keys"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(memory: Path, path: Path, keys: Iterable[str]) -> None:
    """Note the keys of the bibliography as it is now; a failure to write does no harm.

    ``keys`` may hold more than the bibliography's own: those of the sources.
    """
    digest = hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
    known = {"version": _VERSION, "sha256": digest, "keys": sorted(keys)}
    try:
        write_whole(memory, json.dumps(known))
    except OSError:
        return
