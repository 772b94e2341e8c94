"""``briefbook live``: rebuild the site and the PDF whenever something is saved."""

from __future__ import annotations

import os
import signal
import socket
import time
import webbrowser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from briefbook.building.build_lock import lock_build_folder
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.core.files.cache import cache_environment
from briefbook.core.files.writing import clear_unfinished
from briefbook.core.processes.process_group import process_group
from briefbook.output.protocol import LIVE_HOST
from briefbook.output.registry import find_output, outputs

_HERE = "127.0.0.1"
_SITE = "html"


@dataclass(frozen=True, slots=True)
class Served:
    """Where the site is served, and whether a browser opens it; ``host`` 0.0.0.0 is everywhere."""

    port: int = 8000
    host: str = _HERE
    open: bool = False


def live(root: Path, served: Served, only: str | None = None) -> int:
    """Build to ``build/live/`` on every save, until interrupted; serve the site, and the PDF.

    ``only`` is the name of one output. Returns the exit status of what ended first.
    Raises :class:`BriefbookError` where there is no book, or an output cannot be followed.
    """
    require_book(root)
    os.environ[LIVE_HOST] = served.host
    os.environ.update(cache_environment(root))
    commands = dict(_commands(root, served.port, only))
    if _SITE in commands:
        _refuse_taken(served)
        print(_addresses(served, pdf=len(commands) > 1), flush=True)
        if served.open:
            _open_when_ready(served)
    build = root / "build" / "live"
    try:
        with lock_build_folder(build), process_group(build / "tmp") as group:
            for name, command in commands.items():
                kept = (build / name, build / f"{name}-doctrees")
                clear_unfinished(build / f"{name}-unfinished", *kept)
                group.start(command, root)
            return group.processes[0].wait()
    except KeyboardInterrupt as interrupt:
        if interrupt.args not in ((), (signal.SIGINT,)):
            raise
    return 0  # Ctrl-C is how it ends.


def _refuse_taken(served: Served) -> None:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((served.host, served.port))
        except OSError as error:
            raise BriefbookError(
                f"the port {served.port} of {served.host} cannot be used "
                f"({error.strerror}); name another: briefbook live --port {served.port + 1}"
            ) from None


def _addresses(served: Served, *, pdf: bool) -> str:
    """Return where site and PDF are, here and from another machine."""
    here, name = f"http://{_HERE}:{served.port}", socket.gethostname()
    lines = [f"site: {here}/ ({here}/last-edited is the page edited last)"]
    lines += [f"PDF:  {here}/book.pdf, a draft"] if pdf else []
    if served.host == _HERE:
        tunnel = f"ssh -L {served.port}:127.0.0.1:{served.port} {name}"
        lines.append(f"from another machine: {tunnel}, then the same address; or --host 0.0.0.0")
    else:
        lines.append(f"from another machine: http://{name}:{served.port}/")
    return "\n".join([*lines, "Ctrl-C ends it"])


def _open_when_ready(served: Served) -> None:
    """Open the page that was edited last as soon as the server answers."""

    def wait() -> None:
        while True:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", served.port)) == 0:
                    break
            time.sleep(0.2)
        webbrowser.open(f"http://127.0.0.1:{served.port}/last-edited")

    Thread(target=wait, daemon=True).start()


def _commands(root: Path, port: int, only: str | None) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each output that is followed, and the command that does it."""
    chosen = [find_output(only)] if only else [it for it in outputs() if it.by_default]
    for output in chosen:
        command = output.live_command(root, port)
        if command and (missing := output.missing_live()):
            raise BriefbookError(missing)
        if command:
            yield output.name, command
        elif only:
            raise BriefbookError(
                f"{output.words} cannot be rebuilt on save; build it with "
                f"briefbook book --only {only}"
            )
