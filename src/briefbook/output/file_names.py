"""The names of the files that a reader takes away: the PDF and the brief."""

from __future__ import annotations

import hashlib

from sphinx.config import Config

from briefbook.core.words.romanised import latin_slug

_LONGEST = 180
"""Letters of a name that leave room for "-brief", a volume's number and the temporary file's name:
most file systems take 255."""


def pdf_name(config: Config) -> str:
    """Return the PDF's file name without its ending: ``brief_pdf_name``, or the title as a slug.

    Letters of other scripts are Latin in it. The PDF of some chapters has their names in its own:
    it never overwrites the whole book's.
    """
    name = str(config["brief_pdf_name"]) or str(config.project)
    parts = [name, *config["brief_pdf_chapters"]]
    whole = "-".join(filter(None, map(latin_slug, parts))) or "book"
    if len(whole) <= _LONGEST:
        return whole
    # Cut, two selections of many chapters could have one name.
    return f"{whole[:_LONGEST].rstrip('-')}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


def brief_name(config: Config) -> str:
    """Return the file name of the brief without its ending."""
    return f"{pdf_name(config)}-brief"
