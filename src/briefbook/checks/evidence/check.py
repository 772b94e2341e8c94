"""What a check is: ours and those of other packages alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.core.codes import CheckCode
from briefbook.core.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True)
class Check:
    """A rule that a book must keep.

    ``passage`` is called for each paragraph, heading, note and row of data of the documents that
    are checked, ``book`` once; of what ``book`` finds, only those documents' is reported. One
    that is for the ``whole_book_only`` is left out where some documents are checked; one of
    the editors' ``own_words`` is not called for paragraphs that give a source's text in full.
    ``codes`` explains what it reports; the built-in checks have theirs in codes.toml.
    """

    name: str
    codes: tuple[CheckCode, ...] = ()
    passage: Callable[[Prose, Material], Iterable[Diagnostic]] | None = None
    book: Callable[[Material], Iterable[Diagnostic]] | None = None
    whole_book_only: bool = False
    own_words: bool = False
