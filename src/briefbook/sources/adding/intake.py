"""Read article files, many in parallel processes; a bad one does not affect the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from briefbook.core.figures.find import figure_keys
from briefbook.core.words.labels import use_labels
from briefbook.core.words.text import text_sha256, word_count
from briefbook.sources.adding.chapter import block_details
from briefbook.sources.adding.parallel import read_in_parallel
from briefbook.sources.errors import InputError
from briefbook.sources.readers.choose import open_original, read_original
from briefbook.sources.readers.largest import LARGEST
from briefbook.sources.reading.article import Article, Metadata
from briefbook.sources.reading.compose import compose
from briefbook.sources.records.record import Block, LeftOut, OriginalFile

Made = TypeVar("Made")
#: Up to so many files are read in this process: starting others costs more.
_FEW = 3


@dataclass(frozen=True, slots=True)
class Intake:
    """One file as read: the article, its file's facts, and its blocks for the record.

    ``details`` are the worksheet's remarks by locator: made here, in parallel.
    """

    name: str
    article: Article
    file: OriginalFile
    blocks: tuple[Block, ...]
    left_out: tuple[LeftOut, ...]
    text_sha256: str
    details: dict[str, str]
    #: The bytes of what came by standard input and cannot be read again.
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """How files are read.

    ``given`` is what the editor says of all of them; ``largest`` is in bytes; ``reader`` is the
    one of the readers of web pages that is followed, where they are not to agree; ``language`` that
    of the book, for what is said of a block.
    """

    given: Metadata = field(default_factory=Metadata)
    largest: int = LARGEST
    reader: str = ""
    language: str = ""


def read_articles(
    names: Sequence[str], how: ReadingOptions, temporary: Path
) -> Iterator[Intake | InputError]:
    """Yield, for each file in order, what was read or why it cannot be added.

    ``temporary`` is a temporary folder for this call.
    """
    read_file = partial(
        read_article, given=how.given, largest=how.largest, reader=how.reader, language=how.language
    )
    read = partial(read_or_error, read=read_file)
    if len(names) <= _FEW or "-" in names:
        yield from map(read, names)
        return
    yield from read_in_parallel(names, read, temporary)


def read_or_error(name: str, read: Callable[[str], Made]) -> Made | InputError:
    """Return what was read from a file, or why it cannot be, whatever a library raises."""
    try:
        return read(name)
    except InputError as error:
        return error
    except (MemoryError, RecursionError) as error:
        wrong = f"is too large or too deep to read ({type(error).__name__})"
        return InputError(name, wrong, "save its text alone")
    # A library's own failure on a strange file is that file's problem, not the command's.
    except Exception as error:  # noqa: BLE001
        wrong = f"cannot be read ({type(error).__name__}: {error})"[:200]
        return InputError(name, wrong, "save its text alone, or report this")


def read_article(
    name: str, given: Metadata, largest: int, reader: str = "", language: str = ""
) -> Intake:
    """Read one file. Raises :class:`InputError`."""
    use_labels(language)  # This may be a process of its own.
    original = open_original(name, largest)
    reading = read_original(name, original, reader)
    article = compose(reading, given)
    if not article.blocks:
        wrong = "holds nothing but boilerplate" if article.left_out else "holds no text"
        raise InputError(name, wrong, "save the article itself")
    blocks = tuple(
        Block(
            block.locator,
            block.kind,
            word_count(block.text),
            text_sha256(block.text),
            figure_keys(block.text),
            pages=block.pages,
            until=block.until,
        )
        for block in article.blocks
    )
    return Intake(
        name,
        article,
        OriginalFile(
            original.name, original.sha256, len(original.data), reading.media_type, reading.reader
        ),
        blocks,
        tuple(
            LeftOut(omission.reason, word_count(omission.text), text_sha256(omission.text))
            for omission in article.left_out
        ),
        text_sha256("\n".join(block.text for block in article.blocks)),
        {
            block.locator: block_details(block, article.metadata.language)
            for block in article.blocks
        },
        original.data if name == "-" else b"",
    )
