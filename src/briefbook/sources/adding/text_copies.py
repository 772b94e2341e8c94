"""A copy of each article's file, on this disk alone, so that the checks find its text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefbook.core.files.transactions import FileChange
from briefbook.sources.adding.intake import Intake
from briefbook.sources.records.texts import DEFAULT, text_folders

_SUFFIXES = {"text/html": ".html", "text/markdown": ".md", "application/pdf": ".pdf",
             "text/vtt": ".vtt", "application/x-subrip": ".srt"}  # fmt: skip


def plan_copies(
    root: Path, intakes: Mapping[str, Intake], before: str = ""
) -> tuple[list[FileChange], list[str]]:
    """Return the copies to be made of the files, and what the editor must copy by hand.

    ``intakes`` go by the key of their source; ``before`` is the SHA-256 of the file that a
    source is renewed from: its copy, and no other file, is replaced. A file that is in a
    folder of texts already is not copied, and nothing is copied out of the book. What is
    restricted stays on this disk: the folder is kept out of version control.
    """
    folders = text_folders(root)
    changes: list[FileChange] = []
    by_hand: list[str] = []
    for key, intake in intakes.items():
        source = Path(intake.name)
        if any(source.resolve().is_relative_to(folder.resolve()) for folder in folders):
            continue
        target = f"{DEFAULT}/{key}{_suffix(intake)}"
        there = _sha256(root / target)
        if root / DEFAULT not in folders:
            by_hand.append(f"{source.name}: copy it to {folders[0]}, for the checks to find it")
        elif there not in {"", before}:
            by_hand.append(f"{target} exists; copy {source.name} there under another name")
        else:
            changes.append(_copy(target, source, intake, there))
    return [*_ignored(root), *changes] if changes else [], by_hand


def _copy(target: str, source: Path, intake: Intake, there: str) -> FileChange:
    if intake.data:  # it came by standard input
        text = intake.data.decode("utf-8", "surrogateescape")
        return FileChange("replace" if there else "new", target, text, there)
    return FileChange("copy", target, str(source.resolve()), intake.file.sha256)


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _suffix(intake: Intake) -> str:
    suffix = Path(intake.name).suffix.lower()
    return suffix or _SUFFIXES.get(intake.file.media_type, ".txt")


def _ignored(root: Path) -> Iterator[FileChange]:
    """Keep the folder out of version control, unless the book does already or has none."""
    ignore = root / ".gitignore"
    said = ignore.read_text(encoding="utf-8", errors="replace") if ignore.is_file() else ""
    own = root / DEFAULT / ".gitignore"
    if (root / ".git").exists() and DEFAULT not in said and not own.exists():
        yield FileChange("new", f"{DEFAULT}/.gitignore", "*\n")
