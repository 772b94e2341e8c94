"""Setting up where something is missing: one line says what to install."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from books import ROOT

REQUIREMENTS = ("requirements.txt", "tests/requirements.txt")


def run(script: str, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of ``.ci`` where only the commands in ``path`` are to be found."""
    bash = shutil.which("bash") or "bash"
    return subprocess.run(
        [bash, str(ROOT / ".ci" / script), *arguments],
        cwd=path,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )


def command(path: Path, name: str, body: str) -> None:
    """Put a command of ours, a shell script, into the folder ``path``."""
    file = path / name
    file.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
    file.chmod(0o755)


def test_without_a_fitting_python_it_says_how_to_name_one(tmp_path: Path) -> None:
    command(tmp_path, "python3", "exit 1  # of another version")
    done = run("environment", ".venv", "python3", "requirements.txt", path=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "briefbook: no Python 3.11 to 3.13 found as python3; "
        "name one: make PYTHON=/path/to/python3.12\n"
    )


def test_without_venv_it_names_the_package(tmp_path: Path) -> None:
    command(tmp_path, "python3", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    done = run("environment", ".venv", "python3", "requirements.txt", path=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "briefbook: python3 cannot make a virtual environment; "
        "install it first: apt-get install python3-venv\n"
    )
    assert not (tmp_path / ".venv").exists()


def test_without_chromium_and_root_it_names_the_package(tmp_path: Path) -> None:
    command(tmp_path, "id", "echo 1000")
    command(tmp_path, "sudo", "exit 1")
    done = run("browser", path=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "briefbook: the page tests need Chromium; install it first: sudo apt-get install chromium\n"
    )


def test_as_root_chromium_is_installed_from_the_distribution(tmp_path: Path) -> None:
    command(tmp_path, "id", "echo 0")
    command(tmp_path, "apt-get", f'echo "$*" >> "{tmp_path}/asked"')
    assert run("browser", path=tmp_path).returncode == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8").endswith(" chromium\n")


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_with_hashes_and_no_index_is_named(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    packages = re.findall(r"^([a-z0-9-]+)(?:==\S+)?.*\\$", text, re.MULTILINE)
    pinned = re.findall(
        r"^([a-z0-9-]+)==\S+(?: ; .*)? \\\n +--hash=sha256:[0-9a-f]{64}", text, re.MULTILINE
    )
    assert packages == pinned
    assert len(pinned) > 40
    assert "://" not in text


def test_the_tests_use_the_books_versions() -> None:
    versions = []
    for name in REQUIREMENTS:
        text = (ROOT / name).read_text(encoding="utf-8")
        versions.append(set(re.findall(r"^[a-z0-9-]+==\S+", text, re.MULTILINE)))
    assert versions[0] <= versions[1]


def test_what_pyproject_names_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for dependency in project["project"]["dependencies"]:
        name = re.split(r"[=>]", dependency)[0].replace(".", "-")
        assert re.search(rf"^{name}==", text, re.MULTILINE), dependency


def test_every_package_that_the_code_imports_is_named_in_pyproject() -> None:
    imported = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.split(".")[0])
    homes = packages_distributions()
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    # What serves the site is asked for where it is missing; all else a book needs.
    wanted = [*settings["project"]["dependencies"], *settings["dependency-groups"]["live"]]
    named = {canonical(re.split(r"[=>]", name)[0]) for name in wanted}
    # What these stand on comes with them: docutils with sphinx, pybtex-docutils with bibtex.
    named |= {"briefbook", "docutils", "pybtex-docutils"}
    foreign = imported - sys.stdlib_module_names
    assert len(foreign) > 10
    assert {name for name in foreign if not named & set(map(canonical, homes[name]))} == set()


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
