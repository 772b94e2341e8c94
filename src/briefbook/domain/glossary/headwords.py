"""The heads of glossary entries: a name, aliases and forms in other scripts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from briefbook.core.records import Term
from briefbook.core.words.labels import label
from briefbook.domain.glossary.term_index import lookup_order

_SORT = re.compile(r"sort:\s*(.+)")
_NATIVE = re.compile(r"(?P<lang>[a-z]{2,3}(?:-[A-Za-z]{4})?):\s*(?P<form>.+)")


@dataclass(frozen=True, slots=True)
class Headword:
    """``Kim Jong Un | Kim Jong-un | ko: 김정은``: a name, aliases, (language, native form).

    ``sort`` is what the entry is sorted by, where that is not its name: ``sort: Yoon``.
    """

    name: str
    aliases: tuple[str, ...]
    native: tuple[tuple[str, str], ...]
    sort: str = ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form under which the entry is found."""
        return (self.name, *self.aliases, *(form for _lang, form in self.native))


def parse_headword(text: str) -> Headword:
    """Split a glossary entry's first line into its forms; the first is the name."""
    name, *parts = (" ".join(part.split()) for part in text.split("|"))
    sorts = [match[1] for part in parts if (match := _SORT.fullmatch(part))]
    others = [part for part in parts if not _SORT.fullmatch(part)]
    natives = [_NATIVE.fullmatch(other) for other in others]
    return Headword(
        name,
        tuple(o for o, native in zip(others, natives, strict=True) if o and native is None),
        tuple((native["lang"], native["form"]) for native in natives if native),
        sorts[0] if sorts else "",
    )


class DrawHeadwords(SphinxTransform):
    """Draw the forms of each entry's head, in the language of the translation if there is one.

    The id is that of the original, whose forms find the entry too.
    """

    # After Sphinx's Locale (20), which takes a head with an id for one of Sphinx's own glossary.
    default_priority = 25

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for entry in self.document.findall(nodes.definition_list_item):
            if "brief_term" not in entry:
                continue
            term: Term = entry["brief_term"]
            heading = next(child for child in entry.children if isinstance(child, nodes.term))
            headword = parse_headword(heading.astext())
            forms = tuple(dict.fromkeys((*headword.forms, *term.forms)))
            entry["brief_term"] = replace(
                term,
                name=headword.name or term.name,
                forms=forms,
                sort=headword.sort or term.sort,
            )
            heading[:] = draw_headword(headword)
            heading["ids"] = [term.id]
            self.document.ids[term.id] = heading
        for glossary in self.document.findall(addnodes.glossary):
            _sort_entries(glossary)


def _sort_entries(glossary: addnodes.glossary) -> None:
    """Sort the entries, if that was asked for or one of them says by what."""
    for entries in glossary.children:
        if not isinstance(entries, nodes.definition_list):
            continue
        items = [item for item in entries.children if isinstance(item, nodes.Element)]
        terms = [item["brief_term"] for item in items if "brief_term" in item]
        wanted = glossary.get("brief_sorted") or any(term.sort for term in terms)
        if wanted and len(terms) == len(entries.children):
            items.sort(key=_place_of)
            entries[:] = items


def _place_of(entry: nodes.Element) -> tuple[str, str, str]:
    return lookup_order(entry["brief_term"])


def draw_headword(headword: Headword) -> list[nodes.Node]:
    """Return the name of an entry, its native forms and its aliases."""
    drawn: list[nodes.Node] = [nodes.inline("", headword.name, classes=["brief-term-name"])]
    for lang, form in headword.native:
        # docutils writes a class language-ko as lang="ko".
        classes = ["brief-native", f"language-{lang}"]
        native = nodes.inline("", form, classes=classes, lang=lang)
        drawn += [nodes.Text(" "), native]
    if headword.aliases:
        also = ", ".join(headword.aliases)
        drawn.append(
            nodes.inline("", f" ({label('also {names}', names=also)})", classes=["brief-aliases"])
        )
    return drawn
