"""The draft as an HTML page: claims marked, and beside each paragraph the sources' words."""

from __future__ import annotations

import html
from collections import defaultdict
from collections.abc import Iterable

from briefbook.core.passages import Role
from briefbook.drafts.draft import DraftPassage
from briefbook.drafts.reports.difference import difference
from briefbook.drafts.reports.report import DraftReport, insertions_of, says, summary, unknown_names
from briefbook.drafts.verdicts import Judged, Status

_CLASSES = {
    Status.EXACT: "exact", Status.CHANGED: "changed", Status.ELSEWHERE: "elsewhere",
    Status.NOT_FOUND: "missing", Status.SHORT: "short",
}  # fmt: skip
_MEANINGS = {
    Status.EXACT: "a source has these words, or this figure",
    Status.CHANGED: "a source speaks of the same, and has something else",
    Status.ELSEWHERE: "another source has it than the one named beside it",
    Status.NOT_FOUND: "no source has it, or anything near enough",
    Status.SHORT: "one or two words in quotation marks that no source has: they may quote nobody",
}
_DIFFERENCES = (
    "<p>Where words differ, <del>these are the source’s</del> and <ins>these the draft’s</ins>. "
    "No program can tell whether the sentence around them is fair: who said it to whom, what came "
    "first, what caused what.</p>"
)
_STYLE = """body{font:16px/1.5 Georgia,serif;max-width:80rem;margin:2rem auto;padding:0 1rem}
section{display:grid;grid-template-columns:3fr 2fr;gap:0 2rem;padding:.4rem 0;
border-top:1px solid #ddd}
section>p,section>h3,section>pre{margin:.4rem 0;white-space:pre-line;overflow-wrap:anywhere}
section>h3{font-size:1.2rem}h1{font-size:1.5rem}.draft{margin:2rem 0 .5rem}
aside{font:.82rem/1.4 sans-serif}aside div{border-left:3px solid #888;padding:0 0 .4rem .6rem}
mark{color:inherit;border-bottom:2px solid;padding:0 .1em}
.exact{background:#e3f4e3;border-color:#2f7d32}.changed{background:#fff0c2;border-color:#9a6700}
.elsewhere{background:#dcebff;border-color:#1f5fa8}.missing{background:#ffdfdc;border-color:#b3261e}
.short{background:#eee;border-color:#777}del{color:#7d1a14}ins{color:#1b5e20}
.key{list-style:none;padding:0;font:.85rem/1.6 sans-serif}
@media(max-width:50rem){section{display:block}}"""


def as_page(report: DraftReport) -> str:
    """Return a page by itself, without scripts; it holds words of the sources and stays private."""
    by_passage: dict[int, list[Judged]] = defaultdict(list)
    for each in report.judged:
        by_passage[id(each.passage)].append(each)
    body = []
    for draft in report.drafts:
        body.append(f'<h2 class="draft">{html.escape(draft.name)}</h2>')
        body += [_passage(each, by_passage[id(each)], report) for each in draft.passages]
    key = "".join(
        f'<li><mark class="{_CLASSES[status]}">{status}</mark> {meaning}</li>'
        for status, meaning in _MEANINGS.items()
    )
    notes = [f"not looked at: {each}" for each in report.not_read]
    notes += [f"words put in by the draft: {each}" for each in insertions_of(report)]
    if unknown := unknown_names(report):
        notes.append(f"named in the draft, not among the sources: {', '.join(unknown)}")
    said = "".join(f"<p>{html.escape(note)}</p>" for note in (summary(report), *notes))
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Claims of a draft beside their sources</title><style>{_STYLE}</style></head>"
        f"<body>\n<header><h1>Claims of a draft beside their sources</h1>{said}"
        f'<ul class="key">{key}</ul>{_DIFFERENCES}</header>\n'
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _passage(passage: DraftPassage, judged: Iterable[Judged], report: DraftReport) -> str:
    role, text = passage.prose.passage.role, passage.prose.passage.text
    tag = {Role.TITLE: "h3", Role.CODE: "pre"}.get(role, "p")
    parts, beside, at = [], [], 0
    for each in sorted(judged, key=lambda each: each.start):
        if each.start < at:
            continue
        name, tip = _CLASSES[each.verdict.status], html.escape(says(each))
        parts.append(html.escape(text[at : each.start]))
        parts.append(
            f'<mark class="{name}" title="{tip}">{html.escape(text[each.start : each.end])}</mark>'
        )
        at = each.end
        beside.append(f'<div class="{name}">{_beside(each, report)}</div>')
    parts.append(html.escape(text[at:]))
    return f"<section><{tag}>{''.join(parts)}</{tag}><aside>{''.join(beside)}</aside></section>"


def _beside(judged: Judged, report: DraftReport) -> str:
    tags = {"source": "del", "draft": "ins", "": "span"}
    changes = " ".join(
        f"<{tags[c.kind]}>{html.escape(c.text)}</{tags[c.kind]}>" for c in difference(judged)
    )
    block, said = judged.verdict.block, html.escape(says(judged))
    text = f"<i>{html.escape(report.library.text(block))}</i>" if block else ""
    if judged.verdict.status is Status.EXACT:
        return f"<details><summary>{said}</summary>{text}</details>"
    return "<br>".join(filter(None, (said, changes, text)))
