"""The outcome of one call in another process: what it returned or raised, what Sphinx logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from logging import LogRecord
from typing import Any

from sphinx.util import logging

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """Either ``result`` or ``failure``, and the messages that were logged."""

    result: Any
    failure: Exception | None
    messages: Sequence[LogRecord]

    def say(self) -> None:
        """Log the messages in this process."""
        for record in self.messages:
            logger.handle(record)


def attempt(
    call: Callable[[], object],
    as_they_are: tuple[type[Exception], ...],
    otherwise: Callable[[Exception], Exception],
) -> CallOutcome:
    """Call a function; keep what it raises, which ``otherwise`` turns into something picklable."""
    collector = logging.LogCollector()
    result, failure = None, None
    with collector.collect():
        try:
            result = call()
        except as_they_are as error:
            failure = error
        except Exception as error:  # noqa: BLE001  # raised again where it is received
            failure = otherwise(error)
    logging.convert_serializable(collector.logs)
    return CallOutcome(result, failure, collector.logs)
