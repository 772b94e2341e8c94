"""Print what has changed since an issue: new words underlined, old ones struck through."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import typst

from briefbook.anchors.editions.changes import Changes, changes_since
from briefbook.anchors.editions.edition import Edition
from briefbook.anchors.editions.store import standing_of
from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.core.words.labels import label, labels
from briefbook.output.fonts import FONTS, fonts_of_packages

#: Words, signs of scripts that part no words, and what is between.
_PIECE = re.compile(r"\s+|[\u3040-\u30ff\u3400-\u9fff]|\w+|.", re.DOTALL)
_THEME = Path(__file__).with_name("redline.typ")
_STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
#: Changes of which only the id is listed: their words are no longer the pack's.
_PLACES_ALONE = (("withdrawn", "Withdrawn"), ("gone", "Gone"))
RedlinePiece = tuple[str, str]


@dataclass(frozen=True)
class Redline:
    """The comparison, ready to print; ``seen`` is its text that only the earlier issue has."""

    data: dict[str, object]
    seen: str


def compare(before: Edition, now: AnchorList, words: str, mark: str) -> Redline:
    """Compare a pack with what its reader has; ``words`` name pack and copy."""
    changes = changes_since(before, standing_of(now))
    old = {change.id: before.anchors[change.id].text for change in changes.changed}
    sections = [
        (label("New"), [(c.label, [("new", c.text)]) for c in changes.new]),
        (label("Changed"), [(c.label, marked(old[c.id], c.text)) for c in changes.changed]),
        *((label(said), list(_places(changes, name))) for name, said in _PLACES_ALONE),
    ]
    shown = [{"title": title, "parts": parts} for title, parts in sections if parts]
    nothing = label("Nothing has changed since the edition {edition}.", edition=before.name)
    data: dict[str, object] = {
        "title": now.project, "issues": f"{before.name} → {now.edition or now.date}",
        "words": words, "mark": mark, "sections": shown, "nothing": nothing,
        "lang": labels().language.partition("_")[0],
    }  # fmt: skip
    gone = [change.id for name, _said in _PLACES_ALONE for change in getattr(changes, name)]
    return Redline(data, "\n\n".join([before.name, *old.values(), *gone]))


def _places(changes: Changes, name: str) -> Iterator[tuple[str, Sequence[RedlinePiece]]]:
    for change in getattr(changes, name):
        yield change.id, []


def marked(before: str, after: str) -> list[RedlinePiece]:
    """Return the pieces of two texts in order, each ``same``, ``old`` or ``new``."""
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    found: list[RedlinePiece] = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append(("same", "".join(old[i:j])))
            continue
        found += [("old", "".join(old[i:j]))] if j > i else []
        found += [("new", "".join(new[k:m]))] if m > k else []
    return found


def write_pdf(redline: Redline, to: Path, fonts: Path, timestamp: int) -> None:
    """Typeset the comparison; ``fonts`` is an empty folder for fonts of other packages."""
    to.parent.mkdir(parents=True, exist_ok=True)
    made = typst.compile(
        str(_THEME), format="pdf", pdf_standards=_STANDARDS, timestamp=timestamp,
        font_paths=[str(FONTS), str(fonts_of_packages(fonts))], ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(redline.data, ensure_ascii=False)},
    )  # fmt: skip
    to.write_bytes(made)
