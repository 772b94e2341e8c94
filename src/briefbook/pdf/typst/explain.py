"""Typst's errors in the author's terms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from briefbook.pdf.typst.calls import FOLDER
from briefbook.pdf.typst.errors import Problem
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.trace import SourceLine, Trace

_PLACE = re.compile(r"^\s*┌─ (?:.*/)?([\w-]+\.typ):(\d+):", re.MULTILINE)
_EXTENSION = re.compile(rf"^\s*┌─ (?:.*/)?{FOLDER}/([\w-]+\.typ):(\d+):", re.MULTILINE)
_SEARCHED = re.compile(r", searched at [^)]*")
# The second is about characters of private use, which PDF/A forbids even if a font has them.
_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed|codepoint `"(.*?)"`')


def explain_pictures(
    broken: Mapping[str, str], codes: Iterable[tuple[str, Trace]]
) -> Iterator[Problem]:
    """Yield a problem for each picture that Typst cannot draw; Typst gives no place for pictures.

    ``broken`` is what it says of each, by path, ``codes`` each document's Typst file and trace.
    """
    for code, trace in codes:
        for number, line in enumerate(code.splitlines(), start=1):
            for path, said in broken.items():
                if literal(f"/{path}") in line:
                    what = (
                        f"the picture cannot be drawn ({_SEARCHED.sub('', said)}), and the PDF "
                        "prints its alt text; save it again or in another format"
                    )
                    yield Problem(trace.origin(code, number), what, picture=path)


def explain(diagnostic: str, codes: Mapping[str, tuple[str, Trace]]) -> Iterator[Problem]:
    """Yield each error of Typst's report once: the author's file and line, and what to do.

    ``codes`` holds each document's Typst file: name → code and trace.
    """
    seen: set[Problem] = set()
    for report in re.split(r"^error: ", diagnostic, flags=re.MULTILINE)[1:]:
        message = report.splitlines()[0]
        glyph = _GLYPH.search(message)
        letters = _letters(glyph[1] or glyph[2]) if glyph else ""
        said = _missing_letters(letters) if glyph else _failed(report, message)
        problem = Problem(_origin(report, codes), said, letters)
        if problem not in seen:
            seen.add(problem)
            yield problem
    if not seen:
        yield Problem(None, f"the PDF step failed: {diagnostic.strip()}")


def _origin(report: str, codes: Mapping[str, tuple[str, Trace]]) -> SourceLine | None:
    for name, line in _PLACE.findall(report):
        if name in codes:
            code, trace = codes[name]
            return trace.origin(code, int(line))
    return None


def _failed(report: str, message: str) -> str:
    """Name the file and line of an error that is in a Typst file of another extension."""
    found = _EXTENSION.search(report)
    where = f"in {found[1]}, line {found[2]}" if found else "here"
    return f"the PDF step failed {where}: {message}"


def _letters(quoted: str) -> str:
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted)
    return text.replace('\\"', '"').replace("\\\\", "\\")


def _missing_letters(text: str) -> str:
    names = ", ".join(
        f"“{char if char.isprintable() else '?'}” (U+{ord(char):04X} "
        f"{unicodedata.name(char, 'a character without a name').lower()})"
        for char in dict.fromkeys(text)
    )
    return (
        f"no font of the PDF has {names}; remove it, or put a font that has it in a folder "
        "of the book and name the folder in brief_fonts"
    )
