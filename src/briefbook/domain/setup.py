"""Registration of the brief domain: nodes, transforms, events and defaults."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.core.files.transactions import finish_interrupted
from briefbook.domain import nodes as brief_nodes
from briefbook.domain.analysis.plots import FitCharts
from briefbook.domain.checking.quotation_marks import MarkQuotations, wrap_quotations
from briefbook.domain.checking.verification import export_checks, forget_verification
from briefbook.domain.checking.verification_page import DrawVerification
from briefbook.domain.citations.bib_files import read_bibfiles, setup_bibtex_defaults
from briefbook.domain.citations.bib_style import register_style
from briefbook.domain.citations.cite_domain import BriefCiteDomain
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.collect.document import collect_records
from briefbook.domain.collect.front_matter import document_prefix
from briefbook.domain.domain import BriefDomain
from briefbook.domain.drawing.backlinks import DrawSourceUses, DrawTermUses
from briefbook.domain.drawing.visitors import register_nodes
from briefbook.domain.editions.anchor_list import export_anchors
from briefbook.domain.editions.changes import DrawChanges
from briefbook.domain.editions.promises import report_broken_promises
from briefbook.domain.glossary.term_index import DrawTermIndex
from briefbook.domain.incremental.build_dependencies import write_build_dependencies
from briefbook.domain.incremental.content_hashes import note_contents, outdated_contents
from briefbook.domain.incremental.gc_tuning import PausedCollection, RareCollection
from briefbook.domain.incremental.parallel_read import ParallelRead
from briefbook.domain.incremental.refresh import Refresh
from briefbook.domain.incremental.removed_numbers import RemovedNumbers
from briefbook.domain.links.cross_references import DeferLinks, ResolveLinks
from briefbook.domain.links.equation_names import NameEquations
from briefbook.domain.links.latex_labels import LabelPlaces
from briefbook.domain.links.standard_labels import BookStandardDomain
from briefbook.domain.nodes import quotation
from briefbook.domain.notes.footnotes import CheckNotes, NumberNotes
from briefbook.domain.notes.notes_list import DrawNotesList
from briefbook.domain.paragraphs.authored_ids import (
    CheckAuthoredIds,
    note_authored_ids,
    note_included_ids,
)
from briefbook.domain.paragraphs.identifiers import IdentifySections, NumberParagraphs
from briefbook.domain.paragraphs.numbers import InsertParagraphNumbers
from briefbook.domain.preflight.documents import check_bibliography, check_documents, check_toctrees
from briefbook.domain.reporting.myst_warnings import place_included_warnings
from briefbook.domain.source_pages.source_card import DrawSourceCard
from briefbook.domain.source_records import read_source_records
from briefbook.parallel import run_at_end_in_parallel

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: MyST extensions without which a chapter cannot be written as the README says.
_MYST = {"attrs_block", "attrs_inline", "colon_fence", "deflist", "smartquotes"}


def setup_domain(app: Sphinx) -> None:
    """Register nodes, domain, transforms and events."""
    register_style()
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
        CheckAuthoredIds,
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
        DrawSourceUses,
        LabelPlaces,
    ):
        app.add_post_transform(post_transform)
    app.connect("config-inited", _finish_interrupted, priority=1)
    app.connect("config-inited", _set_defaults)
    loading = PausedCollection()
    app.connect("config-inited", loading.begin, priority=999)
    app.connect("builder-inited", loading.end, priority=0)
    collecting = RareCollection()
    app.connect("builder-inited", collecting.begin)
    app.connect("build-finished", collecting.end, priority=999)
    # Before bibtex, which reads the same files in this event.
    app.connect("builder-inited", read_bibfiles, priority=100)
    app.connect("builder-inited", read_source_records)
    app.connect("env-before-read-docs", check_documents, priority=100)
    # Before bibtex, which follows the toctrees in this event.
    app.connect("env-updated", check_toctrees, priority=100)
    app.connect("env-updated", check_bibliography, priority=100)
    reading = ParallelRead()
    # Last, when nobody changes any more what there is to read.
    app.connect("env-before-read-docs", reading.read, priority=999)
    app.connect("env-updated", reading.names)
    app.connect("env-get-outdated", outdated_contents)
    app.connect("env-updated", note_contents)
    app.connect("source-read", note_authored_ids)
    app.connect("include-read", note_included_ids)
    app.connect("doctree-read", _note_document)
    # Before and after Sphinx's own, which number the chapters.
    numbering = RemovedNumbers()
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
    run_at_end_in_parallel(app, export_anchors)
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
