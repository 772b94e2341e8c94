"""Whether the texts on this disk are those that the records describe."""

from __future__ import annotations

from collections.abc import Iterator

from briefbook.checks.evidence.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.words.text import text_sha256


def text_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield records whose blocks differ from those of the text available."""
    for key, texts in sorted(material.texts.items()):
        record = material.records[key]
        differing = [
            block.locator
            for block in record.blocks
            if text_sha256(texts.get(block.locator, "")) != block.sha256
        ]
        extra = [locator for locator in texts if record.block(locator) is None]
        if differing or extra:
            named = ", ".join((*differing, *extra)[:5])
            yield Diagnostic(
                record.path, 0, Code.RECORD_DIFFERS.value,
                f"the text of {key} on this disk has other blocks than the record ({named}); read "
                "it again: briefbook add FILE --update",
                Code.RECORD_DIFFERS.severity,
            )  # fmt: skip
