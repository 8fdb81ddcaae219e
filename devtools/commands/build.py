"""`dev.py build`: the folder that runs without Python."""

from __future__ import annotations

import os

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import BUILD, PROGRAM
from devtools.processes import call
from devtools.project import ROOT
from devtools.qt_libraries import WINDOW, see_to_libraries
from devtools.speech import say


def build(_words: list[str]) -> int:
    """Make the folder that runs without Python (dist/ArtsRx), for this system."""
    python = set_up(PROGRAM, BUILD)
    see_to_libraries(WINDOW)
    os.chdir(ROOT)
    status = call(python, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")
    if status == 0:
        say(f"Made {ROOT / 'dist' / 'ArtsRx'}.")
    return status


COMMAND = Command("build", build)
