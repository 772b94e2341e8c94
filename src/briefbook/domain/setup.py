"""Registration of the brief domain: nodes, transforms, events and defaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.core.files import finish_interrupted
from briefbook.domain import nodes as brief_nodes
from briefbook.domain.bibfiles import read_bibfiles, setup_bibtex_defaults
from briefbook.domain.changes import DrawChanges
from briefbook.domain.citations import BriefCiteDomain
from briefbook.domain.citerole import BriefCiteRole
from briefbook.domain.collect import collect_records
from briefbook.domain.contents import note_contents, outdated_contents
from briefbook.domain.dependencies import write_build_dependencies
from briefbook.domain.domain import BriefDomain
from briefbook.domain.drawnbibliography import DrawBibliography
from briefbook.domain.equations import NameEquations
from briefbook.domain.export import export_anchors
from briefbook.domain.footnotes import CheckNotes, NumberNotes
from briefbook.domain.identifiers import (
    IdentifySections,
    NumberParagraphs,
    document_prefix,
)
from briefbook.domain.labels import BookStandardDomain
from briefbook.domain.latex import LabelPlaces
from briefbook.domain.links import DeferLinks, ResolveLinks
from briefbook.domain.loading import PausedCollecting, RareCollecting
from briefbook.domain.mystplaces import place_included_warnings
from briefbook.domain.nodes import quotation
from briefbook.domain.notes import DrawNotesList
from briefbook.domain.numbering import Numbering
from briefbook.domain.paragraphs import InsertParagraphNumbers
from briefbook.domain.plots import FitCharts
from briefbook.domain.preflight import check_bibliography, check_documents, check_toctrees
from briefbook.domain.promises import report_broken_promises
from briefbook.domain.quotationmarks import MarkQuotations, wrap_quotations
from briefbook.domain.reading import SharedReading
from briefbook.domain.refresh import Refresh
from briefbook.domain.sharing import end_beside
from briefbook.domain.source_records import read_source_records
from briefbook.domain.sourcecard import DrawSourceCard
from briefbook.domain.termindex import DrawTermIndex
from briefbook.domain.typed import (
    CheckTypedIds,
    note_included_ids,
    note_typed_ids,
)
from briefbook.domain.used import DrawTermUses
from briefbook.domain.verification import export_checks, forget_verification
from briefbook.domain.verificationpage import DrawVerification
from briefbook.domain.visitors import register_nodes

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: MyST extensions without which a chapter cannot be written as the README says.
_MYST = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"}


def setup_domain(app: Sphinx) -> None:
    """Register nodes, domain, transforms and events."""
    place_included_warnings()
    register_nodes(app)
    app.add_domain(BriefDomain)
    app.add_domain(BookStandardDomain, override=True)
    app.add_domain(BriefCiteDomain, override=True)
    app.add_role("cite", BriefCiteRole(), override=True)
    for transform in (
        NameEquations,
        IdentifySections,
        NumberParagraphs,
        CheckTypedIds,
        CheckNotes,
        NumberNotes,
        DeferLinks,
    ):
        app.add_transform(transform)
    for post_transform in (
        FitCharts,
        DrawNotesList,
        InsertParagraphNumbers,
        DrawTermUses,
        DrawTermIndex,
        DrawVerification,
        MarkQuotations,
        DrawChanges,
        DrawSourceCard,
        ResolveLinks,
        DrawBibliography,
        LabelPlaces,
    ):
        app.add_post_transform(post_transform)
    app.connect("config-inited", _finish_interrupted, priority=1)
    app.connect("config-inited", _set_defaults)
    loading = PausedCollecting()
    app.connect("config-inited", loading.begin, priority=999)
    app.connect("builder-inited", loading.end, priority=0)
    collecting = RareCollecting()
    app.connect("builder-inited", collecting.begin)
    app.connect("build-finished", collecting.end, priority=999)
    # Before bibtex, which reads the same files in this event.
    app.connect("builder-inited", read_bibfiles, priority=100)
    app.connect("builder-inited", read_source_records)
    app.connect("env-before-read-docs", check_documents, priority=100)
    # Before bibtex, which follows the toctrees in this event.
    app.connect("env-updated", check_toctrees, priority=100)
    app.connect("env-updated", check_bibliography, priority=100)
    reading = SharedReading()
    # Last, when nobody changes any more what there is to read.
    app.connect("env-before-read-docs", reading.read, priority=999)
    app.connect("env-updated", reading.names)
    app.connect("env-get-outdated", outdated_contents)
    app.connect("env-updated", note_contents)
    app.connect("source-read", note_typed_ids)
    app.connect("include-read", note_included_ids)
    app.connect("doctree-read", _note_document)
    # Before and after Sphinx's own, which number the chapters.
    numbering = Numbering()
    app.connect("env-get-updated", numbering.forget, priority=400)
    app.connect("env-get-updated", numbering.lost, priority=600)
    # Late among the handlers: Sphinx's own numbers the chapters in this event.
    refresh = Refresh()
    app.connect("env-get-updated", refresh.pages, priority=900)
    app.connect("write-started", refresh.remove)
    app.connect("build-finished", refresh.remember)
    app.connect("env-check-consistency", report_broken_promises)
    # After reading, before the pages to refresh ask what is verified.
    app.connect("env-get-updated", forget_verification, priority=890)
    end_beside(app, export_anchors)
    app.connect("build-finished", export_checks)
    # Last: what the others read on the way counts too.
    app.connect("build-finished", write_build_dependencies, priority=999)


def _finish_interrupted(app: Sphinx, _config: Config) -> None:
    """Carry out what a command that was killed had decided, before anything is read."""
    finish_interrupted(Path(app.confdir))


def _set_defaults(app: Sphinx, config: Config) -> None:
    """Choose what makes plain names such as ``{term}`` mean ours, where conf.py says nothing."""
    if config.primary_domain == "py":
        config.primary_domain = "brief"
    config.myst_enable_extensions = set(config.myst_enable_extensions) | _MYST
    if config.myst_footnote_transition == config.values["myst_footnote_transition"].default:
        config.myst_footnote_transition = False
    if config.smartquotes == config.values["smartquotes"].default:
        # MyST's own smart quotes leave an escaped mark as it is, and so a source's text as it
        # was; Sphinx's, which run after them, would curl that too.
        config.smartquotes = False
    setup_bibtex_defaults(config, Path(app.confdir))


def _note_document(app: Sphinx, document: nodes.document) -> None:
    docname = app.env.docname
    # Sphinx has taken the front matter out of the document by now.
    metadata = {name: str(value) for name, value in app.env.metadata[docname].items()}
    prefix = document_prefix(docname, metadata)
    domain = cast("BriefDomain", app.env.get_domain("brief"))
    records = collect_records(document, docname, prefix, metadata, Path(app.confdir))
    if wrap_quotations(document, records.passages):
        records = replace(records, lists=(*records.lists, quotation.__name__))
    domain.note_document(records)


__all__ = ["brief_nodes", "setup_domain"]
