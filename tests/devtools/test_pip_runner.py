"""What pip says becomes how far it is; everything is kept for whoever wants to know more."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from devtools import pip_runner
from devtools.pip_runner import run
from devtools.speech import ProgressLine, Stop

# As pip 23.0.1 and 26.3 say it: fetched, fetched before, from a folder, there already.
SAID = """Ignoring wrapt: markers 'sys_platform == "darwin"' don't match your environment
Collecting easel==1.0 (from -r lock.txt (line 3))
  Downloading easel-1.0-py3-none-any.whl (12 kB)
Collecting paint==2.0
  Downloading paint-2.0-cp311-abi3-manylinux_2_34_x86_64.whl (80.3 MB)
Collecting brush==3.0
  Using cached brush-3.0-py3-none-any.whl (1.5 MB)
Processing ./shelf/frame-1.0-py3-none-any.whl
Requirement already satisfied: chalk==1 in ./lib (1)
WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'x': /simple/chalk/
Installing collected packages: easel, paint, brush, frame
Successfully installed brush-3.0 easel-1.0 frame-1.0 paint-2.0
"""


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where what was said is kept."""
    monkeypatch.setattr(pip_runner, "LOG", tmp_path / "logs" / "pip.log")
    return tmp_path / "logs" / "pip.log"


def say(words: str, status: int = 0) -> list[str]:
    """A command that says these words."""
    return [sys.executable, "-c", f"import sys; sys.stdout.write({words!r}); sys.exit({status})"]


def test_where_nobody_watches_what_is_large_has_a_line(capsys: pytest.CaptureFixture[str], log: Path) -> None:
    run(say(SAID), Path(sys.executable), packages=5)
    assert capsys.readouterr().out.splitlines() == [
        "   2 of 5  paint 2.0, 80.3 MB",
        "   3 of 5  brush 3.0, 1.5 MB",
        "   5 of 5  no answer from the network; trying again (4 more) …",
    ]
    assert log.read_text("utf-8") == SAID


def test_on_a_screen_one_line_is_written_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    run(say(SAID), Path(sys.executable), packages=5)
    shown = capsys.readouterr().out
    assert "\n" not in shown
    lines = [line.rstrip() for line in shown.split("\r") if line.strip()]
    assert lines[0] == "   1 of 5  easel 1.0, 12 kB"
    assert lines[-1] == "   5 of 5  unpacking …"
    assert shown.endswith("\r")


def test_a_short_line_leaves_nothing_of_a_longer_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    line = ProgressLine()
    line.show("a" * 200, lasting=False)
    line.show("short", lasting=False)
    line.end()
    assert capsys.readouterr().out == f"\r{'a' * 78}\r{'short':<78}\r{'':<5}\r"


def test_a_failure_is_told_and_kept(log: Path) -> None:
    with pytest.raises(Stop, match="The packages could not be installed: ERROR: no brush") as stop:
        run(say("ERROR: no brush\n", 1), Path(sys.executable))
    assert str(log) in str(stop.value)
    assert log.read_text("utf-8") == "ERROR: no brush\n"


def test_a_log_that_cannot_be_kept_hides_nothing(log: Path) -> None:
    log.parent.write_text("a file where the folder should be", "utf-8")
    with pytest.raises(Stop, match="no brush"):
        run(say("ERROR: no brush\n", 1), Path(sys.executable))
