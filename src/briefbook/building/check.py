"""``briefbook check``: runs the builder ``briefcheck`` over the book or a few documents of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefbook.building.disk import full_disk
from briefbook.building.run import without_traceback
from briefbook.core.errors import BriefbookError

_OUT = "build/check"
_LINKS = "build/linkcheck"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check and how to say it; no ``files`` is the whole book."""

    files: tuple[str, ...] = ()
    strict: bool = False
    format: str = "text"
    links: bool = False


def check_book(root: Path, options: CheckOptions) -> int:
    """Check the book in ``root``, print the report, return 0 or 1 (errors were found).

    Raises :class:`BriefbookError` where there is no book, no such document, or Sphinx crashes.
    """
    if not (root / "conf.py").is_file() or not (root / "docs").is_dir():
        raise BriefbookError(
            f"{root}: no conf.py with a folder docs/ beside it; run this in the book's folder"
        )
    settings = [f"brief_check_format={options.format}", f"brief_check_strict={int(options.strict)}"]
    if options.files:
        names = ",".join(_docnames(root, options.files))
        settings.append(f"brief_check_only={names}")
    if options.links:
        # What an earlier run wrote must not pass for this one's.
        (root / _LINKS / "output.json").unlink(missing_ok=True)
        _sphinx(root, "linkcheck", _LINKS, [], quiet=True)
        settings.append(f"brief_check_links={_LINKS}/output.json")
    return _sphinx(root, "briefcheck", _OUT, settings)


def _docnames(root: Path, files: tuple[str, ...]) -> Iterator[str]:
    docs = (root / "docs").resolve()
    for name in files:
        tried = [Path(name), docs / name, docs / f"{name}.md", docs / "chapters" / f"{name}.md"]
        path = next((p.resolve() for p in tried if p.is_file()), None)
        if path is None or not path.is_relative_to(docs):
            raise BriefbookError(
                f"{name}: no document of the book; name it as docs/chapters/martyrs.md"
            )
        yield path.relative_to(docs).with_suffix("").as_posix()


def _sphinx(root: Path, builder: str, out: str, settings: list[str], *, quiet: bool = False) -> int:
    """Run Sphinx with doctrees of its own, so that a check never costs a build its cache."""
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-j", "auto", "--no-color", "-b", builder),
        *("-c", ".", "-d", f"{_OUT}/doctrees", "docs", out),
        *(word for setting in settings for word in ("-D", setting)),
    ]
    done = subprocess.run(
        command,
        cwd=root,
        env={**os.environ, "PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL if quiet else None,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    said = done.stderr.replace(f"{root.resolve()}/", "").strip()
    if full := full_disk(said):
        raise BriefbookError(full)
    if done.returncode not in (0, 1):
        raise BriefbookError(f"the check did not finish: {without_traceback(root, said)}")
    if said and not quiet:
        print(said, file=sys.stderr)
    return done.returncode
