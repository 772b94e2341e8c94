"""Registration and validation of the ``brief_*`` options."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.util import logging

from briefbook.config import BriefConfig, option_fields

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

logger = logging.getLogger(__name__)


def setup_settings(app: Sphinx) -> None:
    """Declare each option with its default; validate once the settings are read."""
    defaults = BriefConfig()
    for option in option_fields():
        default = getattr(defaults, option.name)
        app.add_config_value(
            f"brief_{option.name}", default, option.metadata["rebuild"], types=(type(default),)
        )
    app.connect("config-inited", _validate)


def _validate(_app: Sphinx, config: Config) -> None:
    defaults = BriefConfig()
    for option in option_fields():
        name = f"brief_{option.name}"
        check = option.metadata["validate"]
        problem = check(config[name]) if check else None
        if problem:
            default = getattr(defaults, option.name)
            logger.warning(
                "%s = %r: %s; using %r",
                name,
                config[name],
                problem,
                default,
                type="brief",
                subtype="config",
            )
            config[name] = default


def brief_config(env: BuildEnvironment) -> BriefConfig:
    """Return the book's settings as one typed value."""
    return BriefConfig(**{f.name: env.config[f"brief_{f.name}"] for f in option_fields()})
