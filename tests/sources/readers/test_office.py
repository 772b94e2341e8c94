"""Formats that LibreOffice turns into .docx where it is installed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from articles.adding import Adder
from articles.word_files import paragraph, word_file

FILES = {
    "a.rtf": b"{\\rtf1\\ansi Boats at the harbour}",
    "rtf.txt": b"{\\rtf1\\ansi Boats at the harbour}",
    "a.odt": b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
    "a.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.rtf", "is an RTF file"),
        ("rtf.txt", "is an RTF file"),
        ("a.odt", "is an OpenDocument text"),
        ("a.doc", "is an old Word document (.doc)"),
    ],
)
def test_without_libreoffice_one_line_says_what_to_do(
    adder: Adder, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    monkeypatch.setenv("PATH", str(adder.root))
    done = adder.run(adder.file(name, FILES[name]))
    assert done.status == 2
    advice = "save it as .docx, or install LibreOffice, which reads it"
    assert f"{name}: {said}; {advice}" in done.err


def office(folder: Path, what: str) -> None:
    """Put a program into a folder that answers as LibreOffice does, and then does ``what``."""
    program = folder / "soffice"
    program.write_text(
        f"#!{sys.executable}\nimport sys, pathlib\n"
        "if '--version' in sys.argv: sys.exit(print('LibreOffice 24.8.1 build') or 0)\n"
        "out = pathlib.Path(sys.argv[sys.argv.index('--outdir') + 1])\n"
        f"assert pathlib.Path(sys.argv[-1]).read_bytes().startswith(b'{{')\n{what}\n",
        encoding="utf-8",
    )
    program.chmod(0o755)


def test_with_libreoffice_the_file_is_read_and_the_record_says_how(
    adder: Adder, monkeypatch: pytest.MonkeyPatch
) -> None:
    converted = word_file(paragraph("Boats", style="Title"), paragraph("They were counted."))
    made = adder.file("made.docx", converted)
    office(adder.root, f"(out / 'article.docx').write_bytes(open({str(made)!r}, 'rb').read())")
    monkeypatch.setenv("PATH", str(adder.root))
    record = adder.add(FILES["a.rtf"], name="a.rtf")
    assert record.title == "Boats"
    assert record.file.media_type == "application/rtf"
    assert record.file.reader.startswith("LibreOffice 24.8.1; briefbook ")


def test_where_libreoffice_fails_one_line_says_so(
    adder: Adder, monkeypatch: pytest.MonkeyPatch
) -> None:
    office(adder.root, "sys.exit(1)")
    monkeypatch.setenv("PATH", str(adder.root))
    done = adder.run(adder.file("a.rtf", FILES["a.rtf"]))
    assert "a.rtf: could not be converted by LibreOffice; save it as .docx" in done.err
