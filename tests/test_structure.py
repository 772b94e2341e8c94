"""The structure of the code: each name says one thing."""

from __future__ import annotations

import ast
from collections import defaultdict

from books import ROOT

PACKAGE = ROOT / "src" / "briefbook"


def test_each_public_class_has_a_name_of_its_own() -> None:
    places: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert len(places) > 400
    assert {name: where for name, where in places.items() if len(where) > 1} == {}
