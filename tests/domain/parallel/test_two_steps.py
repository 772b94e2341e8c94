"""A large book is written by several processes, and nobody can tell."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from sphinx.errors import SphinxError

from books import SMALL_CONF, SmallBook, run_sphinx, write_files
from briefbook.core.processes.faults import FaultError
from briefbook.domain.parallel.two_steps import Steps, run_in_two_steps
from briefbook.pdf.typst.errors import PdfError, Problem
from pdf.conftest import pdf_file

pytestmark = pytest.mark.long


def _kept_and_found(number: int) -> tuple[int, int]:
    return number, number


def _adding(total: int) -> Callable[[int], int]:
    return lambda number: total + 2 * number


@pytest.mark.parametrize("processes", [1, 2, 3, 50])
def test_the_processes_meet_and_keep_the_order(processes: int) -> None:
    numbers = list(range(30))
    found: list[list[int]] = []

    def meet(all_found: list[int]) -> int:
        found.append(all_found)
        return sum(all_found)

    made = run_in_two_steps(numbers, processes, Steps(_kept_and_found, meet, _adding))
    assert made == [435 + 2 * number for number in numbers]
    assert found == [numbers]


def test_who_is_busy_with_the_last_item_leaves_the_others_to_the_rest() -> None:
    begun = multiprocessing.get_context("fork").Semaphore(0)

    def begin(number: int) -> tuple[int, int]:
        if number < 29:
            begun.release()
        else:
            assert all(begun.acquire(timeout=30) for _ in range(29))
        return number, number

    def finish(_known: int) -> Callable[[int], tuple[int, int]]:
        return lambda number: (number, os.getpid())

    made = run_in_two_steps(list(range(30)), 2, Steps(begin, len, finish))
    busy = made[-1][1]
    assert [number for number, process in made if process == busy] == [29]


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("step", ["begin", "finish"])
def test_what_a_step_raises_comes_whole_and_the_first_of_two(processes: int, step: str) -> None:
    def fails(number: int, here: str) -> None:
        if step == here and number in {11, 28}:
            raise PdfError(Problem(None, f"{number}"), Problem(None, "second"))

    def begin(number: int) -> tuple[int, int]:
        fails(number, "begin")
        return number, number

    def finish(_known: int) -> Callable[[int], None]:
        return lambda number: fails(number, "finish")

    with pytest.raises(PdfError) as caught:
        run_in_two_steps(list(range(30)), processes, Steps(begin, len, finish))
    assert [problem.message for problem in caught.value.problems] == ["11", "second"]


def test_a_worker_that_is_killed_is_an_error_that_says_what_to_do() -> None:
    def begin(number: int) -> tuple[int, int]:
        if number == 29:
            os.kill(os.getpid(), signal.SIGKILL)
        return number, number

    with pytest.raises(SphinxError, match=r"was killed \(SIGKILL\).* fewer at a time"):
        run_in_two_steps(list(range(30)), 2, Steps(begin, len, _adding))


def test_a_fault_in_a_worker_keeps_its_reason_and_its_traceback() -> None:
    def begin(number: int) -> tuple[int, int]:
        return number, {"known": number}["unknown"]

    with pytest.raises(FaultError) as caught:
        run_in_two_steps(list(range(30)), 2, Steps(begin, len, _adding))
    fault = caught.value.fault
    assert fault.what == "KeyError: 'unknown'"
    assert fault.place.startswith("briefbook/domain/parallel/two_steps.py:")
    assert f'File "{__file__}"' in fault.report


def test_what_cannot_be_handed_over_is_a_fault_that_says_what(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def begin(number: int) -> tuple[int, Callable[[], int]]:
        return number, lambda: number

    with pytest.raises(FaultError) as caught:
        run_in_two_steps(list(range(30)), 2, Steps(begin, len, _adding))
    assert "local object" in caught.value.fault.what
    assert "Traceback" not in capfd.readouterr().err


def test_a_worker_that_ends_without_a_word_is_not_said_to_want_memory() -> None:
    def begin(number: int) -> tuple[int, int]:
        if number == 29:
            os._exit(3)
        return number, number

    with pytest.raises(FaultError) as caught:
        run_in_two_steps(list(range(30)), 2, Steps(begin, len, _adding))
    assert str(caught.value.fault) == "a process of the build ended with status 3"


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


@pytest.mark.parametrize(
    ("text", "said"),
    [("```{raw} html\n<b>lost</b>\n```", "raw HTML"), ("See {ref}`nowhere`.", "nowhere")],
)
def test_one_process_and_two_say_the_same_in_the_same_order(
    tmp_path: Path, text: str, said: str
) -> None:
    one, two = (_book(tmp_path / str(jobs), jobs, f"\n{text}\n") for jobs in (1, 2))
    assert one.messages == two.messages
    assert [line.split(":")[0] for line in one.messages.splitlines() if said in line] == [
        "docs/c03.md",
        "docs/c14.md",
    ]
