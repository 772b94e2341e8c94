"""What a PDF says of itself, where it holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbook.core.words.text import normalise, tidy
from briefbook.sources.readers.pdf.margins.take_margins import Margins
from briefbook.sources.reading.article import Metadata, Piece

#: What programs write where the author's name belongs.
_NO_AUTHORS = re.compile(
    r"|user|admin\w*|owner|author|unknown|anonymous|microsoft.*|adobe.*|.*\.(?:docx?|indd|pdf)",
    re.IGNORECASE,
)
#: The name of an account, not of a person; an office may be one word in capitals.
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-Z][a-z]+\d*")
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—·]{2,60}$")
_OPENING = 8


def metadata_of(info: dict[str, str], pieces: Sequence[Piece], margins: Margins) -> Metadata:
    """Return title, author and address; a title only where the text has it too.

    When the file was made or printed is not when the text appeared, so there is no date.
    """
    opening = [normalise(piece.text).lower() for piece in pieces[:_OPENING]]
    headline = next((piece.text for piece in pieces if piece.kind == "headline"), "")
    stated = [tidy(margins.title), tidy(info.get("Title", ""))]
    held = [title for title in stated if normalise(title).lower() in opening]
    title = held[0] if held and not headline else ""
    if not title and not headline and margins.title:
        title = _SITE.sub("", tidy(margins.title))
    author = tidy(info.get("Author", ""))
    return Metadata(
        title=title,
        authors=() if _is_no_author(author) else (author,),
        url=margins.url,
    )


def _is_no_author(said: str) -> bool:
    return bool(_NO_AUTHORS.fullmatch(said) or _ACCOUNT.fullmatch(said))
