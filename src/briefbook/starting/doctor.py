"""``briefbook doctor``: what this machine and this book have, and what is missing."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from briefbook import __version__
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder, require_book
from briefbook.core.files.conf_file import NAME
from briefbook.core.versions import PDF, SITE, find_mismatches
from briefbook.core.words.script_fonts import COMMAND
from briefbook.sources.records.read_record import read_records
from briefbook.sources.records.texts import find_texts, text_folders
from briefbook.starting.book_files import installed_from
from briefbook.starting.letters import scripts_without_font

#: Folders into which the commands write, from the book's.
_WRITTEN = (".", "sources", "editions", "build")
#: Programs that some work needs, and which.
_PROGRAMS = {
    "git": "the book has no history, and its builds no time of the last commit",
    "soffice": "add reads no .odt, .rtf and .doc (LibreOffice)",
    "tesseract": "add reads no scans",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at; ``grave`` where a book cannot be built without it."""

    what: str
    said: str
    good: bool = True
    grave: bool = False

    def __str__(self) -> str:
        mark = "ok     " if self.good else "MISSING" if self.grave else "without"
        return f"{mark}  {self.what}: {self.said}"


def examine(root: Path) -> Iterator[Finding]:
    """Yield what is there and what is missing: of the machine, then of the book in ``root``."""
    yield Finding("briefbook", f"{__version__}, on Python {sys.version.split()[0]}")
    yield from _packages()
    for program, without in _PROGRAMS.items():
        found = shutil.which(program)
        yield Finding(program, found or f"not installed; {without}", found is not None)
    if (root / NAME).exists():
        yield from _book(root)
    else:
        yield Finding("book", "none in this folder; make one: briefbook new FOLDER", good=False)


def _packages() -> Iterator[Finding]:
    wrong = find_mismatches((*SITE, *PDF))
    for each in wrong:
        yield Finding("package", f"{each}; run: pip install '{each.wanted}'", False, grave=True)
    if not wrong:
        yield Finding("packages", "all that the site and the PDF need")
    live = find_spec("sphinx_autobuild") is not None
    said = "sphinx-autobuild, for briefbook live"
    yield Finding("live", said if live else f"no {said}; run: pip install 'briefbook[live]'", live)


def _book(root: Path) -> Iterator[Finding]:
    try:
        require_book(root)
        records = read_records(root / "sources")
    except BriefbookError as error:
        yield Finding("book", str(error), good=False, grave=True)
        return
    yield Finding("book", f"pages in {pages_folder(root)}/, {_sources(len(records))}")
    with_text = {key: record for key, record in records.items() if record.file.sha256}
    texts = find_texts(with_text, text_folders(root))
    missing = sorted(with_text.keys() - texts.keys())
    searched = ", ".join(map(str, text_folders(root)))
    yield Finding(
        "texts",
        f"none of {', '.join(missing)} in {searched}: what they say is not compared"
        if missing
        else f"the texts of {_sources(len(with_text))} are on this disk",
        good=not missing,
    )
    for name in _WRITTEN:
        folder = root / name
        if folder.is_dir() and not os.access(folder, os.W_OK):
            said = f"{folder.resolve()} cannot be written"
            yield Finding("permissions", said, good=False, grave=True)
    yield from _requirements(root)
    unset = scripts_without_font(root)
    yield Finding(
        "fonts",
        f"none for {', '.join(unset)}; {_font_remedy(unset)}"
        if unset
        else "for every script of the pages",
        good=not unset,
    )


def _requirements(root: Path) -> Iterator[Finding]:
    """Return whether the publishing workflow would install a briefbook that can be downloaded."""
    path = root / "requirements.txt"
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    asked = next((line for line in lines if line.startswith("briefbook")), "")
    if not asked:
        return
    origin = installed_from()
    pinned = asked.startswith("briefbook==")
    if pinned and asked != f"briefbook=={__version__}":
        said = f"requirements.txt asks for {asked}, this is {__version__}; change one of them"
        yield Finding("hosting", said, good=False)
    elif pinned and origin.folder:
        said = (
            f"requirements.txt asks for {asked}, and this one was installed from {origin.folder}; "
            "where that version is not on PyPI, name the repository: briefbook @ git+https://…"
        )
        yield Finding("hosting", said, good=False)
    else:
        yield Finding("hosting", f"installs {asked}")


def _font_remedy(unset: Mapping[str, bool]) -> str:
    by_hand = [script for script, in_extra in unset.items() if not in_extra]
    if not by_hand:
        return f"{COMMAND} adds them"
    of = f" of {', '.join(by_hand)}" if len(by_hand) < len(unset) else ""
    first = f"{COMMAND} adds the others, " if of else ""
    return f"{first}put one{of} in a folder and name it in brief_fonts"


def _sources(number: int) -> str:
    return "1 source" if number == 1 else f"{number} sources"
