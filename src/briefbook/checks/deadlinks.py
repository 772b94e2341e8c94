"""Addresses on the web that do not answer, from what Sphinx's linkcheck wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.sources.record import SourceRecord

_DEAD = ("broken", "timeout")


def dead_links(output: str, docs: str, records: Mapping[str, SourceRecord]) -> Iterator[Diagnostic]:
    """Yield each dead address of linkcheck's output.json (one JSON object a line).

    ``docs`` is the source folder as messages name it. An address of a source whose archived
    copy answers is a warning: the reader still gets to the text.
    """
    links = [json.loads(line) for line in output.splitlines() if line.strip()]
    alive = {link["uri"] for link in links if link["status"] not in _DEAD}
    archived = {r.url: r.archive_url for r in records.values() if r.url and r.archive_url}
    code = Code.LINK_DEAD
    for link in links:
        if link["status"] not in _DEAD:
            continue
        copy = archived.get(link["uri"], "")
        saved = copy in alive
        advice = f"cite the archived copy {copy}" if saved else "correct it, or archive a copy"
        yield Diagnostic(
            f"{docs}/{link['filename']}", int(link["lineno"] or 0), code.value,
            f"{link['uri']} does not answer ({link['info'] or link['status']}); {advice}",
            Severity.WARNING if saved else code.severity,
        )  # fmt: skip
