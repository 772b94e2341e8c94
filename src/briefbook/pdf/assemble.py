"""The main Typst file: the book's facts, cover, contents, and the documents in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from briefbook.domain.settings import brief_config
from briefbook.pdf.literal import literal

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

LATIN = "Libertinus Serif"
HANGUL = "NanumMyeongjo"


def book_facts(env: BuildEnvironment, config: Config) -> dict[str, Any]:
    """Return what the theme needs to know of the book, as plain values."""
    settings = brief_config(env)
    title = str(config.project)
    return {
        "title": title,
        "subtitle": settings.subtitle,
        "authors": [config.author] if config.author != "Author name not set" else [],
        "author": "" if config.author == "Author name not set" else str(config.author),
        "edition": settings.edition,
        "date": settings.date,
        "handling": settings.handling,
        "lang": str(config.language or "en").split("_")[0].split("-")[0],
        "paper": settings.paper,
        "two-sided": settings.two_sided,
        "fonts": [LATIN, HANGUL],
        "colophon": _colophon(title, settings.edition, settings.date, settings.url),
    }


def _colophon(title: str, edition: str, date: str, url: str) -> list[list[str]]:
    issue = ", ".join(part for part in (edition, date) if part)
    cited = f"{title} ({issue})" if issue else title
    how = f"{cited}, chapter 1, ¶ 7."
    if url:
        how += f" On the web: {url.rstrip('/')}/, the chapter’s page, # and the paragraph’s anchor."
    return [
        ["How to cite", how],
        [
            "Paragraph numbers",
            (
                "The number in the margin belongs to the paragraph and never changes; it is the "
                "same in print and on the web."
            ),
        ],
    ]


def main_file(facts: Mapping[str, Any], documents: Sequence[str]) -> str:
    """Return ``main.typ``."""
    includes = "".join(f"#include {literal(name)}\n" for name in documents)
    return (
        '#import "theme/book.typ": *\n'
        f"#let facts = {value(facts)}\n"
        "#show: book.with(facts)\n"
        "#cover(facts)\n"
        "#colophon(facts)\n"
        '#contents("Contents")\n'
        f"{includes}"
    )


def value(thing: object) -> str:
    """Return a Python value as a Typst expression; text only as string literals."""
    if isinstance(thing, bool) or thing is None:
        return {True: "true", False: "false", None: "none"}[thing]
    if isinstance(thing, str):
        return literal(thing)
    if isinstance(thing, int | float):
        return repr(thing)
    if isinstance(thing, Mapping):
        return "(" + ", ".join(f"{literal(k)}: {value(v)}" for k, v in thing.items()) + ",)"
    if isinstance(thing, Sequence):
        return "(" + "".join(f"{value(part)}, " for part in thing) + ")"
    raise TypeError(f"no Typst value for {thing!r}")
