"""The example: a small finished book on two texts of its own, which are in the public domain."""

from __future__ import annotations

from pathlib import Path

from briefbook.starting.book_files import fixed_files, requirements_text

_FOLDER = Path(__file__).parent / "example"
#: Named otherwise here: what is called conf.py is read as code, and texts/ is not published.
_PLACES = {"conf.txt": "conf.py", "texts": "sources/texts"}


def example_files() -> dict[str, bytes]:
    """Return the content of each file of the example, by its path from the book's folder."""
    files = {name: text.encode() for name, text in fixed_files().items()}
    files["requirements.txt"] = requirements_text().encode()
    for path in sorted(_FOLDER.rglob("*")):
        if path.is_file():
            top, *below = path.relative_to(_FOLDER).parts
            files["/".join((_PLACES.get(top, top), *below))] = path.read_bytes()
    return files
