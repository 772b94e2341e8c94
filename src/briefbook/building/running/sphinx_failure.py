"""Why Sphinx failed, in one line that a person can act on."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from briefbook.core.files.conf_file import NAME, conf_lines

_CRASH = re.compile(
    r"(?:^[^\n]+(?: error[^\n]*|cannot be read)!\n.*?)?\s*^Versions\n=+\n.*"
    r"^Traceback\n=+\n(?P<traceback>.*)^The full traceback .*",
    re.DOTALL | re.MULTILINE,
)
"""What Sphinx 9 prints when an exception ends it, up to the end of its output."""
_WRONG_TYPE = re.compile(rf"^{re.escape(NAME)}:\d+: WARNING: The config value", re.MULTILINE)
_CLASS = re.compile(r"(?:[a-z_]\w*\.)*(?P<name>[A-Z]\w*): ?")
_FRAME = re.compile(r'File "(?P<path>[^"\n]+)", line (?P<line>\d+)')
_SYNTAX = re.compile(r"configuration file: (?P<what>.*) \((?P<file>[^()]+), line (?P<line>\d+)\)$")
#: Exceptions whose text is a list of findings, each with its place, and says all there is to say.
_FINDINGS = ("BookRefusedError",)
#: Those whose first line is a finding; what follows is for who looks for the cause.
_FINDING = ("DocumentFailedError",)
#: What an error of this package becomes on its way through Sphinx, whose own have other names.
_OURS = "SphinxError"
#: What follows from a name in conf.py.
_FROM_CONF = ("ConfigError", "ExtensionError", "ThemeError", "VersionRequirementError")
LOG = "build/sphinx.log"
_REPORT = re.compile(r"^The full traceback has been saved in:\n(.+)$", re.MULTILINE)


def without_traceback(root: Path, said: str) -> str:
    """Return Sphinx's messages; where it crashed, the cause in place of its traceback.

    The whole report is kept in ``build/sphinx.log`` unless the message says all of it.
    """
    crash = _CRASH.search(said)
    if not crash:
        return said.strip()
    before = said[: crash.start()].strip()
    if _WRONG_TYPE.search(before):
        return before  # What ended it follows from that.
    message, whole = _explain(root, crash["traceback"])
    if not whole:
        _keep(root, said)
        message += f" (the whole report: {LOG})"
    return f"{before}\n{message}".strip()


def _keep(root: Path, said: str) -> None:
    """Keep the report, with the whole traceback: Sphinx's own file goes with the temporary ones."""
    report = said
    if named := _REPORT.search(said):
        with suppress(OSError):
            report = (root / named[1]).read_text(encoding="utf-8")
    (root / LOG).parent.mkdir(exist_ok=True)
    (root / LOG).write_text(report, encoding="utf-8")


def _explain(root: Path, traceback: str) -> tuple[str, bool]:
    """Return the cause of the crash, and whether that is the whole explanation."""
    # Frames are indented by six spaces and more, the exception by four. It may show frames of
    # its own; those of a process that wrote pages come with their heading.
    parallel = "(Error in parallel process)" in traceback
    frames = r"^ {6}.*\n" if parallel else r"\A\n*(?: {6}.*\n)+"
    lines = re.split(frames, traceback, flags=re.MULTILINE)[-1]
    text = re.sub(r"^ {4}", "", lines, flags=re.MULTILINE).strip()
    named = _CLASS.match(text)
    name, rest = (named["name"], text[named.end() :]) if named else ("", text)
    if name == _OURS:
        return f"briefbook: {' '.join(rest.split())}", True
    if name in _FINDING:
        return rest.partition("\n")[0], False
    if name == "ConfigError" and "programmable error" in rest:
        return _in_conf(root, rest), True
    placed = rest if name in _FINDINGS else _placed(root, name, " ".join(rest.split()))
    return placed or f"{name}{': ' * bool(name)}{' '.join(rest.split())}", bool(placed)


def _placed(root: Path, name: str, said: str) -> str:
    """Return Sphinx's error with its place; empty if the place is not known."""
    syntax = _SYNTAX.search(said)
    if syntax:
        return f"{syntax['file']}:{syntax['line']}: not Python: {syntax['what']}"
    if name == "ConfigError" and "sys.exit()" in said:
        return f"{NAME}: calls sys.exit(), which ends the build; take that away"
    from_conf = name in _FROM_CONF and "threw an exception" not in said
    line = conf_lines(root).line_of(said) if from_conf else 0
    return f"{NAME}:{line}: {said}; fix the name, or install what it names" if line else ""


def _in_conf(root: Path, text: str) -> str:
    """Return what conf.py raised, with the last line of the book's own code that led to it."""
    own = [
        (Path(match["path"]), match["line"])
        for match in _FRAME.finditer(text)
        if Path(match["path"]).name == NAME or Path(match["path"]).is_relative_to(root.resolve())
    ]
    path, line = own[-1] if own else (Path(NAME), "1")
    shown = path.relative_to(root.resolve()) if path.is_relative_to(root.resolve()) else path
    what = text.strip().rpartition("\n")[2].strip()
    return f"{shown}:{line}: {what}; fix this line, which runs before the book is read"
