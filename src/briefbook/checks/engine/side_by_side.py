"""Show each paragraph beside the blocks that it cites, for a person to compare."""

from __future__ import annotations

import html
import textwrap
from collections.abc import Iterable, Mapping

from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.reviewed import Tick
from briefbook.checks.evidence.statements import CitingParagraph

_WIDTH = 88
_STYLE = """body{font:16px/1.5 Georgia,serif;max-width:76rem;margin:2rem auto;padding:0 1rem}
section{display:grid;grid-template-columns:1fr 1fr;gap:0 2rem;padding:1rem 0}
section{border-top:1px solid #888}
h2{grid-column:1/3;font:600 .9rem sans-serif;margin:0 0 .5rem}
mark{background:#fff3bf;color:inherit}
.block{margin:0 0 .75rem}
.block b{font:600 .8rem sans-serif;display:block}
@media(max-width:50rem){section{display:block}}"""


def paragraphs_text(
    paragraphs: Iterable[CitingParagraph], ticks: Mapping[str, Tick], material: Material
) -> str:
    """Return the paragraphs for a terminal; ``·`` marks statements that were not compared."""
    parts = []
    for each in paragraphs:
        path = material.paths.get(each.docname, each.docname)
        lines = [f"{each.place}  {path}:{int(each.line)}  {_state(each, ticks)}"]
        for statement in each.statements:
            lines += _wrapped(statement.text, "    " if statement.compared else "  · ")
        for block in each.blocks:
            lines += [f"    {block}:", *_wrapped(_text(block, material), "      | ")]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def paragraphs_html(
    paragraphs: Iterable[CitingParagraph], ticks: Mapping[str, Tick], material: Material
) -> str:
    """Return the paragraphs as an HTML page; it has the sources' texts, so it stays private."""
    rows = []
    for each in paragraphs:
        path = material.paths.get(each.docname, each.docname)
        said = " ".join(
            html.escape(s.text) if s.compared else f"<mark>{html.escape(s.text)}</mark>"
            for s in each.statements
        )
        blocks = "".join(
            f'<p class="block"><b>{html.escape(str(block))}</b>'
            f"{html.escape(_text(block, material))}</p>"
            for block in each.blocks
        )
        head = html.escape(f"{each.place} · {path}:{int(each.line)} · {_state(each, ticks)}")
        rows.append(
            f'<section id="{each.place}"><h2>{head}</h2><p>{said}</p><div>{blocks}</div></section>'
        )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>Claims beside their sources</title><style>{_STYLE}</style></head><body>\n"
        "<h1>Claims beside their sources</h1>\n<p>Nothing was compared of what is marked: it has "
        "no figure, name or quotation. Tick a paragraph off with "
        "<code>briefbook check --tick ID --by NAME</code>.</p>\n"
        + "\n".join(rows)
        + "\n</body></html>\n"
    )


def _state(paragraph: CitingParagraph, ticks: Mapping[str, Tick]) -> str:
    tick = ticks.get(paragraph.place)
    if tick is None:
        return "not read yet"
    if tick.holds(paragraph):
        return f"read by {tick.by} on {tick.date}"
    return f"changed since {tick.by} read it on {tick.date}"


def _text(block: BlockRef, material: Material) -> str:
    text = material.text(block)
    return text if text is not None else "(its text is not on this disk)"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=indent, subsequent_indent=indent.replace("·", " ")
    ) or [indent]
