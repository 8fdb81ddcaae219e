"""The last resort says sorry and nothing about anybody."""

import subprocess
import sys

import pytest

from artsrx.db.keys.key_file import people
from artsrx.ui.crash import CrashHandler, details_of


@pytest.fixture
def caught():
    try:
        people(None)  # a mistake of the program, not of the world
    except Exception:
        return sys.exc_info()


def test_details_hold_places_and_no_words(caught):
    details = details_of(caught[0], caught[2])
    assert caught[0].__name__ in details
    assert "db/keys/key_file.py, line" in details
    assert str(caught[1]) not in details
    assert "test_crash" not in details


def test_one_apology_at_a_time(answers, caught):
    crash = CrashHandler(lambda: answers)
    answers.add("tell", None)
    crash.catch(*caught)
    crash.catch(*caught)
    assert len(answers.asked) == 1
    assert "ArtsRx" in answers.asked[0].details
    answers.asked[0].then("ok")
    answers.add("tell", True)
    crash.catch(*caught)


def test_without_a_window_it_goes_to_standard_error(capsys, caught, monkeypatch):
    crash = CrashHandler(lambda: None)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install()
    assert sys.excepthook == crash.catch
    crash.catch(*caught)
    assert "line" in capsys.readouterr().err


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks Linux")
def test_no_dump_is_written():
    code = (
        "from artsrx.ui.crash import keep_secrets_out_of_dumps as k; k();"
        "import resource, ctypes; print(resource.getrlimit(resource.RLIMIT_CORE), ctypes.CDLL(None).prctl(3))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "(0, 0) 0"
