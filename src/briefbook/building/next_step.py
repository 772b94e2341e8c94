"""What to do next after a command, by what it found and by what the book has so far."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefbook.building.findings import FINDINGS, KeptFinding, read_findings
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import EDITIONS, page_files

#: What is open after the first build, by the name of the output.
_PAGES = {"html": "build/html/index.html", "pdf": "the PDF"}
_UNREAD = "without a figure, name or quotation"


def after_check(root: Path, files: tuple[str, ...] = ()) -> str:
    """Return the first finding and its remedy; where there is none, how the book goes on."""
    kept = read_findings(root)
    if kept.findings:
        return _fix(kept.findings[0], len(kept.findings), files)
    if without := _without_ids(root):
        number = "a paragraph or heading has" if without == 1 else f"{without} anchors have"
        return f"briefbook anchors: {number} no id yet"
    if _UNREAD in kept.summary:
        return "briefbook check --show puts those statements beside their sources, to be read"
    return "briefbook book"


def after_book(
    root: Path, warnings: int, only: Sequence[str] = (), chapters: Sequence[str] = ()
) -> str:
    """Return what is to be opened, and what follows on that."""
    if warnings:
        return "fix the first warning above, then run the same command again"
    first = "pdf" if chapters else only[0] if only else "html"
    opened = _PAGES.get(first, f"the files in build/{first}/")
    if not any((root / "sources").glob("*.toml")):
        return f"open {opened}; briefbook add ARTICLE.html adds an article"
    if not _is_checked(root):
        return f"open {opened}; then briefbook check"
    editions = sorted(path.stem for path in (root / EDITIONS).glob("*.json"))
    if not editions:
        return f"open {opened}; when it goes out, briefbook edition {_new_edition(root)}"
    return f"open {opened}; briefbook changes {editions[-1]} says what is new since that edition"


def after_changes(root: Path, name: str, lists: frozenset[str]) -> str:
    """Return what the changes since an edition ask for; ``lists`` are those that are not empty."""
    if "gone" in lists:
        return (
            "put back what is gone, or write {withdrawn} with its id and the reason where it "
            "stood; briefbook check names each"
        )
    if not lists:
        return f"write on; briefbook changes {name} then lists what is new"
    return f"when they go out: briefbook book, briefbook edition {_new_edition(root)}"


def _fix(first: KeptFinding, number: int, files: tuple[str, ...]) -> str:
    # Late: it reads the explanations of all codes.
    from briefbook.core.codes import Code

    place = f"{first.path}:{first.line}" if first.line else first.path
    ours = {code.value: code for code in Code}.get(first.code.removeprefix("brief."))
    remedy = f": {ours.remedy}" if ours else ""
    order = "" if number == 1 else f", the first of {number}"
    again = f"briefbook check {' '.join(files)}".rstrip()
    return f"fix {place or 'what is listed'}{order}{remedy.rstrip('.')}; then {again}"


def _without_ids(root: Path) -> int:
    # Late: it reads Markdown, and a build with nothing to do needs none of it.
    from briefbook.anchors.ids.mint_command import mint_book

    with suppress(BriefbookError):
        return sum(len(chapter.minted.ids) for chapter in mint_book(root, dry_run=True))
    return 0


def _is_checked(root: Path) -> bool:
    """Return whether the check is younger than every page."""
    checked = root / FINDINGS
    if not checked.is_file():
        return False
    at = checked.stat().st_mtime
    return all(path.stat().st_mtime <= at for path in page_files(root))


def _new_edition(root: Path) -> str:
    month, day = time.strftime("%Y-%m"), time.strftime("%Y-%m-%d")
    return day if (root / EDITIONS / f"{month}.json").exists() else month
