"""What the address of an archived copy reveals."""

from __future__ import annotations

import re

from briefbook.core.dates import DateError, parse_date

#: web.archive.org/web/20241105143000/…, archive.ph/2024.11.05-143000/…, arquivo.pt/wayback/…
_STAMP = re.compile(r"/(\d{4})[.-]?(\d\d)[.-]?(\d\d)(?:[-T]?(\d\d)(\d\d)(?:\d\d)?)?(?:[a-z]{2}_)?/")


def captured_at(address: str) -> str:
    """Return when an archived copy was made, in EDTF, where its address says so; else empty.

    Archives of the web write the time in UTC into it.
    """
    match = _STAMP.search(address)
    if match is None:
        return ""
    year, month, day, hour, minute = match.groups()
    date = f"{year}-{month}-{day}" + (f"T{hour}:{minute}Z" if hour else "")
    try:
        parse_date(date)
    except DateError:
        return ""
    return date
