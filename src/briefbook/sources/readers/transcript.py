"""Transcripts of recordings: WebVTT (W3C) and SubRip, each cue a piece with its time codes."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook import __version__
from briefbook.core.locators.ranges import timecode
from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import Metadata, Omission, Piece, ReaderResult

_STAMP = r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s.*)?")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")
_LANGUAGE = re.compile(r"^Language:\s*(\w+)", re.MULTILINE | re.IGNORECASE)
#: Blocks of WebVTT that are not cues.
_NO_CUES = ("NOTE", "STYLE", "REGION")


@dataclass(slots=True)
class _Cue:
    start: float
    end: float
    lines: list[str]


def read_transcript(name: str, data: bytes) -> ReaderResult:
    """Read a transcript; lines that rolling captions repeat stand once.

    Raises :class:`InputError` where it has no cue.
    """
    text = decode(name, data).replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    web = text.startswith("WEBVTT")
    sections = re.split(r"\n[ \t]*\n+", text.strip("\n"))
    left_out = [Omission("comment", tidy(each)) for each in sections if each.startswith(_NO_CUES)]
    repeated: list[str] = []
    cues = list(_rolled(_cues(sections), repeated))
    if not cues:
        raise InputError(name, "has no cue with time codes", "save the transcript as .vtt or .srt")
    if repeated:
        left_out.append(Omission("repeated lines of rolling captions", " ".join(repeated)))
    language = _LANGUAGE.search(sections[0]) if web else None
    return ReaderResult(
        tuple(_pieces(cues)),
        f"briefbook {__version__}",
        "text/vtt" if web else "application/x-subrip",
        Metadata(language=language[1][:2].lower() if language else ""),
        tuple(left_out),
    )


def _cues(sections: Sequence[str]) -> Iterator[_Cue]:
    for section in sections:
        lines = section.split("\n")
        times = next((i for i, line in enumerate(lines[:2]) if _TIMES.fullmatch(line)), None)
        if times is None or section.startswith(_NO_CUES):
            continue
        match = _TIMES.fullmatch(lines[times])
        spoken = [spoken for line in lines[times + 1 :] if (spoken := _spoken(line))]
        if match and spoken:
            yield _Cue(_seconds(match.groups()[:4]), _seconds(match.groups()[4:]), spoken)


def _spoken(line: str) -> str:
    """Return the words of a line after the speaker's name, without time codes and styling tags."""
    named = _VOICE.sub(lambda match: f"{match[1].strip()}: ", line)
    return tidy(html.unescape(_TAG.sub("", named)))


def _seconds(parts: Sequence[str | None]) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + float(f"0.{fraction or 0}")


def _rolled(cues: Iterator[_Cue], repeated: list[str]) -> Iterator[_Cue]:
    """Yield cues without the lines of the one before; one that only repeats them prolongs it."""
    last: _Cue | None = None
    shown: list[str] = []
    for cue in cues:
        # What scrolls up is above what is new; apart in time, it was said twice.
        again = 0
        if last and cue.start <= last.end + 0.1:
            again = max((n for n in range(len(cue.lines) + 1) if n and shown[-n:] == cue.lines[:n]),
                        default=0)  # fmt: skip
        shown = cue.lines
        repeated += cue.lines[:again]
        if last and again == len(cue.lines):
            last.end = max(last.end, cue.end)
            continue
        if last:
            yield last
        last = _Cue(cue.start, cue.end, cue.lines[again:])
    if last:
        yield last


def _pieces(cues: Sequence[_Cue]) -> Iterator[Piece]:
    """Yield the cues; those that begin in one second have its fraction in their time codes."""
    begun = Counter(int(cue.start) for cue in cues)
    for cue in cues:
        alone = begun[int(cue.start)] == 1
        start = timecode(int(cue.start) if alone else cue.start)
        yield Piece("cue", " ".join(cue.lines), at=start, until=timecode(int(cue.end)))
