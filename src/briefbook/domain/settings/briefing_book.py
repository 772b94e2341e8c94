"""Whether a project is a briefing book, or one that briefbook only prints."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.matching import get_matching_files

from briefbook.core.files.conf_file import conf_lines

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Front matter that gives a prefix; as it is in a file, before anything is parsed.
_PREFIX = re.compile(rb"\A---[ \t]*\r?\n(?:(?!---|\.\.\.).*\n)*?prefix[ \t]*:", re.MULTILINE)
_MARKDOWN = frozenset({"myst_parser", "myst_nb", "recommonmark"})
_FRONT_MATTER = 4096
"""How many bytes of a file are read; no front matter is longer."""


def settle_briefing_book(app: Sphinx) -> None:
    """Set ``brief_book`` where conf.py says nothing, before anything else is registered.

    A project that uses nothing of ours keeps its words, ids, labels, links and theme.
    """
    config = app.config
    if config.brief_book is not None:
        return
    config.brief_book = is_whole_book(app) or _names_options(config.overrides) or _has_prefix(app)


def is_whole_book(app: Sphinx) -> bool:
    """Return whether conf.py makes all pages the book's, and not only those with a prefix."""
    # A command sets options of its own; they say nothing of the pages.
    return _names_options(conf_lines(Path(app.confdir)).options) or _is_new(app)


def is_briefing_book(config: Config) -> bool:
    """Return whether the project is a briefing book; known once the settings have been read."""
    return bool(config.brief_book)


def _names_options(named: Iterable[str]) -> bool:
    return any(name.startswith("brief_") for name in named)


def _is_new(app: Sphinx) -> bool:
    """Return whether the first page is Markdown that nothing but briefbook would read."""
    others = _MARKDOWN.intersection(app.config.extensions)
    return not others and Path(app.srcdir, f"{app.config.root_doc}.md").is_file()


def _has_prefix(app: Sphinx) -> bool:
    excluded = [*app.config.exclude_patterns, "_build", "**/.*"]
    for name in get_matching_files(app.srcdir, ["**.md"], excluded):
        try:
            with Path(app.srcdir, name).open("rb") as file:
                if _PREFIX.match(file.read(_FRONT_MATTER)):
                    return True
        except OSError:
            continue  # Whoever reads the document says what is wrong with it.
    return False
