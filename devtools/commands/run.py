"""`dev.py run`: the program itself, its verbs, or, where there is no screen, what it does in a folder of samples."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

from devtools.command import Command
from devtools.environment import set_up
from devtools.locks import PROGRAM
from devtools.processes import call
from devtools.project import ROOT, has_display, typed
from devtools.qt_libraries import WINDOW, see_to_libraries
from devtools.speech import say


def run(words: list[str]) -> int:
    """Start ArtsRx, or do one of its verbs; without a screen do the main job in a folder and say where."""
    python = set_up(PROGRAM)
    os.environ["PYTHONSAFEPATH"] = "1"  # whatever lies in the folder that one happens to be in is not ours
    if words:
        return call(python, "-m", "artsrx", *words)
    if has_display():
        return call(python, "-m", "artsrx") if see_to_libraries(WINDOW) else 1
    return main_job(python, sample_folder(ROOT / "build"))


def sample_folder(parent: Path) -> Path:
    """A folder that did not exist before, for a sample record and its PDFs."""
    home = parent / "sample"
    count = 1
    while home.exists():
        count += 1
        home = parent / f"sample-{count}"
    home.mkdir(parents=True)
    return home


def main_job(python: Path, home: Path) -> int:
    """Make the sample record and its two PDFs in `home` without a window, and say where they are."""
    record, impact, note = (
        home / name for name in ("Sample.artsrx", "Impact report.pdf", "Note to the link worker.pdf")
    )
    say("There is no screen here, so ArtsRx shows what it does without a window.")
    say(f"Making a sample record (everybody in it is invented) in {home} …")
    made = _ask(python, "sample", str(record), "--json")
    if made.returncode:
        return made.returncode
    password = os.environ.get("ARTSRX_PASSWORD") or json.loads(made.stdout)["password"]
    status = _ask(python, "report", str(record), "impact", "--out", str(impact), password=password).returncode
    status = status or _write_note(python, record, note, password)
    if status:
        return status
    say(f"\nThe record            {record}")
    say(f"Its password          {password}")
    say(f"The impact report     {impact}")
    say(f"A note about a person {note}")
    say("\nTo open the window on this record, where there is a screen (DISPLAY is set), run:")
    say(f"    ARTSRX_HOME={shlex.quote(str(home))} {typed('run')}")
    say(f"Every verb works without one: {typed('run --help')}")
    return 0


def _ask(python: Path, *words: str, password: str = "", hush: bool = False) -> subprocess.CompletedProcess[str]:
    """Do a verb of ArtsRx and keep what it says; a refusal is shown at once, or with `hush` kept as well."""
    env = {**os.environ, "ARTSRX_PASSWORD": password} if password else None
    command = [str(python), "-m", "artsrx", *words]
    refusal = subprocess.PIPE if hush else None
    return subprocess.run(command, check=False, env=env, stdout=subprocess.PIPE, stderr=refusal, encoding="utf-8")


def _write_note(python: Path, record: Path, out: Path, password: str) -> int:
    """Write the note about the first person whose consent allows one; return the exit status."""
    listed = _ask(python, "people", str(record), "--json", password=password)
    if listed.returncode:
        return listed.returncode
    for person in json.loads(listed.stdout)[:50]:
        words = [str(record), "link-worker", "--person", person["id"], "--out", str(out)]
        if not _ask(python, "report", *words, password=password, hush=True).returncode:
            return 0
    say("No note could be written: nobody among the first people allows it.")
    return 1


COMMAND = Command("run", run)
