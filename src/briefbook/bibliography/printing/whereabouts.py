"""Where a work is found: its numbers, its addresses, its copy in an archive."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from briefbook.bibliography.dates.words import from_csl_date
from briefbook.bibliography.printing.printed_item import PrintedItem, capital, linked
from briefbook.bibliography.rich_text import RichText, Run, chained, rich


def identifiers(work: PrintedItem) -> Iterator[RichText]:
    """Yield the numbers of a work, and its place on a shelf."""
    for name in ("ISBN", "ISSN", "PMID", "PMCID"):
        yield rich(f"{name} {work.get(name)}" if work.get(name) else "")
    for name in ("ISRN", "ISMN", "ISAN", "ISWC", "ISRC"):
        yield rich(f"{name} {work.custom[name]}" if work.custom.get(name) else "")
    yield rich(", ".join(x for x in (work.get("call-number"), work.get("source")) if x))


def links(work: PrintedItem) -> Iterator[RichText]:
    """Yield the addresses of a work: DOI, server, web address, archived copy."""
    doi, url = work.get("DOI"), work.get("URL")
    if doi:
        address = f"https://doi.org/{doi}"
        yield (Run(address, href=f"https://doi.org/{quote(doi, safe='/:;()._-')}"),)
    yield _archive(work)
    seen = work.words.date(from_csl_date(work.item.get("accessed", {})))
    accessed = f" ({work.words.accessed.format(seen)})" if seen else ""
    same = doi and url.lower().endswith(f"doi.org/{doi.lower()}")
    if url == work.custom.get("eprint-url"):
        yield rich(accessed.strip(" ()"))
    elif url and not same and not work.custom.get("url-in-note"):
        yield chained(linked(url), accessed)
    elif accessed:
        yield rich(capital(accessed.strip(" ()")))
    for other in work.custom.get("other-urls", ()):
        yield linked(str(other))
    archived = str(work.custom.get("archive-url", ""))
    if archived:
        date = work.words.date(from_csl_date(work.custom.get("archive-date", {})))
        yield chained(capital(work.words.archived), linked(archived), f" ({date})" if date else "")
    # Beside the addresses: it says whether what is there is still what was read.
    yield rich(f"SHA-256 {work.custom['sha256']}" if work.custom.get("sha256") else "")


def _archive(work: PrintedItem) -> RichText:
    """Return ``arXiv:1701.01234 [cs.CL]``, linked, or an archive and the place in it."""
    archive, place = work.get("archive"), work.get("archive_location")
    if not place:
        return rich(archive)
    href = str(work.custom.get("eprint-url", ""))
    separator = ":" if href or (place[0].isdigit() and " " not in archive) else ", "
    separator = separator if archive else ""
    return rich(f"{archive}{separator}{place}", href=href)
