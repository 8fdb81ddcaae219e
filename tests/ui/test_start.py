"""From the command to the window: what is loaded when, one window per record, locking starts a new process."""

import subprocess
import sys
from typing import Any

import pytest
from PySide6.QtCore import QTimer

from artsrx import app as program
from artsrx.db.keys.sheet_mark import note_sheet_wanted
from artsrx.ui import start as starting
from artsrx.ui.front.unlock import UnlockPage
from artsrx.ui.gc_timer import GcTimer
from artsrx.ui.routes import ImportRoute, TodayRoute
from artsrx.ui.screen import Screen, ScreenEntry
from artsrx.ui.start import Start, raise_window

HEAVY = ("sqlalchemy", "alembic", "reportlab", "pikepdf", "mpmath", "pypdfium2", "zxcvbn")


def modules_after(code: str) -> set[str]:
    found = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(found.stdout.split())


def test_the_supervisor_knows_no_qt_and_no_keys():
    loaded = modules_after("import artsrx.app")
    assert not {name for name in loaded if name.split(".")[0] in ("PySide6", "shiboken6", "cryptography", *HEAVY)}


def test_the_unlock_window_is_painted_before_the_database_is_loaded():
    loaded = modules_after("import artsrx.ui.start")
    assert "PySide6.QtWidgets" in loaded
    assert not {name for name in loaded if name.split(".")[0] in HEAVY}


def test_locking_starts_again_and_closing_ends(monkeypatch):
    statuses = iter([program.LOCKED, program.LOCKED, 0])
    asked = []

    def words():
        code = f"import sys; sys.exit({next(statuses)})"
        return [sys.executable, "-c", code]

    monkeypatch.setattr(program.sys, "platform", "win32")
    monkeypatch.setattr(program, "program", words)
    real = subprocess.Popen

    class Popen(real):
        def __init__(self, command):
            asked.append(command[3:])
            super().__init__(command)

    monkeypatch.setattr(subprocess, "Popen", Popen)
    assert program.main([]) == 0
    assert asked == [["--window"], ["--window", "--locked"], ["--window", "--locked"]]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only there is the window a copy of the supervisor")
def test_on_linux_the_window_is_a_copy_of_the_supervisor():
    code = """
import os, sys
from artsrx import app
statuses = {(): app.LOCKED, ("--locked",): 3}
above = os.getpid()
def shown(arguments):
    assert os.getppid() == above
    return statuses[tuple(arguments)]
app.show_window = shown
sys.exit(app.main([]))
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 3


def test_words_go_to_the_command_line(capsys):
    with pytest.raises(SystemExit) as ended:
        program.main(["--help"])
    assert ended.value.code == 0
    assert "report" in capsys.readouterr().out


def test_how_the_program_starts_itself(monkeypatch):
    assert program.program() == [sys.executable, "-m", "artsrx"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert program.program() == [sys.executable]


class Plain(Screen[Any]):
    """One empty screen."""


ENTRIES = (
    ScreenEntry("today", "Today", "sun", (TodayRoute,), Plain, TodayRoute()),
    ScreenEntry("import", "Import", "upload", (ImportRoute,), Plain),
)


@pytest.fixture
def start(qtbot, qapp, theme, vaulted, monkeypatch):
    monkeypatch.setattr("artsrx.ui.screens.SCREENS", ENTRIES)
    ended = []
    monkeypatch.setattr(qapp, "exit", ended.append)
    made = Start(qapp, theme, locked=75, home=vaulted.folder.parent)
    made.ended = ended
    yield made
    made._gc_timer._timer.stop()
    made.jobs.close()
    for window in (made.front, made.window):
        if window is not None:
            window._over = window._done = True
            window.close()
            window.deleteLater()
    made.deleteLater()


def go_in(qtbot, start, vaulted):
    start.begin()
    assert isinstance(start.front.page, UnlockPage)
    assert start.current_ask() is not None
    start.front.page._password.line.setText(vaulted.password)
    start.front.page.submit()
    qtbot.waitUntil(lambda: start.window is not None, timeout=20_000)
    return start.window


def test_in_and_out_again(qtbot, start, vaulted):
    window = go_in(qtbot, start, vaulted)
    assert window.isVisible()
    assert start.front is None
    window.close()
    qtbot.waitUntil(lambda: start.ended == [0], timeout=20_000)
    assert not (vaulted.folder / "record.db-wal").exists()


def test_a_record_whose_sheet_nobody_has_says_so_when_it_is_opened(qtbot, start, vaulted, answers, monkeypatch):
    note_sheet_wanted(vaulted.folder)
    monkeypatch.setattr(starting, "Asker", lambda: answers)
    answers.add("tell")
    go_in(qtbot, start, vaulted)
    assert "never kept" in answers.asked[0].words


def test_locking_ends_with_its_own_status(qtbot, start, vaulted):
    window = go_in(qtbot, start, vaulted)
    window.departure.lock()
    qtbot.waitUntil(lambda: start.ended == [75], timeout=20_000)


def test_a_second_start_raises_the_first_window(qtbot, start, vaulted):
    assert not raise_window(vaulted.folder)
    assert not start.knock()
    window = go_in(qtbot, start, vaulted)
    window.showMinimized()
    assert start.knock()
    qtbot.waitUntil(lambda: not window.isMinimized())
    window.departure.lock()
    qtbot.waitUntil(lambda: bool(start.ended))


def test_removing_the_sample_removes_its_folder(qtbot, start, vaulted, answers):
    window = go_in(qtbot, start, vaulted)
    window.departure._remove_sample()
    qtbot.waitUntil(lambda: start.ended == [75], timeout=20_000)
    assert not vaulted.folder.exists()


def test_something_to_do_while_nobody_has_the_record_open(qtbot, start, vaulted):
    window = go_in(qtbot, start, vaulted)
    seen = []
    window.desk.leave(lambda: seen.append(starting.read_holder(vaulted.folder)))
    qtbot.waitUntil(lambda: start.ended == [75], timeout=20_000)
    assert seen == [None]


def test_ten_idle_minutes_lock(qtbot, start, vaulted):
    window = go_in(qtbot, start, vaulted)
    qtbot.waitUntil(lambda: not start.jobs.busy)
    going = start.jobs.start(wait_until_stopped, None, title="Work", quiet=True)
    start._lock_when_idle()
    assert window.isVisible()
    going.cancel()
    qtbot.waitUntil(lambda: not start.jobs.busy)
    start._idle.long_idle.emit()
    qtbot.waitUntil(lambda: start.ended == [75], timeout=20_000)


def wait_until_stopped(reporter):
    while True:
        reporter.check()


def test_the_system_asks_it_to_stop(qtbot, start, vaulted):
    go_in(qtbot, start, vaulted)
    start.stop_on_signal(15, None)
    qtbot.waitUntil(lambda: start.ended == [0], timeout=20_000)
    assert list((vaulted.folder / "backups").glob("*.artsrxbackup"))


def test_giving_up_at_the_door(qtbot, start):
    start.begin()
    start.front.close()
    assert start.ended == [0]


def test_memory_is_tidied_by_the_timer(qapp):
    import gc

    sweep = GcTimer()
    assert not gc.isenabled()
    sweep.collect()
    sweep.stop()
    gc.disable()
    assert isinstance(sweep._timer, QTimer)
