"""Starting other programs: shown, kept, or ended after a time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from devtools.speech import say


def call(python: Path, *words: str, env: Mapping[str, str] | None = None) -> int:
    """Run the set-up Python with these words, its output shown; return its exit status."""
    try:
        return subprocess.run([str(python), *words], check=False, env={**os.environ, **(env or {})}).returncode
    except KeyboardInterrupt:
        return 130


def run_capped(words: Sequence[str], seconds: float, log: Path) -> bool:
    """Run a command that may hang; whether it ended well in time. Its whole process group is ended otherwise.

    What it says is added to `log`.
    """
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as kept:
        child = subprocess.Popen(
            words, env=quiet, stdin=subprocess.DEVNULL, stdout=kept, stderr=kept, start_new_session=True
        )
    try:
        if child.wait(seconds):
            say(f"{' '.join(words[:2])} failed; {log} says why.")
        return child.returncode == 0
    except subprocess.TimeoutExpired:
        say(f"No end after {seconds:.0f} seconds.")
    if sys.platform != "win32":
        os.killpg(child.pid, signal.SIGTERM)
        time.sleep(2)
    child.kill()
    child.wait()
    return False
