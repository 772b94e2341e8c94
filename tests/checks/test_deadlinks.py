"""Dead addresses of linkcheck's output."""

from __future__ import annotations

import json
from dataclasses import replace

from briefbook.checks.deadlinks import dead_links
from harbour import BOOK, make_record

RECORD = make_record(BOOK / "texts" / "quill.txt", "quill2025", "restricted")


def link(uri: str, status: str) -> str:
    return json.dumps(
        {"filename": "index.md", "lineno": 4, "status": status, "uri": uri, "info": "404"}
    )


def test_a_dead_address_is_an_error_at_its_line() -> None:
    output = "\n".join([link("https://a.example", "broken"), link("https://b.example", "working")])
    (found,) = dead_links(output, "docs", {})
    assert str(found) == (
        "docs/index.md:4: https://a.example does not answer (404); correct it, or archive a copy "
        "[brief.link_dead]"
    )


def test_with_an_archived_copy_that_answers_it_is_a_warning() -> None:
    record = replace(RECORD, url="https://a.example", archive_url="https://archive.example/a")
    dead, alive = link(record.url, "timeout"), link(record.archive_url, "working")
    (found,) = dead_links(f"{dead}\n{alive}", "docs", {"quill2025": record})
    assert found.severity.value == "warning"
    assert "cite the archived copy https://archive.example/a" in found.message
    (found,) = dead_links(dead, "docs", {"quill2025": record})
    assert found.severity.value == "error"
