"""Findings on a page: missing ids at once, those of the check on saving."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbook.anchors.ids.markdown_blocks import make_parser
from briefbook.anchors.ids.mint import mint
from briefbook.building.findings import FINDINGS
from briefbook.checks.engine.places import Edit, FileRange
from briefbook.core.errors import BriefbookError
from briefbook.core.ids import is_id
from briefbook.lsp.book_index import BookIndex

NO_ID = "brief.no_id"


@dataclass(frozen=True, slots=True)
class PageFinding:
    """One finding, with the changes that put it right by their titles; see ``report.as_json``."""

    path: str
    span: FileRange
    severity: str
    code: str
    message: str
    fixes: tuple[tuple[str, Edit], ...] = ()


def kept_findings(root: Path) -> list[PageFinding]:
    """Return what the last check found; nothing where there was none."""
    try:
        return _read((root / FINDINGS).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return []


def check(root: Path) -> list[PageFinding] | str:
    """Check the book as it is saved; return what was found, or why it cannot be checked."""
    command = [sys.executable, "-m", "briefbook", "check", "--format", "json"]
    done = subprocess.run(
        command, cwd=root, capture_output=True, text=True, check=False, encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        return _read(done.stdout)
    except (ValueError, KeyError, TypeError):
        return " ".join(done.stderr.split()) or "briefbook check said nothing"


def missing_ids(index: BookIndex, path: str, text: str) -> list[PageFinding]:
    """Return one finding for each paragraph or heading without an id, with the line that gives it.

    They get the ids that ``briefbook anchors`` would give them.
    """
    page = index.pages.get(path)
    if page is None or not is_id(page.prefix):
        return []
    try:
        minted = mint(text, page.prefix, index.taken_ids(text), make_parser()).text
    except BriefbookError:
        return []  # The check reports why.
    return list(_given(path, text.splitlines(), minted.splitlines()))


def _given(path: str, before: list[str], after: list[str]) -> Iterator[PageFinding]:
    at = 0
    lead: list[str] = []
    for line in after:
        if at < len(before) and line == before[at] and not lead:
            at += 1
            continue
        if at < len(before) and line == before[at]:
            given = next(each for each in lead if each.strip())
            place = FileRange(at + 1, 1, at + 1, 1)
            edit = Edit(path, place, "".join(f"{each}\n" for each in lead))
            shown = FileRange(at + 1, 1, at + 1, len(before[at]) + 1)
            message = f"no id yet, so it cannot be cited; briefbook anchors gives it {given}"
            yield PageFinding(
                path, shown, "hint", NO_ID, message, ((f"give it its id: {given}", edit),)
            )
            lead = []
            at += 1
        else:
            lead.append(line)


def _read(text: str) -> list[PageFinding]:
    data = json.loads(text)
    return [_finding(each) for each in data["findings"]]


def _finding(data: dict[str, Any]) -> PageFinding:
    fixes = tuple((fix["title"], _edit(fix["edit"])) for fix in data["fixes"])
    remedy = f"\n{data['remedy']}" if data["remedy"] else ""
    return PageFinding(
        data["path"], FileRange(**data["span"]), data["severity"], data["code"],
        f"{data['message']}{remedy}", fixes,
    )  # fmt: skip


def _edit(data: dict[str, Any]) -> Edit:
    return Edit(data["path"], FileRange(**data["span"]), data["text"])
