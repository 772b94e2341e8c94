"""The timestamp that a build records, so that the same book gives the same bytes."""

from __future__ import annotations

import ast
import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from briefbook.core.errors import BriefbookError

NO_DATE = "315532800"
"""1980-01-01, for a book with neither a history nor a date of its own."""
_DIGITS = 11
"""Of the seconds up to the year 5138; no program has dates for many more."""


def build_time(root: Path) -> str:
    """Return the build's time, in seconds since 1970 (reproducible-builds.org).

    That is SOURCE_DATE_EPOCH if set, else the time of the last commit, else ``brief_date``.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        if not given.isascii() or not given.isdigit() or len(given) > _DIGITS:
            raise BriefbookError(
                f"SOURCE_DATE_EPOCH is {given!r}; give whole seconds since 1970, or unset it"
            )
        return given
    return _commit_time(root) or _edition_time(root / "conf.py") or NO_DATE


def _commit_time(root: Path) -> str | None:
    try:
        done = subprocess.run(
            ["git", "log", "-1", "--format=%ct"],  # noqa: S607  # wherever git is installed
            cwd=root,
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return None
    return done.stdout.strip() or None


def _edition_time(conf: Path) -> str | None:
    """Read ``brief_date`` as a literal, without running conf.py."""
    try:
        tree = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return None  # Sphinx will say what is wrong with it, with the line
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="brief_date")], value=ast.Constant(str(date))):
                try:
                    return str(int(datetime.fromisoformat(date).replace(tzinfo=UTC).timestamp()))
                except ValueError:
                    return None
    return None
