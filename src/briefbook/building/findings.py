"""The findings of the last check, as it stored them beside its other files."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from briefbook.core.files.check_files import FINDINGS as NAME

FINDINGS = f"build/check/{NAME}"


@dataclass(frozen=True, slots=True)
class KeptFinding:
    """One finding: where, and its code with its family."""

    path: str
    line: int
    code: str


@dataclass(frozen=True, slots=True)
class KeptFindings:
    """The findings, and the line that sums them up."""

    findings: tuple[KeptFinding, ...] = ()
    summary: str = ""


def read_findings(root: Path) -> KeptFindings:
    """Return what is kept; nothing where no check has run."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        data = json.loads((root / FINDINGS).read_text(encoding="utf-8"))
        found = (KeptFinding(it["path"], it["line"], it["code"]) for it in data["findings"])
        return KeptFindings(tuple(found), data["summary"])
    return KeptFindings()
