"""The structure of the code: each name says one thing."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator

from books import ROOT

PACKAGE = ROOT / "src" / "briefbook"


def types_of(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield the name of each public class (and nothing), and of each alias and what it means."""
    for node in module.body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ""
        elif isinstance(node, ast.Assign | ast.AnnAssign) and node.value:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            value = ast.unparse(node.value)
            if re.fullmatch(r"([A-Z][a-z]+)+", ast.unparse(target)) and "TypeVar" not in value:
                yield ast.unparse(target), value


def test_each_public_type_has_a_name_of_its_own() -> None:
    places: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(PACKAGE.rglob("*.py")):
        where = str(path.relative_to(PACKAGE))
        for name, meaning in types_of(ast.parse(path.read_text("utf-8"))):
            places[name][where] = meaning or where
    assert len(places) > 400
    assert {name: in_ for name, in_ in places.items() if len({*in_.values()}) > 1} == {}
