"""OpenDocument, RTF and old Word files, through LibreOffice where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.word.reader import read_word
from briefbook.sources.reading.article import ReaderResult

#: What each format is called, and the media type of its files.
_FORMATS = {
    "odt": ("an OpenDocument text", "application/vnd.oasis.opendocument.text"),
    "rtf": ("an RTF file", "application/rtf"),
    "doc": ("an old Word document (.doc)", "application/msword"),
}
_PROGRAMS = ("soffice", "libreoffice")
_MOST_SECONDS = 120


def office_reader(kind: str) -> Callable[[str, bytes], ReaderResult]:
    """Return the reader of a format: ``odt``, ``rtf`` or ``doc``."""

    def read(name: str, data: bytes) -> ReaderResult:
        program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
        what, media_type = _FORMATS[kind]
        if not program:
            advice = "save it as .docx, or install LibreOffice, which reads it"
            raise InputError(name, f"is {what}", advice)
        converted, version = _convert(program, name, kind, data)
        result = read_word(name, converted)
        return replace(result, media_type=media_type, reader=f"{version}; {result.reader}")

    return read


def _convert(program: str, name: str, kind: str, data: bytes) -> tuple[bytes, str]:
    """Return the file as .docx, and LibreOffice's name with its version."""
    with tempfile.TemporaryDirectory(prefix="briefbook-office-") as temporary:
        folder = Path(temporary)
        source = folder / f"article.{kind}"
        source.write_bytes(data)
        # A profile of its own: an instance that is already open would take the job over.
        options = ["--headless", "--norestore", f"-env:UserInstallation={folder.as_uri()}/profile"]
        command = [program, *options, "--convert-to", "docx", "--outdir", temporary, str(source)]
        wrong, advice = "could not be converted by LibreOffice", "save it as .docx"
        try:
            subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=True)
            said = subprocess.run(
                [program, options[-1], "--version"], capture_output=True, timeout=30, check=False
            )
            version = " ".join(tidy(said.stdout.decode("utf-8", "replace")).split()[:2])
            return (folder / "article.docx").read_bytes(), version or "LibreOffice"
        except (OSError, subprocess.SubprocessError):
            raise InputError(name, wrong, advice) from None
