"""Editions: what a published book promised of each of its anchors.

One file an edition, ``editions/<name>.json``, written once. The format is described in
``src/briefbook/anchors/FORMATS.md``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from briefbook.core.files.json_lines import dump_lines, line_of_entry, parse_json
from briefbook.core.files.text_files import TextError
from briefbook.core.words.text import text_sha256

FORMAT = "briefbook-edition"
VERSION = 1
#: What is text in each anchor's row.
_ROW = ("kind", "page", "sha256", "text")
#: What an edition can be called: it becomes a file name.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


class EditionError(ValueError):
    """The text is not an edition that this version can read; the message says why.

    ``line`` is 0 where that concerns the whole of it.
    """

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Standing:
    """An anchor as the book has it now; ``label`` is what a reader sees of its place."""

    id: str
    kind: str
    page: str
    text: str
    label: str = ""
    line: int = 0
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Promise:
    """What an edition promised: this id stands for this text, on this page at the time."""

    id: str
    kind: str
    page: str
    sha256: str
    text: str
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Edition:
    """A published state of the book; ``number`` counts the editions from 1.

    ``despite`` says why it was published although the check found errors; empty where it did not.
    """

    name: str
    number: int
    project: str
    date: str
    anchors: Mapping[str, Promise]
    despite: str = ""

    @property
    def totals(self) -> dict[str, int]:
        """How many anchors of each kind, withdrawn ones included."""
        return dict(sorted(Counter(promise.kind for promise in self.anchors.values()).items()))


def make_edition(
    name: str, number: int, project: str, date: str, anchors: Iterable[Standing]
) -> Edition:
    """Return the edition that promises these anchors."""
    promises = {
        each.id: Promise(
            each.id, each.kind, each.page, text_sha256(each.text), each.text, each.withdrawn
        )
        for each in anchors
    }
    return Edition(name, number, project, date, promises)


def write_edition(edition: Edition) -> str:
    """Return the text of an edition's file: sorted, one anchor a line."""
    head = {
        "format": FORMAT,
        "version": VERSION,
        "name": edition.name,
        "number": edition.number,
        "project": edition.project,
        "date": edition.date,
        **({"despite": edition.despite} if edition.despite else {}),
        "totals": edition.totals,
    }
    rows = {
        promise.id: {
            "kind": promise.kind,
            "page": promise.page,
            "sha256": promise.sha256,
            "text": promise.text,
            **({"withdrawn": True} if promise.withdrawn else {}),
        }
        for promise in edition.anchors.values()
    }
    return dump_lines(head, {"anchors": rows})


def read_edition(text: str) -> Edition:
    """Read an edition's file.

    Raises :class:`EditionError` where it is not JSON, not this format or another version, or
    where a text was changed afterwards: it then no longer has its SHA-256.
    """
    try:
        data = parse_json(text)
        if (data["format"], data["version"]) != (FORMAT, VERSION):
            raise EditionError(f"{data['format']} {data['version']}: expected {FORMAT} {VERSION}")
        _check_types(data)
        anchors = {
            id_: Promise(
                id_,
                row["kind"],
                row["page"],
                row["sha256"],
                row["text"],
                row.get("withdrawn", False),
            )
            for id_, row in data["anchors"].items()
        }
        edition = Edition(
            data["name"], data["number"], data["project"], data["date"], anchors,
            str(data.get("despite", "")),
        )  # fmt: skip
    except TextError as error:
        raise EditionError(str(error), error.line) from None
    except KeyError as error:
        raise EditionError(f"{error} is missing") from None
    except (TypeError, AttributeError):
        raise EditionError("not an edition: it has another shape") from None
    for promise in anchors.values():
        if text_sha256(promise.text) != promise.sha256:
            line = line_of_entry(text, promise.id)
            raise EditionError(f"the text of {promise.id} was changed after publication", line)
    if edition.totals != data.get("totals"):
        raise EditionError("the totals are not those of the anchors: some were added or removed")
    return edition


def _check_types(data: Mapping[str, Any]) -> None:
    rows = {f"{name} of {id_}": row[name] for id_, row in data["anchors"].items() for name in _ROW}
    texts = {name: data[name] for name in ("name", "project", "date")} | rows
    wrong = [name for name, value in texts.items() if not isinstance(value, str)]
    wrong += [] if isinstance(data["number"], int) else ["number"]
    if wrong:
        raise EditionError(f"the {wrong[0]} has a value of another kind")


def in_order(editions: Iterable[Edition]) -> list[Edition]:
    """Return editions as they were published."""
    return sorted(editions, key=lambda edition: (edition.number, edition.name))


def standing_promises(editions: Iterable[Edition]) -> dict[str, tuple[Promise, Edition]]:
    """Return what each id was last promised to be, and by which edition.

    An id that was withdrawn later still counts with its last text, so that nothing else can
    take it.
    """
    found: dict[str, tuple[Promise, Edition]] = {}
    for edition in in_order(editions):
        for id_, promise in edition.anchors.items():
            if not promise.withdrawn or id_ not in found:
                found[id_] = (promise, edition)
    return found
