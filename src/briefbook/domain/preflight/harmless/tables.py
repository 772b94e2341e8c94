"""CSV without cells that a spreadsheet would run (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
import re

#: A number may begin with a sign.
_NUMBER = re.compile(r"[+-]?[\d\s.,'\u2009\u202f\u00a0]*\d\s*%?")
_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def harmless_csv(data: bytes, suffix: str = ".csv") -> bytes:
    """Return a CSV or TSV file whose cells with formulas begin with an apostrophe.

    Spreadsheets take such a cell as text. The bytes stay where there is none, or no UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        mark = "\t" if suffix == ".tsv" else ";" if ";" in first and "," not in first else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except (UnicodeDecodeError, csv.Error):
        return data
    if not any(_runs(cell) for row in rows for cell in row):
        return data
    written = io.StringIO(newline="")
    ends = "\r\n" if "\r\n" in text else "\n"
    writer = csv.writer(written, delimiter=mark, lineterminator=ends)
    writer.writerows([f"'{cell}" if _runs(cell) else cell for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8")


def _runs(cell: str) -> bool:
    # A sign alone, as for "none", is text to a spreadsheet too.
    return len(cell) > 1 and cell.startswith(_BEGINS) and not _NUMBER.fullmatch(cell)
