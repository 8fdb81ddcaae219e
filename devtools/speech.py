"""What dev.py says to the person at the keyboard, and how it stops."""

from __future__ import annotations

import sys


class Stop(Exception):
    """What went wrong and what to do, in words for the person at the keyboard."""


def say(words: str) -> None:
    """Print a line at once, so that it stands before the output of what it announces."""
    print(words, flush=True)


def complain(words: str) -> None:
    """Print a line about what went wrong, where errors go."""
    print(words, file=sys.stderr, flush=True)


class ProgressLine:
    """How far something is: one line that is written over on a screen; where nobody watches, only what is worth a line."""

    def __init__(self) -> None:
        self._watched = sys.stdout.isatty()
        self._length = 0

    def show(self, words: str, *, lasting: bool) -> None:
        """Show how far it is; only what is `lasting` is kept in a log file."""
        if self._watched:
            print(f"\r{words[:78]:<{self._length}}", end="", flush=True)
            self._length = min(len(words), 78)
        elif lasting:
            say(words)

    def end(self) -> None:
        """Leave room for the next line; nothing of the progress stays on a screen."""
        if self._watched and self._length:
            print(f"\r{'':<{self._length}}\r", end="", flush=True)
        self._length = 0
