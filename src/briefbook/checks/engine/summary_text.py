"""Write the summary of the checks: checks.json for programs, a line for people."""

from __future__ import annotations

import json
from dataclasses import asdict

from briefbook.checks.engine.report import plural
from briefbook.checks.engine.summary import KINDS, WHY, Summary, Unread
from briefbook.checks.evidence.matches import Result

VERSION = 1


def summary_json(summary: Summary) -> str:
    """Return checks.json: version, rules, sources, totals and what is not verified."""
    data = {
        "version": VERSION,
        "rules": summary.rules,
        "totals": {kind.value: asdict(summary.total(kind)) for kind in KINDS},
        "sources": [asdict(source) for source in summary.sources],
        "unverified": [asdict(each) for each in summary.unverified],
        "insertions": [list(each) for each in summary.insertions],
        "unread": asdict(summary.unread),
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def summary_line(summary: Summary, *, texts: int) -> str:
    """Return e.g. ``24 quotations, 155 figures … verified; the texts of 2 of 2 sources read``."""
    totals = [summary.total(kind) for kind in KINDS]
    counts = ", ".join(
        f"{t.verified} of {t.claims} {plural(t.kind, t.claims)}"
        if t.verified < t.claims
        else f"{t.claims} {plural(t.kind, t.claims)}"
        for t in totals
    )
    basis = (
        f"against the texts of {texts} of {len(summary.sources)} "
        f"{plural('source', len(summary.sources))}"
        if texts
        else "by receipts: no source's text is on this disk"
    )
    unread = _unread_statements(summary.unread)
    return f"verified {basis}: {counts}{_not_compared(summary)}{unread}"


def _not_compared(summary: Summary) -> str:
    unread = sum(each.why == WHY[Result.NOT_COMPARED] for each in summary.unverified)
    if not unread:
        return ""
    return (
        f"; {unread} {plural('claim', unread)} not compared, because the source’s language is not "
        "read, or the glossary gives a name no form in its script"
    )


def _unread_statements(unread: Unread) -> str:
    left = unread.not_compared - unread.read
    if not unread.not_compared:
        return ""
    if not left:
        return f"; all statements without a figure, name or quotation were read ({unread.read})"
    return (
        f"; {left} {plural('statement', left)} without a figure, name or quotation: "
        "read them (briefbook check --show)"
    )
