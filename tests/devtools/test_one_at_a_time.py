"""Two set-ups of one environment never run at once, and nobody waits for one that has ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.environment import Environment
from devtools.one_at_a_time import alone
from devtools.project import ROOT
from tests.devtools.shelf import Shelf, write_lock

HOLD = "import sys; from pathlib import Path; from devtools.one_at_a_time import alone\nwith alone(Path(sys.argv[1])):\n    {}"
WAITS = "Another dev.py is setting up here"


def holder(file: Path, does: str) -> subprocess.Popen[str]:
    """A process that holds a file while it does something; it has it by now."""
    command = [sys.executable, "-c", HOLD.format(does), str(file)]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    return child


def test_the_second_waits_for_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "venv.lock"
    with holder(file, "print('held', flush=True); import time; time.sleep(1)") as first, alone(file):
        assert WAITS in capsys.readouterr().out
        assert first.wait(timeout=60) == 0
    with alone(file):
        assert capsys.readouterr().out == ""


@pytest.mark.skipif(sys.platform == "win32", reason="there a lock ends with the process that took it")
def test_a_pip_that_outlives_its_set_up_is_waited_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "venv.lock"
    does = (
        "import subprocess; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(2)'], close_fds=False, "
        "stdout=subprocess.DEVNULL); print('held', flush=True); sys.stdin.read()"
    )
    with holder(file, does) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
        with alone(file):
            assert WAITS in capsys.readouterr().out


def test_what_the_first_has_done_is_not_done_again(
    shelf: Shelf,
    environment: Environment,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lock = write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"))
    environment.bring(lock)
    answers = iter([False])
    really_has = Environment.has
    monkeypatch.setattr(Environment, "has", lambda self, one: next(answers, None) is None and really_has(self, one))
    capsys.readouterr()
    environment.bring(lock)
    assert capsys.readouterr().out == ""
