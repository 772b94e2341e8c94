"""Tables that an editor keeps as CSV: every cell checked, every slip named by line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.tables.cells import printable

#: Says what is wrong with a cell, or nothing.
CellCheck = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: whether a cell may be empty, what it must be, and whether none may be there.

    ``means`` describes its content to editors, in the handbook.
    """

    required: bool = False
    check: CellCheck | None = None
    optional: bool = False
    means: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells by column, and the line of the file at which it begins."""

    cells: Mapping[str, str]
    line: int

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The sound rows of a file, and what is wrong with the others."""

    rows: tuple[Row, ...]
    findings: tuple[Diagnostic, ...]


def read_table(path: Path, shown_path: str, columns: Mapping[str, Column]) -> Table:
    """Read a CSV file in UTF-8 whose first line names the columns.

    A row with a finding is left out, the others stay, so that one run reports all slips.
    ``shown_path`` is how messages name the file.
    """
    try:
        text = read_text(path, shown_path)
    except TextError as error:
        return _refused(shown_path, error.line, str(error))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
    except csv.Error as error:
        return _refused(shown_path, 1, _not_csv(error))
    problem = _header_problem(header, columns)
    if problem:
        return _refused(shown_path, 1, problem)
    return _read_rows(reader, header, shown_path, columns)


def _not_csv(error: csv.Error) -> str:
    if "limit" in str(error):
        return "a cell is too long to be one; a quotation mark may be missing before"
    return f"not CSV: {error}; fix the quotation marks of this row"


def _refused(path: str, line: int, message: str) -> Table:
    return Table((), (Diagnostic(path, line, "data_malformed", message),))


def _header_problem(header: list[str], columns: Mapping[str, Column]) -> str:
    apart = next((mark for mark in ";\t" if len(header) == 1 and mark in header[0]), "")
    if apart:
        named = "semicolons" if apart == ";" else "tabs"
        return f"the cells are parted by {named}; save the file as CSV with commas"
    needed = [name for name, column in columns.items() if not column.optional]
    missing = [name for name in needed if name not in header]
    unknown = [name for name in header if name not in columns]
    if missing:
        return f"the column {missing[0]!r} is missing; expected {', '.join(columns)}"
    if unknown:
        return f"the column {unknown[0]!r} is unknown; expected {', '.join(columns)}"
    return "" if len(set(header)) == len(header) else "a column stands twice in the first line"


def _read_rows(
    reader: Iterator[list[str]],
    header: list[str],
    path: str,
    columns: Mapping[str, Column],
) -> Table:
    rows: list[Row] = []
    findings: list[Diagnostic] = []
    line = 2
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # What follows cannot be told apart; the rows before stand.
            findings.append(Diagnostic(path, line, "data_malformed", _not_csv(error)))
            break
        if cells is None:
            break
        start, line = line, getattr(reader, "line_num", line) + 1
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            message = f"{len(cells)} cells, expected {len(header)}; mind commas inside a cell"
            findings.append(Diagnostic(path, start, "data_malformed", message))
            continue
        row = Row({n: c.strip() for n, c in zip(header, cells, strict=True)}, start)
        problems = list(_cell_problems(row, columns))
        findings += [Diagnostic(path, start, "data_malformed", problem) for problem in problems]
        if not problems:
            rows.append(row)
    return Table(tuple(rows), tuple(findings))


def _cell_problems(row: Row, columns: Mapping[str, Column]) -> Iterable[str]:
    for name, column in columns.items():
        value = row.cells.get(name, "")
        if not value:
            if column.required:
                yield f"column {name!r}: empty; it must be given"
            continue
        problem = printable(value) or (column.check(value) if column.check else None)
        if problem:
            yield f"column {name!r}: {problem}"


def duplicates(rows: Iterable[Row], column: str, path: str) -> Iterable[Diagnostic]:
    """Yield a finding for each row whose cell repeats an earlier one."""
    first: dict[str, int] = {}
    for row in rows:
        value = row[column]
        if value in first:
            message = (
                f"column {column!r}: {value!r} is used a second time; first in line {first[value]}"
            )
            yield Diagnostic(path, row.line, "data_duplicate", message)
        else:
            first[value] = row.line
