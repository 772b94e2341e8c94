"""Registration and validation of the ``brief_*`` options."""

from __future__ import annotations

import logging as logging_of_python
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils.languages import get_language
from sphinx.util import logging

from briefbook.config import BriefConfig, option_fields
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.core.words.catalogue import known_messages, languages
from briefbook.core.words.labels import Labels, use_labels
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def setup_settings(app: Sphinx) -> None:
    """Declare each option with its default; validate once the settings are read."""
    place_warnings(app)
    defaults = BriefConfig()
    for option in option_fields():
        default = getattr(defaults, option.name)
        # With a second type, Sphinx would leave a list from the command line as text.
        types = (type(default),) if default is not None else (type(None), bool)
        app.add_config_value(
            f"brief_{option.name}", default, option.metadata["rebuild"], types=types
        )
    app.connect("config-inited", _validate)
    app.connect("config-inited", _choose_labels)


def _validate(app: Sphinx, config: Config) -> None:
    defaults = BriefConfig()
    lines = conf_lines(Path(app.confdir)).options
    for option in option_fields():
        name = f"brief_{option.name}"
        default = getattr(defaults, option.name)
        problem = _problem(config[name], default, option.metadata["validate"])
        if problem:
            _warn(lines.get(name, 0), f"{name} = {config[name]!r}: {problem}; using {default!r}")
            config[name] = default
    known = [f"brief_{option.name}" for option in option_fields()]
    for name, line in lines.items():
        if name.startswith("brief_") and name not in known:
            near = get_close_matches(name, known, n=1)
            advice = f"did you mean {near[0]}?" if near else "take it away"
            _warn(line, f"{name} is not an option of briefbook; {advice}")


def _choose_labels(app: Sphinx, config: Config) -> None:
    """Use the labels of the book's language; report a language without any."""
    chosen = use_labels(
        config.language or "",
        {**_elsewhere(config.language or ""), **config.brief_labels},
        str(config._raw_config.get("language") or ""),  # noqa: SLF001  # as in ARCHITECTURE
    )
    lines = conf_lines(Path(app.confdir)).options
    if config.brief_book and not chosen.known:
        _warn(
            lines.get("language", 0),
            f"there are no labels in {config.language!r}, so they are in English; "
            f"the languages are en, {', '.join(languages())}; give your own in brief_labels",
        )
    known = known_messages() if config.brief_labels else frozenset()
    for text in config.brief_labels:
        if text not in known:
            near = get_close_matches(text, known, n=1)
            advice = f"did you mean {near[0]!r}?" if near else "see locale/briefbook.pot"
            _warn(
                lines.get("brief_labels", 0), f"brief_labels: there is no label {text!r}; {advice}"
            )


def _elsewhere(language: str) -> dict[str, str]:
    """Return the labels of every PDF that docutils has for a language without a catalogue."""
    if Labels(language).known or not language:
        return {}
    docutils = get_language(language.replace("_", "-"))
    return {"Contents": docutils.labels["contents"], "{page} of {pages}": "{page} / {pages}"}


def _problem(value: Any, default: Any, check: Callable[[Any], str | None] | None) -> str | None:
    """Say what is wrong with a value; an option that is given on the command line is text."""
    kinds = {str: "text in quotation marks", list: "a list", int: "a whole number", dict: "a dict"}
    if type(default) in kinds and not isinstance(value, (type(default), tuple)):
        return f"expected {kinds[type(default)]}"
    return check(value) if check else None


def _warn(line: int, message: str) -> None:
    # Without a line Sphinx would take the file's name for a document's.
    place = f"{NAME}:{line or 1}"
    logger.warning("%s", message, location=place, type="brief", subtype="config")


class PlacedWarnings(logging_of_python.Filter):
    """Adds the line of conf.py to Sphinx's warnings about settings, which have no place.

    In a briefing book alone: in another project all messages stay as they are.
    """

    def __init__(self, app: Sphinx) -> None:
        super().__init__()
        self._config = app.config
        self._lines = conf_lines(Path(app.confdir))
        self._place = Path(app.confdir) / NAME

    def filter(self, record: logging_of_python.LogRecord) -> bool:
        """Set the place where there is none; let every record pass."""
        # Sphinx's own alone: a word of another message may be in conf.py by chance, as the
        # names of other books are, of which intersphinx speaks.
        own = record.name.startswith("sphinx.sphinx.") and ".ext." not in record.name
        if own and is_briefing_book(self._config) and not getattr(record, "location", None):
            line = self._lines.line_of(record.getMessage())
            if line:
                record.location = f"{self._place}:{line}"
        return True


def place_warnings(app: Sphinx) -> None:
    """Register the filter."""
    for handler in logging_of_python.getLogger("sphinx").handlers:
        if handler.level == logging_of_python.WARNING:
            # First among its filters, before the location becomes part of the text.
            handler.filters.insert(0, PlacedWarnings(app))


def brief_config(env: BuildEnvironment) -> BriefConfig:
    """Return the book's settings as one typed value."""
    return BriefConfig(**{f.name: env.config[f"brief_{f.name}"] for f in option_fields()})
