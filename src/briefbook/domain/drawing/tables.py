"""Tables, rows and cells as doctree nodes, from data that never becomes markup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from briefbook.core.records import AnchorKind
from briefbook.core.words.labels import label, message
from briefbook.domain.drawing.nothing_yet import nothing_yet

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


#: The text in place of a table without rows.
_NO_ROWS = {
    "readings": message("No readings yet. Each is a row of `{file}`: {columns}."),
    "events": message("No events yet. Each is a row of `{file}`: {columns}."),
}


def data_folder(env: BuildEnvironment) -> tuple[Path, str]:
    """Return the folder of the book's tables, and how messages name it."""
    folder = Path(env.srcdir, env.config.brief_data)
    root = Path(env._app.confdir)  # noqa: SLF001  # as BookTransform.builder
    shown = folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
    return folder, shown


def make_table(heads: Sequence[tuple[str, int]], rows: Iterable[nodes.row]) -> nodes.table:
    """Return a table; ``heads`` gives each column's heading, in English, and share of width."""
    group = nodes.tgroup(cols=len(heads))
    group += [nodes.colspec(colwidth=width) for _head, width in heads]
    head = nodes.row("", *(make_cell([nodes.Text(label(words))]) for words, _width in heads))
    group += [nodes.thead("", head), nodes.tbody("", *rows)]
    # The attribute tells the checks that no author wrote it; anybody can give the class.
    return nodes.table("", group, classes=["brief-data", "colwidths-given"], brief_data=True)


def make_cell(content: Sequence[nodes.Node], *classes: str) -> nodes.entry:
    """Return one cell around inline content."""
    return nodes.entry("", nodes.paragraph("", "", *content), classes=list(classes))


def make_row(id_: str, kind: AnchorKind, name: str, cells: Sequence[nodes.entry]) -> nodes.row:
    """Return a row that is an anchor of the book."""
    row = nodes.row("", *cells, ids=[id_])
    row["brief_anchor"] = (id_, kind, name)
    return row


class DataDirective(SphinxDirective):
    """A directive that draws a table which editors keep in the book's data folder."""

    def data_folder(self) -> tuple[Path, str]:
        """Return the data folder and how messages name it."""
        return data_folder(self.env)

    def require(self, folder: Path, shown: str, tables: Mapping[str, Collection[str]]) -> None:
        """Refuse to draw from files that do not exist; ``tables`` has the columns of each."""
        for name, columns in tables.items():
            if not (folder / name).is_file():
                raise self.error(
                    f"{shown}/{name} does not exist; write it, with the columns "
                    f"{', '.join(columns)}, or remove {{{self.name}}}"
                )

    def no_rows(self, what: str, shown: str, name: str, columns: Iterable[str]) -> nodes.paragraph:
        """Return the paragraph in place of a table without rows: where rows are written."""
        written = ", ".join(f"`{column}`" for column in columns)
        values = {"file": f"{shown}/{name}", "columns": written}
        return nothing_yet(label(_NO_ROWS[what], **values))

    def depend_on(self, folder: Path, *names: str) -> None:
        """Read the page again when one of these files changes."""
        for name in names:
            self.env.note_dependency(str(folder / name))

    def link(self, target: str, words: str, path: str, line: int) -> addnodes.pending_xref:
        """Return a link to an anchor; it is resolved, or reported, with all others."""
        content = [nodes.Text(words)] if words else []
        pending = addnodes.pending_xref(
            "",
            nodes.inline("", "", *content, classes=["xref", "myst"]),
            refdoc=self.env.docname,
            refdomain=None,
            reftype="myst",
            reftarget=target,
            refexplicit=bool(words),
        )
        pending.source, pending.line = path, line
        if path != str(self.env.doc2path(self.env.docname)):
            pending["brief_place"] = (path, line)
        return pending

    def download(self, name: str, words: str) -> nodes.paragraph:
        """Return a line from which a reader takes the data file."""
        reference = addnodes.download_reference(
            "",
            "",
            nodes.inline("", words),
            reftarget=f"/{self.env.config.brief_data}/{name}",
            refdoc=self.env.docname,
            refdomain="",
            reftype="download",
            refexplicit=True,
            refwarn=False,
        )
        line = nodes.paragraph("", "", reference, classes=["brief-download"])
        line["translatable"] = False  # It is translated already.
        return line
