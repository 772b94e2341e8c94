"""Receipts: what was found in a source's text, so that the text need not be on every disk.

``sources/receipts.json`` holds one receipt a line, sorted, so that two people's changes merge
line by line. A receipt holds hashes and places, never words of the source.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from operator import attrgetter
from pathlib import Path

from briefbook.checks.evidence.items import RULES, Basis, Item, ItemKind, Outcome
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef
from briefbook.core.errors import BriefbookError
from briefbook.core.files.json_lines import parse_json
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.files.writing import write_if_changed
from briefbook.sources.records.record import SourceRecord

VERSION = 1
_FRESH = {Result.EXACT, Result.NORMALISED, Result.FORM}


class ReceiptsError(BriefbookError):
    """The file of receipts cannot be read; ``line`` is 0 where that concerns the whole of it."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True, order=True)
class Receipt:
    """One claim that was found: where it is in the book and in the source.

    ``sha256`` is that of the claim, ``source_sha256`` that of the source's file.
    """

    source: str
    place: str
    kind: str
    sha256: str
    block: str
    result: str
    source_sha256: str
    rules: int


_fields = attrgetter(*(field.name for field in fields(Receipt)))


@dataclass(frozen=True)
class Receipts:
    """Receipts, indexed for look-up."""

    by_claim: Mapping[tuple[str, str, str, str], tuple[Receipt, ...]]

    @classmethod
    def of(cls, receipts: Iterable[Receipt]) -> Receipts:
        """Return the receipts, ready for look-up."""
        found: dict[tuple[str, str, str, str], tuple[Receipt, ...]] = {}
        for receipt in receipts:
            key = (receipt.kind, receipt.place, receipt.sha256, receipt.source)
            found[key] = (*found.get(key, ()), receipt)
        return cls(found)

    def all(self) -> list[Receipt]:
        """Return every receipt, sorted."""
        return list(sort_receipts(r for several in self.by_claim.values() for r in several))

    def find(
        self, item: Item, blocks: Iterable[BlockRef], records: Mapping[str, SourceRecord]
    ) -> tuple[Receipt, BlockRef] | None:
        """Return a valid receipt for a claim in one of these blocks."""
        for block in blocks:
            record = records[block.key]
            for receipt in self.by_claim.get((item.kind, item.place, item.sha256, block.key), ()):
                if receipt.block == block.locator and is_valid(receipt, record):
                    return receipt, block
        return None


def is_valid(receipt: Receipt, record: SourceRecord) -> bool:
    """Return whether a receipt is of the source's present file and of the present rules."""
    fresh = receipt.result in {result.value for result in _FRESH}
    return fresh and receipt.rules == RULES and receipt.source_sha256 == record.file.sha256


def receipt_for(outcome: Outcome, records: Mapping[str, SourceRecord]) -> Receipt | None:
    """Return the receipt of an outcome based on the text; ``None`` if nothing was found."""
    if outcome.block is None or not outcome.verified or outcome.basis is not Basis.TEXT:
        return None
    return make_receipt(
        outcome.item.kind,
        outcome.item.place,
        outcome.item.sha256,
        outcome.block,
        outcome.match.result,
        records[outcome.block.key],
    )


def make_receipt(
    kind: ItemKind, place: str, sha256: str, block: BlockRef, result: Result, record: SourceRecord
) -> Receipt:
    """Return a receipt under the present rules."""
    return Receipt(
        source=block.key,
        place=place,
        kind=kind.value,
        sha256=sha256,
        block=block.locator,
        result=result.value,
        source_sha256=record.file.sha256,
        rules=RULES,
    )


def match_of(receipt: Receipt) -> Match:
    """Return the match that a receipt vouches for."""
    return Match(Result(receipt.result))


def read_receipts(path: Path) -> Receipts:
    """Read the file; no receipts where there is none.

    Raises :class:`ReceiptsError` where it is damaged or of an unknown version.
    """
    if not path.exists():
        return Receipts.of(())
    try:
        data = parse_json(read_text(path, path.name))
        if data["version"] != VERSION:
            raise ReceiptsError(
                f"version {data['version']!r}; this briefbook reads {VERSION}: use a newer one, "
                "or remove the file and run briefbook check where the texts are"
            )
        return Receipts.of(_receipt(line) for line in data["receipts"])
    except TextError as error:
        said, line = str(error).partition(";")[0], error.line
    except KeyError as error:
        said, line = f"{error} is missing", 0
    except (TypeError, AttributeError):
        said, line = "not a list of receipts: it has another shape", 0
    raise ReceiptsError(
        f"{said}; restore it, or remove it and run briefbook check where the texts are", line
    )


def _receipt(data: Mapping[str, object]) -> Receipt:
    """Return a receipt; raise KeyError or TypeError where a field is missing or of another kind."""
    values = {field.name: data[field.name] for field in fields(Receipt)}
    for name, value in values.items():
        if not isinstance(value, int if name == "rules" else str):
            raise TypeError(name)
    return Receipt(**values)  # type: ignore[arg-type]  # just checked


def sort_receipts(receipts: Iterable[Receipt]) -> tuple[Receipt, ...]:
    """Return receipts, each once, in the order of their fields."""
    return tuple(sorted(set(receipts), key=_fields))


def receipts_text(receipts: Iterable[Receipt]) -> str:
    """Return the file's text: one receipt a line, sorted."""
    lines = ",\n".join(
        json.dumps(asdict(receipt), ensure_ascii=False) for receipt in sort_receipts(receipts)
    )
    return f'{{"version": {VERSION}, "receipts": [\n{lines}\n]}}\n'


def write_receipts(path: Path, receipts: Iterable[Receipt]) -> bool:
    """Write the file where it would change; return whether it did. It is never half written."""
    found = sort_receipts(receipts)
    if not found and not path.exists():
        return False
    return write_if_changed(path, receipts_text(found))
