"""Ids as the author typed them: none may be malformed, repeated or lost.

MyST drops an id that is above something that cannot carry one, such as a directive, and
lowers its letters. Both break a promise silently; so the source is compared with the
document.
"""

from __future__ import annotations

import logging as logging_of_python
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.core.ids import is_id, typed_ids
from briefbook.domain.withholding.directives import withheld_text

if TYPE_CHECKING:
    from sphinx.application import Sphinx

logger = logging.getLogger(__name__)

_KEPT = "brief_typed_ids"
_DUPLICATE = re.compile(r'Duplicate explicit target name: "(?P<id>[^"]+)"')


class SaidBetter(logging_of_python.Filter):
    """Suppresses docutils' message on a repeated id: ours has the line of the second."""

    typed: tuple[str, ...] = ()
    """The ids of the page that is being read, in this process."""

    def filter(self, record: logging_of_python.LogRecord) -> bool:
        """Let the record pass unless its id was typed twice."""
        match = _DUPLICATE.match(record.getMessage())
        return match is None or self.typed.count(match["id"]) < 2


_SAID_BETTER = SaidBetter()
# Where the message is made: the handlers see it when the page has long been read.
logging_of_python.getLogger("sphinx.sphinx.util.docutils").addFilter(_SAID_BETTER)


def note_authored_ids(app: Sphinx, _docname: str, source: list[str]) -> None:
    """Keep the ids of a page that is about to be parsed, each with its line."""
    app.env.temp_data[_KEPT] = [(id_, line, "") for id_, line in typed_ids(source[0])]
    _SAID_BETTER.typed = tuple(id_ for id_, _line, _path in app.env.temp_data[_KEPT])


def note_included_ids(app: Sphinx, path: Path, _parent: str, source: list[str]) -> None:
    """Keep the ids of a file that the page includes; ``path`` is seen from the source folder."""
    place = str(Path(app.srcdir, path).resolve())
    kept = app.env.temp_data.get(_KEPT) or []
    found = [(id_, line, place) for id_, line in typed_ids(source[0])]
    app.env.temp_data[_KEPT] = [*kept, *found]
    _SAID_BETTER.typed += tuple(id_ for id_, _line, _path in found)


class CheckAuthoredIds(SphinxTransform):
    """Compare the ids that were typed with those of the document."""

    # After the ids are settled: IdentifySections (265) and NumberParagraphs (266).
    default_priority = 267

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        typed = self.env.temp_data.get(_KEPT) or []
        if not typed:
            return
        carried = {id_ for node in self.document.findall(nodes.Element) for id_ in node["ids"]}
        carried |= {name for name, id_ in self.document.nameids.items() if id_ in carried}
        seen: dict[str, str] = {}
        shown = self._shown()
        for id_, line, path in typed:
            if f"#{id_}" in shown:
                continue
            if not is_id(id_):
                problem = f"{id_!r} is not an id; use a-z, 0-9 and -, beginning with a letter"
                self._warn("id_malformed", problem, line, path)
            elif id_ in seen:
                self._warn("id_duplicate", f"the id {id_!r} is used a second time; the first is "
                           f"at {seen[id_]}. Give this one another id", line, path)  # fmt: skip
            elif id_ not in carried:
                self._warn("id_lost", f"nothing carries the id {id_!r}; put it right above a "
                           "paragraph, list, quote, table or heading, and in a directive "
                           f"write ':name: {id_}'", line, path)  # fmt: skip
            seen.setdefault(id_, f"line {line}{f' of {Path(path).name}' if path else ''}")

    def _shown(self) -> str:
        """Return what is in examples, or is withheld, rather than in the text."""
        blocks = self.document.findall(nodes.FixedTextElement)
        return "\n".join([*(block.astext() for block in blocks), withheld_text(self.env)])

    def _warn(self, code: str, message: str, line: int, path: str) -> None:
        location = f"{path}:{line}" if path else (self.env.docname, line)
        logger.warning(message, location=location, type="brief", subtype=code)
