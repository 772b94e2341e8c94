"""``sources/reviewed.toml``: which paragraphs a person has read beside their sources.

A tick holds hashes of both sides, and no longer counts when one of them changes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefbook.checks.evidence.statements import CitingParagraph
from briefbook.core.errors import BriefbookError
from briefbook.core.files.toml_files import TomlError, read_toml
from briefbook.core.files.writing import write_if_changed
from briefbook.sources.records.read_record import REVIEWED

NAME = REVIEWED
_HEAD = """# Paragraphs that a person has read beside their sources: briefbook check --show.
# A tick falls when the paragraph or one of the blocks changes.
"""
_FIELDS = ("place", "claim", "source", "by", "date")


class ReviewedError(BriefbookError):
    """The file cannot be read; ``line`` is 0 where that concerns the whole of it."""

    def __init__(self, reason: str, line: int = 0) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True, slots=True)
class Tick:
    """A record that a person has compared a paragraph with its sources: who, and on which day."""

    place: str
    claim: str
    source: str
    by: str
    date: str

    def holds(self, paragraph: CitingParagraph) -> bool:
        """Return whether neither side has changed since."""
        return (self.claim, self.source) == (paragraph.claim, paragraph.source)


def read_reviewed(path: Path) -> dict[str, Tick]:
    """Return the ticks by their paragraphs; none where there is no file.

    Raises :class:`ReviewedError` where it is damaged.
    """
    if not path.exists():
        return {}
    try:
        rows = read_toml(path, path.name)[0].get("reviewed", [])
        ticks = [Tick(**{name: row[name] for name in _FIELDS}) for row in rows]
    except TomlError as error:
        raise ReviewedError(str(error), error.line) from None
    except KeyError as error:
        raise ReviewedError(f"a [[reviewed]] has no {error}; add it or remove the tick") from None
    except (TypeError, AttributeError):
        raise ReviewedError("not a list of [[reviewed]] tables; restore it") from None
    return {tick.place: tick for tick in ticks}


def write_reviewed(path: Path, ticks: Iterable[Tick]) -> bool:
    """Write the file, sorted by paragraph; return whether it changed."""
    rows = (
        "\n".join(
            ["[[reviewed]]", *(f"{n} = {json.dumps(getattr(tick, n), ensure_ascii=False)}"
                               for n in _FIELDS)]
        )
        for tick in sorted(ticks, key=lambda tick: tick.place)
    )  # fmt: skip
    return write_if_changed(path, _HEAD + "\n" + "\n\n".join(rows) + "\n")


def tick_paragraphs(
    ticks: Mapping[str, Tick], paragraphs: Iterable[CitingParagraph], by: str, date: str
) -> dict[str, Tick]:
    """Return the ticks with one for each of these paragraphs, made by ``by`` on ``date``."""
    made = {p.place: Tick(p.place, p.claim, p.source, by, date) for p in paragraphs}
    return {**ticks, **made}


def fallen(ticks: Mapping[str, Tick], paragraphs: Iterable[CitingParagraph]) -> Iterator[Tick]:
    """Yield the ticks that no longer count, in their order."""
    known = {paragraph.place: paragraph for paragraph in paragraphs}
    for place, tick in sorted(ticks.items()):
        if place not in known or not tick.holds(known[place]):
            yield tick
