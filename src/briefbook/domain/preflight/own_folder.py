"""A book stays inside its folder: no other file of the computer that builds it is published."""

from __future__ import annotations

import os
import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docutils

import briefbook
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.book_folder import book_root
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.domain.reporting.refusal import refuse, shown

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

#: What conf.py names of files that a build reads or publishes, and from which folder.
_FROM_CONF = (
    "bibtex_bibfiles", "html_static_path", "html_extra_path", "html_logo", "html_favicon",
    "brief_sources",
)  # fmt: skip
_FROM_SOURCE = ("brief_data",)
_COPIED_WHOLE = ("html_static_path", "html_extra_path")
#: What may be a path in a line of a page.
_PATH = re.compile(r"""[^\s`"'()<>\[\]{}]+""")
_TEXTS = frozenset({".md", ".rst", ".txt", ".inc"})


def stay_inside(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse a book that takes files from elsewhere; connected to the end of reading.

    By then every directive has recorded the files that it used, whichever extension it is from.
    """
    look = _Look(app, env)
    found = [*look.settings(), *look.documents(), *look.used_files()]
    for docname in look.refused:
        # It holds words of the file, and may be in the folder that is published.
        Path(app.doctreedir, f"{docname}.doctree").unlink(missing_ok=True)
    refuse(found)


class _Look:
    """One check of all files of a book; ``refused`` names the documents that use others."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self._app = app
        self._env = env
        self._confdir = Path(app.confdir)
        self._srcdir = Path(app.srcdir)
        self._allowed = (
            book_root(self._confdir, self._srcdir),
            self._srcdir.resolve(),
            Path(app.doctreedir).resolve(),
            *(Path(self._confdir, name).resolve() for name in app.config.brief_outside),
            # What packages bring: standard inclusions, modules that autodoc reads.
            *(Path(module.__path__[0]).resolve() for module in (docutils, briefbook)),
            *(
                Path(sysconfig.get_path(name)).resolve()
                for name in ("stdlib", "purelib", "platlib")
            ),
        )
        self._known: dict[Path, Path | None] = {}
        self.refused: list[str] = []

    def settings(self) -> Iterator[Diagnostic]:
        """Check what conf.py itself names; what extensions add is not checked."""
        raw: dict[str, Any] = self._app.config._raw_config  # noqa: SLF001  # as theme.py
        lines = conf_lines(self._confdir).options
        for names, base in ((_FROM_CONF, self._confdir), (_FROM_SOURCE, self._srcdir)):
            for name in names:
                value = raw.get(name) or ()
                for each in (value,) if isinstance(value, str) else value:
                    path = Path(base, str(each))
                    if self._outside(path):
                        yield self._finding(NAME, lines.get(name, 1), f"{name} names {each}, which")
                    elif name in _COPIED_WHOLE:
                        yield from self._links(path)

    def documents(self) -> Iterator[Diagnostic]:
        """Check the pages themselves, which may be symbolic links."""
        for docname in sorted(self._env.found_docs):
            path = Path(self._env.doc2path(docname))
            if target := self._outside(path):
                self.refused.append(docname)
                yield self._finding(
                    shown(path, self._confdir), 0, f"the page leads to {target}, which"
                )

    def used_files(self) -> Iterator[Diagnostic]:
        """Check the files that the directives of each page have used."""
        for docname, names in sorted(self._env.dependencies.items()):
            paths = [Path(self._srcdir, name) for name in sorted(map(str, names))]
            for path in paths:
                if target := self._outside(path):
                    self.refused.append(docname)
                    texts = [Path(self._env.doc2path(docname)), *paths]
                    place, line, typed = self._place(texts, path, target)
                    leads = "" if typed == str(target) else f" ({target})"
                    yield self._finding(place, line, f"{typed}{leads}")

    def _outside(self, path: Path) -> Path | None:
        """Return where a path really leads if that exists and is not allowed; else ``None``."""
        if path not in self._known:
            target = path.resolve()
            inside = any(target.is_relative_to(folder) for folder in self._allowed)
            self._known[path] = None if inside or not target.exists() else target
        return self._known[path]

    def _links(self, folder: Path) -> Iterator[Diagnostic]:
        """Yield the symbolic links of a folder that lead elsewhere: it is copied whole."""
        for parent, folders, files in os.walk(folder):
            for path in (Path(parent, name) for name in sorted((*folders, *files))):
                if path.is_symlink() and (target := self._outside(path)):
                    name = shown(path, self._confdir)
                    yield self._finding(name, 0, f"the file leads to {target}, which")

    def _place(self, texts: list[Path], path: Path, target: Path) -> tuple[str, int, str]:
        """Return the file and line that name a path, or what it leads to, and how."""
        named = [each for text in texts for each in self._named(text)]
        for wanted, sees in ((Path(os.path.normpath(path)), os.path.normpath), (target, _resolved)):
            for text, line, typed, candidates in named:
                if any(Path(sees(each)) == wanted for each in candidates):
                    return shown(text, self._confdir), line, typed
        return shown(texts[0], self._confdir), 0, str(target)

    def _named(self, text: Path) -> Iterator[tuple[Path, int, str, list[Path]]]:
        """Yield what may be a path in a text, with its line and the files that it may mean."""
        if text.suffix not in _TEXTS or self._outside(text) or not text.is_file():
            return
        lines = text.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, 1):
            for typed in (line.rpartition("}")[2].strip(), *_PATH.findall(line)):
                bases = [self._srcdir] if typed.startswith("/") else [text.parent, self._srcdir]
                paths = [Path(base, typed.lstrip("/")) for base in bases if typed]
                yield text, number, typed, [*paths, *([Path(typed)] if typed[:1] == "/" else [])]

    def _finding(self, place: str, line: int, what: str) -> Diagnostic:
        return Diagnostic(
            place, line, Code.FILE_OUTSIDE.value,
            f"{what} is outside the book's folder and is not published; copy it into the book, "
            "or name its folder in brief_outside of conf.py",
        )  # fmt: skip


def _resolved(path: Path) -> str:
    try:
        return str(path.resolve())
    except (OSError, ValueError):  # Longer than a name may be, or not one.
        return ""
