"""Write CODES.md, the page of all codes: ``python -m briefbook.checks.engine.codes_page``."""

from __future__ import annotations

from pathlib import Path

from briefbook.checks.engine.registry import BUILT_IN
from briefbook.checks.engine.report import explained
from briefbook.core.files.writing import write_if_changed

PAGE = Path(__file__).with_name("CODES.md")
_HEAD = """\
# What the checks report

Each finding ends with its code, as in `[brief.quote_not_found]`. An error fails `make check`; a
warning does so with `STRICT=1`. Findings of Sphinx and MyST keep their own codes and are errors.

Words in quotation marks that quote nobody are marked `["so-called"]{.own}`, figures, dates and
names of the editors' own `[15,600]{.own}`, a paragraph that needs no source `{#bridges-7 .own}`.
A year or month that the editors inferred is theirs, also in a note: it is marked.
"""


def make_codes_page() -> str:
    """Return the page as Markdown, one section a code, in the order of codes.toml."""
    sections = [
        f"## {code.value}\n\n*{code.severity.value}* — {code.what}\n\n"
        f"**Why:** {code.why}\n\n**What to do:** {code.remedy}\n"
        for code in explained(BUILT_IN).values()
    ]
    return "\n".join([_HEAD, *sections])


if __name__ == "__main__":
    write_if_changed(PAGE, make_codes_page())
