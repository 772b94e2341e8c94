"""What a check has read, and the next one need not read again.

What is wrong with a document by itself Sphinx says while it reads it. A reading that has said
nothing says nothing again, as long as nothing but documents has changed; which of them have, Sphinx
finds itself. Any other reading is thrown away, so that its warnings are seen again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefbook.building.build_folders import clear
from briefbook.building.records.build_record import only_pages_changed
from briefbook.building.records.inputs import Inputs, changed_after, hash_file
from briefbook.core.files.build_dependencies import (
    Dependencies,
    dependencies_file,
    read_dependencies,
)
from briefbook.core.files.check_files import SILENT
from briefbook.core.files.writing import write_whole

_VERSION = 1
#: Where Sphinx keeps what it knows of all documents.
ENV_PICKLE = "environment.pickle"
#: What the check itself writes, and no document shows while it is read.
_WRITTEN = ("receipts.json", "reviewed.toml")


@dataclass(frozen=True, slots=True)
class StartedReading:
    """A check that has begun, with the inputs as they were then.

    ``silent`` says whether the doctrees are those of a silent reading from which nothing but
    documents has changed; if they are not, there are none.
    """

    root: Path
    doctrees: Path
    silent: bool
    moment: int
    before: dict[str, str]

    def keep(self, builder: str) -> None:
        """Keep what was read for the next check, if it was silent and nothing changed meanwhile."""
        dependencies = self.doctrees / dependencies_file(builder)
        if not (self.doctrees / SILENT).is_file() or not dependencies.is_file():
            return
        depended = read_dependencies(dependencies.read_text(encoding="utf-8"))
        now = Inputs(self.root)
        inputs = _inputs(now, depended)
        if not _is_steady(now, depended, self.before, self.moment):
            return
        data = {
            "version": _VERSION, "inputs": inputs, "depended": depended.to_data(),
            "environment": hash_file(self.doctrees / ENV_PICKLE),
        }  # fmt: skip
        write_whole(_record(self.doctrees), json.dumps(data))


def start_reading(root: Path, doctrees: Path) -> StartedReading:
    """Clear the doctrees unless they are those of a silent reading; no other check may run."""
    record, clock = _record(doctrees), doctrees.parent / "begun"
    before, watched, digest = _read(record)
    clear(record)
    clear(clock)
    clock.touch()
    moment = clock.stat().st_ctime_ns
    clear(clock)
    now = _inputs(Inputs(root), watched)
    silent = (
        bool(before)
        and hash_file(doctrees / ENV_PICKLE) == digest
        and only_pages_changed(root, before, now)
    )
    if not silent:
        clear(doctrees)
    return StartedReading(root, doctrees, silent, moment, now)


def _record(doctrees: Path) -> Path:
    return doctrees.parent / "read.json"


def _is_steady(inputs: Inputs, depended: Dependencies, before: dict[str, str], moment: int) -> bool:
    """Tell whether no input has changed since a moment, when those in ``before`` were known."""
    after = _inputs(inputs, depended)
    for path in inputs.paths(depended):
        name = inputs.name_of(path)
        if name in before and before[name] != after[name]:
            return False
        if name not in before and _counts(name) and changed_after(path, moment):
            return False
    return True


def _inputs(inputs: Inputs, depended: Dependencies) -> dict[str, str]:
    return {name: value for name, value in inputs.of(depended).items() if _counts(name)}


def _counts(name: str) -> bool:
    return name.rpartition("/")[2] not in _WRITTEN


def _read(record: Path) -> tuple[dict[str, str], Dependencies, str]:
    """Return the inputs of the last silent reading, what they are, and its environment's hash."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
        data = json.loads(record.read_text(encoding="utf-8"))
        if data["version"] == _VERSION:
            inputs = {str(name): str(value) for name, value in data["inputs"].items()}
            return inputs, Dependencies.from_data(data["depended"]), str(data["environment"])
    return {}, Dependencies(), ""
