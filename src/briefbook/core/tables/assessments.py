"""What editors say of a source: its grades, its interests, its descriptor (ICD 206)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.toml_files import TomlError, read_toml
from briefbook.core.tables.cells import printable
from briefbook.core.tables.vocabularies import meaning, terms
from briefbook.core.words.labels import label, message

#: The fields of prose, in the order in which a register prints them, with their headings.
PROSE = {
    "medium": message("Medium"),
    "accessed": message("Accessed"),
    "archive": message("Archive"),
    "named": message("Speakers named"),
    "unnamed": message("Speakers not named"),
    "accuracy": message("Accuracy and completeness"),
    "deception": message("Denial or deception"),
    "age": message("Age"),
    "interest": message("Interest or bias"),
    "descriptor": message("Descriptor"),
}
_GRADES = ("reliability", "credibility")
REQUIRED = ("reliability", "descriptor")


@dataclass(frozen=True, slots=True)
class Assessment:
    """One source's grades and prose; an empty grade means that nobody has judged it.

    Credibility applies to a single item: a source whose items differ has none as a whole.
    """

    reliability: str = ""
    credibility: str = ""
    prose: Mapping[str, str] | None = None

    def grade(self, vocabulary: str) -> str:
        """Return ``B (usually reliable)``; a source that nobody has judged is not F."""
        term = self.reliability if vocabulary == "reliability" else self.credibility
        by_item = self.reliability and vocabulary == "credibility"
        nothing = label("by item") if by_item else label("not judged")
        return f"{term} ({label(meaning(vocabulary, term))})" if term else nothing


@dataclass(frozen=True, slots=True)
class Assessments:
    """The sound assessments by key, and what is wrong with the others."""

    by_key: Mapping[str, Assessment]
    findings: tuple[Diagnostic, ...] = ()

    def of(self, key: str) -> Assessment:
        """Return a source's assessment, an empty one where there is none."""
        return self.by_key.get(key, Assessment())


def read_assessments(path: Path, shown: str, keys: Collection[str]) -> Assessments:
    """Read assessments.toml, one table a source; a missing file gives none.

    ``keys`` are those of the sources; ``shown`` is how messages name the file.
    """
    if not path.exists():
        return Assessments({})
    try:
        data, text = read_toml(path, shown)
    except TomlError as error:
        return Assessments({}, (Diagnostic(shown, error.line, "data_malformed", str(error)),))
    findings: list[Diagnostic] = []
    sound: dict[str, Assessment] = {}
    for key, fields in data.items():
        line = _line_of(text, key)
        problems = [*_key_problems(key, keys), *_problems(fields)]
        findings += [
            Diagnostic(shown, line, "data_malformed", f"[{key}] {problem}") for problem in problems
        ]
        if not problems:
            prose = {name: _words(fields[name]) for name in PROSE if fields.get(name)}
            sound[key] = Assessment(
                str(fields["reliability"]), str(fields.get("credibility", "")), prose
            )
    return Assessments(sound, tuple(findings))


def _key_problems(key: str, keys: Collection[str]) -> Iterator[str]:
    if key not in keys:
        near = get_close_matches(key, keys, n=1)
        advice = f"did you mean {near[0]!r}?" if near else f"the records are {', '.join(keys)}"
        yield f"no record has this key; {advice}"


def _problems(fields: Any) -> Iterator[str]:
    if not isinstance(fields, dict):
        yield "expected a table of fields"
        return
    for name in REQUIRED:
        if not fields.get(name):
            yield f"{name} is missing; it must be given"
    for name in fields:
        if name not in PROSE and name not in _GRADES:
            yield f"{name} is unknown; expected {', '.join((*_GRADES, *PROSE))}"
    yield from _prose_problems(fields)
    for name in _GRADES:
        if fields.get(name) and str(fields[name]) not in terms(name):
            yield f"{name} = {fields[name]!r}; expected one of {', '.join(terms(name))}"


def _prose_problems(fields: Mapping[str, Any]) -> Iterator[str]:
    for name in PROSE:
        said = fields.get(name, "")
        if not isinstance(said, (str, int, dt.date)) and not (
            isinstance(said, list) and all(isinstance(each, str) for each in said)
        ):
            yield f"{name} is neither a text nor a list of texts"
        elif problem := printable(_words(said)):
            yield f"{name} {problem}"


def _words(value: Any) -> str:
    """A list of speakers is counted and named; anything else is prose."""
    if isinstance(value, list):
        return f"{len(value)}: {'; '.join(map(str, value))}"
    return str(value)


def _line_of(text: str, key: str) -> int:
    name = rf"[\"']?{re.escape(key)}[\"']?\s*"
    head = re.compile(rf"\s*(?:\[+\s*{name}\]|{name}=)")
    return next((n for n, line in enumerate(text.split("\n"), 1) if head.match(line)), 0)
