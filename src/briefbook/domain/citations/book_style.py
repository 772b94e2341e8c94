"""The style of the book's citations: ``brief_style``, read before anything else."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging
from sphinxcontrib.bibtex.directives import BibliographyDirective

from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.bibliography.csl.styles.style import Style, StyleError
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.domain.reporting.refusal import refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain

logger = logging.getLogger(__name__)

_NOT_USED = ("bibtex_default_style", "bibtex_reference_style")


def check_style(app: Sphinx, config: Config) -> None:
    """Refuse a style that cannot be used; report its parts that are not supported."""
    lines = conf_lines(Path(app.confdir)).options
    for name in _NOT_USED:
        if name in lines:
            logger.warning(
                "%s is not used; name a citation style in brief_style, e.g. "
                'brief_style = "apa"', name,
                location=f"{NAME}:{lines[name]}", type="brief", subtype="config",
            )  # fmt: skip
    wanted, line = config.brief_style, lines.get("brief_style", 0)
    if not wanted:
        return
    try:
        style = find_style(wanted, Path(app.confdir))
    except StyleError as error:
        message = f"brief_style = {wanted!r}: {error}"
        refuse([Diagnostic(NAME, line, Code.CONFIG.value, message)])
        return
    for what in _missing(style):
        logger.warning(
            "brief_style = %r: %s", wanted, what,
            location=f"{NAME}:{line or 1}", type="brief", subtype="style_unsupported",
        )  # fmt: skip


def _missing(style: Style) -> Iterator[str]:
    """Yield the unsupported parts of a style, in words."""
    for place, what in style.unsupported():
        yield f"its line {place} asks for {what}, which is not supported; it is left out"
    if style.bibliography is None:
        yield "this style has no bibliography; entries are printed as its first citations are"
    if not style.locates:
        yield (
            "this style prints no locators: ¶ 4 and p. 5 are verified and not shown; "
            "choose another one if readers need them"
        )


def book_style(env: BuildEnvironment) -> Style | None:
    """Return the book's style; ``None`` for the built-in style."""
    wanted = env.config.brief_style
    return find_style(wanted, Path(env._app.confdir)) if wanted else None  # noqa: SLF001


def style_digest(style: Style | None) -> str:
    """Return a digest of the style."""
    if style is None:
        return ""
    told = [(e.tag, sorted(e.attributes.items()), e.text) for e in style.root.walk()]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def outdated_style(_app: Sphinx, env: BuildEnvironment, *_documents: object) -> Sequence[str]:
    """Return all documents if the style has changed since they were read.

    Which citations are notes is decided while reading.
    """
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    digest = style_digest(cite.style)
    before, cite.data["brief_style"] = cite.data.get("brief_style", ""), digest
    return sorted(env.all_docs) if before != digest else ()


class BriefBibliographyDirective(BibliographyDirective):
    """List the works that the book cites.

    ``:style:`` is reported and ignored, since a book has one style.
    """

    def run(self) -> Sequence[nodes.Node]:
        """Return the placeholder of the list."""
        if "style" in self.options:
            logger.warning(
                "':style: %s' is not used: a book has one style; remove the option, or write "
                "brief_style in conf.py", self.options["style"],
                location=self.get_location(), type="brief", subtype="style_unsupported",
            )  # fmt: skip
        return super().run()
