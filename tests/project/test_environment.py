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

SYSTEMS = {
    "ID=ubuntu\nID_LIKE=debian\n": "sudo apt-get install",
    "ID=debian\n": "sudo apt-get install",
    "NAME=Fedora\nID=fedora\n": "sudo dnf install",
    'ID="rocky"\nID_LIKE="rhel centos fedora"\n': "sudo dnf install",
    "ID=arch\n": "sudo pacman -S",
    "Darwin": "brew install",
    "ID=plan9\n": "with your system's package manager",
}


def run(script: str, *arguments: str, path: Path) -> subprocess.CompletedProcess[str]:
    """Run a script of ``.ci`` where only the commands in ``path`` are to be found."""
    shell = shutil.which("sh" if script == "environment" else "bash") or "sh"
    return subprocess.run(
        [shell, str(ROOT / ".ci" / script), *arguments],
        cwd=path,
        env={"PATH": str(path), "OS_RELEASE": str(path / "os-release")},
        capture_output=True,
        text=True,
        check=False,
    )


def command(path: Path, name: str, body: str) -> None:
    """Put a command of ours, a shell script, into the folder ``path``."""
    file = path / name
    file.write_text(f"#!{shutil.which('bash')}\n{body}\n", encoding="utf-8")
    file.chmod(0o755)


def system(path: Path, release: str) -> None:
    """Let the machine be of a system, by its os-release file or by what uname says."""
    if release == "Darwin":
        command(path, "uname", "echo Darwin")
    else:
        (path / "os-release").write_text(release, encoding="utf-8")


@pytest.mark.parametrize(("release", "how"), SYSTEMS.items())
def test_without_any_python_it_says_what_to_install(release: str, how: str, tmp_path: Path) -> None:
    system(tmp_path, release)
    done = run("environment", "book", path=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        f"briefbook: Python 3.11 or newer is needed, and there is none; install it ({how}"
    )
    assert line.endswith("), or name one: make PYTHON=/path/to/python3.12")


def test_a_python_that_is_too_old_is_named_with_its_version(tmp_path: Path) -> None:
    system(tmp_path, "ID=fedora\n")
    command(tmp_path, "python3", 'case "$2" in *print*) echo 3.8.18 ;; *) exit 1 ;; esac')
    done = run("environment", "book", "python3", path=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        "briefbook: Python 3.11 or newer is needed, and python3 is 3.8.18; install it "
        "(sudo dnf install python3.12), or name one: make PYTHON=/path/to/python3.12\n"
    )


def test_an_older_python_beside_a_newer_one_is_passed_over(tmp_path: Path) -> None:
    command(tmp_path, "python3", "exit 1")
    command(tmp_path, "python3.19", "exit 0")
    command(tmp_path, "python3.14", 'case "$1" in -c) ;; *) echo "$0 makes $2" ;; esac')
    done = run("environment", "book", "python3", path=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{tmp_path}/python3.14 makes book\n"


@pytest.mark.parametrize(("release", "how"), SYSTEMS.items())
def test_without_venv_it_names_the_package(release: str, how: str, tmp_path: Path) -> None:
    system(tmp_path, release)
    command(tmp_path, "python3", 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.14 ;; esac')
    done = run("environment", "book", "python3", path=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(
        "briefbook: python3 cannot make a virtual environment; install what is missing first: "
        f"{how}"
    )
    assert ("apt-get" in how) == line.endswith(" python3.14-venv")
    assert not (tmp_path / ".venv").exists()


@pytest.mark.parametrize("tool", ["make", "git"])
def test_the_run_that_must_pass_names_a_tool_that_is_missing(tool: str, tmp_path: Path) -> None:
    system(tmp_path, "ID=arch\n")
    for name in {"make", "git"} - {tool}:
        command(tmp_path, name, "exit 0")
    done = run("run", path=tmp_path)
    assert done.returncode == 1
    assert done.stderr == (
        f"briefbook: {tool} is missing; install it first: sudo pacman -S {tool}\n"
    )


@pytest.mark.parametrize(("release", "how"), SYSTEMS.items())
def test_without_chromium_and_root_it_names_the_package(
    release: str, how: str, tmp_path: Path
) -> None:
    system(tmp_path, release)
    command(tmp_path, "id", "echo 1000")
    command(tmp_path, "sudo", "exit 1")
    done = run("browser", path=tmp_path)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"briefbook: the page tests need Chromium; install it first: {how}")


def test_as_root_chromium_is_installed_from_the_distribution(tmp_path: Path) -> None:
    command(tmp_path, "id", "echo 0")
    command(tmp_path, "apt-get", f'echo "$*" >> "{tmp_path}/asked"')
    assert run("browser", path=tmp_path).returncode == 0
    assert (tmp_path / "asked").read_text(encoding="utf-8").endswith(" chromium\n")


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
    # What serves the site or an editor, signs or shares work out is asked for where it is missing;
    # all else a book needs.
    groups = settings["dependency-groups"]
    asked_for = [each for name in ("live", "lsp", "sign", "dask") for each in groups[name]]
    wanted = [*settings["project"]["dependencies"], *asked_for]
    named = {canonical(re.split(r"[=<>~!]", name)[0]) for name in wanted}
    # What these stand on comes with them: docutils with sphinx, pybtex-docutils with bibtex,
    # starlette and watchfiles with sphinx-autobuild, lsprotocol with pygls, numpy with matplotlib,
    # cryptography, asn1crypto and pyhanko-certvalidator with pyhanko.
    named |= {"briefbook", "docutils", "pybtex-docutils", "starlette", "lsprotocol", "watchfiles"}
    named |= {"numpy", "cryptography", "asn1crypto", "pyhanko-certvalidator"}
    foreign = imported - sys.stdlib_module_names
    assert len(foreign) > 10
    assert {name for name in foreign if not named & set(map(canonical, homes[name]))} == set()


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
