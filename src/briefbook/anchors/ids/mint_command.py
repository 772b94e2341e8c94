"""``briefbook anchors``: mint what is missing in all chapters of a book."""

from __future__ import annotations

import ast
import codecs
import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefbook.anchors.editions.store import read_editions
from briefbook.anchors.ids.markdown_blocks import chapter_prefix, make_parser
from briefbook.anchors.ids.mint import Minted, given_ids, mint
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import page_files, require_book
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.files.writing import write_whole
from briefbook.core.ids import is_id
from briefbook.core.processes.interrupts import uninterrupted
from briefbook.core.records import AnchorKind

#: The field list at the top of a page in reStructuredText.
_REST_PREFIX = re.compile(r"\ufeff?\s*(?::[\w-]+:[^\n]*\n)*?:prefix:[ \t]*([\w-]+)")
#: Their ids come from their words, so that the same words may have the same id again.
_NAMED_BY_WORDS = (AnchorKind.CHAPTER, AnchorKind.SECTION)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter's file, by its path from the book's root, before and after minting."""

    path: str
    before: str
    minted: Minted

    def diff(self) -> Iterator[str]:
        """Yield the lines of a unified diff."""
        return difflib.unified_diff(
            self.before.splitlines(keepends=True),
            self.minted.text.splitlines(keepends=True),
            self.path,
            self.path,
        )

    def remarks(self) -> Iterator[str]:
        """Yield what the author must decide, each with file and line."""
        for line, message in self.minted.remarks:
            yield f"{self.path}:{line}: {message}"


def unnumbered_pages(root: Path) -> Iterator[str]:
    """Yield a line on each page in reStructuredText that has a prefix and no number yet.

    Its author gives the numbers: ``.. _ferry-1:`` above a paragraph is one.
    """
    for path in page_files(root, ".rst"):
        name = path.relative_to(root).as_posix()
        try:
            text = read_text(path, name)
        except TextError:
            continue
        named = _REST_PREFIX.match(text)
        if named and f".. _{named[1]}-" not in text:
            line = text[: named.start(1)].count("\n") + 1
            yield (
                f"{name}:{line}: this command numbers Markdown alone; write .. _{named[1]}-1: and "
                "an empty line above the first paragraph that others shall cite, and so on"
            )


def mint_book(root: Path, *, dry_run: bool = False) -> list[Chapter]:
    """Mint the missing ids of every chapter; return the chapters with anything new or to say.

    All chapters are read before the first is written; with ``dry_run`` none is. Raises
    :class:`BriefbookError` with file and line where a chapter cannot be used.
    """
    texts = _read_documents(require_book(root))
    taken = _promised_ids(root).union(*map(given_ids, texts.values()))
    parser = make_parser(_myst_extensions(root / "conf.py"))
    chapters = []
    for path, text in texts.items():
        prefix = chapter_prefix(text)
        if not prefix:
            continue
        if not is_id(prefix):
            line = text[: text.index("prefix")].count("\n") + 1
            raise BriefbookError(
                f"{path}:{line}: the prefix {prefix!r} is not an id; use a-z, 0-9 and -, "
                "beginning with a letter"
            )
        try:
            minted = mint(text, prefix, taken, parser)
        except BriefbookError as error:
            raise BriefbookError(f"{path}:{error}") from None
        taken.update(minted.ids)
        if minted.ids or minted.remarks:
            chapters.append(Chapter(path, text, minted))
    if not dry_run:
        with uninterrupted(changes_book=True):
            for chapter in chapters:
                _write(root / chapter.path, chapter)
    return chapters


def _write(path: Path, chapter: Chapter) -> None:
    if not chapter.minted.ids:
        return
    # The mark that some editors put before the first character stays.
    try:
        marked = path.read_bytes().startswith(codecs.BOM_UTF8)
        write_whole(path, ("\ufeff" if marked else "") + chapter.minted.text)
    except OSError as error:
        raise BriefbookError(
            f"{chapter.path}: cannot be written: {error.strerror}; fix that and run it again"
        ) from None


def _read_documents(root: Path) -> dict[str, str]:
    """Return the text of each Markdown document of the book, sorted by path."""
    texts = {}
    for path in page_files(root):
        name = path.relative_to(root).as_posix()
        try:
            texts[name] = read_text(path, name)
        except TextError as error:
            raise BriefbookError(error.at(name)) from None
    return texts


def _promised_ids(root: Path) -> set[str]:
    return {
        id_
        for edition in read_editions(root)
        for id_, promise in edition.anchors.items()
        if promise.kind not in _NAMED_BY_WORDS
    }


def _myst_extensions(conf: Path) -> frozenset[str]:
    """Read ``myst_enable_extensions`` as a literal, without running conf.py."""
    try:
        tree = ast.parse(conf.read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return frozenset()  # Sphinx will say what is wrong with it, with the line.
    for statement in tree.body:
        match statement:
            case ast.Assign(targets=[ast.Name(id="myst_enable_extensions")], value=value):
                try:
                    return frozenset(map(str, ast.literal_eval(value)))
                except (ValueError, TypeError):
                    return frozenset()
    return frozenset()
