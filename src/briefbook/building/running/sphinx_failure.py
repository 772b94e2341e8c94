"""Why Sphinx failed, in one line that a person can act on."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from briefbook.core.files.book_folder import no_briefbook
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
_NO_MEMORY = re.compile(r"^\s*MemoryError\b", re.MULTILINE)
_STACK = "Traceback (most recent call last):"
#: Where packages are installed; an environment may be in the book's own folder.
_INSTALLED = frozenset({"site-packages", "dist-packages"})
_NO_BUILDER = "not registered or available through entry point"
#: Without an extension that reads Markdown, Sphinx looks for another first page.
_NO_PAGES = "unable to load the master document"
_NO_PARSER = "Source parser for "
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
        report = _whole_report(root, said)
        if _NO_MEMORY.search(report):
            message = "memory ran out; close other programs, and run the same command again"
        else:
            message = _own_code(root, report) or message
        # Sphinx's own file goes with the temporary ones.
        (root / LOG).parent.mkdir(exist_ok=True)
        (root / LOG).write_text(report, encoding="utf-8")
        message += f" (the whole report: {LOG})"
    return f"{before}\n{message}".strip()


def _whole_report(root: Path, said: str) -> str:
    """Return the report that Sphinx has saved, which has the whole traceback."""
    if named := _REPORT.search(said):
        with suppress(OSError):
            return (root / named[1]).read_text(encoding="utf-8")
    return said


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
    if _NO_BUILDER in rest or (_NO_PAGES in rest and not conf_lines(root).strings.get("briefbook")):
        return no_briefbook(root), True
    if rest.startswith(_NO_PARSER) and (line := conf_lines(root).line_of(rest)):
        return f"{NAME}:{line}: {rest}; fix the name, or load the extension that reads it", True
    if name == _OURS:
        return f"briefbook: {' '.join(rest.split())}", True
    if name in _FINDING:
        return rest.partition("\n")[0], False
    if name == "ConfigError" and "programmable error" in rest:
        return _own_code(root, rest) or f"{NAME}:1: {_last_line(rest)}", True
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


def _own_code(root: Path, report: str) -> str:
    """Return the first exception to which the book's own code led, with its last line there."""
    for stack in report.split(_STACK):
        own = [
            (shown, match["line"])
            for match in _FRAME.finditer(stack)
            if (shown := _own_file(root, Path(match["path"])))
        ]
        if own:
            path, line = own[-1]
            return f"{path}:{line}: {_raised(stack)}; fix this line, which the build runs"
    return ""


def _own_file(root: Path, path: Path) -> str:
    """Return a file of the book's own code as messages name it, else nothing."""
    if path.is_relative_to(root.resolve()):
        path = path.relative_to(root.resolve())
    installed = _INSTALLED.intersection(path.parts)
    outside = path.is_absolute() and path.name != NAME
    return "" if outside or installed or not (root / path).is_file() else str(path)


def _raised(stack: str) -> str:
    """Return the exception below the frames of a stack: the first line that is less indented."""
    lines = [line for line in stack.splitlines() if line.strip()]
    frame = next(line for line in lines if _FRAME.search(line))
    depth = len(frame) - len(frame.lstrip())
    after = [line for line in lines if len(line) - len(line.lstrip()) < depth]
    return after[0].strip() if after else lines[-1].strip()


def _last_line(text: str) -> str:
    return text.strip().rpartition("\n")[2].strip()
