"""What was built from what: ``build/built.json``."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

VERSION = 1
"""Of the file's format; a record of another version counts as none."""


@dataclass(frozen=True, slots=True)
class BuiltOutput:
    """One format's output: a hash over its inputs, and its files from the book's root."""

    made_from: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """The outputs by folder, and the inputs of what Sphinx has read (None: do not trust it)."""

    outputs: Mapping[str, BuiltOutput]
    doctrees: Mapping[str, str] | None

    def is_current(self, root: Path, folder: str, inputs: Mapping[str, str]) -> bool:
        """Whether an output was made from these inputs and every file of it is still there."""
        output = self.outputs.get(folder)
        return (
            output is not None
            and output.made_from == _digest(inputs)
            and all((root / name).is_file() for name in output.files)
        )

    def can_reuse_doctrees(self, inputs: Mapping[str, str]) -> bool:
        """Whether Sphinx can find out by itself what to read again.

        It can when only documents changed: it does not know of our code or the source records.
        """
        if self.doctrees is None:
            return False
        changed = dict(set(self.doctrees.items()) ^ set(inputs.items()))
        return all(name.startswith("docs/") and name.endswith(".md") for name in changed)

    def without_doctrees(self) -> BuildRecord:
        """Return the record for the time that a build is running or has failed."""
        return replace(self, doctrees=None)

    def with_output(self, root: Path, folder: str, inputs: Mapping[str, str]) -> BuildRecord:
        """Return the record after an output was built from these inputs."""
        files = sorted(path for path in (root / "build" / folder).rglob("*") if path.is_file())
        built = BuiltOutput(
            made_from=_digest(inputs),
            files=tuple(path.relative_to(root).as_posix() for path in files),
        )
        return BuildRecord(outputs={**self.outputs, folder: built}, doctrees=inputs)


def read_record(root: Path) -> BuildRecord:
    """Read the record; a missing, foreign or damaged one means that nothing was built."""
    try:
        data = json.loads(_path(root).read_text(encoding="utf-8"))
        outputs = {
            str(folder): BuiltOutput(str(built["made_from"]), tuple(built["files"]))
            for folder, built in data["outputs"].items()
        }
        if data["version"] == VERSION:
            return BuildRecord(outputs=outputs, doctrees=data["doctrees"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    return BuildRecord(outputs={}, doctrees=None)


def write_record(root: Path, record: BuildRecord) -> None:
    """Write the record in one step."""
    data = {
        "version": VERSION,
        "outputs": {
            folder: {"made_from": built.made_from, "files": built.files}
            for folder, built in record.outputs.items()
        },
        "doctrees": record.doctrees,
    }
    path = _path(root)
    new = path.with_suffix(".new")
    new.write_text(json.dumps(data, indent=1, sort_keys=True), encoding="utf-8")
    new.replace(path)


def _path(root: Path) -> Path:
    return root / "build" / "built.json"


def _digest(inputs: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
