"""The words that Sphinx itself writes, where it has none in the language of the book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx import locale, package_dir

from briefbook.core.words.labels import label, message
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: Languages that Sphinx knows by the name of a country alone.
_WITH_COUNTRY = {"uk": "uk_UA"}
_NUMBERED = {
    "figure": message("Fig. %s"),
    "table": message("Table %s"),
    "code-block": message("Listing %s"),
    "section": message("Section %s"),
}


def complete_sphinx_words(_app: Sphinx, config: Config) -> None:
    """Name numbered figures and the like in the language; find Sphinx's words of that language.

    What conf.py has in ``numfig_format`` stays.
    """
    if not is_briefing_book(config):
        return
    if code := _WITH_COUNTRY.get(config.language):
        locale.init([Path(package_dir) / "locale"], code)
    missing = {kind: label(text) for kind, text in _NUMBERED.items() if locale._(text) == text}
    config.numfig_format = {**missing, **config.numfig_format}
