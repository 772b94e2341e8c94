"""A fault of the program itself: what was raised and where; it is never blamed on the book."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from pathlib import Path

_PACKAGE = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong, in one line; our file and line, if any; the whole traceback."""

    what: str
    place: str
    report: str

    @classmethod
    def of(cls, error: BaseException) -> Fault:
        """Return the fault behind an exception."""
        what = " ".join(traceback.format_exception_only(error)[-1].split())
        frames = [
            f"{Path('briefbook') / path.relative_to(_PACKAGE)}:{frame.lineno}"
            for frame in traceback.extract_tb(error.__traceback__)
            if (path := Path(frame.filename)).is_relative_to(_PACKAGE)
        ]
        report = "".join(traceback.format_exception(error))
        return cls(what, frames[-1] if frames else "", report)

    def __str__(self) -> str:
        return f"{self.what} ({self.place})" if self.place else self.what


class FaultError(Exception):
    """A fault, perhaps of another process; ``fault`` keeps its reason."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault
