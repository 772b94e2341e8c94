"""Cut a pack of a small book, or return why it is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.core.errors import BriefbookError
from briefbook.packs.cutting.tree import Tree, write_tree
from briefbook.packs.plan import read_plan


def cut(root: Path, name: str = "public") -> tuple[Tree, Path]:
    plan = read_plan(root)
    tree = root.with_name(f"{root.name}-{name}")
    return write_tree(root, plan, plan.pack(name), tree), tree


def refusal(root: Path, name: str = "public") -> str:
    with pytest.raises(BriefbookError) as caught:
        cut(root, name)
    return str(caught.value)
