"""What a release is made by: the list of what it rests on, and the conda recipe."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib

import yaml  # type: ignore[import-untyped]  # as MyST has it

from books import ROOT

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
