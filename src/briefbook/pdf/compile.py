"""Typst: compile the folder, say what went wrong in the author's terms, ask for positions."""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import typst

from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.trace import Origin, Trace

STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]

_PLACE = re.compile(r"^\s*┌─ (?:.*/)?([\w-]+\.typ):(\d+):", re.MULTILINE)
_GLYPH = re.compile(r'the text `"(.*)"` could not be displayed')
_POSITIONS = """{
let at(l, name) = (name, l.page(), l.position().y / 1pt, l.position().x / 1pt)
let anchors = query(metadata).filter(m => type(m.value) == dictionary and "anchor" in m.value)
let titles = query(heading).filter(h => h.has("label"))
anchors.map(m => at(m.location(), m.value.anchor)) + titles.map(h => at(h.location(), str(h.label)))
}"""


# Paragraphs that call notes: name, and whether its last line is alone at the head of a page.
_ENDS = """{
let marks(part) = query(metadata).filter(m => type(m.value) == dictionary and part in m.value)
let starts = (:)
for m in marks("starts") { starts.insert(m.value.starts, m.location().page()) }
marks("ends").map(m => (
  m.value.ends,
  m.location().page() > starts.at(m.value.ends) and m.location().position().y < 33mm + 15pt,
))
}"""
_MOST_PASSES = 4
"""Keeping one paragraph together moves the ones after it; this many rounds settle real books."""
_MOST_MENDED = 2000
"""With more paragraphs that call notes, a second layout would cost a large book its minute."""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a label is: page from 1; points from the left and the top edge of the page."""

    label: str
    page: int
    top: float
    left: float


@dataclass(frozen=True, slots=True)
class Compiled:
    """A PDF as Typst made it, and where its labels are."""

    pdf: bytes
    positions: tuple[Position, ...]


def compile_book(
    root: Path, fonts: Sequence[Path], codes: Mapping[str, tuple[str, Trace]], timestamp: int
) -> Compiled:
    """Compile ``main.typ`` in ``root``.

    ``codes`` holds each document's Typst file: name → code and trace, to name an author's
    line. Raises :class:`PdfError` with one line per thing that is wrong.
    """
    families = typst.Fonts(include_system_fonts=False, font_paths=[str(path) for path in fonts])
    with _no_network():
        try:
            compiler = _settled(root, families)
            pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
            found = json.loads(compiler.eval(_POSITIONS))
        except typst.TypstError as error:
            raise PdfError(*_explain(error, codes)) from None
    return Compiled(cast("bytes", pdf), tuple(Position(*row) for row in found))


def _settled(root: Path, fonts: typst.Fonts) -> typst.Compiler:
    """Return a compiler for which no line that calls a note is alone at the head of a page."""
    kept: set[str] = set()
    for _ in range(_MOST_PASSES):
        compiler = _compiler(root, fonts, kept)
        ends = json.loads(compiler.eval(_ENDS))
        alone = {key for key, is_alone in ends if is_alone} - kept
        if not alone or len(ends) > _MOST_MENDED:
            return compiler
        kept |= alone
    return _compiler(root, fonts, kept)


def _compiler(root: Path, fonts: typst.Fonts, kept: set[str]) -> typst.Compiler:
    return typst.Compiler(
        root / "main.typ",
        root=root,
        font_paths=fonts,
        sys_inputs={"kept": " ".join(sorted(kept))},
        package_path=root / "no-packages",
        package_cache_path=root / "no-packages",
    )


@contextmanager
def _no_network() -> Iterator[None]:
    """Point the proxies nowhere: a compile that asks for a package fails instead of fetching."""
    lower = ("http_proxy", "https_proxy", "all_proxy")
    names = (*lower, *(name.upper() for name in lower))
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "http://127.0.0.1:9"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _explain(error: typst.TypstError, codes: Mapping[str, tuple[str, Trace]]) -> Iterator[Problem]:
    """Yield each error once: the author's file and line, what is wrong, what to do."""
    seen: set[Problem] = set()
    for report in re.split(r"^error: ", error.diagnostic, flags=re.MULTILINE)[1:]:
        message = report.splitlines()[0]
        glyph = _GLYPH.search(message)
        said = _missing_glyph(glyph[1]) if glyph else f"the PDF step failed here: {message}"
        problem = Problem(_origin(report, codes), said)
        if problem not in seen:
            seen.add(problem)
            yield problem
    if not seen:
        yield Problem(None, f"the PDF step failed: {error.message}")


def _origin(report: str, codes: Mapping[str, tuple[str, Trace]]) -> Origin | None:
    for name, line in _PLACE.findall(report):
        if name in codes:
            code, trace = codes[name]
            return trace.origin(code, int(line))
    return None


def _missing_glyph(quoted: str) -> str:
    text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda match: chr(int(match[1], 16)), quoted)
    text = text.replace('\\"', '"').replace("\\\\", "\\")
    names = ", ".join(
        f"“{char if char.isprintable() else '?'}” (U+{ord(char):04X} "
        f"{unicodedata.name(char, 'a character without a name').lower()})"
        for char in dict.fromkeys(text)
    )
    return (
        f"no font of the PDF has {names}; remove it, or put a font that has it in a folder "
        "of the book and name the folder in brief_fonts"
    )
