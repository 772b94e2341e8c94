"""The anchors of the documents as they are, also where the book was not or cannot be built."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from briefbook.anchors.listing.anchor_list import (
    LEFT_OUT,
    LIST_BUILDER,
    AnchorList,
    read_anchor_list,
)
from briefbook.building.build_lock import lock_build_folder
from briefbook.building.running.sphinx_failure import without_traceback
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder, require_book
from briefbook.core.processes.process_group import process_group

_OUT = "build/list"


def list_anchors(root: Path) -> AnchorList:
    """Read the documents and return their anchors; what they have wrong is for the check to say.

    A document that cannot be read at all is left out, and named. Raises :class:`BriefbookError`
    where there is no book, or nothing can be read.
    """
    folder = require_book(root) / _OUT
    listed = folder / "anchors.json"
    command = [
        *(sys.executable, "-m", "sphinx", "-q", "-j", "auto", "--no-color", "-b", LIST_BUILDER),
        *("-c", ".", "-d", f"{_OUT}/doctrees", pages_folder(root), _OUT),
    ]
    with lock_build_folder(folder), process_group(folder / "tmp") as group:
        listed.unlink(missing_ok=True)
        sphinx = group.start(
            command, root,
            environment={"PYTHONUTF8": "1"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        )  # fmt: skip
        said = sphinx.communicate()[1].replace(f"{root.resolve()}/", "")
        if not listed.is_file():
            print(without_traceback(root, said), file=sys.stderr)
            raise BriefbookError("the documents cannot be read: fix what is listed above")
        for line in said.splitlines():
            if LEFT_OUT in line:
                print(line.replace(": WARNING: ", ": "), file=sys.stderr)
        return read_anchor_list(listed.read_text(encoding="utf-8"))
