"""Word documents, through a walk of our own over what the file holds.

The libraries for .docx either lose what is in content controls, fields and text boxes
(python-docx), or cannot say what they leave out (mammoth).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from lxml import etree

from briefbook import __version__
from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.named_authors import named_authors
from briefbook.sources.readers.word.blocks import BlockReader
from briefbook.sources.readers.word.inline import InlineReader
from briefbook.sources.readers.word.markup import XmlElement, attribute, child, name_of, texts
from briefbook.sources.readers.word.notes import WordNote, read_notes
from briefbook.sources.readers.word.numbering import read_numbering
from briefbook.sources.readers.word.package import Package, check_archive, open_package
from briefbook.sources.readers.word.styles import read_styles
from briefbook.sources.reading.article import Metadata, Piece, ReaderResult

_MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: What programs put where the author's name belongs.
_NO_AUTHORS = frozenset(
    "python-docx|user|admin|administrator|author|owner|microsoft office user|windows user|"
    "microsoft|unknown|un-named".split("|")
)


def read_word(name: str, data: bytes) -> ReaderResult:
    """Read a .docx file. Raises :class:`InputError`, also for a zip bomb."""
    check_archive(name, data)
    try:
        return _result(open_package(data))
    except (MemoryError, RecursionError):
        raise
    except LookupError:
        raise InputError(name, "is not a Word document", "give the article's own file") from None
    # zipfile and lxml let any error of a broken part through.
    except Exception as error:  # noqa: BLE001
        wrong = f"is not a readable Word document ({type(error).__name__})"
        raise InputError(name, wrong, "open it in Word and save it again") from None


def _result(package: Package) -> ReaderResult:
    body = child(package.document, "w:body")
    if body is None:
        raise LookupError
    styles = read_styles(package.part("styles"))
    notes, unmarked = read_notes(package)
    labels = {note.identifier: note.label for note in notes}
    inline = InlineReader(styles, package.links, labels)
    reader = BlockReader(styles, read_numbering(package.part("numbering")), inline)
    reader.walk(body)
    pieces = [*_levelled(_without_guessing(reader.pieces)), *_note_pieces(reader, notes)]
    comments = _children(package.part("comments"), "w:comment")
    _leave_out(reader, "note without a mark", unmarked)
    _leave_out(reader, "comment", comments)
    _leave_out(reader, "page header", package.related.get("header", ()))
    _leave_out(reader, "page footer", package.related.get("footer", ()))
    aside = [
        *(note.element for note in notes), *unmarked, *comments,
        *package.related.get("header", ()), *package.related.get("footer", ()),
    ]  # fmt: skip
    return ReaderResult(
        tuple(pieces),
        f"briefbook {__version__}",
        _MEDIA_TYPE,
        _metadata(package, pieces),
        tuple(reader.left_out),
        " ".join("".join(texts(part)) for part in (body, *aside)),
        tuple(_warnings(package, len(comments), reader.embedded)),
    )


def _without_guessing(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with what may be a heading or the headline left open, as ``text``.

    Where headings carry a style, what carries none is a paragraph; without a title, the first
    paragraph may be one.
    """
    kinds = {piece.kind for piece in pieces}
    if "heading" in kinds:
        pieces = [
            replace(each, kind="paragraph") if each.kind == "text" else each for each in pieces
        ]
    if pieces and pieces[0].kind == "paragraph" and "headline" not in kinds:
        pieces = [replace(pieces[0], kind="text"), *pieces[1:]]
    return pieces


def _levelled(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with the levels of headings from 2 up; the highest may be the headline.

    Without a title, a single heading of the highest level at the very beginning is one.
    """
    levels = [piece.level for piece in pieces if piece.kind == "heading"]
    if not levels:
        return pieces
    highest = min(levels)
    titled = any(piece.kind == "headline" for piece in pieces)
    if not titled and pieces[0].level == highest and levels.count(highest) == 1:
        rest = [level for level in levels if level != highest]
        highest = min(rest, default=highest)
        pieces = [replace(pieces[0], kind="headline", level=0), *pieces[1:]]
    return [
        replace(each, level=min(each.level - highest + 2, 6)) if each.kind == "heading" else each
        for each in pieces
    ]


def _note_pieces(reader: BlockReader, notes: Iterable[WordNote]) -> Iterator[Piece]:
    for number, note in enumerate(notes, start=1):
        piece = reader.spelt(note.element)
        if piece.text:
            yield replace(piece, kind="note", number=number, label=note.label)


def _children(part: XmlElement | None, name: str) -> list[XmlElement]:
    return [each for each in part if name_of(each) == name] if part is not None else []


def _leave_out(reader: BlockReader, reason: str, parts: Iterable[XmlElement]) -> None:
    for part in parts:
        reader.leave_out(reason, "".join(texts(part)))


def _metadata(package: Package, pieces: Iterable[Piece]) -> Metadata:
    core = {
        etree.QName(each).localname: tidy(each.text or "")
        for each in (package.core if package.core is not None else ())
        if isinstance(each.tag, str)
    }
    author, title = core.get("creator", ""), core.get("title", "")
    opening = {piece.text.lower() for piece in list(pieces)[:8]}
    return Metadata(
        # What is there is often a template's title, or a file's name.
        title=title if title.lower() in opening else "",
        authors=() if author.lower() in _NO_AUTHORS else named_authors(author),
        language=core.get("language", "")[:2].lower(),
    )


def _warnings(package: Package, comments: int, embedded: int) -> Iterator[str]:
    changes = sum(map(_changes, (package.document, *package.related.get("footnotes", ()))))
    said = []
    if changes:
        said.append(f"{changes} tracked change{'s' * (changes > 1)} taken as accepted")
    if comments:
        said.append(f"{comments} comment{'s' * (comments > 1)} left out")
    if said:
        yield "; ".join(said)
    if embedded:
        yield f"{embedded} embedded documents are not read; open the file in Word and save it again"


def _changes(part: XmlElement) -> int:
    """Count insertions, deletions and moves; what goes on in the next run is the same one."""
    count = 0
    for each in part.iter():
        if name_of(each) in ("w:ins", "w:del", "w:moveTo"):
            before, parent = each.getprevious(), each.getparent()
            goes_on = before is not None and name_of(before) == name_of(each)
            goes_on = goes_on and attribute(before, "author") == attribute(each, "author")
            # The end of a paragraph carries a mark of its own.
            count += not goes_on and parent is not None and name_of(parent) != "w:rPr"
    return count
