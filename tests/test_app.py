"""The last resort of the program without a window: whatever happens, plain words and nothing about anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from artsrx import app, cli

ROOT = Path(__file__).parents[1]


def told_of(error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    def fails(_arguments: object) -> int:
        raise error

    monkeypatch.setattr(cli, "main", fails)
    assert app.verb(["people", "x"]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_a_bug_names_nobody(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    told = told_of(KeyError("Zdenka Sentinelova"), monkeypatch, capsys)
    assert "We are sorry" in told
    assert "KeyError" in told
    assert "app.py, line" in told
    assert "Sentinelova" not in told
    assert "Traceback" not in told


def test_a_fault_of_the_computer_is_told_in_its_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = told_of(OSError(28, "No space left on device", "/home/Zdenka Sentinelova"), monkeypatch, capsys)
    assert "No space left on device" in told
    assert "Sentinelova" not in told


def test_being_stopped_is_no_fault(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert told_of(KeyboardInterrupt(), monkeypatch, capsys).startswith("Stopped.")


def test_a_reader_that_has_read_enough_is_no_fault() -> None:
    read, write = os.pipe()
    os.close(read)
    told = subprocess.run(
        [sys.executable, "-m", "artsrx", "--help"], cwd=ROOT, stdout=write, stderr=subprocess.PIPE, check=False
    )
    os.close(write)
    assert b"Traceback" not in told.stderr
