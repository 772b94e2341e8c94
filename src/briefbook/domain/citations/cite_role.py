"""``{cite:p}`kontur2025{¶ 12}```: a citation as it is typed, checked before it is taken."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole

from briefbook.core.locators import LocatorError, parse_locator

logger = logging.getLogger(__name__)


class BriefCiteRole(CiteRole):
    """A citation; a malformed target or locator is reported at its line, never raised."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending reference, or the text as typed where it cannot be read."""
        try:
            targets = list(parse_citation_targets(self.target))
            for target in targets:
                if target.post:
                    parse_locator(target.post)
        except LocatorError as error:
            return self._refuse("locator_malformed", str(error))
        except ValueError:
            return self._refuse(
                "citation_malformed",
                f"{self.target!r} is not a citation; write key{{¶ 12}}, several with commas: "
                "key{¶ 12},other{p. 5}",
            )
        return super().run()

    def _refuse(
        self, code: str, message: str
    ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        logger.warning(message, location=self.get_location(), type="brief", subtype=code)
        return [nodes.inline("", self.target, classes=["brief-cite"])], []
