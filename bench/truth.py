"""``make truth CORPUS=folder``: what the comparison of quotations and figures catches, by kind.

The folder holds what you have fetched: networkdynamics/PolNeAR (1,008 news articles; each quotation
of theirs must be in its paragraph), google-research-datasets/QuoteSum (v1/dev.jsonl: answers
that quote passages, in brackets with the number of the passage), or any other articles. Each true
quotation is compared as it is, then changed by each rule of ``tests/support/changes.py``; those
that leave it true must not be flagged, the others must. Figures are compared with their own
paragraph, and with one digit changed. At last a sample is looked up in all articles at once, as
``briefbook verify`` does. The results of other tools, if installed (``other_tools.py``), are
printed beside these. Nothing of the corpora is kept.
"""

# a script, not a package

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests/support"))

from other_tools import judges

from briefbook.checks.figures.check import FigureProbe
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.prose.canonical import canonical
from briefbook.checks.prose.languages.language import language_of
from briefbook.checks.prose.quotation_marks import find_quotations
from briefbook.checks.prose.sentences import last_sentence
from briefbook.checks.prose.word_forms import source_words
from briefbook.checks.prose.wording import words_of
from briefbook.checks.quotations.matching import Around, find_quotation
from briefbook.drafts.library import Library
from briefbook.drafts.quotations import judge_quotation
from briefbook.drafts.sources import FolderSource, read_sources
from briefbook.drafts.verdicts import Status
from briefbook.sources.reading.article import Metadata
from changes import FALSE, SAME, Kind, weighs

_CITED = re.compile(r"\[ (\d) (.*?) \]")
_GAP = re.compile(r"…|\.\s?\.\s?\.|\[[^\]]*\]")
_ELLIPSIS = re.compile(r"\s*\[?(?:…|\.\.\.)\]?\s*")
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A quotation that is true, its paragraph, what stands around it there."""

    words: str
    block: str
    around: Around | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles as lists of paragraphs, by name, and the quotations that are known to be true."""

    name: str
    articles: dict[str, list[str]]
    quotations: list[Known]


def corpora(folder: Path) -> Iterator[Corpus]:
    """Yield the corpora that a folder holds."""
    parts = sorted(path for path in folder.rglob("text") if path.parent.parent.name == "data")
    texts = {
        path.name: path.read_text(encoding="utf-8").split("\n")
        for part in parts
        for path in sorted(part.glob("*.txt"))
    }
    if texts:
        yield Corpus("PolNeAR", texts, list(_quotations(texts.values())))
    quotesum = sorted(folder.rglob("dev.jsonl"))
    for path in quotesum:
        yield Corpus("QuoteSum dev", {}, list(_quotesum(path)))
    if not texts and not quotesum:
        found = read_sources(folder).sources
        articles = {key: list(source.texts.values()) for key, source in found.items()}
        yield Corpus(folder.name, articles, list(_quotations(articles.values())))


def _quotations(articles: Iterable[Sequence[str]]) -> Iterator[Known]:
    for blocks in articles:
        for block in blocks:
            for found in find_quotations(block)[0]:
                if any(map(str.isalnum, found.words)):
                    around = Around(last_sentence(block[: found.start]), block[found.end :][:100])
                    yield Known(found.words, block, around)


def _quotesum(path: Path) -> Iterator[Known]:
    for line in path.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        for number, words in _CITED.findall(answer["summary"]):
            source = answer[f"source{number}"]
            # Half of what the answers have in brackets is a title, put together, or cuts a word.
            if re.search(rf"(?<!\w){re.escape(canonical(words))}(?!\w)", canonical(source)):
                yield Known(words, source)


class Tally:
    """How many of each kind were tried, and how many came out wrong, with a few of those."""

    def __init__(self) -> None:
        self.tried: Counter[str] = Counter()
        self.wrong: Counter[str] = Counter()
        self.examples: dict[str, list[str]] = {}

    def count(self, name: str, *, wrong: bool, example: str) -> None:
        """Count one."""
        self.tried[name] += 1
        if wrong:
            self.wrong[name] += 1
            self.examples.setdefault(name, []).append(example)

    def show(self, title: str, names: Iterable[str], said: str, *, examples: int) -> None:
        """Print a table: tried, wrong, and the share that is right."""
        print(f"\n{title:28} {'tried':>7} {said:>12} {'right':>9}")
        for name in names:
            if tried := self.tried[name]:
                share = 100 * (1 - self.wrong[name] / tried)
                print(f"  {name:26} {tried:7} {self.wrong[name]:12} {share:8.2f}%")
                for example in self.examples.get(name, ())[:examples]:
                    print(f"      {' '.join(example.split())[:170]}")


def measure(corpus: Corpus, dice: random.Random, examples: int) -> None:
    """Compare every quotation and figure of a corpus with its own paragraph; print the tables."""
    start = time.process_time()
    true, false = Tally(), Tally()
    for known in corpus.quotations:
        _compare(known, true, false, dice)
    for blocks in corpus.articles.values():
        for block in blocks:
            _compare_figures(block, true, false, dice)
    print(f"\n{corpus.name}: {len(corpus.quotations)} quotations, {len(corpus.articles)} articles, "
          f"{time.process_time() - start:.0f} s")  # fmt: skip
    names = ("as it is", "in its sentence", *(kind.name for kind in SAME), "figure")
    true.show("True: must pass", names, "false alarms", examples=examples)
    names = (*(kind.name for kind in FALSE), "figure")
    false.show("Changed: must be caught", names, "missed", examples=examples)


def _compare(known: Known, true: Tally, false: Tally, dice: random.Random) -> None:
    words, block = known.words, known.block
    verified = find_quotation(words, block).result.verified
    true.count("as it is", wrong=not verified, example=words)
    if known.around:
        match = find_quotation(words, block, known.around)
        example = f"{known.around.before[-60:]}“{words}”"
        true.count("in its sentence", wrong=not match.result.verified, example=example)
    if not verified:
        return
    language, source = language_of(block), source_words([block])
    for kind in (*SAME, *FALSE):
        changed = kind.rule(words, language, dice)
        if changed is None or (kind.is_false and _may_be_true(changed, known)):
            continue
        # Elsewhere in the paragraph a gap could read true.
        where = words if kind.name in ("gap", "bracket") else block
        result = find_quotation(changed, where, None, source).result
        tally = false if kind.is_false else true
        example = f"{words[:80]} → {changed[:80]}"
        tally.count(kind.name, wrong=result.verified is kind.is_false, example=example)


def measure_others(corpus: Corpus, seed: int) -> None:
    """Print what other tools flag of the true quotations, and miss of the changed ones."""
    for name, accepts in judges():
        dice, tried, wrong = random.Random(seed), Counter[bool](), Counter[bool]()  # noqa: S311  # as above
        for known in corpus.quotations:
            tried[True] += 1
            wrong[True] += not accepts(known.words, known.block)
            language = language_of(known.block)
            for kind in (*SAME, *FALSE):
                changed = kind.rule(known.words, language, dice)
                if changed is None or (kind.is_false and _may_be_true(changed, known)):
                    continue
                tried[not kind.is_false] += 1
                wrong[not kind.is_false] += accepts(changed, known.block) is kind.is_false
        print(
            f"\n{corpus.name}, {name}: {wrong[True]} of {tried[True]} true quotations (as they are "
            f"or changed honestly) flagged, {wrong[False]} of {tried[False]} false ones missed"
        )


def _may_be_true(changed: str, known: Known) -> bool:
    """Tell whether the paragraph may well have the changed words too.

    So where they stand there (“very very”), where a gap hides nothing (“he … said” for “he said”),
    and where the quotation has dots or brackets of its own, which are read as gaps.
    """
    if _GAP.search(known.words):
        return True
    return _plain(changed) in _plain(known.block) or _hides_nothing(changed, known)


def _hides_nothing(changed: str, known: Known) -> bool:
    """Tell whether a gap may also stand where it hides nothing that matters.

    “You are not … old” is as true of “You are not weak, you are not that old” as it is false.
    """
    words, parts = known.words.lower(), [part.lower() for part in _ELLIPSIS.split(changed)]
    if len(parts) != 2 or not all(parts):
        return False
    end = words.rfind(parts[1])
    start = words.rfind(parts[0], 0, end) if end >= 0 else -1
    return start >= 0 and not weighs(words[start + len(parts[0]) : end], language_of(known.block))


def _plain(text: str) -> str:
    return " ".join(words_of(_GAP.sub(" ", canonical(text).lower())))


def _compare_figures(block: str, true: Tally, false: Tally, dice: random.Random) -> None:
    keys = {key for claim in find_claims(block) for key in (*claim.keys, *claim.either)}
    for claim in find_claims(block):
        example = f"{block[claim.start : claim.end]}: {block[max(0, claim.start - 60) :][:140]}"
        wrong = not FigureProbe(claim).match(block).result.verified
        true.count("figure", wrong=wrong, example=example)
        digits = [at for at in range(claim.start, claim.end) if block[at] in "123456789"]
        if not digits:
            continue
        at = dice.choice(digits)
        other = dice.choice("123456789".replace(block[at], ""))
        changed = block[:at] + other + block[at + 1 :]
        for each in find_claims(changed):
            if each.start <= at < each.end and not keys.issuperset((*each.keys, *each.either)):
                found = FigureProbe(each).match(block).result.verified
                example = f"{changed[each.start : each.end]}: {block[max(0, at - 60) : at + 60]}"
                false.count("figure", wrong=found, example=example)


def measure_library(corpus: Corpus, dice: random.Random, sample: int, examples: int) -> None:
    """Look a sample up in all articles at once, true and changed; print the table."""
    sources = {
        name: FolderSource(
            name, name, Metadata(), {f"¶ {n}": text for n, text in enumerate(blocks, 1)}
        )
        for name, blocks in corpus.articles.items()
    }
    library = Library(sources)
    chosen = dice.sample(corpus.quotations, min(sample, len(corpus.quotations)))
    tally, statuses = Tally(), Counter[str]()
    start = time.process_time()
    for known in chosen:
        verdict = judge_quotation(known.words, known.around or Around(), frozenset(), library, 1)
        tally.count("true", wrong=verdict.status is not Status.EXACT, example=known.words)
        kind: Kind = dice.choice(FALSE)
        changed = kind.rule(known.words, language_of(known.block), dice)
        if changed is None or _may_be_true(changed, known) or len(changed.split()) < _SHOWN:
            continue
        verdict = judge_quotation(changed, Around(), frozenset(), library, 1)
        wrong = verdict.status is Status.EXACT
        tally.count("changed", wrong=wrong, example=f"{known.words[:80]} → {changed[:80]}")
        statuses[verdict.status.value] += 1
    title = f"Among all {len(sources)} articles"
    tally.show(title, ("true", "changed"), "wrong", examples=examples)
    told = ", ".join(f"{count} {status}" for status, count in statuses.most_common())
    print(f"  the changed: {told}; {time.process_time() - start:.0f} s")


def main() -> int:
    """Measure every corpus of the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path, help="the folder with what you have fetched")
    parser.add_argument("--sample", type=int, default=2000, help="looked up in all articles")
    parser.add_argument("--examples", type=int, default=_SHOWN, help="of each kind that went wrong")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not options.corpus.name or not options.corpus.is_dir():
        said = f"CORPUS={options.corpus}: no such folder; name the one of your corpora"
        print(said, file=sys.stderr)
        return 2
    dice = random.Random(options.seed)  # noqa: S311  # no secret: the same changes each time
    for corpus in corpora(options.corpus):
        measure(corpus, dice, options.examples)
        measure_others(corpus, options.seed)
        if corpus.articles:
            measure_library(corpus, dice, options.sample, options.examples)
    return 0


if __name__ == "__main__":
    sys.exit(main())
