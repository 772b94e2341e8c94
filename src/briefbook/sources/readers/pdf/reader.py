"""PDF files, through PDFium: text with its positions, then pages as running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib.metadata import version

from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.pdf.facts import metadata_of
from briefbook.sources.readers.pdf.isolated import PdfText, extract_text
from briefbook.sources.readers.pdf.margins.take_margins import Margins, take_margins
from briefbook.sources.readers.pdf.marks import NoteMarks
from briefbook.sources.readers.pdf.model import END, SUP, PdfPage
from briefbook.sources.readers.pdf.navigation import cut_below, cut_navigation
from briefbook.sources.readers.pdf.ocr import recognise
from briefbook.sources.readers.pdf.paragraphs import DRAWN, PdfParagraph, paragraphs
from briefbook.sources.readers.pdf.stream import PageNote, Stream, read_stream
from briefbook.sources.readers.pdf.tables import PdfTable
from briefbook.sources.reading.article import Metadata, Omission, Piece, ReaderResult, table_text
from briefbook.sources.reading.imprint import read_imprint
from briefbook.sources.reading.line_layout import join_lines

#: A file with fewer characters a page than this is a scan with a stamp on it.
_LEAST_PER_PAGE = 20
#: A note's mark that stands by itself is smaller than the text by this factor.
_SMALL = 0.86
#: The line that says who published a document is within this many pieces.
_IMPRINT_REACH = 4


def read_pdf(name: str, data: bytes) -> ReaderResult:
    """Read a PDF in reading order, without what is in the margins of its pages.

    Raises :class:`InputError` where it is encrypted, broken, a bomb, or a scan that no program
    on this machine can read.
    """
    text = extract_text(name, data)
    reader = f"PDFium {version('pypdfium2')}"
    letters = _letters(text)
    unreadable = 20 * text.unmapped > letters
    if letters < _LEAST_PER_PAGE * max(1, len(text.pages)) or unreadable:
        wrong = (
            "its letters cannot be read (no Unicode map)"
            if unreadable and letters
            else "holds no text, only pictures of it"
        )
        data, program = recognise(name, data, wrong)
        text = extract_text(name, data)
        reader = f"{reader}; OCR by {program}"
        if not _letters(text):
            raise InputError(name, wrong, "OCR found no text in it either")
    return _result(text, reader)


def _letters(text: PdfText) -> int:
    return sum(len(fragment.text) for page in text.pages for fragment in page.fragments)


def _result(text: PdfText, reader: str) -> ReaderResult:
    margins = take_margins(text.pages)
    stream = read_stream(margins.pages)
    every = list(paragraphs(stream.body, stream.size))
    found = [each for each in every if isinstance(each, PdfTable) or each.kind != DRAWN]
    drawn = [each for each in every if isinstance(each, PdfParagraph) and each.kind == DRAWN]
    marks = NoteMarks(stream.notes, margins.labels)
    body_pieces, menus = cut_navigation(list(_pieces(found, marks, margins)), margins.title)
    body_pieces, below = cut_below(body_pieces, printed=margins.printed)
    menus += below
    pieces = [*body_pieces, *_notes(stream.notes, marks, margins)]
    metadata = metadata_of(text.info, pieces, margins)
    pieces, imprint, line = _take_imprint(pieces)
    left_out = [Omission(reason, tidy(each)) for reason, each in margins.left_out]
    aside = [omission.text for omission in left_out] + list(
        dict.fromkeys(page.turned for page in text.pages)
    )
    body = _whole(margins.pages, stream.size, _signs(found, stream.notes), marks.taken)
    left_out += [*_omissions(text.pages, stream, drawn, marks), *menus]
    if line:
        left_out.append(Omission("publisher and date", line))
    return ReaderResult(
        tuple(pieces),
        reader,
        "application/pdf",
        imprint.over(metadata),
        tuple(left_out),
        " ".join((body, *aside)),
        tuple(_warnings(text)),
    )


def _pieces(
    found: Iterable[PdfParagraph | PdfTable], marks: NoteMarks, margins: Margins
) -> Iterator[Piece]:
    for each in found:
        if isinstance(each, PdfTable):
            rows = tuple(tuple(marks.text(cell, each.page) for cell in row) for row in each.rows)
            text = table_text(rows)
            yield Piece("table", text, rows=rows, pages=_named([each.page], margins))
            continue
        text, runs = marks.read(each.text, each.pages)
        yield Piece(
            each.kind,
            text,
            each.number,
            level=each.level,
            runs=runs,
            pages=_named(each.pages, margins),
        )


def _take_imprint(pieces: list[Piece]) -> tuple[list[Piece], Metadata, str]:
    """Return the pieces without the line under the headline that says who published, and when."""
    for place, piece in enumerate(pieces[:_IMPRINT_REACH]):
        after_headline = any(each.kind == "headline" for each in pieces[:place])
        if after_headline and (found := read_imprint(piece.text)):
            return [*pieces[:place], *pieces[place + 1 :]], found, piece.text
    return pieces, Metadata(), ""


def _notes(notes: Iterable[PageNote], marks: NoteMarks, margins: Margins) -> Iterator[Piece]:
    for number, note in enumerate(notes, start=1):
        text = join_lines(line.text for line in note.lines)
        pages = dict.fromkeys(line.page for line in note.lines)
        yield Piece(
            "note",
            marks.text(text, note.page),
            number,
            label=marks.label(note),
            pages=_named(pages, margins),
        )


def _named(pages: Iterable[int], margins: Margins) -> tuple[str, ...]:
    return tuple(label for page in pages if (label := margins.labels[page]))


def _omissions(
    pages: Iterable[PdfPage], stream: Stream, drawn: Iterable[PdfParagraph], marks: NoteMarks
) -> Iterator[Omission]:
    by_page: dict[int, list[str]] = {}
    for each in drawn:
        by_page.setdefault(each.pages[0], []).append(marks.text(each.text, each.pages[0]))
    for page, words in by_page.items():
        yield Omission(f"words in a drawing, page {page + 1} of the file", tidy(" ".join(words)))
    if stream.contents:
        yield Omission("table of contents", tidy(" ".join(stream.contents)))
    for turned in dict.fromkeys(page.turned for page in pages if page.turned):
        yield Omission("text at an angle", tidy(turned))


def _whole(pages: Iterable[PdfPage], size: float, signs: Counter[str], taken: Counter[str]) -> str:
    """Return all text of the pages; what their margins repeat is not there.

    ``signs`` are those of items and notes, which are kept as their numbers, ``taken`` the marks of
    notes: each is left out as often as it was found. ``size`` is that of the running text.
    """
    signs, taken = signs.copy(), taken.copy()
    texts = []
    for fragment in (fragment for page in pages for fragment in page.fragments):
        parts = []
        alone = len(fragment.spans) == 1 and fragment.size >= _SMALL * size
        for place, span in enumerate(fragment.spans):
            counted = (signs, taken) if place == 0 else (taken,)
            if alone or not _take(span.text.strip(), counted):
                parts.append(span.text)
        text = "".join(parts).strip()
        sign = next((each for each in signs if text == each or text.startswith(f"{each} ")), "")
        if sign:
            signs -= Counter([sign])
        texts.append(text.removeprefix(sign))
    return " ".join(texts)


def _take(text: str, counted: Iterable[Counter[str]]) -> bool:
    """Take a text out of the first count that has it; tell whether one has."""
    for count in counted:
        if count[text] > 0:
            count[text] -= 1
            return True
    return False


def _signs(found: Iterable[PdfParagraph | PdfTable], notes: Iterable[PageNote]) -> Counter[str]:
    signs = [each.sign for each in found if isinstance(each, PdfParagraph)]
    signs += [note.first.removesuffix(note.lines[0].text) for note in notes]
    plain = (sign.translate(dict.fromkeys(map(ord, (SUP, END)))).strip() for sign in signs)
    return Counter(sign for sign in plain if sign)


def _warnings(text: PdfText) -> Iterator[str]:
    if text.count > len(text.pages):
        yield f"only the first {len(text.pages)} of {text.count} pages were read"
    if text.broken:
        yield f"{_pages_named(text.broken)} cannot be read; compare with the PDF"
    empty = [p.number for p in text.pages if not p.fragments and p.number not in text.broken]
    if empty:
        yield f"{_pages_named(empty)} hold no text, only pictures or nothing; look at them"


def _pages_named(numbers: Iterable[int]) -> str:
    listed = ", ".join(str(number + 1) for number in numbers)
    return f"pages {listed}" if "," in listed else f"page {listed}"
