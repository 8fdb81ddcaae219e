"""Each command installs what it needs and no more, and starts what it says."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from devtools.commands import battery, bench, build, check, look, run, test
from devtools.locks import BUILD, CHECKS, PROGRAM, Lock

PYTHON = Path("/its/python")
MODULES: tuple[ModuleType, ...] = (bench, build, check, look, run, test)
Does = Callable[[list[str]], int]


class Seen:
    """What the commands asked for: locks, the words of what they started, and with which variables."""

    def __init__(self) -> None:
        self.locks: tuple[Lock, ...] = ()
        self.words: list[tuple[str, ...]] = []
        self.variables: dict[str, str] = {}
        self.status = 0

    def set_up(self, *locks: Lock) -> Path:
        self.locks = locks
        return PYTHON

    def call(self, python: Path, *words: str, env: dict[str, str] | None = None) -> int:
        assert python == PYTHON
        self.words.append(words)
        self.variables |= env or {}
        return self.status


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Seen:
    """Nothing is installed or started: it is only seen. Qt has its libraries, and there is no screen."""
    seen = Seen()
    for module in MODULES:
        for name, instead in {"set_up": seen.set_up, "call": seen.call, "ROOT": tmp_path, "has_display": lambda: False,
                              "see_to_libraries": lambda parts: True}.items():  # fmt: skip
            if hasattr(module, name):
                monkeypatch.setattr(module, name, instead)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONSAFEPATH", "")
    return seen


@pytest.mark.parametrize(
    ("does", "locks", "started"),
    [
        (run.run, (PROGRAM,), ("-m", "artsrx", "people", "a.artsrx")),
        (test.test, (PROGRAM, CHECKS), ("-m", "pytest", "people", "a.artsrx")),
        (battery.battery, (PROGRAM, CHECKS), ("-m", "pytest", "-m", "battery", "people", "a.artsrx")),
        (bench.bench, (PROGRAM, CHECKS), ("-m", "benchmarks", "people", "a.artsrx")),
        (look.look, (PROGRAM, CHECKS), ("-m", "tests.look", "people", "a.artsrx")),
        (build.build, (PROGRAM, BUILD), ("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build.spec")),
    ],
)
def test_a_command_installs_what_it_needs_and_no_more(
    seen: Seen, does: Does, locks: tuple[Lock, ...], started: tuple[str, ...]
) -> None:
    assert does(["people", "a.artsrx"]) == 0
    assert seen.locks == locks
    assert seen.words == [started]


@pytest.mark.parametrize("does", [run.run, test.test, bench.bench, look.look, build.build, check.check])
def test_a_failure_is_passed_on(seen: Seen, does: Does) -> None:
    seen.status = 1
    assert does(["people"]) == 1


@pytest.mark.parametrize("does", [test.test, bench.bench, look.look])
def test_without_the_libraries_of_qt_nothing_is_started(
    seen: Seen, does: Does, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules[does.__module__], "see_to_libraries", lambda parts: False)
    assert does([]) == 1
    assert seen.words == []


@pytest.mark.parametrize("does", [test.test, bench.bench, look.look])
def test_without_a_screen_qt_draws_off_screen(seen: Seen, does: Does) -> None:
    does([])
    assert seen.variables["QT_QPA_PLATFORM"] == "offscreen"


def test_every_check_runs_even_if_one_fails(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    seen.status = 1
    assert check.check([]) == 1
    assert seen.words == list(check.TOOLS.values())
    assert f"check: not passed: {', '.join(check.TOOLS)}" in capsys.readouterr().out
    seen.status = 0
    assert check.check([]) == 0
    assert seen.locks == (PROGRAM, CHECKS)


def test_a_window_is_opened_where_there_is_a_screen(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "has_display", lambda: True)
    assert run.run([]) == 0
    assert seen.words == [("-m", "artsrx")]
    monkeypatch.setattr(run, "see_to_libraries", lambda parts: False)
    assert run.run([]) == 1
    assert len(seen.words) == 1


def test_without_a_screen_the_main_job_is_done_and_no_library_is_asked_for(
    seen: Seen, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "see_to_libraries", lambda parts: pytest.fail("nothing is drawn"))
    monkeypatch.setattr(
        run, "main_job", lambda python, home: 0 if (python, home.parent) == (PYTHON, tmp_path / "build") else 1
    )
    assert run.run([]) == 0


def test_with_coverage_the_windows_are_reported_apart(seen: Seen, capsys: pytest.CaptureFixture[str]) -> None:
    assert test.test(["--cov"]) == 0
    assert seen.words == [("-m", "pytest", "--cov"), test.UI_COVERAGE]
    assert "at least 90 %" in capsys.readouterr().out


def test_where_a_test_fails_nothing_is_reported_after_it(seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(test, "call", lambda python, *words, env: seen.words.append(words) or 1)
    assert test.test(["--cov"]) == 1
    assert seen.words == [("-m", "pytest", "--cov")]
