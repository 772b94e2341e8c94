"""The checks are tested on books that have their texts beside them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def own_texts() -> Iterator[None]:
    """Forget a folder of texts that is named for the real book."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("BRIEFBOOK_TEXTS", raising=False)
        yield
