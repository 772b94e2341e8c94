"""The site, as ``briefbook book`` and ``briefbook live`` know it. Loads no Sphinx."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from briefbook.core.files.book_folder import pages_folder
from briefbook.output.protocol import LIVE_HOST, Output

_WATCHED = ("conf.py", "references.bib", "sources", "src/briefbook")
"""What the site is made from beside ``docs/``."""


@dataclass(frozen=True)
class SiteOutput(Output):
    """The site."""

    def report(self, root: Path, files: Sequence[Path]) -> Iterator[str]:  # noqa: ARG002
        """Yield the line with its first page and the number of pages."""
        pages = [file for file in files if file.suffix == ".html" and "_static" not in file.parts]
        yield f"site: build/{self.place}/index.html ({len(pages)} pages)"

    def live_command(self, root: Path, port: int) -> tuple[str, ...]:
        """Return the command that serves it."""
        watched = [name for name in _WATCHED if (root / name).exists()]
        return (
            *(sys.executable, "-m", "briefbook.html.live", "-q", "-n", "-j", "auto", "-c", "."),
            *(
                "-d",
                f"build/live/{self.name}-doctrees",
                pages_folder(root),
                f"build/live/{self.name}",
            ),
            # Where the pages are beside conf.py, what is built is no change of theirs.
            *("--port", str(port), "--ignore", str(root / "build")),
            *("--host", os.environ.get(LIVE_HOST, "127.0.0.1")),
            *(part for name in watched for part in ("--watch", name)),
        )

    def missing_live(self) -> str:
        """Return how to install what serves it."""
        if find_spec("sphinx_autobuild") is not None:
            return ""
        return (
            "the package sphinx-autobuild is missing, which serves the site; install it with "
            "pip install 'briefbook[live]', or say --only pdf"
        )


SITE = SiteOutput("html", "html", "the site", by_default=True)
