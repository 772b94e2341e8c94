"""Topic glossaries: a definition list whose entries are anchors that know their aliases."""

from __future__ import annotations

from typing import ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.domains.std import Glossary, make_glossary_term
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from briefbook.core.ids import slug, term_id
from briefbook.core.records import Term
from briefbook.core.words.labels import message
from briefbook.domain.collect.front_matter import is_chapter
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.glossary.headwords import draw_headword, parse_headword
from briefbook.domain.glossary.term_index import TermUses
from briefbook.domain.settings.briefing_book import is_briefing_book, is_whole_book

logger = logging.getLogger(__name__)


_NONE = message("No entries yet. Each is a line with the term, then a line `: what it is`.")


class GlossaryDirective(SphinxDirective):
    """Hold the terms of a topic, as a definition list: ``{glossary} people``.

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
        """Return whether the page is the book's, and not one of a project that it has joined."""
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
        drawn = draw_headword(headword) if len(headword.forms) > 1 else heading.children
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
