"""The brief from the book to PDF, in the largest type in which it is one sheet."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import typst

from briefbook.core.files.writing import replace_file
from briefbook.domain.settings.options import brief_config
from briefbook.output.file_names import brief_name
from briefbook.output.labels import LabelIndex
from briefbook.output.reading_order import reading_order
from briefbook.output.source_date import source_date
from briefbook.pdf.layout.typesetter import Typesetter
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.merge.plain.streams import finish
from briefbook.pdf.printing import pdf_rights
from briefbook.pdf.sheet.code import Translate, qr_code, sheet_code, translator_of
from briefbook.pdf.sheet.content import SheetContent, Titled, gather
from briefbook.pdf.typst.errors import PdfError, Problem
from briefbook.pdf.typst.explain import explain
from briefbook.pdf.typst.main_file import book_facts
from briefbook.pdf.typst.missing_letters import MissingLetters
from briefbook.pdf.typst.reporting import warn_of
from briefbook.pdf.typst.trace import Trace
from briefbook.pdf.typst.workspace import Workspace

if TYPE_CHECKING:
    from briefbook.pdf.builder import BriefPdfBuilder

SIDES = 2
SIZES = (11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.5, 8.0)
"""Sizes of the text in points; the first that fits is used, smaller ones are not readable."""
_FILE = "sheet"
_QR = "img/address.svg"


def print_sheet(builder: BriefPdfBuilder) -> None:
    """Write the brief's PDF. Raises :class:`PdfError` if it has more than two sides."""
    workspace = Workspace(builder.state_file.with_name("typst"))
    workspace.open()
    manuscript = Manuscript(builder, workspace, 1)
    book = manuscript.context(LabelIndex({}), site=brief_config(builder.env).url)
    content = gather(
        builder.env,
        [place.docname for place in reading_order(builder.env)],
        cache(manuscript.resolved),
    )
    facts = _facts(builder, workspace)
    missing = MissingLetters()
    pdf = b""
    while not pdf:
        facts["missing"] = missing.letters
        try:
            pdf = _fitted(builder, workspace, content, facts, translator_of(book))
        except PdfError as error:
            if not missing.take(error):
                raise
    warn_of([*dict.fromkeys(book.problems), *missing.problems()])
    replace_file(
        Path(builder.outdir) / f"{brief_name(builder.config)}.pdf",
        finish(pdf, pdf_rights(builder.env, builder.config)),
    )


def _fitted(
    builder: BriefPdfBuilder,
    workspace: Workspace,
    content: SheetContent,
    facts: Mapping[str, object],
    translate: Translate,
) -> bytes:
    """Return the sheet in the largest type in which it is one. Raises :class:`PdfError`.

    Where it leaves room, each further chart that fits follows the first.
    """

    def set_in(size: float, charts: Sequence[Titled]) -> tuple[bytes, int]:
        shown = replace(content, charts=charts)
        workspace.write(f"{_FILE}.typ", sheet_code(shown, facts, translate, size))
        return _typeset(builder, workspace)

    sides = 0
    for size in SIZES:
        charts = list(content.charts[:1])
        pdf, sides = set_in(size, charts)
        if sides > SIDES:
            continue
        for chart in content.charts[1:]:
            fuller, sides = set_in(size, [*charts, chart])
            if sides <= SIDES:
                pdf, charts = fuller, [*charts, chart]
        return pdf
    raise _too_long(content, sides)


def _facts(builder: BriefPdfBuilder, workspace: Workspace) -> dict[str, object]:
    settings = brief_config(builder.env)
    facts = book_facts(builder.env, builder.config, builder.font_folders(), [])
    facts["information"] = settings.information
    facts["address"] = settings.url.rstrip("/")
    facts["code"] = ""
    if settings.url:
        workspace.write(_QR, qr_code(f"{settings.url.rstrip('/')}/"))
        facts["code"] = f"/{_QR}"
    return facts


def _typeset(builder: BriefPdfBuilder, workspace: Workspace) -> tuple[bytes, int]:
    """Return the PDF and its number of pages. Raises :class:`PdfError`."""
    try:
        made = Typesetter(workspace.root, _FILE, builder.font_folders())
        pdf = made.pdf(source_date(Path(builder.confdir), builder.config))
    except typst.TypstError as error:
        code = (workspace.root / f"{_FILE}.typ").read_text(encoding="utf-8")
        said = error.diagnostic or str(error)
        raise PdfError(*explain(said, {f"{_FILE}.typ": (code, Trace())})) from None
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return pdf, len(opened.pages)


def _too_long(content: SheetContent, sides: int) -> PdfError:
    """Return the error that says how long the parts of the brief are."""
    parts = {
        "the front page": sum(part.words for part in content.answer),
        "the key judgements": sum(len(it.judgement.statement.split()) for it in content.judgements),
        **({f"the table of “{content.table.title}”": content.table.words} if content.table else {}),
        "the sources": sum(
            len(node.astext().split()) for source in content.sources for node in source
        ),
    }
    lengths = ", ".join(f"{name} has {words} words" for name, words in parts.items() if words)
    message = (
        f"the brief takes {sides} sides, and a sheet has {SIDES}: {lengths}; shorten the longest"
    )
    return PdfError(Problem(None, message))
