"""``briefbook book``: the site and the PDF of the book in this folder, built when needed.

Standard library only: Sphinx runs in processes of its own, so a run that finds
nothing to do takes no longer than reading the inputs.

Everything under ``build/``: each output has a folder with the last good one, ``doctrees/`` is
what Sphinx has read, ``work/`` is where an output grows before it takes its place, and
``built.json`` says what each of them was made from.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from briefbook.building.build_folders import (
    clear,
    explain_write_errors,
    make_folder,
    put_aside,
    put_in_place,
)
from briefbook.building.build_lock import lock_build_folder
from briefbook.building.downloads import SITE, offered, offering, put_beside, stale_brief
from briefbook.building.editions import (
    edition_languages,
    edition_sites,
    offering_editions,
    translated,
)
from briefbook.building.records.build_record import (
    JOINED,
    LIST,
    BuildRecord,
    BuiltOutput,
    Doctrees,
    folder_digest,
    made_from,
    read_build_record,
    write_build_record,
)
from briefbook.building.records.inputs import Inputs
from briefbook.building.records.started_build import start_build
from briefbook.building.running.loaded_sphinx import LoadedSphinx
from briefbook.building.running.run import is_warning, run_sphinx
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.core.files.build_dependencies import Dependencies
from briefbook.core.files.cache import VARIABLE, cache_environment, prune_cache
from briefbook.output.protocol import Output
from briefbook.output.registry import find_output, outputs


def build_book(
    root: Path, only: Sequence[str] = (), chapters: Sequence[str] = (), *, strict: bool = False
) -> int:
    """Build the book in ``root``, print where it is, and return how many warnings there are.

    ``only`` are names of outputs; without them, the default ones are built.
    ``chapters`` asks for a part of it, by names as ``brief_pdf_chapters`` takes them.
    With ``strict`` a warning fails the build.

    Raises :class:`BriefbookError` if there is no book or it does not build; the last good output
    of the kind that failed is then still in its place.
    """
    require_book(root)
    started = time.monotonic()
    chosen = choose_outputs(only, chapters)
    with explain_write_errors(root), lock_build_folder(root / "build"):
        record = read_build_record(root)
        _clear(root / "build", {output.place for output in chosen} | record.outputs.keys())
        inputs = Inputs(root)
        files = offered(root, chosen, record, inputs)
        chosen = [offering(output, files) for output in chosen]
        languages = edition_languages(root)
        editions = edition_sites(chosen, languages)
        chosen = [offering_editions(output, languages) for output in chosen] + editions
        due = [each for each in chosen if not record.is_current(root, each, inputs, strict=strict)]
        if any(output.name == SITE and not output.language for output in due):
            # They are in its folder, which takes the place of the old one.
            due = [output for output in due if not output.language] + editions
        if due:
            record = _build(root, due, record, inputs, strict=strict)
        if not record.joined:
            record = _join(root, record, files, languages)
        if any(output.name == SITE for output in chosen):
            record = _put_beside(root, record, files)
        reports = [line for output in chosen for line in record.outputs[output.place].report]
        if any(output.name == SITE for output in chosen):
            reports += translated(root, editions)
            reports += stale_brief(record, files)
    warnings = _warnings(chosen, due, record)
    print("\n".join(reports))
    seconds = time.monotonic() - started
    done = f"built in {seconds:.0f} s" if due else "nothing has changed since it was built"
    if warnings:
        number = "a warning" if warnings == 1 else f"{warnings} warnings"
        done += f", with {number}, listed above; -W makes them errors"
    print(done)
    return warnings


def _warnings(chosen: Sequence[Output], due: Sequence[Output], record: BuildRecord) -> int:
    """Repeat the warnings of outputs that are up to date; return how many there are."""
    said = {output.name: record.outputs[output.place].warnings for output in chosen}
    shown = {line for output in due for line in said[output.name]}
    for output in chosen:
        for line in said[output.name]:
            if line not in shown:
                print(line, file=sys.stderr)
                shown.add(line)
    return sum(is_warning(line) for line in shown)


def choose_outputs(only: Sequence[str], chapters: Sequence[str]) -> list[Output]:
    """Return what is asked for. Raises :class:`BriefbookError` if it does not exist."""
    if not only and not chapters:
        return [output for output in outputs() if output.by_default]
    chosen = [find_output(name) for name in dict.fromkeys(only or ["pdf"])]
    return [_part(output, chapters) for output in chosen] if chapters else chosen


def _part(output: Output, chapters: Sequence[str]) -> Output:
    part = output.part(chapters)
    if part is None:
        raise BriefbookError(
            f"{output.words} is always the whole book; leave out --chapters, or say --only pdf"
        )
    return part


def _build(  # the book, what is to be built, and how
    root: Path, due: Sequence[Output], record: BuildRecord, inputs: Inputs, *, strict: bool
) -> BuildRecord:
    """Build each output in ``work/`` and put it in its place; keep the record true throughout."""
    build = root / "build"
    for output in due:
        if missing := output.missing():
            raise BriefbookError(missing)
    reused = record.doctrees if record.can_reuse_doctrees(root, inputs) else None
    if reused is None:
        clear(build / "doctrees")
    make_folder(build / "work")
    # Sphinx reports what is wrong in a document only when it reads it: after a run that failed
    # or was interrupted, everything has to be read again.
    write_build_record(root, record.without_doctrees())
    with LoadedSphinx(root, inputs.build_time, several=len(due) > 1) as sphinx:
        record, reused = _build_each(root, due, record, reused, sphinx, strict=strict)
    clear(build / "work")
    prune_cache(Path(cache_environment(root)[VARIABLE]))
    # Nor does it report again what it has only warned of.
    warned = any(record.outputs[output.place].warnings for output in due)
    record = replace(record, doctrees=None if warned else reused)
    write_build_record(root, record)
    return record


def _build_each(  # as _build, and what is known of the documents
    root: Path,
    due: Sequence[Output],
    record: BuildRecord,
    reused: Doctrees | None,
    sphinx: LoadedSphinx,
    *,
    strict: bool,
) -> tuple[BuildRecord, Doctrees | None]:
    """Build each output; return the record, and what Sphinx has read in the end."""
    build = root / "build"
    watched = reused.depended if reused else Dependencies()
    said: set[str] = set()
    for output in due:
        begun = start_build(root, watched)
        work, place = build / "work" / output.place, build / output.place
        make_folder(work.parent)
        clear(work)
        if output.language:
            clear(root / output.doctrees)
        ran = run_sphinx(
            root, output, work, sphinx.environment["SOURCE_DATE_EPOCH"], output.doctrees,
            strict=strict, said=said, sphinx=sphinx,
        )  # fmt: skip
        said.update(ran.warnings)
        if not ran.whole:
            kept = f"; build/{output.place}/ still holds the last good one"
            raise BriefbookError(
                f"{output.words} was not built: fix what is listed above and run the same "
                f"command again{kept if place.exists() else ''}"
            )
        depended = begun.dependencies(output)
        make_folder(place.parent)
        put_in_place(work, place)
        digest = made_from(output, begun.inputs_of(depended))
        built = BuiltOutput(digest, depended, {}, ran.warnings, strict)
        record = record.with_output(root, output, built)
        write_build_record(root, record.without_doctrees())
        if output.language:
            clear(root / output.doctrees)
            continue
        watched |= depended
        reused = Doctrees(begun.inputs_of(watched), watched, folder_digest(build / "doctrees"))
    return record, reused


def _clear(build: Path, places: Iterable[str]) -> None:
    """Remove what a killed run has left; restore an output that it had just moved away."""
    for place in sorted(places):
        before = put_aside(build / "work" / place)
        if before.exists() and not (build / place).exists():
            before.rename(build / place)
    clear(build / "work")


def _join(
    root: Path, record: BuildRecord, files: Sequence[str], languages: Sequence[str]
) -> BuildRecord:
    """Add to the site's list of anchors where each one is in the PDF of the same book."""
    if not record.outputs.keys() >= set(JOINED):
        return record
    inputs = Inputs(root)
    outputs_ = [offering(find_output(name), files) for name in JOINED]
    joined = [offering_editions(output, languages) for output in outputs_]
    if not all(record.is_current(root, output, inputs) for output in joined):
        return record
    listed = root / LIST
    for left in listed.parent.glob(f".{listed.name}.*"):
        clear(left)  # Of a run that was killed here.
    from briefbook.anchors.listing.pdf_pages import add_pages

    add_pages(listed, (root / "build" / "pdf").glob("*.pdf"))
    record = record.with_list(root)
    write_build_record(root, record)
    return record


def _put_beside(root: Path, record: BuildRecord, files: Sequence[str]) -> BuildRecord:
    """Put the files that the site offers beside its pages."""
    with_files = put_beside(root, record, files)
    if with_files != record:
        write_build_record(root, with_files)
    return with_files
