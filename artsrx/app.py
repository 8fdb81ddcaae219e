"""How the program starts: a verb, the window, or the small supervisor without secrets that starts the window."""

import subprocess
import sys
from collections.abc import Sequence

# The window process ends with this status when it wants to be started again, at the unlock page.
LOCKED = 75
WINDOW = "--window"
PARSE_CHILD = "--parse-child"


def main(arguments: Sequence[str] | None = None) -> int:
    """Starts what was asked for and returns the exit status: nothing (the window), a verb, or one of our own children."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == [PARSE_CHILD]:
        from artsrx.exchange.child import child_main

        return child_main(list(arguments[1:]))
    if arguments[:1] == [WINDOW]:
        from artsrx.ui.start import window_process

        return window_process(list(arguments[1:]), locked=LOCKED)
    if arguments:
        from artsrx.cli import main as verbs

        return verbs(arguments)
    return supervise()


def supervise() -> int:
    """Starts the window in a process of its own, and again each time it ends because the record was locked.

    Locking ends the process that had the key and names in its memory; nothing of it is left to read.
    """
    again: list[str] = []
    while True:
        with subprocess.Popen([*program(), WINDOW, *again]) as window:
            try:
                status = window.wait()
            except KeyboardInterrupt:
                status = window.wait()
        if status != LOCKED:
            return status
        again = ["--locked"]


def program() -> list[str]:
    """The words that start this program once more, from source or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "artsrx"]
