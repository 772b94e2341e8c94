"""Addresses on the web that do not open or have moved, from what Sphinx's linkcheck wrote."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbook.checks.evidence.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity

_DEAD = ("broken", "timeout")
#: Answers to a program that a browser may not get.
_REFUSED = re.compile(r"40[13]|429|451")
_FOR_GOOD = (301, 308)


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the book's sources give an address (path and line), and each one's archived copy."""

    places: Mapping[str, tuple[str, int]]
    copies: Mapping[str, str]


def source_addresses(material: Material) -> Addresses:
    """Return the addresses of the records and of the bibliography."""
    records, entries = material.records.values(), material.entries.values()
    places = {url: (r.path, 0) for r in records for url in (r.url, r.archive_url) if url}
    places |= {e.fields["url"]: (e.path, e.line) for e in entries if e.fields.get("url")}
    return Addresses(places, {r.url: r.archive_url for r in records if r.url and r.archive_url})


def dead_links(output: str, docs: str, addresses: Addresses) -> Iterator[Diagnostic]:
    """Yield each address of linkcheck's output.json (one JSON object a line) that needs a look.

    ``docs`` is the source folder as messages name it. An address of a source whose archived
    copy opens is a warning: the reader still gets to the text.
    """
    links = [json.loads(line) for line in output.splitlines() if line.strip()]
    dead = {link["uri"] for link in links if link["status"] in _DEAD}
    alive = {link["uri"] for link in links} - dead
    for link in links:
        path, line = addresses.places.get(
            link["uri"], (f"{docs}/{link['filename']}", int(link["lineno"] or 0))
        )
        if link["status"] in _DEAD:
            code, (message, severity) = Code.LINK_DEAD, _dead(link, addresses.copies, alive)
        elif link["status"] == "redirected" and link["code"] in _FOR_GOOD:
            code, severity = Code.LINK_MOVED, Code.LINK_MOVED.severity
            message = f"{link['uri']} has moved for good to {link['info']}; write that"
        else:
            continue
        yield Diagnostic(path, line, code.value, message, severity)


def _dead(
    link: Mapping[str, str], copies: Mapping[str, str], alive: Iterable[str]
) -> tuple[str, Severity]:
    uri, why = link["uri"], _reason(link["info"]) or link["status"]
    copy = copies.get(uri, "")
    if copy in alive:
        advice, severity = f"cite the archived copy {copy}", Severity.WARNING
    elif uri in copies.values():
        advice, severity = "archive the source again", Code.LINK_DEAD.severity
    elif _REFUSED.match(why):
        advice, severity = "see in a browser whether people can open it", Severity.WARNING
    else:
        advice, severity = "correct it, or archive a copy", Code.LINK_DEAD.severity
    return f"{uri} does not open ({why}); {advice}", severity


def _reason(said: str) -> str:
    """Return “404 Not Found” for “404 Client Error: Not Found for url: …”."""
    return re.sub(r" (?:Client|Server) Error:| for url: .*", "", said)
