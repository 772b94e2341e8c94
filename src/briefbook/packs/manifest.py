"""``manifest.json``: every file of a pack with its SHA-256, and the check of a pack against it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.packs.signing.manifests import ENDING

NAME = "manifest.json"
VERSION = 1
#: What cannot be listed in the manifest: itself, and its signature.
_OUTSIDE = frozenset({NAME, f"{NAME}{ENDING}"})


def write_manifest(folder: Path, facts: dict[str, str]) -> Path:
    """Write the manifest of a folder; ``facts`` are pack, mark, edition and recipient."""
    data = {"version": VERSION, **facts, "files": digests(folder)}
    text = json.dumps(data, ensure_ascii=False, indent=1)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")
    return folder / NAME


def digests(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file below a folder but the manifest, by path, sorted."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    names = [(path.relative_to(folder).as_posix(), path) for path in files]
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in names
        if name not in _OUTSIDE
    }


def verify(folder: Path) -> tuple[dict[str, str], list[str]]:
    """Return the manifest's facts of the pack, and a line for each file that differs from it.

    Raises :class:`BriefbookError` where there is no manifest that can be read.
    """
    path = folder / NAME
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        listed = {str(name): str(digest) for name, digest in data["files"].items()}
        version = data["version"]
    except OSError as error:
        raise BriefbookError(
            f"{path}: cannot be read: {error.strerror}; name the folder of a pack"
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BriefbookError(f"{path}: not a manifest of a pack; ask for the pack again") from None
    if version != VERSION:
        raise BriefbookError(f"{path}: version {version!r}; this briefbook reads {VERSION}")
    facts = {name: str(value) for name, value in data.items() if name not in {"version", "files"}}
    return facts, list(_differences(listed, digests(folder)))


def _differences(listed: dict[str, str], found: dict[str, str]) -> Iterator[str]:
    for name in sorted(listed.keys() | found.keys()):
        if name not in found:
            yield f"{name}: is missing"
        elif name not in listed:
            yield f"{name}: is not in the manifest"
        elif found[name] != listed[name]:
            yield f"{name}: has been changed"
