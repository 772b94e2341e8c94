"""A large book is written by several processes, and nobody can tell."""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from books import SMALL_CONF, SmallBook, run_sphinx, write_files
from briefbook.pdf.errors import PdfError, Problem
from briefbook.pdf.processes import in_shares
from pdf.conftest import pdf_file


def _doubled(share: Sequence[int]) -> Generator[list[int], int, list[int]]:
    total = yield list(share)
    return [total + 2 * number for number in share]


def _total(found: list[list[int]]) -> int:
    return sum(map(sum, found))


@pytest.mark.parametrize("processes", [1, 2, 3, 50])
def test_the_shares_meet_and_keep_their_order(processes: int) -> None:
    numbers = list(range(30))
    made = in_shares(numbers, processes, _doubled, _total)
    assert [number for share in made for number in share] == [435 + 2 * n for n in numbers]


def test_what_a_worker_raises_comes_whole() -> None:
    def work(share: Sequence[int]) -> Generator[int, int, int]:
        known = yield 0
        if 29 in share:
            raise PdfError(Problem(None, "first"), Problem(None, "second"))
        return known

    with pytest.raises(PdfError) as caught:
        in_shares(list(range(30)), 2, work, len)
    assert [problem.message for problem in caught.value.problems] == ["first", "second"]


def test_a_worker_that_is_killed_is_an_error_that_says_what_to_do() -> None:
    def work(share: Sequence[int]) -> Generator[int, int, int]:
        if 29 in share:
            os.kill(os.getpid(), signal.SIGKILL)
        return (yield 0)

    with pytest.raises(SphinxError, match="try again with -j 1"):
        in_shares(list(range(30)), 2, work, len)


def _book(folder: Path, jobs: int, extra: str = "") -> SmallBook:
    names = [f"c{number:02}" for number in range(18)]
    toctree = "\n".join(names)
    files = {"conf.py": SMALL_CONF, "references.bib": ""} | {
        f"docs/{name}.md": f"---\nprefix: {name}\n---\n\n# Chapter {name}\n\n{{#{name}-1}}\n"
        f"See [](#{names[(at + 7) % 18]}-1).[^x]\n\n[^x]: Comment: of {name}.\n"
        + (extra if at in {3, 14} else "")
        for at, name in enumerate(names)
    }
    index = f"# A\n\n```{{toctree}}\n:numbered:\n\n{toctree}\n```\n"
    write_files(folder, files | {"docs/index.md": index})
    return run_sphinx(folder, "briefpdf", jobs)


def test_one_process_and_two_print_the_same_bytes(tmp_path: Path) -> None:
    one, two = _book(tmp_path / "one", 1), _book(tmp_path / "two", 2)
    assert not one.messages
    assert not two.messages
    assert pdf_file(one).read_bytes() == pdf_file(two).read_bytes()


def test_one_process_and_two_find_the_same_fault_in_the_same_order(tmp_path: Path) -> None:
    raw = "\n```{raw} html\n<b>lost</b>\n```\n"
    one, two = _book(tmp_path / "one", 1, raw), _book(tmp_path / "two", 2, raw)
    assert one.messages == two.messages
    assert [line.split(":")[0] for line in one.messages.splitlines() if "raw HTML" in line] == [
        "docs/c03.md",
        "docs/c14.md",
    ]
