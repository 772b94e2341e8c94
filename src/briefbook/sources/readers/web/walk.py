"""A walk over a page in the order of its text: each word goes into a piece or is left out by name.

This is the walk itself; what single elements do is in ``set_in_line`` and ``set_apart``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import (
    CONTROLS,
    UNSEEN,
    block_elements,
    is_element,
    names,
    seen_text,
)
from briefbook.sources.readers.web.line import InlineCollector
from briefbook.sources.readers.web.looks import (
    is_of_heading,
    is_out_of_sight,
    is_said_otherwise,
    is_struck,
    looks_like,
    shown_though_hidden,
)
from briefbook.sources.readers.web.notes import Notes, find_notes
from briefbook.sources.reading.article import Omission, Piece

_PULLED = re.compile(r"pull-?_?quote|pullout|pull-out", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?\(?[A-Z]{2,4}\)?)?")


@dataclass(slots=True)
class Unit:
    """A piece, or words that are left out, and the element where they stand.

    ``linked`` is the share of its text that is links to elsewhere; ``calls`` are the labels of
    the notes whose marks stand in it.
    """

    element: Any
    piece: Piece | None
    omission: Omission | None = None
    linked: float = 0.0
    calls: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Return its words."""
        return self.piece.text if self.piece else self.omission.text if self.omission else ""


@dataclass(slots=True)
class Context:
    """What the next paragraph is, if nothing else says so."""

    kind: str = "paragraph"
    number: int = 0
    level: int = 0
    label: str = ""


ElementVisitors = Mapping[str, Callable[["Walk", Any], None]]


@dataclass
class Walk:
    """One walk over an element; :attr:`units` is what it found, in the page's order.

    ``drawn`` says what elements do that are more than a container; ``note`` draws a note.
    """

    root: Any
    drawn: ElementVisitors
    note: Callable[[Walk, Any], None]
    units: list[Unit] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks = block_elements(self.root)
        self.notes: Notes = find_notes(self.root)
        self.line = InlineCollector()
        self.contexts = [Context()]
        self.flat = 0
        self._styles = [("", "")]
        self._place: Any = self.root
        self._linked = self._sized = 0
        self._calls: list[str] = []
        self._shown = shown_though_hidden(self.root)
        self.flow(self.root)
        self.flush()

    def flow(self, element: Any) -> None:
        """Go through an element's text and children."""
        self.text(element.text)
        for child in element:
            if is_element(child) and child.tag not in UNSEEN:
                self.child(child)
            elif draw := self.drawn.get(child.tag):
                # A script may hold a formula, a drawing its title.
                draw(self, child)
            self.text(child.tail)

    def text(self, text: str | None) -> None:
        """Take text into the line, in the current style."""
        if not text:
            return
        if text.isspace():
            self.line.add_space()
            return
        style, target = self._styles[-1]
        size = len(text.strip())
        self._sized += size
        self._linked += size if style == "link" else 0
        self.line.add(text, style, target)

    def child(self, child: Any) -> None:
        """Take one element in, in its own way."""
        if reason := self.reason_to_drop(child):
            self.drop(child, reason, apart=child in self.blocks)
        elif child in self.notes.texts and child is not self.root:
            self.note(self, child)
        elif draw := self.drawn.get(looks_like(child)):
            draw(self, child)
        else:
            self.inside(child)

    def inside(self, child: Any) -> None:
        """Go through an element, apart from the line before it where it is a block."""
        if child not in self.blocks:
            self.flow(child)
            return
        # As apart() does; nothing on a page is as frequent.
        self.flush()
        before, self._place = self._place, child
        self.flow(child)
        self.flush()
        self._place = before

    def reason_to_drop(self, child: Any) -> str:
        """Return why an element is no part of any article; empty where it may be one."""
        if is_struck(child):
            return "deleted words"
        if child.tag in CONTROLS and not is_of_heading(child):
            return "form"
        if child not in self._shown and is_out_of_sight(child):
            return "hidden text"
        if reason := is_said_otherwise(child):
            return reason
        if child.tag == "nav" or child.get("role") == "navigation":
            return "navigation"
        return "pull quote" if _is_pulled(names(child)) else ""

    def drop(self, child: Any, reason: str, *, apart: bool = False) -> None:
        """Leave an element out by name."""
        if apart:
            self.flush()
        text = tidy(seen_text(child))
        if any(map(str.isalnum, text)):
            self.units.append(Unit(child, None, Omission(reason, text)))

    @contextmanager
    def apart(self, element: Any, context: Context | None = None) -> Iterator[None]:
        """Set what is inside apart from what is before and after it."""
        self.flush()
        if context:
            self.contexts.append(context)
        before, self._place = self._place, element
        yield
        self.flush()
        self._place = before
        if context:
            self.contexts.pop()

    @contextmanager
    def in_one(self) -> Iterator[None]:
        """Keep what is inside in one piece: blocks in it are parted by a space."""
        self.flat += 1
        yield
        self.flat -= 1

    @contextmanager
    def styled(self, style: str, target: str = "") -> Iterator[None]:
        """Set what is inside in a style; a link is a link whatever else it is."""
        above = self._styles[-1]
        self._styles.append(above if above[0] == "link" else (style, target))
        yield
        self._styles.pop()

    def flush(self) -> None:
        """End the line and make pieces of it."""
        if self.flat:
            self.line.add_space()
            return
        line, self.line = self.line, InlineCollector()
        linked = self._linked / self._sized if self._sized else 0.0
        self._linked = self._sized = 0
        context = self.contexts[-1]
        for piece in line.pieces(context.kind, context.number, context.level, context.label):
            clock = piece.kind == "paragraph" and _CLOCK.fullmatch(piece.text)
            made = Piece("heading", piece.text) if clock else piece
            self.add(self._place, made, linked)
            if context.kind == "item":
                # What follows in the same item continues it.
                context.kind, context.number = "paragraph", 0

    def hold(self) -> tuple[int, int, list[str]]:
        """Set the line aside, to draw something that stands in it."""
        held = self._linked, self._sized, self._calls
        self._linked, self._sized, self._calls = 0, 0, []
        return held

    def release(self, held: tuple[int, int, list[str]]) -> None:
        """Go on with the line that was held."""
        self._linked, self._sized, self._calls = held

    def call(self, label: str) -> None:
        """Take in the mark of a note."""
        self.line.add_note(label)
        self._calls.append(label)

    def add(self, element: Any, piece: Piece, linked: float = 0.0) -> None:
        """Add a piece, with the notes that were called since the last one."""
        self.units.append(Unit(element, piece, linked=linked, calls=tuple(self._calls)))
        self._calls.clear()


@lru_cache(maxsize=4096)
def _is_pulled(said: str) -> bool:
    return bool(_PULLED.search(said))
