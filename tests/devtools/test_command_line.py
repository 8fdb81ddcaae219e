"""dev.py needs no package at all, says what it can do, and says in words what an unfit Python, or a Stop, means."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from devtools import command_line
from devtools.command import Command
from devtools.command_line import main
from devtools.commands import COMMANDS
from devtools.project import ROOT
from devtools.speech import Stop

DEV = ROOT / "dev.py"


def run_dev(*words: str, before: str = "pass") -> subprocess.CompletedProcess[str]:
    """Run dev.py in a Python that sees no package, after a line of our own."""
    code = (
        f"import sys, runpy; {before}; sys.argv = ['dev.py', *{words!r}]; runpy.run_path('dev.py', run_name='__main__')"
    )
    command = [sys.executable, "-S", "-c", code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_it_runs_on_the_standard_library_alone_and_lists_every_command() -> None:
    done = run_dev("-h")
    assert done.returncode == 0, done.stderr
    for command in COMMANDS:
        assert f"  {command.name:9}{command.says}" in done.stdout


def test_each_command_is_a_file_and_a_line() -> None:
    files = {path.stem for path in (ROOT / "devtools" / "commands").glob("*.py")} - {"__init__"}
    assert files == {command.name for command in COMMANDS}
    assert all(command.says for command in COMMANDS)


def test_a_new_command_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def paint(words: list[str]) -> int:
        """Paint what is named."""
        return len(words)

    monkeypatch.setattr(command_line, "COMMANDS", (*COMMANDS, Command("paint", paint)))
    assert main(["paint", "a", "--big", "tree"]) == 3


def test_an_old_python_can_read_it() -> None:
    tree = ast.parse(DEV.read_text("ascii"))
    newer = (ast.JoinedStr, ast.AnnAssign, ast.FunctionDef, ast.NamedExpr, ast.Starred, ast.Match, ast.AsyncFor)
    assert [node for node in ast.walk(tree) if isinstance(node, newer)] == []
    assert "__future__" not in DEV.read_text("ascii")


@pytest.mark.parametrize("version", [(2, 7), (3, 8), (3, 10), (3, 15)])
def test_a_python_that_does_not_fit_is_told_in_words(version: tuple[int, int], tmp_path: Path) -> None:
    before = f"import os; os.environ['PATH'] = {str(tmp_path)!r}; sys.version_info = (*{version}, 0)"
    done = run_dev("run", before=before)
    assert done.returncode == 1
    assert done.stderr.startswith(f"ArtsRx runs on Python 3.11 to 3.14; this is {version[0]}.{version[1]}. ")
    assert "Install Python 3.14 from python.org" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there one writes py -3.14")
def test_a_python_that_fits_is_named_if_it_is_here(tmp_path: Path) -> None:
    (tmp_path / "python3.12").symlink_to(sys.executable)
    before = f"import os; os.environ['PATH'] = {str(tmp_path)!r}; sys.version_info = (3, 9, 0)"
    assert "Run:\n    python3.12 dev.py run people" in run_dev("run", "people", before=before).stderr


@pytest.mark.parametrize(
    ("error", "status", "words"), [(Stop("No brush."), 1, "No brush."), (KeyboardInterrupt(), 130, "to go on, run:")]
)
def test_what_stops_it_is_told_in_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, status: int, words: str
) -> None:
    def paint(_words: list[str]) -> int:
        """Paint."""
        raise error

    monkeypatch.setattr(command_line, "COMMANDS", (Command("paint", paint),))
    assert main(["paint"]) == status
    assert words in capsys.readouterr().err
