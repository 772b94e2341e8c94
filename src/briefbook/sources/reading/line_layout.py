"""From the lines of a plain text to its pieces, whatever the way it was set.

Paragraphs may be parted by blank lines or be one line each; lines may be wrapped hard at
60 to 80 columns, with or without an indent at each paragraph; lists, block quotes and
tables may be between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefbook.core.words.text import tidy
from briefbook.sources.reading.article import Piece, table_text
from briefbook.sources.reading.dates import find_date

#: Wider lines are not wrapped by hand; each is a paragraph.
WIDEST_WRAP = 100
_NARROWEST_WRAP = 36
_BULLET = re.compile(r"\s*[-*+•●▪◦‣∙·]\s+(?=\S)")
_ORDINAL = re.compile(r"\s*\(?(\d{1,3})[.)]\s+(?=\S)")
_WORDS_OF_DATE = 3
_QUOTED = re.compile(r"\s*>\s?")
_BROKEN_WORD = re.compile(r"[^\W\d_][-‐]$")
_CELLS = re.compile(r"\t+|\s*\|\s*")
_RULE = re.compile(r"[\s|:+=_*~.–—-]+")
_ENDS = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]]*$")
#: First parts after which a hyphen at the end of a line belongs to the word.
_KEEP_HYPHEN = frozenset(
    re.findall(r"\w+", "all anti cross ex half high long low mid non post pre pro self well")
)
_UNSPACED_END = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]$")


def split_pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a plain text, in order."""
    lines = [line.rstrip() for line in text.splitlines()]
    wrapped = is_wrapped(lines)
    pieces: list[Piece] = []
    for group in _groups(lines):
        pieces.extend(_table(group) or _group_pieces(group, wrapped=wrapped))
    return tuple(piece for piece in pieces if piece.text)


def is_wrapped(lines: Iterable[str]) -> bool:
    """Return whether lines were broken by hand at some width, as in mail and old archives.

    They were where nearly no line has room for the first word of the next, other than at
    the end of a sentence.
    """
    rows = [line.strip() for line in lines]
    width = max((len(row) for row in rows), default=0)
    if not _NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return False
    full = broken = pairs = 0
    for row, following in pairwise(rows):
        if not row or not following or _is_marked(following):
            continue
        pairs += 1
        if len(row) + 1 + len(following.split(maxsplit=1)[0]) > width - 3:
            full += 1
        elif len(row) > width / 2 and not _ENDS.search(row):
            broken += 1
    return full >= 2 and full >= 4 * broken and full >= 0.4 * pairs


def join_lines(lines: Iterable[str], known: frozenset[str] = frozenset()) -> str:
    """Join the lines of one paragraph; ``known`` are words that decide about a hyphen.

    A hyphen at the end of a line goes where a small letter follows, unless the word is
    known with it.
    """
    joined = ""
    for line in (each.strip() for each in lines):
        if joined.endswith("\u00ad"):
            joined = joined[:-1] + line
        elif _BROKEN_WORD.search(joined) and line[:1].islower():
            joined = _join_hyphen(joined, line, known)
        else:
            joined += line if _joins_tightly(joined, line) else f" {line}"
    return joined


def _joins_tightly(joined: str, line: str) -> bool:
    """Return whether no space goes between two lines: at a dash, in scripts without spaces."""
    if not joined or not line:
        return True
    if _UNSPACED_END.search(joined) and _UNSPACED_END.match(line[0]):
        return True
    dashed = re.search(r"[—–-]$", joined) is not None
    return dashed and not joined.endswith((" –", " —", " -", "--"))


def _join_hyphen(joined: str, line: str, known: frozenset[str]) -> str:
    first = re.split(r"\s", joined)[-1]
    last = re.split(r"[\s,.;:!?”\"]", line, maxsplit=1)[0]
    spelt = {f"{first[:-1]}-{last}".lower(), f"{first[:-1]}{last}".lower()} & known
    if len(spelt) == 1:
        return joined + line if "-" in spelt.pop() else joined[:-1] + line
    if first[:-1].lower() in _KEEP_HYPHEN:
        return joined + line
    return joined[:-1] + line


def _groups(lines: list[str]) -> Iterator[list[str]]:
    group: list[str] = []
    for line in [*lines, ""]:
        if line.strip():
            group.append(line)
        elif group:
            yield group
            group = []


def _is_marked(line: str) -> bool:
    return bool(_BULLET.match(line) or _ORDINAL.match(line) or _QUOTED.match(line))


def _table(group: list[str]) -> tuple[Piece, ...]:
    """Read tab-separated or piped rows; nothing where the group is not a table."""
    ruled = [line for line in group if not _RULE.fullmatch(line)]
    rows = [tuple(tidy(c) for c in _CELLS.split(line.strip().strip("|"))) for line in ruled]
    if len(rows) < 2 or len(rows[0]) < 2 or len({len(row) for row in rows}) > 1:
        return ()
    return (Piece("table", table_text(rows), rows=tuple(rows)),)


def _group_pieces(group: list[str], *, wrapped: bool) -> Iterator[Piece]:
    margin = min(len(line) - len(line.lstrip()) for line in group)
    width = max(len(line.strip()) for line in group)
    part: list[str] = []
    for place, line in enumerate(group):
        if part and _starts_piece(group[place - 1], line, part[0], margin, width, wrapped=wrapped):
            yield _piece(part)
            part = []
        part.append(line)
    yield _piece(part)


def _starts_piece(
    previous: str, line: str, first: str, margin: int, width: int, *, wrapped: bool
) -> bool:
    if _QUOTED.match(line) or _QUOTED.match(previous):
        return not (_QUOTED.match(line) and _QUOTED.match(previous)) or not wrapped
    if not wrapped or _is_marked(line):
        return _is_marked(line) or not _goes_on(previous, line)
    indent = len(line) - len(line.lstrip()) - margin
    before = len(previous) - len(previous.lstrip()) - margin
    if indent > before and not _is_marked(first):
        return True
    has_room = len(previous.strip()) + 1 + len(line.split(maxsplit=1)[0]) <= width - 8
    return has_room and not (_is_marked(first) and indent > 0)


def _goes_on(previous: str, line: str) -> bool:
    """Return whether a word is broken at the end of a line, whatever the lines are otherwise."""
    return bool(_BROKEN_WORD.search(previous)) and line.lstrip()[:1].islower()


def _piece(lines: list[str]) -> Piece:
    if _QUOTED.match(lines[0]):
        return Piece("quote", tidy(join_lines(_QUOTED.sub("", line, count=1) for line in lines)))
    if match := _BULLET.match(lines[0]):
        return Piece("item", tidy(join_lines([lines[0][match.end() :], *lines[1:]])))
    text = tidy(join_lines(lines))
    # “5. März 2024” is a date, no fifth point.
    dated = len(text.split()) <= _WORDS_OF_DATE and find_date(text)
    if (match := _ORDINAL.match(text)) and not dated:
        # A numbered heading looks the same: what is around it decides.
        return Piece("text", text[match.end() :], number=int(match[1]))
    return Piece("text", text)
