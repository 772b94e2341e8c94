"""The book theme, without the scripts, inline code and files that a book does not use.

The theme gives content its classes and styles; the frame around it is ours, in ``templates/``.
With another ``html_theme`` nothing here applies, and pages have ``brief-other-themes.css`` alone,
which draws what briefbook adds to a page in that theme's colours.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util import logging

from briefbook.config import web_address
from briefbook.core.words.labels import labels
from briefbook.html.theme.rewritten_templates import RewrittenTemplates

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

logger = logging.getLogger(__name__)
THEME = "sphinx_book_theme"
_HTML = re.compile(r"<html(?=[\s>])(?![^>]*\bdir=)")
_TEMPLATES = Path(__file__).parents[1] / "templates"
_STATIC = Path(__file__).parents[1] / "static"
#: What is copied to ``_static``, with nothing left of these two folders.
STATIC = (_STATIC / "scripts", _STATIC / "styles")

#: Our scripts, in the order in which they build on each other. Plain deferred scripts, not
#: modules: browsers refuse modules on pages opened from the disk.
SCRIPTS = (
    "brief-frame.js",
    "brief-anchors.js",
    "brief-pages.js",
    "brief-notes.js",
    "brief-previews.js",
    "brief-numbers.js",
    "brief-cite.js",
    "brief-spelling.js",
    "brief-search.js",
    "brief-filters.js",
)

#: Our styles, in the order of the cascade; ``unused_files`` makes one file of them and the theme's.
STYLES = (
    "brief-colours.css",
    "briefbook.css",
    "brief-frame.css",
    "brief-reading.css",
    "brief-panels.css",
    "brief-sidebyside.css",
)

#: The style for all other themes.
OTHERS_STYLE = "brief-other-themes.css"
#: What an EPUB has beside it.
EPUB_STYLE = "brief-epub.css"

#: Variables that say where the site is hosted; the second one is that of Read the Docs.
_ADDRESSES = ("BRIEFBOOK_URL", "READTHEDOCS_CANONICAL_URL")

#: What other scripts may build on; a page has it where it has such scripts.
FOUNDATION = ("documentation_options.js", "doctools.js")

#: What the theme and Sphinx load on every page and ours replaces.
_REPLACED_SCRIPTS = frozenset({"sphinx_highlight.js", "scripts/sphinx-book-theme.js", *SCRIPTS})
#: How inline code begins by which the theme tells its own scripts what they need.
_THEMES_OWN = "DOCUMENTATION_OPTIONS."
_REPLACED_STYLES = frozenset({"basic.css", "styles/sphinx-book-theme.css", *STYLES})

#: Where the theme keeps the names of the parts of its frame.
_PARTS = (
    "sidebars",
    "theme_navbar_start",
    "theme_navbar_center",
    "theme_navbar_persistent",
    "theme_navbar_end",
    "theme_article_header_start",
    "theme_article_header_end",
    "theme_article_footer_items",
    "theme_content_footer_items",
    "theme_footer_start",
    "theme_footer_center",
    "theme_footer_end",
    "theme_primary_sidebar_end",
    "theme_secondary_sidebar_items",
)

#: Loaded only by pages whose text holds this mark.
_WHERE_NEEDED = {
    "design-tabs.js": "sd-tab-set",
    "sphinx-design.min.css": "sd-",
    "pygments.css": 'class="highlight',
}


def uses_theme(app: Sphinx) -> bool:
    """Return whether this build writes pages in the book theme."""
    builder = app.builder
    return isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == THEME


def prepare_templates(app: Sphinx) -> None:
    """Put our templates before the theme's, for the site only: EPUB has a theme of its own."""
    builder = app.builder
    if isinstance(builder, StandaloneHTMLBuilder) and builder.theme.name == THEME:
        # For this call alone: Sphinx compares the settings of two builds, and with others at
        # the end than at the beginning it would write every page anew each time.
        stated = app.config.templates_path
        app.config.templates_path = [*stated, str(_TEMPLATES)]
        builder.templates.init(builder, builder.theme)
        app.config.templates_path = stated


def mirror_pages(app: Sphinx) -> None:
    """Set the direction of pages by the book's language; left to right is the default."""
    builder = app.builder
    if builder.format == "html" and labels().right_to_left and hasattr(builder, "templates"):
        builder.templates = cast("Any", RewrittenTemplates(builder.templates, _from_the_right))


def _from_the_right(page: str, _context: dict[str, Any]) -> str:
    """Set the direction on the page's first element, which the theme's own template makes."""
    return _HTML.sub('<html dir="rtl"', page, count=1)


def prepare_config(_app: Sphinx, config: Config) -> None:
    """Take the book theme, publish no source files, and find out the site's address."""
    wanted = {
        "html_theme": THEME,
        "html_title": config.project,
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_use_index": False,
    }
    for name, value in wanted.items():
        if name not in config._raw_config:  # noqa: SLF001  # no public way to see what is default
            config[name] = value
    if not config.brief_url:
        stated = (config.html_baseurl, *map(_address_in, _ADDRESSES))
        config.brief_url = next(filter(None, stated), "")
    if config.brief_url and config.language in config.brief_editions:
        config.brief_url = f"{config.brief_url.rstrip('/')}/{config.language}"
    config.brief_pdf_url = config.brief_pdf_url or _address_in("BRIEFBOOK_PDF_URL")


def _address_in(variable: str) -> str:
    """Return the address that a variable names; report what is not an address."""
    value = os.environ.get(variable, "")
    problem = web_address(value)
    if problem:
        logger.warning(
            "%s is %r: %s; it is not used", variable, value, problem, type="brief", subtype="config"
        )
    return "" if problem else value


def leave_out_parts(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Empty the theme's lists of parts, none of which our frame shows.

    The theme renders each of them on every page to see whether it is empty, and its sidebar
    with the contents of the whole book takes longer than all the rest of the page.
    """
    if uses_theme(app):
        for name in _PARTS:
            context[name] = []


def choose_files(
    app: Sphinx, _pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Choose the scripts and styles that a page loads."""
    if not uses_theme(app):
        return
    body = context.get("body", "")

    def needed(file: Any) -> bool:
        name = _name(file)
        return bool(name) and _WHERE_NEEDED.get(name, "") in body

    context["script_files"] = _scripts_of_others(
        [file for file in context["script_files"] if needed(file) or not _name(file)]
    )
    context["css_files"] = [
        file
        for file in context["css_files"]
        if needed(file) and _name(file) not in _REPLACED_STYLES
    ]
    context["brief_scripts"] = SCRIPTS


def _scripts_of_others(files: list[Any]) -> list[Any]:
    """Return the scripts of the author and of other extensions, and what these may build on."""
    kept = [
        file
        for file in files
        if ((name := _name(file)) and name not in _REPLACED_SCRIPTS)
        or (not name and not str(file.attributes.get("body", "")).lstrip().startswith(_THEMES_OWN))
    ]
    others = any(_name(file) not in {*FOUNDATION, *_WHERE_NEEDED} for file in kept)
    return kept if others else [file for file in kept if _name(file) not in FOUNDATION]


def _name(file: Any) -> str:
    """Return the path of a script or style below ``_static``; empty for inline code."""
    return str(getattr(file, "filename", file) or "").removeprefix("_static/")
