"""`dev.py lock`: the newest versions that the project allows, written down."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from devtools.command import Command
from devtools.environment import set_up
from devtools.lock_writing import Found, lock_text, on_top_of, read_worked_out, readme_table
from devtools.locks import CHECKS, LOCKING, LOCKS, PROGRAM, Lock
from devtools.processes import call
from devtools.project import ROOT
from devtools.speech import Stop, say

PROJECT = ROOT / "pyproject.toml"
README = ROOT / "README.md"
OPENS, CLOSES = "<!-- dev.py lock writes this table -->\n", "<!-- here it ends -->\n"


def lock(_words: list[str]) -> int:
    """Write the locks anew: the newest versions allowed, for all systems; show which system has which."""
    python = set_up(LOCKING)
    for count, each in enumerate(LOCKS):
        below = LOCKS[:count]
        text = lock_text(on_top_of(_worked_out(python, each, below), below), each.serves)
        if "://" in text:
            raise Stop(f"{each.path.name} would name an address. It must hold only names, versions and hashes.")
        each.path.write_text(text, "utf-8")
        say(f"Wrote {each.path.name}: {len(each.pins())} package{'s' * (len(each.pins()) > 1)}.")
    table = readme_table(PROGRAM, CHECKS)
    README.write_text(with_table(README.read_text("utf-8"), table), "utf-8")
    say(f"\n{table}")
    return 0


def with_table(readme: str, table: str) -> str:
    """The README with this table in its place."""
    before, opens, rest = readme.partition(OPENS)
    _, closes, after = rest.partition(CLOSES)
    if not opens or not closes:
        raise Stop("The README has lost the place where the table of systems goes.")
    return before + opens + table + closes + after


def _worked_out(python: Path, lock: Lock, below: Sequence[Lock]) -> tuple[Found, ...]:
    """The newest packages that this lock's part of the project file allows, and that fit the locks below it."""
    folder = ROOT / "build" / "locks"
    shutil.rmtree(folder, ignore_errors=True)  # what was worked out before would be taken for what is wanted
    folder.mkdir(parents=True)
    plain, detailed = folder / "plain.txt", folder / "pylock.toml"
    source = ["--group", f"{PROJECT}:{lock.group}"] if lock.group else [str(PROJECT)]
    fixed = [word for one in below for word in ("--constraints", str(one.path))]
    words = ["--universal", "--python-version", "3.11", "--only-binary", ":all:", "--no-header", "--no-annotate", "-q"]
    for out, more in ((plain, []), (detailed, ["--constraints", str(plain), "--format", "pylock.toml"])):
        command = ["-m", "uv", "pip", "compile", *source, *fixed, *words, *more, "--output-file", str(out)]
        if call(python, *command):
            raise Stop(f"{lock.path.name} could not be worked out, see above. It is as it was.")
    return read_worked_out(plain, detailed)


COMMAND = Command("lock", lock)
