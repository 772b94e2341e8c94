"""Links from a page to the same page of the book's editions in other languages."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError

from briefbook.domain.translation.states import original_language

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


class OtherEdition(NamedTuple):
    """The code of a language, its own name for itself, and the address of a page in it."""

    code: str
    name: str
    address: str


def other_editions(app: Sphinx, pagename: str) -> Iterator[OtherEdition]:
    """Yield the editions but this one: those of ``brief_languages``, else those below the site."""
    sites = {_code(language): site for language, site in _sites(app.config).items()}
    own = _code(app.config.language or "en")
    here = app.builder.get_target_uri(pagename)
    for code, site in sites.items():
        if code == own:
            continue
        if "://" in site:
            address = posixpath.join(site, here)
        else:
            # From the page up to the site, over to the other one, down to its page.
            folder = posixpath.join(sites.get(own, "."), posixpath.dirname(here))
            address = posixpath.relpath(posixpath.join(site, here) or ".", folder or ".")
            address += "/" if here.endswith("/") else ""
        yield OtherEdition(code, _name(code), address)


def _sites(config: Config) -> dict[str, str]:
    if config.brief_languages or not config.brief_editions:
        return dict(config.brief_languages)
    return {original_language(config): ".", **{code: code for code in config.brief_editions}}


def _code(language: str) -> str:
    return language.replace("_", "-")


def _name(code: str) -> str:
    try:
        return str(Locale.parse(code, sep="-").get_display_name())
    except (UnknownLocaleError, ValueError):
        return code
