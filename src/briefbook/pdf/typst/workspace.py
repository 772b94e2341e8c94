"""The folder that Typst sees: theme, documents and pictures, as copies."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import typst

from briefbook.domain.analysis.chart_files import printed_form
from briefbook.pdf.typst.calls import FOLDER
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.theme_labels import THEME, theme_labels

PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp"})
"""A PDF cannot be in a PDF that is tagged and for archives: Typst has no way yet."""


@dataclass(slots=True)
class Workspace:
    """A folder of its own for one compile; everything in it was copied there by name."""

    root: Path
    _pictures: dict[Path, str] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)

    def open(self) -> None:
        """Make the folder empty but for the theme."""
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / "theme").mkdir(parents=True)
        (self.root / "img").mkdir()
        (self.root / FOLDER).mkdir()
        for file in sorted(THEME.glob("*.typ")):
            (self.root / "theme" / file.name).write_bytes(file.read_bytes())
        (self.root / "theme" / "labels.json").write_text(theme_labels(), encoding="utf-8")

    def forget_pictures(self) -> None:
        """Copy a picture anew when it is asked for again: it may have changed."""
        self._pictures.clear()

    def write(self, name: str, code: str) -> None:
        """Write one Typst file, unless it already holds that code."""
        if self._written.get(name) != code:
            (self.root / name).write_text(code, encoding="utf-8", newline="\n")
            self._written[name] = code

    def broken_pictures(self) -> dict[str, str]:
        """Return the pictures that Typst cannot draw, by their path here, and what it says."""
        broken = {}
        for file in sorted((self.root / "img").iterdir()):
            path = f"img/{file.name}"
            self.write("picture.typ", f"#image({literal(path)})\n")
            try:
                typst.compile(self.root / "picture.typ", root=self.root, format="svg")
            except typst.TypstError as error:
                broken[path] = str(error)
        return broken

    def picture(self, file: Path) -> str | None:
        """Copy a picture in; return its path in the folder, None if it cannot be shown."""
        if file in self._pictures:
            return self._pictures[file]
        real = file.resolve()
        if (printed := printed_form(real)).is_file():
            real = printed
        if not real.is_file() or real.suffix.lower() not in PICTURES:
            return None
        content = real.read_bytes()
        digest = hashlib.sha256(content).hexdigest()[:20]
        name = f"img/{digest}{real.suffix.lower()}"
        (self.root / name).write_bytes(content)
        self._pictures[file] = name
        return name
