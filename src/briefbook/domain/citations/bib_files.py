"""The .bib files are read before anything else, and a slip in one is said in one line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pybtex.exceptions import PybtexError
from sphinxcontrib.bibtex.bibfile import parse_bibdata

from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.core.files.text_files import TextError, read_text
from briefbook.domain.reporting.refusal import refuse, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx

    from briefbook.domain.citations.cite_domain import BriefCiteDomain


def read_bibfiles(app: Sphinx) -> None:
    """Read the .bib files where bibtex keeps them; its own turn then finds them up to date.

    Refuses the book where a file cannot be read: bibtex would let the parser's exception through.
    """
    domain = cast("BriefCiteDomain", app.env.get_domain("cite"))
    root = Path(app.confdir)
    names = app.config.bibtex_bibfiles or ()
    line = conf_lines(root).options.get("bibtex_bibfiles", 0)
    if isinstance(names, str):
        wanted = f"bibtex_bibfiles = {names!r}: expected a list of names; write [{names!r}]"
        refuse([Diagnostic(NAME, line, Code.CONFIG.value, wanted)])
    files = [(root / name).resolve() for name in names]
    utf8 = app.config.bibtex_encoding.lower().replace("_", "-").startswith("utf-8")
    refuse(_unreadable(files, root, line) if utf8 else ())
    try:
        # By content: the time of a file that was put back, or of a link, says nothing.
        contents = [(str(path), path.is_file() and path.read_bytes()) for path in files]
        read = repr((contents, app.config.bibtex_encoding))
        digest = hashlib.sha256(read.encode()).hexdigest()
        if domain.data.get("brief_bibfiles") != digest:
            domain.data["bibdata"] = parse_bibdata(files, app.config.bibtex_encoding)
            domain.data["brief_bibfiles"] = digest
    except (PybtexError, UnicodeError, OSError) as error:
        refuse([_explain(error, files, root)])


def _unreadable(files: list[Path], root: Path, line: int) -> Iterator[Diagnostic]:
    for path in files:
        name = shown(path, root)
        if not path.exists():
            missing = (
                f"bibtex_bibfiles names {name}, which is not there; put it back or take it out"
            )
            yield Diagnostic(NAME, line, Code.FILE_UNREADABLE.value, missing)
            continue
        try:
            read_text(path, name)
        except TextError as error:
            yield Diagnostic(name, error.line, Code.FILE_UNREADABLE.value, str(error))


def _explain(error: Exception, files: list[Path], root: Path) -> Diagnostic:
    name = getattr(error, "filename", None)
    # With one file, as in most books, there is no doubt which it is.
    path = Path(name) if name else files[0] if len(files) == 1 else None
    place = ", ".join(shown(each, root) for each in ([path] if path else files))
    line = getattr(error, "lineno", None) or 0
    what = str(error).partition(": ")[2] if line else str(error)
    return Diagnostic(
        place,
        line,
        Code.FILE_UNREADABLE.value,
        f"{what or error}; fix the entry that ends there or begins before it",
    )


def setup_bibtex_defaults(config: Any, root: Path) -> None:
    """Set what the bibliography needs where conf.py says nothing; ``root`` is its folder."""
    wanted = {
        # A book that cites nothing yet has no bibliography, and needs none.
        "bibtex_bibfiles": [name for name in ("references.bib",) if (root / name).exists()],
        "bibtex_default_style": "brief",
        "bibtex_reference_style": "author_year",
        "bibtex_cite_id": "ref-{key}",
        "bibtex_tooltips": False,
    }
    for name, value in wanted.items():
        if getattr(config, name) == config.values[name].default:
            setattr(config, name, value)
