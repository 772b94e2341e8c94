"""Marks what of a page is not translated, and what has changed since its translation.

Sphinx puts translations in place, from ``docs/locales/``; a text that has changed keeps the
translation of the earlier one, which its catalogue calls fuzzy.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from docutils import nodes
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages

from briefbook.core.words.labels import label

#: How the metadata of a document says how many of its texts have changed, and are not translated,
#: and whether none is.
CHANGED, UNTRANSLATED, ORIGINAL = "brief_changed", "brief_untranslated", "brief_original"
_MARK = "brief-changed"


def original_language(config: Config) -> str:
    """Return the language of conf.py, whatever edition is built."""
    return str(config._raw_config.get("language") or "en")  # noqa: SLF001  # as in ARCHITECTURE


class NoteChanged(SphinxTransform):
    """Notes which texts have changed, while they are those of the original."""

    default_priority = 15
    """Before Sphinx puts the translations in place, at 20."""

    def apply(self, **_kwargs: Any) -> None:
        """Look each text up among those that are fuzzy."""
        changed = _fuzzy_messages(self.config, Path(self.env.srcdir), self.env.docname)
        for node, text in extract_messages(self.document) if changed else ():
            if text in changed:
                node[_MARK] = True


class MarkStates(SphinxTransform):
    """Marks the texts for readers, and counts them."""

    default_priority = 30
    """After Sphinx's translations, and what counts them."""

    def apply(self, **_kwargs: Any) -> None:
        """Mark a paragraph that has changed; give untranslated ones the original's language."""
        # The words of pictures are ours, where they are charts.
        own = original_language(self.config)
        if self.config.language == own:
            return
        translated = [
            node
            for node in self.document.findall(nodes.TextElement)
            if "translated" in node.attributes and node.get("translatable", True)
        ]
        metadata = self.env.metadata[self.env.docname]
        metadata[CHANGED] = str(sum(_MARK in node.attributes for node in translated))
        left = [node for node in translated if not node["translated"] and _MARK not in node]
        if not translated:  # The page has no catalogue.
            texts = (node for node, _text in extract_messages(self.document))
            left = [node for node in texts if isinstance(node, nodes.TextElement)]
        metadata[UNTRANSLATED] = str(len(left))
        if left and len(left) >= len(translated):
            metadata[ORIGINAL] = own
        for node in left:
            node["classes"].append(f"language-{own.replace('_', '-')}")
        for node in translated:
            if node.attributes.pop(_MARK, False):
                _say_changed(node)


def _say_changed(node: nodes.Element) -> None:
    node["classes"].append("brief-changed")
    if isinstance(node, nodes.paragraph):
        words = f"[{label('translation of an earlier version')}]"
        node += [
            nodes.Text(" "),
            nodes.inline("", words, classes=["brief-changed-words"]),
        ]


def _fuzzy_messages(config: Config, srcdir: Path, docname: str) -> frozenset[str]:
    found: set[str] = set()
    for folder in config.locale_dirs:
        path = srcdir / folder / config.language / "LC_MESSAGES" / f"{docname}.po"
        if path.is_file():
            found |= _fuzzy_in(path, path.stat().st_mtime_ns)
    return frozenset(found)


@lru_cache(maxsize=64)
def _fuzzy_in(path: Path, _time: int) -> frozenset[str]:
    with path.open("rb") as file:
        return frozenset(_ids(message.id for message in read_po(file) if message.fuzzy))


def _ids(ids: Iterable[object]) -> Iterable[str]:
    return (each for each in ids if isinstance(each, str) and each)
