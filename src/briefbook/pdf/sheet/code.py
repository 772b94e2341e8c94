"""The sheet in Typst."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import segno
from docutils import nodes
from docutils.utils import new_document

from briefbook.core.tables.vocabularies import likelihood_band
from briefbook.core.words.labels import label
from briefbook.output.reading_order import DocumentPlace
from briefbook.pdf.sheet.content import SheetContent, SheetJudgement, Titled
from briefbook.pdf.translator import DocumentTranslator
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.main_file import value

Translate = Callable[[str, Sequence[nodes.Node]], str]
"""From nodes of a document to Typst."""


def sheet_code(
    content: SheetContent, facts: Mapping[str, Any], translate: Translate, size: float
) -> str:
    """Return the Typst file of the brief, its text ``size`` points high."""
    return "".join((
        '#import "theme/book.typ": *\n#import "theme/sheet.typ": *\n',
        f"#let facts = {value(facts)}\n#show: sheet.with(facts, {size}pt)\n",
        "#sheet-strip(facts)\n",
        _answer(content.answer, translate),
        _judgements(content.judgements, translate),
        _table(content.table, translate),
        f"#sheet-end(({''.join(_chart(each, translate) for each in content.charts)}), ",
        f"{_sources(content, translate)}, facts)\n",
    ))  # fmt: skip


def qr_code(address: str) -> str:
    """Return a QR code of an address as SVG, its modules black on nothing."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False)
    return out.getvalue().decode()


def translator_of(book: Any) -> Translate:
    """Return a translator for single nodes of a document, without its notes and their calls."""

    def translate(docname: str, content: Sequence[nodes.Node]) -> str:
        tree = new_document("")
        for node in content:
            copy = node.deepcopy()
            for call in list(copy.findall(nodes.footnote_reference)):
                call.parent.remove(call)
            tree += copy
        return DocumentTranslator(book, DocumentPlace(docname, 1, ""), tree).translate()

    return translate


def _table(table: Titled | None, translate: Translate) -> str:
    if table is None:
        return ""
    return f"#sheet-table({literal(table.title)})[{translate(table.docname, table.content)}]\n"


def _chart(chart: Titled, translate: Translate) -> str:
    return f"({literal(chart.title)}, [{translate(chart.docname, chart.content)}]),"


def _answer(answer: Sequence[Titled], translate: Translate) -> str:
    parts = "".join(f"({literal(p.title)}, [{translate(p.docname, p.content)}])," for p in answer)
    return f"#sheet-answer({parts})\n" if parts else ""


def _judgements(judged: Sequence[SheetJudgement], translate: Translate) -> str:
    rows = []
    for each in judged:
        judgement = each.judgement
        number = literal(judgement.id.rpartition("-")[2])
        likelihood, confidence = label(judgement.likelihood), label(judgement.confidence)
        said = likelihood, likelihood_band(judgement.likelihood), confidence
        words = translate(judgement.docname, each.statement)
        rows.append(f"({number}, [{words}], {', '.join(map(literal, said))}),")
    return f"#sheet-judgements({''.join(rows)})\n" if rows else ""


def _sources(content: SheetContent, translate: Translate) -> str:
    texts = [translate("", [nodes.paragraph("", "", *source)]) for source in content.sources]
    return "(" + "".join(f"[{text}]," for text in texts) + ")"
