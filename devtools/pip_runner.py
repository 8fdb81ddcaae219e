"""Running pip in an environment: what it does becomes one line of progress, all that it says goes to a log file."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from devtools.pip_error_words import explain
from devtools.project import LOGS
from devtools.speech import ProgressLine, Stop

LOG = LOGS / "pip.log"
# A person's own settings for pip hold, for proxies and certificates are there; these would install somewhere else.
ELSEWHERE = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_DRY_RUN", "PIP_REQUIREMENT"}
BEGUN = re.compile(r"^\s*(?:Collecting|Processing|Requirement already satisfied:) ")
FETCHED = re.compile(r"^\s*(?:Downloading|Using cached) (?P<name>[^-\s]+)-(?P<version>[^-\s]+)-\S+ \((?P<size>[^)]+)\)")
RETRY = re.compile(r"^WARNING: Retrying \(Retry\(total=(\d+)")
LARGE = re.compile(r"^[1-9][\d.]* MB$")


def pip(python: Path, *words: str, packages: int = 0) -> None:
    """Let pip do something in an environment; Stop in plain words if it cannot.

    `packages` is how many it is to install, to say how far it is.
    """
    # -I: neither the folder one is in nor PYTHONPATH may bring packages of its own.
    run([str(python), "-I", "-u", "-m", "pip", "--no-input", "--disable-pip-version-check", *words], python, packages)


def run(command: Sequence[str], python: Path, packages: int = 0) -> None:
    """Run a command that sets up the environment of `python`; Stop in plain words if it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in ELSEWHERE}
    said: list[str] = []
    progress, begun = ProgressLine(), 0
    # Not close_fds: what holds the environment for this call is held until the command has ended, whoever ends first.
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                          text=True, errors="replace", env=environment, close_fds=False) as child:  # fmt: skip
        assert child.stdout is not None
        try:
            for line in child.stdout:
                said.append(line)
                begun += bool(BEGUN.match(line))
                _show(progress, line, f"  {begun:2} of {packages}" if packages else " ")
        except KeyboardInterrupt:
            child.wait()  # it was told as well, and tidies up
            raise
        finally:
            progress.end()
            _keep("".join(said))
    if child.returncode:
        raise Stop(f"{explain(''.join(said), python)}\nWhat was said on the way is in {LOG}.")


def _keep(said: str) -> None:
    with suppress(OSError):  # on a full disk there is more to say than that this could not be kept
        LOG.parent.mkdir(parents=True, exist_ok=True)
        LOG.write_text(said, "utf-8")


def _show(progress: ProgressLine, line: str, place: str) -> None:
    if found := FETCHED.match(line):
        large = LARGE.match(found["size"]) is not None
        progress.show(f"{place}  {found['name']} {found['version']}, {found['size']}", lasting=large)
    elif line.startswith("Installing collected packages:"):
        progress.show(f"{place}  unpacking …", lasting=False)
    elif found := RETRY.match(line):
        progress.show(f"{place}  no answer from the network; trying again ({found[1]} more) …", lasting=True)


def said_by_pip(python: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask pip something that needs no network, and keep the answer."""
    command = [str(python), "-I", "-m", "pip", "--disable-pip-version-check", *words]
    return subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")


def install(python: Path, lock: Path, packages: int) -> None:
    """Install exactly what a lock file names, each package checked by its hash.

    A lock is the whole, so that nothing is worked out anew: that would look at what has been published since.
    """
    wheels_only = ["--no-deps", "--require-hashes", "--only-binary=:all:", "--no-user", "--progress-bar=off"]
    pip(python, "install", *wheels_only, "--requirement", str(lock), packages=packages)
