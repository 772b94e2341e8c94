"""The structure of the code: each name says one thing, and imports run one way."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from books import ROOT

PACKAGE = ROOT / "src" / "briefbook"


@cache
def modules() -> dict[str, ast.Module]:
    """Return the modules of the package, parsed, by their paths in it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {str(path.relative_to(PACKAGE)): ast.parse(path.read_text("utf-8")) for path in paths}


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
    for where, module in modules().items():
        for name, meaning in types_of(module):
            places[name][where] = meaning or where
    assert len(places) > 400
    assert {name: in_ for name, in_ in places.items() if len({*in_.values()}) > 1} == {}


def test_the_files_that_the_guides_name_are_there() -> None:
    there = [
        f"/{path.relative_to(ROOT)}" for top in (PACKAGE, ROOT / "tests") for path in top.rglob("*")
    ]
    # A file of MyST, and a folder that only a build makes.
    of_others = {"parsers/sphinx_.py", "build/"}
    for guide in ("ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (ROOT / guide).read_text("utf-8")
        named = set(re.findall(r"`([\w./-]+\.(?:py|typ)|(?:[a-z_]+/)+)`", text)) - of_others
        lost = {name for name in named if not (ROOT / name).exists()
                and not any(path.endswith(f"/{name.rstrip('/')}") for path in there)}  # fmt: skip
        assert (guide, lost) == (guide, set())


def imports() -> dict[str, set[str]]:
    """Return which modules of the package each imports, also late or for types alone."""
    trees = {
        ".".join(("briefbook", *path.removesuffix(".py").split("/"))).removesuffix(
            ".__init__"
        ): tree
        for path, tree in modules().items()
    }
    found: dict[str, set[str]] = {}
    for module, tree in trees.items():
        named = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        wholes = {node.module: node for node in named if node.module in trees}
        parts = {f"{node.module}.{each.name}" for node in named for each in node.names}
        found[module] = {*wholes, *(parts & trees.keys())} - {module}
    # setup() is Sphinx's way in; what asks the package for its version does not come that way.
    return found | {"briefbook": set()}


def reached(graph: dict[str, set[str]], start: str) -> set[str]:
    """Return all that can be reached from a module."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for each in graph[waiting.pop()] - seen:
            seen.add(each)
            waiting.append(each)
    return seen


def test_no_circle_of_imports_has_more_than_five_files() -> None:
    graph = imports()
    reach = {module: reached(graph, module) for module in graph}
    circles = {
        tuple(sorted(each for each in reach[module] if module in reach[each])) for module in graph
    }
    assert {circle for circle in circles if len(circle) > 5} == set()


#: What a package needs in any case, and so is not counted.
FORMALITIES = {"__init__.py", "__main__.py", "py.typed", "__pycache__"}
#: Folders of specimens, which a table among them names one by one.
SPECIMENS = {ROOT / "tests" / "sources" / "bad_articles"}


def entries(folder: Path) -> set[str]:
    """Return what a newcomer sees in a folder; leftover bytecode is nothing."""
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    left = {name for name in names if (folder / name).is_dir() and not holds_files(folder / name)}
    return names - FORMALITIES - left


def holds_files(folder: Path) -> bool:
    return any(each.is_file() and each.suffix != ".pyc" for each in folder.rglob("*"))


def test_no_folder_has_more_than_twenty_entries() -> None:
    tops = (PACKAGE, ROOT / "tests")
    found = {path for top in tops for path in (top, *top.rglob("*")) if path.is_dir()}
    folders = {folder for folder in found if folder.name != "__pycache__"}
    assert len(folders) > 100
    assert folders >= SPECIMENS
    counts = {str(each.relative_to(ROOT)): len(entries(each)) for each in folders - SPECIMENS}
    assert {folder: count for folder, count in counts.items() if count > 20} == {}
