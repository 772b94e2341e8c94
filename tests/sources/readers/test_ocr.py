"""Scanned PDFs, where a program for OCR is installed and where none is."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typst

from articles.adding import Adder
from books import ROOT

SCAN = (ROOT / "tests/sources/bad_articles/scanned.pdf").read_bytes()


def program(folder: Path, name: str, says: str, what: str) -> None:
    """Put a program into a folder that gives its version, else does ``what``."""
    path = folder / name
    path.write_text(
        f"#!{sys.executable}\nimport sys, pathlib, shutil\n"
        f"if '--version' in sys.argv: sys.exit(print({says!r}) or 0)\n"
        "if '--list-langs' in sys.argv: sys.exit(print('Languages:\\nosd\\nrus\\neng') or 0)\n"
        f"{what}\n",
        encoding="utf-8",
    )
    path.chmod(0o755)


@pytest.fixture
def read(adder: Adder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return what OCR makes of the scan: a PDF with text; no program of this machine is found."""
    monkeypatch.setenv("PATH", str(adder.root))
    text = "The harbour office counted twelve boats at the long quay in the spring of that year."
    data = typst.compile(f"#text(size: 20pt)[*Boats*]\n\n{text}".encode())
    assert isinstance(data, bytes)
    return adder.file("read.pdf", data)


def test_without_a_program_one_line_says_which_to_install(adder: Adder, read: Path) -> None:
    assert read.exists()
    done = adder.run(adder.file("scan.pdf", SCAN))
    assert done.status == 2
    assert "scan.pdf: holds no text, only pictures of it; install ocrmypdf or tesseract" in done.err


def test_ocrmypdf_reads_a_scan_and_the_record_says_so(adder: Adder, read: Path) -> None:
    program(adder.root, "ocrmypdf", "16.10.4", f"shutil.copy({str(read)!r}, sys.argv[-1])")
    record = adder.add(SCAN, name="scan.pdf")
    assert record.title == "Boats"
    assert record.file.reader.endswith("; OCR by ocrmypdf 16.10.4")


def test_tesseract_reads_its_pages_in_all_languages_that_it_has(adder: Adder, read: Path) -> None:
    what = (
        "assert sys.argv[3:] == ['-l', 'eng+rus', 'pdf'], sys.argv\n"
        "pages = pathlib.Path(sys.argv[1]).read_text().split()\n"
        "assert pages and all(open(page, 'rb').read(4) == b'\\x89PNG' for page in pages)\n"
        f"shutil.copy({str(read)!r}, sys.argv[2] + '.pdf')"
    )
    program(adder.root, "tesseract", "tesseract 5.3.4\n leptonica-1.82", what)
    record = adder.add(SCAN, name="scan.pdf")
    assert record.file.reader.endswith("; OCR by tesseract 5.3.4")


def test_a_program_that_fails_is_named_in_one_line(adder: Adder, read: Path) -> None:
    assert read.exists()
    program(adder.root, "ocrmypdf", "16.10.4", "sys.exit(3)")
    done = adder.run(adder.file("scan.pdf", SCAN))
    assert "only pictures of it, and ocrmypdf failed on it; run it through OCR" in done.err
