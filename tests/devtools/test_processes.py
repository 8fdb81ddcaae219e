"""A program that hangs is ended, with whatever it started."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools.processes import call, run_capped


@pytest.mark.skipif(sys.platform == "win32", reason="process groups end differently there, and apt is not there")
def test_an_installer_that_hangs_is_ended(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = "import time; print('begun', flush=True); time.sleep(600)"
    assert not run_capped([sys.executable, "-c", code], 1, tmp_path / "logs" / "log.txt")
    assert "No end after" in capsys.readouterr().out


def test_what_fails_is_told_with_where_it_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.txt"
    assert not run_capped([sys.executable, "-c", "import sys; sys.exit('no such package')"], 60, log)
    assert str(log) in capsys.readouterr().out
    assert "no such package" in log.read_text("utf-8")
    assert run_capped([sys.executable, "-c", "pass"], 60, log)


def test_what_is_started_has_the_status_and_the_variables_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLOUR", "red")
    code = "import os, sys; sys.exit(0 if (os.environ['COLOUR'], os.environ['SHAPE']) == ('red', 'round') else 7)"
    python = Path(sys.executable)
    assert call(python, "-c", code, env={"SHAPE": "round"}) == 0
    assert call(python, "-c", code, env={"SHAPE": "long"}) == 7
