"""Scanned PDFs, through ocrmypdf or tesseract where one of them is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from briefbook.core.words.text import tidy
from briefbook.sources.errors import InputError

_MOST_SECONDS = 1800
#: Dots per inch at which a page is drawn for tesseract: what it was trained on.
_RESOLUTION = 300
_MOST_LANGUAGES = 6
_ADVICE = "install ocrmypdf or tesseract, which read it, or run it through OCR yourself"


def recognise(name: str, data: bytes, wrong: str) -> tuple[bytes, str]:
    """Return the PDF with a text layer, and the program that made it, with its version.

    Raises :class:`InputError`: that ``wrong`` is so where no program is installed, or that it
    failed.
    """
    programs: tuple[tuple[str, Callable[[str, Path], None]], ...] = (
        ("ocrmypdf", _by_ocrmypdf),
        ("tesseract", _by_tesseract),
    )
    for program, run in programs:
        path = shutil.which(program)
        if not path:
            continue
        with tempfile.TemporaryDirectory(prefix="briefbook-ocr-") as temporary:
            folder = Path(temporary)
            (folder / "scan.pdf").write_bytes(data)
            try:
                run(path, folder)
                return (folder / "read.pdf").read_bytes(), _version(path, program)
            except (OSError, subprocess.SubprocessError, pypdfium2.PdfiumError):
                failed = f"{wrong}, and {program} failed on it"
                raise InputError(name, failed, "run it through OCR yourself") from None
    raise InputError(name, wrong, _ADVICE)


def _by_ocrmypdf(program: str, folder: Path) -> None:
    options = ["--force-ocr", "--output-type", "pdf", "--quiet", "-l", _languages()]
    _run([program, *options, str(folder / "scan.pdf"), str(folder / "read.pdf")])


def _by_tesseract(program: str, folder: Path) -> None:
    document = pypdfium2.PdfDocument(folder / "scan.pdf")
    pictures = []
    for number, page in enumerate(document):
        path = folder / f"{number:04}.png"
        page.render(scale=_RESOLUTION / 72, grayscale=True).to_pil().save(path)
        pictures.append(str(path))
    (folder / "pages.txt").write_text("\n".join(pictures), encoding="utf-8")
    output = str(folder / "read")
    _run([program, str(folder / "pages.txt"), output, "-l", _languages(), "pdf"])


def _languages() -> str:
    """Return all languages that tesseract has here, as it wants them named."""
    program = shutil.which("tesseract")
    if not program:
        return "eng"
    done = subprocess.run([program, "--list-langs"], capture_output=True, timeout=60, check=False)
    names = done.stdout.decode("utf-8", "replace").splitlines()[1:]
    found = [name.strip() for name in names if name.strip() not in ("", "osd", "equ")]
    return "+".join(sorted(found, key=lambda name: name != "eng")[:_MOST_LANGUAGES]) or "eng"


def _run(command: list[str]) -> None:
    subprocess.run(command, capture_output=True, timeout=_MOST_SECONDS, check=True)


def _version(path: str, program: str) -> str:
    done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    first = tidy(done.stdout.decode("utf-8", "replace").split("\n")[0])
    number = first.removeprefix(program).strip()
    return f"{program} {number}".strip()
