"""Large books in volumes: which documents go together, and what a volume is called."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefbook.core.toctrees import FRONT
from briefbook.core.words.labels import bound, label
from briefbook.output.contents import chapter_numbers
from briefbook.output.reading_order import DocumentPlace

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


@dataclass(frozen=True, slots=True)
class Volume:
    """One file of the book: its number, from 1 (0: the book is one file), and its documents.

    Those from ``apparatus`` on follow the last chapter.
    """

    number: int
    order: tuple[DocumentPlace, ...]
    apparatus: int

    @property
    def name(self) -> str:
        """Name of its file in the Typst folder, without ending."""
        return f"volume-{self.number}" if self.number else "main"


def volumes_of(
    order: Sequence[DocumentPlace], chapters: int, is_chapter: Callable[[str], bool]
) -> tuple[Volume, ...]:
    """Divide the book into volumes of so many chapters each; 0 is one file.

    What precedes the first chapter belongs to volume 1; what follows the last one
    (glossaries, bibliography, indexes) is a volume of its own. A book with no more chapters
    than fit in one volume stays one file.
    """
    places = [i for i, place in enumerate(order) if is_chapter(place.docname)]
    after = _end(order, places[-1]) if places else len(order)
    if not chapters or len(places) <= chapters:
        return (Volume(0, tuple(order), after),)
    starts = [0, *(_start(order, i) for i in places[chapters::chapters])]
    if after < len(order):
        starts.append(after)
    ends = [*starts[1:], len(order)]
    return tuple(
        Volume(number, tuple(order[start:end]), after - start)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _start(order: Sequence[DocumentPlace], chapter: int) -> int:
    """Return where a volume with this first chapter begins: with the page of its part, if any."""
    while chapter > 1 and FRONT < order[chapter - 1].depth < order[chapter].depth:
        chapter -= 1
    return chapter


def _end(order: Sequence[DocumentPlace], chapter: int) -> int:
    """Return the place after a chapter and the documents below it."""
    after = chapter + 1
    while after < len(order) and order[after].depth > order[chapter].depth:
        after += 1
    return after


def volume_words(volume: Volume, env: BuildEnvironment, is_chapter: Callable[[str], bool]) -> str:
    """Return what a volume holds: “chapters 31–60”, or the titles of its first and last page."""
    chapters = [place.docname for place in volume.order if is_chapter(place.docname)]
    known = chapter_numbers(env)
    numbers = [known.get(name, "") for name in chapters]
    if numbers and all(numbers):
        ends = list(dict.fromkeys((numbers[0], numbers[-1])))
        if len(ends) > 1:
            return bound("chapters {number}", number="–".join(ends))
        return bound("chapter {number}", number=ends[0])
    names = chapters or [place.docname for place in volume.order if place.depth == 1]
    titles = [env.titles[name].astext() for name in names[:1] + names[1:][-1:]]
    quoted = [label("“{title}”", title=title) for title in titles]
    if len(quoted) == 1:
        return quoted[0]
    return label("{first} to {last}", first=quoted[0], last=quoted[-1])
