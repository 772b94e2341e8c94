"""What a new book is asked for: its title, its author, its language and the rest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from briefbook.config import HANDLING
from briefbook.core.errors import BriefbookError

#: Pages of analysis, which not every book has, by the order of the contents.
ANALYSIS = ("judgements", "figures", "timeline")
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")

Ask = Callable[[str], str]
"""Puts a question to whoever is there and returns the answer; raises EOFError if nobody is."""


@dataclass(frozen=True, slots=True)
class BookFacts:
    """The facts that go into the files of a new book.

    ``style`` is a name of ``brief_style``, ``mark`` one of ``brief_handling``; both may be empty.
    ``analysis`` holds members of :data:`ANALYSIS`.
    """

    title: str
    author: str = ""
    language: str = "en"
    style: str = ""
    mark: str = ""
    analysis: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        # Late: the command line loads this module for every command.
        from briefbook.core.words.text import tidy

        for name in ("title", "author", "language", "style", "mark"):
            object.__setattr__(self, name, tidy(getattr(self, name)))


def default_facts(folder: Path) -> BookFacts:
    """Return what a folder's name and git's settings suggest."""
    words = re.sub(r"[-_\s]+", " ", folder.resolve().name).strip() or "A briefing"
    return BookFacts(words[0].upper() + words[1:], _git_author())


def _git_author() -> str:
    import subprocess  # Late, as above.

    command = ["git", "config", "user.name"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


def ask_for_facts(facts: BookFacts, stated: frozenset[str], ask: Ask) -> BookFacts:
    """Ask for what no option has stated; an empty answer keeps what is suggested.

    After a wrong answer the question is repeated. The end of the input keeps all defaults.
    """
    questions = {
        "title": "Title",
        "author": "Author (several: Ann Bell and Carl Dörn)",
        "language": "Language, as a code",
        "style": "Citation style, such as apa or ieee (empty: the book's own)",
        "mark": f"Handling mark: {', '.join(HANDLING)} (empty: none)",
    }
    for name, question in questions.items():
        while name not in stated:
            suggested = getattr(facts, name)
            try:
                said = ask(f"{question}{f' [{suggested}]' if suggested else ''}: ").strip()
            except EOFError:
                return facts
            answered = _with(facts, name, said) if said else facts
            try:
                check_facts(answered)
            except BriefbookError as error:
                print(error)
                continue
            facts = answered
            break
    return facts


def _with(facts: BookFacts, name: str, value: str) -> BookFacts:
    return replace(facts, **{name: value})  # type: ignore[arg-type]  # all that is asked for is text


def check_facts(facts: BookFacts) -> None:
    """Raise :class:`BriefbookError` for what no book can have, with what to write instead."""
    if not _LANGUAGE.fullmatch(facts.language):
        raise BriefbookError(
            f"--language {facts.language}: expected the code of a language, such as en, de or pt-BR"
        )
    if facts.mark and facts.mark not in HANDLING:
        raise BriefbookError(f"--mark {facts.mark}: expected one of {', '.join(HANDLING)}")
    if facts.style:
        from briefbook.bibliography.csl.styles.find_style import find_style
        from briefbook.bibliography.csl.styles.style import StyleError

        try:
            find_style(facts.style, Path())
        except StyleError as error:
            raise BriefbookError(f"--style {facts.style}: {error}") from None
    check_analysis(facts.analysis)


def check_analysis(pages: Iterable[str]) -> None:
    """Refuse a page of analysis that there is not. Raises :class:`BriefbookError`."""
    for page in pages:
        if page not in ANALYSIS:
            raise BriefbookError(f"--with {page}: expected some of {', '.join(ANALYSIS)}")
