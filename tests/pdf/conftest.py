"""The kitchen book: every construct of the named packages, as a site and as a PDF."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from books import EPOCH, ROOT, SmallBook, run_sphinx
from reading_back.pdf_reader import Pdf, read_pdf


@dataclass(frozen=True, slots=True)
class Kitchen:
    """The kitchen book, built both ways."""

    site: SmallBook
    printed: SmallBook

    @property
    def file(self) -> Path:
        """Return the path of the PDF."""
        return pdf_file(self.printed)

    @property
    def pdf(self) -> Pdf:
        """Return the PDF, opened."""
        return read_pdf(self.file)


def pdf_file(book: SmallBook) -> Path:
    """Return the one PDF of a book that was built with ``briefpdf``."""
    (file,) = book.out.glob("*.pdf")
    return file


@pytest.fixture(scope="session")
def kitchen(tmp_path_factory: pytest.TempPathFactory) -> Kitchen:
    """Return the kitchen book; a warning of either build fails the tests that use it."""
    root = tmp_path_factory.mktemp("kitchen") / "book"
    shutil.copytree(ROOT / "tests" / "pdf" / "kitchen", root)
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    try:
        site, printed = run_sphinx(root, "html"), run_sphinx(root, "briefpdf")
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
    assert (site.messages, printed.messages) == ("", "")
    return Kitchen(site, printed)
