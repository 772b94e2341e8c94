"""A chapter's records go through a pickle whole, and by their values alone."""

from __future__ import annotations

import pickle
from pickletools import genops

from briefbook.core.passages import Citation, Passage, Role
from briefbook.core.records import Anchor, AnchorKind, DocumentRecords, Use

RECORDS = DocumentRecords(
    "chapters/river", "river", "The river", is_chapter=True, source="yoon2024",
    anchors=(Anchor("river-1", AnchorKind.PARAGRAPH, "chapters/river", 3, "1", "The old bridge."),),
    citations=(Use("yoon2024", "chapters/river", 3, "river-1", "¶ 1"),),
    passages=(
        Passage("chapters/river", 3, "river-1", Role.TEXT, "The old bridge.",
                (Citation(15, "yoon2024", "¶ 1"),)),
    ),
)  # fmt: skip


def test_records_are_stored_by_their_values_and_come_back_the_same() -> None:
    stored = pickle.dumps(RECORDS)
    assert pickle.loads(stored) == RECORDS  # noqa: S301  # our own, of the line above
    # A state that Python code has to put back object by object would be BUILD.
    assert "BUILD" not in {operation.name for operation, *_ in genops(stored)}
