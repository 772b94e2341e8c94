"""``{judgement}``: a key judgement with its likelihood, confidence and support."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.records import AnchorKind, Judgement
from briefbook.core.tables.vocabularies import as_listed, likelihood_band, refuse_unlisted
from briefbook.core.words.labels import colon, label, semicolon
from briefbook.domain.drawing.tables import DataDirective

_Text = TypeVar("_Text", bound=nodes.TextElement)
#: What weighs against a judgement, and why confidence in it is what it is.
_OPTIONAL = frozenset({"against", "basis"})


class JudgementDirective(DataDirective):
    """Show a key judgement: its statement, its likelihood, and what it rests on.

    ``:likelihood:`` is one of “almost no chance”, “very unlikely”, “unlikely”, “roughly even
    chance”, “likely”, “very likely” and “almost certain” (ICD 203), ``:confidence:`` low, moderate
    or high; both may be written in the book's language. ``:rests-on:`` and ``:against:`` list ids
    of paragraphs; ``:basis:`` explains the confidence, ``:alternative:`` gives another explanation,
    ``:would-change:`` says what would change the judgement. ``:basis:`` and ``:against:`` are
    optional.
    """

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {
        "against": directives.unchanged_required,
        "basis": directives.unchanged_required,
        "likelihood": lambda value: _listed("likelihood", value),
        "confidence": lambda value: _listed("confidence", value),
        "rests-on": directives.unchanged_required,
        "would-change": directives.unchanged_required,
        "alternative": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Return the statement and what belongs to it."""
        missing = [n for n in self.option_spec if n not in {*_OPTIONAL, *self.options}]
        if missing:
            names = " and ".join(f":{name}:" for name in missing)
            raise self.error(f"a judgement needs {names}; write {'them' if missing[1:] else 'it'}")
        number = self.arguments[0].strip()
        if not number.isdigit():
            raise self.error(f"{number!r} is not a number; write e.g. {{judgement}} 1")
        support = _ids(self.options["rests-on"])
        statement = self.parse_content_to_nodes()
        box = nodes.container("", classes=["brief-judgement"], ids=[f"judgement-{number}"])
        name = label("Key judgement {number}", number=number)
        box += nodes.rubric("", name, translatable=False)
        box += statement
        box += self._facts(support)
        words = " ".join(" ".join(node.astext() for node in statement).split())
        box["brief_anchor"] = (f"judgement-{number}", AnchorKind.JUDGEMENT, name)
        box["brief_judgement"] = Judgement(
            f"judgement-{number}", self.env.docname, self.lineno, words,
            self.options["likelihood"], self.options["confidence"], tuple(support),
        )  # fmt: skip
        self.state.document.ids[f"judgement-{number}"] = box
        return [box]

    def _facts(self, support: list[str]) -> nodes.field_list:
        likelihood, confidence = self.options["likelihood"], self.options["confidence"]
        fields = nodes.field_list()
        fields += _field(
            label("Likelihood"),
            [nodes.Text(f"{label(likelihood)} ({likelihood_band(likelihood)})")],
        )
        because = [nodes.Text(colon()), self._text("basis")] if "basis" in self.options else []
        fields += _field(label("Confidence"), [nodes.Text(label(confidence)), *because])
        fields += _field(label("Rests on"), self._links(support))
        if "against" in self.options:
            fields += _field(label("Against it"), self._links(_ids(self.options["against"])))
        for option, name in (("alternative", label("Alternative view")),
                             ("would-change", label("Would change it"))):  # fmt: skip
            text = " ".join(self.options[option].split())
            fields += _field(name, self._inline(option), self._placed(nodes.paragraph(text)))
        return fields

    def _links(self, anchors: list[str]) -> list[nodes.Node]:
        path = str(self.env.doc2path(self.env.docname))
        links: list[nodes.Node] = []
        for position, anchor in enumerate(anchors):
            links += [nodes.Text(semicolon())] if position else []
            links.append(self.link(anchor, "", path, self.lineno))
        return links

    def _text(self, option: str) -> nodes.inline:
        """Return an option's text within a line; an edition in another language translates it.

        It is what the editors say of the evidence, which no source says.
        """
        text = " ".join(self.options[option].split())
        return self._placed(
            nodes.inline(text, "", *self._inline(option), translatable=True, classes=["own"])
        )

    def _placed(self, node: _Text) -> _Text:
        node.source, node.line = self.get_source_info()
        return node

    def _inline(self, option: str) -> list[nodes.Node]:
        content, messages = self.parse_inline(" ".join(self.options[option].split()))
        return [*content, *messages]


def _listed(vocabulary: str, value: str) -> str:
    """Return the vocabulary's term for what an author wrote; raise ``ValueError`` if none is."""
    written = " ".join(value.lower().split())
    if problem := refuse_unlisted(vocabulary, written):
        raise ValueError(problem)
    return as_listed(vocabulary, written)


def _ids(option: str) -> list[str]:
    return option.replace(",", " ").split()


def _field(
    name: str, content: list[nodes.Node], paragraph: nodes.TextElement | None = None
) -> nodes.field:
    """Return a field; ``paragraph`` knows its text in the source, if that can be translated."""
    holding = nodes.paragraph() if paragraph is None else paragraph
    holding += content
    body = nodes.field_body("", holding)
    return nodes.field("", nodes.field_name("", name, translatable=False), body)
