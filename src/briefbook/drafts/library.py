"""The sources of a folder, ready to be searched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from briefbook.checks.evidence.material import BlockRef
from briefbook.checks.prose.word_forms import NO_WORDS, Words, source_words
from briefbook.checks.quotations.gaps import insertions
from briefbook.checks.quotations.word_index import WordIndex
from briefbook.core.figures.other_languages import languages_of
from briefbook.drafts.naming import SourceNames
from briefbook.drafts.similar import SimilarBlocks
from briefbook.drafts.sources import ABOUT, FolderSource

#: From so many letters of a source its language is known.
_SAMPLE = 3000


class Library:
    """All blocks of all sources, by their words; each index is made on first use."""

    def __init__(self, sources: Mapping[str, FolderSource]) -> None:
        self.sources = sources
        self.names = SourceNames(sources)
        self._known: dict[str, Words] = {}

    @cached_property
    def words(self) -> WordIndex:
        """The blocks by every word, in which quotations are looked up."""
        return WordIndex.of(self._texts())

    @cached_property
    def similar(self) -> SimilarBlocks:
        """The blocks by their rare words."""
        return SimilarBlocks(self._texts())

    def blocks_in_other_languages(self, languages: tuple[str, ...]) -> Iterator[BlockRef]:
        """Yield the blocks of sources in other languages, which no words of a sentence find."""
        for key, codes in self._languages.items():
            if set(codes).isdisjoint(languages or ("en",)):
                yield from (BlockRef(key, at) for at in self.sources[key].texts if at != ABOUT)

    @cached_property
    def _languages(self) -> dict[str, tuple[str, ...]]:
        return {
            key: languages_of(" ".join(source.texts.values())[:_SAMPLE]) or ("en",)
            for key, source in self.sources.items()
        }

    def text(self, block: BlockRef) -> str:
        """Return the text of a block."""
        return self.sources[block.key].texts[block.locator]

    def date(self, block: BlockRef) -> str:
        """Return when the source of a block appeared, as EDTF."""
        return self.sources[block.key].metadata.date

    def pairs(self, block: BlockRef) -> Iterator[str]:
        """Yield the text of a block joined with the one before it, and with the one after it."""
        texts = self.sources[block.key].texts
        locators = list(texts)
        at = locators.index(block.locator)
        for first, second in ((at - 1, at), (at, at + 1)):
            if first >= 0 and second < len(locators):
                yield f"{texts[locators[first]]} {texts[locators[second]]}"

    def known(self, quotation: str, key: str) -> Words:
        """Return the words of a source if a quotation has insertions, which must be among them."""
        if not insertions(quotation):
            return NO_WORDS
        if key not in self._known:
            self._known[key] = source_words(self.sources[key].texts.values())
        return self._known[key]

    @property
    def count(self) -> int:
        """The number of blocks; a source's metadata do not count."""
        return sum(len(source.texts) - (ABOUT in source.texts) for source in self.sources.values())

    def _texts(self) -> Iterator[tuple[BlockRef, str]]:
        for key, source in self.sources.items():
            for locator, text in source.texts.items():
                yield BlockRef(key, locator), text
