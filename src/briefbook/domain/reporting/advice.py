"""What to do about the commonest warnings of Sphinx, docutils and MyST, which do not say so."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection
from difflib import get_close_matches
from typing import TYPE_CHECKING

from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.languages import en

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_TYPE = re.compile(r"( \[[a-z_-]+(?:\.[\w-]+)?\])?$")
#: How a word must be like another to be meant: “sorce”, not “nosuch”.
_ALIKE = 0.75


class Advice(logging.Filter):
    """Adds to a warning what to do next; lets every record pass."""

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._advice: tuple[tuple[re.Pattern[str], Callable[[str], str]], ...] = tuple(
            (re.compile(pattern), advice)
            for pattern, advice in {
                r"Unknown directive type:? ['\"]([^'\"]*)": lambda name: _name(
                    name, known_directives(app.env), "directive"
                ),
                r"Unknown interpreted text role ['\"]([^'\"]*)": lambda name: _name(
                    name, known_roles(app.env), "role"
                ),
                r"'[^']*': Unknown option key: ('.*' \(allowed: \[.*\]\))": _option,
                r"undefined label: '(.*)'": lambda name: (
                    f"fix the label; an id of this book is linked to by [](#{name})"
                ),
                r"Duplicate footnote definition found for label: '(.*)'": lambda label: (
                    f"give one of the two notes [^{label}] another label"
                ),
                r"Unknown target name: \"(.*)\"": lambda name: (
                    f"write the note [^{name}]: …, or \\[^{name}] for the words themselves"
                ),
                r"toctree contains reference to nonexisting document '(.*)'": lambda name: (
                    _meant_page(name, app.env.found_docs)
                    + "fix the line of the toctree, or remove it"
                ),
                r"(document) isn't included in any toctree": lambda _: (
                    "add it to one, or write orphan: true in its front matter"
                ),
                r"image file not readable: (.*)": lambda _: (
                    "fix its path, as seen from the folder of this page, or put the file there"
                ),
                r"'myst' cross-reference target not found: '(.*)'": lambda _: (
                    "fix the id, or the path as seen from the folder of this page"
                ),
            }.items()
        )

    def filter(self, record: logging.LogRecord) -> bool:
        """Add to the message what it lacks."""
        whole = str(record.msg) % record.args if record.args else str(record.msg)
        message, newline, rest = whole.partition("\n")
        kind = _TYPE.search(message)
        said = message[: kind.start()].rstrip(". ") if kind else message
        for pattern, advice in self._advice:
            if match := pattern.match(said):
                suffix = (kind and kind[1]) or ""
                record.msg = f"{said}; {advice(match[1])}{suffix}{newline}{rest}"
                record.args = ()
                break
        return True


def _name(name: str, known: Collection[str], what: str) -> str:
    return _meant(name, known).rstrip() or f"fix its name, or add the extension of this {what}"


def _option(said: str) -> str:
    name, *known = re.findall(r"'([^']*)'", said)
    return _meant(name, known).rstrip() or "take it away"


def _meant(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=_ALIKE)
    return f"did you mean {near[0]!r}? " if near else ""


def _meant_page(name: str, known: Collection[str]) -> str:
    """Look at the names of the files alone: the folder is much the same of all."""
    pages = {each.rpartition("/")[2]: each for each in sorted(known)}
    near = get_close_matches(name.rpartition("/")[2], pages, n=1, cutoff=_ALIKE)
    return f"did you mean {pages[near[0]]!r}? " if near else ""


def known_directives(env: BuildEnvironment) -> set[str]:
    """Return the names of all directives that a page may use."""
    own = {name for domain in env.domains.values() for name in domain.directives}
    return {*directives._directives, *en.directives, *own}  # type: ignore[attr-defined]  # noqa: SLF001  # docutils lists them nowhere else


def known_roles(env: BuildEnvironment) -> set[str]:
    """Return the names of all roles that a page may use."""
    own = {
        name if domain.name in ("std", "brief") else f"{domain.name}:{name}"
        for domain in env.domains.values()
        for name in domain.roles
    }
    return {*roles._roles, *en.roles, *own}  # type: ignore[attr-defined]  # noqa: SLF001  # as above


def advise(app: Sphinx) -> None:
    """Let the warnings pass by the advice, before their place is made text."""
    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.WARNING:
            handler.filters.insert(0, Advice(app))
