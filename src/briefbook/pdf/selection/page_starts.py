"""Which documents begin on a page of their own: chapters, and the first of each part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefbook.core.toctrees import FRONT
from briefbook.domain.collect.front_matter import is_own
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.output.contents import chapter_numbers
from briefbook.output.reading_order import DocumentPlace

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def places_in_print(
    order: Sequence[DocumentPlace], env: BuildEnvironment, is_chapter: Callable[[str], bool]
) -> Iterator[DocumentPlace]:
    """Yield the places, those marked whose document runs on from the one before.

    In a briefing book the glossaries of a part, or the pages of its apparatus, follow one another
    as sections do; so do chapters of the editors' own words that have no number, most of which are
    short, as in a handbook. Not below another chapter, nor beside a page with a handling label of
    its own, which is in that page's head.
    """

    def apart(docname: str) -> bool:
        metadata = env.metadata.get(docname, {})
        of_a_source = is_chapter(docname) and not is_own(metadata)
        return bool(metadata.get("handling")) or docname in numbers or of_a_source

    numbers = chapter_numbers(env)
    briefing = is_briefing_book(env.config)
    above = True  # Whether what came last has to stay alone on its page.
    for place in order:
        alone = place.depth == FRONT or apart(place.docname)
        runs_on = briefing and place.depth == 1 and not (place.part or alone or above)
        yield replace(place, runs_on=runs_on)
        if place.depth <= 1 or alone:
            above = alone
