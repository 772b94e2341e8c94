"""The files of documents, as messages name them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class DocumentPaths(dict[str, str]):
    """The file of each document, as seen from the folder of conf.py."""

    def __init__(self, env: BuildEnvironment) -> None:
        super().__init__()
        self._env = env

    def __missing__(self, docname: str) -> str:
        """Compute a path on first use; most are never needed."""
        path = Path(self._env.doc2path(docname))
        root = Path(self._env._app.confdir)  # noqa: SLF001  # as BookTransform.builder
        shown = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
        self[docname] = shown
        return shown

    def get(self, docname: str, default: object = None) -> str:
        """Return the path of a document; every document has one."""
        return self[docname]
