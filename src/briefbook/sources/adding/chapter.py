"""The chapter that is written for a source: the whole article, or a worksheet for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefbook.core.figures.find import find_figures
from briefbook.core.ids import section_id
from briefbook.core.locators.kinds import is_paragraph
from briefbook.core.words.labels import counted, label
from briefbook.core.words.text import word_count
from briefbook.sources.adding.block_markup import block_text, note_name
from briefbook.sources.adding.escape import escape, escape_cell
from briefbook.sources.adding.names import names_in
from briefbook.sources.reading.article import Article, TextBlock

#: Shorter than a run that a restricted source forbids to share (8 words).
_LONGEST_SHARED = 7


def make_full_chapter(prefix: str, key: str, article: Article) -> str:
    """Return the whole article as MyST, each paragraph with its anchor, ready to annotate.

    For texts that may be given: ``open``, ``own`` or ``licensed``.
    """
    title = article.metadata.title or key
    parts = [_head(prefix, key, escape(title))]
    sections = _section_ids(prefix, article.blocks)
    notes = _notes(article.blocks)
    number, level = 0, 1
    for block in article.blocks:
        if is_paragraph(block.locator) or block.kind == "cue":
            number += 1
            text = block_text(block, notes)
            parts.append(_numbered(f"{prefix}-{number}", block, text))
        elif block.kind == "heading":
            # A level that the article skips would be none of the book's.
            level = min(_depth(block, article.blocks), level + 1)
            parts.append(f"{{#{sections[block.locator]}}}\n{'#' * level} {escape(block.text)}\n")
        elif block.kind == "table":
            parts.append(f"{{.brief-table}}\n{_table(block)}")
        elif block.kind == "note" and block.label in notes:
            text = block_text(block, ())
            parts.append(f"[^{note_name(block.label)}]: Source: {text}\n")
        elif block.kind != "headline":
            parts.append(f"{{.brief-{block.kind}}}\n{block_text(block, notes)}\n")
    return "\n".join(parts)


def _notes(blocks: Iterable[TextBlock]) -> frozenset[str]:
    """Return the labels of the article's notes that its paragraphs call."""
    called = {run.target for b in blocks for run in b.runs if run.style == "note" and not b.lines}
    return frozenset(b.label for b in blocks if b.kind == "note" and b.label) & called


def _depth(block: TextBlock, blocks: Iterable[TextBlock]) -> int:
    """Return at which level of the chapter a heading stands: 2 for the highest that there is."""
    levels = sorted({each.level for each in blocks if each.kind == "heading" and each.level})
    return levels.index(block.level) + 2 if block.level else 2


def make_worksheet(
    prefix: str, key: str, article: Article, details: Mapping[str, str] | None = None
) -> str:
    """Return the page on which an editor writes about a restricted article.

    It holds none of its sentences: for each block a comment with the locator, the number
    of words, the figures and the names. Headings of up to seven words stand as sections.
    What we say on it is in the language of the book.
    ``details`` are those of :func:`block_details` by locator, where they are made already.
    """
    parts = [_head(prefix, key, escape(_working_title(key, article.metadata.title)))]
    sections = _section_ids(prefix, article.blocks)
    for block in article.blocks:
        if block.kind == "heading":
            short = word_count(block.text) <= _LONGEST_SHARED
            title = escape(block.text) if short else label("Section {number}", number=_place(block))
            anchor = sections[block.locator] if short else _plain_section(prefix, block)
            parts.append(f"{{#{anchor}}}\n## {title}\n")
        detail = (
            details[block.locator] if details else block_details(block, article.metadata.language)
        )
        parts.append(f"% {detail}\n% {{cite:p}}`{key}{{{block.locator}}}`\n")
    return "\n".join(parts)


def _head(prefix: str, key: str, title: str) -> str:
    return (
        f"---\nprefix: {prefix}\nsource: {key}\n---\n\n"
        f"{{#{prefix}}}\n# {title}\n\n```{{source}}\n```\n"
    )


def _working_title(key: str, title: str) -> str:
    """Return the headline, or its part before a colon, if that is short enough to stand."""
    for candidate in (title, title.split(":", maxsplit=1)[0].strip()):
        if 0 < word_count(candidate) <= _LONGEST_SHARED:
            return candidate
    return label("Working title: {key}", key=key)


def _section_ids(prefix: str, blocks: tuple[TextBlock, ...]) -> dict[str, str]:
    """Return each heading's id; one from the same words, or none, takes its number along."""
    ids: dict[str, str] = {}
    for block in blocks:
        if block.kind == "heading":
            wanted = section_id(prefix, block.text)
            taken = not wanted or wanted in ids.values()
            ids[block.locator] = _plain_section(prefix, block) if taken else wanted
    return ids


def _plain_section(prefix: str, block: TextBlock) -> str:
    return f"{prefix}-section-{_place(block)}"


def _place(block: TextBlock) -> str:
    return block.locator.split()[-1]


def _numbered(anchor: str, block: TextBlock, text: str) -> str:
    if block.kind == "quote":
        return f"> {{#{anchor}}}\n> {_indented(text, '> ')}\n"
    if block.kind == "item":
        marker = f"{block.number}." if block.number else "-"
        indent = " " * (len(marker) + 1)
        return f"{marker} {{#{anchor}}}\n{indent}{_indented(text, indent)}\n"
    return f"{{#{anchor}}}\n{text}\n"


def _indented(text: str, lead: str) -> str:
    return text.replace("\n", f"\n{lead}")


def _table(block: TextBlock) -> str:
    width = max(len(row) for row in block.rows)
    rows = [[*map(escape_cell, row), *[""] * (width - len(row))] for row in block.rows]
    lines = [f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * width, *rows[1:])]
    return "\n".join(lines) + "\n"


def block_details(block: TextBlock, language: str = "") -> str:
    """Return, on one line, what an editor needs to know of a block: length, figures, names."""
    parts = [block.locator, counted("{n} word", "{n} words", word_count(block.text))]
    figures = [figure.text for figure in find_figures(block.text) if figure.certain]
    names = names_in(block.text, language)
    if figures:
        parts.append(label("figures: {listed}", listed="; ".join(dict.fromkeys(figures))))
    if names:
        parts.append(label("names: {listed}", listed="; ".join(names)))
    return " ".join(" · ".join(parts).split())
