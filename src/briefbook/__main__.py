"""``briefbook`` and ``python -m briefbook``."""

import io
import locale
import os
import signal
import sys


def main() -> int:
    """Run the command line; return the exit status. A signal ends it in one line."""
    try:
        # Late: loading them takes long enough to be interrupted.
        from briefbook.core.processes import interrupts

        interrupts.catch_signals()
        _leave_missing_locale()
        from briefbook.cli import main as run

        if isinstance(sys.stdout, io.TextIOWrapper):
            # Terminals of other encodings show a code for a letter that they do not have.
            sys.stdout.reconfigure(errors="backslashreplace")
        status = run()
        if not sys.stdout.closed:
            sys.stdout.flush()
    except BrokenPipeError:
        # Who reads the output, such as head, has enough. What is left of it goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE
    except KeyboardInterrupt as interrupt:
        from briefbook.core.processes import interrupts

        interrupts.release_signals()
        left = "all of its change is made" if interrupts.is_changed() else "the book is as it was"
        print(f"briefbook: interrupted; {left}", file=sys.stderr)
        (number,) = interrupt.args or (2,)
        return 128 + int(number)
    return status


def _leave_missing_locale() -> None:
    """Do without a locale that is not installed: Sphinx ends with a traceback where one is named.

    Most often ssh has brought its name from another machine. No page depends on it.
    """
    before = locale.setlocale(locale.LC_ALL)
    try:
        locale.setlocale(locale.LC_ALL, "")
    except locale.Error:
        os.environ["LC_ALL"] = "C"
    else:
        locale.setlocale(locale.LC_ALL, before)


if __name__ == "__main__":
    sys.exit(main())
