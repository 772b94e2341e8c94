"""What was read is in a block or among what was left out."""

from __future__ import annotations

import pytest

from briefbook.sources.reading.accounts import unaccounted
from briefbook.sources.reading.article import Metadata, Omission, Piece, ReaderResult
from briefbook.sources.reading.compose import compose

WHOLE = "Boats at the harbour 10⁶ boats were counted, twice. Share"


@pytest.mark.parametrize(
    ("parts", "lacking"),
    [
        (["Boats at the harbour", "10⁶ boats were counted, twice.", "Share"], ""),
        (["Boatsatthe harbour", "106 boats we re counted twice", "SHARE Share"], ""),
        (["Boats at the harbour", "10⁶ boats were counted, twice."], "Share"),
        (["Boats at the harbour", "10⁶ were counted, twice.", "Share"], "boats"),
    ],
)
def test_what_no_part_has_is_named(parts: list[str], lacking: str) -> None:
    assert unaccounted(WHOLE, parts) == lacking


def test_a_reader_that_loses_words_is_found_out() -> None:
    pieces = (Piece("headline", "Boats"), Piece("paragraph", "They were counted."))
    left_out = (Omission("hidden text", "Nobody asked."),)
    whole = "Boats They were counted. Nobody asked. Twice, in fact."
    article = compose(ReaderResult(pieces, "r", "text/x", Metadata(), left_out, whole), Metadata())
    assert article.left_out == (*left_out, Omission("found no place", "Twice in fact"))
    assert article.warnings == ("3 words found no place; compare with the page: 'Twice in fact'",)
    honest = ReaderResult(pieces, "r", "text/x", Metadata(), left_out, whole[:-16])
    assert compose(honest, Metadata()).warnings == ()
