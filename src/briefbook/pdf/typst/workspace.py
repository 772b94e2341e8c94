"""The folder that Typst sees: theme, documents and pictures, as copies."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import typst

from briefbook.domain.analysis.chart_files import printed_form
from briefbook.pdf.typst.calls import FOLDER
from briefbook.pdf.typst.drawable import drawable_picture
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.standards import STANDARDS
from briefbook.pdf.typst.theme_labels import THEME, theme_labels


@dataclass(slots=True)
class Workspace:
    """A folder of its own for one compile; everything in it was copied there by name."""

    root: Path
    _pictures: dict[Path, str] = field(default_factory=dict)
    _written: dict[str, str] = field(default_factory=dict)
    _left_out: frozenset[str] = frozenset()

    def open(self) -> None:
        """Empty the folder and copy the theme into it."""
        shutil.rmtree(self.root, ignore_errors=True)
        (self.root / "theme").mkdir(parents=True)
        (self.root / "img").mkdir()
        (self.root / FOLDER).mkdir()
        for file in sorted(THEME.glob("*.typ")):
            (self.root / "theme" / file.name).write_bytes(file.read_bytes())
        self.leave_out(())
        (self.root / "theme" / "labels.json").write_text(theme_labels(), encoding="utf-8")

    def forget_pictures(self) -> None:
        """Have each picture copied again when it is next asked for: it may have changed."""
        self._pictures.clear()

    def write(self, name: str, code: str) -> None:
        """Write one Typst file, unless it already holds that code."""
        if self._written.get(name) != code:
            (self.root / name).write_text(code, encoding="utf-8", newline="\n")
            self._written[name] = code

    def leave_out(self, pictures: Iterable[str]) -> None:
        """Print the alternative text of these pictures, by their paths here, and of no others."""
        self._left_out = frozenset(pictures)
        paths = json.dumps([f"/{path}" for path in sorted(self._left_out)])
        (self.root / "theme" / "broken.json").write_text(paths, encoding="utf-8")

    def broken_pictures(self) -> dict[str, str]:
        """Return the pictures that Typst cannot draw, by their paths here, with its messages.

        Pictures that are left out already are not tried.
        """
        broken = {}
        paths = {f"img/{file.name}" for file in (self.root / "img").iterdir()}
        for path in sorted(paths - self._left_out):
            page = f'#set document(title: "A picture")\n#image({literal(path)}, alt: "A picture")\n'
            self.write("picture.typ", page)
            try:
                typst.compile(
                    self.root / "picture.typ",
                    root=self.root,
                    format="pdf",
                    pdf_standards=STANDARDS,
                )
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
        drawable = drawable_picture(real) if real.is_file() else None
        if drawable is None:
            return None
        content, ending = drawable
        digest = hashlib.sha256(content).hexdigest()[:20]
        name = f"img/{digest}{ending}"
        (self.root / name).write_bytes(content)
        self._pictures[file] = name
        return name
