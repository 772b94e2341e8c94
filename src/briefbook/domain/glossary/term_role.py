"""The role ``{term}``."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.roles import XRefRole

from briefbook.domain.settings.briefing_book import is_briefing_book


class TermRole(XRefRole):
    """``{term}`Kursk```, ``{term}`the region <Kursk>```, ``{term}`places:Kursk```.

    In a project that is not a briefing book it is Sphinx's own.
    """

    def __init__(self) -> None:
        super().__init__(innernodeclass=nodes.inline, warn_dangling=True)

    def create_xref_node(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the pending reference, which is ours whichever name the role was called by."""
        self.refdomain = "brief" if is_briefing_book(self.config) else "std"
        self.classes = ["xref", self.refdomain, f"{self.refdomain}-{self.reftype}"]
        return super().create_xref_node()

    def process_link(
        self, env: Any, refnode: Any, has_explicit_title: bool, title: str, target: str
    ) -> tuple[str, str]:
        """Print the word without its topic where the author gave no other words."""
        if self.refdomain != "brief":
            return super().process_link(env, refnode, has_explicit_title, title, target)
        if not has_explicit_title and ":" in target:
            title = target.split(":", 1)[1]
        return title, " ".join(target.split())
