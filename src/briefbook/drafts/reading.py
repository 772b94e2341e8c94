"""Read a draft of any format into passages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefbook.checks.evidence.prose import Prose, read_prose
from briefbook.checks.prose.quotation_marks import find_quotations
from briefbook.core.passages import Passage, Role, Span
from briefbook.core.words.text import tidy
from briefbook.drafts.draft import Draft, DraftPassage
from briefbook.drafts.markdown import DraftBlock, markdown_parts
from briefbook.drafts.plain_text import text_parts
from briefbook.sources.adding.intake import read_or_error
from briefbook.sources.errors import InputError
from briefbook.sources.readers.choose import Original, kind_of, open_original, read_original
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import Piece

_WORKS = re.compile(
    r"(?:\d+\.?\s+)?(?:references|bibliography|sources|works cited|(?:end|foot)?notes|citations"
    r"|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|bibliographie|références|sources citées"
    r"|referencias|bibliografía|fuentes|источники|литература|джерела|література|참고문헌|출처)",
    re.IGNORECASE,
)
#: Tags, entities, the targets of links.
_HIDDEN = re.compile(r"<[^<>]*>|&#?\w+;|(?<=\])\([^()\s]*\)")
_LABEL = re.compile(r"\[?(\d{1,3})[\].)]\s+(?=\S)")


def read_draft(name: str) -> Draft:
    """Read one draft. Raises :class:`InputError` where it cannot be read or holds no words."""
    draft = read_or_error(name, _read)
    if isinstance(draft, InputError):
        raise draft
    return draft


def _read(name: str) -> Draft:
    original = open_original(name)
    kind = kind_of(name, original.data)
    lines: tuple[str, ...] = ()
    if kind in ("markdown", "text"):
        text = decode(name, original.data)
        parts = list((markdown_parts if kind == "markdown" else text_parts)(text))
        lines = _visible(text) if kind == "markdown" else tuple(text.splitlines())
    elif kind == "html":
        parts, lines = _page_parts(name, original)
    else:
        pieces = read_original(name, original).pieces
        parts = [part for piece in pieces for part in _piece_parts(piece)]
    parts = [part for part in parts if any(map(str.isalnum, part.text))]
    if not parts:
        raise InputError(name, "holds no words", "name the draft itself")
    return _draft(name, parts, lines)


def _page_parts(name: str, original: Original) -> tuple[list[DraftBlock], tuple[str, ...]]:
    """Return what a page says, all of it: a draft has no neighbours on its page."""
    from briefbook.sources.readers.web.parsing import body_of, decode_page, parse_page
    from briefbook.sources.readers.web.units import page_units

    text = decode_page(name, original.data)
    tree, _warnings = parse_page(name, text)
    units = page_units(body_of(tree))
    parts = []
    for unit in units:
        if unit.piece:
            found = list(_piece_parts(unit.piece))
            for part in found:
                part.line = int(unit.element.sourceline or 0)
            parts += found
    return parts, _visible(text)


def _visible(text: str) -> tuple[str, ...]:
    """Return the lines of a file with its markup blanked out, so that words keep their places."""

    def blank(match: re.Match[str]) -> str:
        return "".join(char if char in "\r\n" else " " for char in match[0])

    return tuple(_HIDDEN.sub(blank, text).splitlines())


def _piece_parts(piece: Piece) -> Iterator[DraftBlock]:
    """Yield the parts of a piece; each row of a table by itself."""
    if piece.rows:
        for row in piece.rows:
            yield DraftBlock(Role.TEXT, " | ".join(filter(None, row)), pages=piece.pages)
        return
    role = {"headline": Role.TITLE, "heading": Role.TITLE, "quote": Role.QUOTE, "code": Role.CODE}
    note = (piece.label or str(piece.number)) if piece.kind == "note" else ""
    part = DraftBlock(
        role.get(piece.kind, Role.TEXT), tidy(piece.text), pages=piece.pages, note=note,
        number=piece.number if piece.kind != "note" else 0,
    )  # fmt: skip
    if piece.runs and "".join(run.text for run in piece.runs) == part.text:
        at = 0
        for run in piece.runs:
            target = f"#{run.target}" if run.style == "note" else run.target
            if run.style in ("link", "note"):
                part.links.append(Span(at, at + len(run.text), target))
            at += len(run.text)
    yield part


def _draft(name: str, parts: Sequence[DraftBlock], lines: tuple[str, ...]) -> Draft:
    notes = {part.note: part.text for part in parts if part.note}
    passages: list[DraftPassage] = []
    listing = False
    for number, part in enumerate(parts, start=1):
        if part.role is Role.TITLE:
            listing = _WORKS.fullmatch(part.text.strip(" :*")) is not None
        if listing and part.role is not Role.TITLE:
            label = _LABEL.match(part.text)
            at = label[1] if label else str(part.number or "")
            notes.setdefault(at, part.text)
        passages.append(DraftPassage(_prose(name, part), number, part.pages, listing))
    return Draft(name, tuple(passages), notes, lines, tuple(_not_read(passages)))


def _prose(name: str, part: DraftBlock) -> Prose:
    role, text = part.role, part.text
    # What is set off and has marks of its own quotes what is between them.
    if role is Role.QUOTE and (find_quotations(text)[0] or text.lstrip()[:1] in "—–-"):
        role = Role.TEXT
    passage = Passage(
        name, part.line, "", role, text,
        own=tuple(part.own), code=tuple(part.code), links=tuple(part.links),
    )  # fmt: skip
    return read_prose(passage)


def _not_read(passages: Iterable[DraftPassage]) -> Iterator[str]:
    """Return what of a draft is not read."""
    roles = Counter(each.prose.passage.role for each in passages if not each.listed)
    if code := roles[Role.CODE]:
        yield f"{code} block{'s' if code > 1 else ''} of code"
    listed = [each for each in passages if each.listed]
    if works := sum(each.prose.passage.role is not Role.TITLE for each in listed):
        yield f"the list of works ({works} paragraph{'s' if works > 1 else ''})"
