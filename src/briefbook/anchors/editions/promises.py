"""Promises: each id of a published edition still exists, and still means the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbook.anchors.editions.changes import TEXTS, excerpt
from briefbook.anchors.editions.edition import Edition, Promise, Standing, standing_promises
from briefbook.anchors.editions.resemblance import TextIndex, share_kept
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Fix, Severity
from briefbook.core.words.text import text_sha256

#: An edit that keeps less of a text than this may have changed what it says.
_HEAVY = 0.5
#: Less than this in common with another text is chance.
_RESEMBLES = 0.5
#: Hexadecimal digits of a text's SHA-256 that a confirmation must give at least.
_DIGITS = 12
_CONFIRMATION = re.compile(r"([a-z][a-z0-9-]*)\s+([0-9a-f]{12,64})\s+(\S.*)")

#: Where an editor confirms heavy edits, from the book's root.
CONFIRMED = "editions/confirmed.txt"


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the editions, and the line of each of their anchors by id."""

    editions: tuple[Edition, ...]
    confirmed: str = ""


def check_promises(
    published: Published,
    standing: Mapping[str, Standing],
    path_of: Callable[[str], str],
    line_in_edition: Callable[[str, str], int],
) -> Iterator[Diagnostic]:
    """Report every id that is gone, stands for something else, or was edited heavily.

    ``standing`` are the anchors of the book now; ``path_of`` gives a page's file from the book's
    root, ``line_in_edition`` the line of an id in the file of the edition with this name. The
    work grows with the number of promises, not with its square.
    """
    yield from _malformed_confirmations(published.confirmed)
    confirmed = _confirmations(published.confirmed)
    promises = standing_promises(published.editions)
    edited: list[tuple[Promise, Edition]] = []
    for id_, (promise, edition) in sorted(promises.items()):
        now = standing.get(id_)
        if now is None:
            yield _missing(promise, edition, line_in_edition(edition.name, id_))
        elif now.withdrawn:
            continue
        elif now.kind != promise.kind:
            yield _other_kind(promise, edition, now, path_of(now.page))
        elif text_sha256(now.text) != promise.sha256 and promise.text and now.text:
            edited.append((promise, edition))
    if not edited:
        return
    # Only now, because most builds need no index.
    index = TextIndex({id_: promise.text for id_, (promise, _) in promises.items()})
    for promise, edition in edited:
        now = standing[promise.id]
        digest = text_sha256(now.text)
        if not any(digest.startswith(given) for given in confirmed.get(promise.id, ())):
            yield from _edited(promise, edition, now, path_of(now.page), index)


def _edited(
    promise: Promise, edition: Edition, now: Standing, path: str, index: TextIndex
) -> Iterator[Diagnostic]:
    kept = share_kept(promise.text, now.text)
    other, share = index.nearest(now.text, promise.id)
    confirm = f"add the line '{_confirmation(now)} <why>' to {CONFIRMED}"
    if share > kept and share >= _RESEMBLES:
        yield Diagnostic(
            path, now.line, Code.ANCHOR_REUSED.value,
            f"{promise.id} now says what {other} said in the edition {edition.name!r}, not what "
            f"it said itself ({_quoted(promise.text)}): give each its own id back; if it still "
            f"means the same, {confirm}",
        )  # fmt: skip
    elif kept < _HEAVY and promise.kind in TEXTS:
        yield Diagnostic(
            path, now.line, Code.ANCHOR_EDITED.value,
            f"{promise.id} keeps {round(kept * 100)} % of the words that it had in the edition "
            f"{edition.name!r} ({_quoted(promise.text)}): if it still means the same, {confirm}; "
            f"else withdraw it and give the new text a new id",
            Severity.WARNING, promise.id,
            (Fix("confirm that it means the same", "", f"{_confirmation(now)} <why>", CONFIRMED),),
        )  # fmt: skip


def _confirmation(now: Standing) -> str:
    return f"{now.id} {text_sha256(now.text)[:_DIGITS]}"


def _missing(promise: Promise, edition: Edition, line: int) -> Diagnostic:
    said = f" ({_quoted(promise.text)})" if promise.text else ""
    return Diagnostic(
        f"editions/{edition.name}.json", line, Code.ANCHOR_MISSING.value,
        f"the edition {edition.name!r} promised {promise.id}{said}, which the book no longer has: "
        f"put it back, or write {{withdrawn}} {promise.id} with the reason where it stood",
    )  # fmt: skip


def _other_kind(promise: Promise, edition: Edition, now: Standing, path: str) -> Diagnostic:
    return Diagnostic(
        path, now.line, Code.ANCHOR_REUSED.value,
        f"{promise.id} is a {now.kind} now; in the edition {edition.name!r} it was a "
        f"{promise.kind} ({_quoted(promise.text)}): give this one another id",
    )  # fmt: skip


def _quoted(text: str) -> str:
    return f"“{excerpt(text)}”"


def _confirmations(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _number, line in _entries(text):
        match = _CONFIRMATION.fullmatch(line)
        if match:
            found.setdefault(match[1], []).append(match[2])
    return found


def _malformed_confirmations(text: str) -> Iterator[Diagnostic]:
    for number, line in _entries(text):
        if not _CONFIRMATION.fullmatch(line):
            yield Diagnostic(
                CONFIRMED, number, Code.CONFIRMATION_MALFORMED.value,
                f"{line!r} confirms nothing: expected an id, {_DIGITS} digits of the new text's "
                "SHA-256 as the warning gives them, and the reason",
            )  # fmt: skip


def _entries(text: str) -> Iterable[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("#"):
            yield number, line.strip()
