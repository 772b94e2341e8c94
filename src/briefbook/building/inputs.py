"""What the book is made from: every file by its hash, and the time that the build carries."""

from __future__ import annotations

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from briefbook.core.errors import BriefbookError

FILES = ("conf.py", "references.bib", "requirements.txt")
FOLDERS = ("docs", "sources", "editions")
NO_DATE = "315532800"
"""1980-01-01, for a book with neither a history nor a date of its own."""


def read_inputs(root: Path) -> dict[str, str]:
    """Return everything that decides on the output, name to hash or value.

    The articles' own texts (``sources/texts``) are left out: the book never contains them.
    """
    inputs = {path.relative_to(root).as_posix(): _hash(path) for path in _book_files(root)}
    package = Path(__file__).resolve().parent.parent
    for path in sorted(package.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            inputs[f"briefbook/{path.relative_to(package).as_posix()}"] = _hash(path)
    inputs["python"] = sys.version
    inputs["SOURCE_DATE_EPOCH"] = build_time(root)
    return inputs


def _book_files(root: Path) -> Iterator[Path]:
    for name in FILES:
        if (root / name).is_file():
            yield root / name
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and "texts" not in path.relative_to(root).parts[1:2]:
                yield path


def _hash(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise BriefbookError(f"{path}: cannot be read: {error.strerror}") from error


def build_time(root: Path) -> str:
    """Return the build's time, in seconds since 1970 (reproducible-builds.org).

    That is SOURCE_DATE_EPOCH if set, else the time of the last commit, else ``brief_date``.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        if not given.isascii() or not given.isdigit():
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
