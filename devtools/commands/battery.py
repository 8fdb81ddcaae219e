"""`dev.py battery`: the tests that kill the program."""

from __future__ import annotations

from devtools.command import Command
from devtools.commands.test import test


def battery(words: list[str]) -> int:
    """Kill the program at random points of real work, `--kills N` times, and look for anything lost."""
    return test(["-m", "battery", *words])


COMMAND = Command("battery", battery)
