"""The main Typst file: the book's facts, cover, contents, and the documents in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typst

from briefbook.core.dates import date_words
from briefbook.core.words.labels import bound, label
from briefbook.core.words.script_fonts import east_asian_face
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.domain.settings.options import brief_config
from briefbook.output.cover import author_line
from briefbook.output.licence import read_licence, rights_words
from briefbook.pdf.typst.literal import literal

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from briefbook.config import BriefConfig

LATIN = "Libertinus Serif"
HANGUL = "NanumMyeongjo"
IDEOGRAPHS = "IPAexGothic"
OTHERS = ("DejaVu Sans", IDEOGRAPHS)
"""Arabic, Hebrew, Armenian, Georgian and many signs; Chinese characters and kana."""
_HANGUL_LETTERS = r"[\u{1100}-\u{11ff}\u{3130}-\u{318f}\u{a960}-\u{a97f}\u{ac00}-\u{d7ff}]"


def book_facts(
    env: BuildEnvironment,
    config: Config,
    font_folders: Sequence[Path],
    volumes: Sequence[str],
    chapter: str = "1",
) -> dict[str, Any]:
    """Return what the theme needs to know of the book, as plain values.

    ``font_folders`` are ours and those of ``brief_fonts``; their families stand in for what the
    first two lack. ``volumes`` says what each volume holds, if there are several; ``chapter``
    is the number of one that is printed, for an example.
    """
    settings = brief_config(env)
    authors = [line] if (line := author_line(config)) else []
    return {
        "title": str(config.project),
        "subtitle": settings.subtitle,
        "authors": authors,
        "imprint": [part for part in (*_issue_words(settings), *authors) if part],
        "pack": settings.pack,
        "handling": settings.handling,
        "lang": str(config.language or "en").split("_")[0].split("-")[0],
        "region": _region(str(config.language or "")),
        "paper": settings.paper,
        "two-sided": settings.two_sided,
        "fonts": _font_order(str(config.language or ""), _families(font_folders)),
        "colophon": _colophon(config, settings, volumes, chapter),
        "volumes": list(volumes),
        "volume": 0,
        "part": "",
    }


def _issue_words(settings: BriefConfig) -> tuple[str, ...]:
    """Return what tells one issue of the book from another: pack and copy, edition, date."""
    return settings.pack, settings.edition, _said(settings.date)


def _font_order(language: str, own: Sequence[str]) -> list[str | dict[str, str]]:
    """Return the font families in the order in which Typst looks a letter up in them.

    The font of Hangul has Chinese characters too, but not all, and Noto for Chinese characters has
    Hangul: with both, each sets its own script, so that a word is in one font.
    """
    noto = f"Noto Sans CJK {east_asian_face(language)}"
    others = [f for f in own if "Noto Sans CJK" not in f and f not in (HANGUL, *OTHERS)]
    signs = [family for family in others if family.endswith(("Emoji", "Symbols"))]
    others = sorted((family for family in others if family not in signs), key=_preference)
    order: list[str | dict[str, str]]
    if noto in own:
        hangul = {"name": HANGUL, "covers": _HANGUL_LETTERS}
        order = [LATIN, hangul, *others, noto, *OTHERS]
    elif language[:2] in {"ja", "zh"}:
        order = [LATIN, IDEOGRAPHS, HANGUL, *others, *OTHERS]
    else:
        order = [LATIN, HANGUL, *others, *OTHERS]
    return [each for place, each in enumerate((*order, *signs)) if each not in order[:place]]


def _preference(family: str) -> tuple[bool, bool, str]:
    """Return what sorts families: the book's own, then serifs, then other scripts."""
    noto = family.startswith("Noto ")
    serif = any(kind in family for kind in ("Serif", "Naskh"))
    return noto, noto and not serif, family


def _region(language: str) -> str | None:
    """Return the region of a language code, on which forms of signs depend: ``TW`` of ``zh_TW``."""
    _base, _, region = language.replace("_", "-").partition("-")
    return region.lower() if len(region) == 2 else None


def _families(folders: Sequence[Path]) -> list[str]:
    """Return the names of the font families in these folders, sorted."""
    found = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(folder) for folder in folders],
    )
    return sorted({font.family for font in found.fonts()})


def _colophon(
    config: Config, settings: BriefConfig, volumes: Sequence[str], chapter: str
) -> list[list[str]]:
    """Return the paragraphs of the colophon, which ends the file: heading and words."""
    owned = rights_words(str(config.copyright), read_licence(settings.licence))
    rights = [[label("Rights"), owned]] if owned else []
    if not is_briefing_book(config):
        return rights
    issue = ", ".join(part for part in (settings.edition, _said(settings.date)) if part)
    cited = f"{config.project} ({issue})" if issue else str(config.project)
    place = label(
        "{document}, {place}",
        document=bound("chapter {number}", number=chapter), place=bound("¶ {number}", number=7),
    )  # fmt: skip
    found = [
        [label("How to cite"), f"{label('{document}, {place}', document=cited, place=place)}."]
    ]
    if settings.url:
        address = f"{settings.url.rstrip('/')}/"
        ends = label(
            "{address} – the address of {place} ends in its name, as in #name-7.",
            address=address, place=bound("¶ {number}", number=7),
        )  # fmt: skip
        found.append([label("On the web"), ends])
    numbers = label(
        "The number in the margin belongs to the paragraph and never changes; it is the same in "
        "print and on the web. Notes are numbered by chapter. A reference gives the page as well."
    )
    if volumes:
        held = "; ".join(
            f"{bound('volume {number}', number=n)}: {words}"
            for n, words in enumerate(volumes, start=1)
        )
        found.append([label("Volumes"), f"{held[0].upper()}{held[1:]}."])
    links = label(
        "The address behind a linked word follows it in small type, shortened if it is long."
    )
    notes = label("Paragraphs and notes")
    return [*found, [notes, numbers], [label("Links"), links], *rights]


def _said(date: str) -> str:
    """Return an ISO date in words, “22 November 2026”; any other text as it is."""
    try:
        return date_words(date)
    except ValueError:
        return date


def make_main_file(
    facts: Mapping[str, Any], files: Sequence[str], *, opens: bool, closes: bool
) -> str:
    """Return the main Typst file, which includes the others in order.

    A volume ``opens`` with its cover and ``closes`` with its colophon.
    """
    includes = "".join(f"#include {literal(name)}\n" for name in files)
    return (
        '#import "theme/book.typ": *\n'
        f"#let facts = {value(facts)}\n"
        "#show: book.with(facts)\n"
        f"{'#cover(facts)' if opens else ''}\n"
        f"{includes}"
        f"{'#colophon(facts)' if closes else ''}\n"
        "#metadata((end: true))\n"
    )


def make_running_heads_file(facts: Mapping[str, Any], pages: str) -> str:
    """Return the Typst file of the running heads and feet; ``pages`` is the file of their words."""
    return (
        '#import "theme/book.typ": *\n'
        f"#show: book.with({value(facts)})\n"
        f"#heads(json({literal(pages)}))\n"
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
