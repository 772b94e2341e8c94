"""Reports markup that Markdown has left in the text, fences without end, directives as code."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.domain.checking.markup.left_marks import CODE, KnownNames, find_left_marks
from briefbook.domain.reporting.advice import known_directives, known_roles
from briefbook.domain.settings.unclosed_fences import UNCLOSED

logger = logging.getLogger(__name__)

_OPAQUE = (nodes.literal, nodes.raw, nodes.math, nodes.image, nodes.problematic)
_CODE_SPAN = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)", re.DOTALL)
_NOT_MARKDOWN = {".rst", ".txt"}


class ReportMarkup(SphinxTransform):
    """Name what stays in the text as it was typed, with its line and what to write."""

    # Before citations and notes are drawn, whose words are no author's.
    default_priority = 12

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        names = KnownNames(known_directives(self.env), known_roles(self.env))
        for block in list(self.document.findall(nodes.literal_block)):
            _report_fence(block, names)
        for div in self.document.findall(nodes.container):
            name = div["classes"][-1] if div.get("is_div") and div["classes"] else ""
            if name in names.directives:
                _report(div, 0, f":::{name} makes a plain box; write :::{{{name}}}")
        for node in self.document.findall(nodes.TextElement):
            if _is_prose(node):
                _report_text(node, names)


def _is_prose(node: nodes.TextElement) -> bool:
    """Tell whether an element holds words that Markdown has read, and is in no other such one."""
    return (
        not isinstance(node, (nodes.Inline, nodes.FixedTextElement, nodes.comment, nodes.target))
        and not isinstance(node.parent, nodes.TextElement)
        and Path(node.source or "").suffix not in _NOT_MARKDOWN
    )


def _report_fence(block: nodes.literal_block, names: KnownNames) -> None:
    name = str(block.get("language", ""))
    if name == UNCLOSED:
        typed = block.astext().strip()
        fence = re.match(r"[`~:]+", typed)
        end = fence[0] if fence else typed
        if set(typed) == {":"}:
            said = f"this {end} closes nothing: it opens a box for all that follows; remove it"
        else:
            said = (
                f"nothing closes {typed}, which takes in all that follows; write {end} on a line "
                f"below what belongs to it; a box around another has one {end[0]} more"
            )
        _report(block, 0, said)
        cast("nodes.Element", block.parent).remove(block)
    elif name in names.directives or re.fullmatch(r"\{[\w:-]+|[\w:-]+\}", name):
        meant = name.strip("{}")
        _report(block, 0, f"```{name} shows its words as code; write ```{{{meant}}}")
        # Its words are shown as they are, and no further warning tells of them.
        block["language"] = "none"


def _report_text(node: nodes.TextElement, names: KnownNames) -> None:
    text = "".join(_words(node))
    source = _CODE_SPAN.sub(CODE, node.rawsource)
    for mark in find_left_marks(text, names):
        if not source or not mark.is_escaped(source):
            _report(
                node, text.count("\n", 0, mark.start),
                f"{mark.shown} is shown as it is typed; {mark.remedy}",
            )  # fmt: skip


def _words(node: nodes.Element) -> list[str]:
    """Return the words of an element, code replaced by a sign."""
    return [
        str(child) if isinstance(child, nodes.Text)
        else CODE if isinstance(child, _OPAQUE) or not child.children
        else "".join(_words(cast("nodes.Element", child)))
        for child in node.children
    ]  # fmt: skip


def _report(node: nodes.Element, breaks: int, said: str) -> None:
    place = f"{node.source}:{node.line + breaks}" if node.source and node.line else node
    logger.warning("%s", said, location=place, type="brief", subtype="markup_unread")
