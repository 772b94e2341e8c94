"""The figures and dates of texts that an earlier check has read.

To find them takes longer than all else that a check does with a passage, and depends on its words
and the code alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from briefbook.core.files.writing import replace_file

Found = TypeVar("Found")
_Claims: TypeAlias = dict[bytes, tuple[Any, ...]]


class ClaimMemo:
    """The claims of each text, found once; ``before`` are those of an earlier check."""

    def __init__(self, before: _Claims) -> None:
        self.before = before
        self.used: _Claims = {}

    def claims(
        self, text: str, known: bool, find: Callable[[str, bool], Sequence[Found]]
    ) -> tuple[Found, ...]:
        """Return the claims of a text, of one kind or with all that is ``known``."""
        key = _key(text, known)
        found = self.used.get(key)
        if found is None:
            found = self.before.get(key)
            self.used[key] = found = tuple(find(text, known)) if found is None else found
        return found


MEMO: ContextVar[ClaimMemo | None] = ContextVar("claims of texts", default=None)
"""Where claims are kept; None: they are found each time."""


@contextmanager
def kept_claims(path: Path, *, current: bool, whole: bool) -> Iterator[None]:
    """Keep the claims of the texts that are asked for in this block in a file.

    ``current`` says that the file was written by the code and the packages that run now, ``whole``
    that all texts of the book are asked for: those of others are forgotten then.
    """
    memo = ClaimMemo(_read(path) if current else {})
    token = MEMO.set(memo)
    try:
        yield
    finally:
        MEMO.reset(token)
    found = memo.used if whole else {**memo.before, **memo.used}
    if found != memo.before:
        content = pickle.dumps(found)
        replace_file(path, sha256(content).digest() + content)


def _read(path: Path) -> _Claims:
    with suppress(OSError):
        written = path.read_bytes()
        digest, content = written[:32], written[32:]
        # What a crash has spoilt is found anew.
        if digest == sha256(content).digest():
            found: _Claims = pickle.loads(content)  # noqa: S301  # our own file
            return found
    return {}


def _key(text: str, known: bool) -> bytes:
    kind = b"known" if known else b""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, person=kind).digest()
