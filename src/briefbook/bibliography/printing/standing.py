"""How a work stands, by its CSL type: for itself, in a whole, or in a series of numbers."""

from __future__ import annotations

from typing import Final

#: Works that stand for themselves: their titles are in italics, those of others in quotes.
STANDALONE: Final = frozenset({
    "book", "report", "thesis", "pamphlet", "collection", "periodical", "motion_picture",
    "graphic", "map", "software", "dataset", "standard", "legislation", "bill", "hearing",
    "treaty", "performance", "song", "classic", "musical_score", "legal_case",
})  # fmt: skip
#: Parts of a whole that is named after them.
CONTAINED: Final = frozenset({
    "chapter", "paper-conference", "entry-encyclopedia", "entry-dictionary", "entry",
})  # fmt: skip
#: What appears in numbers: volume, issue and pages follow the container.
SERIAL: Final = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "periodical", "review",
    "post", "post-weblog", "legal_case", "treaty", "legislation", "interview",
})  # fmt: skip
#: Works whose titles may end with their years: the Harbours Act 1964.
NAMED_BY_YEAR: Final = frozenset({"legislation", "bill", "regulation", "treaty"})
