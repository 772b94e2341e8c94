"""What ``briefbook live`` runs for the site: sphinx-autobuild, with a Sphinx that stays.

Loading Sphinx, its extensions and the book's environment takes longer than building one chapter.
What is loaded here need not be loaded in the processes that :mod:`briefbook.html.resident` forks.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import sphinx.application
import sphinx.builders.html
import sphinx_autobuild.__main__ as autobuild
import watchfiles
from sphinx_autobuild.build import Builder
from sphinx_autobuild.server import RebuildServer
from starlette.applications import Starlette
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

import briefbook
from briefbook.core.files.book_folder import page_files, pages_folder
from briefbook.core.files.writing import begun
from briefbook.domain.incremental.loaded_later import DRAWING, LOADED_LATER
from briefbook.domain.parallel.forks import WorkerEndedError
from briefbook.html.citing.citations import CitableWork, citations
from briefbook.html.resident import Resident

create_app = autobuild._create_app  # noqa: SLF001
CODE = Path(briefbook.__file__).parent
#: What a build loads only when it runs.
LATER = (
    *sphinx.application.builtin_extensions, *LOADED_LATER, *DRAWING, "a11y_pygments", "citeproc",
    "citeproc.formatter.plain", "citeproc.source.json", "tinycss2",
)  # fmt: skip


class LoadedBuilder(Builder):  # type: ignore[misc]  # its package has no types
    """Builds with the resident process, unless that has other code loaded."""

    def __init__(self, sphinx_args: Sequence[str], **options: Any) -> None:
        super().__init__(sphinx_args, **options)
        self._mark = Path("build/live/html-unfinished")
        self._resident = Resident(sphinx_args, self._mark)

    def __call__(self, *, changed_paths: Sequence[Path]) -> None:
        """Build once; ``changed_paths`` is empty for the first time."""
        if any(path.is_relative_to(CODE) for path in changed_paths):
            self._resident.end()
            with begun(self._mark):
                super().__call__(changed_paths=changed_paths)
            return
        try:
            if not self._resident.build(changed_paths):
                print("The build failed; the page shows the one before.", flush=True)
        except WorkerEndedError as error:
            print(f"{error}; save again to build again", flush=True)


class LivePages(RebuildServer):  # type: ignore[misc]  # its package has no types
    """Builds in a thread that waits for the resident process, with no new process for each save."""

    async def watch(self) -> None:
        """Build after each save, then have the pages that are open load again."""
        async for changes in watchfiles.awatch(
            *self.paths, watch_filter=lambda _change, path: not self.ignore(path)
        ):
            changed = [Path(path).resolve() for _change, path in changes]
            await asyncio.to_thread(self.change_callback, changed_paths=changed)
            self.flag.set()


def with_more_routes(
    watched: object, ignored: object, builder: object, out: Path, _address: str
) -> Starlette:
    """Return the site's server, with the PDF beside it and the page that was last edited.

    The page asks the host that it came from whether it should load again: behind a tunnel, or on
    another machine, that is not the address that the server knows.
    """
    app: Starlette = create_app(watched, ignored, builder, out, '" + location.host + "')
    pdf = out.parent / "pdf"
    app.router.routes[:0] = [
        Route("/last-edited", lambda _request: RedirectResponse(f"/{last_edited(Path.cwd())}")),
        Route("/book.pdf", lambda _request: _newest(pdf)),
    ]
    return app


def _newest(folder: Path) -> Response:
    found = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime)
    if not found:
        return PlainTextResponse("the PDF is not ready yet", 503, {"Refresh": "2"})
    # A browser shows it and does not keep it: the next save makes another.
    return FileResponse(
        found[-1], media_type="application/pdf", headers={"Cache-Control": "no-store"}
    )


def last_edited(root: Path) -> str:
    """Return the address, from the site's, of the page whose file was changed last."""
    pages = root / pages_folder(root)
    newest = max(
        page_files(root), key=lambda path: path.stat().st_mtime, default=pages / "index.md"
    )
    return newest.relative_to(pages).with_suffix(".html").as_posix()


def main() -> None:
    """Serve and rebuild until interrupted; arguments as of ``sphinx-autobuild``."""
    for name in LATER:
        import_module(name)
    # Reads the citation styles, which are kept.
    citations(CitableWork("key", "Author", "Book", "", "2026"))
    autobuild.Builder = LoadedBuilder
    autobuild.RebuildServer = LivePages
    autobuild._create_app = with_more_routes  # noqa: SLF001  # it gives no other way
    autobuild.main(sys.argv[1:])


if __name__ == "__main__":
    main()
