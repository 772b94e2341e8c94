"""The metadata of a PDF, as far as they can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefbook.core.words.text import normalise, tidy
from briefbook.sources.readers.named_authors import named_authors
from briefbook.sources.readers.pdf.margins.take_margins import Margins
from briefbook.sources.reading.article import Metadata, Piece

#: What programs write in the field of the author.
_NO_AUTHORS = re.compile(
    r"|user|admin\w*|owner|author|unknown|anonymous|microsoft.*|adobe.*|.*\.(?:docx?|indd|pdf)",
    re.IGNORECASE,
)
#: The name of an account, not of a person; an office may be one word in capitals.
_ACCOUNT = re.compile(r"[a-z][\w.-]*|[A-Z][a-z]+\d*")
_SITE = re.compile(r"\s+[|–—·-]\s+[^|–—·]{2,60}$")
_OPENING = 8
_PARTICLES = "von|van|de|da|di|del|della|der|den|la|le|bin|ibn|al|dos|du|ter|zu"
_PERSON = re.compile(
    rf"[A-Z\u00c0-\u024f][\w.'’-]*(?: (?:{_PARTICLES}|[A-Z\u00c0-\u024f][\w.'’-]*)){{1,4}}"
)
#: Marks after an author's name: to a note, or to where they work.
_MARKS = re.compile(
    r"[\s,]*[∗*†‡§¶⋆#]+|(?<=[^\W\d_.])[\s,]*\d{1,2}(?:,\d{1,2})*(?=\W|$)|[⁰¹²³⁴-⁹]+"
)
#: What stands under the authors of a paper.
_UNDER = re.compile(
    r"\b(?:abstract|universit|institut|departe?ment|faculty|school of|college|laborator|academy"
    r"|cent(?:re|er) for)|@|corresponding author",
    re.IGNORECASE,
)
_NEAR = 4


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
        authors=authors_under_title(pieces) if _is_no_author(author) else named_authors(author),
        url=margins.url,
    )


def authors_under_title(pieces: Sequence[Piece]) -> tuple[str, ...]:
    """Return whom the line under a paper's title names, with marks or with where they work."""
    first = next((place for place, piece in enumerate(pieces) if piece.kind == "headline"), 0)
    for place, piece in enumerate(pieces[first + 1 : first + 1 + _NEAR], start=first + 1):
        plain = tidy(_MARKS.sub("", piece.text))
        names = re.split(r",? and |, | & ", plain.strip(" ,;"))
        if not all(_PERSON.fullmatch(name) for name in names):
            continue
        under = " ".join(each.text[:200] for each in pieces[place + 1 : place + 1 + _NEAR])
        if plain != tidy(piece.text) or _UNDER.search(under):
            return tuple(names)
    return ()


def _is_no_author(said: str) -> bool:
    return bool(_NO_AUTHORS.fullmatch(said) or _ACCOUNT.fullmatch(said))
