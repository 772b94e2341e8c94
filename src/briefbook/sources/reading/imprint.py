"""The line under a title that says who published a document, and when."""

from __future__ import annotations

import re

from briefbook.sources.reading.article import Metadata
from briefbook.sources.reading.dates import find_date

_LONGEST = 10
_PARTED = re.compile(
    r"(?P<who>[^\W\d_a-z][^.!?;:|•·]{2,70}?)\s*(?:,|\||•|·|–|—|\s-\s)\s*(?P<when>.+)"
)
_DATE = re.compile(
    r"[\w.]*\W*(?:\d{1,4}|[^\W\d_]{3,10}\.?)(?:\W+(?:\d{1,4}|[^\W\d_]{3,10})){0,3}\W*"
)
_ORGANISATIONS = re.compile(
    r"\b(?:of|for|and|the|de|des|der|für|von|del|for)\b|\b(?:ministry|office|agency|institute|"
    r"university|press|times|news|post|council|committee|commission|cent(?:er|re)|bank|group|"
    r"department|bureau|service|paper|journal|review|society|association|union|company)\b",
    re.IGNORECASE,
)


def read_imprint(text: str) -> Metadata | None:
    """Read a line such as “Ministry of Works, 20 March 2025”; ``None`` if it is not one."""
    match = _PARTED.fullmatch(text)
    if not match or len(text.split()) > _LONGEST:
        return None
    date = find_date(match["when"])
    if not date or not _DATE.fullmatch(match["when"]) or not _ORGANISATIONS.search(match["who"]):
        return None
    return Metadata(publisher=match["who"], date=date, date_basis="stated")
