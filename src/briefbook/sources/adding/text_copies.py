"""A copy of each article's file, on this disk alone, so that the checks find its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from briefbook.core.files.transactions import FileChange
from briefbook.sources.adding.addition import Addition
from briefbook.sources.records.texts import DEFAULT, text_folders

_SUFFIXES = {"text/html": ".html", "text/markdown": ".md", "application/pdf": ".pdf"}


def plan_copies(root: Path, additions: Iterable[Addition]) -> tuple[list[FileChange], list[str]]:
    """Return the copies to be made of the files, and what the editor must copy by hand.

    A file that stands in a folder of texts already is not copied, and nothing is copied out of
    the book. What is restricted stays on this disk: the folder is kept out of version control.
    """
    folders = text_folders(root)
    changes: list[FileChange] = []
    by_hand: list[str] = []
    for addition in additions:
        source = Path(addition.intake.name)
        if any(source.resolve().is_relative_to(folder.resolve()) for folder in folders):
            continue
        target = f"{DEFAULT}/{addition.record.key}{_suffix(addition)}"
        if root / DEFAULT not in folders:
            by_hand.append(f"{source.name}: copy it to {folders[0]}, for the checks to find it")
        elif (root / target).exists():
            by_hand.append(f"{target} exists; copy {source.name} there under another name")
        else:
            changes.append(_copy(target, source, addition))
    return [*_ignored(root), *changes] if changes else [], by_hand


def _copy(target: str, source: Path, addition: Addition) -> FileChange:
    sha256, data = addition.record.file.sha256, addition.intake.data
    if data:  # it came by standard input
        return FileChange("new", target, data.decode("utf-8", "surrogateescape"))
    return FileChange("copy", target, str(source.resolve()), sha256)


def _suffix(addition: Addition) -> str:
    suffix = Path(addition.intake.name).suffix.lower()
    return suffix or _SUFFIXES.get(addition.record.file.media_type, ".txt")


def _ignored(root: Path) -> Iterator[FileChange]:
    """Keep the folder out of version control, unless the book does already or has none."""
    ignore = root / ".gitignore"
    said = ignore.read_text(encoding="utf-8", errors="replace") if ignore.is_file() else ""
    own = root / DEFAULT / ".gitignore"
    if (root / ".git").exists() and DEFAULT not in said and not own.exists():
        yield FileChange("new", f"{DEFAULT}/.gitignore", "*\n")
