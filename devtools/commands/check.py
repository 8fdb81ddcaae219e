"""`dev.py check`: everything that is said about the source without running it."""

from __future__ import annotations

import os

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import CHECKS, PROGRAM
from devtools.processes import call
from devtools.project import ROOT
from devtools.speech import say

TOOLS = {
    "ruff": ("-m", "ruff", "check"),
    "format": ("-m", "ruff", "format", "--check"),
    "types": ("-m", "mypy"),
    "imports": ("-c", "from importlinter.cli import lint_imports_command as c; c()"),
    "dependencies": ("-m", "deptry", "."),
    "dead code": ("-m", "vulture"),
}


def check(_words: list[str]) -> int:
    """Lint, format, types, import contracts, unused dependencies and dead code; every one of them even if one fails."""
    python = set_up(PROGRAM, CHECKS)
    os.chdir(ROOT)
    failed = []
    for name, words in TOOLS.items():
        say(f"── {name}")
        if call(python, *words, env={"PYTHONUTF8": "1"}):
            failed.append(name)
    say(f"check: {'not passed: ' + ', '.join(failed) if failed else 'all passed'}")
    return 1 if failed else 0


COMMAND = Command("check", check)
