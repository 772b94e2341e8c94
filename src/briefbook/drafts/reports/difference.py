"""How a draft differs from its source, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.prose.canonical import canonical
from briefbook.checks.quotations.matching import without_changed_letters
from briefbook.drafts.verdicts import Judged, Status


@dataclass(frozen=True, slots=True)
class Change:
    """Words that both have (``kind`` is empty), or that only ``source`` or ``draft`` has."""

    kind: str
    text: str


def difference(judged: Judged) -> list[Change]:
    """Return the quotation with what its source has instead; empty if that explains nothing."""
    verdict = judged.verdict
    if judged.kind is not ItemKind.QUOTATION or not verdict.has or " … " in verdict.has:
        return []
    if verdict.status not in (Status.CHANGED, Status.NOT_FOUND):
        return []
    source, draft = verdict.has.split(), _words(judged.shown)
    if source and draft and source[0][:1].lower() == draft[0][:1].lower():
        draft[0] = source[0][:1] + draft[0][1:]  # a first letter may be a capital or not
    return list(_changes(source, draft))


def _words(shown: str) -> list[str]:
    """Return the draft's words as they are compared: a changed first letter is not a difference."""
    return canonical(without_changed_letters(shown)).strip("'").split()


def _changes(source: list[str], draft: list[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, _plain(source), _plain(draft), autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal" and source[i1:i2] != draft[j1:j2]:
            for has, said in zip(source[i1:i2], draft[j1:j2], strict=True):
                yield from [Change("", said)] if has == said else _both([has], [said])
        elif tag == "equal":
            yield Change("", " ".join(draft[j1:j2]))
        else:
            yield from _both(source[i1:i2], draft[j1:j2])


def _plain(words: list[str]) -> list[str]:
    return [word.strip(".,;:!?'\"()").lower() or word for word in words]


def _both(source: list[str], draft: list[str]) -> Iterator[Change]:
    if source:
        yield Change("source", " ".join(source))
    if draft:
        yield Change("draft", " ".join(draft))
