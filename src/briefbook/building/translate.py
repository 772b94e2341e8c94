"""``briefbook translate``: catalogues of a book's texts in another language, one a document.

Sphinx says what there is to translate; what was translated before stays. A text that has changed
since keeps its translation, marked ``fuzzy``, until a person has looked at it; one that is gone is
kept at the end of its catalogue.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from babel import localedata
from babel.messages import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from briefbook.building.build_folders import clear, explain_write_errors, make_folder, put_in_place
from briefbook.building.build_lock import lock_build_folder
from briefbook.building.records.build_time import build_time
from briefbook.building.running.run import run_sphinx
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder, require_book
from briefbook.core.files.catalogues import catalogue_files, catalogue_folder
from briefbook.core.files.writing import replace_file
from briefbook.output.protocol import Output
from briefbook.output.registry import find_output, outputs

_TEMPLATES = Output("gettext", "gettext", "the texts to translate", settings=("gettext_compact=0",))
_WORK = "build/work/gettext"
_DOCTREES = "build/work/gettext-doctrees"
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts of a language are translated, and of how many the original has changed."""

    texts: int = 0
    translated: int = 0
    changed: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.texts + other.texts, self.translated + other.translated,
            self.changed + other.changed,
        )  # fmt: skip

    def __str__(self) -> str:
        left = self.texts - self.translated - self.changed
        return (
            f"{self.translated} of {self.texts} texts translated, {self.changed} changed since "
            f"their translation, {left} not translated"
        )


def translate_book(root: Path, languages: Iterable[str]) -> dict[str, str]:
    """Bring the catalogues of languages up to the book in ``root``; return what to tell of each.

    Raises :class:`BriefbookError` where there is no book, a language has no such code, the book
    cannot be read, or a catalogue is damaged; no catalogue has changed then.
    """
    require_book(root)
    codes = [language_code(language) for language in languages]
    pages = root / pages_folder(root)
    with explain_write_errors(root), lock_build_folder(root / "build"):
        templates = dict(_templates(root))
        made = [
            _updated(path, code, template)
            for code in codes
            for name, template in templates.items()
            for path in [catalogue_folder(pages, code) / f"{name}.po"]
        ]
        for path, text in made:
            if not path.is_file() or path.read_bytes() != text:
                replace_file(path, text)
    return {
        code: f"{code}: {progress_of(pages, code)}: {_shown(root, pages, code)}" for code in codes
    }


def _shown(root: Path, pages: Path, code: str) -> str:
    return f"{catalogue_folder(pages, code).relative_to(root).as_posix()}/"


def language_code(language: str) -> str:
    """Return the code as Sphinx and gettext write it: ``pt_BR``.

    Raises :class:`BriefbookError` for what is none.
    """
    code = language.replace("-", "_")
    known = _LANGUAGE.fullmatch(code) and code.lower() in (
        each.lower() for each in localedata.locale_identifiers()
    )
    if not known:
        raise BriefbookError(
            f"{language}: expected the code of a language, such as ko, uk or pt-BR"
        )
    return code


def progress_of(pages: Path, language: str) -> Progress:
    """Count the texts of all catalogues of a language."""
    total = Progress()
    for path in catalogue_files(pages, language):
        total += _count(_read(path, language))
    return total


def build_edition(root: Path, language: str, wanted: Sequence[str]) -> tuple[str, str]:
    """Build the edition in a language; return its first file, and what to tell.

    ``wanted`` names outputs, as ``briefbook book`` takes them; none are the default ones.

    Raises :class:`BriefbookError` where it does not build, or there is no catalogue.
    """
    require_book(root)
    code = language_code(language)
    pages = root / pages_folder(root)
    if not any(catalogue_files(pages, code)):
        raise BriefbookError(
            f"{code}: no translation in {_shown(root, pages, code)}; "
            f"begin one: briefbook translate --to {code}"
        )
    chosen = [find_output(name) for name in wanted] or [o for o in outputs() if o.by_default]
    with explain_write_errors(root), lock_build_folder(root / "build"):
        doctrees = root / f"build/work/{code}-doctrees"
        clear(doctrees)
        for output in chosen:
            _build(root, code, output, doctrees)
        clear(root / "build/work")
    places = [f"build/{code}/{output.place}/" for output in chosen]
    first = f"{places[0]}index.html" if chosen[0].name == "html" else places[0]
    told = f"{code}: {', '.join(places)}: {progress_of(pages, code)}: {_shown(root, pages, code)}"
    return first, told


def _build(root: Path, code: str, output: Output, doctrees: Path) -> None:
    work, place = root / "build/work" / code, root / "build" / code / output.place
    make_folder(work.parent)
    clear(work)
    edition = Output(
        output.name, output.builder, f"{output.words} in {code}",
        settings=(*output.settings, f"language={code}"),
    )  # fmt: skip
    ran = run_sphinx(root, edition, work, build_time(root), str(doctrees.relative_to(root)))
    if not ran.whole:
        raise BriefbookError(
            f"{edition.words} was not built: fix what is listed above and run the same command "
            "again"
        )
    make_folder(place.parent)
    put_in_place(work, place)


def _templates(root: Path) -> Iterator[tuple[str, Catalog]]:
    """Yield each document's name and its texts."""
    work = root / _WORK
    for left in (work, root / _DOCTREES):
        clear(left)
    make_folder(work)
    ran = run_sphinx(root, _TEMPLATES, work, build_time(root), _DOCTREES)
    clear(root / _DOCTREES)
    if not ran.whole:
        raise BriefbookError("the book cannot be read: fix what is listed above")
    for path in sorted(work.rglob("*.pot")):
        name = path.relative_to(work).with_suffix("").as_posix()
        if name != "sphinx":  # The words of the theme's own templates.
            yield name, _read(path, None)
    clear(work)


def _updated(path: Path, code: str, template: Catalog) -> tuple[Path, bytes]:
    """Return a catalogue brought up to its template, as text."""
    if path.is_file():
        known = _read(path, code)
    else:
        known = Catalog(locale=code, project="", fuzzy=False, header_comment="#")
    kept, created, revised = known.header_comment, known.creation_date, known.revision_date
    known.update(template, update_creation_date=False)
    known.header_comment, known.creation_date, known.revision_date = kept, created, revised
    for message in known:
        message.flags.discard("python-brace-format")  # The braces are those of Markdown's roles.
        message.locations = [(Path(file).name, line) for file, line in message.locations]
    if not path.is_file() or _text(known) != path.read_bytes():
        # The dates are those of the last change of a text.
        known.creation_date = known.revision_date = template.creation_date
    return path, _text(known)


def _text(catalogue: Catalog) -> bytes:
    written = io.BytesIO()
    write_po(written, catalogue, width=98, include_previous=True)
    return written.getvalue()


def _read(path: Path, language: str | None) -> Catalog:
    try:
        with path.open("rb") as file:
            return read_po(file, locale=language, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        line = f":{error.lineno}" if isinstance(error, PoFileError) else ""
        raise BriefbookError(f"{path.name}{line}: is not a catalogue: {error}; fix it") from error


def _count(catalogue: Catalog) -> Progress:
    messages = [message for message in catalogue if message.id]
    changed = sum(message.fuzzy and bool(message.string) for message in messages)
    translated = sum(_is_translated(message) for message in messages)
    return Progress(len(messages), translated, changed)


def _is_translated(message: Message) -> bool:
    return bool(message.string) and not message.fuzzy
