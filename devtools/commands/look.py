"""`dev.py look`: pictures of the whole program."""

from __future__ import annotations

import os

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import CHECKS, PROGRAM
from devtools.processes import call
from devtools.project import ROOT
from devtools.qt_libraries import OFFSCREEN, see_to_libraries


def look(words: list[str]) -> int:
    """Draw every screen and every page of every report into build/look/."""
    python = set_up(PROGRAM, CHECKS)
    if not see_to_libraries(OFFSCREEN):
        return 1
    os.chdir(ROOT)
    return call(python, "-m", "tests.look", *words, env={"QT_QPA_PLATFORM": "offscreen"})


COMMAND = Command("look", look)
