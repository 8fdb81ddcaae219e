"""`dev.py test`: the tests, off screen where there is none, with coverage that knows what other systems run."""

from __future__ import annotations

import os
import sys

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import CHECKS, PROGRAM
from devtools.processes import call
from devtools.project import ROOT, has_display
from devtools.qt_libraries import OFFSCREEN, see_to_libraries
from devtools.speech import say

LEAST_OF_UI = 90
# The settings hold everything below the windows to 100 % and leave these out of that report; this one has them alone.
UI_COVERAGE = (
    "-m", "coverage", "report", "--include=*/artsrx/ui/*", "--omit=nothing", f"--fail-under={LEAST_OF_UI}", "--format=total",
)  # fmt: skip


def other_systems() -> dict[str, str]:
    """The names of the files that only other systems run, for the coverage settings."""
    own = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    other, third = sorted({"windows", "macos", "linux"} - {own}, reverse=True)
    posix = {"ARTSRX_NOT_POSIX": "posix"} if own == "windows" else {}
    return {"ARTSRX_OTHER_SYSTEM": other, "ARTSRX_THIRD_SYSTEM": third, **posix}


def test(words: list[str]) -> int:
    """Run the tests; any further words go to pytest. `--cov` also holds the coverage to its promises."""
    python = set_up(PROGRAM, CHECKS)
    if not see_to_libraries(OFFSCREEN):
        return 1
    env = other_systems() | ({} if has_display() else {"QT_QPA_PLATFORM": "offscreen"})
    (ROOT / "build" / "coverage").mkdir(parents=True, exist_ok=True)
    os.chdir(ROOT)
    status = call(python, "-m", "pytest", *words, env=env)
    if status or "--cov" not in words:
        return status
    say(f"Coverage of the windows (artsrx/ui), at least {LEAST_OF_UI} %:")
    return call(python, *UI_COVERAGE, env=env)


COMMAND = Command("test", test)
