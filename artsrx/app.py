"""How the program starts: a verb, the window, or the small supervisor without secrets that starts the window."""

import builtins
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

# The window process ends with this status when it wants to be started again, at the unlock page.
LOCKED = 75
WINDOW = "--window"
PARSE_CHILD = "--parse-child"


def main(arguments: Sequence[str] | None = None) -> int:
    """Starts what was asked for and returns the exit status: nothing (the window), a verb, or one of our own children."""
    arguments = sys.argv[1:] if arguments is None else arguments
    os.umask(0o077)  # whatever is written from here on is for its owner alone
    if arguments[:1] == [PARSE_CHILD]:
        from artsrx.exchange.parser_child import child_main

        return child_main(list(arguments[1:]))
    if arguments[:1] == [WINDOW]:
        return show_window(list(arguments[1:]))
    if arguments:
        return verb(arguments)
    return supervise()


def verb(arguments: Sequence[str]) -> int:
    """Runs one verb and returns its exit status, whatever happens: stopped by hand, nobody left to read, or a bug.

    Of a bug it says the kind and the places in the program, no message and no value: those may name people.
    """
    try:
        _leave_no_core()
        from artsrx.cli import main as verbs

        status = verbs(arguments)
        if sys.stdout:
            sys.stdout.flush()
        return status
    except BrokenPipeError:
        # Whoever read this has read enough; the work is done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        from artsrx.domain.i18n import _

        _say(_("Stopped. What was not finished was not saved."))
    except Exception as error:  # noqa: BLE001  a bug, or the computer: the last resort
        _apologise(error)
    return 1


def _leave_no_core() -> None:
    """Where the system lets: what was in memory is not written to the disk when the program breaks down."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _apologise(error: Exception) -> None:
    import traceback
    from pathlib import Path

    from artsrx.domain.i18n import _

    if isinstance(error, OSError):
        words = _("The computer reported a fault: {reason}. Everything that was saved before is safe.")
        _say(words.format(reason=error.strerror or type(error).__name__))
    else:
        _say(_("Something went wrong in ArtsRx. We are sorry. Everything that was saved before is safe."))
    _say(_("If you report this, these lines help. They hold no names and nothing from your record:"))
    home = Path(__file__).resolve().parent
    _say(f"  {type(error).__name__}")
    for frame in traceback.extract_tb(error.__traceback__):
        place = Path(frame.filename).resolve()
        if place.is_relative_to(home):
            _say(f"  {place.relative_to(home).as_posix()}, line {frame.lineno}, in {frame.name}")


def _say(words: str) -> None:
    if sys.stderr:
        sys.stderr.write(words + "\n")


def supervise() -> int:
    """Starts the window in a process of its own, and again each time it ends because the record was locked.

    Locking ends the process that had the key and names in its memory; nothing of it is left to read.
    """
    again: list[str] = []
    while True:
        # On Linux a copy of this small process is a window much sooner than a new Python; elsewhere Qt forbids copies.
        status = _forked(again) if sys.platform == "linux" else _started(again)
        if status != LOCKED:
            return status
        again = ["--locked"]


def show_window(arguments: list[str]) -> int:
    """Runs the window in this process until it is closed or locked; returns the exit status."""
    # Nothing made while starting is rubbish; the window tidies memory itself.
    gc.disable()
    load_qt()
    from artsrx.ui.start import window_process

    return window_process(arguments, locked=LOCKED)


def load_qt() -> None:
    """Loads Qt, and gives Python its own import back.

    For `from __feature__ import …`, which nothing here uses, PySide6 puts an import of its own in its place. That one reads
    the source of every module loaded from then on, and keeps it: a fifth of what the program loads on the way to Today, and
    20 MB of memory for as long as it runs.
    """
    own = builtins.__import__
    import PySide6.QtWidgets  # noqa: F401

    builtins.__import__ = own


def _forked(arguments: list[str]) -> int:
    child = os.fork()
    if child == 0:
        sys.exit(show_window(arguments))
    while True:
        try:
            return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        except KeyboardInterrupt:
            continue  # the window was told as well, and closes as it should


def _started(arguments: list[str]) -> int:
    import subprocess

    with subprocess.Popen([*program(), WINDOW, *arguments]) as window:
        try:
            return window.wait()
        except KeyboardInterrupt:
            return window.wait()


def program() -> list[str]:
    """The words that start this program once more, from source or frozen."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "artsrx"]
