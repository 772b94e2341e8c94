"""Errors that stop a build at once, such as a file that cannot be read."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterable
from functools import wraps
from pathlib import Path
from typing import Any

from sphinx.errors import SphinxError

from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic


class BookRefusedError(SphinxError):
    """The book cannot be read; one finding a line, each with its file.

    Any other messages would follow from these, and hide them.
    """

    category = "The book cannot be read"

    def __init__(self, *findings: Diagnostic) -> None:
        # The arguments are what it is made of again on its way from another process.
        super().__init__(*findings)

    def __str__(self) -> str:
        return "\n".join(map(str, self.args))


class DocumentFailedError(SphinxError):
    """Reading one document failed unexpectedly; the error names it, and has the traceback."""

    category = "A document cannot be read"

    @classmethod
    def of(cls, error: Exception, path: str) -> DocumentFailedError:
        """Return the error for the document at ``path``, from the book's root."""
        if isinstance(error, RecursionError):
            what = "nested too deeply to be read; remove some levels"
            code = Code.NESTED_TOO_DEEP
        else:
            said = " ".join(str(error).split())
            what = f"could not be read: {type(error).__name__}: {said}; fix the cause"
            code = Code.READING_FAILED
        traced = "".join(traceback.format_exception(error))
        return cls(f"{Diagnostic(path, 0, code.value, what)}\n{traced}")


def refuse(findings: Iterable[Diagnostic]) -> None:
    """Raise :class:`BookRefusedError` if there is any finding, sorted by place."""
    found = sorted(findings, key=lambda each: (each.path, each.line, each.code, each.message))
    if found:
        raise BookRefusedError(*found)


def report_refusals_in_one_line() -> None:
    """Have ``sphinx-build`` end with the lines of a refusal, without its report of a crash.

    Sphinx 9 prints versions, extensions and a traceback for whatever stops it, a user's mistake
    too. If its function has another name, nothing is changed.
    """
    errors: Any = sys.modules.get("sphinx._cli.util.errors")
    report = getattr(errors, "handle_exception", None)
    if report is None or hasattr(report, "says_refusals"):
        return

    @wraps(report)
    def say(exception: BaseException, /, **options: Any) -> None:
        if isinstance(exception, BookRefusedError) and not options.get("print_traceback"):
            print(exception, file=options.get("stderr") or sys.stderr)
        else:
            report(exception, **options)

    say.says_refusals = True  # type: ignore[attr-defined]
    errors.handle_exception = say


def shown(path: Path, root: Path) -> str:
    """Return a path as messages name it: from the book's root where it lies inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
