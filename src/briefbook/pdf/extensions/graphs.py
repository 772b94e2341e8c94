"""Graphs of ``sphinx.ext.graphviz`` and what builds on it: ``dot`` draws them, as on the site."""

from __future__ import annotations

import hashlib
import subprocess
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from briefbook.core.files.writing import replace_file
from briefbook.pdf.visitors import visitors

logger = logging.getLogger(__name__)


class DrawGraphs(SphinxPostTransform):
    """Put a picture in the place of each graph, or its source where ``dot`` cannot draw it."""

    default_priority = 8
    builders = ("briefpdf", "briefsheet")

    def run(self, **_kwargs: Any) -> None:
        """Replace the graphs of a document; one that its extension prints is left to it."""
        app = self.env._app  # noqa: SLF001  # as BookTransform.builder
        if "sphinx.ext.graphviz" not in app.extensions:
            return
        from sphinx.ext.graphviz import graphviz

        theirs = visitors(app)
        for node in list(self.document.findall(graphviz)):
            if type(node).__name__ in theirs:
                continue
            code = self._code(node)
            shown: nodes.Element = nodes.literal_block(code, code, language="dot")
            try:
                shown = nodes.image(uri=self._drawn(node, code), alt=_words(node, code))
                shown["candidates"] = {"?": ""}
            except (OSError, subprocess.CalledProcessError) as error:
                logger.warning(
                    "this graph is printed as its source: %s", _reason(error),
                    location=node, type="brief", subtype="pdf",
                )  # fmt: skip
            shown["ids"], shown["classes"] = node["ids"], node["classes"]
            shown.source, shown.line = node.source, node.line
            if node.get("align"):
                shown["align"] = node["align"]
            node.replace_self(shown)

    def _code(self, node: nodes.Element) -> str:
        """Return a graph's source; that of an inheritance diagram is made of its classes."""
        if "graph" in node:
            return str(node["graph"].generate_dot("inheritance", env=self.env))
        return str(node["code"])

    def _drawn(self, node: nodes.Element, code: str) -> str:
        """Return the path of a graph's SVG file, which is beside the doctrees.

        Raises :class:`OSError` where there is no ``dot``, and
        :class:`subprocess.CalledProcessError` where it reports a mistake.
        """
        options: dict[str, str] = node.get("options", {})
        program = options.get("graphviz_dot") or self.config.graphviz_dot
        place = node.get("filename") or options.get("docname") or self.env.docname
        made = subprocess.run(  # the program that conf.py names, as Sphinx runs it
            [program, *self.config.graphviz_dot_args, "-Tsvg"],
            input=code.encode(),
            capture_output=True,
            cwd=(Path(self.env.srcdir) / place).parent,
            check=True,
        ).stdout
        name = f"{hashlib.sha256(made).hexdigest()[:20]}.svg"
        file = Path(self.env.doctreedir) / ".briefpdf" / "graphs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        replace_file(file, made)
        return str(file)


def _words(node: nodes.Element, code: str) -> str:
    """Return what a graph shows in words: its ``alt``, else its caption, else its source."""
    caption = next(iter(node.parent.findall(nodes.caption)), None)
    own = isinstance(node.parent, nodes.figure) and caption is not None
    return str(node.get("alt") or (caption.astext() if own and caption else " ".join(code.split())))


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    if isinstance(error, OSError):
        return f"{error.filename} is not there; install Graphviz, or set graphviz_dot in conf.py"
    said = error.stderr.decode("utf-8", "replace").split("\n")[0].strip()
    return f"{error.cmd[0]} says “{said}”; correct it"
