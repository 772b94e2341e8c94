"""Registration of the brief domain: its data and defaults, then each feature in turn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util.docutils import is_directive_registered

from briefbook.core.files.book_folder import TEXTS
from briefbook.core.files.transactions import finish_interrupted
from briefbook.core.link_schemes import LINK_SCHEMES
from briefbook.domain.analysis.setup import setup_analysis
from briefbook.domain.checking.markup.setup import setup_markup
from briefbook.domain.checking.quotation_marks import wrap_quotations
from briefbook.domain.checking.setup import setup_checking
from briefbook.domain.citations.bib_files import setup_bibtex_defaults
from briefbook.domain.citations.setup import setup_citations
from briefbook.domain.collect.document import collect_records
from briefbook.domain.collect.front_matter import document_prefix
from briefbook.domain.collect.source_records import read_source_records
from briefbook.domain.domain import BriefDomain
from briefbook.domain.drawing.drawn import note_drawn
from briefbook.domain.drawing.foreign_runs import register_foreign_runs
from briefbook.domain.drawing.quick_find import QuickFind
from briefbook.domain.drawing.visitors import register_nodes
from briefbook.domain.editions.setup import setup_editions
from briefbook.domain.glossary.setup import setup_glossary
from briefbook.domain.incremental.setup import setup_incremental
from briefbook.domain.links.setup import setup_links
from briefbook.domain.notes.setup import setup_notes
from briefbook.domain.paragraphs.setup import setup_paragraphs
from briefbook.domain.preflight.harmless.setup import setup_harmless
from briefbook.domain.preflight.setup import setup_preflight
from briefbook.domain.reporting.advice import advise
from briefbook.domain.reporting.myst_warnings import place_included_warnings
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.domain.settings.sphinx_words import complete_sphinx_words
from briefbook.domain.settings.typography import choose_marks
from briefbook.domain.source_pages.setup import setup_source_pages
from briefbook.domain.translation.setup import setup_translation
from briefbook.domain.withholding.setup import setup_withholding

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: MyST extensions without which a chapter cannot be written as the README says.
_MYST = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"}


_NO_PAGES = ("build/**", "sources/texts/**")


def setup_domain(app: Sphinx) -> None:
    """Register nodes, the domain and its features."""
    place_included_warnings()
    register_nodes(app)
    register_foreign_runs(app)
    app.add_post_transform(QuickFind)
    app.add_domain(BriefDomain)
    app.connect("config-inited", _finish_interrupted, priority=1)
    app.connect("config-inited", _set_defaults)
    # After the labels are chosen, before Sphinx (800) fills in what is missing.
    app.connect("config-inited", complete_sphinx_words, priority=700)
    # Late: by then every extension has registered its own.
    app.connect("config-inited", _register_names, priority=900)
    if is_briefing_book(app.config):
        app.connect("builder-inited", read_source_records)
        app.connect("builder-inited", advise, priority=1)
    app.connect("doctree-read", _note_document)
    # Transforms of one priority run in the order in which they are registered.
    for setup in (
        setup_preflight,
        setup_harmless,
        setup_withholding,
        setup_incremental,
        setup_citations,
        setup_paragraphs,
        setup_links,
        setup_markup,
        setup_notes,
        setup_glossary,
        setup_checking,
        setup_editions,
        setup_source_pages,
        setup_analysis,
        setup_translation,
    ):
        setup(app)


def _finish_interrupted(app: Sphinx, _config: Config) -> None:
    """Complete the changes of a command that was killed, before anything is read."""
    finish_interrupted(Path(app.confdir))


def _set_defaults(app: Sphinx, config: Config) -> None:
    """Choose what a chapter needs, where conf.py says nothing; other projects are left alone."""
    if not is_briefing_book(config):
        return
    if Path(app.srcdir) == Path(app.confdir):
        # Where conf.py lies among the documents, so does what is built, and what is no page.
        config.exclude_patterns = [*config.exclude_patterns, *_NO_PAGES]
    config.myst_enable_extensions = set(config.myst_enable_extensions) | _MYST
    choose_marks(app, config)
    if config.myst_footnote_transition == config.values["myst_footnote_transition"].default:
        config.myst_footnote_transition = False
    schemes = config.values["myst_url_schemes"].default
    if config.myst_url_schemes == schemes:
        config.myst_url_schemes = {**dict.fromkeys(sorted(LINK_SCHEMES)), **schemes}
    if config.smartquotes == config.values["smartquotes"].default:
        # MyST's own smart quotes leave an escaped mark as it is, and so a source's text as it
        # was; Sphinx's, which run after them, would curl that too.
        config.smartquotes = False
    if Path(app.srcdir) == Path(app.confdir):
        # Pages beside conf.py: what else is there is none, such as the sources' texts.
        config.exclude_patterns = [*config.exclude_patterns, TEXTS, ".venv", ".venvs"]
    setup_bibtex_defaults(config, Path(app.confdir))


def _register_names(app: Sphinx, _config: Config) -> None:
    """Register plain names such as ``{judgement}``, except those of another extension.

    With the domain's name before it, as in ``{brief:timeline}``, each is always ours. Making ours
    the primary domain instead would take the names of the Python domain away.
    """
    for name, directive in app.registry.domain_directives["brief"].items():
        if not is_directive_registered(name):
            app.add_directive(name, directive)


def _note_document(app: Sphinx, document: nodes.document) -> None:
    docname = app.env.docname
    # Sphinx has taken the front matter out of the document by now.
    metadata = {name: str(value) for name, value in app.env.metadata[docname].items()}
    prefix = document_prefix(docname, metadata)
    domain = cast("BriefDomain", app.env.get_domain("brief"))
    records = collect_records(document, docname, prefix, metadata, Path(app.confdir))
    has_quotations = is_briefing_book(app.config) and wrap_quotations(document, records.passages)
    drawn = note_drawn(app, document, docname)
    domain.note_document(replace(records, has_quotations=has_quotations, drawn=drawn))
