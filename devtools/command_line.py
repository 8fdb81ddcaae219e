"""Reads what was typed after `dev.py`, does it, and says in words what went wrong."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Sequence

from devtools.commands import COMMANDS
from devtools.project import typed
from devtools.speech import Stop, complain

STOPPED = 130


def main(words: Sequence[str]) -> int:
    """Do one command; what is not for dev.py is passed on. Return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if sys.platform == "win32" and isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    known = {command.name: command for command in COMMANDS}
    lines = [f"  {command.name:9}{command.says}" for command in COMMANDS]
    parser = argparse.ArgumentParser(
        prog="dev.py", formatter_class=argparse.RawDescriptionHelpFormatter, epilog="\n".join(lines)
    )
    parser.add_argument("command", choices=known, metavar="command", help="one of those below")
    parser.add_argument("words", nargs=argparse.REMAINDER, help="passed on")
    told = parser.parse_args(words)
    try:
        return known[told.command].do(told.words)
    except Stop as stop:
        complain(str(stop))
        return 1
    except KeyboardInterrupt:
        complain(f"\nStopped. What is done so far is kept; to go on, run:\n    {typed()}")
        return STOPPED
