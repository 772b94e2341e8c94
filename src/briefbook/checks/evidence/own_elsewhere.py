"""Words that the editors have marked as their own where a sentence links to, and repeat there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose


def own_where_it_links(material: Material, prose: Prose, offset: int) -> tuple[str, ...]:
    """Return what is marked ``.own`` in the paragraphs that stand for the sources of a sentence.

    None where the sentence cites a source itself: then that is what its figures are compared with.
    """
    sentence = prose.sentence_at(offset)
    if material.blocks(prose.citations_at(offset)):
        return ()
    links = sentence.links or prose.passage.links
    own = _own_by_place(material) if links else {}
    return tuple(words for link in links for words in own.get(link.target, ()))


def _own_by_place(material: Material) -> Mapping[str, tuple[str, ...]]:
    if "own words" in material.cache:
        return cast("Mapping[str, tuple[str, ...]]", material.cache["own words"])
    found: dict[str, tuple[str, ...]] = {}
    for passage in (each.passage for each in material.prose):
        whole = (passage.text,) if passage.all_own else ()
        marked = whole or tuple(passage.text[span.start : span.end] for span in passage.own)
        if marked and passage.place:
            found[passage.place] = (*found.get(passage.place, ()), *marked)
    material.cache["own words"] = found
    return found
