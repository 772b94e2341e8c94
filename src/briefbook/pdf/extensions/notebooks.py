"""Choose which MIME type of a notebook's output is printed: myst-nb asks by builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

#: The first that a result has. HTML is none: of a table it would print the words in a row.
_FORMS = (
    "image/svg+xml", "image/png", "image/jpeg", "text/markdown", "text/latex", "text/plain",
)  # fmt: skip
_BUILDERS = ("briefpdf", "briefsheet")
_SETTING = "nb_mime_priority_overrides"


def setup_notebooks(app: Sphinx) -> None:
    """Choose the forms once conf.py is read; its own choice comes before ours."""
    app.connect("config-inited", choose_forms)


def choose_forms(_app: Sphinx | None, config: Config) -> None:
    """Put the forms that we print before what the project chose, in ``config``."""
    if _SETTING in config:
        ours = [
            (builder, form, 10 * place)
            for builder in _BUILDERS
            for place, form in enumerate(_FORMS, start=1)
        ]
        given = config[_SETTING]
        config[_SETTING] = type(given)((*ours, *given))
