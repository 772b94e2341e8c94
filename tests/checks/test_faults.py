"""Every seeded fault is reported at its line with its code; the clean book gives nothing."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from harbour import Harbour

TABLE = Path(__file__).parent / "faults.toml"
#: A change that is no fault: the book stays as clean as it was.
SILENT = "silent"


@dataclass(frozen=True)
class Fault:
    group: str
    file: str
    old: str
    new: str
    code: str
    at: str

    def __str__(self) -> str:
        return f"{self.group}: {self.old[:30]!r} → {self.new[:40]!r}"


def read_faults() -> list[Fault]:
    groups = tomllib.loads(TABLE.read_text(encoding="utf-8"))["faults"]
    return [
        Fault(
            each["group"], each.get("file", "docs/chapters/strike.md"), old, new, code,
            each.get("at", ""),
        )
        for each in groups
        for old, new, code in each["cases"]
    ]  # fmt: skip


FAULTS = read_faults()


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Harbour:
    return Harbour(tmp_path_factory.mktemp("faults") / "book")


def test_the_clean_book_gives_no_finding(harbour: Harbour) -> None:
    assert [str(finding) for finding in harbour.findings()] == []


def test_the_table_is_large_enough() -> None:
    assert len([fault for fault in FAULTS if fault.code != SILENT]) >= 310
    assert len([fault for fault in FAULTS if fault.code == SILENT]) >= 50
    assert len({(f.file, f.old, f.new) for f in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS, ids=str)
def test_a_fault_is_reported_at_its_line(harbour: Harbour, fault: Fault) -> None:
    before = (harbour.root / fault.file).read_text(encoding="utf-8")
    assert before.count(fault.old) >= 1, "the table and the book have grown apart"
    after = before.replace(fault.old, fault.new, 1)
    with harbour.changed(fault.file, after):
        found = harbour.findings()
    places = {(finding.path, finding.line) for finding in found if finding.code == fault.code}
    if fault.code == SILENT:
        assert [str(finding) for finding in found] == []
    else:
        assert place_of(fault, before, after) in places, "\n".join(map(str, found))


def place_of(fault: Fault, before: str, after: str) -> tuple[str, int]:
    if fault.at and "/" in fault.at:
        return (fault.at, 0)
    lines = after.splitlines()
    if fault.at:
        return (fault.file, next(n for n, line in enumerate(lines, 1) if fault.at in line))
    pairs = enumerate(zip(before.splitlines(), lines, strict=False), 1)
    return (fault.file, next(number for number, (old, new) in pairs if old != new))


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("offer,4.5,,", "offer,4.5,,at least",
         "is given without a bound in quill2025 ¶ 4; leave its qualifier empty, or write about"),
        ("2025-02-24,2025-03", "2025-02-25,2025-03",
         "or write in its note how the day is known: inferred: the day"),
    ],
)  # fmt: skip
def test_a_row_of_figures_is_told_what_its_columns_can_say(
    harbour: Harbour, old: str, new: str, says: str
) -> None:
    file = "docs/data/readings.csv"
    text = (harbour.root / file).read_text(encoding="utf-8")
    with harbour.changed(file, text.replace(old, new, 1)):
        (finding,) = harbour.findings()
    assert says in finding.message
    assert ".own" not in finding.message
