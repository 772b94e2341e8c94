"""Report findings as text, as JSON and SARIF 2.1.0, and as workflow commands of GitHub."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook import __version__
from briefbook.checks.engine.places import ReadLines, finding_data, read_lines
from briefbook.checks.evidence.check import Check
from briefbook.core.codes import AnyCode, Code
from briefbook.core.diagnostics import Diagnostic, Severity

JSON_VERSION = 1
"""Version of the JSON report; raised when something in it is renamed or removed."""

Explained = Mapping[str, AnyCode]
"""Codes by name, with their explanations."""


def explained(checks: Iterable[Check]) -> Explained:
    """Return every code of briefbook and of these checks."""
    own = {code.value: code for check in checks for code in check.codes}
    return {code.value: code for code in Code} | own


def counts_line(found: Sequence[Diagnostic]) -> str:
    """Return e.g. ``2 errors, 1 warning``."""
    errors = sum(d.severity is Severity.ERROR for d in found)
    warnings = len(found) - errors
    if not found:
        return "no errors, no warnings"
    mistakes, doubts = plural("error", errors), plural("warning", warnings)
    return f"{errors or 'no'} {mistakes}, {warnings or 'no'} {doubts}"


def plural(noun: str, count: int) -> str:
    """Return a regular noun in the singular or plural: ``warning``, ``warnings``."""
    return noun if count == 1 else f"{noun}s"


def as_text(found: Sequence[Diagnostic], summary: str, _explained: Explained) -> str:
    """Return one line a finding, then the summary."""
    lines = [str(diagnostic) for diagnostic in found]
    return "\n".join([*lines, f"{counts_line(found)}; {summary}"]) + "\n"


def as_github(found: Sequence[Diagnostic], summary: str, _explained: Explained) -> str:
    """Return workflow commands that GitHub shows at the lines of a change."""
    lines = []
    for diagnostic in found:
        place = f"file={_property(diagnostic.path)}"
        if diagnostic.line:
            place += f",line={diagnostic.line}"
        title = _property(qualified(diagnostic))
        lines.append(
            f"::{diagnostic.severity.value} {place},title={title}::{_data(diagnostic.message)}"
        )
    return "\n".join([*lines, f"{counts_line(found)}; {summary}"]) + "\n"


@dataclass(frozen=True, slots=True)
class FindingRegion:
    """The range of a finding: columns from 1 (0: not known), the end exclusive.

    ``logical`` names the place in a file without lines: ``paragraph 12``.
    """

    column: int = 0
    end_line: int = 0
    end_column: int = 0
    logical: str = ""


_ONLY_LINE = FindingRegion()


def as_sarif(
    found: Sequence[Diagnostic],
    summary: str,
    explained: Explained,
    positions: Mapping[Diagnostic, FindingRegion] | None = None,
) -> str:
    """Return a SARIF 2.1.0 log with one run; ``summary`` goes into its properties."""
    codes = sorted({diagnostic.code for diagnostic in found})
    driver = {
        "name": "briefbook",
        "semanticVersion": __version__,
        "rules": [_rule(code, explained.get(code)) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(d, codes, (positions or {}).get(d, _ONLY_LINE)) for d in found],
        "properties": {"summary": f"{counts_line(found)}; {summary}"},
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [run],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def as_json(
    found: Sequence[Diagnostic], summary: str, explained: Explained, lines: ReadLines | None = None
) -> str:
    """Return version, summary and findings, each with its place, its remedy and its fixes.

    ``lines`` gives the lines of a file; without it, those of the files in the working folder.
    """
    lines = lines or read_lines(Path())
    data = {
        "version": JSON_VERSION,
        "summary": f"{counts_line(found)}; {summary}",
        "findings": [_finding_json(each, explained, lines) for each in found],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _finding_json(finding: Diagnostic, explained: Explained, lines: ReadLines) -> dict[str, object]:
    known = explained.get(finding.code)
    return {
        "path": finding.path, "line": finding.line,
        "severity": finding.severity.value, "code": qualified(finding),
        "message": finding.message, "remedy": known.remedy if known else "",
        **finding_data(finding, lines),
    }  # fmt: skip


FORMATS: Mapping[str, Callable[[Sequence[Diagnostic], str, Explained], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "github": as_github,
}


def qualified(diagnostic: Diagnostic) -> str:
    """Return a finding's code with its family: ``brief.overlap``, ``myst.xref_missing``."""
    return diagnostic.code if "." in diagnostic.code else f"brief.{diagnostic.code}"


def _rule(code: str, known: AnyCode | None) -> dict[str, object]:
    if known is None:
        return {"id": code}
    return {
        "id": code if "." in code else f"brief.{code}",
        "shortDescription": {"text": known.what},
        "help": {"text": f"{known.why} {known.remedy}"},
        "defaultConfiguration": {"level": known.severity.value},
    }


def _result(diagnostic: Diagnostic, codes: list[str], position: FindingRegion) -> dict[str, object]:
    location: dict[str, object] = {"artifactLocation": {"uri": diagnostic.path}}
    if diagnostic.line:
        region = {
            "startLine": diagnostic.line, "startColumn": position.column,
            "endLine": position.end_line, "endColumn": position.end_column,
        }  # fmt: skip
        location["region"] = {name: value for name, value in region.items() if value}
    place: dict[str, object] = {"physicalLocation": location}
    if position.logical:
        place["logicalLocations"] = [{"name": position.logical, "kind": "element"}]
    return {
        "ruleId": qualified(diagnostic),
        "ruleIndex": codes.index(diagnostic.code),
        "level": diagnostic.severity.value,
        "message": {"text": diagnostic.message},
        "locations": [place] if diagnostic.path else [],
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
