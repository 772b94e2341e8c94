"""What ``briefbook book`` runs: ``python -m sphinx``, watched for what conf.py reads."""

from __future__ import annotations

import sys
from pathlib import Path

from briefbook.domain.incremental.observed_inputs import OBSERVED


def main() -> int:
    """Run Sphinx with this process's arguments in the book's folder; return its exit status."""
    OBSERVED.begin(Path.cwd())
    # Later: what Sphinx loads is not what the book reads.
    from sphinx.cmd.build import main as build

    return build(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
