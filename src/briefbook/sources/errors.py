"""Errors in an input, in one line each."""

from __future__ import annotations

from briefbook.core.errors import BriefbookError


class InputError(BriefbookError):
    """One file cannot be added: which, what is wrong with it, and what to do."""

    def __init__(self, name: str, wrong: str, remedy: str) -> None:
        # Names and reasons may come from outside: one line, whatever they hold.
        clean = ["".join(c if c.isprintable() else "�" for c in part) for part in (name, wrong)]
        super().__init__(f"{clean[0]}: {clean[1]}; {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross from the reading processes; they are rebuilt from their whole text.
        return (_rebuilt, (str(self),))


def _rebuilt(text: str) -> InputError:
    error = InputError.__new__(InputError)
    Exception.__init__(error, text)
    return error
