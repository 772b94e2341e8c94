"""Read the .bib files before anything else; an entry with a mistake is left out."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sphinxcontrib.bibtex.bibfile import BibData, BibFile, get_mtime

from briefbook import __version__
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.domain.citations.works import Works, bibliography_data, read_works
from briefbook.domain.reporting.refusal import refuse, shown
from briefbook.domain.reporting.report import report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx.application import Sphinx

    from briefbook.domain.citations.cite_domain import BriefCiteDomain


def read_bibfiles(app: Sphinx) -> None:
    """Read the .bib files into bibtex's own store, so that bibtex finds them up to date.

    Reports what cannot be read in them at its line. Refuses the book where a file is missing.
    """
    domain = cast("BriefCiteDomain", app.env.get_domain("cite"))
    root = Path(app.confdir)
    names = app.config.bibtex_bibfiles or ()
    line = conf_lines(root).options.get("bibtex_bibfiles", 0)
    if isinstance(names, str):
        wanted = f"bibtex_bibfiles = {names!r}: expected a list of names; write [{names!r}]"
        refuse([Diagnostic(NAME, line, Code.CONFIG.value, wanted)])
    files = [(root / name).resolve() for name in names]
    encoding = app.config.bibtex_encoding
    works = _read(files, root, line, encoding, domain.data.get("brief_works"))
    domain.data["brief_works"] = works
    domain.data["bibdata"] = _bibdata(works, files, root, encoding)
    report(works.findings)


def _read(files: Sequence[Path], root: Path, line: int, encoding: str, kept: Works | None) -> Works:
    """Read the files, or return what is kept where their content is the same."""
    found: list[Diagnostic] = []
    sources: list[tuple[str, str | bytes]] = []
    for path in files:
        name = shown(path, root)
        try:
            sources.append((name, _content(path, encoding)))
        except OSError as error:
            said = "is not there" if not path.exists() else f"cannot be read: {error.strerror}"
            missing = f"bibtex_bibfiles names {name}, which {said}; restore it or remove its name"
            found.append(Diagnostic(NAME, line, Code.FILE_UNREADABLE.value, missing))
        except (UnicodeError, LookupError) as error:
            wrong = f"bibtex_encoding = {encoding!r}: {error}; save {name} as UTF-8"
            found.append(Diagnostic(name, 0, Code.FILE_UNREADABLE.value, wrong))
    refuse(found)
    # By content: the time of a restored file, or of a link, says nothing.
    digest = hashlib.sha256(repr((__version__, sources)).encode()).hexdigest()
    if kept is not None and kept.digest == digest:
        return kept
    return read_works(sources, digest, kept.by_key if kept else {})


def _content(path: Path, encoding: str) -> str | bytes:
    """Return the bytes of a file; its text where conf.py says that it is not UTF-8."""
    content = path.read_bytes()
    utf8 = encoding.lower().replace("_", "-").startswith(("utf-8", "utf8"))
    return content if utf8 else content.decode(encoding)


def _bibdata(works: Works, files: Sequence[Path], root: Path, encoding: str) -> BibData:
    paths = {shown(path, root): path for path in files}
    keys: dict[Path, dict[str, None]] = {path: {} for path in files}
    for key, work in works.by_key.items():
        keys[paths[work.entry.path]][key] = None
    found = {path: BibFile(get_mtime(path), held) for path, held in keys.items()}
    return BibData(encoding, found, bibliography_data(works.by_key.values()))


def setup_bibtex_defaults(config: Any, root: Path) -> None:
    """Set the defaults of the bibliography that conf.py does not set; ``root`` is its folder."""
    wanted = {
        # A book that cites nothing yet has no bibliography, and needs none.
        "bibtex_bibfiles": [name for name in ("references.bib",) if (root / name).exists()],
        "bibtex_reference_style": "author_year",
        "bibtex_tooltips": False,
    }
    for name, value in wanted.items():
        if getattr(config, name) == config.values[name].default:
            setattr(config, name, value)
