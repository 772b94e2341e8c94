"""Books of strangers, who have no folder of texts but their own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_texts_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away what the environment says of the texts of this repository's book."""
    monkeypatch.delenv("BRIEFBOOK_TEXTS", raising=False)
