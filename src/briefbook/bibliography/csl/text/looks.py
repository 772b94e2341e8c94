"""How pieces of text look, and where numbers and addresses lead."""

from __future__ import annotations

from urllib.parse import quote

from briefbook.bibliography.rich_text import Run

LINKED = {
    "DOI": "https://doi.org/",
    "PMID": "https://www.ncbi.nlm.nih.gov/pubmed/",
    "PMCID": "https://www.ncbi.nlm.nih.gov/pmc/articles/",
    "URL": "",
}


def looking(run: Run, value: str) -> Run:
    """Give a piece one look of CSL; italics within italics turn upright."""
    if value in {"italic", "oblique"}:
        return run._replace(italic=not run.italic)
    if value == "bold":
        return run._replace(bold=not run.bold)
    if value == "small-caps":
        return run._replace(smallcaps=True)
    if value in {"sup", "sub"}:
        return run._replace(sup=value == "sup", sub=value == "sub")
    return run


def with_address(runs: list[Run], variable: str, value: str) -> list[Run]:
    """Link a number or an address; a prefix that is the beginning of an address belongs to it."""
    base = LINKED[variable]
    if variable == "URL" or value.startswith("http"):
        if not value.startswith(("https://", "http://")):
            return runs
        href = value
    else:
        href = f"{base}{quote(value, safe='/:;()._-')}"
    before, found, begun = runs[0].text.partition("http")
    if found and not runs[0].nocase:
        runs = [Run(before), Run(found + begun, href=href), *runs[1:]]
    return [run._replace(href=href) if run.nocase else run for run in runs]
