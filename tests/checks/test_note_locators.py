"""The notes of a source can be cited: they are judged where the record has some."""

from __future__ import annotations

import pytest

from briefbook.checks.references.citations import blocks_of, missing_blocks
from briefbook.sources.records.places import find_places
from briefbook.sources.records.record import Block, OriginalFile, SourceRecord

DIGEST = "0" * 64


def record(*locators: str) -> SourceRecord:
    kinds = {"¶": "paragraph", "note": "note"}
    blocks = tuple(Block(each, kinds[each.split()[0]], 2, DIGEST) for each in locators)
    return SourceRecord(
        key="k", title="", rights="own", originator="", date="", date_basis="", language="",
        url="", archive_url="", added="", chapter="k", words=2, text_sha256=DIGEST,
        file=OriginalFile("a", DIGEST, 1, "", ""), blocks=blocks,
        _by_locator={block.locator: block for block in blocks},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("blocks", "cited", "missing"),
    [
        (["¶ 1", "note 1", "note 2"], "note 2", []),
        (["¶ 1", "note 1", "note 2"], "nn. 2–3", ["note 3"]),
        (["¶ 1"], "n. 3", []),
    ],
)
def test_a_note_is_judged_where_the_source_has_notes(
    blocks: list[str], cited: str, missing: list[str]
) -> None:
    assert missing_blocks(cited, record(*blocks)) == missing


def test_the_blocks_that_a_source_has_are_named_with_its_notes() -> None:
    assert blocks_of(record("¶ 1", "note 1", "note 2")) == "¶ 1, notes 1–2"


def test_a_note_counts_as_not_verified_where_no_note_of_the_source_was_read() -> None:
    assert find_places(record("¶ 1"), "n. 3").unknown == ("n. 3",)
    places = find_places(record("¶ 1", "note 1"), "¶ 1, n. 1")
    assert [block.locator for block in places.blocks] == ["¶ 1", "note 1"]
    assert places.unknown == ()
