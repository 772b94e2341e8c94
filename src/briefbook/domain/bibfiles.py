"""The .bib files are read before anything else, and a slip in one is said in one line."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pybtex.exceptions import PybtexError
from sphinx.errors import ConfigError
from sphinxcontrib.bibtex.bibfile import parse_bibdata

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.domain.citations import BriefCiteDomain


def read_bibfiles(app: Sphinx) -> None:
    """Read the .bib files where bibtex keeps them; its own turn then finds them up to date.

    Raises :class:`sphinx.errors.ConfigError`, which Sphinx prints without a traceback, where a
    file cannot be read: bibtex would let the parser's exception through.
    """
    domain = cast("BriefCiteDomain", app.env.get_domain("cite"))
    root = Path(app.confdir)
    files = [(root / name).resolve() for name in app.config.bibtex_bibfiles or ()]
    try:
        # By content: the time of a file that was put back, or of a link, says nothing.
        contents = [(str(path), path.is_file() and path.read_bytes()) for path in files]
        read = repr((contents, app.config.bibtex_encoding))
        digest = hashlib.sha256(read.encode()).hexdigest()
        if domain.data.get("brief_bibfiles") != digest:
            domain.data["bibdata"] = parse_bibdata(files, app.config.bibtex_encoding)
            domain.data["brief_bibfiles"] = digest
    except (PybtexError, UnicodeDecodeError) as error:
        raise ConfigError(_explain(error, files, root)) from None


def _explain(error: Exception, files: list[Path], root: Path) -> str:
    name = getattr(error, "filename", None)
    # With one file, as in most books, there is no doubt which it is.
    path = Path(name) if name else files[0] if len(files) == 1 else None
    place = ", ".join(_shown(each, root) for each in ([path] if path else files))
    line = getattr(error, "lineno", None)
    if isinstance(error, UnicodeDecodeError):
        return f"{place}: not UTF-8; save it as UTF-8"
    what = str(error).partition(": ")[2] if line else str(error)
    return (
        f"{place}{f':{line}' if line else ''}: {what or error}; mend the entry that ends there or "
        "begins before it"
    )


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)


def setup_bibtex_defaults(config: Any, root: Path) -> None:
    """Set what the bibliography needs where conf.py says nothing; ``root`` is its folder."""
    wanted = {
        # A book that cites nothing yet has no bibliography, and needs none.
        "bibtex_bibfiles": [name for name in ("references.bib",) if (root / name).is_file()],
        "bibtex_default_style": "brief",
        "bibtex_reference_style": "author_year",
        "bibtex_cite_id": "ref-{key}",
        "bibtex_tooltips": False,
    }
    for name, value in wanted.items():
        if getattr(config, name) == config.values[name].default:
            setattr(config, name, value)
