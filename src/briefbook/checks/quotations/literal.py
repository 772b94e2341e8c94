"""Find quotations in code and formulas, which are not compared with a source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.prose.quotation_marks import find_quotations
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Role
from briefbook.core.words.quotation_marks import SINGLE

_WORD = re.compile(r"[^\W\d_]{2,}|[^\W\d_](?=\s)")
#: The fewest words in quotation marks that are more than a name.
_FEWEST = 2
_KINDS = {Role.CODE: "code", Role.FORMULA: "a formula"}


def literal_findings(prose: Prose, material: Material) -> Iterator[Diagnostic]:
    """Yield findings on words in quotation marks that a chapter has in code or a formula."""
    passage = prose.passage
    if passage.docname not in material.chapters or passage.all_own:
        return
    if passage.role in _KINDS:
        parts = [(0, len(passage.text))]
    else:
        parts = [
            (span.start, span.end)
            for span in passage.code
            if material.candidates(prose, span.start)
            and not any(own.holds(span.start, span.end) for own in passage.own)
        ]
    for start, end in parts:
        for found in find_quotations(passage.text[start:end])[0]:
            single = passage.text[start + found.start] in SINGLE
            if len(_WORD.findall(found.words)) >= _FEWEST + single:
                words = " ".join(found.words.split())
                yield material.finding(
                    passage, start + found.start, Code.QUOTE_IN_CODE,
                    f"the words “{words}” are quoted in {_KINDS.get(passage.role, 'code')}, where "
                    "they are not compared with a source; write them as text, or mark them as the "
                    "editors' own with {.own}",
                )  # fmt: skip
