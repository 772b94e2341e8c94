"""What was built from what: ``build/built.json``.

The record holds the hash of every file of an output and one of all that Sphinx has read. A file
that was lost, emptied, edited or only half written does not match it; only the record itself has
to be flushed to the disk before it takes its place.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefbook.building.records.inputs import Inputs, hash_file
from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.build_dependencies import Dependencies
from briefbook.core.files.cited_places import FILE as CITED_PLACES
from briefbook.output.protocol import Output

VERSION = 5
"""Of the file's format; a record of another version counts as none."""
LIST = "build/html/anchors.json"
"""The file of the site that says where each anchor is in the PDF."""
JOINED = ("html", "pdf")
"""The outputs that it is made of."""


@dataclass(frozen=True, slots=True)
class BuiltOutput:
    """One format's output.

    ``made_from`` is a hash over its inputs and what makes it, ``depended`` what they are beside the
    book's folders, ``files`` its files from the book's root, each with its SHA-256. ``warnings``
    are the lines that Sphinx said; ``strict`` says whether one would have failed the build.
    ``report`` says where the output is.
    """

    made_from: str
    depended: Dependencies
    files: Mapping[str, str]
    warnings: tuple[str, ...] = ()
    strict: bool = False
    report: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doctrees:
    """What Sphinx has read: the inputs, what they are, and a hash over the files that hold it."""

    inputs: Mapping[str, str]
    depended: Dependencies
    digest: str


@dataclass(frozen=True, slots=True)
class BuildRecord:
    """The outputs by place below ``build/``, and what Sphinx has read (None: do not trust it).

    ``joined`` says whether the site's list of anchors names the pages of this PDF.
    """

    outputs: Mapping[str, BuiltOutput]
    doctrees: Doctrees | None
    joined: bool = False

    def is_current(
        self, root: Path, output: Output, inputs: Inputs, *, strict: bool = False
    ) -> bool:
        """Whether an output was made from these inputs and none of its files has changed."""
        built = self.outputs.get(output.place)
        return (
            built is not None
            and (built.strict or not strict)
            and built.made_from == made_from(output, inputs.of(built.depended))
            and all(hash_file(f"{root}/{name}") == made for name, made in built.files.items())
        )

    def can_reuse_doctrees(self, root: Path, inputs: Inputs) -> bool:
        """Whether Sphinx can find out by itself what to read again.

        It can when only documents changed: it does not know of our code or the source records.
        """
        if self.doctrees is None or self.doctrees.digest != folder_digest(root / "build/doctrees"):
            return False
        return only_pages_changed(root, self.doctrees.inputs, inputs.of(self.doctrees.depended))

    def without_doctrees(self) -> BuildRecord:
        """Return the record to keep while a build runs, and after one that failed."""
        return replace(self, doctrees=None)

    def with_output(self, root: Path, output: Output, built: BuiltOutput) -> BuildRecord:
        """Return the record after an output was built; its files are found on the disk."""
        files = files_of(root, output.place)
        report = tuple(output.report(root, [Path(name) for name in files]))
        built = replace(built, files=files, report=report)
        outputs = {**self.outputs, output.place: built}
        joined = self.joined and output.place not in JOINED
        return replace(self, outputs=outputs, joined=joined)

    def with_list(self, root: Path) -> BuildRecord:
        """Return the record after the pages of the PDF were written into the list of anchors."""
        html = self.outputs["html"]
        listed = {LIST: hash_file(root / LIST)} if LIST in html.files else {}
        html = replace(html, files={**html.files, **listed})
        return replace(self, outputs={**self.outputs, "html": html}, joined=True)


def only_pages_changed(root: Path, before: Mapping[str, str], now: Mapping[str, str]) -> bool:
    """Tell whether two states of the inputs differ in documents alone: Sphinx finds those."""
    changed = dict(set(before.items()) ^ set(now.items()))
    folder = pages_folder(root)
    pages = "" if folder == "." else f"{folder}/"
    if CITED_PLACES in before and CITED_PLACES in now:
        # The documents that cite other books say that they depend on it.
        changed.pop(CITED_PLACES, "")
    return all(
        name.startswith(pages) and name.endswith(".md") and not name.startswith("sources/")
        for name in changed
    )


def made_from(output: Output, inputs: Mapping[str, str]) -> str:
    """Return the hash over an output's inputs and what makes it."""
    return digest({**inputs, "made by": output.made_by})


def files_of(root: Path, folder: str) -> dict[str, str]:
    """Return every file of an output, from the book's root, with its hash."""
    paths = sorted(path for path in (root / "build" / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): hash_file(path) for path in paths}


def folder_digest(folder: Path) -> str:
    """Return a hash over the names and contents of all files of a folder."""
    found = {
        path.relative_to(folder).as_posix(): hash_file(path)
        for path in folder.rglob("*")
        if path.is_file()
    }
    return digest(found)


def digest(values: Mapping[str, str]) -> str:
    """Return one hash over names and values in any order."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def read_build_record(root: Path) -> BuildRecord:
    """Read the record; a missing, foreign or damaged one means that nothing was built."""
    try:
        data = json.loads(_path(root).read_text(encoding="utf-8"))
        if data["version"] == VERSION:
            outputs = {str(folder): _output(built) for folder, built in data["outputs"].items()}
            return BuildRecord(outputs, _doctrees(data["doctrees"]), bool(data["joined"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    return BuildRecord(outputs={}, doctrees=None)


def _output(data: Any) -> BuiltOutput:
    files = {str(name): str(made) for name, made in data["files"].items()}
    return BuiltOutput(
        str(data["made_from"]),
        Dependencies.from_data(data["depended"]),
        files,
        tuple(map(str, data["warnings"])),
        bool(data["strict"]),
        tuple(map(str, data["report"])),
    )


def _doctrees(data: Any) -> Doctrees | None:
    if data is None:
        return None
    inputs = {str(name): str(value) for name, value in data["inputs"].items()}
    return Doctrees(inputs, Dependencies.from_data(data["depended"]), str(data["digest"]))


def write_build_record(root: Path, record: BuildRecord) -> None:
    """Write the record in one step; it is on the disk before it takes its place."""
    data = {
        "version": VERSION,
        "outputs": {
            folder: {
                "made_from": built.made_from,
                "depended": built.depended.to_data(),
                "files": dict(built.files),
                "warnings": list(built.warnings),
                "strict": built.strict,
                "report": list(built.report),
            }
            for folder, built in record.outputs.items()
        },
        "doctrees": record.doctrees
        and {
            "inputs": dict(record.doctrees.inputs),
            "depended": record.doctrees.depended.to_data(),
            "digest": record.doctrees.digest,
        },
        "joined": record.joined,
    }
    path = _path(root)
    new = path.with_suffix(".new")
    for each in (path, new):
        if each.is_dir():
            shutil.rmtree(each)
    with new.open("w", encoding="utf-8") as file:
        json.dump(data, file, indent=1, sort_keys=True)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)


def _path(root: Path) -> Path:
    return root / "build" / "built.json"
