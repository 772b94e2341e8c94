"""The tables of what was verified, and the list of what was not and why."""

from __future__ import annotations

from docutils import nodes

from briefbook.checks.engine.summary import KINDS, SourceSummary, Summary, Tally, Unverified
from briefbook.checks.evidence.items import ItemKind
from briefbook.core.locators.reading import read_locator
from briefbook.core.words.labels import label, message, number_words
from briefbook.domain.drawing.drawn import DrawnBook
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.drawing.tables import make_cell, make_table

_HEADS = (
    (message("Source"), 20), (message("Quotations"), 16), (message("Figures"), 16),
    (message("Dates"), 16), (message("Names"), 16), (message("Locators"), 16),
)  # fmt: skip
_BLOCK_HEADS = (
    (message("Source"), 25), (message("Blocks cited"), 25), (message("Left out, and why"), 25),
    (message("Words quoted"), 25),
)  # fmt: skip
_KINDS = {
    "quotation": message("quotation"), "figure": message("figure"), "date": message("date"),
    "name": message("name"), "locator": message("locator"), "overlap": message("overlap"),
}  # fmt: skip
_NONE = "–"


def draw_verification(at: DrawnBook, summary: Summary) -> list[nodes.Node]:
    """Return the tables and the list."""
    if not summary.sources:
        none = message("Nothing to verify yet: `briefbook add FILE` adds a source.")
        return [nothing_yet(none)]
    rows = [_row(at, source) for source in summary.sources]
    totals = [_cell(summary.total(kind)) for kind in KINDS]
    rows.append(nodes.row("", make_cell([nodes.strong("", label("All"))]), *totals))
    drawn: list[nodes.Node] = [
        nodes.paragraph("", _words(summary)),
        nodes.paragraph("", _not_compared_statements(summary)),
        make_table(_HEADS, rows),
        make_table(_BLOCK_HEADS, [_blocks(at, source) for source in summary.sources]),
        *_insertions(summary),
    ]
    if not summary.unverified:
        words = label("Nothing that the checks look at is unverified.")
        return [*drawn, nodes.paragraph("", words)]
    unverified = [_unverified(at, each) for each in summary.unverified]
    return [*drawn, nodes.rubric("", label("Not verified")), nodes.bullet_list("", *unverified)]


def _row(at: DrawnBook, source: SourceSummary) -> nodes.row:
    cells = [_cell(tally) for tally in source.tallies]
    return nodes.row("", make_cell([_name(at, source.key)]), *cells)


def _blocks(at: DrawnBook, source: SourceSummary) -> nodes.row:
    out = "; ".join(
        f"{read_locator(locator).typeset()}: {reason}" for locator, reason in source.left_out
    )
    share = 100 * source.quoted_words / source.words if source.words else 0
    quoted = f"{_of(source.quoted_words, source.words)} ({number_words(round(share, 1))} %)"
    return nodes.row(
        "",
        make_cell([_name(at, source.key)]),
        make_cell([nodes.Text(_of(source.cited, source.needed))]),
        make_cell([nodes.Text(out or _NONE)]),
        make_cell([nodes.Text(quoted)]),
    )


def _name(at: DrawnBook, key: str) -> nodes.Node:
    anchor = at.book.source_anchor(key)
    return nodes.Text(key) if anchor is None else at.link(anchor, anchor.label)


def _insertions(summary: Summary) -> list[nodes.Node]:
    """Return the list of the quotations into which words were put; nothing where there are none."""
    if not summary.insertions:
        return []
    items = (
        nodes.list_item("", nodes.paragraph("", f"{label('“{title}”', title=shown)} ({path})"))
        for path, _line, shown in summary.insertions
    )
    return [nodes.rubric("", label("Words put into quotations")), nodes.bullet_list("", *items)]


def _unverified(at: DrawnBook, each: Unverified) -> nodes.list_item:
    anchor = at.book.anchor(each.place)
    where: nodes.Node = nodes.Text(each.path)
    if anchor is not None:
        where = at.link(anchor, at.book.label(anchor, ""))
    claim = label("“{title}”", title=each.claim)
    words = f": {label(_KINDS[each.kind])} {claim}, {label(each.why)}."
    return nodes.list_item("", nodes.paragraph("", "", where, nodes.Text(words)))


def _words(summary: Summary) -> str:
    quotations = summary.total(ItemKind.QUOTATION)
    values = {"rules": summary.rules, "verified": quotations.verified, "all": quotations.claims}
    if quotations.normalised:
        said = label(
            "Rules version {rules}. {verified} of {all} quotations stand word for word in the "
            "block that they cite, {alike} of them after quotation marks, dashes, spaces, the "
            "first letter, omissions and insertions were made alike.",
            alike=quotations.normalised,
            **values,
        )
    else:
        said = label(
            "Rules version {rules}. {verified} of {all} quotations stand word for word in the "
            "block that they cite.",
            **values,
        )
    return f"{said} {label('Each cell gives how many were verified of how many there are.')}"


def _not_compared_statements(summary: Summary) -> str:
    """Say what no comparison of words can tell, and how much of it a person has read."""
    unread = summary.unread
    cannot = label(
        "A comparison of words does not tell whether one noun stands for another, who said "
        "something to whom, what came before or after, or what caused what."
    )
    counts = label(
        "{unread} of the {all} statements of the chapters hold no figure, name or quotation, so "
        "that nothing of them was compared; a person has read {read} of these beside the source.",
        unread=unread.not_compared, all=unread.statements, read=unread.read,
    )  # fmt: skip
    return f"{cannot} {counts}"


def _of(part: int, whole: int) -> str:
    return label("{part} of {whole}", part=number_words(part), whole=number_words(whole))


def _cell(tally: Tally) -> nodes.entry:
    return make_cell([nodes.Text(_of(tally.verified, tally.claims) if tally.claims else _NONE)])
