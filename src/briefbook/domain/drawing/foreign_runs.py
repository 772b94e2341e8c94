"""Runs in another script carry their language, so that each is spoken and set properly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes

from briefbook.core.words.labels import is_right_to_left, labels
from briefbook.core.words.scripts import foreign_runs
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_CLASS = "language-"
#: What is no running text, or says its language itself.
_NOT_IN = (nodes.literal, nodes.literal_block, nodes.math, nodes.math_block, nodes.raw,
           nodes.comment, nodes.label, addnodes.index)  # fmt: skip


class foreign_run(nodes.inline):  # noqa: N801  # docutils' style
    """A part of a line in the language ``lang``; a class of the same language is with it."""


def register_foreign_runs(app: Sphinx) -> None:
    """Register the node and the transform that finds such runs."""
    app.add_node(foreign_run, html=(_visit, _depart))
    app.add_post_transform(MarkForeignRuns)


class MarkForeignRuns(BookTransform):
    """Mark the runs of a page that are in another script than the book's language."""

    # After everything else: what it splits is no longer compared with anything.
    default_priority = 950
    formats = ("html", "typst")

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        language = labels().language
        known: dict[str, str] | None = None
        for text in list(self.document.findall(nodes.Text)):
            if text.isascii() or _is_marked(text):
                continue
            known = self._forms() if known is None else known
            parts = list(_parted(text, language, known))
            if len(parts) > 1 or not isinstance(parts[0], nodes.Text):
                parent = text.parent
                place = parent.index(text)
                parent[place : place + 1] = parts

    def _forms(self) -> dict[str, str]:
        """Return the language of each native form that a glossary of the book has."""
        return {
            form: language
            for document in self.book.documents.values()
            for term in document.terms
            for language, form in term.native
        }


def _is_marked(text: nodes.Text) -> bool:
    here: nodes.Element | None = text.parent
    while here is not None:
        classes: list[str] = here.get("classes", [])
        if isinstance(here, _NOT_IN) or any(name.startswith(_CLASS) for name in classes):
            return True
        here = here.parent
    return False


def _parted(text: nodes.Text, language: str, known: Mapping[str, str]) -> Iterator[nodes.Node]:
    words, place = str(text), 0
    for run in foreign_runs(words, language, known):
        if words[place : run.start]:
            yield nodes.Text(words[place : run.start])
        said = words[run.start : run.end]
        yield foreign_run("", said, lang=run.language, classes=[f"{_CLASS}{run.language}"])
        place = run.end
    if words[place:] or not place:
        yield nodes.Text(words[place:])


def _visit(self: Any, node: foreign_run) -> None:
    language = node["lang"]
    # A run of the other direction must not take the punctuation around it along.
    turned = is_right_to_left(language) != labels().right_to_left
    direction = ' dir="rtl"' if is_right_to_left(language) else ' dir="ltr"'
    tag = "bdi" if turned else "span"
    self.body.append(f'<{tag} lang="{language}"{direction if turned else ""}>')
    self.context.append(f"</{tag}>")


def _depart(self: Any, _node: foreign_run) -> None:
    self.body.append(self.context.pop())
