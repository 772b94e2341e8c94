"""``briefbook add``: article files become records, bibliography entries and chapters."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.transactions import commit, exclusive, finish_interrupted
from briefbook.sources.adding.addition import (
    Addition,
    Request,
    changes_for,
    make_addition,
    make_addition_without_file,
)
from briefbook.sources.adding.existing_sources import (
    BIBLIOGRAPHY,
    REMEMBERED,
    ExistingSources,
    read_existing_sources,
    require_book_files,
)
from briefbook.sources.adding.importing import import_references
from briefbook.sources.adding.intake import read_articles
from briefbook.sources.adding.keys import check_id
from briefbook.sources.adding.report import Say, report_addition, report_export, show_addition
from briefbook.sources.bibliography.bib_cache import remember
from briefbook.sources.bibliography.reference_files import References, read_references
from briefbook.sources.errors import InputError

_TEMPORARY = "build/add"
Progress = Callable[[int, int], None]


def add(request: Request, say: Say, complain: Say, progress: Progress) -> int:
    """Add the files; return the exit status: 0, or 1 where some of many could not be added.

    ``say`` prints a line of the report, ``complain`` one about a bad file; ``progress`` is
    told how many files are read, of how many. Raises :class:`BriefbookError` where nothing
    can be added; the book is then as it was.
    """
    require_book_files(request.root)
    _check_options(request)
    finish_interrupted(request.root)
    references = read_references(Path(request.from_bib)) if request.from_bib else None
    with exclusive(request.root):
        existing = read_existing_sources(request.root)
        if references and not request.files and not request.key:
            return import_references(request, existing, references, say, complain)
        additions, errors = _prepare(request, existing, references, progress)
        if errors and len(request.files) <= 1:
            raise errors[0]
        if additions and not request.dry_run:
            commit(request.root, changes_for(existing, additions))
            remember(request.root / REMEMBERED, request.root / BIBLIOGRAPHY, existing.taken)
    if references:
        report_export(references, [addition.record.key for addition in additions], complain)
    for addition in additions:
        report_addition(addition, say, dry_run=request.dry_run, brief=len(additions) > 1)
        if request.dry_run and len(additions) == 1:
            show_addition(addition, say)
    for error in errors:
        complain(f"briefbook: {error}")
    if errors:
        done = "could be added" if request.dry_run else "added"
        complain(f"briefbook: {len(additions)} {done}, {len(errors)} not")
    return 1 if errors else 0


def _check_options(request: Request) -> None:
    if request.key:
        check_id(request.key, "key", "yoon2024")
    if request.prefix:
        check_id(request.prefix, "prefix", "prepared")
    of_one_article = {
        "--key": request.key,
        "--prefix": request.prefix,
        "--title": request.given.title,
        "--url": request.given.url,
        "--archive-url": request.given.archive_url,
    }
    if not (request.files or request.from_bib or request.stated.kind):
        raise BriefbookError(
            "add: name the files of articles; or, for a work without one, its --kind and --title, "
            "or --from-bib"
        )
    named = [option for option, value in of_one_article.items() if value]
    if named and len(request.files) > 1:
        raise BriefbookError(f"{named[0]}: belongs to one article; add that file by itself")


def _prepare(
    request: Request,
    existing: ExistingSources,
    references: References | None,
    progress: Progress,
) -> tuple[list[Addition], list[BriefbookError]]:
    additions: list[Addition] = []
    errors: list[BriefbookError] = []
    if not request.files:
        return [make_addition_without_file(request, existing, references)], []
    temporary = request.root / _TEMPORARY
    results = read_articles(request.files, request.given, request.largest, temporary)
    for number, result in enumerate(results, start=1):
        try:
            if isinstance(result, InputError):
                raise result
            additions.append(make_addition(request, existing, result, references))
        except BriefbookError as error:
            errors.append(error)
        progress(number, len(request.files))
    return additions, errors
