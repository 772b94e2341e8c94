"""``briefbook`` and ``python -m briefbook``."""

import io
import os
import signal
import sys


def main() -> int:
    """Run the command line; return the exit status. A signal ends it in one line."""
    try:
        # Late: loading them takes long enough to be interrupted.
        from briefbook.core.processes import interrupts

        interrupts.catch_signals()
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


if __name__ == "__main__":
    sys.exit(main())
