"""The verdicts as JSON, for programs: version 1."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict

from briefbook.drafts.reports.difference import difference
from briefbook.drafts.reports.report import DraftReport, insertions_of, summary, unknown_names
from briefbook.drafts.verdicts import Judged

VERSION = 1


def as_json(report: DraftReport) -> str:
    """Return an object: ``version``, ``summary``, ``counts``, ``claims`` and what was not read."""
    counts = Counter(each.verdict.status.value for each in report.judged)
    data = {
        "version": VERSION,
        "summary": summary(report),
        "counts": dict(sorted(counts.items())),
        "claims": [_claim(each, report) for each in report.judged],
        "words_put_in": insertions_of(report),
        "not_among_the_sources": unknown_names(report),
        "not_looked_at": list(report.not_read),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _claim(judged: Judged, report: DraftReport) -> dict[str, object]:
    verdict, region = judged.verdict, judged.region
    place = {
        "line": region.line, "column": region.column, "end_line": region.end_line,
        "end_column": region.end_column, "paragraph": judged.passage.number,
        "pages": list(judged.passage.pages),
    }  # fmt: skip
    source = None
    if block := verdict.block:
        known = report.library.sources[block.key]
        source = {
            "source": block.key, "path": known.path, "block": block.locator,
            "pages": list(known.pages.get(block.locator, ())),
            "text": report.library.text(block), "has": verdict.has,
        }  # fmt: skip
    return {
        "draft": judged.draft,
        **{name: value for name, value in place.items() if value},
        "kind": judged.kind.value,
        "words": judged.shown,
        "status": verdict.status.value,
        "why": verdict.why,
        "named": list(dict.fromkeys(each.key or each.shown for each in judged.named)),
        "source": source,
        "difference": [asdict(change) for change in difference(judged)],
    }
