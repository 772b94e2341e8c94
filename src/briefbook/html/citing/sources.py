"""The book's sources, for reference managers: BibTeX, RIS and CSL-JSON, beside the site's pages."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from operator import is_not
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.bibliography.exchange.bib_text import entry_text
from briefbook.bibliography.exchange.exported import PRIVATE
from briefbook.bibliography.exchange.ris_writing import ris_text
from briefbook.core.files.writing import write_if_changed

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Work

#: Each file with its media type and what people call the format.
FILES = (
    ("sources.bib", "application/x-bibtex", "BibTeX"),
    ("sources.ris", "application/x-research-info-systems", "RIS"),
    ("sources.json", "application/vnd.citationstyles.csl+json", "CSL-JSON"),
)


def listed_works(env: BuildEnvironment) -> list[Work]:
    """Return the works that the book's bibliographies list, by their keys."""
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    keys = {citation.entry.key for citation in cite.citations}
    return [cite.works[key] for key in sorted(keys) if key in cite.works]


def write_sources(folder: Path, works: Iterable[Work]) -> None:
    """Write the files; remove them if the book no longer lists anything."""
    works = list(works)
    for name, text in _LAST.texts(works).items():
        if works:
            write_if_changed(folder / name, text)
        else:
            (folder / name).unlink(missing_ok=True)


class _LastTexts:
    """The texts that were written last: in ``briefbook live`` the works stay the same."""

    def __init__(self) -> None:
        self._works: list[Work] = []
        self._texts = _texts([])

    def texts(self, works: list[Work]) -> Mapping[str, str]:
        """Return the text of each file."""
        if len(works) != len(self._works) or any(map(is_not, works, self._works)):
            self._works, self._texts = works, _texts(works)
        return self._texts


def _texts(works: Sequence[Work]) -> Mapping[str, str]:
    items = [work.item for work in works]
    return {
        "sources.bib": "\n".join(_bib(work) for work in works),
        "sources.ris": "\n".join(map(ris_text, items)),
        "sources.json": json.dumps(items, ensure_ascii=False, indent=1) + "\n",
    }


def _bib(work: Work) -> str:
    fields = {name: f for name, f in work.entry.fields.items() if name not in PRIVATE}
    return entry_text(work.entry.with_fields(fields))


_LAST = _LastTexts()
