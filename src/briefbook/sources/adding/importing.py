"""``briefbook add --from-bib FILE`` without an article: all its entries go to references.bib."""

from __future__ import annotations

from briefbook.bibliography.exchange.bib_text import entry_text
from briefbook.bibliography.model import Entry
from briefbook.bibliography.reading import read_bib
from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.core.files.transactions import FileChange, commit
from briefbook.core.words.text import normalise
from briefbook.sources.adding.addition import Request
from briefbook.sources.adding.existing_sources import BIBLIOGRAPHY, REMEMBERED, ExistingSources
from briefbook.sources.adding.keys import new_key
from briefbook.sources.adding.report import Dialogue, report_export
from briefbook.sources.bibliography.bib_cache import remember
from briefbook.sources.bibliography.bib_file import append_entries
from briefbook.sources.bibliography.reference_files import Reference, References, metadata_of

#: So many entries are named one by one.
_NAMED = 30


def import_references(
    request: Request, existing: ExistingSources, references: References, dialogue: Dialogue
) -> Ended:
    """Add every entry that the bibliography does not have; the status is 1 where some could not be.

    An entry keeps its type, its fields and its key; one that the file gives no key gets one. The
    same work under the same key is there already; another work under it is left out and named.
    Where somebody is there, the entries are confirmed first.
    """
    if request.entry_is_there:
        raise BriefbookError(
            f"--from-bib {request.from_bib}: is the book's own bibliography; name the entry that "
            "gets a record with --key, or an article's file"
        )
    entries, there, clashes = _sort_out(existing, references)
    for line in clashes:
        dialogue.complain(f"briefbook: {line}")
    report_export(references, None, dialogue.complain)
    for entry in entries if len(entries) <= _NAMED else ():
        dialogue.say(f"{entry.key}: @{entry.type}: {metadata_of(entry).title or 'no title'}")
    some = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
    if entries and not request.dry_run:
        if dialogue.refused(f"Add {some} to {BIBLIOGRAPHY}?"):
            return Ended(1)
        text = append_entries(existing.bibliography.data, map(entry_text, entries))
        commit(request.root, [FileChange("append", BIBLIOGRAPHY, text.decode("utf-8"))])
        remember(request.root / REMEMBERED, request.root / BIBLIOGRAPHY, existing.taken)
    verb = "would be added" if request.dry_run else "added"
    also = f"; {there} {'was' if there == 1 else 'were'} there already" if there else ""
    dialogue.say(f"{some} {verb} to {BIBLIOGRAPHY}{also}")
    for entry in entries if request.dry_run else ():
        dialogue.say(f"\n{entry_text(entry)}")
    status = 1 if clashes or references.exported.findings else 0
    if not entries or request.dry_run:
        return Ended(status)
    return Ended(status, f"cite a work where you draw on it: {{cite:p}}`{entries[0].key}{{p. 12}}`")


def _sort_out(
    existing: ExistingSources, references: References
) -> tuple[list[Entry], int, list[str]]:
    """Return the entries to be added, how many are there already, and a line for each clash."""
    works = _works(existing)
    entries: list[Entry] = []
    there, clashes = 0, []
    for reference in references.by_key.values():
        unnamed = reference.entry.key in references.exported.unnamed
        if unnamed and _work(reference) in works.values():
            there += 1
            continue
        entry = _with_key(reference, existing) if unnamed else reference.entry
        if entry.key.lower() not in existing.taken:
            existing.taken.add(entry.key.lower())
            entries.append(entry)
        elif works.get(entry.key.lower()) == _work(reference):
            there += 1
        else:
            clashes.append(
                f"{entry.path}:{entry.line}: {entry.key}: {BIBLIOGRAPHY} has another work under "
                "this key; rename one of the two"
            )
    return entries, there, clashes


def _works(existing: ExistingSources) -> dict[str, tuple[str, str]]:
    """Return what the bibliography has, by keys in lower case."""
    read = read_bib(existing.bibliography.data)
    return {
        entry.key.lower(): _work(Reference(entry, metadata_of(entry))) for entry in read.entries
    }


def _work(reference: Reference) -> tuple[str, str]:
    """Return what tells one work from another: its title and its year."""
    data = reference.metadata
    return normalise(data.title).lower(), data.date[:4]


def _with_key(reference: Reference, existing: ExistingSources) -> Entry:
    entry = reference.entry
    key = new_key(reference.metadata, existing.taken, existing.tried)
    return Entry(key, entry.type, entry.fields, entry.path, entry.line)
