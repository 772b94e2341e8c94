"""Typst: lay out a file of the folder until its pages settle, ask for positions, write the PDF."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import typst

from briefbook.pdf.layout.feedback import (
    HERE,
    DocumentFeedback,
    Flaws,
    Pages,
    Repairs,
    make_feedback_json,
)
from briefbook.pdf.layout.outside import Outside
from briefbook.pdf.layout.running_heads import RunningHeadMarks
from briefbook.pdf.typst.positions import LabelPosition
from briefbook.pdf.typst.standards import STANDARDS

# Where every label is, what the pages belong to, and which of the two kinds of flaws there are.
_REPORT = """{
let at(l, name) = (name, l.page(), l.position().y / 1pt, l.position().x / 1pt)
let titles = query(heading).filter(h => h.has("label"))
let marks = query(metadata).filter(m => type(m.value) == dictionary)
let of(kind) = marks.filter(m => kind in m.value).map(m => (m.value.at(kind), m.location()))
let high(l, space) = l.position().y < 33mm + space
let starts = (:)
for (key, l) in of("starts") { starts.insert(key, l.page()) }
let crossing = of("ends").filter(((key, l)) => l.page() > starts.at(key))
let alone = of("ends").filter(((key, l)) => l.page() > starts.at(key) and high(l, 15pt))
let closes = of("closes")
let opens = of("contents").map(((_, l)) => l.page()).at(0, default: 0)
let short = closes.filter(((it, l)) => high(l, 80pt) and (it != "" or l.page() > opens))
(
  places: of("anchor").map(((name, l)) => at(l, name))
    + titles.map(h => at(h.location(), str(h.label))),
  alone: alone.map(((key, _)) => key), crossing: crossing.map(((key, _)) => key),
  short: short.map(((name, _)) => name),
  chapters: of("chapter").map(((it, l)) => (it, l.page())),
  sections: of("section").map(((it, l)) => (it, l.page())),
  bare: of("bare").map(((_, l)) => l.page()), pages: of("end").first().at(1).page(),
)
}"""
_ALL = Repairs()
_REPAIR_ROUNDS = 4
"""The most rounds of repairs: keeping one paragraph together moves those after it."""
_MOST_ROUNDS = 10
"""The most rounds after the repairs, when only page numbers change; one or two are usual."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where labels and titles are, and whether the layout printed these very page numbers.

    Pages are counted from the first one that was laid out.
    """

    positions: tuple[LabelPosition, ...]
    marks: RunningHeadMarks
    settled: bool
    outside: tuple[Outside, ...] = ()
    """What runs off the paper."""


class Typesetter:
    """Lays out one file of the workspace, as often as is wanted.

    One compiler is kept, so that the next layout repeats only what has changed since.
    """

    def __init__(
        self, root: Path, name: str, fonts: Sequence[Path], *, draft: bool = False
    ) -> None:
        self._root = root
        self._name = name
        self._fonts = [str(path) for path in fonts]
        self._inputs = {"draft": "yes" if draft else "no"}
        self._written: dict[str, str] = {}
        self._before: Pages = {}

    @cached_property
    def _compiler(self) -> typst.Compiler:
        # Made late: its file must exist.
        return typst.Compiler(
            self._root / f"{self._name}.typ",
            root=self._root,
            font_paths=typst.Fonts(include_system_fonts=False, font_paths=self._fonts),
            sys_inputs=self._inputs,
            package_path=self._root / "no-packages",
            package_cache_path=self._root / "no-packages",
        )

    def lay_out(
        self,
        documents_feedback: Sequence[DocumentFeedback],
        pages: Pages,
        before: int = 0,
        repairs: Repairs = _ALL,
    ) -> Layout:
        """Lay out the file until the page numbers that it prints are right, and breaks are fixed.

        ``pages`` says of every label that is printed on which page it is, for the file's own
        labels as a guess; ``before`` are the pages before this file's first one. Raises
        ``typst.TypstError``.
        """
        flaws = Flaws()
        self._tell(documents_feedback, pages, flaws, first=True)
        done = 0
        while True:
            report = self._report()
            positions = tuple(LabelPosition(*row) for row in report["places"])
            if done == 0 and any(sheet.waits for sheet in documents_feedback):
                # What is among those that wait does not stand where it will.
                flaws = repairs.of(report).without(
                    {s.docname for s in documents_feedback if s.after_chapters}
                )
            elif done < _REPAIR_ROUNDS:
                flaws |= repairs.of(report)
            settled = not self._tell(documents_feedback, _with_own(pages, positions, before), flaws)
            if settled or done == _MOST_ROUNDS:
                return Layout(positions, RunningHeadMarks.of(report), settled)
            done += 1

    def lay_out_draft(self, documents_feedback: Sequence[DocumentFeedback], pages: Pages) -> None:
        """Lay out the file once; the pages that it prints are those of the layout before.

        ``pages`` is a guess of all of them. Raises ``typst.TypstError``.
        """
        for _ in range(1 if self._before else 2):
            # Nothing waits: a draft's links lead to its places as it is laid out.
            self._tell(documents_feedback, {**pages, **self._before}, Flaws())
            places = self._report()["places"]
            self._before = {label: (HERE, page) for label, page, *_where in places}

    def pdf(self, timestamp: int) -> bytes:
        """Return the PDF of what was laid out. Raises ``typst.TypstError``."""
        with _no_network():
            return _pdf(self._compiler, timestamp)

    def _report(self) -> dict[str, Any]:
        with _no_network():
            try:
                found = self._compiler.eval(_REPORT)
            except RuntimeError:
                # It names no place; compiling again raises an error that does.
                _pdf(self._compiler, 0)
                raise
        return cast("dict[str, Any]", json.loads(found))

    def _tell(
        self,
        documents_feedback: Sequence[DocumentFeedback],
        pages: Pages,
        flaws: Flaws,
        *,
        first: bool = False,
    ) -> bool:
        """Write each document's feedback of the last layout; tell whether any of it is new."""
        news = False
        for sheet in documents_feedback:
            text = make_feedback_json(sheet, pages, flaws, first=first)
            if self._written.get(sheet.file) != text:
                (self._root / sheet.file).write_text(text, encoding="utf-8")
                self._written[sheet.file] = text
                news = True
        return news


def _pdf(compiler: typst.Compiler, timestamp: int) -> bytes:
    pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=timestamp)
    return cast("bytes", pdf)


def _with_own(
    pages: Pages, positions: Sequence[LabelPosition], before: int
) -> dict[str, tuple[int, int]]:
    """Return the pages of the labels; those of this file are the ones just measured."""
    return {**pages, **{at.label: (HERE, before + at.page) for at in positions}}


@contextmanager
def _no_network() -> Iterator[None]:
    """Set proxies that do not exist, so that a request for a package fails and fetches nothing."""
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
