"""The editions in other languages that ``briefbook book`` builds below the site.

Each language that has catalogues in ``docs/locales/`` gets the folder of its code, so that every
page leads to itself in the others without a setting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefbook.building.downloads import SITE
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.catalogues import catalogue_languages
from briefbook.core.files.conf_file import conf_text
from briefbook.output.protocol import Output


def edition_languages(root: Path) -> tuple[str, ...]:
    """Return the languages of the editions that are below the site.

    Raises :class:`BriefbookError` where a folder of pages has the name of one.
    """
    pages = root / pages_folder(root)
    own = conf_text(root, "language") or "en"
    codes = tuple(code for code in catalogue_languages(pages) if code != own)
    for code in codes:
        if (pages / code).exists():
            shown = (pages / code).relative_to(root)
            raise BriefbookError(
                f"{shown}: the edition in this language would take its place on the site; "
                "rename the folder"
            )
    return codes


def edition_sites(chosen: Sequence[Output], languages: Sequence[str]) -> list[Output]:
    """Return an output for each edition of the site, if the site is among ``chosen``."""
    site = next((output for output in chosen if output.name == SITE), None)
    if site is None:
        return []
    return [offering_editions(edition_site(site, code), languages) for code in languages]


def edition_site(site: Output, code: str) -> Output:
    """Return the output of an edition, in the folder of its code below the site."""
    settings = (*(each for each in site.settings if "brief_downloads" not in each),
                f"language={code}")  # fmt: skip
    return replace(
        site, words=f"{site.words} in {code}", folder=f"{site.place}/{code}", by_default=False,
        settings=settings, language=code,
    )  # fmt: skip


def offering_editions(output: Output, languages: Sequence[str]) -> Output:
    """Return the output, whose pages lead to these editions if it is a site."""
    if output.name != SITE or not languages:
        return output
    return replace(output, settings=(*output.settings, f"brief_editions={','.join(languages)}"))


def translated(root: Path, editions: Sequence[Output]) -> Iterator[str]:
    """Yield how far the translation of each edition goes."""
    if not editions:
        return  # and nothing is loaded
    from briefbook.building.translate import progress_of

    for output in editions:
        yield f"{output.language}: {progress_of(root / pages_folder(root), output.language)}"
