"""Every document that is about to be read is checked first.

One that is in another encoding, or whose front matter says nothing, would be followed by a page of
findings that are not its author's fault; here it stops the build in one line. The same holds for
what documents include, and for toctrees and includes that go in circles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx import addnodes

from briefbook.anchors.listing.anchor_list import LEFT_OUT, LIST_BUILDER
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.text_files import TextError, read_text
from briefbook.domain.preflight.front_matter import FrontMatterError, check_front_matter
from briefbook.domain.preflight.inclusions import Inclusion, inclusions
from briefbook.domain.preflight.nesting import line_too_deep
from briefbook.domain.reporting.refusal import refuse, shown
from briefbook.domain.reporting.report import report

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

_UNREADABLE = Code.FILE_UNREADABLE.value
#: Letters of no EPUB, and of no terminal; those from U+0080 on are most often quotation marks that
#: a program has read in another encoding.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")


def check_documents(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Refuse the book where a document cannot be read; connected to what begins reading.

    The list of anchors says what is in all others, and which document is left out of it.
    """
    if app.builder.name == LIST_BUILDER:
        _leave_out(app, env, docnames)
    refuse(_DocumentCheck(app, env).all(docnames))


def _leave_out(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    for docname in list(docnames):
        found = list(_DocumentCheck(app, env).document(docname))
        if not found or docname == app.config.root_doc:
            continue
        docnames.remove(docname)
        env.project.docnames.discard(docname)
        report(replace(each, message=f"{each.message}; {LEFT_OUT}") for each in found)


class _DocumentCheck:
    """One check of the documents; a file that several include is checked once."""

    def __init__(self, app: Sphinx, env: BuildEnvironment) -> None:
        self._root = Path(app.confdir)
        self._docs = Path(app.srcdir)
        self._env = env
        self._root_doc = app.config.root_doc
        self._looked: set[Path] = set()

    def all(self, docnames: list[str]) -> Iterator[Diagnostic]:
        if self._root_doc not in self._env.found_docs:
            index = shown(self._docs / f"{self._root_doc}.md", self._root)
            yield Diagnostic(
                index, 0, _UNREADABLE, "the first page of the book is missing; restore it"
            )
        for docname in docnames:
            yield from self.document(docname)

    def document(self, docname: str) -> Iterator[Diagnostic]:
        path = Path(self._env.doc2path(docname))
        if not docname.isprintable():
            name = docname.encode("unicode_escape", "surrogatepass").decode("ascii")
            yield Diagnostic(
                f"docs/{name}", 0, _UNREADABLE,
                "the file's name holds characters that cannot be printed; rename it",
            )  # fmt: skip
            return
        yield from self._file(path, (path,), is_document=True)

    def _file(
        self, path: Path, way: tuple[Path, ...], *, is_document: bool = False
    ) -> Iterator[Diagnostic]:
        """Check a file and what it includes; ``way`` is the chain of inclusions."""
        if path in self._looked:
            return
        self._looked.add(path)
        name = shown(path, self._root)
        try:
            text = read_text(path, name)
            if is_document and path.suffix == ".md":
                check_front_matter(text)
        except TextError as error:
            yield Diagnostic(name, error.line, _UNREADABLE, str(error))
            return
        except FrontMatterError as error:
            yield Diagnostic(name, error.line, Code.FRONT_MATTER.value, str(error))
            return
        if path.suffix != ".md":
            return
        if control := _CONTROL.search(text):
            yield Diagnostic(
                name, text.count("\n", 0, control.start()) + 1, _UNREADABLE,
                f"the control character U+{ord(control[0]):04X}, which no page can show; remove "
                "it, or save the file again as UTF-8",
            )  # fmt: skip
            return
        line = line_too_deep(text)
        if line:
            yield Diagnostic(
                name, line, Code.NESTED_TOO_DEEP.value,
                "lists, quotes or directives are nested too deeply to be read; remove some levels",
            )  # fmt: skip
            return
        for each in inclusions(text):
            yield from self._included(path, name, each, way)

    def _included(
        self, path: Path, name: str, each: Inclusion, way: tuple[Path, ...]
    ) -> Iterator[Diagnostic]:
        base = self._docs if each.name.startswith("/") else path.parent
        target = Path(base, each.name.lstrip("/")).resolve()
        if target in way:
            circle = " → ".join(shown(p, self._root) for p in (*way[way.index(target) :], target))
            yield Diagnostic(
                name, each.line, _UNREADABLE,
                f"the file includes itself ({circle}); remove one {{include}}",
            )  # fmt: skip
        elif target.exists() and not each.encoding:  # One that is missing MyST reports.
            yield from self._file(target, (*way, target))


def check_bibliography(_app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse a book that cites sources but has no bibliography: each citation would be an error."""
    domain = cast("BriefDomain", env.get_domain("brief"))
    cited = {use.target for doc in domain.documents.values() for use in doc.citations}
    if cited and not cast("BriefCiteDomain", env.get_domain("cite")).bibdata.bibfiles:
        missing = (
            f"is missing, and the book cites {len(cited)} sources; restore it, or name another "
            "file in bibtex_bibfiles of conf.py"
        )
        refuse([Diagnostic("references.bib", 0, _UNREADABLE, missing)])


def check_toctrees(app: Sphinx, env: BuildEnvironment) -> None:
    """Refuse the book where toctrees go in a circle: no order of its pages follows from them."""
    root = Path(app.confdir)
    circle = _circle(env.toctree_includes, app.config.root_doc)
    if circle:
        holder, target = circle[-1], circle[0]
        names = [shown(Path(env.doc2path(name)), root) for name in (*circle, target)]
        line = next(
            (
                node.line or 0
                for node in env.get_doctree(holder).findall(addnodes.toctree)
                if target in node["includefiles"]
            ),
            0,
        )
        refuse(
            [
                Diagnostic(
                    shown(Path(env.doc2path(holder)), root), line, Code.TOCTREE_CIRCULAR.value,
                    f"the toctrees form a circle ({' → '.join(names)}); take {target!r} out of "
                    "this one",
                )
            ]
        )  # fmt: skip


def _circle(children: dict[str, list[str]], first: str) -> list[str]:
    """Return documents of which each names the next in a toctree, and the last the first."""
    done: set[str] = set()
    # From the first page on, so that the way back is what is wrong.
    for start in (first, *sorted(children)):
        way: list[str] = []
        waiting = [(start, 0)]
        while waiting:
            name, depth = waiting.pop()
            way[depth:] = []
            if name in way:
                return way[way.index(name) :]
            if name in done:
                continue
            way.append(name)
            waiting += [(child, depth + 1) for child in reversed(children.get(name, []))]
        done.update(way)
    return []
