"""Equations: labels for those without one, and the numbers of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx.transforms import SphinxTransform

if TYPE_CHECKING:
    from sphinx.config import Config
    from sphinx.domains.math import MathDomain


class NameEquations(SphinxTransform):
    r"""Label each ``\begin{equation}`` by its content, where MyST labels it at random.

    MyST makes a new random label at each reading, so that the same book would never give the same
    pages twice. Here it comes from the page's name and the equation's LaTeX; repeated
    equations of a page are counted.
    """

    # Before docutils' PropagateTargets (260) hands the ids on to the equations.
    default_priority = 250

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        seen: Counter[str] = Counter()
        for node in self.document.findall(nodes.math_block):
            # What MyST marks so has a label of its making, or none (``equation*``).
            if "amsmath" in node["classes"] and node.get("label"):
                text = f"{self.env.docname}\n{node.astext()}\n{seen[node.astext()]}"
                seen[node.astext()] += 1
                self._label(node, sha256(text.encode()).hexdigest()[:12])

    def _label(self, node: nodes.math_block, label: str) -> None:
        math = cast("MathDomain", self.env.get_domain("math"))
        math.equations[label] = math.equations.pop(node["label"])
        old, new = (nodes.make_id(f"equation-{name}") for name in (node["label"], label))
        target = self.document.ids.pop(old)
        target["ids"] = [new if id_ == old else id_ for id_ in target["ids"]]
        self.document.ids[new] = target
        node["label"] = label


def equation_number(
    node: nodes.math_block,
    by_chapter: Mapping[str, Mapping[str, tuple[int, ...]]],
    config: Config,
) -> str:
    """Return the number beside an equation, the one that references print; empty: it has none.

    ``by_chapter`` are Sphinx's numbers by chapter of the equation's document (``numfig``): kind
    of the numbered → id → number.
    """
    if not (config.math_numfig and config.numfig):
        return str(node.get("number") or "")
    numbers = by_chapter.get("displaymath", {})
    for name in node["ids"]:
        if name in numbers:
            number = ".".join(map(str, numbers[name]))
            return str(config.math_numsep.join(number.rsplit(".", 1)))
    return ""
