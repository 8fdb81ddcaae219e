"""`dev.py doctor` says what is here and what is missing, and changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from devtools.commands import doctor
from devtools.environment import Environment
from devtools.locks import Lock
from tests.devtools.shelf import Shelf, write_lock


@pytest.fixture
def locks(shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Lock, Lock]:
    """The two locks that it looks at, of small packages."""
    both = (
        write_lock(tmp_path / "lock.txt", shelf.put("easel", "1.0"), serves="the program"),
        write_lock(tmp_path / "dev-lock.txt", shelf.put("ruler", "1.0"), serves="tests"),
    )
    monkeypatch.setattr(doctor, "PROGRAM", both[0])
    monkeypatch.setattr(doctor, "CHECKS", both[1])
    return both


def told(
    environment: Environment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> tuple[int, str]:
    """What it says about an environment, and its exit status, where Qt has all of its libraries."""
    monkeypatch.setattr(doctor, "OURS", environment)
    monkeypatch.setattr(doctor, "missing_libraries", lambda parts: [])
    capsys.readouterr()
    return doctor.doctor([]), capsys.readouterr().out


def test_where_nothing_is_made_it_names_the_commands_and_makes_nothing(
    locks: tuple[Lock, Lock], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, words = told(Environment(tmp_path / "venv"), monkeypatch, capsys)
    assert status == 1
    assert "none yet: .venv is not made" in words
    assert "lock.txt, for the program: not installed; `python3 dev.py run` sees to it" in words
    assert "dev-lock.txt, for tests: not installed; `python3 dev.py test` sees to it" in words
    assert not (tmp_path / "venv").exists()


def test_it_names_each_lock_and_the_state_of_it(
    locks: tuple[Lock, Lock],
    environment: Environment,
    shelf: Shelf,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    program, _checks = locks
    environment.bring(program)
    status, words = told(environment, monkeypatch, capsys)
    assert status == 0
    assert "pip        pip " in words
    assert "lock.txt, for the program: installed\n" in words
    assert "dev-lock.txt, for tests: not installed;" in words
    write_lock(program.path, shelf.put("easel", "2.0"))
    before = environment.installed()
    status, words = told(environment, monkeypatch, capsys)
    assert status == 1
    assert "lock.txt, for the program: out of date;" in words
    assert environment.installed() == before


def test_a_python_without_venv_is_told(
    locks: tuple[Lock, Lock], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "has_venv", lambda: False)
    assert "it has no venv. Run: " in told(Environment(tmp_path / "venv"), monkeypatch, capsys)[1]


def test_a_system_that_nobody_looked_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "this_system", lambda: None)
    assert "none of the systems in the README's table" in doctor._ready_made()
