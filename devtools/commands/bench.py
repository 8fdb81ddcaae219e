"""`dev.py bench`: speed."""

from __future__ import annotations

import os

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import CHECKS, PROGRAM
from devtools.processes import call
from devtools.project import ROOT, has_display
from devtools.qt_libraries import OFFSCREEN, see_to_libraries


def bench(words: list[str]) -> int:
    """Measure speed as ratios to something plain in the same run, and print the table."""
    python = set_up(PROGRAM, CHECKS)
    if not see_to_libraries(OFFSCREEN):
        return 1
    os.chdir(ROOT)
    return call(python, "-m", "benchmarks", *words, env={} if has_display() else {"QT_QPA_PLATFORM": "offscreen"})


COMMAND = Command("bench", bench)
