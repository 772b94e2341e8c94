"""Find an id in the parts of the book that are withheld."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.core.ids import typed_ids

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


def withheld_place(env: BuildEnvironment, id_: str) -> str | None:
    """Return the document that withholds an id which is no anchor; None where none does.

    The source files are read again, as nothing is stored of what is withheld.
    """
    conditions = cast("BriefDomain", env.get_domain("brief")).conditions
    for docname in sorted(name for name, kept in conditions.items() if not all(kept.values())):
        text = Path(env.doc2path(docname)).read_text(encoding="utf-8-sig")
        if id_ in {typed for typed, _line in typed_ids(text)}:
            return docname
    return None
