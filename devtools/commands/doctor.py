"""`dev.py doctor`: what is here, what is missing, and the command for it."""

from __future__ import annotations

import platform
import shutil
import sys

from devtools.command import Command
from devtools.environment import OURS, has_venv, venv_command
from devtools.locks import CHECKS, PROGRAM, Lock
from devtools.pip_runner import said_by_pip
from devtools.project import LINUX, ROOT, has_display, typed
from devtools.qt_libraries import OFFSCREEN, WINDOW, install_command, missing_libraries
from devtools.speech import say
from devtools.systems import this_system


def doctor(_words: list[str]) -> int:
    """Say what is here and what is missing, with the command for it. Changes nothing."""
    say(f"Python     {platform.python_version()} at {sys.executable}")
    if not has_venv():
        say(f"           it has no venv. Run: {venv_command()}")
    say(f"pip        {_pip()}")
    say(f"System     {platform.platform()}")
    say(f"Packages   {_ready_made()}")
    for lock, command in ((PROGRAM, "run"), (CHECKS, "test")):
        say(f"           {lock.path.name}, for {lock.serves}: {_state(lock, command)}")
    say(f"Screen     {'yes' if has_display() else 'none: windows are drawn off screen, the verbs all work'}")
    free = shutil.disk_usage(ROOT).free // 2**20
    say(f"Free disk  {free} MB (the program takes about {PROGRAM.room} MB, tests and checks {CHECKS.room} MB more)")
    ready = OURS.has(PROGRAM)
    if LINUX and ready:
        missing = missing_libraries(WINDOW)
        say(f"Libraries  {'all that Qt needs' if not missing else 'missing for a window: ' + ', '.join(missing)}")
        if missing:
            say(f"           {install_command(missing)}")
            ready = not missing_libraries(OFFSCREEN)
    return 0 if ready else 1


def _pip() -> str:
    if not OURS.is_made():
        return "none yet: .venv is not made"
    return said_by_pip(OURS.python, "--version").stdout.partition(" from ")[0] or "broken: delete the folder .venv"


def _ready_made() -> str:
    system, weight = this_system(), PROGRAM.weight_here()
    if system is None or weight is None:
        return "this is none of the systems in the README's table, so some may be missing here"
    return f"{system.words}: " + (f"no wheel of {weight.missing}" if weight.missing else "all there, ready-made")


def _state(lock: Lock, command: str) -> str:
    if OURS.has(lock):
        return "installed"
    found = "out of date" if (OURS.folder / lock.stamp).exists() else "not installed"
    weight = lock.weight_here()
    return f"{found}; `{typed(command)}` sees to it" + (f" ({weight.megabytes} MB to fetch)" if weight else "")


COMMAND = Command("doctor", doctor)
