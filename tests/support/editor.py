"""An editor, as far as the server sees one: messages over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

Json = dict[str, Any]


class Editor:
    """Starts ``briefbook lsp`` in a book; lines and columns count from 0, as in the protocol."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.diagnostics: dict[str, list[Json]] = {}
        self._number = 0
        self._server = subprocess.Popen(
            [sys.executable, "-m", "briefbook", "lsp"],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        known = self.ask("initialize", processId=None, rootUri=self.root.as_uri(), capabilities={})
        self.capabilities: Json = known["capabilities"]
        self.tell("initialized")
        return self

    def __exit__(self, *_error: object) -> None:
        self.ask("shutdown")
        self.tell("exit")
        self.status = self._server.wait()
        for pipe in (self._server.stdin, self._server.stdout):
            if pipe:
                pipe.close()

    def uri(self, name: str) -> str:
        return (self.root / name).as_uri()

    def open(self, name: str, text: str = "") -> None:
        """Open a page, with another text than it has on the disk if one is given."""
        text = text or (self.root / name).read_text(encoding="utf-8")
        item = {"uri": self.uri(name), "languageId": "markdown", "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=item)

    def type(self, name: str, text: str) -> None:
        """Change the whole text of a page that is open."""
        document = {"uri": self.uri(name), "version": 2}
        changes = [{"text": text}]
        self.tell("textDocument/didChange", textDocument=document, contentChanges=changes)

    def at(self, feature: str, name: str, line: int, column: int) -> Any:
        place = {"line": line, "character": column}
        document = {"uri": self.uri(name)}
        return self.ask(f"textDocument/{feature}", textDocument=document, position=place)

    def labels(self, name: str, line: int, column: int) -> list[str]:
        return [item["label"] for item in self.at("completion", name, line, column) or []]

    def actions(self, name: str, line: int) -> list[Json]:
        place = {"line": line, "character": 0}
        found: list[Json] = self.ask(
            "textDocument/codeAction", textDocument={"uri": self.uri(name)},
            range={"start": place, "end": place}, context={"diagnostics": []},
        )  # fmt: skip
        return found

    def ask(self, method: str, **params: object) -> Any:
        """Ask, and take in what the server tells meanwhile."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while (said := self._receive()).get("id") != self._number or "method" in said:
            self._take(said)
        assert "error" not in said, said
        return said["result"]

    def tell(self, method: str, **params: object) -> None:
        self._send({"method": method, "params": params})

    def wait_for(self, name: str) -> list[Json]:
        """Return what the server says next of a page."""
        uri = self.uri(name)
        self.diagnostics.pop(uri, None)
        while uri not in self.diagnostics:
            self._take(self._receive())
        return self.diagnostics[uri]

    def _take(self, said: Json) -> None:
        if said.get("method") == "textDocument/publishDiagnostics":
            params = said["params"]
            self.diagnostics[params["uri"]] = params["diagnostics"]

    def _send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._server.stdin
        self._server.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self._server.stdin.flush()

    def _receive(self) -> Json:
        assert self._server.stdout
        length = 0
        while (line := self._server.stdout.readline()).strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.casefold() == "content-length" else length
        assert length, "the server has ended"
        message: Json = json.loads(self._server.stdout.read(length))
        return message


def applied(text: str, edits: list[Json]) -> str:
    """Return a text after one edit of the protocol, as an editor would make it."""
    (edit,) = edits
    lines = text.splitlines(keepends=True)

    def offset(place: Json) -> int:
        before = sum(map(len, lines[: place["line"]]))
        return before + int(place["character"])

    start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
    return text[:start] + str(edit["newText"]) + text[end:]
