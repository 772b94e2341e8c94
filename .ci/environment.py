"""Make the virtual environment from the lock.

A new one is made beside the one that is there, and put in its place when it is whole.

``.venv`` is a link to a folder in ``.venvs``: changing where a link leads is one step, so there is
no moment without a working environment. Uses the standard library alone; nothing is installed yet.
"""

from __future__ import annotations

import contextlib
import ensurepip
import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path.cwd()
VENV = ROOT / ".venv"
FOLDERS = ROOT / ".venvs"
LOCKS = {"book": "requirements.txt", "tests": "tests/requirements.txt"}
RECORD = "briefbook.json"
# The first that knows all options which are used here.
OLDEST_UV = (0, 5)
# What a person has set for pip or uv says where packages come from; where they go, which versions
# and of what kind is said here.
NOT_TAKEN_OVER = re.compile(
    r"PYTHON(PATH|HOME)|VIRTUAL_ENV|"
    r"(PIP|UV)_(?!(DEFAULT_)?(INDEX|TIMEOUT)|EXTRA_INDEX|NO_INDEX|FIND_LINKS|CERT|CLIENT_CERT|"
    r"PROXY|TRUSTED_HOST|INSECURE_HOST|RETRIES|CACHE_DIR|NO_CACHE|CONFIG_FILE|KEYRING|HTTP|"
    r"NATIVE_TLS|SYSTEM_CERTS|LINK_MODE).*"
)


class NotInstalledError(Exception):
    """Packages that could not be installed; their installer has said why."""


def described(wanted: str) -> dict[str, object]:
    """Return what an environment for ``wanted`` is made from; one for the tests fits the book."""
    names = [LOCKS["book"]] if wanted == "book" else list(LOCKS.values())
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}
    # What an editable installation does not see by itself: its command, its version ranges.
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    digests["project"] = hashlib.sha256(json.dumps(project).encode()).hexdigest()
    # Scripts in the environment begin with its path, and the package lies beside it.
    return {"folder": str(ROOT), "python": sys.version_info[:2], "locks": digests}


def is_current(wanted: str) -> bool:
    """Tell whether ``.venv`` is whole and holds what the lock says.

    What is newest changes from day to day: an environment without a lock is always made anew.
    """
    if wanted not in LOCKS:
        return False
    try:
        there = json.loads((VENV / RECORD).read_text(encoding="utf-8"))
        minor = (VENV / "bin" / "python").exists() and there["python"][1]
        needed = described(wanted)
        locks = dict(needed["locks"])  # type: ignore[call-overload]
        installed = VENV / "lib" / f"python3.{minor}"
        return (
            there["folder"] == needed["folder"]
            and locks.items() <= there["locks"].items()
            and installed.is_dir()
        )
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return False


def surroundings() -> dict[str, str]:
    """Return the environment variables for pip and uv, their personal settings apart."""
    kept = {name: each for name, each in os.environ.items() if not NOT_TAKEN_OVER.fullmatch(name)}
    kept |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1", "PIP_USER": "0"}
    if "PIP_INDEX_URL" in kept:
        kept.setdefault("UV_DEFAULT_INDEX", kept["PIP_INDEX_URL"])
    if "PIP_CERT" in kept:
        kept.setdefault("SSL_CERT_FILE", kept["PIP_CERT"])
    return kept


class Installer:
    """What installs packages into a new environment: uv where it runs, else pip."""

    def __init__(self, folder: Path, lock: int) -> None:
        self.folder = folder
        self._lock = lock
        self._python = str(folder / "bin" / "python")
        self._uv = str(folder / "bin" / "uv")
        self._variables = surroundings()
        self._has_pip = False

    def run(self, *command: str, said: bool = True) -> bool:
        """Run a command; it holds the lock too, so that a killed make leaves no unseen writer."""
        quiet = None if said else subprocess.DEVNULL
        try:
            done = subprocess.run(
                command, env=self._variables, pass_fds=[self._lock], stderr=quiet, check=False
            )
        except OSError:
            return False  # a uv that is not for this system
        return done.returncode == 0

    def _bring_pip(self) -> None:
        """Find the pip that comes with Python; it runs from its wheel, without an installation."""
        places = [Path(ensurepip.__file__).parent / "_bundled"]
        if sysconfig.get_config_var("WHEEL_PKG_DIR"):
            places.append(Path(sysconfig.get_config_var("WHEEL_PKG_DIR")))
        wheels = [wheel for place in places for wheel in sorted(place.glob("pip-*.whl"))]
        if wheels:
            self._variables["PYTHONPATH"] = str(wheels[0])
        elif not self.run(self._python, "-m", "ensurepip"):
            raise NotInstalledError
        self._has_pip = True

    def pip(self, *arguments: str, said: bool = True) -> bool:
        """Run ``pip install``."""
        if not self._has_pip:
            self._bring_pip()
        return self.run(self._python, "-m", "pip", "install", "-qq", *arguments, said=said)

    def uv(self, *arguments: str) -> bool:
        """Run ``uv pip install``."""
        return self.run(self._uv, "pip", "install", "--quiet", "--python", self._python, *arguments)

    def install(self, name: str) -> None:
        """Install the packages of a lock, and briefbook itself from its folder.

        Nothing is resolved and nothing is built: each package is a wheel of the lock.
        """
        locked = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", name]
        itself = ["--no-deps", "--no-build-isolation", "--editable", "."]
        with_uv = os.environ.get("INSTALLER") != "pip"
        if with_uv and (self._find_uv() or self._bring_uv(name)):
            if self.uv(*locked) and self.uv(*itself):
                return
            print("briefbook: uv could not install the packages; trying pip…", file=sys.stderr)
        if not (self.pip("--no-compile", *locked) and self.pip(*itself)):
            raise NotInstalledError

    def _find_uv(self) -> bool:
        """Tell whether a uv is installed already; fetching one takes longer than installing all."""
        there = shutil.which("uv")
        if there is None:
            return False
        try:
            asked = subprocess.run(
                [there, "--version"], capture_output=True, text=True, check=False
            )
        except OSError:
            return False
        version = re.match(r"uv (\d+)\.(\d+)", asked.stdout)
        if asked.returncode or not version or tuple(map(int, version.groups())) < OLDEST_UV:
            return False
        self._uv = there
        return True

    def _bring_uv(self, name: str) -> bool:
        """Install the uv of the lock, its hash checked; tell whether that was possible."""
        text = (ROOT / name).read_text(encoding="utf-8")
        found = re.search(r"^uv==.*(?:\n +--hash=.*)+", text, re.MULTILINE)
        if found is None:
            return False
        alone = self.folder / "uv.txt"
        alone.write_text(found[0] + "\n", encoding="utf-8")
        return self.pip(
            "--no-compile", "--require-hashes", "--no-deps", "-r", str(alone), said=False
        )


def make(wanted: str, lock: int) -> None:
    """Make an environment for ``wanted`` and put it in the place of the one that is there."""
    remove_leftovers()
    print("making the virtual environment in .venv…", flush=True)
    new = FOLDERS / f"{wanted}-{time.time_ns()}"
    try:
        installer = Installer(new, lock)
        if not installer.run(sys.executable, "-m", "venv", "--without-pip", str(new)):
            raise NotInstalledError
        installer.install(LOCKS[wanted])
        (new / RECORD).write_text(json.dumps(described(wanted)), encoding="utf-8")
        take_place(new)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    remove_leftovers()


def take_place(new: Path) -> None:
    """Let ``.venv`` lead to the new environment."""
    link = FOLDERS / "link"
    link.unlink(missing_ok=True)
    link.symlink_to(Path(FOLDERS.name) / new.name)
    if VENV.is_dir() and not VENV.is_symlink():
        # Of a time when .venv was the folder itself, or somebody's own.
        VENV.rename(FOLDERS / f"old-{time.time_ns()}")
    link.replace(VENV)


def remove_leftovers() -> None:
    """Remove what a killed run left, and the environment whose place was taken."""
    for path in FOLDERS.iterdir():
        if path.is_dir() and not path.is_symlink() and path.resolve() != VENV.resolve():
            shutil.rmtree(path, ignore_errors=True)


def resolve(wanted: str) -> None:
    """Make ``build/latest`` or ``build/lowest``: what pyproject.toml allows, at one of its ends.

    The tools that test stay new: whether they work in an old version is nobody's question.
    """
    folder = ROOT / "build" / wanted
    print(f"making the virtual environment in build/{wanted}…", flush=True)
    subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", folder], check=True)
    uv = [str(VENV / "bin" / "uv"), "pip"]
    chosen = folder / "chosen.txt"
    resolution = {"latest": "highest", "lowest": "lowest-direct"}[wanted]
    python = ["--quiet", "--python", str(folder / "bin" / "python")]
    # The extras too: what they bring is imported by the package itself.
    compiled = [*python, "--resolution", resolution, "--all-extras", "--upgrade", "-o", str(chosen)]
    for command in (
        ["compile", *compiled, "pyproject.toml"],
        ["install", *python, "-r", str(chosen), "--group", "dev", "--editable", "."],
    ):
        if subprocess.run([*uv, *command], env=surroundings(), check=False).returncode:
            raise NotInstalledError


@contextlib.contextmanager
def alone() -> Iterator[int]:
    """Wait until no other make is installing; give the file that holds the lock."""
    FOLDERS.mkdir(exist_ok=True)
    with (FOLDERS / "lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("another make is installing the packages; waiting for it…", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()


def main(wanted: str) -> int:
    """Make what is not there yet; return the exit status."""
    # As with Ctrl-C, the installer is ended and its folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with alone() as lock:
            locked = wanted if wanted in LOCKS else "tests"  # its uv resolves the others
            if not is_current(locked):
                make(locked, lock)
            if wanted not in LOCKS:
                resolve(wanted)
    except NotInstalledError:
        kept = ", and the environment that was there is kept" if VENV.exists() else ""
        version = ".".join(map(str, sys.version_info[:2]))
        print(
            f"briefbook: the packages could not be installed for Python {version}{kept}; see the "
            "message above, then run make again (another Python: make PYTHON=python3.12)",
            file=sys.stderr,
        )
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    if "--is-current" in sys.argv:
        sys.exit(not is_current(sys.argv[1]))
    sys.exit(main(sys.argv[1]))
