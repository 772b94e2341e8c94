"""The authors in a file's one field for them."""

from __future__ import annotations

import re

from briefbook.bibliography.natural_names import read_names_in_words
from briefbook.bibliography.persons import full_name

#: Where an author works, or how to write to them, behind a name.
_BEHIND = re.compile(r"\s*(?:\([^()]*\)|<[^<>]*>|\[[^\[\]]*\])")


def named_authors(said: str) -> tuple[str, ...]:
    """Return the names of “Ann Bell (The Lake University), Carl Dörn and Ed Fox”, each in full."""
    plain = _BEHIND.sub("", said).strip(" ,;")
    return tuple(full_name(name) for name in read_names_in_words(plain or said))
