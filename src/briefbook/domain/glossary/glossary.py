"""Topic glossaries: a definition list whose entries are anchors that know their aliases."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.domains.std import Glossary, make_glossary_term
from sphinx.roles import XRefRole
from sphinx.transforms import SphinxTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import slug, term_id
from briefbook.core.records import Term
from briefbook.core.words.labels import label, message
from briefbook.domain.collect.front_matter import is_chapter
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.glossary.term_index import TermUses, lookup_order
from briefbook.domain.settings.briefing_book import is_briefing_book, is_whole_book

logger = logging.getLogger(__name__)

_SORT = re.compile(r"sort:\s*(.+)")
_NATIVE = re.compile(r"(?P<lang>[a-z]{2,3}(?:-[A-Za-z]{4})?):\s*(?P<form>.+)")


_NONE = message("No entries yet. Each is a line with the term, then a line `: what it is`.")


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


class GlossaryDirective(SphinxDirective):
    """``{glossary} people`` around a definition list; the argument is the topic.

    Without a topic it is Sphinx's own glossary, which ``{term}`` finds too.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"class": directives.class_option, "sorted": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Return a glossary node with the list, each entry given its id and its uses."""
        if not self.arguments:
            return self._without_topic()
        topic = slug(self.arguments[0])
        if not topic:
            raise self.error(
                f"{self.arguments[0]!r} is not a topic; write e.g. {{glossary}} people"
            )
        if not any(line.strip() for line in self.content):
            return [nothing_yet(_NONE)]
        glossary = addnodes.glossary("", *self.parse_content_to_nodes())
        glossary["sorted"] = False  # Sphinx's GlossarySorter would not know how.
        glossary["brief_sorted"] = "sorted" in self.options
        glossary["classes"] += ["brief-glossary", *self.options.get("class", [])]
        self.set_source_info(glossary)
        lists = [c for c in glossary.children if isinstance(c, nodes.definition_list)]
        if not lists:
            raise self.error(
                "a glossary holds entries: a line with the term, then ': ' and what it is"
            )
        for entry in glossary.findall(nodes.definition_list_item):
            if entry.parent in lists:
                self._identify(entry, topic)
        return [glossary]

    def _takes_part(self) -> bool:
        """Tell whether the page is the book's, and not one of a project that it has joined."""
        app = self.env._app  # noqa: SLF001  # as BookTransform.builder
        return is_chapter(self.state.document) or is_whole_book(app)

    def _without_topic(self) -> list[nodes.Node]:
        if is_briefing_book(self.config) and self._takes_part():
            logger.warning(
                "this glossary has no topic, so its entries have no permanent ids and do not say "
                "where they are used; write e.g. {glossary} people",
                location=self.get_location(), type="brief", subtype="glossary_without_topic",
            )  # fmt: skip
            if any(line.startswith(": ") for line in self.content):
                return self._of_definition_lists()
        options = {name: value for name, value in self.options.items() if name == "sorted"}
        return Glossary(
            self.name, [], options, self.content, self.lineno, self.content_offset,
            self.block_text, self.state, self.state_machine,
        ).run()  # fmt: skip

    def _of_definition_lists(self) -> list[nodes.Node]:
        """Return Sphinx's glossary of entries that are written like ours."""
        glossary = addnodes.glossary("", *self.parse_content_to_nodes())
        glossary["sorted"] = "sorted" in self.options
        self.set_source_info(glossary)
        for entries in glossary.findall(nodes.definition_list):
            if entries.parent is glossary:
                entries["classes"].append("glossary")
                for entry in entries.children:
                    self._name(cast("nodes.definition_list_item", entry))
        return [glossary]

    def _name(self, entry: nodes.definition_list_item) -> None:
        """Make each form of an entry's name a term of Sphinx's."""
        heading = next(child for child in entry.children if isinstance(child, nodes.term))
        headword = parse_headword(heading.astext())
        source, line = self.get_source_info()
        line = heading.line or line
        drawn = _draw_headword(headword) if len(headword.forms) > 1 else heading.children
        named = make_glossary_term(
            self.env, [nodes.Text(headword.name)], None, source, line, None, self.state.document
        )
        named[:1] = drawn
        for form in headword.forms[1:]:
            self.env.domains.standard_domain._note_term(form, named["ids"][0], named)  # noqa: SLF001  # Sphinx has no other way
        heading.replace_self(named)

    def _identify(self, entry: nodes.definition_list_item, topic: str) -> None:
        heading = next(child for child in entry.children if isinstance(child, nodes.term))
        headword = parse_headword(heading.astext())
        if not headword.name:
            raise self.error("an entry has no name: the first form of its line is empty")
        line = heading.line or entry.line or self.lineno
        term = Term(
            term_id(topic, headword.name),
            self.env.docname,
            line,
            topic,
            headword.name,
            headword.forms,
            headword.native,
            headword.sort,
        )
        entry["brief_term"] = term
        entry.line = line
        definition = next(c for c in entry.children if isinstance(c, nodes.definition))
        definition += TermUses("", target=term.id)


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
            heading[:] = _draw_headword(headword)
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


def _draw_headword(headword: Headword) -> list[nodes.Node]:
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


class TermRole(XRefRole):
    """``{term}`Kursk```, ``{term}`the region <Kursk>```, ``{term}`places:Kursk```.

    In a project that is no briefing book it is Sphinx's own.
    """

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending reference, which is ours whichever name the role was called by."""
        self.refdomain = "brief" if is_briefing_book(self.config) else "std"
        self.classes = ["xref", self.refdomain, f"{self.refdomain}-{self.reftype}"]
        return super().create_xref_node()

    def process_link(
        self, env: Any, refnode: Any, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Print the word without its topic where the author gave no other words."""
        if self.refdomain != "brief":
            return super().process_link(env, refnode, has_explicit_title, title, target)
        if not has_explicit_title and ":" in target:
            title = target.split(":", 1)[1]
        return title, " ".join(target.split())
