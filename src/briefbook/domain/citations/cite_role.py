"""``{cite:p}`kontur2025{¶ 12}```: a citation as it is typed, checked before it is accepted."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.roles import CiteRole

logger = logging.getLogger(__name__)


class BriefCiteRole(CiteRole):
    """A citation; a malformed target is reported at its line, never raised."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending reference, or the text as typed where it cannot be read."""
        try:
            list(parse_citation_targets(self.target))
        except (ValueError, RecursionError):
            logger.warning(
                "%r is not a citation; write key{¶ 12}, several with commas: "
                "key{¶ 12},other{p. 5}", self.target,
                location=self.get_location(), type="brief", subtype="citation_malformed",
            )  # fmt: skip
        else:
            return super().run()
        return [nodes.inline("", self.target, classes=["brief-cite"])], []
