"""``briefbook`` and ``python -m briefbook``."""

import sys


def main() -> int:
    """Run the command line; return the exit status. A signal ends it in one line."""
    try:
        # Late: loading them takes long enough to be interrupted.
        from briefbook.core.processes import interrupts

        interrupts.catch_signals()
        from briefbook.cli import main as run

        return run()
    except KeyboardInterrupt as interrupt:
        from briefbook.core.processes import interrupts

        interrupts.release_signals()
        left = "all of its change is made" if interrupts.is_changed() else "the book is as it was"
        print(f"briefbook: interrupted; {left}", file=sys.stderr)
        (number,) = interrupt.args or (2,)
        return 128 + int(number)


if __name__ == "__main__":
    sys.exit(main())
