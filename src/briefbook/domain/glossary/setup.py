"""Registration of glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.drawing.drawn import add_drawn
from briefbook.domain.glossary.glossary import GlossaryDirective
from briefbook.domain.glossary.headwords import DrawHeadwords
from briefbook.domain.glossary.term_index import TermIndex, TermIndexDirective, TermUses
from briefbook.domain.glossary.term_role import TermRole

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_glossary(app: Sphinx) -> None:
    """Register glossaries, terms, and where they are used."""
    app.add_directive_to_domain("brief", "glossary", GlossaryDirective)
    app.add_directive_to_domain("brief", "index-of", TermIndexDirective)
    app.add_role_to_domain("brief", "term", TermRole())
    # Sphinx looks for a plain name in its own domain first.
    app.add_directive_to_domain("std", "glossary", GlossaryDirective, override=True)
    app.add_role_to_domain("std", "term", TermRole(), override=True)
    app.add_transform(DrawHeadwords)
    add_drawn(app, TermUses)
    add_drawn(app, TermIndex)
