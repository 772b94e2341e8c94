"""The hashes that identify claims, in receipts and on pages."""

from __future__ import annotations

import hashlib

from briefbook.checks.prose.canonical import canonical


def claim_sha256(*parts: str) -> str:
    """Return the hash that identifies a claim."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def quotation_sha256(words: str) -> str:
    """Return the hash that identifies a quotation: of its words in normal form."""
    return claim_sha256("quotation", canonical(words))
