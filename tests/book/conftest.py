"""The real book's site and PDF, read once."""

from __future__ import annotations

import pytest

from books import RealBook
from reading_back.pdf_reader import Pdf, read_pdf
from reading_back.site_reader import Site, read_site


@pytest.fixture(scope="session")
def site(real_book: RealBook) -> Site:
    """Return the built site, parsed."""
    return read_site(real_book.html)


@pytest.fixture(scope="session")
def pdf(real_book: RealBook) -> Pdf:
    """Return the built PDF, opened."""
    return read_pdf(real_book.pdf)
