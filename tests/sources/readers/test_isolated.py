"""A PDF that ends the process which reads it, or takes too much, costs one line."""

from __future__ import annotations

import io
import resource
from pathlib import Path

import pikepdf
import pytest
import typst

from articles.adding import Adder
from briefbook.sources.errors import InputError
from briefbook.sources.readers.pdf import isolated

PDF = typst.compile(b"= Boats\n\nThe harbour office counted them.")


@pytest.mark.parametrize(
    ("program", "said"),
    [
        ("import os; os.abort()", "unpacks to more than can be read, or is broken"),
        ("print('no JSON')", "is not a readable PDF"),
        ("import time; time.sleep(60)", "takes too long to read"),
    ],
)
def test_a_reading_process_that_fails_is_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, program: str, said: str
) -> None:
    (tmp_path / "failing.py").write_text(program, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(isolated, "_PROGRAM", "failing")
    monkeypatch.setattr(isolated, "_MOST_SECONDS", 2)
    with pytest.raises(InputError, match=f"a.pdf: {said}; "):
        isolated.extract_text("a.pdf", b"")


def test_the_limits_hold_for_the_reading_process_alone() -> None:
    assert isinstance(PDF, bytes)
    before = resource.getrlimit(resource.RLIMIT_AS)
    assert isolated.extract_text("a.pdf", PDF).count == 1
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_no_module_beside_the_book_stands_in_for_pythons_own(adder: Adder) -> None:
    assert isinstance(PDF, bytes)
    (adder.root / "json.py").write_text("raise SystemExit('taken over')", encoding="utf-8")
    assert adder.add(PDF, name="a.pdf").title == "Boats"


def test_a_pdf_that_only_forbids_copying_is_read(adder: Adder) -> None:
    assert isinstance(PDF, bytes)
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(PDF)) as document:
        document.save(made, encryption=pikepdf.Encryption(owner="secret", user=""))
    assert adder.add(made.getvalue(), name="a.pdf").title == "Boats"


def test_lines_before_a_pdf_do_no_harm(adder: Adder) -> None:
    assert isinstance(PDF, bytes)
    assert adder.add(b"HTTP/1.1 200 OK\n\n" + PDF, name="a.pdf").title == "Boats"
