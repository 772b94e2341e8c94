"""Reported figures: read from an editor's tables, compared, and every slip named."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.core.tables.readings import Readings, conflicting, origin_count, read_readings

MEASURES = "measure,title,unit\nsent,Troops sent,people\n"
ORIGINS = "origin,name,named,interest\nnis,Service,no,\nmod,Ministry,no,\n"
HEAD = (
    "id,measure,low,high,qualifier,as_of,reported,says,relayed_by,origin,source,locator,"
    "paragraph,note\n"
)
ROW = "one,sent,11000,,about,2024-10,2025-06,Lee,AFP,nis,k,¶ 6,m-8,\n"


def read(
    tmp_path: Path, rows: str, *, measures: str = MEASURES, origins: str = ORIGINS
) -> Readings:
    for name, text in (("measures", measures), ("origins", origins), ("readings", HEAD + rows)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return read_readings(tmp_path, "docs/data")


def test_a_row_is_one_reading(tmp_path: Path) -> None:
    readings = read(tmp_path, ROW)
    (reading,) = readings.readings
    assert readings.findings == ()
    assert reading.value_words() == "about 11,000"
    assert reading.as_of_words() == "October 2024"
    assert (reading.says, reading.relayed_by, reading.line) == ("Lee", "AFP", 2)


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("11000,15000,", "11,000–15,000"),
        ("600,,at least", "at least 600"),
        (",,thousands", "thousands"),
        ("2.5,,", "2.5"),
    ],
)
def test_a_value_is_said_as_its_source_hedges_it(tmp_path: Path, cells: str, words: str) -> None:
    row = f"one,sent,{cells},2024-10,,Lee,,nis,k,¶ 6,m-8,\n"
    (reading,) = read(tmp_path, row).readings
    assert reading.value_words() == words


def test_a_measure_is_read_newest_first(tmp_path: Path) -> None:
    rows = ROW + ROW.replace("one,", "two,").replace("2024-10", "2025-07")
    ((measure, found),) = read(tmp_path, rows).by_measure()
    assert measure.title == "Troops sent"
    assert [reading.id for reading in found] == ["two", "one"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        (",sent,", ",snet,", "column 'measure': 'snet' is unknown; measures.csv has sent"),
        (",nis,", ",cia,", "column 'origin': 'cia' is unknown; origins.csv has nis, mod"),
        ("2024-10", "2024-17", "column 'as_of': '2024-17': there is no month 17"),
        ("2024-10", "last year", "column 'as_of': 'last year' is not a date"),
        ("11000,,", "11000,500,", "column 'high': 500 is below low, 11000"),
        ("11000,,", '"11,000",,', "column 'low': '11,000': expected a number such as 11000"),
        ("11000,,about", ",,", "column 'low': empty"),
        ("about", "roughly", "column 'qualifier': 'roughly' is not one of about"),
        ("m-8", "", "column 'paragraph': empty; it must be given"),
        ("one,", "One,", "column 'id': 'One': expected an id"),
        (",m-8,\n", ",m-8\n", "13 cells, expected 14"),
    ],
)
def test_a_slip_is_named_with_file_line_and_column(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    readings = read(tmp_path, ROW.replace("one,", "fine,") + ROW.replace(old, new))
    (finding,) = readings.findings
    assert str(finding).startswith("docs/data/readings.csv:3: ")
    assert says in finding.message
    assert [reading.id for reading in readings.readings][:1] == ["fine"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("\ufeff" + HEAD + ROW, ""),
        ((HEAD + ROW).replace("\n", "\r\n"), ""),
        ((HEAD + ROW).replace("\n", "\r"), ""),
        (HEAD + "\n\n,,,,,,,,,,,,,\n" + ROW, ""),
        (HEAD.replace(",", ", ") + ROW, ""),
        ("", "1: the column 'id' is missing; expected id, measure"),
        (ROW, "1: the column 'id' is missing; expected id, measure"),
        (HEAD.replace("note", "note,note") + ROW, "1: a column stands twice"),
        ((HEAD + ROW).replace(",", ";"), "1: the cells are parted by semicolons; save the file"),
        (HEAD + ROW.replace("Lee", '"Lee') + ROW, "2: not CSV: unexpected end of data; fix the"),
        (HEAD + ROW.replace("Lee", '"L"ee'), "2: not CSV: ',' expected after '\"'; fix the"),
        (HEAD + ROW.replace("Lee", "x" * 200_000), "2: a cell is too long to be one; a quotation"),
        (HEAD + ROW.replace("Lee", "L\0ee"), "2: a NUL byte, which no text has"),
        (HEAD + ROW.replace("Lee", "L\u202eee"), "2: column 'says': holds U+202E"),
        (HEAD + ROW.replace("11000", "9" * 99), "2: column 'low': '9999"),
        (HEAD + ROW.replace("2024-10", "0000"), "2: column 'as_of': '0000': there is no year 0000"),
        (HEAD + ROW.replace("2024-10", "2024-2X"), "2: column 'as_of': '2024-2X' is not a date"),
    ],
)  # fmt: skip
def test_an_ugly_file_is_read_or_refused_in_one_line(tmp_path: Path, text: str, says: str) -> None:
    read(tmp_path, ROW)
    (tmp_path / "readings.csv").write_bytes(text.encode())
    found = [str(finding) for finding in read_readings(tmp_path, "docs/data").findings]
    assert len(found) == bool(says), found
    assert "".join(found).startswith(f"docs/data/readings.csv:{says}" if says else "")


def test_what_stands_before_an_unclosed_quotation_mark_is_kept(tmp_path: Path) -> None:
    readings = read(tmp_path, ROW + ROW.replace("one,", "two,").replace("Lee", '"Lee') + ROW)
    assert [reading.id for reading in readings.readings] == ["one"]
    assert readings.findings[0].line == 3


def test_an_id_that_stands_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    (finding,) = read(tmp_path, ROW + ROW).findings
    assert (finding.line, finding.code) == (3, "data_duplicate")
    assert "first in line 2" in finding.message


def test_a_file_that_is_not_utf_8_is_named_with_its_line(tmp_path: Path) -> None:
    read(tmp_path, ROW)
    (tmp_path / "readings.csv").write_bytes(
        HEAD.encode() + ROW.replace("Lee", "Lé").encode("latin-1")
    )
    readings = read_readings(tmp_path, "docs/data")
    (found,) = readings.findings
    assert str(found).startswith("docs/data/readings.csv:2: not UTF-8 (byte 0xE9); save it as")


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    read(tmp_path, ROW)
    (tmp_path / "origins.csv").unlink()
    found = [str(f) for f in read_readings(tmp_path, "docs/data").findings]
    assert any(f.startswith("docs/data/origins.csv: cannot be read") for f in found)


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    readings = read(tmp_path, ROW, measures="measure,title\nsent,Troops sent\n")
    assert any("column 'unit' is missing" in f.message for f in readings.findings)


def test_a_row_after_a_cell_with_line_ends_keeps_its_own_line(tmp_path: Path) -> None:
    rows = ROW.replace("m-8,", 'm-8,"two\nlines"') + ROW.replace("one,", "Two,")
    (finding,) = read(tmp_path, rows).findings
    assert finding.line == 4


def test_reports_of_one_origin_count_once(tmp_path: Path) -> None:
    rows = ROW + ROW.replace("one,", "two,") + ROW.replace("one,", "three,").replace("nis", "mod")
    assert origin_count(read(tmp_path, rows).readings) == "3 reports, 2 origins"


@pytest.mark.parametrize(
    ("second", "clash"),
    [
        ("15000,,,2024-10,,X,,mod", True),  # plainly apart
        ("11500,,,2024-10,,X,,mod", False),  # within what “about” allows
        ("15000,,,2024-10,,X,,nis", False),  # the same origin does not contradict itself
        ("15000,,,2025-07,,X,,mod", False),  # of another date: an update, no conflict
        ("5000,,at least,2024-10,,X,,mod", False),  # a lower bound meets all above it
        ("5000,,as many as,2024-10,,X,,mod", True),  # an upper bound below
        ("15000,,,,,X,,mod", False),  # of no date: nobody knows
    ],
)
def test_figures_conflict_where_they_cannot_both_hold(
    tmp_path: Path, second: str, clash: bool
) -> None:
    rows = ROW + f"two,sent,{second},k,¶ 6,m-8,\n"
    readings = read(tmp_path, rows)
    assert readings.findings == ()
    assert bool(conflicting(readings.readings)) is clash
