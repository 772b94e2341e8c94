"""The PDF and the brief beside the pages of the site, which link to them.

A site never offers a file that is not there, or one that was made from another state of the book.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from briefbook.building.records.build_record import BuildRecord
from briefbook.building.records.inputs import Inputs, hash_file
from briefbook.config import DOWNLOADS
from briefbook.core.files.writing import replace_file
from briefbook.output.protocol import Output
from briefbook.output.registry import find_output

SITE = "html"


def offered(
    root: Path, chosen: Sequence[Output], record: BuildRecord, inputs: Inputs
) -> tuple[str, ...]:
    """Return which files the site offers: those that are being built, or were from these inputs."""
    building = {output.place for output in chosen}
    return tuple(
        name
        for name in DOWNLOADS
        if name in building or record.is_current(root, find_output(name), inputs)
    )


def offering(output: Output, names: Sequence[str]) -> Output:
    """Return the output, which offers these files if it is the site."""
    if output.name != SITE or not names:
        return output
    return replace(output, settings=(*output.settings, f"brief_downloads={','.join(names)}"))


def put_beside(root: Path, record: BuildRecord, names: Sequence[str]) -> BuildRecord:
    """Copy these files to the site where they are not yet; return the record that knows them."""
    site = record.outputs.get(SITE)
    if site is None:
        return record
    files = dict(site.files)
    for name in names:
        for made, made_hash in _pdfs(record, name):
            place = f"build/{SITE}/{Path(made).name}"
            if files.get(place) != made_hash:
                replace_file(root / place, (root / made).read_bytes())
                files[place] = hash_file(root / place)
    outputs = {**record.outputs, SITE: replace(site, files=files)}
    return replace(record, outputs=outputs)


def stale_brief(record: BuildRecord, names: Sequence[str]) -> Iterator[str]:
    """Yield a line where there is a brief that the site does not offer."""
    for made, _hash in () if "brief" in names else _pdfs(record, "brief"):
        yield (
            f"brief: {made} is of another state of the book, and the site does not link to it; "
            "run briefbook brief, then briefbook book"
        )


def _pdfs(record: BuildRecord, name: str) -> Iterator[tuple[str, str]]:
    built = record.outputs.get(name)
    files = built.files.items() if built else ()
    return ((made, of) for made, of in files if made.endswith(".pdf"))
