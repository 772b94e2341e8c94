"""The pages and times that a locator names, for a source with page numbers or cues."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.core.locators.locator import seconds_of
from briefbook.core.locators.parts import LocatorPart

_RUN = re.compile(
    r"(?P<first>[^\s–—-]+?)(?:\s*(?:--?|[–—~〜]|\bto\b|\bbis\b)\s*(?P<last>[^\s–—-]+?))?"
    r"(?P<following>\s?(?:ff?\.?|et seqq?\.?|sqq?\.?|и след\.?|이하))?"
)
_NUMBERED = re.compile(r"(?P<letters>[A-Za-z]*[-.]?)(?P<number>[0-9]{1,6})")
_ROMAN = re.compile(r"(?=.)m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})")
_ROMAN_SIGNS = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LONGEST = 1000
_DASH = re.compile(r"\s*[–—-]\s*")


def page_labels(part: LocatorPart) -> tuple[str, ...]:
    """Return the pages of a part as they are printed: ``7``, ``8`` for ``pp. 7–8``; ``iv``, ``v``.

    ``7f.`` is two pages and ``7ff.`` three; ``123–28`` runs to 128. A value that is no run of
    pages is one.
    """
    value = re.sub(r"(?<=\d),(?=\d{3})", "", part.value).strip()
    match = _RUN.fullmatch(value)
    if match is None:
        return (value,)
    following = (match["following"] or "").replace(" ", "")
    more = 0 if not following else 1 if following in {"f", "f."} else 2
    return tuple(_run(match["first"], match["last"] or "", more)) or (value,)


def _run(first: str, last: str, more: int) -> Iterator[str]:
    roman = _ROMAN.fullmatch(first.lower())
    numbered = _NUMBERED.fullmatch(first)
    if roman and not numbered:
        start = _from_roman(first.lower())
        end = _from_roman(last.lower()) if last and _ROMAN.fullmatch(last.lower()) else start + more
        names = (_to_roman(n) for n in range(start, min(end, start + _LONGEST) + 1))
        yield from (name.upper() if first.isupper() else name for name in names)
        return
    ending = _NUMBERED.fullmatch(last) if last else None
    if numbered is None or (last and ending is None):
        yield from (page for page in (first, last) if page)
        return
    start = int(numbered["number"])
    end = _completed(numbered["number"], ending["number"]) if ending else start + more
    for number in range(start, min(end, start + _LONGEST) + 1):
        yield f"{numbered['letters']}{number}"


def _completed(first: str, last: str) -> int:
    """Complete a shortened end: 123–28 runs to 128."""
    return int(first[: -len(last)] + last) if len(last) < len(first) else int(last)


def _from_roman(text: str) -> int:
    number = 0
    for value, sign in _ROMAN_SIGNS:
        while text.startswith(sign):
            number, text = number + value, text[len(sign) :]
    return number


def _to_roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN_SIGNS:
        while number >= value:
            number, text = number - value, text + sign
    return text


def time_span(part: LocatorPart) -> tuple[int, int] | None:
    """Return the first and the last second of a part, the same for a point; ``None`` for no time.

    ``12:31–40`` ends at 12:40.
    """
    ends = _DASH.split(part.value.strip(), maxsplit=1)
    start = seconds_of(ends[0])
    if start is None:
        return None
    if len(ends) == 1:
        return start, start
    last = ends[1]
    end = start - start % 60 + int(last) if last.isdigit() else seconds_of(last)
    return (start, end) if end is not None and end >= start else (start, start)


def timecode(seconds: float) -> str:
    """Return ``00:12:31``, or ``00:12:31.5`` where it is between two seconds."""
    milliseconds = round(seconds * 1000)
    whole, rest = divmod(milliseconds, 1000)
    hours, minutes = divmod(whole // 60, 60)
    fraction = f".{rest:03}".rstrip("0") if rest else ""
    return f"{hours:02}:{minutes:02}:{whole % 60:02}{fraction}"


def seconds_from(code: str) -> float:
    """Return the seconds of a time code as :func:`timecode` writes it; with its fraction."""
    whole, _, fraction = code.partition(".")
    return (seconds_of(whole) or 0) + (float(f"0.{fraction}") if fraction else 0.0)
