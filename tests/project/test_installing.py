"""Installing, with packages that are made here: no working environment is ever lost."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from books import ROOT

BACKEND = """
import os, pathlib, zipfile

FILES = {
    "METADATA": "Metadata-Version: 2.1\\nName: briefbook\\nVersion: 1\\n",
    "WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    "RECORD": "briefbook.pth,,\\n",
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    with open("log", "a") as log:
        log.write("built\\n")
    if os.path.exists("pipe"):
        pathlib.Path("begun").touch()
        open("pipe").read()
    name = "briefbook-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("briefbook.pth", os.getcwd())
        for file, text in FILES.items():
            wheel.writestr("briefbook-1.dist-info/" + file, text)
    return name

def build_wheel(folder, config_settings=None, metadata_directory=None):
    return build_editable(folder)
"""
PROJECT = """
[project]
name = "briefbook"
version = "1"
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
"""


def make_wheel(folder: Path, name: str, version: str, files: dict[str, str]) -> str:
    """Write a wheel to ``folder`` and return the line of the lock that names it."""
    info = f"{name}-{version}.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(
        f"{path},sha256={_digest(text)},{len(text.encode())}\n" for path, text in files.items()
    )
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for each, text in {**files, f"{info}/RECORD": f"{record}{info}/RECORD,,\n"}.items():
            entry = zipfile.ZipInfo(each)
            mode = 0o755 if "/scripts/" in each else 0o644
            entry.external_attr = (stat.S_IFREG | mode) << 16
            wheel.writestr(entry, text)
    return (
        f"{name}=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"
    )


def _digest(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


REAL_UV = Path(sys.executable).parent / "uv"


class Clone:
    """A clone of a small project with the installing parts of ours, and packages beside it.

    ``pip`` alone installs, or ``uv``, which pip brings first, or ``uv there``, which the system
    has: the same in a third of the time.
    """

    def __init__(self, folder: Path, installer: str) -> None:
        self.folder = folder / "clone"
        self._installer = installer
        self.wheels = folder / "wheels"
        shutil.copytree(ROOT / ".ci", self.folder / ".ci")
        self.wheels.mkdir()
        (folder / "empty").mkdir()
        there = installer == "uv there"
        self.put_uv_on_the_path(f'exec "{REAL_UV}" "$@"' if there else "exit 1")
        (self.folder / "tests").mkdir()
        (self.folder / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        (self.folder / "backend.py").write_text(BACKEND, encoding="utf-8")
        uv = f'#!/bin/sh\nexec "{REAL_UV}" "$@"\n'
        self.uv = make_wheel(self.wheels, "uv", "1", {"uv-1.data/scripts/uv": uv})
        self.lock("1")

    def lock(self, version: str) -> None:
        """Lock the package ``ink`` at a version, for the book and for the tests."""
        text = self.uv + make_wheel(self.wheels, "ink", version, {"ink.py": f"V = {version!r}\n"})
        (self.folder / "requirements.txt").write_text(text, encoding="utf-8")
        pen = make_wheel(self.wheels, "pen", version, {"pen.py": ""})
        (self.folder / "tests" / "requirements.txt").write_text(text + pen, encoding="utf-8")

    def put_uv_on_the_path(self, script: str) -> None:
        """Let this be the uv that the system has; a shell script."""
        path = self.folder.parent / "bin" / "uv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def start(self, wanted: str = "book", **variables: str) -> subprocess.Popen[str]:
        """Begin to install, in a group of its own."""
        return subprocess.Popen(
            [".ci/environment", wanted, sys.executable],
            cwd=self.folder,
            env={
                **{
                    name: each
                    for name, each in os.environ.items()
                    if name[:3] not in {"PIP", "UV_"}
                },
                "PATH": f"{self.folder.parent / 'bin'}:{os.environ['PATH']}",
                "INSTALLER": self._installer,
                "PIP_NO_INDEX": "1",
                "PIP_FIND_LINKS": str(self.wheels),
                "UV_DEFAULT_INDEX": (self.folder.parent / "empty").as_uri(),
                "UV_FIND_LINKS": str(self.wheels),
                "UV_CACHE_DIR": str(self.folder.parent / "cache"),
                **variables,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def install(self, wanted: str = "book", **variables: str) -> tuple[int, str, str]:
        """Install; return the exit status and what was said."""
        started = self.start(wanted, **variables)
        said, complained = started.communicate()
        return started.returncode, said, complained

    def ink(self, environment: str = ".venv") -> str:
        """Return the version of ``ink`` that a run in the environment finds."""
        return subprocess.run(
            [f"{environment}/bin/python", "-c", "import backend, ink; print(ink.V)"],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()

    def folders(self) -> list[str]:
        """Return the folders of environments, of which one is in use."""
        return [path.name for path in (self.folder / ".venvs").iterdir() if path.is_dir()]

    def stop_half_way(self) -> None:
        """Let the next installs stop and wait once the packages are there."""
        os.mkfifo(self.folder / "pipe")

    def go_on(self) -> None:
        """Let the install that waits go on, and later ones too."""
        with (self.folder / "pipe").open("w", encoding="utf-8"):
            (self.folder / "pipe").unlink()

    def wait_for_half(self, started: subprocess.Popen[str]) -> None:
        """Wait until an install is half-way."""
        while not (self.folder / "begun").exists():
            assert started.poll() is None, started.communicate()
            time.sleep(0.02)


@pytest.fixture
def clone(request: pytest.FixtureRequest, tmp_path: Path) -> Clone:
    return Clone(tmp_path, getattr(request, "param", "uv there"))


with_each = pytest.mark.parametrize("clone", ["uv", "pip"], indirect=True)
with_uv_there_or_pip = pytest.mark.parametrize("clone", ["uv there", "pip"], indirect=True)


@with_each
def test_what_is_installed_is_not_installed_again(clone: Clone) -> None:
    assert clone.install() == (0, "making the virtual environment in .venv…\n", "")
    assert clone.install() == (0, "", "")
    assert clone.ink() == "1"
    (clone.folder / "requirements.txt").touch()
    assert clone.install() == (0, "", "")
    clone.lock("2")
    assert clone.install()[0] == 0
    assert clone.ink() == "2"
    assert len(clone.folders()) == 1


def test_an_environment_for_the_tests_is_one_for_the_book(clone: Clone) -> None:
    assert clone.install("tests")[0] == 0
    assert clone.install("book") == (0, "", "")
    assert clone.folders()[0].startswith("tests-")


@with_uv_there_or_pip
def test_a_killed_install_leaves_what_was_there_and_the_next_is_whole(clone: Clone) -> None:
    assert clone.install()[0] == 0
    clone.lock("2")
    clone.stop_half_way()
    started = clone.start()
    clone.wait_for_half(started)
    os.killpg(started.pid, signal.SIGKILL)
    started.communicate()
    assert clone.ink() == "1"
    assert len(clone.folders()) == 2
    (clone.folder / "pipe").unlink()
    assert clone.install()[0] == 0
    assert clone.ink() == "2"
    assert len(clone.folders()) == 1


@pytest.mark.parametrize("clone", ["uv"], indirect=True)
def test_the_first_install_can_be_killed_too(clone: Clone) -> None:
    clone.stop_half_way()
    started = clone.start()
    clone.wait_for_half(started)
    os.killpg(started.pid, signal.SIGTERM)
    assert started.communicate()[1] == ""
    assert (started.returncode, clone.folders()) == (143, [])
    (clone.folder / "pipe").unlink()
    assert clone.install()[0] == 0
    assert clone.ink() == "1"


@with_uv_there_or_pip
def test_a_package_of_another_content_is_refused_and_what_was_there_is_kept(clone: Clone) -> None:
    assert clone.install()[0] == 0
    clone.lock("2")
    make_wheel(clone.wheels, "ink", "2", {"ink.py": "V = 'another'\n"})
    status, _, complained = clone.install()
    version = ".".join(map(str, sys.version_info[:2]))
    assert status == 1
    assert complained.splitlines()[-1] == (
        f"briefbook: the packages could not be installed for Python {version}, and the environment "
        "that was there is kept; see the message above, then run make again (another Python: "
        "make PYTHON=python3.12)"
    )
    assert "Traceback" not in complained
    assert clone.ink() == "1"
    assert len(clone.folders()) == 1


def test_two_at_once_wait_for_each_other(clone: Clone) -> None:
    clone.stop_half_way()
    first = clone.start()
    clone.wait_for_half(first)
    second = clone.start()
    assert second.stdout is not None
    assert second.stdout.readline() == (
        "another make is installing the packages; waiting for it…\n"
    )
    clone.go_on()
    assert (first.communicate()[1], first.returncode) == ("", 0)
    assert (second.communicate(), second.returncode) == (("", ""), 0)
    assert (clone.folder / "log").read_text(encoding="utf-8") == "built\n"


@pytest.mark.parametrize(
    "asked", ['dependencies = ["ink>=1"]', 'optional-dependencies = { extra = ["ink>=1"] }']
)
@pytest.mark.parametrize(("wanted", "version"), [("latest", "3"), ("lowest", "1")])
def test_other_versions_go_into_an_environment_of_their_own(
    clone: Clone, wanted: str, version: str, asked: str
) -> None:
    groups = "[dependency-groups]\ndev = []\n"
    project = PROJECT.replace("[build-system]", f"{asked}\n{groups}[build-system]")
    (clone.folder / "pyproject.toml").write_text(project, encoding="utf-8")
    clone.lock("3")
    clone.lock("2")
    make_wheel(clone.wheels, "ink", "1", {"ink.py": "V = '1'\n"})
    # What resolves is the uv of the lock, so that an environment for the tests comes first.
    both = "".join(
        f"making the virtual environment in {it}…\n" for it in (".venv", f"build/{wanted}")
    )
    assert clone.install(wanted) == (0, both, "")
    assert clone.ink() == "2"
    assert clone.ink(f"build/{wanted}") == version


def test_a_folder_that_was_there_before_is_replaced(clone: Clone) -> None:
    (clone.folder / ".venv" / "bin").mkdir(parents=True)
    assert clone.install()[0] == 0
    assert clone.ink() == "1"
    assert len(clone.folders()) == 1


def test_a_clone_that_was_moved_installs_anew(clone: Clone) -> None:
    assert clone.install()[0] == 0
    clone.folder = clone.folder.rename(clone.folder.with_name("moved elsewhere"))
    assert clone.install()[1] == "making the virtual environment in .venv…\n"
    assert clone.ink() == "1"


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Clone) -> None:
    assert clone.install()[0] == 0
    for name in ("python", "python3"):
        link = clone.folder / ".venv" / "bin" / name
        link.unlink(missing_ok=True)
        link.symlink_to(clone.folder / "gone")
    assert clone.install()[0] == 0
    assert clone.ink() == "1"


def test_what_the_project_says_of_itself_is_installed_anew(clone: Clone) -> None:
    assert clone.install()[0] == 0
    linter = "\n[tool.ruff]\nline-length = 100\n"
    (clone.folder / "pyproject.toml").write_text(PROJECT + linter, encoding="utf-8")
    assert clone.install() == (0, "", "")
    command = '\n[project.scripts]\nbriefbook = "backend:build_wheel"\n'
    (clone.folder / "pyproject.toml").write_text(PROJECT + command, encoding="utf-8")
    assert clone.install()[1] == "making the virtual environment in .venv…\n"


@with_each
def test_personal_settings_of_pip_and_uv_do_not_reach_the_environment(
    clone: Clone, tmp_path: Path
) -> None:
    elsewhere = str(tmp_path / "elsewhere")
    (tmp_path / "none.txt").write_text("ink==7\n", encoding="utf-8")
    settings = {
        "PIP_USER": "1",
        "PIP_TARGET": elsewhere,
        "PIP_CONSTRAINT": str(tmp_path / "none.txt"),
        "UV_TARGET": elsewhere,
        "UV_CONSTRAINT": str(tmp_path / "none.txt"),
        "PYTHONPATH": str(tmp_path / "elsewhere"),
    }
    assert clone.install(**settings)[0] == 0
    assert clone.ink() == "1"
    assert not (tmp_path / "elsewhere").exists()


def test_where_uv_does_not_run_pip_installs(tmp_path: Path) -> None:
    clone = Clone(tmp_path, "")
    broken = "#!/bin/sh\nexit 1\n"
    clone.uv = make_wheel(clone.wheels, "uv", "1", {"uv-1.data/scripts/uv": broken})
    clone.lock("1")
    assert clone.install() == (
        0,
        "making the virtual environment in .venv…\n",
        "briefbook: uv could not install the packages; trying pip…\n",
    )
    assert clone.ink() == "1"


@pytest.mark.parametrize(("version", "used"), [("0.9.1", True), ("0.4.30", False)])
def test_a_uv_that_is_there_need_not_be_fetched(
    tmp_path: Path, version: str, *, used: bool
) -> None:
    clone = Clone(tmp_path, "")
    clone.uv = make_wheel(clone.wheels, "uv", "1", {"uv-1.data/scripts/uv": "#!/bin/sh\nexit 1\n"})
    clone.lock("1")
    said = f'[ "$1" = --version ] && echo "uv {version}"'
    clone.put_uv_on_the_path(f'{said} || exec "{REAL_UV}" "$@"')
    failed = "briefbook: uv could not install the packages; trying pip…\n"
    done = clone.install()
    assert done == (0, "making the virtual environment in .venv…\n", "" if used else failed)
    assert clone.ink() == "1"
