"""The rows of the book's data files as passages, so that their values are verified too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefbook.core.passages import Citation, Passage, Role
from briefbook.core.tables.events import Event
from briefbook.core.tables.readings import Measure, Reading, Readings
from briefbook.core.words.labels import in_english

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def reading_passages(readings: Readings, shown: str) -> Iterator[Passage]:
    """Yield a passage for each reading: its value and its speakers, as the source has them.

    ``shown`` names the data folder.
    """
    for reading in readings.readings:
        said = f"{reading.says}, {reading.relayed_by}" if reading.relayed_by else reading.says
        with in_english():
            value = _value(reading, readings.measures[reading.measure]) + _day(reading)
        yield _passage(
            f"{shown}/readings.csv", reading.line, f"reading-{reading.id}", f"{value}: {said}",
            reading.source, reading.locator,
        )  # fmt: skip


def event_passages(events: Iterable[Event], shown: str) -> Iterator[Passage]:
    """Yield a passage for each event: its date, unless a basis says that it is inferred.

    What happened is compared with the source where the timeline is.
    """
    for event in events:
        if not event.basis:
            with in_english():
                words = event.date_words()
            yield _passage(
                f"{shown}/events.csv", event.line, f"event-{event.id}-date", words,
                event.source, event.locator,
            )  # fmt: skip


def _value(reading: Reading, measure: Measure) -> str:
    if reading.low == reading.high == 1:
        return "one"  # A source says “a soldier”; only as a word is it no figure.
    return f"{reading.value_words()} {measure.unit}".replace("US dollars", "dollars")


def _day(reading: Reading) -> str:
    """Return the day of a reading without its year, which an article seldom gives."""
    if not _DAY.fullmatch(reading.as_of) or "inferred: the day" in reading.note:
        return ""
    return f" ({reading.as_of_words().rpartition(' ')[0]})"


def _passage(path: str, line: int, place: str, text: str, key: str, locator: str) -> Passage:
    citation = Citation(len(text), key, locator)
    return Passage(path, line, place, Role.TEXT, text, (citation,))
