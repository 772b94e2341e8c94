"""``briefbook add``: article files become records, bibliography entries and chapters."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.core.files.conf_file import conf_text
from briefbook.core.files.transactions import (
    FileChange,
    commit,
    exclusive,
    finish_interrupted,
)
from briefbook.core.words.labels import use_labels
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
from briefbook.sources.adding.questions import ask_missing
from briefbook.sources.adding.report import (
    Dialogue,
    Say,
    report_export,
    report_found,
    report_lacking,
    report_written,
    show_addition,
    show_blocks,
)
from briefbook.sources.adding.text_copies import plan_copies
from briefbook.sources.adding.toctree import index_page, name_chapters, toctree_page
from briefbook.sources.bibliography.bib_cache import remember
from briefbook.sources.bibliography.reference_files import References, read_references
from briefbook.sources.errors import InputError

_TEMPORARY = "build/add"


def add(request: Request, dialogue: Dialogue) -> Ended:
    """Add the files; return how it ended: 0, or 1 where some of many could not be added.

    Where somebody is there, the blocks are shown and confirmed before their numbers become
    permanent. Raises :class:`BriefbookError` where nothing can be added; the book is then as
    it was.
    """
    require_book_files(request.root)
    _check_options(request)
    finish_interrupted(request.root)
    use_labels(conf_text(request.root, "language"))
    references = read_references(Path(request.from_bib)) if request.from_bib else None
    # What writes nothing need not wait for, nor keep out, what writes.
    following = ""
    with nullcontext() if request.dry_run else exclusive(request.root):
        existing = read_existing_sources(request.root)
        if references and not request.files and not request.key:
            return import_references(request, existing, references, dialogue)
        additions, errors = _prepare(request, existing, references, dialogue)
        if errors and len(request.files) <= 1:
            raise errors[0]
        named = name_chapters(request.root, _chapters(additions))
        if request.dry_run:
            pages = _pages(request.root)
            unlisted = "" if named else toctree_page(request.root)
            _report(additions, dialogue.say, "would be added", unlisted=unlisted, pages=pages)
            for addition in additions if len(additions) == 1 else ():
                show_addition(addition, dialogue.say, pages)
        elif additions and _refused(additions, dialogue):
            return Ended(1)
        else:
            following = _write(request, existing, additions, named, dialogue)
    if references:
        keys = [addition.record.key for addition in additions]
        report_export(references, keys, dialogue.complain)
    return Ended(_count(request, len(additions), errors, dialogue.complain), following)


def _chapters(additions: Sequence[Addition]) -> list[str]:
    return [addition.record.chapter for addition in additions if addition.chapter]


def _refused(additions: Sequence[Addition], dialogue: Dialogue) -> bool:
    """Show the blocks and ask, if somebody is there to answer."""
    if dialogue.confirm is None:
        return False
    for addition in additions:
        report_found(addition, dialogue.say, "to be added")
        if addition.intake:
            show_blocks(addition.intake.article, dialogue.say)
    if not _chapters(additions):
        return dialogue.refused("Add this work? It has no text whose words can be checked.")
    several = f"these {len(additions)} articles" if len(additions) > 1 else "this article"
    return dialogue.refused(f"Add {several}? The numbers of its blocks are permanent then.")


def _write(
    request: Request,
    existing: ExistingSources,
    additions: Sequence[Addition],
    named: FileChange | None,
    dialogue: Dialogue,
) -> str:
    """Write everything at once, report what was written, and return what to do next."""
    if not additions:
        return ""
    intakes = {each.record.key: each.intake for each in additions if each.intake is not None}
    copies, by_hand = plan_copies(request.root, intakes)
    changes = [*changes_for(existing, additions), *copies]
    commit(request.root, [*changes, named] if named else changes)
    remember(request.root / REMEMBERED, request.root / BIBLIOGRAPHY, existing.taken)
    verb, pages = "added", _pages(request.root)
    unlisted = "" if named else toctree_page(request.root)
    if dialogue.confirm is None:
        _report(additions, dialogue.say, verb, unlisted=unlisted, pages=pages)
    else:
        for addition in additions:
            dialogue.say(f"{addition.record.key}: {verb}")
            report_written(addition, dialogue.say, unlisted=unlisted, pages=pages)
    for line in by_hand:
        dialogue.say(f"  {line}")
    if unlisted:
        for chapter in _chapters(additions):
            dialogue.say(f"add this line to a toctree of {unlisted}: chapters/{chapter}")
    return _next(additions, pages)


def _report(
    additions: Sequence[Addition], say: Say, verb: str, *, unlisted: str, pages: str
) -> None:
    for addition in additions:
        report_found(addition, say, verb)
        if len(additions) > 1:
            report_lacking(addition, say)
        else:
            report_written(addition, say, unlisted=unlisted, pages=pages)


def _pages(root: Path) -> str:
    """Return the folder of a book's pages with a slash, from the book's folder."""
    return index_page(root).removesuffix("index.md")


def _next(additions: Sequence[Addition], pages: str) -> str:
    chapters = _chapters(additions)
    if not chapters:
        key = additions[0].record.key
        return f"cite it where you draw on it: {{cite:p}}`{key}{{p. 12}}`"
    folder = f"{pages}chapters/"
    page = f"{folder}{chapters[0]}.md" if len(chapters) == 1 else f"the pages in {folder}"
    restricted = additions[0].record.rights == "restricted"
    task = f"write {page} in your own words" if restricted else f"annotate {page}"
    return f"{task}, then briefbook check"


def _count(request: Request, added: int, errors: Sequence[BriefbookError], complain: Say) -> int:
    for error in errors:
        complain(f"briefbook: {error}")
    if errors:
        done = "could be added" if request.dry_run else "added"
        complain(f"briefbook: {added} {done}, {len(errors)} not")
    return 1 if errors else 0


def _check_options(request: Request) -> None:
    if request.key:
        check_id(request.key, "key", "smith2025")
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
    if request.license and request.rights == "restricted":
        raise BriefbookError(
            f"--license {request.license}: a licence lets the text be published; add --rights open "
            "or --rights licensed"
        )
    if named and len(request.files) > 1:
        raise BriefbookError(f"{named[0]}: belongs to one article; add that file on its own")


def _prepare(
    request: Request,
    existing: ExistingSources,
    references: References | None,
    dialogue: Dialogue,
) -> tuple[list[Addition], list[BriefbookError]]:
    additions: list[Addition] = []
    errors: list[BriefbookError] = []
    if not request.files:
        return [make_addition_without_file(request, existing, references)], []
    reading, temporary = request.reading, request.root / _TEMPORARY
    results = read_articles(request.files, reading, temporary)
    for number, result in enumerate(results, start=1):
        try:
            if isinstance(result, InputError):
                raise result
            intake, asked = result, request
            if dialogue.ask and not request.dry_run and not references:
                intake, asked = ask_missing(result, request, dialogue.ask)
            additions.append(make_addition(asked, existing, intake, references))
        except BriefbookError as error:
            errors.append(error)
        dialogue.progress(number, len(request.files))
    return additions, errors
