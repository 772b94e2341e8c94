"""The date and time in the book's files: never those of the clock."""

from __future__ import annotations

import os
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from sphinx.config import Config


def source_date(root: Path, config: Config) -> int:
    """Return the date of the book in ``root`` for its files, in seconds since 1970 (UTC).

    ``SOURCE_DATE_EPOCH``, else the last commit's time, else the edition's date, else 0.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    committed = _last_commit(root)
    if committed is not None:
        return committed
    try:
        day = datetime.fromisoformat(str(config["brief_date"]))
    except ValueError:
        return 0
    return int(day.replace(tzinfo=UTC).timestamp())


def _last_commit(folder: Path) -> int | None:
    try:
        said = subprocess.run(
            ["git", "-C", folder, "log", "-1", "--format=%ct"],  # noqa: S607  # from the PATH
            capture_output=True,
            text=True,
            check=True,
            timeout=10,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
    return int(said) if said.isdigit() else None
