"""What a release is made by: the list of what it rests on, and the conda recipe."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

import yaml  # type: ignore[import-untyped]  # as MyST has it

import briefbook
from books import ROOT
from briefbook.cli import _parser

LOCK = ROOT / "requirements.txt"


def test_the_bill_of_materials_has_every_pinned_package_once() -> None:
    said = subprocess.run(
        [sys.executable, ROOT / ".ci/sbom.py", LOCK, "1.2.3"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    bill = json.loads(said)
    pinned = re.findall(r"^([A-Za-z0-9._-]+)(?:\[.*?\])?==(\S+)", LOCK.read_text(), re.MULTILINE)
    found = [(each["name"], each["version"]) for each in bill["components"]]
    assert found == [(name.lower(), version) for name, version in pinned]
    assert len(found) > 40
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])
    assert bill["metadata"]["component"]["purl"] == "pkg:pypi/briefbook@1.2.3"


def test_the_recipe_asks_for_what_the_package_does() -> None:
    recipe = yaml.safe_load((ROOT / ".ci/conda-recipe.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [line.replace("typst-py", "typst").replace(" ", "") for line in
             recipe["requirements"]["run"]]  # fmt: skip
    assert asked == [f"python{project['requires-python']}", *project["dependencies"]]


def test_the_recipe_says_of_the_package_what_it_says_itself() -> None:
    recipe = yaml.safe_load((ROOT / ".ci/conda-recipe.yaml").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert recipe["context"]["version"] == briefbook.__version__
    assert recipe["build"]["python"]["entry_points"] == [
        f"{name} = {function}" for name, function in project["scripts"].items()
    ]
    about = recipe["about"]
    assert (about["license"], about["summary"]) == (project["license"], project["description"])
    assert about["license_file"] == project["license-files"]


def test_the_recipe_tries_commands_that_there_are() -> None:
    recipe = yaml.safe_load((ROOT / ".ci/conda-recipe.yaml").read_text(encoding="utf-8"))
    tried = [line for test in recipe["tests"] for line in test.get("script", ())]
    assert tried
    for line in tried:
        program, *arguments = line.split()
        assert program == "briefbook"
        _parser().parse_args(arguments)


def test_the_extension_of_an_editor_starts_the_server_of_this_version() -> None:
    folder = ROOT / "editors/vscode"
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    assert package["version"] == briefbook.__version__
    settings = package["contributes"]["configuration"]["properties"]
    assert settings["briefbook.command"]["default"] == "briefbook"
    code = (folder / package["main"]).read_text(encoding="utf-8")
    (arguments,) = re.findall(r"command, args: (\[.*?\])", code)
    assert _parser().parse_args(json.loads(arguments)).run.__name__ == "_lsp"
