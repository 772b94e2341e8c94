"""The server: the protocol on one side, plain functions over the index on the other."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path
from pygls.workspace import TextDocument
from pygls.workspace.position_codec import ServerTextPosition, ServerTextRange

from briefbook import __version__
from briefbook.checks.engine.places import Edit, FileRange
from briefbook.core.files.book_folder import find_book
from briefbook.lsp.actions import fixes_at, withdrawal
from briefbook.lsp.book_index import BookIndex
from briefbook.lsp.completion import complete
from briefbook.lsp.findings import PageFinding, check, kept_findings, missing_ids
from briefbook.lsp.looking_up import definition, hover

_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "hint": types.DiagnosticSeverity.Hint,
}


_Positioned = types.CompletionParams | types.HoverParams | types.DefinitionParams


class BookServer(LanguageServer):
    """Serves the book in the folder that the editor has open."""

    def __init__(self) -> None:
        super().__init__("briefbook", __version__)
        self.index: BookIndex | None = None
        self.found: list[PageFinding] = []

    def open_book(self) -> None:
        """Read the book once; where there is none, nothing is served."""
        root = find_book(Path(self.workspace.root_path or "."))
        if (root / "conf.py").is_file():
            self.index = BookIndex(root)
            self.found = kept_findings(root)

    def findings_of(self, document: TextDocument) -> list[PageFinding]:
        """Return the findings on a page as the editor has it."""
        if self.index is None:
            return []
        name = self.index.name_of(Path(document.path))
        kept = [each for each in self.found if each.path == name]
        return [*kept, *missing_ids(self.index, name, document.source)]

    def publish(self, uris: Iterable[str]) -> None:
        """Show the findings on pages."""
        for uri in uris:
            document = self.workspace.get_text_document(uri)
            shown = [_diagnostic(document, each) for each in self.findings_of(document)]
            self.text_document_publish_diagnostics(
                types.PublishDiagnosticsParams(uri=uri, diagnostics=shown)
            )


server = BookServer()


@server.feature(types.INITIALIZED)
def initialized(ls: BookServer, _params: types.InitializedParams) -> None:
    """Read the book that the editor has open."""
    ls.open_book()


@server.feature(types.TEXT_DOCUMENT_DID_OPEN)
def opened(ls: BookServer, params: types.DidOpenTextDocumentParams) -> None:
    """Show the findings on a page that was opened."""
    ls.publish([params.text_document.uri])


@server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
def changed(ls: BookServer, params: types.DidChangeTextDocumentParams) -> None:
    """Read a page again as it is typed."""
    document = ls.workspace.get_text_document(params.text_document.uri)
    if ls.index is not None and document.path.endswith(".md"):
        ls.index.put(Path(document.path), document.source)


@server.feature(types.TEXT_DOCUMENT_DID_SAVE)
@server.thread()
def saved(ls: BookServer, _params: types.DidSaveTextDocumentParams) -> None:
    """Check the book, beside the editor's work, and show what was found."""
    if ls.index is None:
        return
    found = check(ls.index.root)
    if isinstance(found, str):
        ls.window_show_message(types.ShowMessageParams(types.MessageType.Error, found))
        return
    ls.found = found
    ls.publish(list(ls.workspace.text_documents))


@server.feature(
    types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["`", "{", ",", "#"])
)
def completion(ls: BookServer, params: types.CompletionParams) -> list[types.CompletionItem]:
    """Complete what is typed."""
    line, column = _at(ls, params)
    return complete(ls.index, line, column) if ls.index else []


@server.feature(types.TEXT_DOCUMENT_HOVER)
def hovered(ls: BookServer, params: types.HoverParams) -> types.Hover | None:
    """Show what is meant."""
    line, column = _at(ls, params)
    found = hover(ls.index, line, column) if ls.index else None
    if found is None:
        return None
    content = types.MarkupContent(types.MarkupKind.Markdown, found[0])
    return types.Hover(content)


@server.feature(types.TEXT_DOCUMENT_DEFINITION)
def defined(ls: BookServer, params: types.DefinitionParams) -> types.Location | None:
    """Go where it is written."""
    line, column = _at(ls, params)
    home = definition(ls.index, line, column) if ls.index else None
    if home is None or ls.index is None:
        return None
    place = types.Position(home.line, 0)
    uri = from_fs_path(str((ls.index.root / home.path).resolve())) or ""
    return types.Location(uri, types.Range(place, place))


@server.feature(
    types.TEXT_DOCUMENT_CODE_ACTION,
    types.CodeActionOptions(
        code_action_kinds=[types.CodeActionKind.QuickFix, types.CodeActionKind.RefactorRewrite]
    ),
)
def actions(ls: BookServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer the fixes of the findings on the lines that are marked, and to withdraw."""
    if ls.index is None:
        return []
    document = ls.workspace.get_text_document(params.text_document.uri)
    first, last = params.range.start.line + 1, params.range.end.line + 1
    offered = [
        types.CodeAction(
            title, kind=types.CodeActionKind.QuickFix, diagnostics=[_diagnostic(document, finding)],
            edit=_workspace_edit(ls, document, edit),
        )
        for finding in fixes_at(ls.findings_of(document), first, last)
        for title, edit in finding.fixes
    ]  # fmt: skip
    name = ls.index.name_of(Path(document.path))
    if found := withdrawal(name, document.source.splitlines(), first):
        title, edit = found
        offered.append(
            types.CodeAction(
                title, kind=types.CodeActionKind.RefactorRewrite,
                edit=_workspace_edit(ls, document, edit),
            )
        )  # fmt: skip
    return offered


def serve() -> None:
    """Serve on standard input and output until the editor ends it."""
    server.start_io()


def _at(ls: BookServer, params: _Positioned) -> tuple[str, int]:
    """Return the line of a position, and its column in characters."""
    document = ls.workspace.get_text_document(params.text_document.uri)
    lines = document.lines
    if params.position.line >= len(lines):
        return "", 0
    position = document.position_from_client_units(params.position)
    return lines[params.position.line].rstrip("\r\n"), position.character


def _range(document: TextDocument, span: FileRange) -> types.Range:
    return document.range_to_client_units(
        ServerTextRange(
            ServerTextPosition(span.line - 1, span.column - 1),
            ServerTextPosition(span.end_line - 1, span.end_column - 1),
        )
    )


def _diagnostic(document: TextDocument, finding: PageFinding) -> types.Diagnostic:
    return types.Diagnostic(
        _range(document, finding.span), finding.message,
        severity=_SEVERITIES[finding.severity], code=finding.code, source="briefbook",
    )  # fmt: skip


def _workspace_edit(ls: BookServer, document: TextDocument, edit: Edit) -> types.WorkspaceEdit:
    root = ls.index.root if ls.index else Path()
    path = (root / edit.path).resolve()
    uri = document.uri
    if path != Path(document.path).resolve():
        uri = from_fs_path(str(path)) or ""
        document = ls.workspace.get_text_document(uri)
    change = types.TextEdit(_range(document, edit.span), edit.text)
    return types.WorkspaceEdit(changes={uri: [change]})
