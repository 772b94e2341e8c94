"""Questions to the editor: what a file does not say of its article, and the text's rights."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from briefbook.core.dates import DateError, parse_date
from briefbook.core.words.text import tidy
from briefbook.sources.adding.addition import Request
from briefbook.sources.adding.intake import Intake
from briefbook.sources.reading.article import Metadata
from briefbook.sources.records.rights import RIGHTS

Ask = Callable[[str], str]
"""Puts a question and returns the answer; empty where there is none."""


def ask_missing(intake: Intake, request: Request, ask: Ask) -> tuple[Intake, Request]:
    """Ask for what was not found; an empty answer leaves it unknown.

    Whether the text may be given is asked where no option says so, and of a text that may its
    licence.
    """
    found = intake.article.metadata
    about = f" of {found.title or intake.name}"
    answers = Metadata(
        title="" if found.title else tidy(ask(f"No title was found in {intake.name}. Title: ")),
        authors=() if found.authors else _authors(ask(f"Author{about} (several: with “;”): ")),
        publisher="" if found.publisher else tidy(ask(f"Publisher{about}: ")),
        date="" if found.date else _date(ask, f"Date{about} (2024-11-05, 2024-11, 2024): "),
        date_basis="stated",
    )
    article = replace(intake.article, metadata=found.over(answers))
    return replace(intake, article=article), _with_rights(request, about, ask)


def _authors(said: str) -> tuple[str, ...]:
    return tuple(filter(None, map(tidy, said.split(";"))))


def _date(ask: Ask, question: str) -> str:
    while said := tidy(ask(question)):
        try:
            parse_date(said)
        except DateError as error:
            question = f"{error}. Date: "
            continue
        return said
    return ""


def _with_rights(request: Request, about: str, ask: Ask) -> Request:
    rights, licence = request.rights, request.license
    question = f"May the text{about} be given? {', '.join(RIGHTS)} [{rights}]: "
    while not request.rights_stated:
        said = tidy(ask(question)).casefold()
        if said in RIGHTS or not said:
            rights = said or rights
            break
    if rights in ("licensed", "open") and not licence:
        licence = tidy(ask(f"Licence{about} (SPDX, such as CC-BY-4.0): "))
    return replace(request, rights=rights, license=licence)
